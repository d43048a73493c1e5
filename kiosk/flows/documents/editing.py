"""A draft that is worked on: opened, held, changed step by step, undone, left. What comes into its lines is elsewhere.

All of a draft is in the store; the state says only where in it the operator is. Every change of it is held first
(`lost`), and kept as a step that undo takes back (`changed`, or `step` for one that changes rows of its own).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from kiosk.flows import clashes, questions
from kiosk.flows.printing import receiving
from kiosk.flows.questions import Working
from kiosk.outcome import Option, Outcome, Question, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock.document_kinds import DocState, Way
from kiosk.stock.documents import Document, Event, Line, SerialState
from kiosk.stock.thing import Thing
from kiosk.store import document_lines, documents, draft_serials, draft_steps, stations
from kiosk.store.clock import shared_now
from kiosk.store.draft_steps import Before, Step
from kiosk.store.sql import Db
from kiosk.wording import documents_editing as wording

if TYPE_CHECKING:
    from kiosk.barcodes.content import Content

RECENT = 5  # serials of the current line that are shown
TAKE, LEAVE = "1", "2"

closed, heard, asking, no = questions.closed, questions.heard, questions.asking, questions.no


@dataclass(frozen=True, slots=True)
class Editing(Working):
    """Where the operator is in a draft.

    `document` is its head as last read, None until it is opened; `line` the current line; `recent` are the last
    serials of that, the newest first, at most 5. `unknown` is the last scan where nothing has its code, but a thing
    may get it; `out` the unit of the last serial that was refused because it is out: it comes back by a return.
    `missed`: the last scan was refused, so the line is not what it was about. `done`: it is posted, parked, cancelled,
    or another's by now. `selected`: the operator has chosen the line, it is not just that of the last scan. `kept` is
    the last label that was refused because it is of another part than that line's. `says` is what `unknown` says of
    goods, where it is a label.
    """

    misses: ClassVar[frozenset[str]] = frozenset({"refused", "unknown"})

    document: Document | None = None
    line: Line | None = None
    recent: tuple[str, ...] = ()
    unknown: Scan | None = None
    out: Thing | None = None
    done: bool = False
    selected: bool = False
    kept: Scan | None = None
    says: "Content | None" = None


def opened(db: Db, post: Post, state: Editing, document: int) -> tuple[Editing, Outcome]:
    """Work on a draft from now on, where it was left. One that another station holds is asked about."""
    found = documents.get(db, document)
    if found is not None and found.way is Way.OWN:
        return replace(state, done=True), no(wording.own_way(found), wording.own_way_help(found))
    return take_up(db, post, state, document)


def take_up(db: Db, post: Post, state: Editing, document: int) -> tuple[Editing, Outcome]:
    """The same for a draft of any kind, as the flows of those that have a way of their own begin."""
    found = documents.get(db, document)
    if found is None:
        return replace(state, done=True), no(wording.no_document(), wording.no_document_help())
    if found.state is not DocState.DRAFT:
        return replace(state, done=True), no(wording.no_draft(found), wording.no_draft_help(found))
    lease = found.lease
    if lease is not None and lease.run == post.run:
        documents.hold(db, post, document)
        return _begun(db, document)
    if lease is not None and lease.until > shared_now(db) and stations.of_run(db, lease.run) != post.station:
        options = (Option(TAKE, wording.take_over()), Option(LEAVE, wording.leave()))
        question = Question(wording.held_by(lease), options, yes=TAKE)
        outcome = Outcome(Tone.ASK, wording.held(found), question.text, question=question, result="asked")
        return replace(state, question=question, asked=Held(document)), outcome
    given = documents.handed_over(db, document)
    documents.take(db, post, document)
    documents.tell(db, post, document, Event.RESUMED, "" if given is None else wording.handed_on(*given))
    state, outcome = _begun(db, document)
    if given is not None:
        outcome = replace(outcome, detail=f"{wording.handed_on_help(*given)} {outcome.detail}")
    return state, outcome


@dataclass(frozen=True, slots=True)
class Held:
    """Whether to take over a draft that another station works on."""

    document: int

    def answer(self, db: Db, post: Post, state: Editing, key: str) -> tuple[Editing, Outcome] | None:
        found = documents.get(db, self.document)
        if found is None or found.state is not DocState.DRAFT:
            return take_up(db, post, state, self.document)
        if key == LEAVE:
            outcome = Outcome(Tone.OK, wording.left(), wording.left_help(found), result="left")
            return replace(state, done=True), outcome
        if key != TAKE:
            return None
        lease = documents.take(db, post, self.document)
        documents.tell(db, post, self.document, Event.TAKEN_OVER, "" if lease is None else lease.station)
        return _begun(db, self.document)


def choose(db: Db, post: Post, state: Editing, line: int) -> tuple[Editing, Outcome]:
    """Make a line the current one."""
    found = document_lines.get(db, line)
    if state.document is None or found is None or found.document != state.document.id:
        return state, not_open()
    outcome = Outcome(Tone.OK, wording.chosen(found.number, found.name), result="entered")
    return replace(at_line(db, closed(state), line), selected=True), outcome


def answer(db: Db, post: Post, state: Editing, key: str) -> tuple[Editing, Outcome]:
    """Answer the open question by the key of one of its options."""
    gone = no(wording.question_gone(), wording.question_gone_help())
    return questions.answer(db, post, state, key, gone)


def last_step(db: Db, post: Post, state: Editing) -> Step | None:
    """What `undo` would take back."""
    return None if state.document is None else draft_steps.last(db, state.document.id)


def undo(db: Db, post: Post, state: Editing) -> tuple[Editing, Outcome]:
    """Take back the last step, whoever made it; refused where another has the serials that it would bring back."""
    document = state.document
    if document is None:
        return state, not_open()
    if over := lost(db, post, state):
        return over
    state = closed(state)
    step = draft_steps.last(db, document.id)
    if step is None:
        return state, no(wording.nothing_to_undo(), wording.nothing_to_undo_help(document.number))
    if why := clashes.regained(db, document, draft_steps.regained(db, step)):
        return state, no(wording.not_undone(), wording.not_undone_help(step.what, step.label, why))
    draft_steps.take_back(db, document.id, step)
    receiving.unclaimed(db, document.id)
    state = at_line(db, state, _line_of(db, document, step, state.line))
    detail = wording.undone_help(step.what, step.label)
    return state, Outcome(Tone.OK, wording.undone(), detail, result="undone")


def park(db: Db, post: Post, state: Editing) -> tuple[Editing, Outcome]:
    """Leave the draft as it is, for anybody to go on with."""
    if state.document is None:
        return replace(state, done=True), not_open()
    if over := lost(db, post, state):
        return over
    documents.tell(db, post, state.document.id, Event.PARKED)
    documents.release(db, post, state.document.id)
    outcome = Outcome(Tone.OK, wording.parked(state.document.number), wording.parked_help(), result="parked")
    return replace(closed(state), done=True), outcome


def cancel(db: Db, post: Post, state: Editing) -> tuple[Editing, Outcome]:
    """The end of the draft. It can't be taken back, so whoever calls this has asked."""
    if state.document is None:
        return state, not_open()
    if over := lost(db, post, state):
        return over
    receiving.cancelled(db, state.document.id)
    documents.cancel(db, post, state.document.id)
    outcome = Outcome(Tone.OK, wording.cancelled(state.document.number), wording.cancelled_help(), result="cancelled")
    return replace(closed(state), done=True), outcome


