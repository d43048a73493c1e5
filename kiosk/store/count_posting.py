"""What posting a count does: the books come to say what was counted, and the document keeps what both said.

Whether it may be posted is looked at before; each movement names the line of what it is made for, and the scan by
which that was found. The statements do not grow with the differences, but for chunks.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from kiosk.post import Post
from kiosk.stock import quantity as quantities
from kiosk.stock.counts import Count, Differs, Lot, added_to, taken_from, to_lost
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.quantity import UNIT
from kiosk.stock.statuses import RULES, Status
from kiosk.store import ledger
from kiosk.store.count_differences import Sources
from kiosk.store.ledger import CHUNK
from kiosk.store.progress import Stopped, Told
from kiosk.store.sql import Db, execute
from kiosk.store.stock_items import NewItem
from kiosk.wording import counting_posting as wording

LISTED = 20  # things that a refusal names

# Of every part at each counted place what the books had and what was found, units together.
_RECORD = f""", recorded AS (SELECT place, part, batch, expected, counted FROM groups WHERE expected > 0 OR counted > 0
        UNION ALL SELECT place, part, '', SUM(expected), SUM(counted) FROM (
            SELECT c.id AS place, i.part_id AS part, {UNIT} AS expected, 0 AS counted FROM counted c
            CROSS JOIN stock_item i WHERE i.location_id = c.id AND i.location_id IS NOT NULL AND i.serial IS NOT NULL
                AND i.quantity > 0 {{part}}
            UNION ALL SELECT e.location_id, e.part_id, 0, e.quantity FROM count_entry e
            JOIN stock_item i ON i.id = e.item_id WHERE e.document_id = ? AND e.item_id IS NOT NULL AND e.undone = 0
                AND e.quantity > 0 AND (i.location_id IS NOT NULL OR i.status = 'lost')) w GROUP BY place, part)
    INSERT INTO document_line (document_id, position, part_id, quantity, said, expected, serials, batch, location_id,
        accepted, notes, removed)
    SELECT CAST(? AS BIGINT), ROW_NUMBER() OVER (ORDER BY l.path, p.number, r.batch), r.part, r.counted, 1, r.expected,
        0, NULLIF(r.batch, ''), r.place, 1, '', 0
    FROM recorded r JOIN location l ON l.id = r.place JOIN part p ON p.id = r.part"""
_LINES = "SELECT location_id, part_id, COALESCE(batch, ''), id FROM document_line WHERE document_id = ?"
_UNITS = f"""SELECT r.kind, r.place, r.part, r.item, i.location_id, i.quantity, i.status, e.scan_id FROM rows r
    JOIN stock_item i ON i.id = r.item LEFT JOIN count_entry e ON e.id = r.entry
    WHERE r.kind IN ('{Differs.MISSING}', '{Differs.ELSEWHERE}', '{Differs.FOUND}') AND r.apart = 0 ORDER BY r.item"""
# Of a batch that is new at a place the expiry that it has elsewhere, where that is one and the same.
_EXPIRY = """(SELECT CASE WHEN MIN(COALESCE(b.expiry, '')) = MAX(COALESCE(b.expiry, '')) THEN MAX(b.expiry) END
    FROM stock_item b WHERE b.batch = r.batch AND b.batch IS NOT NULL AND b.location_id IS NOT NULL
        AND b.part_id = r.part AND b.quantity > 0)"""
_LOTS = f"""SELECT r.place, r.part, r.batch, r.expected, r.counted, e.scan_id, i.id, i.quantity, i.status, i.expiry,
        CASE WHEN i.id IS NULL THEN {_EXPIRY} END
    FROM rows r LEFT JOIN count_entry e ON e.id = r.entry LEFT JOIN stock_item i ON i.location_id = r.place
        AND i.location_id IS NOT NULL AND i.part_id = r.part AND COALESCE(i.batch, '') = r.batch AND i.serial IS NULL
        AND i.quantity > 0
    WHERE r.kind IN ('{Differs.SHORT}', '{Differs.OVER}') AND r.apart = 0 ORDER BY r.place, r.part, r.batch, i.id"""
# Places and parts that take no stock any more, though something was found there that is to come in.
_SHUT = f"""SELECT DISTINCT path, number FROM (
        SELECT CASE WHEN l.archived_at IS NOT NULL OR l.structural = 1 THEN l.path ELSE '' END AS path,
            CASE WHEN p.archived_at IS NOT NULL OR p.track_stock = 0
                OR (r.item IS NULL AND p.tracking IN ('serial', 'batch+serial'))
                OR (r.item IS NULL AND r.batch = '' AND r.expected = 0 AND p.tracking = 'batch')
                THEN p.number ELSE '' END AS number
        FROM rows r JOIN location l ON l.id = r.place JOIN part p ON p.id = r.part
        WHERE r.kind IN ('{Differs.ELSEWHERE}', '{Differs.FOUND}', '{Differs.OVER}') AND r.apart = 0) w
    WHERE path <> '' OR number <> '' ORDER BY path, number LIMIT {LISTED}"""


def shut(db: Db, count: Count) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paths of places and the numbers of parts that take no stock any more, though some is to come in; the first
    20 in all."""
    head, params = Sources(count).select(("units", "loose"))
    rows = execute(db, f"{head} {_SHUT}", *params).fetchall()
    paths, numbers = ({row[at]: None for row in rows if row[at]} for at in (0, 1))
    return tuple(paths), tuple(numbers)


