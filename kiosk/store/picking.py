"""What of a part can be handed out: its units by serial, a window at a time, and how much there is without serials.

Each statement reads one index of stock_item; what is far from both ends of a list costs the walk to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kiosk.page import LARGEST, Page
from kiosk.stock import fields
from kiosk.stock import quantity as quantities
from kiosk.stock.picking import PickUnit, Sought
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store.labels import OF_ITEM, part_label
from kiosk.store.search import escaped, lowered
from kiosk.store.serials import DOCUMENT
from kiosk.store.sql import Db, execute
from kiosk.store.trees import BELOW

OFFERED = 9  # units of one serial: one digit each
_TOGETHER = 500  # serials that one statement looks for

_UNIT = f"""SELECT i.id, {OF_ITEM.format("i")}, i.serial, i.part_id, p.number, p.name, i.status, COALESCE(l.path, ''),
        COALESCE({DOCUMENT}, '')
    FROM stock_item i JOIN part p ON p.id = i.part_id LEFT JOIN location l ON l.id = i.location_id WHERE """
# Void units are in an index of their own.
_OF_SERIAL = f"""{_UNIT}i.id IN (
        SELECT n.id FROM stock_item n WHERE n.serial = ? AND n.serial IS NOT NULL AND n.status <> 'void'
        UNION ALL SELECT v.id FROM stock_item v WHERE v.serial = ? AND v.serial IS NOT NULL AND v.status = 'void')
    ORDER BY CASE WHEN i.status = 'void' THEN 1 ELSE 0 END, i.id DESC LIMIT {OFFERED}"""
_ONE = f"{_UNIT}i.id = ? AND i.serial IS NOT NULL"
_ROWS = """SELECT i.id, p.number, i.serial, i.status, COALESCE(l.path, ''), COALESCE(i.batch, ''),
        COALESCE(i.expiry, ''), d.id, COALESCE(d.number, '') FROM (
        SELECT i.id FROM stock_item i WHERE {where} ORDER BY i.serial {way}, i.id {way} LIMIT ? OFFSET ?) h
    JOIN stock_item i ON i.id = h.id JOIN part p ON p.id = i.part_id LEFT JOIN location l ON l.id = i.location_id
    LEFT JOIN draft_serial s ON s.item_id = i.id AND s.item_id IS NOT NULL AND s.state = 'got'
    LEFT JOIN document d ON d.id = s.document_id ORDER BY i.serial, i.id"""


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit as it is now. `place` is empty where it is out, `document` the number of the last one that moved it."""

    unit: Thing
    serial: str
    part: Thing
    number: str
    status: Status
    place: str
    document: str


def page(db: Db, sought: Sought, offset: int, limit: int = LARGEST) -> Page[PickUnit]:
    """The units that are sought, by serial, from `offset` on, at most 200."""
    where, params = _terms(sought, units=True)
    counted, _ = _terms(sought, units=not sought.tracked)
    total = int(execute(db, f"SELECT COUNT(*) FROM stock_item i WHERE {counted}", *params).fetchone()[0])
    offset = max(0, min(offset, total))
    size = min(limit, LARGEST, total - offset)
    # The nearer end is where the walk begins.
    back = offset > total // 2
    skipped = total - offset - size if back else offset
    rows = execute(db, _ROWS.format(where=where, way="DESC" if back else "ASC"), *params, size, skipped).fetchall()
    return Page(tuple(map(_pick, rows)), total, offset)


def unit(db: Db, item: int) -> KnownUnit | None:
    """The unit of this id; None where that is no stock item with a serial."""
    row = execute(db, _ONE, item).fetchone()
    return None if row is None else _known(row)


def of_serial(db: Db, serial: str) -> tuple[KnownUnit, ...]:
    """The units that are called so, the latest first and void ones last; at most 9."""
    if not _can_be(serial):
        return ()
    return tuple(map(_known, execute(db, _OF_SERIAL, serial, serial).fetchall()))


def of_part(db: Db, part: int, serials: Sequence[str]) -> Mapping[str, KnownUnit]:
    """The units of just this part that are called so, but for void ones; by serial."""
    found: dict[str, KnownUnit] = {}
    possible = list(filter(_can_be, serials))
    for first in range(0, len(possible), _TOGETHER):
        some = possible[first : first + _TOGETHER]
        marks = ", ".join("?" * len(some))
        sql = f"{_UNIT}i.part_id = ? AND i.serial IN ({marks}) AND i.serial IS NOT NULL AND i.status <> 'void'"
        found |= {unit.serial: unit for unit in map(_known, execute(db, sql, part, *some).fetchall())}
    return found


def loose(db: Db, part: int, statuses: Sequence[Status], place: int | None, batch: str) -> Decimal:
    """How much there is without serials in these statuses: in all, or in one place, of one batch."""
    marks = ", ".join("?" * len(statuses))
    sql = f"""SELECT COALESCE(SUM(i.quantity), 0) FROM stock_item i WHERE i.part_id = ? AND i.status IN ({marks})
        AND i.location_id IS NOT NULL AND i.quantity > 0 AND i.serial IS NULL"""
    params: list[object] = [part, *(status.value for status in statuses)]
    if place is not None:
        sql += " AND i.location_id = ?"
        params.append(place)
    if batch:
        sql += " AND i.batch = ?"
        params.append(batch)
    return quantities.of(int(execute(db, sql, *params).fetchone()[0]))


def _can_be(serial: str) -> bool:
    """Whether any unit may be called so; PostgreSQL takes no NUL even to look for."""
    try:
        fields.serial(serial)
    except ValueError:
        return False
    return True


def _terms(sought: Sought, *, units: bool) -> tuple[str, list[object]]:
    """The condition, for units or for all stock of the part; the parameters are the same."""
    if "\0" in sought.text:
        return "1 = 0", []
    marks = ", ".join("?" * len(sought.statuses))
    terms = ["i.part_id = ?", f"i.status IN ({marks})"]
    params: list[object] = [sought.part, *(status.value for status in sought.statuses)]
    if piece := sought.text.strip(" "):
        terms.append("lower(i.serial) LIKE ? ESCAPE '!'")
        params.append(f"%{escaped(lowered(piece))}%")
    if sought.place is not None:
        terms.append(f"i.location_id IN ({BELOW} SELECT id FROM below)")
        params.append(sought.place)
    if units or piece:
        terms.append("i.serial IS NOT NULL")
    return " AND ".join(terms), params


def _pick(row: Sequence[Any]) -> PickUnit:
    id, number, serial, status, place, batch, expiry, draft, claim = row
    unit = Thing(Kind.STOCK_ITEM, id, f"{number} · {serial}")
    return PickUnit(
        unit, serial, status, place, batch, expiry, None if draft is None else Thing(Kind.DOCUMENT, draft, claim)
    )


def _known(row: Sequence[Any]) -> KnownUnit:
    id, label, serial, part, number, name, status, place, document = row
    return KnownUnit(
        Thing(Kind.STOCK_ITEM, id, label),
        serial,
        Thing(Kind.PART, part, part_label(number, name)),
        number,
        Status(status),
        place,
        document,
    )
