"""The journal of scans: one row for each, good or bad, in the transaction of its effect; listing, and retention.

A station's rows are counted by `seq` without a gap; that, not a clock, is their order.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from kiosk.barcodes.forms import decoded
from kiosk.barcodes.reading import Found
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan, Torn
from kiosk.stock.history import Record
from kiosk.stock.thing import Thing
from kiosk.store import uid
from kiosk.store.clock import SERVER, now
from kiosk.store.sql import Db, execute

PAGE = 500  # rows that one statement reads

_INSERT = """INSERT INTO scan_record (uid, station_id, seq, run_id, device, device_seq, operator, screen, scanned_at,
        raw, text, symbology, typed, result, tone, kind, thing_id, recorded_at)
    VALUES (?, ?, (SELECT COALESCE(MAX(seq), 0) + 1 FROM scan_record WHERE station_id = ?),
        ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, {}) RETURNING id"""
_END = "UPDATE scan_record SET result = ?, tone = ?, kind = ?, thing_id = ? WHERE id = ?"


def add(db: Db, post: Post, screen: str, scan: Scan | Torn, outcome: Outcome) -> int | None:
    """Write the row of one scan; answers its id, None when the journal is switched off. `screen` is its name."""
    if not post.journal:
        return None
    params: tuple[object, ...] = (
        uid.new(),
        post.station,
        post.station,
        post.run,
        scan.device,
        scan.seq,
        post.operator,
        screen,
        scan.at,
        scan.raw,
        decoded(scan.raw),
        scan.symbology if isinstance(scan, Scan) else "",
        int(isinstance(scan, Scan) and scan.typed),
        *_told(outcome),
    )
    if db.param == "?":
        params += (now(),)
    id: int = execute(db, _insert(db.param), *params).fetchone()[0]
    return id


def begin(db: Db, post: Post, screen: str, scan: Scan) -> int | None:
    """The row of a scan that is yet to be handled, so that what it changes can name it; `end` completes it."""
    return add(db, post, screen, scan, _PENDING)


def end(db: Db, id: int | None, outcome: Outcome) -> None:
    """Write what the scan of this row led to, in the transaction that began it."""
    if id is not None:
        execute(db, _END, *_told(outcome), id)


_PENDING = Outcome(Tone.FAULT, "")


def _told(outcome: Outcome) -> tuple[str, str, str | None, int | None]:
    thing = _named(outcome)
    kind, id = (None, None) if thing is None else (thing.kind.value, thing.id)
    return outcome.result, outcome.tone.value, kind, id


@cache
def _insert(mark: str) -> str:
    return _INSERT.format("?" if mark == "?" else SERVER)


def _named(outcome: Outcome) -> Thing | None:
    if isinstance(outcome.meaning, Found):
        return outcome.meaning.thing
    return outcome.view.thing if outcome.view is not None else None


# Read by `record`; `{more}` are further columns.
COLUMNS = """SELECT r.id, s.name, r.seq, r.run_id, r.device, r.device_seq, r.operator, r.screen, r.scanned_at,
    r.recorded_at, r.raw, r.text, r.symbology, r.typed, r.result, r.tone, r.kind, r.thing_id{more}
    FROM scan_record r JOIN station s ON s.id = r.station_id"""
_ALL = COLUMNS.format(more="")
_PAGE = f"{_ALL} WHERE r.id > ? AND r.recorded_at >= ? ORDER BY r.id LIMIT ?"
_BEFORE = "SELECT MIN(id) - 1 FROM scan_record WHERE recorded_at >= ?"
_LATEST = f"{_ALL} WHERE r.id > ? AND r.recorded_at >= ? ORDER BY r.id DESC LIMIT ?"


def rows(db: Db, since: int = 0, limit: int | None = None, after: int = 0) -> Iterator[Record]:
    """The journal, oldest first: what was recorded at `since` (UTC microseconds) or later, `limit` rows at most.

    `after` is the `id` of the last row that is known, to go on where another transaction left off. Reads page by
    page, and is to be used up inside its transaction.
    """
    before = _before(db, since)
    if before is None:
        return
    after, left = max(after, before), limit
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        page = execute(db, _PAGE, after, since, size).fetchall()
        for row in page:
            yield record(row)
        if len(page) < size:
            return
        after = page[-1][0]
        left = None if left is None else left - len(page)


def latest(db: Db, limit: int, since: int = 0) -> tuple[Record, ...]:
    """The last rows of the journal, newest first."""
    before = _before(db, since)
    if before is None:
        return ()
    return tuple(record(row) for row in execute(db, _LATEST, before, since, limit).fetchall())


def _before(db: Db, since: int) -> int | None:
    """The id that all rows since then come after; None when there are none. Spares reading all the older ones."""
    if not since:
        return 0
    id: int | None = execute(db, _BEFORE, since).fetchone()[0]
    return id


def record(row: Sequence[Any]) -> Record:
    """A row of `COLUMNS` as a value."""
    values = list(row)
    values[13] = row[13] == 1  # `typed`
    return Record(*values)


def last_recorded(db: Db) -> int | None:
    """The latest time at which a row was recorded, UTC microseconds; None where there is no row."""
    at: int | None = execute(db, "SELECT MAX(recorded_at) FROM scan_record").fetchone()[0]
    return at


def forget(db: Db, before: int, limit: int = 10_000) -> int:
    """Delete rows recorded before this time (UTC microseconds), the oldest `limit` of them; answers how many.

    The last row of each station stays, however old: the next one is counted from it. Rows that a movement, a draft, a
    scan list, a count or a label names stay as well.
    """
    deleted: int = execute(
        db,
        """DELETE FROM scan_record WHERE id IN (
            SELECT r.id FROM scan_record r WHERE r.recorded_at < ?
            AND r.seq < (SELECT MAX(l.seq) FROM scan_record l WHERE l.station_id = r.station_id)
            AND NOT EXISTS (SELECT 1 FROM movement m WHERE m.scan_id = r.id)
            AND NOT EXISTS (SELECT 1 FROM draft_step d WHERE d.scan_id = r.id)
            AND NOT EXISTS (SELECT 1 FROM draft_serial d WHERE d.scan_id = r.id)
            AND NOT EXISTS (SELECT 1 FROM list_step s WHERE s.scan_id = r.id)
            AND NOT EXISTS (SELECT 1 FROM scan_list_row s WHERE s.scan_id = r.id)
            AND NOT EXISTS (SELECT 1 FROM count_entry e WHERE e.scan_id = r.id)
            AND NOT EXISTS (SELECT 1 FROM print_job j WHERE j.scan_id = r.id)
            ORDER BY r.recorded_at LIMIT ?)""",
        before,
        limit,
    ).rowcount
    return deleted
