"""Key events of one scanner → frames, and what is torn. Pure: time is what the events and the caller say.

The rule behind it: the tail of a torn code looks like a whole one. So when events were lost, or the device was
opened in the middle of something, all up to and including the next terminator, or a silence, is thrown away.
"""

from dataclasses import dataclass
from typing import Literal

from drivers.framing import LIMIT
from drivers.keymap import MODIFIERS, Keyboard
from drivers.layouts import Layout
from kiosk.scan import TornBy

EV_SYN, EV_KEY, SYN_DROPPED = 0, 1, 3
BUTTONS = 0x100  # codes from here on are buttons of mice, pads and remote controls

QUIET = 80_000_000  # ns; a shorter silence than this ends no torn stretch, whatever ends a code
# ns of silence in the middle of a code that no radio link explains: the scanner was reset, or it ends its codes
# with another key.
STALL = 2_000_000_000

_ENDS = {"enter": frozenset("\r\n"), "tab": frozenset("\t"), "none": frozenset[str]()}


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed between two terminators, as UTF-8; `torn` says why it is not one whole code.

    `mono` is the time of the last event that belongs to it, CLOCK_MONOTONIC in nanoseconds.
    """

    raw: bytes
    mono: int
    torn: TornBy | None = None


class KeyStream:
    """Cuts a stream of key events into frames. It begins torn: nobody knows what was typed before `since`.

    `missed` says that something was indeed, so that there is a code to report even if nothing follows. Times
    are CLOCK_MONOTONIC in nanoseconds, and those of `feed` the kernel's own stamps, so that a reader that was
    held up judges silences as they were.
    """

    def __init__(
        self,
        layout: Layout,
        terminator: Literal["enter", "tab", "none"],
        silence_ms: int,
        since: int,
        *,
        missed: bool = False,
    ) -> None:
        self._keyboard = Keyboard(layout)
        self._ends = _ENDS[terminator]
        self._silence = silence_ms * 1_000_000
        self._last = since
        self._text = ""
        self._size = 0  # of the text in UTF-8
        self._torn: TornBy | None = TornBy.OPENED
        self._missed = missed
        self._opening = True
        self._broken = False  # a half code was told of; the rest of it may follow

    @property
    def opening(self) -> bool:
        """It has not come yet to the first terminator or silence, so the code typed now is no whole one."""
        return self._opening

    def feed(self, kind: int, code: int, value: int, at: int) -> list[Typed]:
        """The frames that one input event completes."""
        if kind == EV_SYN and code == SYN_DROPPED:
            # The events lost lie between the last one and this, so the time between them is no silence.
            self._tear(TornBy.DROPPED, at)
            self._keyboard.reset()
            return []
        if kind != EV_KEY or code >= BUTTONS:
            return []
        typed = self.expire(at)
        if self._broken and value:  # another code, or the rest of the half: for a whole one it may not be taken
            self._tear(TornBy.BROKEN_OFF, at)
        self._last = at
        if self._inside and value == 0 and code in MODIFIERS and not self._keyboard.holds(code):
            # The press was among events lost before the terminator: what was typed since had it held.
            self._tear(TornBy.DROPPED, at)
        self._missed = self._missed or self._torn is not None
        for char in self._keyboard.feed(code, value):
            typed += self._take(char, at)
        return typed

    def deadline(self) -> int | None:
        """When a silence from now on ends something."""
        if self._torn:
            return self._last + max(self._silence, QUIET)
        if not self._inside:
            return None
        return self._last + (STALL if self._ends else self._silence)

    def expire(self, now: int) -> list[Typed]:
        """What a silence until `now` completes. All events up to `now` must have been fed before."""
        due = self.deadline()
        if due is None or now < due:
            return []
        if self._torn:
            return self._finish(self._last)
        self._text += self._keyboard.flush()
        if self._ends:
            self._tear(TornBy.BROKEN_OFF, self._last)
        typed = self._finish(self._last)
        self._broken = bool(self._ends)
        return typed

    def end(self) -> list[Typed]:
        """The device has gone: a code in the middle is torn."""
        if self._inside:
            self._tear(TornBy.UNPLUGGED, self._last)
        return self._finish(self._last)

    @property
    def _inside(self) -> bool:
        """A code that was whole so far has begun."""
        return self._torn is None and bool(self._text or self._keyboard.waiting)

    def _take(self, char: str, at: int) -> list[Typed]:
        if char in self._ends:
            return self._finish(at)
        self._append(char)
        return []

    def _append(self, text: str) -> None:
        size = len(text.encode())
        if self._size + size <= LIMIT:
            self._text += text
            self._size += size
        elif not self._torn:
            self._tear(TornBy.TOO_LONG, self._last)

    def _tear(self, why: TornBy, at: int) -> None:
        self._torn = why
        self._missed = True
        self._broken = False
        self._last = at

    def _finish(self, at: int) -> list[Typed]:
        raw, torn, missed = self._text.encode(), self._torn, self._missed
        self._text, self._size, self._torn, self._missed, self._opening = "", 0, None, False, False
        if torn:
            self._keyboard.settle()
            return [Typed(raw, at, torn)] if missed else []
        return [Typed(raw, at)] if raw else []
