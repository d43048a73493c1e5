"""The last look before something is done to the things of a list: what becomes of each, with what can't be first."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.flow import ScanStep
from kiosk.flows.lists import action_review as flow
from kiosk.outcome import Outcome, Tone
from kiosk.stock.acting import Wanted
from kiosk.wording import lists_action as wording
from kiosk.wording import lists_screens
from kiosk.wording import screens as common
from screens.frame.looking import Looking
from screens.host import Host
from screens.lists.planned import PlannedRows
from screens.parts import Opened
from screens.places import Place
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing


class Review(Looking):
    """F5 does it, and so does the place scanned once more; F6 does what can be done. `over` ends the form below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "do", show=False),
        Binding("f6", "rest", show=False),
    ]

    journal_name = "act_review"
    finishes = True
    state: flow.Review

    def __init__(
        self, host: Host, list: int, wanted: Wanted, over: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        super().__init__(host, wording.name(wanted.action), flow.Review(list, wanted), wording.reading(), "")
        self.answer.add_class("-brief")
        self._list = list
        self._over = over
        self._planned = planned = PlannedRows(lambda: self.state.report, lambda: self.size.width, host.marks)
        self.listing: Listing[Any] = Listing(host.marks, planned.page, planned.paint, same=lambda one: one.at)
        self.listing.numbers = False
        self.listing.counted = self._counted

    @property
    def step(self) -> ScanStep[Any]:
        return flow.scan

    async def looked(self, opened: Opened) -> None:
        if self.state.plan is None:
            self.state, outcome = await opened.aside.read(flow.look, opened.post, self.state)
            self.listing.show()
            await self.show((outcome,))

    # Answers

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        await super().show(outcomes)
        if self.state.agreed and not self.busy:
            self.perform(flow.do)  # there is more of it than a scan has time for
        elif self.state.plan is None and not self.state.done and outcomes[-1].tone is not Tone.FAULT:
            self.look()  # a scan came first, and what waited behind it is not done any more

    def fill(self, outcome: Outcome) -> None:
        if outcome.result != flow.FIRST:
            self.listing.reload()

    async def told(self, outcomes: Sequence[Outcome]) -> None:
        """It is done: on the list, with what became of each laid over that."""
        if self._over is not None:
            await self._over()
        await self.kiosk.answer(outcomes)
        await self.kiosk.enter(Place.ACT_REPORT, self.state.wanted, self.state.report, outcomes[-1])

    # Rows

    def _counted(self, first: int, last: int, total: int) -> str:
        if self.state.plan is None:
            return wording.reading()
        return self._planned.counted(first, last, total)

    def on_resize(self) -> None:
        self.listing.reload()  # reasons are wrapped to the width

    # Keys

    def idle_keys(self) -> Keys:
        do = (("F5", wording.key_do()),) if self._asks and not self.state.rest else ()
        rest = (("F6", wording.key_rest()),) if self._asks and self.state.rest else ()
        return (("Esc", common.key_back()), *do, *rest, *self.scroll_keys(), ("F1", common.key_help()))

    @property
    def _asks(self) -> bool:
        return self.state.question is not None

    def command(self, command: Command) -> Callable[[], object] | None:
        if command.word is Word.CONFIRM and self.offers("F6"):
            return self.action_rest
        return super().command(command)

    def help(self) -> tuple[str, ...]:
        return lists_screens.help_review()

    def key_stop(self) -> str:
        return wording.key_stop()

    def doing(self, done: float) -> tuple[str, str]:
        return wording.doing(done), wording.doing_help()

    def stopped(self) -> str:
        return wording.stopped()

    def action_do(self) -> None:
        if self._asks and not self.state.rest:
            self.perform(flow.do)

    def action_rest(self) -> None:
        """What can be done, with what is refused left."""
        if self._asks and self.state.rest:
            self.perform(flow.do_rest)
