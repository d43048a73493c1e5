"""The stock items that an action is for, with all that it depends on; and what things stand for which of them.

Statements do not grow with the rows, but for chunks of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kiosk.stock.acting import MOST, Item
from kiosk.store.sql import Db, execute

_TOGETHER = 500  # ids that one statement looks for

_ITEMS = """SELECT i.id, i.part_id, p.number, p.unit, p.decimals, p.tracking, p.track_stock, p.archived_at, i.serial,
        i.batch, i.expiry, i.warranty_until, i.notes, i.supplier_part_id, i.location_id, l.path,
        CASE WHEN l.structural = 1 OR l.archived_at IS NOT NULL THEN 1 ELSE 0 END, i.quantity, i.status
    FROM stock_item i JOIN part p ON p.id = i.part_id LEFT JOIN location l ON l.id = i.location_id
    WHERE i.id IN ({})"""
_CLAIMS = """SELECT s.item_id, d.number, d.id, COALESCE(st.name, ''), d.held_by FROM draft_serial s
    JOIN document d ON d.id = s.document_id LEFT JOIN run r ON r.id = d.holder_id
    LEFT JOIN station st ON st.id = r.station_id
    WHERE s.item_id IN ({}) AND s.item_id IS NOT NULL AND s.state = 'got'"""
_PLACE = "SELECT id, path, structural, archived_at FROM location WHERE id = ?"
# Loose stock of other items than those that are moved, which what is moved may join.
_ALIKE = """SELECT i.id FROM stock_item i WHERE i.location_id = ? AND i.location_id IS NOT NULL AND i.part_id IN ({})
    AND i.serial IS NULL AND i.quantity > 0 AND i.notes = '' ORDER BY i.id LIMIT ?"""
_SUPPLIED = "SELECT s.id, s.part_id FROM supplier_part s WHERE s.id IN ({})"
_PARTS = """SELECT p.id, p.number, p.tracking, COALESCE(h.loose, 0), COALESCE(h.places, 0), h.item,
        COALESCE(h.units, 0)
    FROM part p LEFT JOIN (
        SELECT i.part_id, SUM(CASE WHEN i.serial IS NULL THEN 1 ELSE 0 END) AS loose,
            COUNT(DISTINCT CASE WHEN i.serial IS NULL THEN i.location_id END) AS places,
            MIN(CASE WHEN i.serial IS NULL THEN i.id END) AS item,
            SUM(CASE WHEN i.serial IS NULL THEN 0 ELSE 1 END) AS units
        FROM stock_item i JOIN part q ON q.id = i.part_id WHERE i.part_id IN ({0}) AND i.location_id IS NOT NULL
            AND i.quantity > 0 AND q.tracking NOT IN ('serial', 'batch+serial') GROUP BY i.part_id) h
        ON h.part_id = p.id WHERE p.id IN ({0})"""
_BELOW = """WITH RECURSIVE below(root, id) AS (SELECT t.id, t.id FROM location t WHERE t.id IN ({0})
    UNION ALL SELECT b.root, l.id FROM location l JOIN below b ON l.parent_id = b.id)"""
# CROSS JOIN keeps SQLite from reading all stock items first.
_IN_PLACES = """{below} SELECT b.root, i.id FROM below b CROSS JOIN stock_item i
    WHERE i.location_id = b.id AND i.location_id IS NOT NULL AND i.quantity > 0"""
_MANY_IN_PLACES = f"""{{below}} SELECT COUNT(*) FROM (SELECT 1 FROM (SELECT DISTINCT id FROM below) b
    CROSS JOIN stock_item i WHERE i.location_id = b.id AND i.location_id IS NOT NULL AND i.quantity > 0
    LIMIT {MOST + 1}) h"""
_DOCUMENTS = """SELECT d.id, d.number, d.state, d.operation_id,
        CASE WHEN EXISTS (SELECT 1 FROM operation o WHERE o.reverses_id = d.operation_id) THEN 1 ELSE 0 END
    FROM document d WHERE d.id IN ({})"""
# Which stock a document stands for by the movement `m` of the stock item `i`: what went out of a loose quantity is no
# stock any more.
STILL_THERE = """i.quantity > 0 AND i.status <> 'void'
    AND (i.serial IS NOT NULL OR m.quantity_after >= m.quantity_before)"""
_MOVED = f"""FROM movement m JOIN stock_item i ON i.id = m.item_id WHERE m.operation_id IN ({{0}}) AND {STILL_THERE}"""
_OF_DOCUMENTS = f"SELECT DISTINCT m.operation_id, m.item_id {_MOVED}"
_MANY_OF_DOCUMENTS = f"SELECT COUNT(*) FROM (SELECT DISTINCT m.item_id {_MOVED} LIMIT {MOST + 1}) h"


class Place(NamedTuple):
    """A place that stock may go to; `archived_at` is None while it is in use."""

    id: int
    path: str
    structural: int
    archived_at: int | None


class OfPart(NamedTuple):
    """What there is of a part on hand: of its loose stock the number of items and of places, and one of the items; and
    the number of its units, which is not counted where each of them has to have a serial."""

    number: str
    tracking: str
    loose: int
    places: int
    item: int | None
    units: int


class OfDocument(NamedTuple):
    """A document, and the operation that posted it; `reversed` is 1 where that was taken back."""

    number: str
    state: str
    operation: int | None
    reversed: int


class TooMany(Exception):
    """Things stand for more stock items than one action may have."""


def items(db: Db, ids: Sequence[int]) -> Mapping[int, Item]:
    """The stock items of these ids that there are."""
    found = {row[0]: row for row in _rows(db, _ITEMS, ids)}
    units = [id for id, row in found.items() if row[8] is not None]
    claims = {id: claim for id, *claim in _rows(db, _CLAIMS, units)}
    return {id: Item(*row, *claims.get(id, ())) for id, row in found.items()}


def place(db: Db, id: int) -> Place | None:
    row = execute(db, _PLACE, id).fetchone()
    return None if row is None else Place(*row)


def alike(db: Db, place: int, parts: Sequence[int]) -> Sequence[Item]:
    """Loose stock of these parts in a place that more may come to: without notes."""
    ids: list[int] = []
    for some in _chunks(parts):
        rows = execute(db, _ALIKE.format(_marks(some)), place, *some, MOST).fetchall()
        ids += [id for (id,) in rows]
    return list(items(db, ids).values())


def supplied(db: Db, ids: Sequence[int]) -> Mapping[int, int]:
    """The part of each supplier's part."""
    return dict(_rows(db, _SUPPLIED, ids))


