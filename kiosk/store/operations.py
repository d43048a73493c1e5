"""Operations, and taking one back: by inverse entries, all of them in the caller's transaction."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from kiosk.errors import StoreError
from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.stock.documents import Event
from kiosk.stock.ledger import Act, Change, State, inverse
from kiosk.stock.operations import Operation, Refusal, Undone, Why
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.tracking import Tracking
from kiosk.store import documents, ledger, parts, posting, print_jobs, repair_parts, repairs
from kiosk.store.labels import OF_ITEM
from kiosk.store.part_stock import STEP
from kiosk.store.progress import Stopped, Told, go_on
from kiosk.store.sql import Db, execute
from kiosk.wording import undo as wording

NAMED = 20  # things that a refusal names
LATER = 3  # operations that it names
CHUNK = 1000  # movements that are held at a time

# The movements of an operation are written in one go: their numbers have no gaps, and need no counting.
_COLUMNS = """o.id, o.kind, s.name, o.operator, o.at, o.reference, o.note,
    COALESCE((SELECT m.seq FROM movement m WHERE m.operation_id = o.id ORDER BY m.id DESC LIMIT 1)
        - (SELECT m.seq FROM movement m WHERE m.operation_id = o.id ORDER BY m.id LIMIT 1) + 1, 0),
    (SELECT 1 FROM operation r WHERE r.reverses_id = o.id), o.reverses_id
    FROM operation o JOIN station s ON s.id = o.station_id"""
_OF_STATION = f"SELECT {_COLUMNS} WHERE o.station_id = ? ORDER BY o.seq DESC LIMIT ? OFFSET ?"
_ONE = f"SELECT {_COLUMNS} WHERE o.id = ?"
_ONE_OF_STATION = f"{_ONE} AND o.station_id = ?"
_NEWEST = """SELECT o.id FROM operation o WHERE o.station_id = ? AND o.reverses_id IS NULL AND o.kind <> 'opening'
    AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses_id = o.id) ORDER BY o.seq DESC LIMIT 1"""

# Later entries of the same items that are neither taken back nor take one back themselves.
_MOVED_ON = """FROM movement m CROSS JOIN movement n WHERE m.operation_id = ? AND n.item_id = m.item_id AND n.id > m.id
    AND n.operation_id <> m.operation_id AND n.reverses_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM movement r WHERE r.reverses_id = n.id)"""
_SHUT = """SELECT l.id, l.path FROM (SELECT DISTINCT m.from_id FROM movement m WHERE m.operation_id = ?) f
    JOIN location l ON l.id = f.from_id WHERE l.archived_at IS NOT NULL OR l.structural = 1 ORDER BY l.path"""
# Parts whose stock it would bring back, and that take none like it any more. While it is a part's only reason to need
# serials, undo takes that back as well.
_UNFIT = f"""SELECT DISTINCT p.id, p.number FROM movement m JOIN stock_item i ON i.id = m.item_id
    JOIN part p ON p.id = i.part_id WHERE m.operation_id = ? AND m.from_id IS NOT NULL AND m.quantity_before > 0
    AND (p.archived_at IS NOT NULL OR p.track_stock = 0
        OR (i.serial IS NULL AND p.tracking IN ('serial', 'batch+serial') AND ? <> '{Act.SERIALISE}')
        OR m.quantity_before / ({STEP}) * ({STEP}) <> m.quantity_before) ORDER BY p.number"""
# Units that an operation has not made, of the parts of those that it has; void ones don't count.
_OTHERS = """SELECT p.id, p.number, COUNT(*) FROM stock_item i JOIN part p ON p.id = i.part_id
    WHERE i.serial IS NOT NULL AND i.status <> 'void' AND i.part_id IN (
        SELECT x.part_id FROM movement m JOIN stock_item x ON x.id = m.item_id WHERE m.operation_id = ?)
    AND NOT EXISTS (SELECT 1 FROM movement m WHERE m.item_id = i.id AND m.operation_id = ?)
    GROUP BY p.id, p.number"""
_PARTS = """SELECT DISTINCT i.part_id FROM movement m JOIN stock_item i ON i.id = m.item_id
    WHERE m.operation_id = ?"""
_CHANGES = """SELECT m.id, m.item_id, m.from_id, m.to_id, m.quantity_before, m.quantity_after, m.status_before,
        m.status_after, m.fields, i.serial FROM movement m JOIN stock_item i ON i.id = m.item_id
    WHERE m.operation_id = ? AND m.id < ? ORDER BY m.id DESC LIMIT ?"""


def page(db: Db, station: int, offset: int, limit: int = LARGEST) -> Page[Operation]:
    """The operations of a station, newest first, from `offset` on, at most 200; and how many there are."""
    total = execute(db, "SELECT COUNT(*) FROM operation WHERE station_id = ?", station).fetchone()[0]
    rows = execute(db, _OF_STATION, station, min(limit, LARGEST), offset).fetchall()
    return Page(tuple(map(_operation, rows)), total, offset)


def one(db: Db, operation: int, *, station: int | None) -> Operation | None:
    """An operation of this station, or of any where that is None; None when there is none of this id."""
    if station is None:
        row = execute(db, _ONE, operation).fetchone()
    else:
        row = execute(db, _ONE_OF_STATION, operation, station).fetchone()
    return None if row is None else _operation(row)


def newest(db: Db, station: int) -> int | None:
    """The id of the last operation of the station that can be taken back; None where there is none."""
    row = execute(db, _NEWEST, station).fetchone()
    return None if row is None else int(row[0])


def movements(db: Db, operation: int, offset: int, limit: int) -> Sequence[int]:
    """The ids of its movements, the last one first, from `offset` on."""
    sql = "SELECT m.id FROM movement m WHERE m.operation_id = ? ORDER BY m.id DESC LIMIT ? OFFSET ?"
    return [id for (id,) in execute(db, sql, operation, limit, offset).fetchall()]


def refusal(db: Db, operation: int, *, station: int | None) -> Refusal | None:
    """Why an operation of this station, or of any where that is None, can't be taken back now; None when it can.

    Looks at each of its movements.
    """
    found = one(db, operation, station=station)
    return Refusal(Why.GONE) if found is None else _against(db, found)


def _against(db: Db, found: Operation) -> Refusal | None:
    if found.undone:
        return Refusal(Why.UNDONE)
    if not found.offered:
        return Refusal(Why.NOT_OFFERED)
    return _in_the_way(db, found)


def _in_the_way(db: Db, found: Operation) -> Refusal | None:
    act, operation = found.act, found.id
    total = execute(db, f"SELECT COUNT(DISTINCT m.item_id) {_MOVED_ON}", operation).fetchone()[0]
    if total:
        sql = f"SELECT i.id, {OF_ITEM.format('i')} FROM stock_item i WHERE i.id IN (SELECT m.item_id {_MOVED_ON})"
        rows = execute(db, f"{sql} ORDER BY i.id LIMIT {NAMED}", operation).fetchall()
        sql = f"SELECT DISTINCT n.operation_id {_MOVED_ON} ORDER BY n.operation_id DESC LIMIT {LATER}"
        later = (one(db, id, station=None) for (id,) in execute(db, sql, operation).fetchall())
        return Refusal(Why.MOVED_ON, _things(Kind.STOCK_ITEM, rows), total, tuple(filter(None, later)))
    if rows := execute(db, _SHUT, operation).fetchall():
        return Refusal(Why.PLACE, _things(Kind.LOCATION, rows), len(rows))
    if rows := execute(db, _UNFIT, operation, act).fetchall():
        return Refusal(Why.PART, _things(Kind.PART, rows), len(rows))
    if refused := _of_repair(db, found):
        return refused
    if act == Act.SERIALISE and (rows := execute(db, _OTHERS, operation, operation).fetchall()):
        return Refusal(Why.SERIALS, _things(Kind.PART, [row[:2] for row in rows]), sum(row[2] for row in rows))
    return None


def _of_repair(db: Db, found: Operation) -> Refusal | None:
    """Why what a repair has done stays; None where it need not, or it is of none."""
    of_it = found.act == Act.REPAIR
    if repair := repair_parts.shut(db, found.id) if of_it else repairs.left(db, found.id):
        return Refusal(Why.REPAIR, (repair,), 1)
    ended = repairs.ended_by(db, found.reference, found.id) if of_it else None
    if ended is not None and (repair := repairs.elsewhere(db, ended)):
        return Refusal(Why.IN_REPAIR, (repair,), 1)
    return None


def undo(db: Db, post: Post, operation: int, told: Told = go_on) -> Undone | Refusal:
    """Take an operation of this station back, exactly; or answer why not, and nothing has been written.

    `told` hears how much is done, 0 to 1, and answers whether to go on. Raises Stopped where it says no, and
    StoreError when an item is not as the operation left it: nothing of the transaction may be kept then.
    """
    return _taken_back(db, post, one(db, operation, station=post.station), told)


def reverse(db: Db, post: Post, operation: int, told: Told = go_on) -> Undone | Refusal:
    """The same for a posted document's operation, of whichever station: it is taken back from the document."""
    return _taken_back(db, post, one(db, operation, station=None), told)


