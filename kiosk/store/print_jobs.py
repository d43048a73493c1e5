"""The queue of labels: what waits for which printer of a station, in which order, and what became of it.

The order of one printer is that of the ids. Knows neither printers nor templates.
"""

from collections.abc import Sequence
from typing import Any

from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.stock.print_jobs import Due, Job, JobState, NewJob, Queue
from kiosk.store import uid
from kiosk.store.clock import now
from kiosk.store.sql import Db, execute, insert_many

_INSERT = """INSERT INTO print_job (uid, station_id, run_id, scan_id, at, operator, printer, template, content, label,
        copies, kind, thing_id, document_id, draft_serial_id, reprints, state, tries, fault)"""
_JOB = "id, at, operator, printer, template, label, copies, state, settled_at, tries, fault, reprints"
_TOGETHER = 500  # ids in one statement


def add(db: Db, post: Post, jobs: Sequence[NewJob]) -> Sequence[str]:
    """Queue labels behind those that wait already, in this order; answers their uids."""
    at = now()
    uids = uid.several(len(jobs))
    rows = [
        (
            id,
            post.station,
            post.run,
            post.scan,
            at,
            post.operator,
            job.printer,
            job.content.template,
            job.content.dumped(),
            job.label,
            job.copies,
            None if job.thing is None else job.thing.kind.value,
            None if job.thing is None else job.thing.id,
            job.document,
            job.draft_serial,
            None,
            JobState.WAITING.value,
            0,
            "",
        )
        for id, job in zip(uids, jobs, strict=True)
    ]
    insert_many(db, _INSERT, rows)
    return uids


# For who prints


def due(db: Db, station: int, printer: str, limit: int = 1) -> tuple[Due, ...]:
    """The labels that this printer is to print next, the first one first."""
    rows = execute(
        db,
        "SELECT id, content, label, copies FROM print_job WHERE station_id = ? AND printer = ? AND state = 'waiting'"
        " ORDER BY id LIMIT ?",
        station,
        printer,
        limit,
    ).fetchall()
    return tuple(Due(*row) for row in rows)


def waiting(db: Db, station: int, printer: str) -> int:
    """How many labels wait for this printer."""
    sql = "SELECT COUNT(*) FROM print_job WHERE station_id = ? AND printer = ? AND state = 'waiting'"
    return int(execute(db, sql, station, printer).fetchone()[0])


def settle(db: Db, ids: Sequence[int], state: JobState, fault: str = "") -> int:
    """They were printed, or never will be; answers how many of them had waited until now."""
    settled = 0
    for first in range(0, len(ids), _TOGETHER):
        block = ids[first : first + _TOGETHER]
        sql = f"UPDATE print_job SET state = ?, settled_at = ?, fault = ? WHERE id IN ({_marks(block)})"
        settled += execute(db, f"{sql} AND state = 'waiting'", state.value, now(), fault, *block).rowcount
    return settled


def fail(db: Db, id: int, fault: str) -> None:
    """It could not be sent, and goes on waiting."""
    execute(db, "UPDATE print_job SET tries = tries + 1, fault = ? WHERE id = ? AND state = 'waiting'", fault, id)


def queues(db: Db, station: int) -> tuple[Queue, ...]:
    """How many labels wait for each printer of a station, and what the first of them met last; by name."""
    rows = execute(
        db,
        "SELECT q.printer, q.waiting, j.fault FROM (SELECT printer, COUNT(*) AS waiting, MIN(id) AS first"
        " FROM print_job WHERE station_id = ? AND state = 'waiting' GROUP BY printer) q"
        " JOIN print_job j ON j.id = q.first ORDER BY q.printer",
        station,
    )
    return tuple(Queue(*row) for row in rows.fetchall())


# For lists


def page(db: Db, station: int, printer: str, offset: int = 0, limit: int = LARGEST) -> Page[Job]:
    """All labels of one printer, the newest first, at most 200."""
    where = "FROM print_job WHERE station_id = ? AND printer = ?"
    total = execute(db, f"SELECT COUNT(*) {where}", station, printer).fetchone()[0]
    sql = f"SELECT {_JOB} {where} ORDER BY id DESC LIMIT ? OFFSET ?"
    rows = execute(db, sql, station, printer, min(limit, LARGEST), offset).fetchall()
    return Page(tuple(map(_job, rows)), total, offset)


def latest(db: Db, station: int, limit: int, *, waiting: bool) -> tuple[Job, ...]:
    """Labels of a station in the order in which they were asked for; the last ones, or all that wait."""
    if waiting:
        which = "id IN (SELECT w.id FROM print_job w WHERE w.station_id = ? AND w.state = 'waiting')"
    else:
        which = "station_id + 0 = ?"  # by the ids from the last one on, and not through all of the station
    sql = f"SELECT {_JOB} FROM print_job WHERE {which} ORDER BY id DESC LIMIT ?"
    return tuple(reversed([_job(row) for row in execute(db, sql, station, limit).fetchall()]))