def hand_over(db: Db, post: Post, state: Editing, operator: str) -> tuple[Editing, Outcome]:
    """Leave the draft for another operator, by name."""
    if state.document is None:
        return state, not_open()
    try:
        fields.partner_name(operator)
    except ValueError as error:
        return state, no(wording.not_handed_over(), wording.no_operator(str(error)))
    if over := lost(db, post, state):
        return over
    documents.tell(db, post, state.document.id, Event.HANDED_OVER, operator)
    documents.release(db, post, state.document.id)
    text, detail = wording.handed_over(state.document.number), wording.handed_over_help(operator)
    return replace(closed(state), done=True), Outcome(Tone.OK, text, detail, result="handed_over")


# What all flows of a draft share


def lost(db: Db, post: Post, state: Editing) -> tuple[Editing, Outcome] | None:
    """Go on holding the draft; where it is no longer ours, what to answer instead of any change: its end here."""
    if state.document is None:
        return state, not_open()
    number = state.document.number
    if state.done:
        return state, no(wording.left_already(number), wording.left_already_help())
    if documents.hold(db, post, state.document.id):
        return None
    found = documents.get(db, state.document.id)
    if found is None:
        detail = wording.no_document_help()
    elif found.state is DocState.DRAFT:
        detail = wording.lost_to(number, found.lease)
    else:
        detail = wording.lost_ended(found)
    return replace(closed(state), done=True), no(wording.lost(number), detail)


