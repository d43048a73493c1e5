"""The screen on which stock is counted: places and things are scanned, quantities typed, and all of it reviewed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.counting import entries, loose, scanning, viewing, visiting, working
from kiosk.flows.counting.loose import WhichBatch
from kiosk.flows.counting.working import Counting
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome, Tone
from kiosk.page import Page
from kiosk.scan import Scan
from kiosk.stock.counts import Count, Counted
from kiosk.stock.thing import Thing
from kiosk.wording import counting as flow_wording
from kiosk.wording import counts_screens as wording
from kiosk.wording import documents_screens, lists
from kiosk.wording import screens as common
from screens.counts import rows
from screens.counts.current import Current
from screens.frame.asking import Choice
from screens.frame.kept import OPENED, Kept
from screens.host import Host
from screens.places import Place
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing

POSTED = "posted"  # the result of the one by which the review ends the count
_NO_CHANGE = frozenset({"again", "refused", "asked", "ambiguous", "left"})  # results of what has made no entry


class CountScreen(Kept):
    """Digits type how much there is of the current part; Esc parks the count, which loses nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "find", show=False),
        Binding("f4", "actions", show=False),
        Binding("f5", "review", show=False),
    ]

    journal_name = "count"
    finishes = True
    state: Counting

    def __init__(self, host: Host, document: int, begun: Outcome | None = None) -> None:
        super().__init__(host, wording.count_title(), Counting(), wording.not_read())
        self._document = document
        self._begun = begun
        self.current = Current(host.marks)
        self.answer.add_class("-crowded")  # answer, what is counted, field and list have to fit below each other
        self.listing: Listing[Counted] = Listing(
            host.marks, self._fetch, rows.entry, empty=wording.nothing_here(None), same=lambda one: one.entry
        )
        self.listing.numbers = False  # digits are quantities
        self.listing.counted = wording.entries_shown
        self._at: Thing | None = None  # the place of which the entries are listed
        self._anew = True  # other entries than the current one have changed

    @property
    def step(self) -> ScanStep[Any]:
        return partial(_scan, self.open)

    def body(self) -> ComposeResult:
        yield self.answer
        yield self.current
        yield self.prompt
        yield self.listing
        yield self.sheet

    def open(self, db: Any, post: Any, state: Counting) -> tuple[Counting, Outcome]:
        """Of one that was just begun, that is said."""
        state, outcome = working.opened(db, post, state, self._document)
        if self._begun is None or state.count is None:
            return state, outcome
        return state, replace(self._begun, result=OPENED)

    @property
    def is_open(self) -> bool:
        return self.state.count is not None

    @property
    def unfinished(self) -> bool:
        return self.is_open  # it is parked before it is left

    async def _fetch(self, offset: int, limit: int) -> Page[Counted]:
        if self._at is None:
            return Page((), 0)
        page: Page[Counted] = await self.kiosk.aside(viewing.found, self._document, self._at.id, offset, limit)
        return page

    # Answers

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        if outcomes[-1].result == POSTED:
            self.state = replace(self.state, done=True)
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
        if self.sheet.display != self.asks:
            self.sheet.display = self.asks
            self.listing.display = self.current.display = not self.asks
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

    def answering(self, key: str) -> None:
        self._do(working.answer, key)

    def _do(self, fn: Any, *args: Any) -> None:
        self.kiosk.intake.act(self, fn, *args)

    # The entry under the cursor is the current one: what the eye is on is set, or left out

    def moved(self) -> None:
        super().moved()
        self._choose_entry()

    def _aim(self, number: int) -> None:
        """The row that is in sight at this place."""
        if self.listing.aim(number):
            self.moved()

    def _choose_entry(self) -> None:
        pick = self.chooser.pick
        if isinstance(pick, Counted) and (self.state.current is None or pick.entry != self.state.current.entry):
            self.kiosk.intake.ask(self, entries.choose, pick.entry, then=self._chosen)

    async def _chosen(self, state: Counting) -> None:
        self.state = state
        self.invite()
        self.renew()

    # Keys

    def keys(self) -> Keys:
        if self.prompt.is_open:
            return (("Enter", lists.key_take()), ("Esc", common.key_close()), ("F1", common.key_help()))
        if self.asks:
            batch = (("F2", wording.key_batch()),) if self._asks_batch else ()
            back, choose, *more = super().keys()
            return (back, choose, *batch, *more)
        current = self.state.current
        quantity = (("0-9", wording.key_quantity()),) if current is not None and _is_loose(current) else ()
        opens = (("Enter", common.key_open()),) if current is not None and current.thing is not None else ()
        return (
            ("Esc", documents_screens.key_park()),
            ("F5", wording.key_review()),
            *quantity,
            ("F4", lists.key_actions()),
            ("F3", documents_screens.key_find()),
            ("F7", common.key_undo()),
            ("F2", common.key_type()),
            *opens,
            *self.scroll_keys(),
            ("F9", common.key_explain()),
            ("F1", common.key_help()),
        )

    def command(self, command: Command) -> Callable[[], object] | None:
        """Beside those of every screen, what is said of an entry: which one, how much, that it is left out."""
        if self.asks and command.word is Word.DONE:
            return None  # whoever scans it means the count, and not a step to be taken back
        current = self.state.current
        if self.asks or current is None:
            return super().command(command)
        match command.word:
            case Word.TIMES if _is_loose(current):
                return partial(self._do, loose.quantity, str(command.number))
            case Word.REJECT:
                return partial(self._do, entries.leave_out, current.entry)
            case Word.ROW if 0 < command.number <= self.listing.total:
                return partial(self._aim, command.number)
        return super().command(command)

    def help(self) -> tuple[str, ...]:
        return wording.help_count()

    def pick(self, pick: object) -> None:
        if not isinstance(pick, Counted):
            super().pick(pick)
        elif pick.thing is not None:
            self.kiosk.open(pick.thing)

    def action_number(self, digit: str) -> None:
        """The first digit of a quantity, where nothing is asked."""
        current = self.state.current
        if self.asks:
            super().action_number(digit)
        elif current is None or not _is_loose(current):
            self.note(Outcome(Tone.NO, wording.no_quantity(), wording.no_quantity_help(current)))
        else:
            # Of what it is typed for: a scan may have made another one the current one by Enter.
            self.type_in(wording.type_quantity(current), partial(self._do, _quantity_of, current), digit)

    @property
    def _asks_batch(self) -> bool:
        """Whether the batch is asked for that is counted: it may be none of those that are offered."""
        return isinstance(self.state.asked, WhichBatch) and not self._offered

    def action_type(self) -> None:
        if self._asks_batch:
            self.type_in(wording.type_batch(), partial(self._do, loose.batch))
        else:
            super().action_type()

    def action_back(self) -> None:
        if self.prompt.is_open:
            self._shut_prompt()  # a batch is typed while it is asked for
        else:
            super().action_back()

    def action_find(self) -> None:
        if not self.asks:
            self.kiosk.visit(Place.FIND_PART, self._found)

    def _found(self, part: Thing) -> None:
        self._do(loose.search, part.id)

    def action_review(self) -> None:
        if self.asks:
            self.agree()
        elif self.is_open:
            self.kiosk.visit(Place.COUNT_REVIEW, self._document)

    # Actions

    def action_actions(self) -> None:
        count = self.state.count
        if count is not None and not self.asks:
            self.offer(wording.actions(), wording.actions_help(count.document.number), self._actions(count))

    def _actions(self, count: Count) -> list[Choice]:
        """Each has one digit, whatever is counted, since hands learn it."""
        current, unknown = self.state.current, self.state.unknown
        assign = partial(self._go, Place.ASSIGN, unknown)
        nothing = "" if current is not None else wording.nothing_counted()
        entry = 0 if current is None else current.entry
        choices = [Choice(common.assign_it(), assign, digit="9")] if unknown is not None else []
        return [
            *choices,
            Choice(wording.act_leave_out(current), partial(self._do, entries.leave_out, entry), nothing, digit="1"),
            Choice(wording.act_place(), partial(self._go, Place.FIND_PLACE, self._to_place), digit="2"),
            Choice(wording.act_hand_over(), self._hand_over, digit="7"),
            Choice(wording.act_cancel(), partial(self._ask_cancel, count), digit="8"),
        ]

    def _go(self, place: Place, *args: Any) -> None:
        self.unask()
        self.kiosk.visit(place, *args)

    def _to_place(self, place: Thing) -> None:
        self._do(visiting.place, place)

    def _hand_over(self) -> None:
        self.unask()
        self.type_in(documents_screens.type_operator(), partial(self._do, working.hand_over))

    def _ask_cancel(self, count: Count) -> None:
        no, yes = Choice(wording.no_cancel(), self.unask), Choice(wording.yes_cancel(), self._cancel)
        self.offer(wording.cancel_question(count.document.number), wording.cancel_help(count), (no, yes), yes="2")

    def _cancel(self) -> None:
        self._do(working.cancel)

    def leave(self) -> None:
        """Park it; an empty one is rather cancelled, or the menu fills with counts of nothing."""
        count = self.state.count
        if count is None:
            super().leave()
        elif count.entries or count.places > 1:
            self._do(working.park)
        else:
            yes = Choice(wording.yes_cancel(), self._cancel)
            park = Choice(wording.keep_draft(), partial(self._do, working.park))
            self.offer(wording.empty(count.document.number), wording.empty_help(), (yes, park))

    # Undo

    @property
    def last_step(self) -> Callable[..., Counted | None]:
        return working.last_step

    def told_step(self, step: Counted) -> str:
        return flow_wording.step(step)

    def take_back(self) -> None:
        self._do(working.undo)


