"""The PC speaker as the kernel offers it: an input device that takes tones.

Plays a pattern a tone in steps that its owner's timer drives, so nothing waits. Where there is no speaker,
or the user may not write to it, nothing is heard and nothing fails.
"""

import os
import struct
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

_EVENT = struct.Struct("llHHi")  # struct input_event: time, type, code, value
_EV_SYN, _EV_SND, _SND_TONE = 0x00, 0x12, 0x02  # from <linux/input-event-codes.h>

# (Hz, ms) after one another; 0 Hz is a pause. Told apart without looking: one high, two high, a rise, one
# long low, and three low.
PATTERNS: dict[str, tuple[tuple[int, int], ...]] = {
    "ok": ((2000, 70),),
    "again": ((2000, 60), (0, 60), (2000, 60)),
    "ask": ((1000, 90), (1500, 90)),
    "no": ((300, 450),),
    "fault": ((400, 180), (0, 80), (400, 180), (0, 80), (400, 180)),
}


def find(inputs: Path = Path("/sys/class/input"), nodes: Path = Path("/dev/input")) -> Path | None:
    """The node of the first input device that plays tones."""
    for mask in sorted(inputs.glob("event*/device/capabilities/snd")):
        with suppress(OSError, ValueError):
            if int(mask.read_text().split()[-1], 16) >> _SND_TONE & 1:
                return nodes / mask.parts[-4]
    return None


class Speaker:
    """Plays on `node`; without one, on what `find` finds each time that it has no speaker."""

    def __init__(self, node: Path | None = None) -> None:
        self._node = node
        self._fd: int | None = None
        self._steps: Sequence[tuple[int, int]] = ()
        self._until: int | None = None

    def play(self, tone: str, now: int | None = None) -> None:
        """Begin the pattern of `tone`; one that is still playing ends."""
        self._steps = PATTERNS.get(tone, ())
        self._step(time.monotonic_ns() if now is None else now)

    def deadline(self) -> int | None:
        """CLOCK_MONOTONIC nanoseconds at which the next step is due; None while silent."""
        return self._until

    def expire(self, now: int) -> None:
        if self._until is not None and now >= self._until:
            self._step(now)

    def hush(self) -> None:
        """Silence, even what a reader that was killed left sounding: the kernel holds a tone until told."""
        self._steps, self._until = (), None
        self._sound(0)

    def close(self) -> None:
        if self._fd is not None:
            self.hush()
            self._let_go()

    def _step(self, now: int) -> None:
        if not self._steps:
            self._until = None
            self._sound(0)
            return
        (hertz, milliseconds), *self._steps = self._steps
        self._until = now + milliseconds * 1_000_000
        self._sound(hertz)

    def _sound(self, hertz: int) -> None:
        try:
            if self._fd is None and (node := self._node or find()):
                self._fd = os.open(node, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            if self._fd is not None:
                events = ((_EV_SND, _SND_TONE, hertz), (_EV_SYN, 0, 0))
                os.write(self._fd, b"".join(_EVENT.pack(0, 0, *event) for event in events))
        except OSError:
            self._let_go()

    def _let_go(self) -> None:
        if self._fd is not None:
            with suppress(OSError):
                os.close(self._fd)
        self._fd = None
