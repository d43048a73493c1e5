"""A copy of a store in one file, made while stations work with it, and checked before it counts.

It is read in one view of the store by a connection of its own, in small steps: neither the store's thread nor any
writer waits for it.
"""

import errno
import fcntl
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from kiosk.errors import StoreError
from kiosk.store.progress import ASKED, Stopped, Told, go_on
from kiosk.store.replacing import sync
from kiosk.wording import backup as wording
from kiosk.wording import store as store_wording

STEP = 256  # pages that are copied at once: a megabyte
SYNCED = 4  # steps after which they are brought onto the disk, or a scan's commit would have to wait for all of them

_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})  # such as on a USB stick (FAT)


def backup(url: str, target: Path, told: Told = go_on) -> None:
    """Copy the SQLite store `url` names to the new file `target`, mode 0600, whole or not at all.

    Raises StoreError: for PostgreSQL, when `target` exists, when there is no store, when the copy can't be
    written or is not sound; and when `told` says to stop.
    """
    source = store_file(url, target)
    there(source)
    if not target.name or target.is_dir():  # "", "." and "/" are folders
        raise StoreError("store", wording.exists(target))
    try:
        if target.exists():
            raise StoreError("store", wording.exists(target))
        sweep(target.parent, re.escape(target.name))
        with _part(target) as (part, fd):
            copy(source, part, told, synced=lambda: os.fsync(fd))
            sync(part)
            _name(part, target)
            sync(target.parent)
    except FileExistsError as error:
        raise StoreError("store", wording.exists(target)) from error
    except (OSError, sqlite3.Error) as error:
        raise failure(error, source, wording.failed(target, str(error))) from error


def store_file(url: str, target: Path) -> Path:
    """The file of the SQLite store. Raises StoreError for PostgreSQL, which has a tool of its own."""
    if not url.startswith("sqlite:///"):
        raise StoreError("store", wording.by_pg_dump(target))
    return Path(url.removeprefix("sqlite:///"))


def there(store: Path) -> None:
    """Raise StoreError where there is no store of this name."""
    try:
        if not store.exists():
            raise StoreError("missing", store_wording.missing(str(store)))
    except OSError as error:
        raise StoreError("missing", store_wording.cannot_open(str(store), error.strerror or str(error))) from error


def failure(error: Exception, source: Path, text: str) -> StoreError:
    """What an error on the way means: that `source` is damaged, or `text`."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return _damaged(source, str(error))
    if code == sqlite3.SQLITE_INTERRUPT:
        return Stopped(wording.stopped())
    return StoreError("store", text)


def sweep(folder: Path, name: str) -> None:
    """Take away what copies that were cut off have left in this folder; `name` is a regular expression of theirs."""
    left = re.compile(rf"\.(?:{name})\.\d+\.part")
    for part in folder.iterdir():
        if left.fullmatch(part.name):
            with suppress(OSError):
                fd = os.open(part, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
                try:
                    fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)  # one that is being written is held
                    part.unlink()
                finally:
                    os.close(fd)


@contextmanager
def _part(target: Path) -> Iterator[tuple[Path, int]]:
    """The file that becomes `target`, made and locked; it is gone afterwards, by its new name or for good."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)  # left by a process of the same number that was killed
    fd = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield part, fd
    finally:
        part.unlink(missing_ok=True)
        os.close(fd)


def _name(part: Path, target: Path) -> None:
    """Give it its name, at once and never in place of another file: a rename would overwrite."""
    try:
        target.hardlink_to(part)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from error
        part.rename(target)


def copy(source: Path, target: Path, told: Told, synced: Callable[[], None], query: str = "mode=rw") -> None:
    """Copy an SQLite file into the empty file `target`, and check the copy. Raises sqlite3.Error and StoreError."""
    steps = 0

    def step(status: int, left: int, pages: int) -> None:
        nonlocal steps
        steps += 1
        if steps % SYNCED == 0:
            synced()
        if not told(0.7 * (1 - left / max(1, pages))):
            raise Stopped(wording.stopped())

    uri = f"{source.absolute().as_uri()}?{query}"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as store:
        store.execute("PRAGMA busy_timeout = 5000")
        store.execute("BEGIN")  # one view until the end, or each commit of a station would begin the copy anew
        store.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(sqlite3.connect(target)) as new:
            new.execute("PRAGMA synchronous = OFF")  # it is synced as it grows, and before it counts
            new.execute("PRAGMA journal_mode = OFF")
            store.backup(new, pages=STEP, progress=step)
            store.execute("ROLLBACK")
            new.execute("PRAGMA journal_mode = DELETE")  # so that the one file is all of it
            new.set_progress_handler(lambda: 0 if told(0.7) else 1, ASKED)
            _check(new, source)


def _check(new: sqlite3.Connection, source: Path) -> None:
    problems = [line for (line,) in new.execute("PRAGMA integrity_check(1)") if line != "ok"]
    problems += [f"{row[0]} names no {row[2]}" for row in new.execute("PRAGMA foreign_key_check")]
    if problems:
        raise _damaged(source, problems[0])


def _damaged(source: Path, detail: str) -> StoreError:
    from kiosk.store.backup_record import newest

    return StoreError("damaged", store_wording.damaged(str(source), detail, newest(source)))
