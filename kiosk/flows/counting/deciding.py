"""What is decided by the screen that leads to posting. What that changes is to be looked at anew.

Places in which nothing was found are asked about by themselves before posting: whoever has gone past a shelf must not
lose by one word what lies there.
"""

from dataclasses import replace

from kiosk.flows.counting import reviewing, visiting, working
from kiosk.flows.counting.reviewing import Review
from kiosk.flows.counting.working import Counting
from kiosk.flows.documents import editing
from kiosk.outcome import Option, Outcome, Question, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.counts import Difference
from kiosk.stock.thing import Thing
from kiosk.store import count_places
from kiosk.store.progress import Told, go_on
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import counting_posting as posting_wording
from kiosk.wording import counts_review as wording

YES, UNCOUNTED, BACK = "1", "2", "3"  # answers to whether places are empty


def scan(db: Db, post: Post, state: Review, scan: Scan) -> tuple[Review, Outcome]:
    """A scan decides nothing here."""
    if not asks_empty(state):
        return reviewing.scan(db, post, state, scan)
    text, detail = answers.answer_first(), answers.answer_first_help()
    return state, Outcome(Tone.AGAIN, text, detail, question=state.question, result="refused")


# On one difference


def leave_out(db: Db, post: Post, state: Review, one: Difference, left: bool) -> tuple[Review, Outcome]:
    """Let posting leave a difference as it is, or (`left` False) not any more."""
    if state.count is None:
        return state, _not_looked()
    after, outcome = reviewing.leave_out(db, post, Counting(state.count), one, left=left)
    if outcome.tone is Tone.OK:
        state = anew(state)
    return replace(state, done=after.done), outcome


def again(db: Db, post: Post, state: Review, one: Difference) -> tuple[Review, Outcome]:
    """Have it counted again, which ends the review: the count goes on at the place of the difference."""
    if state.count is None:
        return state, _not_looked()
    return _back_to_count(state, *reviewing.again(db, post, Counting(state.count), one))


# On places in which nothing was found


def count_there(db: Db, post: Post, state: Review, place: Thing) -> tuple[Review, Outcome]:
    """End the review, and count at this place."""
    if state.count is None:
        return state, _not_looked()
    return _back_to_count(state, *visiting.place(db, post, Counting(state.count), place))


def uncount(
    db: Db, post: Post, state: Review, told: Told = go_on, place: Thing | None = None
) -> tuple[Review, Outcome]:
    """Let a place in which nothing was found, or (None) all of those, not be counted: as if nobody had been there."""
    if state.count is None:
        return state, _not_looked()
    if over := working.lost(db, post, Counting(state.count)):
        return replace(state, question=None, done=over[0].done), over[1]
    gone = count_places.untouched(db, state.count, place)
    for one in gone:
        count_places.forget(db, state.count, one)
    if not gone:
        return anew(state), editing.no(wording.not_empty(), wording.not_empty_help())
    text, detail = wording.uncounted(), wording.uncounted_help(gone)
    return anew(state), Outcome(Tone.OK, text, detail, result="uncounted")


def empty(db: Db, post: Post, state: Review) -> tuple[Review, Outcome]:
    """Ask whether all places are empty in which nothing was found, before what lies there by the books is lost."""
    if state.summary is None or not state.summary.untouched_total:
        return state, _not_looked()
    many = state.summary.untouched_total
    texts = {YES: wording.yes_empty(many), UNCOUNTED: wording.leave_uncounted(many), BACK: wording.look_again()}
    options = tuple(Option(key, text) for key, text in texts.items())
    question = Question(wording.empty_help(state.summary), options, yes=YES)
    outcome = Outcome(Tone.ASK, wording.empty(state.summary), question.text, question=question, result="asked")
    return replace(state, question=question), outcome


def asks_empty(state: Review) -> bool:
    """Whether that is the open question, and not whether to post."""
    return state.question is not None and bool(state.question.options)


def look_again(db: Db, post: Post, state: Review) -> tuple[Review, Outcome]:
    """Back from that question to whether to post."""
    if state.count is None or state.summary is None:
        return state, _not_looked()
    question = Question(posting_wording.question_help(state.count, state.summary))
    text = posting_wording.question(state.count.document.number)
    return replace(state, question=question), Outcome(Tone.ASK, text, question.text, question=question, result="asked")


def anew(state: Review) -> Review:
    """To be looked at once more; until then what was found before stands there."""
    return replace(state, count=None, question=None, faults=(), codes=(), warnings=())


def _not_looked() -> Outcome:
    return Outcome(Tone.AGAIN, wording.not_looked(), wording.not_looked_help(), result="refused")


def _back_to_count(state: Review, after: Counting, outcome: Outcome) -> tuple[Review, Outcome]:
    return replace(state, question=None, done=after.done or outcome.tone is not Tone.NO), outcome