def _scan(opening: Callable[..., Any], db: Any, post: Any, state: Counting, scan: Scan) -> tuple[Counting, Outcome]:
    """Nothing is lost that is scanned before the count is on the screen."""
    if state.count is None and state.question is None and not state.done:
        state, outcome = opening(db, post, state)
        if state.count is None or state.done:
            return state, outcome
    return scanning.scan(db, post, state, scan)


def _refreshed(db: Any, post: Any, state: Counting) -> Counting:
    """As the store has it now; the entry that the cursor was on stays the current one where nothing was counted."""
    fresh = working.refreshed(db, state)
    if state.current is None or (fresh.place, fresh.here) != (state.place, state.here):
        return fresh
    return entries.choose(db, post, fresh, state.current.entry)


def _quantity_of(db: Any, post: Any, state: Counting, counted: Counted, text: str) -> tuple[Counting, Outcome]:
    return loose.quantity(db, post, replace(state, current=counted), text)


def _is_loose(one: Counted) -> bool:
    """Whether it is a quantity, and no single unit or code."""
    return not one.serial and not one.code


def _seen(state: Counting) -> object:
    """What the screen tells of a count, but for how long it is held."""
    count = state.count
    head = None if count is None else (count.places, count.entries)
    return head, state.place, state.here, state.current
