"""Serials: units with their status and place, one window at a time. Enter opens a unit, and so does its code."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.flows import units
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome
from kiosk.page import Page
from kiosk.stock.thing import Thing
from kiosk.stock.units import Unit, Wanted
from kiosk.wording import actions, answers
from kiosk.wording import lists as lists_wording
from kiosk.wording import screens as common
from kiosk.wording import units as wording
from screens.frame.list_taker import ListTaker
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad
from screens.places import Place
from screens.tasks import labels
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing

_NARROW = 60  # cells below which status and place share a column
_STATUS = 13  # cells of the longest status in use, and a space


class Serials(ListTaker):
    """The list of units. The filters in force are its heading; `0` goes back to all that is in stock."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "filter", show=False),
        Binding("f4", "actions", show=False),
        Binding("f7", "undo", show=False),
        Binding("f8", "label", show=False),
    ]

    journal_name = "serials"
    group = 1  # the scan after one that opens a unit belongs to that unit's screen

    def __init__(self, host: Host, of: Thing | None = None) -> None:
        state = units.begin(of)
        super().__init__(host, wording.serials(), state, wording.serials_text(), wording.serials_help())
        self.answer.add_class("-line")
        self.listing: Listing[Unit] = Listing(
            host.marks, self._fetch, _row, heading=self._heading, empty=wording.no_units(), same=lambda unit: unit.thing
        )
        self._listed = state.wanted

    @property
    def step(self) -> ScanStep[Any]:
        return units.scan

    async def _fetch(self, offset: int, limit: int) -> Page[Unit]:
        page: Page[Unit] = await self.kiosk.aside(units.page, self._listed, offset, limit)
        return page

    def _heading(self, width: int, marks: Marks) -> Line:
        told = f" {marks.dot} ".join(wording.filters(self._listed))
        return line(Span(fit(told, width, marks), "label"))

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.listing.reload()  # what was done on the screen above may have changed it

    def keys(self) -> Keys:
        if self.prompt.is_open:
            return super().keys()
        choose = (("1-9", common.key_open()),) if self.listing.pick is not None else ()
        clear = (("0", wording.key_clear()),) if self._listed != Wanted() else ()
        return (
            ("Esc", common.key_back()),
            ("F3", lists_wording.key_filter()),
            *clear,
            *choose,
            *((("F4", lists_wording.key_actions()), ("F8", actions.key_label())) if choose else ()),
            ("F2", common.key_type()),
            ("F7", common.key_undo()),
            ("F9", common.key_explain()),
            ("F1", common.key_help()),
        )

    def command(self, command: Command) -> Callable[[], object] | None:
        if command.word is Word.PRINT and self.listing.pick is not None:
            return self.action_label
        return super().command(command)

    def help(self) -> tuple[str, ...]:
        return wording.help_serials()

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        """A unit comes up on its own screen; all else is answered here."""
        opened = self.state.opened
        if opened is None or outcomes[-1].view is None:
            await super().show(outcomes)
            return
        self.turn += 1
        self.state = units.SerialsState(self.state.wanted)
        await self.kiosk.enter(Place.UNIT, opened)
        await self.kiosk.answer(outcomes)

    def fill(self, outcome: Outcome) -> None:
        if self.state.wanted != self._listed:
            self._listed = self.state.wanted
            self.listing.show()
        self.key_line.redraw()

    def pick(self, pick: object) -> None:
        if isinstance(pick, Unit):
            self.kiosk.visit(Place.UNIT, pick.thing)

    def action_number(self, digit: str) -> None:
        if digit == "0":
            self.kiosk.intake.look(self, units.clear)
        else:
            super().action_number(digit)

    def action_actions(self) -> None:
        if self.listing.pick is not None:
            self.kiosk.visit(Place.ACTIONS, self.listing.pick.thing)

    def action_label(self) -> None:
        if self.listing.pick is not None:
            labels(self.kiosk, self.listing.pick.thing)

    def action_undo(self) -> None:
        self.kiosk.visit(Place.UNDO_ONE)

    def action_filter(self) -> None:
        self.kiosk.visit(Place.SERIALS_FILTER, self._listed, self._filter)

    def _filter(self, wanted: Wanted) -> None:
        """The filter's own screen has been filled in."""
        self.state = units.SerialsState(wanted)


def _row(unit: Unit, width: int, marks: Marks) -> Line:
    status = answers.status(unit.status)
    if width < _NARROW:
        serial = width * 9 // 20
        number = width // 4
        where = unit.place or status
        return line(
            Span(pad(unit.serial, serial - 1, marks) + " ", "strong"),
            pad(unit.number, number - 1, marks) + " ",
            Span(fit(where, width - serial - number, marks), "" if unit.place else "dim"),
        )
    serial, number = width * 3 // 10, width // 4
    return line(
        Span(pad(unit.serial, serial - 1, marks) + " ", "strong"),
        pad(unit.number, number - 1, marks) + " ",
        pad(status, _STATUS - 1, marks) + " ",
        Span(fit(unit.place or wording.out(), width - serial - number - _STATUS, marks), "" if unit.place else "dim"),
    )
