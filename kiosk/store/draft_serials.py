"""The serials that drafts name: claimed at once, so that no two open drafts take in the same one.

Whether stock has a serial already is for `kiosk.store.serials` to say, before one is claimed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.errors import StoreError
from kiosk.page import LARGEST, Page
from kiosk.stock.documents import DraftSerial, SerialState
from kiosk.store.sql import Db, execute, insert_many
from kiosk.wording import store as wording

_TOGETHER = 500  # serials that one statement looks for
_COLUMNS = "id, line_id, serial, item_id, expected, state"


@dataclass(frozen=True, slots=True)
class New:
    """A serial that comes to a line. `scope` is that of a new unit, `item` the unit that is handed out or comes back:
    one of both. `scan` is the journal's row of the scan that brought it. `expected`: a list has it."""

    line: int
    serial: str
    scope: int | None
    item: int | None = None
    scan: int | None = None
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """Which open draft names a serial already: its number, and who works on it where (empty: it is parked)."""

    serial: str
    document: int
    number: str
    line: int
    station: str
    operator: str


def add(db: Db, document: int, serials: Sequence[New], step: int | None, state: SerialState = SerialState.GOT) -> None:
    """Name serials on lines of a draft; `missing` ones are those of a list.

    Who adds has asked for `claims` in the same transaction. A station that was only just faster makes the whole of it
    run again, which sees the other's claim then; StoreError is raised where another draft has one all the same.
    """
    listed = state is SerialState.MISSING
    rows = [
        (document, one.line, one.serial, one.scope, one.item, int(one.expected or listed), state.value, step, one.scan)
        for one in serials
    ]
    written = insert_many(
        db,
        "INSERT INTO draft_serial (document_id, line_id, serial, scope, item_id, expected, state, step_id, scan_id)",
        rows,
        conflict="ON CONFLICT DO NOTHING",  # a conflict of two stations is never an error, but a reason to run again
    )
    if written != len(rows):
        raise StoreError("store", wording.claimed(len(rows) - written))


def claims(db: Db, scope: int, serials: Sequence[str]) -> tuple[Claim, ...]:
    """The open drafts that take in one of these new serials, this one among them."""
    return _claims(db, f"s.serial IN ({{}}) AND s.scope = {int(scope)} AND s.scope IS NOT NULL", serials)


def claims_of_units(db: Db, items: Sequence[int]) -> tuple[Claim, ...]:
    """The open drafts that hand out one of these units, or take it back."""
    return _claims(db, "s.item_id IN ({}) AND s.item_id IS NOT NULL", items)


def missing(db: Db, document: int, serials: Sequence[str]) -> tuple[DraftSerial, ...]:
    """Which of these a draft's list waits for."""
    found: list[DraftSerial] = []
    serials = [serial for serial in serials if "\0" not in serial]  # PostgreSQL does not take it even to look for
    for first in range(0, len(serials), _TOGETHER):
        some = serials[first : first + _TOGETHER]
        marks = ", ".join("?" * len(some))
        sql = f"""SELECT {_COLUMNS} FROM draft_serial WHERE document_id = ? AND serial IN ({marks})
            AND state = 'missing' AND EXISTS (
                SELECT 1 FROM document_line l WHERE l.id = draft_serial.line_id AND l.removed = 0) ORDER BY id"""
        found += map(_serial, execute(db, sql, document, *some).fetchall())
    return tuple(found)


def names_expected(db: Db, line: int) -> bool:
    """Whether the list of a line names serials. Those of a list come first, so the first one tells."""
    sql = "SELECT expected FROM draft_serial WHERE line_id = ? AND state = ? ORDER BY id LIMIT 1"
    rows = (execute(db, sql, line, state.value).fetchone() for state in (SerialState.MISSING, SerialState.GOT))
    return any(row is not None and row[0] == 1 for row in rows)


def _claims(db: Db, where: str, values: Sequence[object]) -> tuple[Claim, ...]:
    found: list[Claim] = []
    for first in range(0, len(values), _TOGETHER):
        some = values[first : first + _TOGETHER]
        rows = execute(
            db,
            "SELECT s.serial, d.id, d.number, s.line_id, COALESCE(st.name, ''), d.held_by FROM draft_serial s"
            " JOIN document d ON d.id = s.document_id LEFT JOIN run r ON r.id = d.holder_id"
            f" LEFT JOIN station st ON st.id = r.station_id WHERE {where.format(', '.join('?' * len(some)))}"
            " AND s.state = 'got'",
            *some,
        )
        found += [Claim(*row) for row in rows.fetchall()]
    return tuple(found)


