"""What was counted against the books, and what posting does about it; and how far it is while it is posted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.counting import deciding, reviewing, viewing
from kiosk.flows.counting.reviewing import Review
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome, Tone
from kiosk.page import Page
from kiosk.stock.counts import DECIDED, Difference, Differs, Summary
from kiosk.wording import counting_posting as posting_wording
from kiosk.wording import counts_screens as wording
from kiosk.wording import screens as common
from screens.counts import rows
from screens.counts.about import About
from screens.frame.asking import Asking, Choice
from screens.frame.stoppable import Stoppable
from screens.host import Host
from screens.paint import text
from screens.paint.marks import Marks
from screens.paint.progress import bar
from screens.paint.text import Span, fit, line
from screens.parts import Opened
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing

_KINDS = tuple(kind for kind in Differs if kind is not Differs.MATCH)  # what is shown until one kind is asked for


@dataclass(frozen=True, slots=True)
class _Said:
    """What keeps it from being posted, or is worth a look before: a row of the list, whole above that."""

    at: int
    text: str
    mark: str
    style: str


class CountReview(Stoppable, Asking):
    """F5 posts and closes. F4 decides on the difference under the cursor, F3 shows those of one kind."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "kind", show=False),
        Binding("f4", "decide", show=False),
        Binding("f5", "post", show=False),
    ]

    journal_name = "count_review"
    finishes = True
    state: Review

    def __init__(self, host: Host, document: int) -> None:
        super().__init__(host, wording.review_title(""), Review(document), wording.reading())
        self.answer.add_class("-crowded")
        self.answer.add_class("-brief")
        self.about = About(host.marks)
        self.listing: Listing[_Said | Difference] = Listing(
            host.marks, self._fetch, self._row, heading=self._heading, same=_same
        )
        self.listing.numbers = False
        self.listing.counted = self._counted
        self._which: Differs | None = None  # the one kind that is shown; None for all differences

    @property
    def step(self) -> ScanStep[Any]:
        return reviewing.scan

    def body(self) -> ComposeResult:
        yield self.answer
        yield self.about
        yield self.listing
        yield self.sheet
        yield self.prompt

    def on_mount(self) -> None:
        super().on_mount()
        self._look()

    def _look(self) -> None:
        """Look through it on the way that holds up no scan of another station, in its turn here."""
        self.kiosk.intake.leave_open(self, self._looked)

    async def _looked(self, opened: Opened) -> None:
        """What a decision on a difference came to stays to be read while all is looked at anew."""
        known = self.state.summary is not None
        self.state, outcome = await opened.aside.read(reviewing.look, opened.post, self.state)
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
            self._look()  # something was decided, or scanned before it was looked at

    def note(self, outcome: Outcome, aside: str = "") -> None:
        """Of what would be lost unseen the question itself tells."""
        if outcome.result == "asked" and self._loud:
            outcome = replace(outcome, detail=self.state.warnings[0])
        super().note(outcome, aside)

    @property
    def _loud(self) -> bool:
        """Whether whole places would be emptied in which nothing was counted."""
        return self.state.summary is not None and self.state.summary.untouched_total > 0 and bool(self.state.warnings)

    def heard(self, outcomes: Sequence[Outcome]) -> list[Tone]:
        tones = super().heard(outcomes)
        return [Tone.NO if self._loud and tone is Tone.ASK else tone for tone in tones]

    def fill(self, outcome: Outcome) -> None:
        self.asked()
        self.renew()

    # What is offered here is no question of the flow, which has none but whether to post

    @property
    def asks(self) -> bool:
        return self._offered

    def asked(self) -> None:
        self._offered = False

    def renew(self) -> None:
        if self.sheet.display != self.asks:
            self.sheet.display = self.asks
            self.listing.display = self.about.display = not self.asks
        self._tell()
        self.key_line.redraw()

    def invite(self) -> None:
        question = self.state.question
        number = "" if self.state.count is None else self.state.count.document.number
        if question is not None:
            self.note(Outcome(Tone.ASK, posting_wording.question(number), question.text, result="asked"))
        else:
            self.answer.say(None, wording.review_title(number), "")

    # Rows

    async def _fetch(self, offset: int, limit: int) -> Page[_Said | Difference]:
        above, below, summary = *self._said(), self.state.summary
        if summary is None:
            return Page((), 0)
        kinds = _KINDS if self._which is None else (self._which,)
        totals = [(kind, summary.of(kind).total) for kind in kinds]
        known = above[offset : offset + limit]
        at = max(0, offset - len(above))
        page: Page[Difference] = await self.kiosk.aside(
            viewing.differences, self.state.id, totals, at, limit - len(known)
        )
        first = max(0, at - page.total)
        last = first + limit - len(known) - len(page.rows)
        return Page((*known, *page.rows, *below[first:last]), len(above) + page.total + len(below), offset)

    def _said(self) -> tuple[list[_Said], list[_Said]]:
        """What keeps it from being posted, and what would be lost, stands above all differences; below them the rest
        that is worth a look."""
        if self._which is not None:
            return [], []
        summary, warnings = self.state.summary, self.state.warnings
        untouched = (
            0 if summary is None else len(summary.untouched) + (summary.untouched_total > len(summary.untouched))
        )
        loud = (*self.state.faults, *warnings[:untouched])
        above = [_Said(at, told, self.marks.bad, "bad") for at, told in enumerate(loud)]
        rest = enumerate(warnings[untouched:], len(above))
        return above, [_Said(at, told, self.marks.again, "warn") for at, told in rest]

    def _row(self, value: "_Said | Difference", width: int, marks: Marks) -> text.Line:
        if isinstance(value, Difference):
            return rows.difference(value, width, marks)
        return line(Span(fit(f"{value.mark} {value.text}", width, marks), value.style))

    def _heading(self, width: int, marks: Marks) -> text.Line:
        """How many there are of each kind; while it is posted, how far that is."""
        summary = self.state.summary
        if self.busy or summary is None:
            return bar(self.done, width, marks)
        return line(Span(fit(wording.summed(summary), width, marks), "label"))

    def _counted(self, first: int, last: int, total: int) -> str:
        summary = self.state.summary
        if summary is None:
            return wording.reading()
        told = wording.differences_shown(self._which, _total(summary, self._which))
        return wording.rows_shown(told, first, last, total)

    def on_listing_arrived(self) -> None:
        super().on_listing_arrived()
        self._tell()

    def moved(self) -> None:
        super().moved()
        self._tell()

    def _aim(self, number: int) -> None:
        if self.listing.aim(number):
            self.moved()

    def _tell(self) -> None:
        pick = self.listing.pick
        if isinstance(pick, _Said):
            self.about.say(None, pick.text, pick.style)
        else:
            self.about.say(self._one)

    @property
    def _one(self) -> Difference | None:
        """The difference under the cursor."""
        pick = self.listing.pick
        return pick if isinstance(pick, Difference) else None

    # Keys

    def keys(self) -> Keys:
        return Asking.keys(self) if self.asks and not self.busy else super().keys()

    def idle_keys(self) -> Keys:
        one = self._one
        post = (("F5", wording.key_post()),) if self.state.question is not None else ()
        decide = (("F4", wording.key_decide()),) if one is not None else ()
        opens = (("Enter", common.key_open()),) if one is not None and one.thing is not None else ()
        return (
            ("Esc", common.key_back()),
            *post,
            *decide,
            ("F3", wording.key_kind()),
            *opens,
            *self.scroll_keys(),
            ("F1", common.key_help()),
        )

    def command(self, command: Command) -> Callable[[], object] | None:
        """Beside those of every screen, which row is meant, and whether posting leaves that out."""
        one = self._one
        if self.asks or self.busy:
            return super().command(command)
        match command.word:
            case Word.ROW if 0 < command.number <= self.listing.total:
                return partial(self._aim, command.number)
            case Word.REJECT | Word.ACCEPT if one is not None and one.kind in DECIDED:
                return partial(self._do, deciding.leave_out, one, command.word is Word.REJECT)
        return super().command(command)

    def help(self) -> tuple[str, ...]:
        return wording.help_review()

    def key_stop(self) -> str:
        return wording.key_stop()

    def doing(self, done: float) -> tuple[str, str]:
        return wording.posting_now(done), wording.posting_now_help()

    def stopped(self) -> str:
        return wording.stopped()

    def action_post(self) -> None:
        if self.state.question is not None and not self.asks:
            self.perform(reviewing.do)

    def action_back(self) -> None:
        if self.busy:
            Stoppable.action_back(self)
        elif self.asks:
            self.unask()
        else:
            self.leave()

    def pick(self, pick: object) -> None:
        match pick:
            case Difference(thing=None) | _Said():
                pass
            case Difference(thing=thing) if thing is not None and not self.busy:
                self.kiosk.open(thing)
            case _:
                super().pick(pick)

    def _do(self, fn: Any, *args: Any) -> None:
        self.kiosk.intake.act(self, fn, *args)

    # One kind alone, and what is decided on one difference

    def action_kind(self) -> None:
        summary = self.state.summary
        if summary is None or self.asks or self.busy:
            return
        choices = [Choice(wording.all_of(_total(summary, None)), partial(self._show, None))]
        for kind in Differs:
            if total := summary.of(kind).total:
                choices.append(Choice(wording.kind_of(kind, total), partial(self._show, kind)))
        self.offer(wording.which_kind(), wording.which_kind_help(), choices)

    def _show(self, kind: Differs | None) -> None:
        self._which = kind
        self.listing.show(empty=wording.no_differences(kind))
        self.unask()

    def action_decide(self) -> None:
        one = self._one
        if one is None or self.asks or self.busy:
            return
        nothing = wording.posting(one) if one.kind not in DECIDED else ""
        again = "" if one.kind is not Differs.MATCH and self.state.count is not None else wording.posting(one)
        opened = "" if one.thing is not None else wording.no_thing()
        choices = (
            Choice(wording.act_left(one), partial(self._do, deciding.leave_out, one, not one.left), nothing),
            Choice(wording.act_again(one), partial(self._do, deciding.again, one), again),
            Choice(wording.act_open(), partial(self._open, one), opened),
        )
        self.offer(one.label, wording.posting(one), choices)

    def _open(self, one: Difference) -> None:
        self.unask()
        self.pick(one)


def _total(summary: Summary, which: Differs | None) -> int:
    return sum(summary.of(kind).total for kind in (_KINDS if which is None else (which,)))


def _same(value: _Said | Difference) -> object:
    if isinstance(value, _Said):
        return value.at
    thing = None if value.thing is None else (value.thing.kind, value.thing.id)
    return value.place.id, thing, value.batch, value.label
