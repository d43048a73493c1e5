"""The codes that one thing has and had, for people to look through. Assigning is in `kiosk.store.barcodes`."""

from kiosk.stock import quantity
from kiosk.stock.assigned import Assigned
from kiosk.stock.thing import Thing
from kiosk.store.sql import Db, execute

_FIELDS = "id, raw, pack, assigned_by, assigned_at, unassigned_at, unassigned_by, COUNT(*) OVER () FROM barcode"
_OF_THING = f"""SELECT {_FIELDS} WHERE kind = ? AND thing_id = ?
    ORDER BY CASE WHEN unassigned_at IS NULL THEN 0 ELSE 1 END, id DESC LIMIT ?"""
_ACTIVE = f"SELECT {_FIELDS} WHERE kind = ? AND thing_id = ? AND unassigned_at IS NULL ORDER BY id DESC LIMIT ?"


def of_thing(db: Db, thing: Thing, limit: int) -> tuple[tuple[Assigned, ...], int]:
    """The codes of a thing, those that name it first, the latest first; and how many there are in all."""
    return _read(db, _OF_THING, thing, limit)


def active(db: Db, thing: Thing, limit: int) -> tuple[tuple[Assigned, ...], int]:
    """The same of those that name it now."""
    return _read(db, _ACTIVE, thing, limit)


def _read(db: Db, sql: str, thing: Thing, limit: int) -> tuple[tuple[Assigned, ...], int]:
    rows = execute(db, sql, thing.kind.value, thing.id, limit).fetchall()
    codes = tuple(
        Assigned(id, bytes(raw), quantity.of(pack), assigned_by, assigned_at, unassigned_at, unassigned_by or "")
        for id, raw, pack, assigned_by, assigned_at, unassigned_at, unassigned_by, _ in rows
    )
    return codes, int(rows[0][-1]) if rows else 0


def set_pack(db: Db, id: int, pack: int) -> bool:
    """Let one scan of this code stand for `pack` millionths; False where it names nothing any more."""
    written = execute(db, "UPDATE barcode SET pack = ? WHERE id = ? AND unassigned_at IS NULL", pack, id).rowcount
    return bool(written == 1)
