"""The codes that one thing has and had, for people to look through. Assigning is in `kiosk.store.barcodes`."""

from collections.abc import Sequence
from typing import Any

from kiosk.page import LARGEST
from kiosk.stock import quantity
from kiosk.stock.assigned import Assigned
from kiosk.stock.thing import Kind, Thing
from kiosk.store.labels import LABELS, by_kind
from kiosk.store.sql import Db, execute

_COLUMNS = "b.id, b.raw, b.pack, b.assigned_by, b.assigned_at, b.unassigned_at, b.unassigned_by"
_CODES = f"SELECT {_COLUMNS}, COUNT(*) OVER () FROM barcode b WHERE b.kind = ? AND b.thing_id = ?"
_OF_THING = f"{_CODES} ORDER BY CASE WHEN b.unassigned_at IS NULL THEN 0 ELSE 1 END, b.id DESC LIMIT ?"
_ACTIVE = f"{_CODES} AND b.unassigned_at IS NULL ORDER BY b.id DESC LIMIT ?"


def of_thing(db: Db, thing: Thing, limit: int) -> tuple[tuple[Assigned, ...], int]:
    """The codes of a thing, those that name it first, the latest first; and how many there are in all."""
    return _read(db, _OF_THING, thing, limit)


def active(db: Db, thing: Thing, limit: int) -> tuple[tuple[Assigned, ...], int]:
    """The same of those that name it now."""
    return _read(db, _ACTIVE, thing, limit)


def _read(db: Db, sql: str, thing: Thing, limit: int) -> tuple[tuple[Assigned, ...], int]:
    rows = execute(db, sql, thing.kind.value, thing.id, limit).fetchall()
    return tuple(_code(row[:-1]) for row in rows), int(rows[0][-1]) if rows else 0


def _code(row: Sequence[Any]) -> Assigned:
    id, raw, pack, assigned_by, assigned_at, unassigned_at, unassigned_by = row
    return Assigned(id, bytes(raw), quantity.of(pack), assigned_by, assigned_at, unassigned_at, unassigned_by or "")


def after(db: Db, thing: Thing | None, id: int, *, history: bool) -> Sequence[tuple[Assigned, Thing]]:
    """The codes behind the one of this id, at most 200, in the order in which they were assigned; of one thing, or all.

    With `history` those that were taken off, too.
    """
    params: list[object] = [id]
    where = "b.id > ?"
    if thing is not None:
        where, params = f"b.kind = ? AND b.thing_id = ? AND {where}", [thing.kind.value, thing.id, id]
    if not history:
        where = f"{where} AND b.unassigned_at IS NULL"
    label = by_kind(LABELS, "b.kind", "b.thing_id")
    sql = f"SELECT {_COLUMNS}, b.kind, b.thing_id, {label} FROM barcode b WHERE {where} ORDER BY b.id LIMIT ?"
    rows = execute(db, sql, *params, LARGEST).fetchall()
    return [(_code(row[:7]), Thing(Kind(kind), of, text or "")) for *row, kind, of, text in rows]


def get(db: Db, id: int) -> Assigned | None:
    """One code, whether or not it names anything still."""
    row = execute(db, f"SELECT {_COLUMNS} FROM barcode b WHERE b.id = ?", id).fetchone()
    return None if row is None else _code(row)


def set_pack(db: Db, id: int, pack: int) -> bool:
    """Let one scan of this code stand for `pack` millionths; False where it names nothing any more."""
    written = execute(db, "UPDATE barcode SET pack = ? WHERE id = ? AND unassigned_at IS NULL", pack, id).rowcount
    return bool(written == 1)
