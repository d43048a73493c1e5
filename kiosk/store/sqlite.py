"""The SQLite engine: files and their modes, pragmas, errors.

A commit is durable when it returns: WAL with `synchronous=FULL` syncs the log with each commit. A store that was
found damaged is not written to any more, not even by closing it.

Beside the store lies its lock file. A flock on it is held while the store is opened; an OFD lock as long as it is
open (`kiosk.store.locks`); and it has a word in it once there has been a store.
"""

import errno
import fcntl
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

import peewee

from kiosk.errors import StoreError
from kiosk.store import locks, replacing
from kiosk.store.engine import Trouble
from kiosk.wording import store as wording

BUSY_MS = 5000
OPENING_S = 60  # an upgrade of a large store takes its time
APPLICATION_ID = 0x4B534B31  # "KSK1", so that another program's database is not taken for a store
SYNC_FULL = 2
KNOWN = b"kiosk\n"  # in the lock file, once there has been a store: an empty or missing one is no new one then

_READ_ONLY_ERRNOS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class _Database(peewee.SqliteDatabase):
    def rollback(self) -> None:
        # SQLite has rolled back by itself after a full disk and the like; a second ROLLBACK would hide that error.
        connection: Any = self.connection
        if connection().in_transaction:
            super().rollback()


class Sqlite:
    """A store in one file. `create` says whether a missing one is made."""

    errors: tuple[type[Exception], ...] = (peewee.PeeweeException, sqlite3.Error, OSError)

    def __init__(self, path: Path, *, create: bool) -> None:
        self.path = path
        self._name = str(path)
        self._create = create
        self._presence: int | None = None
        self._pin: int | None = None  # never closed: what is left of a connection may outlive its closing
        self.db: Any = _Database(
            str(path),
            pragmas=[("busy_timeout", BUSY_MS), ("foreign_keys", 1), ("synchronous", "FULL")],
            timeout=BUSY_MS / 1000,
            lock_type="IMMEDIATE",  # a transaction that reads first and then writes fails at once under a plain BEGIN
            autoconnect=False,
        )

    @contextmanager
    def opening(self) -> Iterator[None]:
        """Files are made, WAL is switched on and migrations are run by one process at a time."""
        if not self.path.exists() and not replacing.is_pending(self.path):
            if not self._create:
                raise StoreError("missing", wording.missing(self._name))
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with opening(self.path) as lock:
            self._look(lock)
            yield
            if not os.fstat(lock).st_size:
                os.pwrite(lock, KNOWN, 0)
            if self._presence is None:
                self._presence = _made(lock_file(self.path), like=self.path)
                locks.share(self._presence)

    def _look(self, lock: int) -> None:
        """Raise StoreError where the files themselves show that something of the store is gone.

        SQLite would take an empty file for a new store, and would do without the log that has the last changes.
        """
        log, index = (self.path.with_name(self.path.name + end) for end in ("-wal", "-shm"))
        if not self.path.exists():
            if os.fstat(lock).st_size:
                raise StoreError("damaged", self._damaged(wording.gone(), wording.to_begin_anew(lock_file(self.path))))
        elif not self.path.stat().st_size:
            if os.fstat(lock).st_size:
                raise StoreError("damaged", self._damaged(wording.empty()))
        elif index.exists() and not log.exists():  # SQLite takes them away in the other order
            raise StoreError("damaged", self._damaged(wording.log_gone(log.name), wording.to_do_without(self._name)))

    def _damaged(self, detail: str, otherwise: str = "") -> str:
        from kiosk.store.backup_record import newest

        return wording.damaged(self._name, detail, newest(self.path), otherwise)

    def connect(self) -> None:
        # SQLite gives -wal and -shm the mode of the database file.
        with suppress(FileExistsError):
            os.close(_new(self.path, like=self.path.parent))
        # A file that is there is never opened here: closing it would take away the locks of another connection.
        file = self.path.stat()
        if not stat.S_ISREG(file.st_mode):
            raise StoreError("missing", wording.cannot_open(self._name, "not a file"))
        if file.st_uid == os.geteuid():
            self.path.chmod(0o600)
        self.db.connect()
        try:
            self._claim()
        except BaseException:
            self.disconnect()
            raise

    def _claim(self) -> None:
        if self.db.pragma("application_id") != APPLICATION_ID:
            if self.db.get_tables():
                raise StoreError("store", wording.not_ours(self._name))
            self.db.pragma("application_id", APPLICATION_ID)
        if self.db.pragma("journal_mode", "wal") != "wal":
            raise StoreError("store", wording.no_wal(self._name))
        if self.db.pragma("synchronous") != SYNC_FULL:
            raise StoreError("store", wording.no_wal(self._name))

    def disconnect(self) -> None:
        with suppress(*self.errors):
            self.db.close()

    def abandon(self) -> None:
        log = self.path.with_name(self.path.name + "-wal")
        if self._pin is None and log.exists():  # or there is nothing that closing would write
            with suppress(OSError):
                self._pin = locks.pin(self.path)
        self.disconnect()

    def leave(self) -> None:
        presence, self._presence = self._presence, None
        if presence is not None:
            os.close(presence)

    def transaction(self, *, write: bool) -> AbstractContextManager[Any]:
        transaction: AbstractContextManager[Any] = self.db.atomic("IMMEDIATE" if write else "DEFERRED")
        return transaction

    def trouble(self, error: Exception) -> Trouble:
        original = getattr(error, "orig", error)
        if isinstance(original, OSError):
            return self._file_trouble(original)
        code = getattr(original, "sqlite_errorcode", None)
        text = str(original)
        match None if code is None else code & 0xFF:
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                found = Trouble("locked", wording.locked())
            case sqlite3.SQLITE_FULL:
                found = Trouble("full", wording.full())
            case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
                found = Trouble("read_only", wording.read_only(self._name), reopen=True)
            case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
                found = Trouble("damaged", self._damaged(text))
            case sqlite3.SQLITE_CANTOPEN:
                found = Trouble("missing", wording.cannot_open(self._name, text), reopen=True)
            case sqlite3.SQLITE_CONSTRAINT:
                found = Trouble("store", wording.refused(text))
            case sqlite3.SQLITE_IOERR:
                found = Trouble("store", wording.trouble(text), reopen=True)
            case _:
                found = Trouble("store", wording.trouble(text))
        return found

    def _file_trouble(self, error: OSError) -> Trouble:
        if error.errno == errno.ENOSPC:
            return Trouble("full", wording.full())
        if error.errno in _READ_ONLY_ERRNOS:
            return Trouble("read_only", wording.read_only(self._name))
        return Trouble("missing", wording.cannot_open(self._name, error.strerror or str(error)))


def lock_file(store: Path) -> Path:
    """The lock file of a store."""
    return store.with_name(store.name + ".lock")


@contextmanager
def opening(store: Path) -> Iterator[int]:
    """Hold off all others that open this store; answers its lock file. A replacement that was begun is finished.

    Raises StoreError `locked` after a minute.
    """
    lock = lock_file(store)
    fd = _made(lock, like=store if store.exists() else store.parent)
    try:
        _wait_for(fd, lock)
        replacing.finish(store)
        yield fd
    finally:
        os.close(fd)


def _made(path: Path, like: Path) -> int:
    """Open `path`, made where it is missing."""
    try:
        return _new(path, like)
    except FileExistsError:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _new(path: Path, like: Path) -> int:
    """Make `path`, for its owner only: the owner of `like` if it is root who makes it.

    Else a command that an administrator runs would lock the station's user out. Raises FileExistsError.
    """
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    if os.geteuid() == 0:
        owner = like.stat()
        os.fchown(fd, owner.st_uid, owner.st_gid)
    return fd


def _wait_for(fd: int, lock: Path) -> None:
    until = time.monotonic() + OPENING_S
    while True:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise StoreError("locked", wording.opening_taken(lock.name)) from None
            time.sleep(0.02)
        else:
            return
