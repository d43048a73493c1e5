"""What the screen of a repair does by itself: it shows what is worked on, and the part under the cursor is current."""

from collections.abc import Callable
from typing import Any

from kiosk.flows.flow import ScanStep
from kiosk.flows.repairs import scanning, working
from kiosk.flows.repairs.working import Repairing, Step
from kiosk.outcome import Outcome
from kiosk.page import Page
from kiosk.stock.repairs import Stage, Used
from kiosk.wording import repairs as words
from kiosk.wording import repairs_screens as wording
from screens.frame.worked import Worked
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line
from screens.repairs import rows
from screens.repairs.subject import Subject
from screens.widgets.listing import Listing


class OnRepair(Worked):
    """The keys, and what they lead to, are the subclass's."""

    journal_name = "repair"
    state: Repairing

    def __init__(self, host: Host, document: int, begun: Outcome | None = None) -> None:
        self.subject = Subject(host.marks)
        super().__init__(host, wording.repair(), Repairing(), words.not_read(), self.subject)
        self._document = document
        self.begun = begun
        self._listed: tuple[Used, ...] = ()
        self.listing: Listing[Used] = Listing(
            host.marks,
            self._fetch,
            rows.used,
            heading=self._heading,
            empty=wording.no_parts(None),
            same=lambda one: (one.line, None if one.item is None else one.item.id),
        )
        self.listing.numbers = False  # digits are quantities
        self.listing.counted = wording.parts_shown

    @property
    def takes(self) -> ScanStep[Any]:
        return scanning.scan

    def read(self, db: Any, post: Any, state: Repairing) -> tuple[Repairing, Outcome]:
        return working.opened(db, post, state, self._document)

    def holds(self, state: Repairing) -> bool:
        return state.repair is not None

    @property
    def again(self) -> Callable[..., Repairing]:
        return working.refreshed

    def differs(self, before: Repairing) -> bool:
        return (self.state.repair, self.state.used) != (before.repair, before.used)

    async def _fetch(self, offset: int, limit: int) -> Page[Used]:
        used = self.state.used
        return Page(used[offset : offset + limit], len(used), offset)

    def _heading(self, width: int, marks: Marks) -> Line:
        repair = self.state.repair
        return () if repair is None else line(Span(fit(wording.told(repair), width, marks), "label"))

    # The screen follows what is worked on

    def renew(self) -> None:
        state, repair = self.state, self.state.repair
        if repair is not None:
            self.headline.say(wording.title_of(repair), self.kiosk.who)
        self.subject.say(repair)
        self._make_room()
        self.listing.empty = wording.no_parts(None if repair is None else repair.stage)
        if state.used != self._listed or (state.line is not None and state.line != self.listing.pick):
            self._listed = state.used
            self.listing.seek(state.used.index(state.line) if state.line in state.used else 0)
        self.listing.redraw()
        self.key_line.redraw()

    def invite(self) -> None:
        repair = self.state.repair
        if repair is not None:
            self.answer.say(None, words.opened(repair), words.opened_help(repair))

    def answering(self, key: str) -> None:
        self._do(working.answer, key)

    def moved(self) -> None:
        super().moved()
        self._choose_line()

    def _choose_line(self) -> None:
        """The part under the cursor is the current one: what the eye is on is taken out, or counted."""
        pick = self.chooser.pick
        if isinstance(pick, Used) and pick != self.state.line:
            item = None if pick.item is None else pick.item.id
            self.kiosk.intake.ask(self, working.choose, pick.line, item, then=self._chosen)

    async def _chosen(self, result: tuple[Repairing, Outcome]) -> None:
        await self.keep(result[0])
        self.answer.say(None, result[1].text, result[1].detail)

    @property
    def stage(self) -> Stage | None:
        """How far the repair is; None until it is read."""
        return None if self.state.repair is None else self.state.repair.stage

    def _do(self, fn: Any, *args: Any) -> None:
        self.kiosk.intake.act(self, fn, *args)

    # Undo

    @property
    def last_step(self) -> Callable[..., Step | None]:
        return working.last_step

    def told_step(self, step: Step) -> str:
        return step.told

    def take_back(self) -> None:
        self._do(working.undo)
