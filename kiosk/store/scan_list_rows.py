"""The rows of scan lists. Those taken out stay, marked so, so that the step can be undone; an id is a row's position.

No statement here but those that are about all rows looks at more of them than it answers.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.stock import quantity as quantities
from kiosk.stock.scan_lists import MOST, ListRow
from kiosk.stock.thing import Kind, Thing
from kiosk.store import scan_list_facts
from kiosk.store.acting import STILL_THERE
from kiosk.store.clock import now
from kiosk.store.labels import LABELS, OF_ITEM, by_kind
from kiosk.store.scan_list_facts import Stored
from kiosk.store.sql import Db, execute

_TOGETHER = 500  # rows that one statement changes
_SET = frozenset({"quantity", "marked", "removed"})

_COLUMNS = "r.id, r.kind, r.thing_id, r.quantity, r.marked, r.added_at FROM scan_list_row r"
_ONE = f"SELECT {_COLUMNS} WHERE r.id = ? AND r.list_id = ? AND r.removed = 0"
_PAGE = f"SELECT {_COLUMNS} WHERE r.list_id = ? AND r.removed = 0 ORDER BY r.id LIMIT ? OFFSET ?"
_AFTER = f"SELECT {_COLUMNS} WHERE r.list_id = ? AND r.removed = 0 AND r.id > ? ORDER BY r.id LIMIT ?"
_LAST = f"SELECT {_COLUMNS} WHERE r.list_id = ? AND r.removed = 0 ORDER BY r.id DESC LIMIT 1"
_FIND = f"SELECT {_COLUMNS} WHERE r.list_id = ? AND r.kind = ? AND r.thing_id = ? AND r.removed = 0"
_INDEX = "SELECT COUNT(*) FROM scan_list_row r WHERE r.list_id = ? AND r.removed = 0 AND r.id < ?"
_INTO = """INSERT INTO scan_list_row (list_id, kind, thing_id, quantity, marked, removed, added_at, scan_id)"""
_ONCE = "ON CONFLICT (list_id, kind, thing_id) WHERE removed = 0 DO NOTHING RETURNING id"
_ADD = f"{_INTO} VALUES (?, ?, ?, NULL, 0, 0, ?, ?) {_ONCE}"

# What lies in a location and below, place by place; what a posted document has moved, as it moved it.
_LIES_IN = """WITH RECURSIVE below(id) AS (SELECT id FROM location WHERE id = ?
        UNION SELECT l.id FROM location l JOIN below b ON l.parent_id = b.id)
    SELECT i.id, l.path AS first, p.number AS second FROM below b JOIN location l ON l.id = b.id
        JOIN stock_item i ON i.location_id = b.id JOIN part p ON p.id = i.part_id
    WHERE i.location_id IS NOT NULL AND i.quantity > 0"""
_MOVED = f"""SELECT DISTINCT i.id, '' AS first, '' AS second FROM document d
    JOIN movement m ON m.operation_id = d.operation_id JOIN stock_item i ON i.id = m.item_id
    WHERE d.id = ? AND {STILL_THERE} AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.reverses_id = d.operation_id)"""
_STANDS_FOR = {Kind.LOCATION: _LIES_IN, Kind.DOCUMENT: _MOVED}

# In place of all its rows a list stands for those that are of some use still.
_CALLED = {**LABELS, Kind.STOCK_ITEM: OF_ITEM.format("i")}
_TARGETS = f"""SELECT r.kind, r.thing_id, {by_kind(_CALLED, "r.kind", "r.thing_id")}, r.quantity FROM scan_list_row r
    LEFT JOIN stock_item i ON r.kind = 'stock_item' AND i.id = r.thing_id
    WHERE r.list_id = ? AND r.removed = 0 AND {{}} ORDER BY r.id"""
_MARKED, _USEFUL = "r.marked = 1", "(i.id IS NULL OR (i.quantity > 0 AND i.status <> 'void'))"


def add(db: Db, post: Post, list: int, thing: Thing) -> int | None:
    """A row at the end of a held list; answers its id, None where the thing is in the list already."""
    row = execute(db, _ADD, list, thing.kind.value, thing.id, now(), post.scan).fetchone()
    return None if row is None else int(row[0])


def stands_for(db: Db, thing: Thing) -> int:
    """How many stock items a location or a posted document stands for; of more than a list takes one more than that."""
    sql = f"SELECT COUNT(*) FROM ({_STANDS_FOR[thing.kind]} LIMIT {MOST + 1}) w"
    return int(execute(db, sql, thing.id).fetchone()[0])


def add_contents(db: Db, post: Post, list: int, thing: Thing, *, marked: bool) -> tuple[int, ...]:
    """A row for each stock item that a location or posted document stands for; those in the list stay as they are."""
    sql = f"""{_INTO} SELECT ?, 'stock_item', w.id, NULL, ?, 0, ?, ? FROM ({_STANDS_FOR[thing.kind]}) w
        WHERE 1 = 1 ORDER BY w.first, w.second, w.id {_ONCE}"""
    rows = execute(db, sql, list, int(marked), now(), post.scan, thing.id).fetchall()
    return tuple(id for (id,) in rows)


def mark_contents(db: Db, list: int, thing: Thing) -> tuple[int, ...]:
    """Mark the rows of what a location or posted document stands for; answers those that were not marked."""
    sql = f"""UPDATE scan_list_row SET marked = 1 WHERE list_id = ? AND removed = 0 AND marked = 0
        AND kind = 'stock_item' AND thing_id IN (SELECT w.id FROM ({_STANDS_FOR[thing.kind]}) w) RETURNING id"""
    return tuple(sorted(id for (id,) in execute(db, sql, list, thing.id).fetchall()))


def add_made(db: Db, post: Post, list: int, operation: int) -> tuple[int, ...]:
    """A row for each stock item that an operation has made."""
    sql = f"""{_INTO} SELECT ?, 'stock_item', w.item_id, NULL, 0, 0, ?, ? FROM (SELECT DISTINCT m.item_id
            FROM movement m WHERE m.operation_id = ? AND m.status_before IS NULL) w
        WHERE 1 = 1 ORDER BY w.item_id {_ONCE}"""
    return tuple(id for (id,) in execute(db, sql, list, now(), post.scan, operation).fetchall())


def get(db: Db, list: int, id: int) -> ListRow | None:
    """None where it has been taken out, too."""
    return _one(db, execute(db, _ONE, id, list).fetchone())


def last(db: Db, list: int) -> ListRow | None:
    return _one(db, execute(db, _LAST, list).fetchone())


def find(db: Db, list: int, thing: Thing) -> ListRow | None:
    """The row of this thing."""
    return _one(db, execute(db, _FIND, list, thing.kind.value, thing.id).fetchone())


def page(db: Db, list: int, offset: int, limit: int = LARGEST) -> Page[ListRow]:
    """The rows of a list in their order, at most 200, and how many it has."""
    found = execute(db, "SELECT total FROM scan_list WHERE id = ?", list).fetchone()
    rows = execute(db, _PAGE, list, min(limit, LARGEST), offset).fetchall()
    return Page(scan_list_facts.rows(db, [_stored(row) for row in rows]), 0 if found is None else found[0], offset)


def after(db: Db, list: int, id: int, limit: int = LARGEST) -> tuple[ListRow, ...]:
    """The rows behind the one of this id, at most 200."""
    rows = execute(db, _AFTER, list, id, min(limit, LARGEST)).fetchall()
    return scan_list_facts.rows(db, [_stored(row) for row in rows])


def index(db: Db, list: int, id: int) -> int:
    """Where a row stands in its list, counted from 0."""
    return int(execute(db, _INDEX, list, id).fetchone()[0])


def targets(db: Db, list: int, *, marked: bool) -> Sequence[tuple[Thing, Decimal | None]]:
    """The things of the marked rows with their quantities; or of all rows, but for stock that is used up or void."""
    rows = execute(db, _TARGETS.format(_MARKED if marked else _USEFUL), list).fetchall()
    return [(Thing(Kind(kind), id, label or ""), _quantity(quantity)) for kind, id, label, quantity in rows]


def ids(db: Db, list: int, *, marked: bool) -> Sequence[int]:
    """The ids of the rows that are marked, or of those that are not."""
    sql = "SELECT id FROM scan_list_row WHERE list_id = ? AND removed = 0 AND marked = ? ORDER BY id"
    return [id for (id,) in execute(db, sql, list, int(marked)).fetchall()]


def codable(db: Db, list: int, first: int | None) -> Sequence[int]:
    """The ids of the marked rows whose things can carry codes; with `first` of all from that row on."""
    term, value = ("marked = ?", 1) if first is None else ("id >= ?", first)
    sql = f"SELECT id FROM scan_list_row WHERE list_id = ? AND removed = 0 AND {term} AND kind <> ? ORDER BY id"
    return [id for (id,) in execute(db, sql, list, value, Kind.DOCUMENT.value).fetchall()]


def present(db: Db, list: int, ids: Sequence[int]) -> Sequence[int]:
    """Those of these ids that are rows of the list."""
    found: set[int] = set()
    for first in range(0, len(ids), _TOGETHER):
        some = ids[first : first + _TOGETHER]
        sql = f"SELECT id FROM scan_list_row WHERE list_id = ? AND removed = 0 AND id IN ({', '.join('?' * len(some))})"
        found.update(id for (id,) in execute(db, sql, list, *some).fetchall())
    return sorted(found)


def put(db: Db, ids: Sequence[int], values: Mapping[str, int | None]) -> None:
    """Set the same in many rows of a held list, by few statements; `quantity` in millionths."""
    if not _SET.issuperset(values):
        raise ValueError(f"not columns of a row: {sorted(values)}")
    sets = ", ".join(f"{name} = ?" for name in values)
    for first in range(0, len(ids), _TOGETHER):
        some = ids[first : first + _TOGETHER]
        marks = ", ".join("?" * len(some))
        execute(db, f"UPDATE scan_list_row SET {sets} WHERE id IN ({marks})", *values.values(), *some)


def _one(db: Db, row: tuple[Any, ...] | None) -> ListRow | None:
    return None if row is None else scan_list_facts.rows(db, [_stored(row)])[0]


def _stored(row: tuple[Any, ...]) -> Stored:
    id, kind, thing, quantity, marked, added_at = row
    return Stored(id, Kind(kind), thing, _quantity(quantity), marked == 1, added_at)


def _quantity(millionths: int | None) -> Decimal | None:
    return None if millionths is None else quantities.of(millionths)
