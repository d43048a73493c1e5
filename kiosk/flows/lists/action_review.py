"""The last look before something is done to the things of a list: what becomes of each, and the word to do it.

While that is asked, a scan changes nothing but by its answer: the place where the things are to go, scanned once more
after the question could be read. What is done is what was seen: where the stock has changed meanwhile it is shown anew,
and asked again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.barcodes.reading import Ambiguous, Found, Meaning
from kiosk.barcodes.resolve import resolve
from kiosk.flows import acting
from kiosk.flows.flow import may_answer
from kiosk.flows.lists import doing, listing
from kiosk.flows.lists.listing import Listing
from kiosk.outcome import Outcome, Question, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.acting import Plan, Planned, Wanted
from kiosk.store.progress import Told, go_on
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import lists_action as wording

FEW = 200  # rows up to which a scan that agrees has it done in its own transaction; more are done with progress
FIRST = "answer_first"  # the result of a scan that came while something else was asked


@dataclass(frozen=True, slots=True)
class Review:
    """What is wanted of the things of a list. `plan` is None until it was looked at.

    `question` is open while it can be done: all of it, or with `rest` what is not refused. `agreed`: a scan has said
    yes, and it is to be done now. `report` is what was done, row by row.
    """

    list: int
    wanted: Wanted
    plan: Plan | None = None
    question: Question | None = None
    agreed: bool = False
    report: tuple[Planned, ...] = ()
    done: bool = False

    @property
    def rest(self) -> bool:
        """Whether the question is about what can be done, since not all of it can."""
        return self.plan is not None and self.plan.refused > 0


def look(db: Db, post: Post, state: Review) -> tuple[Review, Outcome]:
    """What would become of each thing. Reads only, in time that grows with them."""
    return _shown(state, _planned(db, post, state))


def scan(db: Db, post: Post, state: Review, scan: Scan) -> tuple[Review, Outcome]:
    """The place where the things go is an answer, once the question was seen. Anything else is told to wait."""
    meaning = resolve(db, scan, post.codes)
    state, outcome = _scanned(db, post, state, scan, meaning)
    return state, replace(outcome, meaning=meaning)


def do(db: Db, post: Post, state: Review, told: Told = go_on) -> tuple[Review, Outcome]:
    """Do all of it, or say why not; raises as `lists.doing.act` does."""
    return _done(db, post, state, state.wanted, told)


def do_rest(db: Db, post: Post, state: Review, told: Told = go_on) -> tuple[Review, Outcome]:
    """Do what can be done, and leave what is refused."""
    return _done(db, post, state, replace(state.wanted, partial=True), told)


def _planned(db: Db, post: Post, state: Review) -> Plan:
    return acting.plan(db, post, state.wanted, doing.targets(db, post, state.list))


def _shown(state: Review, plan: Plan) -> tuple[Review, Outcome]:
    """Ask, where anything can be done; the refused rows are the first of those to be read."""
    state = replace(state, plan=plan, question=None, agreed=False, report=ordered(plan.rows))
    if not plan.rows:
        return state, _no(wording.nothing_there(), wording.nothing_there_help())
    if not plan.done:
        if plan.refused:
            return state, _no(wording.none_of(plan), wording.none_of_help())
        return state, Outcome(Tone.AGAIN, wording.nothing_to_do(), wording.nothing_to_do_help(), result="again")
    question = Question(wording.rest_help(plan) if plan.refused else wording.question_help(plan))
    outcome = Outcome(Tone.ASK, wording.question(plan), question.text, question=question, result="asked")
    return replace(state, question=question), outcome


def ordered(rows: Sequence[Planned]) -> tuple[Planned, ...]:
    """What is refused, what is done, what is as wanted already."""
    return tuple(sorted(rows, key=lambda row: (row.code is None, row.again)))


def _scanned(db: Db, post: Post, state: Review, scan: Scan, meaning: Meaning) -> tuple[Review, Outcome]:
    if state.question is None or state.plan is None:
        return state, Outcome(Tone.AGAIN, wording.not_now(), wording.not_now_help(), result=FIRST)
    if why := _no_answer(state, state.question, scan, meaning):
        text, detail = why
        return state, Outcome(Tone.AGAIN, text, detail, question=state.question, result=FIRST)
    if len(state.plan.rows) <= FEW:
        return do(db, post, state)
    return replace(state, agreed=True), Outcome(Tone.OK, wording.agreed(), question=state.question, result="entered")


def _no_answer(state: Review, question: Question, scan: Scan, meaning: Meaning) -> tuple[str, str] | None:
    """Why a scan does not say yes; None where it does."""
    things = meaning.things if isinstance(meaning, Ambiguous) else ()
    things = (meaning.thing,) if isinstance(meaning, Found) else things
    to = state.wanted.to
    if to is None or (to.kind, to.id) not in [(thing.kind, thing.id) for thing in things]:
        return answers.answer_first(), wording.answer_first_help(state.wanted, rest=state.rest)
    if state.rest:
        return answers.answer_first(), wording.rest_by_hand_help()
    if state.agreed:
        return answers.answer_first(), wording.being_done_help()
    return None if may_answer(question, scan) else (answers.too_soon(), answers.too_soon_help())


def _done(db: Db, post: Post, state: Review, wanted: Wanted, told: Told) -> tuple[Review, Outcome]:
    if state.question is None or state.plan is None:
        return look(db, post, state)
    now = _planned(db, post, state)
    if now.rows != state.plan.rows:
        state, outcome = _shown(state, now)
        if state.question is None:
            return state, outcome
        return state, replace(outcome, tone=Tone.NO, text=wording.overtaken(), detail=wording.overtaken_help(now))
    opened, outcome = listing.opened(db, post, Listing(), state.list)
    if not opened.done:
        opened, outcome = doing.act(db, post, opened, wanted, told)
    if outcome.tone is not Tone.OK:
        return replace(state, question=None, agreed=False), outcome
    left = replace(outcome, detail=wording.left_help(now)) if now.refused else outcome
    return replace(state, question=None, agreed=False, report=ordered(opened.report), done=True), left


def _no(text: str, detail: str) -> Outcome:
    return Outcome(Tone.NO, text, detail, result="refused")