def _taken_back(db: Db, post: Post, found: Operation | None, told: Told) -> Undone | Refusal:
    if found is None:
        return Refusal(Why.GONE)
    if (refused := _against(db, found)) is not None:
        return refused
    act = Act.REVERSAL if found.act == Act.POSTING else Act.UNDO
    by = ledger.begin(db, post, act, reference=found.reference, reverses=found.id)
    done = 0
    for changes in _backwards(db, found.id):
        if not told(done / found.movements):
            raise Stopped(wording.stopped_help())
        try:
            ledger.record(db, post, by, changes)
        except ledger.Overtaken as error:
            raise StoreError("store", wording.overtaken_help()) from error
        done += len(changes)
    if found.act == Act.SERIALISE:
        _track_as_before(db, found.id)
    if found.act == Act.REPAIR:
        _repaired_as_before(db, post, found)
    for document in posting.of_operation(db, found.id):
        documents.tell(db, post, document, Event.REVERSED)
        print_jobs.drop_of(db, document)
        repairs.reopen(db, document)
    return Undone(found, by)


def _track_as_before(db: Db, operation: int) -> None:
    """Giving serials has switched their tracking on; a part whose units have none any more can't require them."""
    for (id,) in execute(db, _PARTS, operation).fetchall():
        stored = parts.get(db, id)
        assert stored is not None
        tracking = Tracking.BATCH if Tracking(stored.part.tracking).batch else Tracking.NONE
        parts.update(db, id, replace(stored.part, tracking=tracking))


