"""Who has a store open: locks of the kernel, which end with the process that holds them, however it ends.

They are on open files (OFD locks), so that two stores of one process are two, and that closing one of them gives
up nothing of the other. Beside them, and apart from them, is the flock of `kiosk.store.sqlite` on the same file.
"""

import fcntl
import os
import struct
from pathlib import Path

# The bytes of a database file that SQLite locks as long as a connection in WAL mode is open (its file format, 1.2).
_SHARED = (0x4000_0002, 510)


def share(fd: int) -> bool:
    """Be one of those who have it open, as long as `fd` is. False while somebody has it for himself."""
    return _lock(fd, fcntl.F_RDLCK, (0, 1))


def claim(fd: int) -> bool:
    """Have it for oneself, as long as `fd` is open. False while anybody has it open."""
    return _lock(fd, fcntl.F_WRLCK, (0, 1))


def is_open(database: Path) -> bool:
    """Whether any program has this SQLite file open.

    Not to be asked in a process that has it open itself: closing a file takes away all of SQLite's own locks on it.
    """
    fd = os.open(database, os.O_RDWR | os.O_CLOEXEC)
    try:
        answer = fcntl.fcntl(fd, fcntl.F_OFD_GETLK, _range(fcntl.F_WRLCK, _SHARED))
    finally:
        os.close(fd)
    kind: int = struct.unpack("h", answer[:2])[0]
    return kind != fcntl.F_UNLCK


def pin(database: Path) -> int:
    """Keep SQLite from writing to this file when it closes it: that needs it to be nobody else's. Answers an fd.

    Otherwise the last connection moves the log's pages into the file. The fd is to be left to the end of the process
    (see `is_open`).
    """
    fd = os.open(database, os.O_RDONLY | os.O_CLOEXEC)
    _lock(fd, fcntl.F_RDLCK, _SHARED)
    return fd


def _lock(fd: int, kind: int, place: tuple[int, int]) -> bool:
    try:
        fcntl.fcntl(fd, fcntl.F_OFD_SETLK, _range(kind, place))
    except BlockingIOError:
        return False
    return True


def _range(kind: int, place: tuple[int, int]) -> bytes:
    """A `struct flock`: kind, SEEK_SET, start, length, no process."""
    return struct.pack("hhqqi", kind, os.SEEK_SET, *place, 0)
