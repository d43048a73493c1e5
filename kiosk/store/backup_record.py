"""The file beside an SQLite store that tells of its backups, and by which they are made by one station at a time.

Beside and not in the store: it is most needed when the store can't be read.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from kiosk.backups import Record
from kiosk.errors import StoreError
from kiosk.wording import backup as wording


class UnderWay(StoreError):
    """Another backup of this store is being made."""

    def __init__(self) -> None:
        super().__init__("locked", wording.under_way())


def read(store: Path) -> Record:
    """What the file says; an empty record where there is none that can be read."""
    try:
        return msgspec.json.decode(_file(store).read_bytes(), type=Record)
    except (OSError, msgspec.MsgspecError):
        return Record()


def newest(store: Path) -> tuple[str, str] | None:
    """When the last backup that is still there was made, by this system's clock, and its file."""
    record = read(store)
    with suppress(OSError, ValueError):
        if record.made_at and Path(record.file).is_file():
            made = datetime.fromtimestamp(record.made_at / 1_000_000, UTC).astimezone()
            return f"{made:%Y-%m-%d %H:%M}", record.file
    return None


@contextmanager
def turn(store: Path) -> Iterator[None]:
    """Make a backup while no other one of this store is being made. Raises UnderWay."""
    fd = os.open(_file(store), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        if os.geteuid() == 0:  # or the station's user could not make one any more
            owner = store.stat()
            os.fchown(fd, owner.st_uid, owner.st_gid)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UnderWay from None
        yield
    finally:
        os.close(fd)


def made(store: Path, file: Path, at: int, *, daily: bool) -> None:
    """Note a backup that has succeeded, in its turn."""
    before = read(store)
    _write(store, Record(at, str(file), at if daily else before.daily_at))


def failed(store: Path, at: int, failure: str) -> None:
    """Note that the daily backup has failed."""
    _write(store, replace(read(store), failed_at=at, failure=failure))


def _write(store: Path, record: Record) -> None:
    """In place, for the lock is on this file; what a power cut leaves of it at worst is no record."""
    with _file(store).open("r+b") as file:
        file.write(msgspec.json.encode(record) + b"\n")
        file.truncate()


def _file(store: Path) -> Path:
    return store.with_name(store.name + ".backups")
