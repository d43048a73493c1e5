"""Scan lists as rows: begun, held for a change, renamed, closed. What is in them is in `scan_list_rows`.

Several stations may write one list: whoever does holds it first, in the same transaction, and counts by what is there.
"""

from typing import Any

from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.stock.scan_lists import ScanList
from kiosk.store import uid
from kiosk.store.clock import now
from kiosk.store.search import escaped
from kiosk.store.sql import Db, execute

_COLUMNS = """l.id, l.name, l.total, l.marked, s.name, l.created_at, l.created_by, l.used_at, l.used_by, l.closed_at
    FROM scan_list l JOIN station s ON s.id = l.station_id"""
_ONE = f"SELECT {_COLUMNS} WHERE l.id = ?"
_NAMED = f"SELECT {_COLUMNS} WHERE l.name = ? AND l.closed_at IS NULL ORDER BY l.used_at DESC, l.id DESC"
_OPEN = "l.closed_at IS NULL AND l.total > 0"  # one that nobody has put anything into is nobody's concern
_BEGINNING = f"""SELECT {_COLUMNS} WHERE l.name LIKE ? ESCAPE '!' AND {_OPEN}
    ORDER BY l.used_at DESC, l.id DESC LIMIT 20"""
_OPEN_PAGE = f"SELECT {_COLUMNS} WHERE {_OPEN} ORDER BY l.used_at DESC, l.id DESC LIMIT ? OFFSET ?"
_CLOSED_PAGE = f"SELECT {_COLUMNS} WHERE l.closed_at IS NOT NULL ORDER BY l.id DESC LIMIT ? OFFSET ?"
_CREATE = """INSERT INTO scan_list (uid, name, station_id, created_at, created_by, used_at, used_by, total, marked)
    VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0) RETURNING id"""
_COUNT = """UPDATE scan_list SET
    total = (SELECT COUNT(*) FROM scan_list_row r WHERE r.list_id = scan_list.id AND r.removed = 0),
    marked = (SELECT COUNT(*) FROM scan_list_row r WHERE r.list_id = scan_list.id AND r.removed = 0 AND r.marked = 1)
    WHERE id = ?"""
# Without a step nothing of it can be undone: what was added has been taken back again.
_UNUSED = """l.closed_at IS NULL AND l.total = 0 AND NOT EXISTS (SELECT 1 FROM list_step t WHERE t.list_id = l.id)"""
_RECENT = 200  # lists that a new name is compared with


def create(db: Db, post: Post, name: str) -> int:
    """A new list with nothing in it; answers its id."""
    at = now()
    who = (post.operator, at, post.operator)
    id: int = execute(db, _CREATE, uid.new(), name, post.station, at, *who).fetchone()[0]
    return id


def get(db: Db, id: int) -> ScanList | None:
    row = execute(db, _ONE, id).fetchone()
    return None if row is None else _list(row)


def named(db: Db, name: str) -> tuple[ScanList, ...]:
    """The open lists of this name, the one that was used last first."""
    if "\0" in name:  # which PostgreSQL does not take even to look for
        return ()
    return tuple(map(_list, execute(db, _NAMED, name).fetchall()))


def beginning(db: Db, name: str) -> tuple[ScanList, ...]:
    """The open lists that have something in them and whose name begins with these words, the one used last first.

    At most 20 of them.
    """
    words = f"{name.rstrip()} "
    if words == " " or "\0" in name:
        return ()
    found = map(_list, execute(db, _BEGINNING, f"{escaped(words)}%").fetchall())
    return tuple(one for one in found if one.name.startswith(words))  # SQLite's LIKE takes "a" for "A"


def open_page(db: Db, offset: int, limit: int = LARGEST) -> Page[ScanList]:
    """The open lists that have something in them, the one that was used last first."""
    total = execute(db, f"SELECT COUNT(*) FROM scan_list l WHERE {_OPEN}").fetchone()[0]
    rows = execute(db, _OPEN_PAGE, min(limit, LARGEST), offset).fetchall()
    return Page(tuple(map(_list, rows)), total, offset)


def closed_page(db: Db, offset: int, limit: int = LARGEST) -> Page[ScanList]:
    """The closed lists, newest first."""
    total = execute(db, "SELECT COUNT(*) FROM scan_list WHERE closed_at IS NOT NULL").fetchone()[0]
    rows = execute(db, _CLOSED_PAGE, min(limit, LARGEST), offset).fetchall()
    return Page(tuple(map(_list, rows)), total, offset)


def recent_names(db: Db) -> list[str]:
    """The names of the lists that were begun last, closed ones too."""
    return [name for (name,) in execute(db, "SELECT name FROM scan_list ORDER BY id DESC LIMIT ?", _RECENT).fetchall()]


def hold(db: Db, post: Post, id: int) -> bool:
    """Keep other stations from this list until the transaction ends, and note who used it; False where it is closed."""
    sql = "UPDATE scan_list SET used_at = ?, used_by = ? WHERE id = ? AND closed_at IS NULL"
    written: int = execute(db, sql, now(), post.operator, id).rowcount
    return written == 1


def grown(db: Db, id: int) -> None:
    """Count one row more, not marked; for a held list."""
    execute(db, "UPDATE scan_list SET total = total + 1 WHERE id = ?", id)


def count(db: Db, id: int) -> None:
    """Let the counters of a held list be what its rows say."""
    execute(db, _COUNT, id)


def rename(db: Db, id: int, name: str) -> None:
    execute(db, "UPDATE scan_list SET name = ? WHERE id = ?", name, id)


def close(db: Db, id: int, closed: bool) -> None:
    """Make it history, or an open list once more."""
    execute(db, "UPDATE scan_list SET closed_at = ? WHERE id = ?", now() if closed else None, id)


def drop_unused(db: Db, id: int) -> bool:
    """Delete a list that has nothing in it, and nothing to undo; False where it has, and it stays."""
    return _drop(db, "l.id = ?", id) == 1


def drop_left(db: Db, station: int, before: int) -> None:
    """The same for all that this station began and has not used since `before`, such as by a power cut."""
    _drop(db, "l.station_id = ? AND l.used_at < ?", station, before)


def _drop(db: Db, term: str, *params: object) -> int:
    which = f"SELECT l.id FROM scan_list l WHERE {_UNUSED} AND {term}"
    execute(db, f"DELETE FROM scan_list_row WHERE list_id IN ({which})", *params)
    dropped: int = execute(db, f"DELETE FROM scan_list WHERE id IN ({which})", *params).rowcount
    return dropped


def _list(row: tuple[Any, ...]) -> ScanList:
    id, name, total, marked, station, created_at, created_by, used_at, used_by, closed_at = row
    return ScanList(id, name, total, marked, station, created_at, created_by, used_at, used_by, closed_at is not None)
