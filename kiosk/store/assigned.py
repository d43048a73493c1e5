"""The codes that one thing has and had, for people to look through. Assigning is in `kiosk.store.barcodes`."""

from kiosk.stock import quantity
from kiosk.stock.assigned import Assigned
from kiosk.stock.thing import Thing
from kiosk.store.sql import Db, execute


def of_thing(db: Db, thing: Thing, limit: int) -> tuple[tuple[Assigned, ...], int]:
    """The codes of a thing, those that name it first, the latest first; and how many there are in all."""
    rows = execute(
        db,
        "SELECT id, raw, pack, assigned_by, assigned_at, unassigned_at, unassigned_by, COUNT(*) OVER () FROM barcode"
        " WHERE kind = ? AND thing_id = ?"
        " ORDER BY CASE WHEN unassigned_at IS NULL THEN 0 ELSE 1 END, id DESC LIMIT ?",
        thing.kind.value,
        thing.id,
        limit,
    ).fetchall()
    codes = tuple(
        Assigned(id, bytes(raw), quantity.of(pack), assigned_by, assigned_at, unassigned_at, unassigned_by or "")
        for id, raw, pack, assigned_by, assigned_at, unassigned_at, unassigned_by, _ in rows
    )
    return codes, int(rows[0][-1]) if rows else 0


def set_pack(db: Db, id: int, pack: int) -> bool:
    """Let one scan of this code stand for `pack` millionths; False where it names nothing any more."""
    written = execute(db, "UPDATE barcode SET pack = ? WHERE id = ? AND unassigned_at IS NULL", pack, id).rowcount
    return bool(written == 1)
