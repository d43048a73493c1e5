"""Runs the station with a watch on its event loop: the longest time for which the loop answered nothing.

Run as a program: the first argument is a file of eight bytes, which holds the longest stall so far in
nanoseconds and may be set to nought by the one who reads it; the others are the station's own. It knows
nothing of the screens: whatever loop asyncio makes is watched.
"""

import asyncio
import mmap
import struct
import sys
import time
from pathlib import Path

EVERY = 0.002  # s: how often the loop is asked to answer; a stall is what it is late by

_LONGEST = struct.Struct("=q")


class Watched(asyncio.DefaultEventLoopPolicy):
    """Makes loops that write down their longest stall."""

    def __init__(self, longest: mmap.mmap) -> None:
        super().__init__()
        self._longest = longest

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        loop = super().new_event_loop()
        loop.call_soon(self._ask, loop, time.monotonic_ns())
        return loop

    def _ask(self, loop: asyncio.AbstractEventLoop, due: int) -> None:
        late = time.monotonic_ns() - due
        if late > _LONGEST.unpack(self._longest[:])[0]:
            self._longest[:] = _LONGEST.pack(late)
        loop.call_later(EVERY, self._ask, loop, time.monotonic_ns() + round(EVERY * 1e9))


def read_and_reset(path: Path) -> float:
    """Milliseconds of the longest stall since the last call."""
    (longest,) = _LONGEST.unpack(path.read_bytes())
    reset(path)
    return longest / 1e6


def reset(path: Path) -> None:
    """Begin anew; in place, since the station has the file mapped."""
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.write(_LONGEST.pack(0))


if __name__ == "__main__":
    with Path(sys.argv[1]).open("r+b") as file:
        asyncio.set_event_loop_policy(Watched(mmap.mmap(file.fileno(), _LONGEST.size)))
    sys.argv[:2] = ["kiosk"]
    from kiosk.__main__ import main

    sys.exit(main())