def of_document(db: Db, document: int, serial: str) -> tuple[DraftSerial, ...]:
    """The lines of a draft that name this serial, or miss it; removed ones are left out."""
    sql = f"SELECT {_COLUMNS} FROM draft_serial WHERE document_id = ? AND serial = ? AND state <> 'removed' ORDER BY id"
    return tuple(map(_serial, execute(db, sql, document, serial).fetchall()))


def page(db: Db, line: int, state: SerialState, offset: int = 0, limit: int = LARGEST) -> Page[DraftSerial]:
    """Serials of a line in one state, the latest first, at most 200."""
    total = count(db, line, state)
    sql = f"SELECT {_COLUMNS} FROM draft_serial WHERE line_id = ? AND state = ? ORDER BY id DESC LIMIT ? OFFSET ?"
    rows = execute(db, sql, line, state.value, min(limit, LARGEST), offset).fetchall()
    return Page(tuple(map(_serial, rows)), total, offset)


def strangers(db: Db, line: int, offset: int = 0, limit: int = LARGEST) -> Page[DraftSerial]:
    """Serials of a line that are here and on no list, the latest first, at most 200."""
    where = "WHERE line_id = ? AND state = 'got' AND expected = 0"
    total = execute(db, f"SELECT COUNT(*) FROM draft_serial {where}", line).fetchone()[0]
    sql = f"SELECT {_COLUMNS} FROM draft_serial {where} ORDER BY id DESC LIMIT ? OFFSET ?"
    rows = execute(db, sql, line, min(limit, LARGEST), offset).fetchall()
    return Page(tuple(map(_serial, rows)), total, offset)


def latest(db: Db, line: int, state: SerialState, limit: int) -> tuple[str, ...]:
    """The last serials of a line in one state, the newest first."""
    sql = "SELECT serial FROM draft_serial WHERE line_id = ? AND state = ? ORDER BY id DESC LIMIT ?"
    return tuple(serial for (serial,) in execute(db, sql, line, state.value, limit).fetchall())


def count(db: Db, line: int, state: SerialState) -> int:
    sql = "SELECT COUNT(*) FROM draft_serial WHERE line_id = ? AND state = ?"
    return int(execute(db, sql, line, state.value).fetchone()[0])


def ids(db: Db, line: int, state: SerialState) -> tuple[int, ...]:
    """All serials of a line in one state."""
    rows = execute(db, "SELECT id FROM draft_serial WHERE line_id = ? AND state = ? ORDER BY id", line, state.value)
    return tuple(id for (id,) in rows.fetchall())


def ids_of(db: Db, document: int, line: int, serials: Sequence[str]) -> dict[str, int]:
    """The ids of these serials on a line of a draft."""
    found: dict[str, int] = {}
    for first in range(0, len(serials), _TOGETHER):
        some = serials[first : first + _TOGETHER]
        # The line is looked at here: with it SQLite would go through all of its serials.
        sql = f"""SELECT serial, id, line_id, state FROM draft_serial
            WHERE document_id = ? AND serial IN ({", ".join("?" * len(some))})"""
        rows = execute(db, sql, document, *some).fetchall()
        found.update((serial, id) for serial, id, of, state in rows if of == line and state == SerialState.GOT)
    return found


def put(db: Db, ids: Sequence[int], state: SerialState, *, scan: int | None = None) -> None:
    """Bring serials into another state, such as a missing one that has come."""
    for first in range(0, len(ids), _TOGETHER):
        some = ids[first : first + _TOGETHER]
        marks = ", ".join("?" * len(some))
        sql = f"UPDATE draft_serial SET state = ?, scan_id = COALESCE(?, scan_id) WHERE id IN ({marks})"
        execute(db, sql, state.value, scan, *some)


def _serial(row: tuple[Any, ...]) -> DraftSerial:
    id, line, serial, item, expected, state = row
    return DraftSerial(id, line, serial, item, expected == 1, SerialState(state))
