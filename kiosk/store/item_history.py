"""The history of one stock item: its movements and repairs in one list, newest first, with all scans of it as one row.

Most scans only look; where one has done something, that is a movement of its own.
"""

from collections.abc import Callable, Mapping, Sequence

from kiosk.page import LARGEST, Page
from kiosk.stock.history import Movement
from kiosk.stock.ledger import Act
from kiosk.stock.thing import Kind
from kiosk.stock.units import Source
from kiosk.stock.views import Seen
from kiosk.store import entries
from kiosk.store.sql import Db, execute
from kiosk.wording import answers, repairs

SOURCES = 20

# Of each kind no more are read than the window can reach to.
_WINDOW = """SELECT h.kind, h.id FROM (
        SELECT * FROM (SELECT 'movement' AS kind, m.id, o.recorded_at FROM movement m
            JOIN operation o ON o.id = m.operation_id WHERE m.item_id = ? ORDER BY m.id DESC LIMIT ?) moved
        UNION ALL
        SELECT * FROM (SELECT 'scan' AS kind, r.id, r.recorded_at FROM scan_record r
            WHERE r.kind = ? AND r.thing_id = ? AND r.thing_id IS NOT NULL ORDER BY r.id DESC LIMIT 1) seen
        UNION ALL
        SELECT * FROM (SELECT 'repair' AS kind, e.id, e.at FROM repair r JOIN document_event e
            ON e.document_id = r.document_id WHERE r.item_id = ? AND r.item_id IS NOT NULL
            ORDER BY e.id DESC LIMIT ?) repaired) h
    ORDER BY h.recorded_at DESC, h.kind, h.id DESC LIMIT ? OFFSET ?"""
_TOTAL = """SELECT (SELECT COUNT(*) FROM movement WHERE item_id = ?)
    + (SELECT COUNT(*) FROM (SELECT 1 FROM scan_record
        WHERE kind = ? AND thing_id = ? AND thing_id IS NOT NULL LIMIT 1) seen)
    + (SELECT COUNT(*) FROM repair r JOIN document_event e ON e.document_id = r.document_id
        WHERE r.item_id = ? AND r.item_id IS NOT NULL)"""
_TIMES = "SELECT COUNT(*) FROM scan_record WHERE kind = ? AND thing_id = ? AND thing_id IS NOT NULL"
_SCANS = """SELECT r.id, r.scanned_at, r.operator, s.name, r.screen, r.result FROM scan_record r
    JOIN station s ON s.id = r.station_id WHERE r.id IN ({})"""
_REPAIRS = """SELECT e.id, e.at, e.operator, s.name, d.number, e.what FROM document_event e
    JOIN document d ON d.id = e.document_id JOIN run r ON r.id = e.run_id JOIN station s ON s.id = r.station_id
    WHERE e.id IN ({})"""
_SOURCES = f"""SELECT o.kind, o.reference, o.at, o.id FROM operation o WHERE o.reference <> '' AND o.reverses_id IS NULL
    AND o.kind NOT IN ('{Act.POSTING}', '{Act.REPAIR}')
    AND o.id IN (SELECT m.operation_id FROM movement m WHERE m.item_id = ?)
    ORDER BY o.id DESC LIMIT {SOURCES}"""


def page(db: Db, item: int, offset: int, limit: int = LARGEST) -> Page[Movement | Seen]:
    """What happened to the item, newest first, from `offset` on, at most 200; and how much there is."""
    kind = Kind.STOCK_ITEM.value
    size = min(limit, LARGEST)
    reach = offset + size
    window = execute(db, _WINDOW, item, reach, kind, item, item, reach, size, offset).fetchall()
    whole = not offset and len(window) < size
    total = len(window) if whole else execute(db, _TOTAL, item, kind, item, item).fetchone()[0]
    ids: dict[str, list[int]] = {"movement": [], "scan": [], "repair": []}
    for of, id in window:
        ids[of].append(id)
    rows: dict[str, Mapping[int, Movement | Seen]] = {
        "movement": {one.id: one for one in entries.movements(db, ids["movement"])},
        "scan": _seen(db, _SCANS, ids["scan"], lambda screen, result: answers.seen(screen, result, _times(db, item))),
        "repair": _seen(db, _REPAIRS, ids["repair"], repairs.happened),
    }
    return Page(tuple([rows[of][id] for of, id in window]), total, offset)


def _times(db: Db, item: int) -> int:
    """How often it was scanned."""
    return int(execute(db, _TIMES, Kind.STOCK_ITEM.value, item).fetchone()[0])


def sources(db: Db, item: int) -> tuple[Source, ...]:
    """What the acts that touched the item refer to, newest first, at most 20; documents are in `document_list`."""
    return tuple([Source(*row) for row in execute(db, _SOURCES, item).fetchall()])


def _seen(db: Db, sql: str, ids: Sequence[int], told: Callable[[str, str], str]) -> Mapping[int, Seen]:
    if not ids:
        return {}
    rows = execute(db, sql.format(", ".join("?" * len(ids))), *ids).fetchall()
    return {id: Seen(at, operator, station, told(where, what)) for id, at, operator, station, where, what in rows}
