"""What undoing one operation takes back, row by row, before it is done; and how far it is while it is."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.flows import undo
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome
from kiosk.page import Page
from kiosk.stock.history import Movement
from kiosk.wording import undo as wording
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line
from screens.places import Place
from screens.undo.taking_back import TakingBack
from screens.widgets.bars import Keys


class UndoOne(TakingBack):
    """An operation of this station: the last one that is in force, where none is told."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f3", "others", show=False)]

    journal_name = "undo"

    def __init__(self, host: Host, operation: int = 0) -> None:
        super().__init__(host, wording.title(), undo.UndoState(operation), undo.load, undo.do)
        self._operation = operation  # of which the rows are
        self._last = not operation

    @property
    def step(self) -> ScanStep[Any]:
        return undo.scan

    async def rows(self, offset: int, limit: int) -> Page[Movement]:
        page: Page[Movement] = await self.kiosk.read(undo.rows, self._operation, offset, limit)
        return page

    def fill(self, outcome: Outcome) -> None:
        if self.state.id != self._operation:
            self._operation = self.state.id
            self.listing.show()
        super().fill(outcome)

    def idle_keys(self) -> Keys:
        others = (("F3", wording.key_others()),) if self._last else ()
        return (*super().idle_keys()[:-1], *others, *super().idle_keys()[-1:])

    def action_others(self) -> None:
        if self._last and not self.busy:
            self.kiosk.visit(Place.UNDO)

    def heading(self, width: int, marks: Marks) -> Line:
        """Who did it, when, and what it was about."""
        one = self.state.operation
        if one is None:
            return ()
        when = datetime.fromtimestamp(one.at / 1_000_000, UTC).astimezone(self.kiosk.zone)
        told = (f"{when:%Y-%m-%d %H:%M}", one.operator, one.reference, one.note)
        return line(Span(fit(f" {marks.dot} ".join(filter(None, told)), width, marks), "label"))

    def help(self) -> tuple[str, ...]:
        return wording.help_one()