def carry_out(db: Db, post: Post, count: Count, told: Told) -> int | None:
    """Let the books say what was counted; answers the operation, None where they do already.

    Raises Stopped where `told` says no, and Overtaken when another station was faster with the stock.
    """
    number = count.document.number
    units, lots = _units(db, count), _lots(db, count)
    _record(db, count)
    if not units and not lots:
        return None
    lines = {tuple(key): id for *key, id in execute(db, _LINES, count.document.id).fetchall()}
    changes = [_of_unit(unit, lines, number) for unit in units]
    new: list[NewItem] = []
    for group, rows in groupby(lots, key=lambda row: row[:6]):
        more, made = _of_group(group, [row[6:] for row in rows], lines, number)
        changes.append(more)
        new += made
    operation = ledger.begin(db, post, Act.POSTING, reference=number)
    total = len(changes) + len(new)
    for done, some in _chunks(changes):
        if not told(done / total):
            raise Stopped(wording.stopped())
        ledger.record(db, post, operation, [change for each in some for change in each])
    if not told(len(changes) / total):
        raise Stopped(wording.stopped())
    if new:
        ledger.create(db, post, operation, new)
    return operation


def _units(db: Db, count: Count) -> Sequence[tuple[Any, ...]]:
    head, params = Sources(count).select(("units", "missing"))
    rows: Sequence[tuple[Any, ...]] = execute(db, f"{head} {_UNITS}", *params).fetchall()
    return rows


def _lots(db: Db, count: Count) -> Sequence[tuple[Any, ...]]:
    head, params = Sources(count).select(("loose",))
    rows: Sequence[tuple[Any, ...]] = execute(db, f"{head} {_LOTS}", *params).fetchall()
    return rows


def _record(db: Db, count: Count) -> None:
    """The lines of the document: what the books had, as `expected`, and what was found."""
    sources = Sources(count)
    head, params = sources.tables()
    sql = head + _RECORD.format(part=sources.of_part)
    execute(db, sql, *params, *sources.parts, count.document.id, count.document.id)


def _of_unit(row: tuple[Any, ...], lines: dict[tuple[Any, ...], int], number: str) -> tuple[Change, ...]:
    """A unit gets lost along the table of statuses, or is moved to where it was found."""
    kind, place, part, item, books, quantity, status, scan = row
    before = State(books, quantity, Status(status))
    line = lines[place, part, ""]
    if kind != Differs.MISSING:
        after = State(place, quantity, Status.IN_STOCK if kind == Differs.FOUND else before.status)
        return (Change(item, before, after, note=wording.found_in(number), line=line, scan=scan),)
    changes = []
    for step in to_lost(Status(status)):
        after = State(books if RULES[step].on_hand else None, quantity, step)
        changes.append(Change(item, before, after, note=wording.not_found_in(number), line=line))
        before = after
    return tuple(changes)


def _of_group(
    group: tuple[Any, ...], rows: Sequence[tuple[Any, ...]], lines: dict[tuple[Any, ...], int], number: str
) -> tuple[tuple[Change, ...], list[NewItem]]:
    """What becomes of the lots of a part in a batch at a place; a surplus of what is not there at all is a new one."""
    place, part, batch, expected, counted, scan = group
    by, line = int(counted) - int(expected), lines[place, part, batch]
    lots = [Lot(item, quantity, Status(status), expiry) for item, quantity, status, expiry, _ in rows if item]
    lot = added_to(lots)
    if by > 0 and lot is None:
        expiry = rows[0][-1]
        made = NewItem(
            part=part,
            location=place,
            quantity=quantities.of(by),
            batch=batch or None,
            expiry=None if expiry is None else date.fromisoformat(expiry),
            line=line,
            scan=scan,
        )
        return (), [made]
    after = [(lot, lot.quantity + by)] if lot is not None and by > 0 else taken_from(lots, -by)
    note = wording.counted_in(number)
    return tuple(
        Change(
            one.item,
            State(place, one.quantity, one.status),
            State(place, quantity, one.status),
            note=note,
            line=line,
            scan=scan,
        )
        for one, quantity in after
    ), []


def _chunks(changes: Sequence[tuple[Change, ...]]) -> Iterator[tuple[int, Sequence[tuple[Change, ...]]]]:
    for start in range(0, len(changes), CHUNK):
        yield start, changes[start : start + CHUNK]