def _repaired_as_before(db: Db, post: Post, found: Operation) -> None:
    """The lines of a repair follow what was used in it; its unit is here again where it had left."""
    repair_parts.recount(db, *repair_parts.lines_of(db, found.id))
    if (repair := repairs.ended_by(db, found.reference, found.id)) is not None:
        repairs.back(db, post, repair)


def _backwards(db: Db, operation: int) -> Iterator[Sequence[Change]]:
    """The inverse of each movement, the last one first, in chunks.

    Those of one item stand one after the other, and stay in one chunk: between them it may be in a state that the
    table of stock items doesn't take.
    """
    below, kept = 2**63 - 1, list[Change]()
    while rows := execute(db, _CHANGES, operation, below, CHUNK).fetchall():
        below = rows[-1][0]
        kept += map(_inverse, rows)
        last = kept[-1].item
        whole = [change for change in kept if change.item != last]
        if whole:
            yield whole
        kept = kept[len(whole) :]
    if kept:
        yield kept


def _inverse(row: tuple[Any, ...]) -> Change:
    id, item, origin, target, quantity_before, quantity_after, before, after, fields, serial = row
    change = Change(
        item,
        State(origin, quantity_before, None if before is None else Status(before)),
        State(target, quantity_after, Status(after)),
        {name: (old, new) for name, (old, new) in json.loads(fields).items()} if fields else {},
    )
    return inverse(change, id, serialised=serial is not None)


def _operation(row: tuple[Any, ...]) -> Operation:
    id, act, station, operator, at, reference, note, movements, undone, undoes = row
    return Operation(id, act, station, operator, at, reference, note, movements, undone is not None, undoes)


def _things(kind: Kind, rows: Sequence[tuple[int, str]]) -> tuple[Thing, ...]:
    return tuple(Thing(kind, id, label) for id, label in rows[:NAMED])
