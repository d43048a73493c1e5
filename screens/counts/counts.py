"""Counts: those that are open, to be gone on with, and those that were posted. A shelf scanned here is counted next."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.counting import desk
from kiosk.flows.counting.desk import Desk
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome
from kiosk.page import Page
from kiosk.stock.counts import OpenCount
from kiosk.stock.views import DocumentView
from kiosk.wording import counts_screens as wording
from kiosk.wording import screens as common
from screens.counts import rows
from screens.frame.list_taker import ListTaker
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line
from screens.places import Place
from screens.tasks import document
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing

_Row = OpenCount | DocumentView


class Counts(ListTaker):
    """What a code leads to opens on a screen of its own; Esc there leads back here."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f6", "new", show=False)]

    journal_name = "counts"
    group = 1  # the scan after one that leads on belongs to the screen there
    state: Desk

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.counts_title(), Desk(), wording.scan_to_begin(), wording.scan_to_begin_help())
        self.answer.add_class("-line")
        self.listing: Listing[_Row] = Listing(
            host.marks, self._fetch, self._row, empty=wording.no_counts(), same=lambda one: one.thing.id
        )
        self.listing.counted = wording.counts_shown

    @property
    def step(self) -> ScanStep[Any]:
        return desk.scan

    async def _fetch(self, offset: int, limit: int) -> Page[_Row]:
        page: Page[_Row] = await self.kiosk.aside(desk.page, offset, limit)
        return page

    def _row(self, value: _Row, width: int, marks: Marks) -> Line:
        return rows.count(value, width, marks, self.kiosk.zone)

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.listing.reload()  # what was done on the screen above may have changed it

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        """What was scanned comes up where it is worked on; all else is answered here."""
        if outcomes[-1].result != desk.LED:
            await super().show(outcomes)
            return
        state, self.state = self.state, Desk()
        self.turn += 1
        self.kiosk.sound.play(outcomes[-1].tone)
        if state.opens is not None:
            await self.kiosk.enter(*document(state.opens))
        else:
            await self.kiosk.enter(Place.START_COUNT, state.scope)

    # Keys

    def keys(self) -> Keys:
        if self.prompt.is_open:
            return super().keys()
        choose = (("1-9", common.key_open()),) if self.listing.pick is not None else ()
        return (
            ("Esc", common.key_back()),
            ("F6", wording.key_new()),
            *choose,
            ("F2", common.key_type()),
            ("F9", common.key_explain()),
            *self.scroll_keys(),
            ("F1", common.key_help()),
        )

    def command(self, command: Command) -> Callable[[], object] | None:
        if command.word is Word.NEXT:
            return self.action_new
        return super().command(command)

    def help(self) -> tuple[str, ...]:
        return wording.help_counts()

    def pick(self, pick: object) -> None:
        match pick:
            case OpenCount():
                self.kiosk.visit(Place.COUNT, pick.thing.id)
            case DocumentView():
                self.kiosk.visit(*document(pick))

    def action_new(self) -> None:
        self.kiosk.visit(Place.START_COUNT)
