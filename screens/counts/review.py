"""What was counted against the books, and what posting does about it; and how far it is while it is posted."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.counting import deciding, reviewing
from kiosk.flows.counting.reviewing import Review
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome, Tone
from kiosk.stock.counts import DECIDED, Difference, Differs
from kiosk.stock.thing import Thing
from kiosk.wording import counting_posting as posting_wording
from kiosk.wording import counts_review as wording
from kiosk.wording import screens as common
from screens.counts import review_rows
from screens.counts.about import About
from screens.counts.aiming import Aiming
from screens.counts.review_rows import ReviewRows, Row, Said
from screens.frame.asking import Asking, Choice
from screens.frame.looking import Looking
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.progress import bar
from screens.paint.text import Line, Span, fit, line
from screens.parts import Opened
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing


class CountReview(Looking, Aiming):
    """F5 posts and closes. F4 decides on the row under the cursor, F3 shows the differences of one kind."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "kind", show=False),
        Binding("f4", "actions", show=False),
        Binding("f5", "post", show=False),
    ]

    journal_name = "count_review"
    finishes = True
    state: Review

    def __init__(self, host: Host, document: int) -> None:
        super().__init__(host, wording.review_title(""), Review(document), wording.reading())
        self.answer.add_class("-brief", "-crowded")
        self.about = About(host.marks)
        self._rows = ReviewRows(host, self.state)
        self.listing: Listing[Row] = Listing(
            host.marks, self._rows.page, review_rows.paint, heading=self._heading, same=self.same
        )
        self.listing.counted = self._counted

    @property
    def step(self) -> ScanStep[Any]:
        return deciding.scan

    def body(self) -> ComposeResult:
        yield self.answer
        yield self.about
        yield self.listing
        yield self.sheet
        yield self.prompt

    def same(self, row: Any) -> object:
        return review_rows.same(row)

    async def looked(self, opened: Opened) -> None:
        """What a decision came to stays to be read while all is looked at anew."""
        known = self.state.summary is not None
        self.state, outcome = await opened.aside.read(reviewing.look, opened.post, self.state)
        self._rows.state = self.state
        if self.state.count is not None:
            self.headline.say(wording.review_title(self.state.count.document.number), self.kiosk.who)
        if known and not self.state.done:
            self.listing.reload()
            self.renew()
            self.call_after_refresh(self.see)
        else:
            self.listing.show()
            await self.show((outcome,))

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        await super().show(outcomes)
        state = self.state
        looked = state.question is not None or state.faults
        if not looked and not state.done and outcomes[-1].tone is not Tone.FAULT:
            self.state = deciding.anew(state)
            self.listing.redraw()
            self.call_after_refresh(self.look)  # in a turn of its own: this one may be that of what was decided

    def heard(self, outcomes: Sequence[Outcome]) -> list[Tone]:
        """That whole places would be emptied in which nothing was counted is heard, too."""
        tones = super().heard(outcomes)
        return [Tone.NO if self._loud and tone is Tone.ASK else tone for tone in tones]

    @property
    def _loud(self) -> bool:
        return self.state.summary is not None and self.state.summary.untouched_total > 0

    def fill(self, outcome: Outcome) -> None:
        self.asked()
        self.renew()

    # Whether to post is asked above the list; all else that is asked takes the list's room

    @property
    def asks(self) -> bool:
        return self._offered or deciding.asks_empty(self.state)

    def asked(self) -> None:
        self._offered = False
        if deciding.asks_empty(self.state):
            super().asked()

    def answering(self, key: str) -> None:
        """Whether the places are empty in which nothing was found."""
        match key:
            case deciding.YES:
                self.perform(reviewing.do)
            case deciding.UNCOUNTED:
                self.perform(deciding.uncount)
            case _:
                self._do(deciding.look_again)

    def renew(self) -> None:
        if self.sheet.display != self.asks:
            self.sheet.display = self.asks
            self.listing.display = self.about.display = not self.asks
            lost = deciding.asks_empty(self.state)
            self.answer.set_class(not lost, "-brief", "-crowded")  # what would be lost is read to its end
        self._tell()
        self.key_line.redraw()

    def invite(self) -> None:
        question = self.state.question
        number = "" if self.state.count is None else self.state.count.document.number
        if question is not None:
            self.note(Outcome(Tone.ASK, posting_wording.question(number), question.text, result="asked"))
        elif self.state.faults:
            told = posting_wording.not_ready_help(self.state.faults)
            self.answer.say(None, posting_wording.not_ready(number), told)
        else:
            self.answer.say(None, wording.review_title(number), "")

    # Rows

    def _heading(self, width: int, marks: Marks) -> Line:
        """How many there are of each kind; while it is posted, how far that is."""
        summary = self.state.summary
        if self.busy or summary is None:
            return bar(self.done, width, marks)
        return line(Span(fit(wording.summed(summary), width, marks), "label"))

    def _counted(self, first: int, last: int, total: int) -> str:
        if self.state.count is None:
            return wording.reading()
        told = wording.differences_shown(self._rows.which, self._rows.total)
        return wording.rows_shown(told, first, last, total)

    def on_listing_arrived(self) -> None:
        super().on_listing_arrived()
        self._tell()

    def moved(self) -> None:
        super().moved()
        self._tell()

    def _tell(self) -> None:
        pick = self.listing.pick
        if isinstance(pick, Said):
            self.about.say(None, pick.text, pick.style)
        else:
            self.about.say(pick)

    @property
    def _one(self) -> Difference | None:
        """The difference under the cursor."""
        pick = self.listing.pick
        return pick if isinstance(pick, Difference) else None

    @property
    def _untouched(self) -> Thing | None:
        """The place under the cursor in which nothing was found."""
        pick = self.listing.pick
        return pick.place if isinstance(pick, Said) else None

    # Keys

    def keys(self) -> Keys:
        return Asking.keys(self) if self.asks and not self.busy else super().keys()

    def idle_keys(self) -> Keys:
        one = self._one
        post = (("F5", wording.key_post()),) if self.state.question is not None else ()
        decide = (("F4", wording.key_decide()),) if one is not None or self._untouched is not None else ()
        opens = (("Enter", common.key_open()),) if one is not None and one.thing is not None else ()
        choose = (("1-9", common.key_choose()),) if self.listing.pick is not None else ()
        return (
            ("Esc", common.key_back()),
            *post,
            *decide,
            ("F3", wording.key_kind()),
            *opens,
            *choose,
            *self.scroll_keys(),
            ("F1", common.key_help()),
        )

    def command(self, command: Command) -> Callable[[], object] | None:
        """Beside those of every screen, which row is meant, and whether posting leaves that out."""
        one = self._one
        if self.asks or self.busy:
            return super().command(command)
        match command.word:
            case Word.REJECT | Word.ACCEPT if one is not None and one.kind in DECIDED:
                return partial(self._do, deciding.leave_out, one, command.word is Word.REJECT)
        return self.aims(command) or super().command(command)

    def help(self) -> tuple[str, ...]:
        return wording.help_review()

    def key_stop(self) -> str:
        return wording.key_stop()

    def doing(self, done: float) -> tuple[str, str]:
        return wording.posting_now(done), wording.posting_now_help()

    def stopped(self) -> str:
        return wording.stopped()

    def action_number(self, digit: str) -> None:
        """A digit chooses a row as its code does."""
        if self.asks:
            super().action_number(digit)
        elif not self.busy:
            self.aim(int(digit))

    def action_post(self) -> None:
        if self.state.question is None or self.asks:
            return
        if self._loud:
            self._do(deciding.empty)
        else:
            self.perform(reviewing.do)

    def action_back(self) -> None:
        if self.busy:
            Looking.action_back(self)
        elif self.asks:
            Asking.action_back(self)
        else:
            self.leave()

    def pick(self, pick: object) -> None:
        match pick:
            case Difference(thing=None) | Said():
                pass
            case Difference(thing=thing) if thing is not None and not self.busy:
                self.kiosk.open(thing)
            case _:
                super().pick(pick)

    def _do(self, fn: Any, *args: Any) -> None:
        self.kiosk.intake.act(self, fn, *args)

    # One kind alone, and what is decided on one row

    def action_kind(self) -> None:
        summary = self.state.summary
        if summary is None or self.asks or self.busy:
            return
        choices = [Choice(wording.all_of(review_rows.total(summary, None)), partial(self._show, None))]
        for kind in Differs:
            if total := summary.of(kind).total:
                choices.append(Choice(wording.kind_of(kind, total), partial(self._show, kind)))
        self.offer(wording.which_kind(), wording.which_kind_help(), choices)

    def _show(self, kind: Differs | None) -> None:
        self._rows.which = kind
        self.listing.show(empty=wording.no_differences(kind))
        self.unask()

    def action_actions(self) -> None:
        one, place, pick = self._one, self._untouched, self.listing.pick
        if self.asks or self.busy:
            return
        if one is not None:
            self.offer(one.label, wording.posting(one), list(self._on_difference(one)))
        elif place is not None and isinstance(pick, Said):
            self.offer(place.label, pick.text, list(self._on_place(place)))

    def _on_difference(self, one: Difference) -> Iterator[Choice]:
        nothing = wording.posting(one) if one.kind not in DECIDED else ""
        again = "" if one.kind is not Differs.MATCH and self.state.count is not None else wording.posting(one)
        opened = "" if one.thing is not None else wording.no_thing()
        yield Choice(wording.act_left(one), partial(self._do, deciding.leave_out, one, not one.left), nothing)
        yield Choice(wording.act_again(one), partial(self._do, deciding.again, one), again)
        yield Choice(wording.act_open(), partial(self._open, one), opened)

    def _on_place(self, place: Thing) -> Iterator[Choice]:
        yield Choice(wording.act_uncount(place), partial(self._do, _uncount, place))
        yield Choice(wording.act_count_there(place), partial(self._do, deciding.count_there, place))

    def _open(self, one: Difference) -> None:
        self.unask()
        self.pick(one)


def _uncount(db: Any, post: Any, state: Review, place: Thing) -> tuple[Review, Outcome]:
    return deciding.uncount(db, post, state, place=place)