def undrawn(db: Db, station: int, limit: int) -> tuple[Job, ...]:
    """The last labels of a station that could not be drawn, and were neither queued again nor dropped since."""
    rows = execute(
        db,
        f"""SELECT {_JOB} FROM print_job j WHERE station_id = ? AND state = 'dropped' AND fault <> ''
            AND NOT EXISTS (SELECT 1 FROM print_job r WHERE r.reprints = j.id) ORDER BY id DESC LIMIT ?""",
        station,
        limit,
    )
    return tuple(reversed([_job(row) for row in rows.fetchall()]))


def some(db: Db, station: int, ids: Sequence[int]) -> tuple[Job, ...]:
    """Those of a station with these ids, in their order."""
    found: list[Any] = []
    for first in range(0, len(ids), _TOGETHER):
        block = ids[first : first + _TOGETHER]
        sql = f"SELECT {_JOB} FROM print_job WHERE station_id = ? AND id IN ({_marks(block)}) ORDER BY id"
        found += execute(db, sql, station, *block).fetchall()
    return tuple(map(_job, found))


# By hand


def reprint(db: Db, post: Post, ids: Sequence[int], printer: str | None = None) -> int:
    """Queue the same labels again, exactly as they were; answers how many. `printer` is another one for them."""
    queued = 0
    for id in ids:
        queued += execute(
            db,
            f"""{_INSERT} SELECT ?, station_id, ?, ?, ?, ?, COALESCE(?, printer), template, content, label, copies,
                kind, thing_id, document_id, NULL, id, 'waiting', 0, ''
                FROM print_job WHERE id = ? AND station_id = ?""",
            uid.new(),
            post.run,
            post.scan,
            now(),
            post.operator,
            printer,
            id,
            post.station,
        ).rowcount
    return queued


def drop(db: Db, station: int, ids: Sequence[int]) -> int:
    """Those that still wait are never printed, and those that could not be drawn are done with; answers how many."""
    return _drop(db, station, "id", ids) + _done_with(db, station, ids)


def _done_with(db: Db, station: int, ids: Sequence[int]) -> int:
    """What could not be drawn is as any that was dropped."""
    done = 0
    for first in range(0, len(ids), _TOGETHER):
        block = ids[first : first + _TOGETHER]
        sql = "UPDATE print_job SET fault = '' WHERE state = 'dropped' AND fault <> '' AND station_id = ?"
        done += execute(db, f"{sql} AND id IN ({_marks(block)})", station, *block).rowcount
    return done


def drop_new(db: Db, station: int, uids: Sequence[str]) -> int:
    """The same for those that were just queued, by what `add` has answered."""
    return _drop(db, station, "uid", uids)


def _drop(db: Db, station: int, column: str, values: Sequence[int | str]) -> int:
    dropped = 0
    for first in range(0, len(values), _TOGETHER):
        block = values[first : first + _TOGETHER]
        sql = f"{_DROP} AND station_id = ? AND {column} IN ({_marks(block)})"
        dropped += execute(db, sql, now(), station, *block).rowcount
    return dropped


_DROP = "UPDATE print_job SET state = 'dropped', settled_at = ?, fault = '' WHERE state = 'waiting'"


def drop_all(db: Db, station: int, printer: str) -> int:
    """All that wait for a printer."""
    dropped: int = execute(db, f"{_DROP} AND station_id = ? AND printer = ?", now(), station, printer).rowcount
    return dropped


def drop_unclaimed(db: Db, document: int) -> int:
    """The waiting labels of a draft whose serial it does not name any more."""
    gone = """ AND document_id = ? AND document_id IS NOT NULL AND draft_serial_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM draft_serial s WHERE s.id = print_job.draft_serial_id AND s.state = 'got')"""
    dropped: int = execute(db, _DROP + gone, now(), document).rowcount
    return dropped


def drop_of(db: Db, document: int) -> int:
    """All waiting labels of a document that came to nothing."""
    sql = f"{_DROP} AND document_id = ? AND document_id IS NOT NULL"
    dropped: int = execute(db, sql, now(), document).rowcount
    return dropped


def move(db: Db, station: int, printer: str, to: str) -> int:
    """All that wait for a printer wait for another one; in its queue they keep the place that their time gives them."""
    sql = "UPDATE print_job SET printer = ? WHERE station_id = ? AND printer = ? AND state = 'waiting'"
    moved: int = execute(db, sql, to, station, printer).rowcount
    return moved


def move_one(db: Db, station: int, id: int, to: str) -> bool:
    """The same for one of them."""
    sql = "UPDATE print_job SET printer = ? WHERE station_id = ? AND id = ? AND state = 'waiting'"
    return bool(execute(db, sql, to, station, id).rowcount)


# Retention


def forget(db: Db, before: int, limit: int) -> int:
    """Delete labels that were settled before this time (UTC microseconds), the oldest `limit`; answers how many."""
    deleted: int = execute(
        db,
        "DELETE FROM print_job WHERE id IN (SELECT id FROM print_job WHERE settled_at IS NOT NULL AND settled_at < ?"
        " ORDER BY settled_at LIMIT ?)",
        before,
        limit,
    ).rowcount
    return deleted


def _job(row: tuple[Any, ...]) -> Job:
    values = list(row)
    values[7] = JobState(row[7])
    return Job(*values)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