def of_parts(db: Db, ids: Sequence[int]) -> Mapping[int, OfPart]:
    """What there is of each of these parts."""
    found: dict[int, OfPart] = {}
    for some in _chunks(ids):
        rows = execute(db, _PARTS.format(_marks(some)), *some, *some).fetchall()
        found |= {id: OfPart(*rest) for id, *rest in rows}
    return found


def in_places(db: Db, ids: Sequence[int]) -> Mapping[int, Sequence[int]]:
    """The stock items in each of these places and below it; those of an inner place are in each that it lies in.

    Raises TooMany.
    """
    return _standing(db, ids, _MANY_IN_PLACES.replace("{below}", _BELOW), _IN_PLACES.replace("{below}", _BELOW))


def documents(db: Db, ids: Sequence[int]) -> Mapping[int, OfDocument]:
    return {id: OfDocument(*rest) for id, *rest in _rows(db, _DOCUMENTS, ids)}


def of_operations(db: Db, ids: Sequence[int]) -> Mapping[int, Sequence[int]]:
    """The stock that each of these postings has moved and that is still there. Raises TooMany."""
    return _standing(db, ids, _MANY_OF_DOCUMENTS, _OF_DOCUMENTS)


def _standing(db: Db, ids: Sequence[int], counting: str, reading: str) -> Mapping[int, Sequence[int]]:
    found: dict[int, list[int]] = {}
    for some in _chunks(ids):
        marks = _marks(some)
        if execute(db, counting.format(marks), *some).fetchone()[0] > MOST:
            raise TooMany
        for root, item in execute(db, reading.format(marks), *some).fetchall():
            found.setdefault(root, []).append(item)
    return found


def _rows(db: Db, sql: str, ids: Sequence[int]) -> Iterator[Any]:
    for some in _chunks(ids):
        yield from execute(db, sql.format(_marks(some)), *some).fetchall()


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[first : first + _TOGETHER] for first in range(0, len(ids), _TOGETHER))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
