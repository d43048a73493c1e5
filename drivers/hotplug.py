"""Tells when devices come and go, or may be opened at last: inotify on the folders where they appear.

Knows no device: what has changed, its owner finds out by trying again. Python has no inotify of its own.
"""

import ctypes
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

# From <sys/inotify.h>. A node appears (CREATE) before udev gives it its group (ATTRIB); links of by-id are
# made under another name and moved to their own (MOVED_TO).
_ATTRIB = 0x0004
_MOVED_TO = 0x0080
_CREATE = 0x0100
_DELETE = 0x0200
_EVENTS = _ATTRIB | _MOVED_TO | _CREATE | _DELETE
_BUFFER = 1 << 16  # bytes; holds hundreds of events

PLACES = (
    Path("/dev"),
    Path("/dev/input"),
    Path("/dev/input/by-id"),
    Path("/dev/input/by-path"),
    Path("/dev/serial/by-id"),
    Path("/dev/serial/by-path"),
)


class Hotplug:
    """Readable whenever something changed in one of `folders`, some of which may not exist yet.

    Raises OSError where the kernel gives no inotify: a user may have 128 of them by default.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(dict.fromkeys(folders))
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._fd = self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self._fd < 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
        self.renew()

    def renew(self) -> None:
        """Watch the folders that exist by now. Udev removes and makes by-id with the first and last device."""
        for folder in self._folders:
            with suppress(UnicodeEncodeError):  # a name that the locale can't write has no folder here
                self._libc.inotify_add_watch(self._fd, os.fsencode(folder), _EVENTS)

    def fileno(self) -> int:
        return int(self._fd)

    def drain(self) -> None:
        """Take all events off; what they say does not matter."""
        with suppress(BlockingIOError):
            while os.read(self._fd, _BUFFER):
                pass

    def close(self) -> None:
        os.close(self._fd)
