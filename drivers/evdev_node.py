"""One open /dev/input/eventN: python-evdev's device with what it leaves out. Knows nothing of text and codes."""

import ctypes
import errno
import fcntl
import os
import struct
import time
from contextlib import suppress

import evdev
from evdev import ecodes

from drivers.keystream import BUTTONS

_EVIOCSCLOCKID = 0x400445A0
_EVIOCSMASK = 0x40104593
_IN_FLIGHT = {errno.EAGAIN, errno.EINTR}


class EvdevNode(evdev.InputDevice[str]):
    """A node opened for reading without blocking, its events stamped by CLOCK_MONOTONIC.

    InputDevice's own constructor asks for the device's name and fails on one that is not UTF-8; and it would
    open for writing, which a station has no right to and no need of.
    """

    def __init__(self, node: str) -> None:
        """Raises OSError: ENOENT, EACCES, ENODEV, or ENOTTY for what is no input device."""
        self.path = self.node = node
        self.fd = os.open(node, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            fcntl.ioctl(self.fd, _EVIOCSCLOCKID, struct.pack("i", time.CLOCK_MONOTONIC))
            self._mask_scan_codes()
        except BaseException:
            self.close()
            raise

    def keys_down(self) -> set[int]:
        """The keys that are down. Throws the queued key events away: only while nothing read of them counts."""
        return {code for code in self.active_keys() if code < BUTTONS}

    def events(self) -> list[tuple[int, int, int, int]]:
        """(type, code, value, CLOCK_MONOTONIC ns) of all events that are queued. Raises OSError when unplugged."""
        found: list[tuple[int, int, int, int]] = []
        while True:
            try:
                batch = list(self.read())
            except OSError as error:
                if error.errno in _IN_FLIGHT or found:
                    return found  # if the device has gone, the next read says so
                raise
            if not batch:
                return found
            found += [(e.type, e.code, e.value, e.sec * 1_000_000_000 + e.usec * 1000) for e in batch]

    def _mask_scan_codes(self) -> None:
        """Keep MSC_SCAN out of the queue, which holds 64 events: 16 unread characters then, 11 else."""
        none = ctypes.create_string_buffer(8)
        mask = struct.pack("=IIQ", ecodes.EV_MSC, len(none), ctypes.addressof(none))
        with suppress(OSError):  # kernels before 4.4 know no masks
            fcntl.ioctl(self.fd, _EVIOCSMASK, mask)
