"""Units in lists: those that are wanted, ordered by serial, one window at a time.

Each statement reads one index of stock_item from an end; what is far from both ends costs the walk to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.page import LARGEST, Page
from kiosk.stock.statuses import ON_HAND
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.units import ANY, Unit, Wanted
from kiosk.stock.units import ON_HAND as IS_ON_HAND
from kiosk.store.search import escaped, folded, lowered
from kiosk.store.sql import Db, execute
from kiosk.store.trees import BELOW

FEW = 2_000  # stock items of a place that are sooner read all than looked for among all others

_TREE = """WITH RECURSIVE tree(id) AS (SELECT CAST(? AS BIGINT)
    UNION SELECT p.id FROM part p JOIN tree t ON p.variant_of_id = t.id)"""
_HELD = f"""SELECT COUNT(*) FROM ({BELOW} SELECT 1 FROM below b CROSS JOIN stock_item i
    WHERE i.location_id = b.id AND i.location_id IS NOT NULL LIMIT {FEW + 1}) h"""
_ROW = """SELECT i.id, i.serial, p.number, p.name, i.status, l.path FROM (
        {narrow} SELECT i.id FROM {source} WHERE {where} ORDER BY i.serial {way}, i.id {way} LIMIT ? OFFSET ?) h
    JOIN stock_item i ON i.id = h.id JOIN part p ON p.id = i.part_id LEFT JOIN location l ON l.id = i.location_id
    ORDER BY i.serial, i.id"""

_NAMES = ("batch", "expiry", "warranty_until", "notes")
_NOTED = f"""SELECT p.tracking, {", ".join(f"i.{name}" for name in _NAMES)}
    FROM stock_item i JOIN part p ON p.id = i.part_id WHERE i.id = ?"""


@dataclass(frozen=True, slots=True)
class _Query:
    """The parts of a statement. `narrow` is read before the stock items: CROSS JOIN keeps SQLite from the reverse."""

    narrow: str
    source: str
    where: str
    params: tuple[object, ...]


def page(db: Db, wanted: Wanted, offset: int, limit: int = LARGEST) -> Page[Unit]:
    """The units that are wanted, by serial, from `offset` on, at most 200; and how many there are."""
    query = _query(db, wanted)
    total = execute(
        db, f"{query.narrow} SELECT COUNT(*) FROM {query.source} WHERE {query.where}", *query.params
    ).fetchone()[0]
    offset = max(0, min(offset, total))
    size = min(limit, LARGEST, total - offset)
    # The nearer end is where the walk begins.
    back = offset > total // 2
    skipped = total - offset - size if back else offset
    sql = _ROW.format(narrow=query.narrow, source=query.source, where=query.where, way="DESC" if back else "ASC")
    rows = execute(db, sql, *query.params, size, skipped).fetchall()
    return Page(tuple(_unit(row) for row in rows), total, offset)


@dataclass(frozen=True, slots=True)
class Noted:
    """What is noted of a stock item, as texts that are empty where nothing is; `tracking` is that of its part."""

    tracking: str
    texts: Mapping[str, str]


def noted(db: Db, item: int) -> Noted | None:
    """What can be edited of a stock item; None when there is none of this id."""
    row = execute(db, _NOTED, item).fetchone()
    return (
        None if row is None else Noted(row[0], {name: text or "" for name, text in zip(_NAMES, row[1:], strict=True)})
    )


def _query(db: Db, wanted: Wanted) -> _Query:
    narrow, source, terms = "", "stock_item i", ["i.serial IS NOT NULL"]
    first: list[object] = []  # parameters of `narrow`
    params: list[object] = []
    status = wanted.status
    if wanted.part is not None and not _has_variants(db, wanted.part.id):
        terms.append("i.part_id = ?")
        params.append(wanted.part.id)
    elif wanted.part is not None:
        narrow, source = _TREE, "tree t CROSS JOIN stock_item i"
        terms.append("i.part_id = t.id")
        first.append(wanted.part.id)
    if wanted.place is not None:
        status = IS_ON_HAND if status == ANY else status  # nothing else has a place
        if wanted.part is None and execute(db, _HELD, wanted.place.id).fetchone()[0] <= FEW:
            narrow, source = BELOW, "below b CROSS JOIN stock_item i"
            terms.append("i.location_id = b.id AND i.location_id IS NOT NULL")
            first.append(wanted.place.id)
        else:
            terms.append(f"i.location_id IN ({BELOW} SELECT id FROM below)")
            params.append(wanted.place.id)
    # An index by status would be walked for each place; so that it isn't, the column is hidden from the planner.
    column = "i.status" if narrow != BELOW else "COALESCE(i.status, '')"
    for term, more in (_status(column, status), _text(db, wanted.text)):
        terms.append(term)
        params += more
    return _Query(narrow, source, " AND ".join(terms), (*first, *params))


def _has_variants(db: Db, part: int) -> bool:
    return execute(db, "SELECT 1 FROM part WHERE variant_of_id = ? LIMIT 1", part).fetchone() is not None


def _status(column: str, status: str) -> tuple[str, list[object]]:
    if status == ANY:
        return f"{column} <> 'void'", []
    if status == IS_ON_HAND:
        return f"{column} IN ({', '.join('?' for _ in ON_HAND)})", [each.value for each in ON_HAND]
    return f"{column} = ?", [status]


def _text(db: Db, text: str) -> tuple[str, list[object]]:
    """Units whose serial holds the text, whatever its case, and those of parts that its words fit."""
    if not text.strip():
        return "1 = 1", []
    if "\0" in text:
        return "1 = 0", []
    term, params = "lower(i.serial) LIKE ? ESCAPE '!'", [_anywhere(lowered(text.strip(" ")))]
    words = list(map(_anywhere, folded(text).split()))
    parts = f"SELECT t.id FROM part t WHERE {' AND '.join([_FITS] * len(words))}"
    # Without a part that fits, an index has all that the search needs.
    if words and execute(db, f"{parts} LIMIT 1", *words).fetchone() is not None:
        return f"({term} OR i.part_id IN ({parts}))", [*params, *words]
    return term, [*params]


_FITS = "t.search LIKE ? ESCAPE '!'"


def _anywhere(text: str) -> str:
    return f"%{escaped(text)}%"


def _unit(row: tuple[Any, ...]) -> Unit:
    id, serial, number, name, status, place = row
    return Unit(Thing(Kind.STOCK_ITEM, id, f"{number} · {serial}"), serial, number, name, status, place or "")
