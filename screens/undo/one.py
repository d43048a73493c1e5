"""What undoing one operation takes back, row by row, before it is done; and how far it is while it is."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.flows import undo
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome
from kiosk.page import Page
from kiosk.stock.history import Movement
from kiosk.wording import screens as common
from kiosk.wording import undo as wording
from kiosk.wording import units
from screens.frame.stoppable import Stoppable
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line
from screens.places import Place
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing


class UndoOne(Stoppable):
    """F5 takes it back and closes; while a large one is under way, Esc stops it and all is as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "undo", show=False)]

    journal_name = "undo"
    finishes = True

    def __init__(self, host: Host, operation: int) -> None:
        super().__init__(host, wording.title(), undo.UndoState(operation), wording.title(), wording.reading())
        self.answer.add_class("-brief")
        self.listing: Listing[Movement] = Listing(
            host.marks, self._fetch, _row, heading=self._heading, same=lambda one: one.id
        )
        self.listing.numbers = False
        self._id = operation

    @property
    def step(self) -> ScanStep[Any]:
        return undo.scan

    def on_mount(self) -> None:
        super().on_mount()
        self.kiosk.intake.look(self, undo.load)

    async def _fetch(self, offset: int, limit: int) -> Page[Movement]:
        page: Page[Movement] = await self.kiosk.read(undo.rows, self._id, offset, limit)
        return page

    def _heading(self, width: int, marks: Marks) -> Line:
        """Who did it, when, and what it was about."""
        one = self.state.operation
        if one is None:
            return ()
        when = datetime.fromtimestamp(one.at / 1_000_000, UTC).astimezone(self.kiosk.zone)
        told = (f"{when:%Y-%m-%d %H:%M}", one.operator, one.reference, one.note)
        return line(Span(fit(f" {marks.dot} ".join(filter(None, told)), width, marks), "label"))

    def fill(self, outcome: Outcome) -> None:
        self.listing.redraw()  # its heading is known now

    def idle_keys(self) -> Keys:
        do = (("F5", wording.key_undo()),) if self.state.question is not None else ()
        details = (("Enter", units.key_details()),) if self.listing.pick is not None else ()
        return (("Esc", common.key_back()), *do, *self.scroll_keys(), *details, ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        return wording.help_one()

    def doing(self, done: float) -> tuple[str, str]:
        return wording.undoing(done), wording.undoing_help()

    def stopped(self) -> str:
        return wording.stopped()

    def key_stop(self) -> str:
        return wording.key_stop()

    def action_undo(self) -> None:
        if self.state.question is not None:
            self.perform(undo.do)

    def pick(self, pick: object) -> None:
        if isinstance(pick, Movement):
            self.kiosk.visit(Place.HISTORY_ENTRY, pick)


def _row(movement: Movement, width: int, marks: Marks) -> Line:
    told = "; ".join(wording.taken_back(movement))
    label = movement.serial or movement.item.label
    room = min(len(label) + 2, width // 2)
    return line(Span(fit(label, room - 1, marks).ljust(room), "strong"), fit(told, width - room, marks))
