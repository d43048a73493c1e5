"""Station, printers: how each of them is and how many labels wait for it; try it, test it, open its labels."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.errors import StoreError
from kiosk.flows.printing import desk
from kiosk.printers.state import Condition, PrinterState
from kiosk.wording import printing as wording
from kiosk.wording import screens as common
from screens.host import Host
from screens.paint.text import Span, fit, line
from screens.places import Place
from screens.station.facts import text
from screens.station.live import Live
from screens.status import sign_of_printer
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

LOOK = 3  # ticks between two looks at what waits for printers that are not configured any more


class Printers(Live):
    """Choosing a printer opens its labels."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "try_now", show=False),
        Binding("f6", "test", show=False),
    ]

    finishes = True  # the code for done tries, as F5 does

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.title())
        self._left: Mapping[str, Any] = {}  # what waits for printers that are not configured
        self._trouble = ""
        self._ticks = 0

    def keys(self) -> Keys:
        if self.sheet.pick is None:
            return (("Esc", common.key_back()), ("F1", common.key_help()))
        return (
            ("Esc", common.key_back()),
            ("1-9", wording.key_open()),
            ("F5", wording.key_try()),
            ("F6", wording.key_test()),
            *self.scroll_keys(),
            ("F1", common.key_help()),
        )

    def command(self, command: Command) -> Callable[[], object] | None:
        if command.word is Word.PRINT and self.offers("F6"):
            return self.action_test
        return super().command(command)

    def help(self) -> tuple[str, ...]:
        return wording.help_printers()

    def look(self) -> None:
        if self._ticks % LOOK == 0:
            self.run_worker(self._read)
        self._ticks += 1

    async def _read(self) -> None:
        names = {state.name for state in self.kiosk.printing.states}
        try:
            queues = await self.kiosk.aside(desk.queues)
            self._left, self._trouble = {name: queue for name, queue in queues.items() if name not in names}, ""
        except StoreError as error:
            self._trouble = str(error)
        self.renew()

    def state(self) -> object:
        states = self.kiosk.printing.states
        return states, dict(self._left), self._trouble, [_seconds(state) for state in states]

    def rows(self, width: int) -> Sequence[Row]:
        rows = [row for state in self.kiosk.printing.states for row in self._printer(state, width)]
        for name, queue in self._left.items():
            rows += self._row(name, (self.marks.trouble, "warn"), width)
            rows += self._below(f"{wording.unconfigured()}, {wording.waiting(queue.waiting)}", "warn", width)
        if not rows:
            rows += text(wording.none_configured(), width, self.marks)
        if self._trouble:
            rows += text(self._trouble, width, self.marks, "bad")
        return rows

    def _printer(self, state: PrinterState, width: int) -> Iterator[Row]:
        yield from self._row(state.name, sign_of_printer(state, self.marks), width)
        yield from self._below(f"{wording.condition(state.condition)}, {wording.waiting(state.waiting)}", "dim", width)
        if state.fault:
            yield from self._below(*_told(state), width)

    def _row(self, name: str, sign: tuple[str, str], width: int) -> Iterator[Row]:
        mark, style = sign
        yield Row(line(Span(f"{mark} ", style), Span(fit(name, width - 3, self.marks), "strong")), name)

    def _below(self, told: str, style: str, width: int) -> Iterator[Row]:
        for row in text(told, width - 2, self.marks, style):
            yield Row(line("  ", *row.line))

    def pick(self, pick: object) -> None:
        if isinstance(pick, str):
            self.kiosk.visit(Place.PRINT_QUEUE, pick)

    def action_try_now(self) -> None:
        self.kiosk.printing.retry()
        self.kiosk.tell(wording.tried())

    def action_test(self) -> None:
        pick = self.sheet.pick
        if isinstance(pick, str) and pick not in self._left:
            self.kiosk.printing.test(pick)


def _told(state: PrinterState) -> tuple[str, str]:
    """The sentence about its fault, and its style."""
    if state.condition is Condition.AWAY:
        return f"{state.fault} {wording.next_try(_seconds(state))}", "warn"
    if state.refused:
        return wording.refused(state.refused, state.fault), "warn"
    return state.fault, "dim"


def _seconds(state: PrinterState) -> int:
    """Until it is tried again; 0 where it isn't away."""
    return max(1, round(state.again - time.monotonic())) if state.condition is Condition.AWAY else 0
