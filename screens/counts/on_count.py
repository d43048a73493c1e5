"""What the screen of a count does by itself: the entries of a place follow what is counted, one is the current one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from kiosk.flows.counting import entries, scanning, viewing, working
from kiosk.flows.counting.working import Counting
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome, Tone
from kiosk.page import Page
from kiosk.stock.counts import Counted
from kiosk.stock.thing import Thing
from kiosk.wording import counting as flow_wording
from kiosk.wording import counts_screens as wording
from screens.counts import rows
from screens.counts.aiming import Aiming
from screens.counts.current import Current
from screens.frame.worked import Worked
from screens.host import Host
from screens.places import Place
from screens.widgets.listing import Listing

POSTED = "posted"  # the result of the one by which the review ends the count
_NO_CHANGE = frozenset({"again", "refused", "asked", "ambiguous", "left"})  # results of what has made no entry


class OnCount(Aiming, Worked):
    """The keys, and what they lead to, are the subclass's."""

    journal_name = "count"
    finishes = True
    state: Counting

    def __init__(self, host: Host, document: int, begun: Outcome | None = None) -> None:
        self.current = Current(host.marks)
        super().__init__(host, wording.count_title(), Counting(), wording.not_read(), self.current)
        self._document = document
        self.begun = begun
        self.listing: Listing[Counted] = Listing(
            host.marks, self._fetch, rows.entry, empty=wording.nothing_here(None), same=self.same
        )
        self.listing.numbers = False  # digits are quantities
        self.listing.counted = wording.entries_shown
        self._at: Thing | None = None  # the place of which the entries are listed
        self._anew = True  # other entries than the current one have changed

    @property
    def takes(self) -> ScanStep[Any]:
        return scanning.scan

    def read(self, db: Any, post: Any, state: Counting) -> tuple[Counting, Outcome]:
        return working.opened(db, post, state, self._document)

    def holds(self, state: Counting) -> bool:
        return state.count is not None

    @property
    def unfinished(self) -> bool:
        return self.is_open  # it is parked before it is left

    def same(self, row: Any) -> object:
        return row.entry

    async def _fetch(self, offset: int, limit: int) -> Page[Counted]:
        if self._at is None:
            return Page((), 0)
        page: Page[Counted] = await self.kiosk.aside(viewing.found, self._document, self._at.id, offset, limit)
        return page

    # Answers

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        if outcomes[-1].result == POSTED:
            self.state = replace(self.state, done=True)
        self._anew = self._anew or any(outcome.result not in _NO_CHANGE for outcome in outcomes[:-1])
        await super().show(outcomes)

    async def told(self, outcomes: Sequence[Outcome]) -> None:
        """What ended it: of a posted count its document is shown. Scans behind that were refused."""
        if outcomes[-1].result == POSTED:
            await self.kiosk.enter(Place.DOCUMENT_CARD, self._document)
        grave = [outcome for outcome in outcomes if outcome.tone is Tone.NO]
        await super().told(grave[:1] or outcomes)

    def fill(self, outcome: Outcome) -> None:
        self._anew = self._anew or outcome.result not in _NO_CHANGE
        super().fill(outcome)

    def renew(self) -> None:
        state = self.state
        if state.count is not None:
            self.headline.say(wording.title(state.count, state.place), self.kiosk.who)
        self.current.say(state.place, state.here, state.due, state.current)
        self._follow()
        self._make_room()
        self.key_line.redraw()

    def _follow(self) -> None:
        """The entries of this place, the newest on top, with the cursor on the current one."""
        anew, self._anew = self._anew, False
        place, current = self.state.place, self.state.current
        if place != self._at:
            self._at = place
            self.listing.show(empty=wording.nothing_here(place))
        elif anew:
            self.listing.seek(0)
        elif current is not None:
            self.listing.put(current)

    def invite(self) -> None:
        count, current = self.state.count, self.state.current
        if current is not None:
            self.answer.say(None, wording.entry_label(current), wording.chosen(current))
        elif count is not None and self.state.place is not None:
            self.answer.say(None, wording.what(self.state.place), wording.count_here())
        elif count is not None:
            self.answer.say(None, flow_wording.opened(count), flow_wording.opened_help(count))

    @property
    def again(self) -> Callable[..., Counting]:
        return _refreshed

    def differs(self, before: Counting) -> bool:
        return _seen(self.state) != _seen(before)

    def on_screen_resume(self) -> None:
        self._anew = True  # what was done on the screen above may have changed any entry
        super().on_screen_resume()

    def do(self, fn: Any, *args: Any) -> None:
        """A flow's function, in its turn among the scans."""
        self.kiosk.intake.act(self, fn, *args)

    def answering(self, key: str) -> None:
        self.do(working.answer, key)

    # The entry under the cursor is the current one: what the eye is on is set, or left out

    def moved(self) -> None:
        super().moved()
        pick = self.chooser.pick
        current = self.state.current
        if isinstance(pick, Counted) and (self.state.missed or current is None or pick.entry != current.entry):
            self.kiosk.intake.ask(self, entries.choose, pick.entry, then=self._chosen)

    async def _chosen(self, state: Counting) -> None:
        self.state = state
        self.invite()
        self.renew()

    # Undo

    @property
    def last_step(self) -> Callable[..., Counted | None]:
        return working.last_step

    def told_step(self, step: Counted) -> str:
        return flow_wording.step(step)

    def take_back(self) -> None:
        self.do(working.undo)


def _refreshed(db: Any, post: Any, state: Counting) -> Counting:
    """As the store has it now; the entry that the cursor was on stays the current one where nothing was counted."""
    fresh = working.refreshed(db, state)
    if state.current is None or (fresh.place, fresh.here) != (state.place, state.here):
        return fresh
    return entries.choose(db, post, fresh, state.current.entry)


def _seen(state: Counting) -> object:
    """What the screen tells of a count, but for how long it is held."""
    count = state.count
    head = None if count is None else (count.places, count.entries)
    return head, state.place, state.here, state.current