def changed(
    db: Db,
    post: Post,
    state: Editing,
    what: str,
    label: str,
    *,
    head: Mapping[str, object] | None = None,
    lines: Mapping[int, Mapping[str, object]] | None = None,
    made: Collection[int] = (),
    serials: Mapping[int, SerialState] | None = None,
) -> int:
    """Set columns of the held draft's head and of lines, as one step; answers its id.

    `made` are lines that the step has added, `serials` the states of those that it changes, as they were.
    """
    assert state.document is not None
    before = documents.change(db, state.document.id, dict(head)) if head else {}
    found: dict[int, Mapping[str, object]] = {line: {"removed": 1} for line in made}
    for line, values in (lines or {}).items():
        was = document_lines.change(db, line, values) if values else {}
        found.setdefault(line, was)
    return step(db, post, state, what, label, Before(before, found, serials or {}))


def step(db: Db, post: Post, state: Editing, what: str, label: str, before: Before) -> int:
    """Keep a step of the held draft; answers its id. `what` is a word that `wording` knows, `label` of what."""
    assert state.document is not None
    return draft_steps.add(db, post, state.document.id, what, label, before)


def refreshed(db: Db, state: Editing) -> Editing:
    """The head and the current line read anew."""
    if state.document is None:
        return state
    line = None if state.line is None else document_lines.get(db, state.line.id)
    return replace(
        state,
        document=documents.get(db, state.document.id),
        line=line,
        recent=() if line is None else state.recent,
    )


def at_line(db: Db, state: Editing, line: int | None) -> Editing:
    """The draft with this line as the current one, read anew, with its last serials."""
    if state.document is None:
        return state
    found = None if line is None else document_lines.get(db, line)
    return replace(
        state,
        document=documents.get(db, state.document.id),
        line=found,
        recent=() if found is None else _recent(db, found.id),
        selected=state.selected and found is not None and state.line is not None and found.id == state.line.id,
    )


def last_line(db: Db, document: Document) -> int | None:
    """The line to go on with where none is told: the last one, or the first of what is expected."""
    total = document_lines.page(db, document.id, 0, 0).total
    rows = document_lines.page(db, document.id, 0 if document.listed else max(total - 1, 0), 1).rows
    return rows[0].id if rows else None


def not_open() -> Outcome:
    """Something came before the draft was read."""
    return Outcome(Tone.AGAIN, wording.not_open(), wording.not_open_help(), result="refused")


def _begun(db: Db, document: int) -> tuple[Editing, Outcome]:
    """The draft where it was left: at the line of its last step."""
    found = documents.get(db, document)
    assert found is not None
    state = at_line(db, Editing(found), _line_of(db, found, draft_steps.last(db, document), None))
    return state, Outcome(Tone.OK, wording.opened(found), wording.opened_help(found), result="opened")


def _line_of(db: Db, document: Document, step: Step | None, other: Line | None) -> int | None:
    """The line that a step was about; else `other`, another of its part, the last one, or the first of what is
    expected."""
    about = () if step is None else tuple(step.before.lines)
    for line in (*reversed(about), None if other is None else other.id):
        if line is not None and document_lines.get(db, line) is not None:
            return line
    like = () if other is None else document_lines.of_part(db, document.id, other.part.id)
    return like[0].id if like else last_line(db, document)


def _recent(db: Db, line: int) -> tuple[str, ...]:
    return draft_serials.latest(db, line, SerialState.GOT, RECENT)
