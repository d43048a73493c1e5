"""A count held against the books: its differences by kind, what is decided on each, and then posting it.

The windows on the differences may be read beside the work: they change nothing. A scan changes nothing here either.
"""

from dataclasses import dataclass, replace

from kiosk.flows.counting import posting, visiting, working
from kiosk.flows.counting.working import Counting
from kiosk.flows.documents import editing
from kiosk.outcome import Outcome, Question, Tone
from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.counts import DECIDED, Code, Count, Difference, Differs, Summary
from kiosk.stock.thing import Kind
from kiosk.store import count_differences, count_entries, count_left, counts
from kiosk.store.count_entries import New
from kiosk.store.progress import Told, go_on
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import counting as counting_wording
from kiosk.wording import counting_posting as wording


def review(
    db: Db, post: Post, document: int, which: Differs, offset: int, limit: int = LARGEST, place: int | None = None
) -> Page[Difference]:
    """The differences of one kind, by place, from `offset` on; those of one counted place where that is told."""
    count = counts.get(db, document)
    if count is None:
        return Page((), 0)
    page = count_differences.page(db, count, which, offset, limit, place)
    return replace(page, rows=tuple(replace(one, what=wording.does(one)) for one in page.rows))


def summary(db: Db, post: Post, document: int) -> Summary:
    """How many differences of each kind there are."""
    count = counts.get(db, document)
    return Summary({}) if count is None else count_differences.summary(db, count)


# The screen that leads to posting


@dataclass(frozen=True, slots=True)
class Review:
    """`count` is None until it was looked at. `question` is open while nothing keeps it from being posted.

    `faults` are sentences on what does, `codes` the same for programs; `warnings` on what is worth a look before.
    """

    id: int
    count: Count | None = None
    summary: Summary | None = None
    faults: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    warnings: tuple[str, ...] = ()
    question: Question | None = None
    done: bool = False


def look(db: Db, post: Post, state: Review) -> tuple[Review, Outcome]:
    """Look at all of the count. Reads only, in time that grows with it and with what lies in its places."""
    count = counts.get(db, state.id)
    if count is None:
        outcome = editing.no(counting_wording.no_count(), counting_wording.no_count_help())
        return replace(state, done=True), outcome
    found = count_differences.summary(db, count)
    wrong = posting.faults(db, count, found)
    state = Review(
        state.id,
        count,
        found,
        faults=tuple(one.text for one in wrong),
        codes=tuple(one.code for one in wrong),
        warnings=_warnings(db, count, found),
    )
    number = count.document.number
    if state.faults:
        return state, editing.no(wording.not_ready(number), wording.not_ready_help(state.faults))
    question = Question(wording.question_help(count, found))
    outcome = Outcome(Tone.ASK, wording.question(number), question.text, question=question, result="asked")
    return replace(state, question=question), outcome


def scan(db: Db, post: Post, state: Review, scan: Scan) -> tuple[Review, Outcome]:
    """A scan is not for this screen, and nothing is done with it."""
    text, detail = wording.scan_refused(), wording.scan_refused_help(ready=state.question is not None)
    return state, Outcome(Tone.NO, text, detail, question=state.question, result="refused")


def do(db: Db, post: Post, state: Review, told: Told = go_on) -> tuple[Review, Outcome]:
    """Post it, or say why not."""
    if state.count is None:
        return state, editing.not_open()
    after, outcome = posting.post(db, post, Counting(state.count), told)
    return replace(state, question=None, done=after.done), outcome


def _warnings(db: Db, count: Count, found: Summary) -> tuple[str, ...]:
    told = [wording.nothing_lost(one) for one in found.untouched]
    if more := found.untouched_total - len(found.untouched):
        told.append(wording.more_untouched(more))
    claimed, numbers = count_differences.claimed(db, count)
    if claimed:
        told.append(wording.claimed(claimed, numbers))
    others = counting_wording.overlap(counts.overlapping(db, count)).strip()
    return tuple(filter(None, (*told, wording.alone(found), others)))


# What is decided on a difference


def leave_out(db: Db, post: Post, state: Counting, one: Difference, *, left: bool = True) -> tuple[Counting, Outcome]:
    """Let posting leave a difference as it is, or (`left` False) not any more."""
    if over := working.lost(db, post, state):
        return over
    if one.kind not in DECIDED or one.part is None:
        return state, editing.no(one.label, wording.nothing_done())
    if one.left == left:
        return state, Outcome(Tone.AGAIN, one.label, wording.already(left=left), result="again")
    assert state.count is not None
    what = (state.count.document.id, one.place.id, one.part, _unit(one), one.batch)
    if left:
        count_left.leave(db, post, *what)
        return state, Outcome(Tone.OK, wording.left_out_title(), wording.left_out(one), result="left_out")
    count_left.take_in(db, *what)
    detail = wording.taken_in(replace(one, left=False))
    return state, Outcome(Tone.OK, wording.taken_in_title(), detail, result="taken_in")


def again(db: Db, post: Post, state: Counting, one: Difference) -> tuple[Counting, Outcome]:
    """Count it again, from nothing on: the count goes on at the place of the difference."""
    if over := working.lost(db, post, state):
        return over
    state = working.closed(state)
    count = state.count
    assert count is not None
    if one.kind is Differs.UNCOUNTED:
        return visiting.place(db, post, state, one.place)
    spot = counts.spot(db, count, one.place.id)
    why = answers.vanished() if spot is None else visiting.refusal(count, spot)
    if why:
        return state, editing.no(one.place.label, why)
    new, before = _anew(db, count, one)
    count_entries.add(db, post, count.document.id, new, () if before is None else (before,))
    if one.part is not None:
        count_left.take_in(db, count.document.id, one.place.id, one.part, _unit(one), one.batch)
    state = working.refreshed(db, state)
    return state, Outcome(Tone.OK, wording.again(), wording.again_help(one), result="again_counted")


def _anew(db: Db, count: Count, one: Difference) -> tuple[New, int | None]:
    """The entry with which its counting begins anew, and the one in whose place that is."""
    id, item = count.document.id, _unit(one)
    if one.part is None:
        known = count_entries.stranger(db, id, one.label)
        return New(one.place.id), None if known is None else known.entry
    if item is not None:
        unit = count_entries.unit(db, id, item)
        return New(one.place.id, one.part, item), None if unit is None else unit.entry
    rows = count_entries.loose(db, id, one.place.id, one.part)
    entry = next((row.entry for row in rows if row.batch == one.batch), None)
    return New(one.place.id, one.part, batch=one.batch), entry


def _unit(one: Difference) -> int | None:
    return one.thing.id if one.thing is not None and one.thing.kind is Kind.STOCK_ITEM else None
