"""Scan lists: those that are open, to be gone on with. Whatever is scanned here begins a new one."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.flow import ScanStep
from kiosk.flows.lists import listing, reading, scanning, undoing
from kiosk.flows.lists.listing import Listing as At
from kiosk.outcome import Outcome, Tone
from kiosk.page import Page
from kiosk.stock.scan_lists import ScanList
from kiosk.wording import lists_screens as wording
from kiosk.wording import screens as common
from screens.frame.asking import Asking, Choice
from screens.host import Host
from screens.lists import rows
from screens.paint.marks import Marks
from screens.paint.text import Line
from screens.places import Place
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing


class Lists(Asking):
    """A list that is begun or chosen is gone on with on a screen of its own; Esc there leads back here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "closed", show=False),
        Binding("f6", "new", show=False),
    ]

    journal_name = "lists"
    state: At

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.lists_title(closed=False), At(), wording.scan_to_begin())
        self.answer.detail = wording.scan_to_begin_help()
        self.answer.add_class("-brief")
        self._past = False  # whether those are shown that are history
        self.listing: Listing[ScanList] = Listing(
            host.marks, self._fetch, self._row, empty=wording.no_lists(closed=False), same=lambda one: one.id
        )
        self.listing.counted = wording.lists_shown

    @property
    def step(self) -> ScanStep[Any]:
        return scanning.scan

    def body(self) -> ComposeResult:
        yield self.answer
        yield self.prompt
        yield self.listing
        yield self.sheet

    def on_listing_arrived(self) -> None:
        self.key_line.redraw()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.listing.reload()

    async def _fetch(self, offset: int, limit: int) -> Page[ScanList]:
        read = reading.closed_lists if self._past else reading.open_lists
        page: Page[ScanList] = await self.kiosk.aside(read, offset, limit)
        return page

    def _row(self, value: ScanList, width: int, marks: Marks) -> Line:
        return rows.one(value, width, marks, self.kiosk.zone)

    # Answers

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        """A list that has been begun comes up at once."""
        if self.state.list is None:
            await super().show(outcomes)
            return
        state, self.state = self.state, At()
        self.turn += 1
        self.unask()
        if outcomes[-1].result != "opened":
            self.kiosk.sound.play(outcomes[-1].tone)
        assert state.list is not None
        await self.kiosk.enter(Place.LIST, state.list.id, outcomes[-1])

    def fill(self, outcome: Outcome) -> None:
        self.asked()
        self.renew()
        self.type_on()

    def renew(self) -> None:
        if self.sheet.display != self.asks:
            self.sheet.display = self.asks
            self.listing.display = not self.asks
        self.key_line.redraw()

    def invite(self) -> None:
        self.answer.say(None, wording.scan_to_begin(), wording.scan_to_begin_help())

    def answering(self, key: str) -> None:
        self.kiosk.intake.act(self, listing.answer, key)

    # Keys

    def keys(self) -> Keys:
        if self.asks:
            return super().keys()
        if self.prompt.is_open:
            return (("Enter", common.key_look_up()), ("Esc", common.key_close()), ("F1", common.key_help()))
        choose = (("1-9", common.key_open()),) if self.listing.pick is not None else ()
        return (
            ("Esc", common.key_back()),
            *choose,
            ("F6", wording.key_new()),
            ("F3", wording.key_closed(closed=self._past)),
            ("F2", common.key_type()),
            ("F9", common.key_explain()),
            *self.scroll_keys(),
            ("F1", common.key_help()),
        )

    def command(self, command: Command) -> Callable[[], object] | None:
        if command.word is Word.NEXT and not self.asks:
            return self.action_new
        return super().command(command)

    def help(self) -> tuple[str, ...]:
        return wording.help_lists()

    def pick(self, pick: object) -> None:
        if not isinstance(pick, ScanList):
            super().pick(pick)
        elif pick.closed:
            yes = Choice(wording.yes_reopen(), partial(self.kiosk.intake.act, self, _reopened, pick.id))
            no = Choice(wording.no_reopen(), self.unask)
            self.offer(wording.reopen(pick), wording.reopen_help(pick), (yes, no), yes="1")
        else:
            self.kiosk.visit(Place.LIST, pick.id)

    def action_new(self) -> None:
        if not self.asks:
            self.kiosk.intake.act(self, listing.begin)

    def action_closed(self) -> None:
        """To those that were closed, and back."""
        if not self.asks:
            self._past = not self._past
            self.headline.say(wording.lists_title(closed=self._past), self.kiosk.who)
            self.listing.show(empty=wording.no_lists(closed=self._past))
            self.key_line.redraw()


def _reopened(db: Any, post: Any, state: At, list: int) -> tuple[At, Outcome]:
    found, outcome = listing.opened(db, post, state, list)
    if found.list is not None and found.list.closed:
        found, outcome = undoing.undo(db, post, found)
    return (found, outcome) if outcome.tone is Tone.OK else (state, outcome)
