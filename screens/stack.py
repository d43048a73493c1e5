"""What the intake knows of the screens: which one is on top, which one takes scans, and what could be read there."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.flow import ANSWER_AFTER, ScanStep, may_answer
from kiosk.outcome import Outcome
from kiosk.scan import Scan

AGREEING = frozenset({Word.CONFIRM, Word.DONE, Word.UNDO, Word.ROW})  # who scans these has to have read the question


class Taker(Protocol):
    """A screen that takes scans. `journal_name` is its name in the journal, `step` its flow's function for a scan.

    `turn` changes with each answer shown: a key belongs to the answer that was on the screen when it was hit.
    `group` is how many scans it takes at once; 1 where a scan may close it.
    """

    journal_name: str
    state: Any
    turn: int
    group: int

    @property
    def step(self) -> ScanStep[Any]: ...

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        """Paint the last outcome, after the commit of all of them."""
        ...


class Top(Protocol):
    """The screen on top, whether it takes scans or lies over one that does. `seen` is since when it can be read."""

    seen: int  # CLOCK_MONOTONIC nanoseconds; 0 until it is painted

    @property
    def asks(self) -> bool:
        """Whether there is something to be answered first that no flow asks."""
        ...

    @property
    def leaving(self) -> bool:
        """Whether it is asked if one leaves for the menu, to which the command for that agrees."""
        ...

    def command(self, command: Command) -> Callable[[], object] | None:
        """What a command does here, as its key would; None where this screen does not offer it now."""
        ...

    async def show(self, outcomes: Sequence[Outcome]) -> None: ...

    def obeyed(self, outcome: Outcome) -> None:
        """A command led to something that shows by itself: it need only be heard."""
        ...


class Stack(Protocol):
    """The screens as they lie one over the other."""

    @property
    def top(self) -> Top: ...

    async def commanded(self, command: Command) -> tuple[Top, bool]:
        """The screen that answers a command, with what only tells of it closed; and whether that had hidden it."""
        ...

    @property
    def taker(self) -> Taker:
        """The one that a scan would be answered by."""
        ...

    async def surface(self) -> Taker:
        """The same, with what lies over it closed."""
        ...

    def hush(self) -> None:
        """Take away what was told beside the screens so far."""
        ...


def had_read(top: Top, taker: Taker, scan: Scan, command: Command) -> bool:
    """Whether the question that this command agrees to could be read before: a flow's, or one of the screen itself."""
    if command.word not in AGREEING and not (command.word is Word.MENU and top.leaving):
        return True
    in_sight = top.seen > 0 and scan.mono - top.seen >= ANSWER_AFTER
    question = getattr(taker.state, "question", None)
    if question is not None:
        return in_sight and may_answer(question, scan)
    if command.word is Word.DONE:
        return in_sight or not top.asks
    return in_sight or command.word not in (Word.CONFIRM, Word.ROW, Word.UNDO, Word.MENU)
