"""Repairs: those whose unit is in the house, the open ones first. A slip or a unit that is scanned leads to its own."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.flow import ScanStep
from kiosk.flows.repairs import desk
from kiosk.flows.repairs.desk import Desk
from kiosk.outcome import Outcome
from kiosk.page import Page
from kiosk.stock.repairs import RepairRow, Sought
from kiosk.wording import repairs_screens as wording
from kiosk.wording import screens as common
from screens.frame.list_taker import ListTaker
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line
from screens.places import Place
from screens.repairs import rows
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing


class Repairs(ListTaker):
    """F3 looks for something, `0` shows all there ever were and back, F6 begins a new one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "find", show=False),
        Binding("f6", "new", show=False),
    ]

    journal_name = "repairs"
    group = 1  # the scan after one that leads on belongs to the screen there

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.title(), Desk(), wording.scan_first(), wording.scan_first_help())
        self.answer.add_class("-line")
        self._sought = Sought()
        self._finding = False  # what is typed is looked for, and no code
        self.listing: Listing[RepairRow] = Listing(
            host.marks,
            self._fetch,
            rows.repair,
            heading=self._heading,
            empty=wording.nothing_there(self._sought),
            same=lambda row: row.document.id,
        )

    @property
    def step(self) -> ScanStep[Any]:
        return desk.scan

    async def _fetch(self, offset: int, limit: int) -> Page[RepairRow]:
        page: Page[RepairRow] = await self.kiosk.aside(desk.page, self._sought, offset, limit)
        return page

    def _heading(self, width: int, marks: Marks) -> Line:
        return line(Span(fit(wording.heading(self._sought), width, marks), "label"))

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.listing.reload()  # what was done on the screen above may have changed it

    def keys(self) -> Keys:
        if self.prompt.is_open:
            return super().keys()
        choose = (("1-9", common.key_open()),) if self.listing.pick is not None else ()
        return (
            ("Esc", common.key_back()),
            ("F6", wording.key_new()),
            *choose,
            ("0", wording.key_all(self._sought)),
            ("F3", wording.key_find()),
            ("F2", common.key_type()),
            ("F9", common.key_explain()),
            ("F1", common.key_help()),
        )

    def help(self) -> tuple[str, ...]:
        return wording.help_of_list()

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        """What was scanned comes up where it is worked on; all else is answered here."""
        state = self.state
        if outcomes[-1].result != "found":
            await super().show(outcomes)
            return
        self.turn += 1
        self.state = Desk()
        self.kiosk.sound.play(outcomes[-1].tone)
        if state.opens is not None:
            await self.kiosk.enter(Place.REPAIR, state.opens.id)
        else:
            await self.kiosk.enter(Place.START_REPAIR, state.unit, state.serial)

    def command(self, command: Command) -> Callable[[], object] | None:
        if command.word is Word.NEXT:
            return self.action_new
        return super().command(command)

    def pick(self, pick: object) -> None:
        if isinstance(pick, RepairRow):
            self.kiosk.visit(Place.REPAIR, pick.document.id)

    def action_number(self, digit: str) -> None:
        if digit == "0":
            self._look(Sought() if self._sought.text else replace(self._sought, all=not self._sought.all))
        else:
            super().action_number(digit)

    def action_new(self) -> None:
        self.kiosk.visit(Place.START_REPAIR)

    def action_find(self) -> None:
        """Look for a repair: what is typed next is no code."""
        self._finding = True
        self.prompt.label(wording.type_to_find())
        self.prompt.open(self._sought.text)
        self.key_line.redraw()

    def action_type(self) -> None:
        self._finding = False
        self.prompt.label(common.type_a_code())
        super().action_type()

    def submitted(self, text: str) -> None:
        if not self._finding:
            super().submitted(text)
            return
        self._shut_prompt()
        self._look(Sought(text.strip(), all=bool(text.strip())))

    def _look(self, sought: Sought) -> None:
        self._sought = sought
        self.listing.show(empty=wording.nothing_there(sought))
        self.key_line.redraw()
