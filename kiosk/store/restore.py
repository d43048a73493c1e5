"""A backup takes the place of a store: checked first, at once, and the store that was there is kept.

What is checked is the very copy that is put in place. While it is done nobody else has the store open, or can open it.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.errors import StoreError
from kiosk.store import locks, replacing
from kiosk.store.backup import copy
from kiosk.store.database import Store
from kiosk.store.progress import Told, go_on
from kiosk.store.sql import Db, execute
from kiosk.store.sqlite import APPLICATION_ID, lock_file, opening
from kiosk.store.verify import verify
from kiosk.wording import backup as wording
from kiosk.wording import store as store_wording


@dataclass(frozen=True, slots=True)
class Contents:
    """What a store holds. Times are UTC microseconds; None where nothing was ever scanned."""

    parts: int
    units: int
    scans: int
    last_scan: int | None


@dataclass(frozen=True, slots=True)
class Examined:
    """A backup that was checked. `faults` are what verify finds, as sentences."""

    file: Path
    contents: Contents
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate(Examined):
    """A backup that was checked, ready to be put in place."""

    store: Path
    _copy: Path

    def put_in_place(self) -> Path | None:
        """Replace the store; answers where the old one is kept, None where there was none. Raises StoreError."""
        try:
            return replacing.replace(self.store, self._copy)
        except OSError as error:
            raise _restore_failed(self.store, error) from error


@contextmanager
def checked(url: str, file: Path, told: Told = go_on) -> Iterator[Candidate]:
    """The backup `file` as it would be in place of the store at `url`; what is not put there is gone afterwards.

    Raises StoreError: for PostgreSQL, while anybody has the store open, for a file that is no sound store of this
    Kiosk or an older one.
    """
    store = _path(url, file)
    try:
        _begin(store, file)
        with opening(store) as lock:
            if not locks.claim(lock) or (store.exists() and locks.is_open(store)):
                raise StoreError("locked", wording.in_use(str(store)))
            with _beside(store) as new:
                _copied(file, new, told)
                yield Candidate(file, *_checked(file, new), store, new)
    except OSError as error:
        raise _restore_failed(store, error) from error


def examined(url: str, file: Path, told: Told = go_on) -> Examined:
    """The backup `file` as it would be in place of the store at `url`, which others may have open meanwhile.

    Raises StoreError: for PostgreSQL, for a file that is no sound store of this Kiosk or an older one.
    """
    store = _path(url, file)
    try:
        _begin(store, file)
        with (
            TemporaryDirectory(prefix=f".{store.name}.checking-", dir=store.parent) as folder,
            _beside(Path(folder, store.name)) as new,
        ):
            _copied(file, new, told)
            return Examined(file, *_checked(file, new))
    except OSError as error:
        raise _restore_failed(store, error) from error


def contents(db: Db) -> Contents:
    """What this store holds."""
    row = execute(
        db,
        "SELECT (SELECT COUNT(*) FROM part), (SELECT COUNT(*) FROM stock_item WHERE serial IS NOT NULL),"
        " (SELECT COUNT(*) FROM scan_record), (SELECT MAX(recorded_at) FROM scan_record)",
    ).fetchone()
    return Contents(*row)


def _path(url: str, file: Path) -> Path:
    if not url.startswith("sqlite:///"):
        raise StoreError("store", wording.by_pg_restore(file))
    return Path(url.removeprefix("sqlite:///"))


def _begin(store: Path, file: Path) -> None:
    if not file.is_file():
        raise StoreError("missing", wording.no_file(file, "no file"))
    store.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


@contextmanager
def _beside(store: Path) -> Iterator[Path]:
    """The name of the copy, in the store's folder so that it can be renamed; what is left of it is taken away."""
    new = store.with_name(f".{store.name}.restoring")
    try:
        _remove(new)
        fd = os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            if os.geteuid() == 0:
                owner = (store if store.exists() else store.parent).stat()
                os.fchown(fd, owner.st_uid, owner.st_gid)
        finally:
            os.close(fd)
        yield new
    finally:
        _remove(new)


def _remove(new: Path) -> None:
    for path in (new, lock_file(new), *(new.with_name(new.name + end) for end in ("-wal", "-shm", "-journal"))):
        path.unlink(missing_ok=True)


def _copied(file: Path, new: Path, told: Told) -> None:
    try:
        _header(file)
        log = file.with_name(file.name + "-wal")
        try:
            copy(file, new, told, synced=lambda: None, query="mode=ro")
        except sqlite3.OperationalError:
            if log.exists():
                raise
            # A store without its log, where SQLite may not make one: what is in the file is all there is.
            copy(file, new, told, synced=lambda: None, query="mode=ro&immutable=1")
    except StoreError as error:
        if error.code == "damaged":
            raise StoreError("damaged", wording.no_backup(file, wording.fails_check())) from error
        raise
    except sqlite3.Error as error:
        raise StoreError("damaged", wording.no_backup(file, str(error))) from error


def _header(file: Path) -> None:
    """SQLite's own words of an empty file are none: to it that is a new database."""
    with file.open("rb") as opened:
        head = opened.read(100)
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise StoreError("damaged", wording.no_backup(file, wording.not_sqlite()))
    if int.from_bytes(head[68:72]) != APPLICATION_ID:  # in a log it is not: it is set before there is one
        raise StoreError("store", store_wording.not_ours(str(file)))


def _checked(file: Path, new: Path) -> tuple[Contents, tuple[str, ...]]:
    """What the copy holds once it is a store of this version, and its faults; raises StoreError."""
    store = Store(f"sqlite:///{new}", create=False)
    try:
        return store.look(lambda db: (contents(db), verify(db)))
    except StoreError as error:
        if error.code == "newer":
            raise StoreError("newer", str(error).replace(str(new), str(file))) from error
        raise StoreError(error.code, wording.no_backup(file, str(error))) from error
    finally:
        store.close()


def _restore_failed(store: Path, error: OSError) -> StoreError:
    return StoreError("store", wording.restore_failed(str(store), error.strerror or str(error)))
