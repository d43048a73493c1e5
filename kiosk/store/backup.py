"""A copy of a store in one file, made while stations work with it, and checked before it counts."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from kiosk.errors import StoreError
from kiosk.wording import store as wording


def backup(url: str, target: Path) -> None:
    """Copy the SQLite store `url` names to the new file `target`, mode 0600, whole or not at all.

    Raises StoreError: for PostgreSQL, when `target` exists, when there is no store, when the copy can't be
    written or is not sound.
    """
    if not url.startswith("sqlite:///"):
        raise StoreError("store", wording.backup_by_pg_dump(target))
    if not target.name:  # "", "." and "/" are folders
        raise StoreError("store", wording.backup_exists(target))
    source = Path(url.removeprefix("sqlite:///"))
    try:
        if not source.exists():
            raise StoreError("missing", wording.missing(str(source)))
    except OSError as error:
        raise StoreError("missing", wording.cannot_open(str(source), error.strerror or str(error))) from error
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _reserve(target)
        try:
            part.unlink(missing_ok=True)  # left by a process of the same number that was killed
            os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
            _copy(source, part)
            _sync(part)
            part.replace(target)  # at once: there is never half a backup of that name
            with suppress(OSError):  # some file systems can't sync a folder
                _sync(target.parent)
        except BaseException:
            for path in (target, part):
                path.unlink(missing_ok=True)
            raise
    except FileExistsError as error:
        raise StoreError("store", wording.backup_exists(target)) from error
    except (OSError, sqlite3.Error) as error:
        if getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise StoreError("damaged", wording.damaged(str(source), str(error))) from error
        raise StoreError("store", wording.backup_failed(target, str(error))) from error


def _reserve(target: Path) -> None:
    """Take the name, failing where it is taken: a rename would overwrite, and not every disk knows hard links."""
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))


def _copy(source: Path, part: Path) -> None:
    with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as store:
        store.execute("PRAGMA busy_timeout = 5000")
        with closing(sqlite3.connect(part)) as copy:
            store.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # so that the one file is all of it
            problems = [line for (line,) in copy.execute("PRAGMA integrity_check(1)") if line != "ok"]
            problems += [f"{row[0]} names no {row[2]}" for row in copy.execute("PRAGMA foreign_key_check")]
            if problems:
                raise StoreError("damaged", wording.damaged(str(source), problems[0]))


def _sync(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
