"""Undo: the last operations of this station, newest first. One is chosen, seen in full, and then taken back."""

from datetime import UTC, datetime
from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.flows import undo
from kiosk.outcome import Outcome, Tone
from kiosk.page import Page
from kiosk.stock.operations import Operation
from kiosk.wording import screens as common
from kiosk.wording import undo as wording
from screens.frame.listed import Listed
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad
from screens.places import Place
from screens.widgets.bars import Keys

_NARROW = 60  # cells below which the figures stand alone
_WHEN, _SHORT_WHEN = 17, 6
_COUNT, _SHORT_COUNT = 20, 8


class UndoList(Listed):
    """The cursor stands on the operation that undo is about next."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f7", "choose", show=False)]

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.title(), empty=wording.nothing_done())
        self._next = 0  # rows from the top to the one that is offered
        self._seek = True

    async def fetch(self, offset: int, limit: int) -> Page[Operation]:
        page: Page[Operation] = await self.kiosk.read(undo.page, offset, limit)
        if offset == 0:
            self._next = next((at for at, row in enumerate(page.rows) if row.offered), 0)
        return page

    def on_screen_resume(self) -> None:
        self._seek = True
        self.listing.show()  # from the top: after an undo it is about the one before
        super().on_screen_resume()

    def on_listing_arrived(self) -> None:
        super().on_listing_arrived()
        if self._seek and self.listing.pick is not None:  # or they are rows of before, and others are on the way
            self._seek = False
            self.listing.move(self._next)

    def row(self, value: Operation, width: int, marks: Marks) -> Line:
        when = datetime.fromtimestamp(value.at / 1_000_000, UTC).astimezone(self.kiosk.zone)
        narrow = width < _NARROW
        today = when.date() == datetime.now(self.kiosk.zone).date()
        form = ("%H:%M " if today else "%m-%d ") if narrow else "%Y-%m-%d %H:%M "
        head = f"{when:{form}}"
        count = f"{value.movements:,}" if narrow else wording.movements(value.movements)
        tail = wording.mark(value) or count
        side, room = (_SHORT_COUNT, _SHORT_WHEN) if narrow else (_COUNT, _WHEN)
        style = "" if value.offered else "dim"
        return line(
            Span(head, "dim"),
            Span(pad(wording.operation(value), width - room - side - 1, marks) + " ", style),
            Span(fit(tail, side, marks).rjust(side), "dim"),
        )

    def same(self, value: Operation) -> object:
        return value.id

    def more_keys(self) -> Keys:
        return (("F7", common.key_undo()),) if self.listing.pick is not None else ()

    def help(self) -> tuple[str, ...]:
        return wording.help_list()

    def pick(self, pick: object) -> None:
        if not isinstance(pick, Operation):
            return
        if pick.offered:
            self.kiosk.visit(Place.UNDO_ONE, pick.id)
        else:
            self.note(Outcome(Tone.NO, wording.refused(), wording.not_offered(pick)))
