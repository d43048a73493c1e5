"""What the screen of a scan list does by itself: the rows follow what is worked on, one of them is the current one."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from kiosk.flows.flow import ScanStep
from kiosk.flows.lists import editing, listing, reading, scanning, undoing
from kiosk.flows.lists.listing import Listing as At
from kiosk.outcome import Outcome, Tone
from kiosk.page import Page
from kiosk.stock.scan_lists import ListRow, ScanList
from kiosk.wording import lists_screens as wording
from kiosk.wording import lists_working, undo
from screens.frame.kept import Kept
from screens.frame.stoppable import Performing
from screens.host import Host
from screens.lists import rows
from screens.widgets.listing import Listing

DONE = "done"  # the result of an action on the rows
_ONE_ROW = frozenset({"again", "entered"})  # results of what has changed no row but the current one


class OnList(Performing, Kept):
    """The keys, and what they lead to, are the subclass's."""

    journal_name = "list"
    finishes = True
    state: At

    def __init__(self, host: Host, list: int, begun: Outcome | None = None) -> None:
        super().__init__(host, wording.list_title(), At(), lists_working.not_open())
        self._list = list
        self._begun = begun
        self.listing: Listing[ListRow] = Listing(
            host.marks, self._fetch, rows.row, empty=wording.no_rows(), same=lambda one: one.id
        )
        self.listing.numbers = False  # digits are quantities
        self.listing.by_code = True
        self.listing.counted = self._counted
        self._anew = True  # other rows than the current one have changed
        self._choosing = False  # the row under the cursor is to be the current one
        self._aimed: int | None = None  # the row that a code has chosen last, where no key has moved since
        self._acted = False  # the band says what was done to the rows, however they look now

    @property
    def takes(self) -> ScanStep[Any]:
        return scanning.scan

    def open(self, db: Any, post: Any, state: At) -> tuple[At, Outcome]:
        """Of one that was just begun, what it was begun with is said."""
        state, outcome = listing.opened(db, post, state, self._list)
        return state, outcome if self._begun is None or state.done else self._begun

    def holds(self, state: At) -> bool:
        return state.list is not None

    @property
    def unfinished(self) -> bool:
        return super().unfinished or self._is_empty  # nobody comes back to one with nothing in it

    @property
    def _is_empty(self) -> bool:
        return self.state.list is not None and not self.state.list.total

    def leave(self) -> None:
        self.kiosk.intake.act(self, listing.leave)

    async def _fetch(self, offset: int, limit: int) -> Page[ListRow]:
        page: Page[ListRow] = await self.kiosk.aside(reading.page, self._list, offset, limit)
        return page

    def _counted(self, first: int, last: int, total: int) -> str:
        marked = 0 if self.state.list is None else self.state.list.marked
        return wording.rows_shown(first, last, total, marked)

    # The list follows what is worked on

    def heard(self, outcomes: Sequence[Outcome]) -> list[Tone]:
        """What it was begun with was heard where it was scanned."""
        return super().heard([one for one in outcomes if one is not self._begun])

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        """What was done to the rows is told of over this screen, and they are read anew behind that."""
        if outcomes[-1].result != DONE:
            await super().show(outcomes)
            return
        self.turn += 1
        self._acted = True
        self.note(outcomes[-1])
        self.kiosk.sound.play(outcomes[-1].tone)

    def fill(self, outcome: Outcome) -> None:
        self._anew = self._anew or outcome.result not in (*_ONE_ROW, "added", "unknown", "ambiguous", "refused")
        self._choosing = outcome.result == "removed"
        super().fill(outcome)

    def renew(self) -> None:
        one, row = self.state.list, self.state.row
        if one is not None:
            self.headline.say(one.name, self.kiosk.who)
            self._follow(one, row)
        if self.sheet.display != self.asks:
            self.sheet.display = self.asks
            self.listing.display = not self.asks
            self.answer.set_class(self.asks, "-brief")  # what can be done needs more room than its title
        self.key_line.redraw()

    def _follow(self, one: ScanList, row: ListRow | None) -> None:
        """Paint the row that has come or changed; of more than that, read the list anew."""
        anew, self._anew = self._anew, False
        if not anew and (row is None or (one.total == self.listing.total and self.listing.put(row))):
            return
        if not anew and row is not None and one.total == self.listing.total + 1 and self.listing.append(row):
            return
        if row is None or self._choosing:
            self.listing.reload()
        else:
            self.kiosk.intake.ask(self, _index, row.id, then=partial(self._seek, row.id))

    async def _seek(self, row: int, index: int) -> None:
        """The cursor to the current row, unless another has become that since its place was asked for."""
        if self.state.row is not None and self.state.row.id == row:
            self.listing.seek(index)
        else:
            self.listing.reload()

    def on_screen_resume(self) -> None:
        self._anew = True  # what was done on the screen above may have changed any row
        super().on_screen_resume()

    @property
    def again(self) -> Callable[..., At]:
        return _refreshed

    def differs(self, before: At) -> bool:
        acted, self._acted = self._acted, False
        return not acted and (self.state.list, self.state.row) != (before.list, before.row)

    def invite(self) -> None:
        one, row = self.state.list, self.state.row
        if row is not None:
            self.answer.say(None, row.title, lists_working.chosen(row))
        elif one is not None:
            self.answer.say(None, one.name, lists_working.opened_help(one))

    # The current row

    def on_listing_arrived(self) -> None:
        super().on_listing_arrived()
        if self._choosing:
            self._choose_row()

    def moved(self) -> None:
        super().moved()
        self._aimed = None
        self._choose_row()

    def _aim(self, number: int) -> None:
        """The row that is in sight at this place becomes the current one; the same code again marks it."""
        if not self.listing.aim(number):
            return
        self.key_line.redraw()
        pick = self.listing.pick
        if pick is not None and pick.id == self._aimed:
            self.kiosk.intake.act(self, editing.turn_mark, pick.id)
        else:
            self._aimed = None if pick is None else pick.id
            self._choose_row()

    def _choose_row(self) -> None:
        """The row under the cursor is the current one: quantity and mark are for what the eye is on."""
        pick = self.chooser.pick
        self._choosing = pick is None and self.listing.total > 0  # it has not been read yet
        if isinstance(pick, ListRow) and (self.state.row is None or pick.id != self.state.row.id):
            self.kiosk.intake.ask(self, listing.choose, pick.id, then=self._chosen)

    async def _chosen(self, result: tuple[At, Outcome]) -> None:
        self.state = result[0]
        self.invite()
        self.renew()

    # Undo

    @property
    def last_step(self) -> Callable[..., Any]:
        return undoing.last_step

    def told_step(self, step: Any) -> str:
        return lists_working.step(step.what, step.label)

    def take_back(self) -> None:
        """What was done to thousands of rows takes its time."""
        self.perform(undoing.undo)

    def doing(self, done: float) -> tuple[str, str]:
        return undo.undoing(done), undo.undoing_help()

    def stopped(self) -> str:
        return undo.stopped()

    def key_stop(self) -> str:
        return undo.key_stop()


def _refreshed(db: Any, post: Any, state: At) -> At:
    return listing.refreshed(db, state)


def _index(db: Any, post: Any, state: At, row: int) -> int:
    return reading.index_of(db, post, state.list.id, row) if state.list is not None else 0
