"""The codes of one thing: those it has, those it had; assign one by scanning it, set its pack, take it off again.

A code is shown before it is assigned, and confirmed by key or by scanning it once more after it was seen.
"""

from dataclasses import dataclass, replace

from kiosk.barcodes import internal
from kiosk.barcodes.forms import code_of
from kiosk.flows import assign
from kiosk.flows.assign import AssignState
from kiosk.flows.flow import may_answer
from kiosk.outcome import Option, Outcome, Question, Tone
from kiosk.page import LARGEST
from kiosk.post import Post
from kiosk.scan import Scan, visible_bytes
from kiosk.stock import fields
from kiosk.stock import quantity as quantities
from kiosk.stock.assigned import Assigned, External
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import PartView
from kiosk.store import assigned, barcodes, external_ids, views
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import assigned as wording
from kiosk.wording.readings import KINDS

YES, NO, PACK = assign.YES, assign.NO, assign.PACK
PACKED = (Kind.PART, Kind.SUPPLIER_PART)  # things of whose codes one scan can stand for several pieces


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of `thing`, active ones first; `total` counts those that the list leaves out, too.

    `pending` is the code that is to be assigned, `leaving` the one that is to be taken off: while either is there its
    question is open. `unit` and `decimals` are those of a part, whose codes can stand for several pieces. `external` is
    what other systems call it, as it was imported; `own` the code that its label has.
    """

    thing: Thing
    listed: tuple[Assigned, ...] = ()
    total: int = 0
    pending: AssignState | None = None
    leaving: Assigned | None = None
    question: Question | None = None
    unit: str = ""
    decimals: int = 0
    external: tuple[External, ...] = ()
    own: str = ""
    ready: bool = False


def begin(thing: Thing) -> Codes:
    return Codes(thing)


def read(db: Db, post: Post, state: Codes) -> Codes:
    """The same with its codes of now."""
    listed, total = assigned.of_thing(db, state.thing, LARGEST)
    external = external_ids.of_thing(db, state.thing, LARGEST)
    own = internal.write(state.thing.kind, state.thing.id, post.code_prefix) if post.code_prefix else ""
    state = replace(state, listed=listed, total=total, external=external, own=own, ready=True)
    view = views.view(db, state.thing) if state.thing.kind in PACKED else None
    return replace(state, unit=view.unit, decimals=view.decimals) if isinstance(view, PartView) else state


def scan(db: Db, post: Post, state: Codes, scan: Scan) -> tuple[Codes, Outcome]:
    """A code to assign; scanned once more when it was seen, it is confirmed."""
    pending = state.pending
    if state.leaving is not None:
        return state, _again(state, answers.answer_first(), answers.answer_first_help())
    if pending is not None and state.question is not None and code_of(scan) == code_of(pending.code):
        if not may_answer(state.question, scan):
            return state, _again(state, answers.too_soon(), answers.too_soon_help())
        return answer(db, post, state, YES)
    raw = code_of(scan)
    shown = visible_bytes(raw)
    if any(one.raw == raw and one.active for one in state.listed):
        state = replace(state, pending=None, question=None)
        return state, Outcome(Tone.AGAIN, shown, wording.has_it(KINDS[state.thing.kind]), result="again")
    chosen, outcome = assign.choose(db, post, assign.begin(scan), state.thing)
    if chosen.question is None:
        return replace(state, pending=None, question=None), outcome
    return _ask(state, chosen)


def set_new_pack(db: Db, post: Post, state: Codes, text: str) -> tuple[Codes, Outcome]:
    """Let one scan of the code that is to be assigned stand for as much as was typed; it is asked anew."""
    if state.pending is None:
        return state, Outcome(Tone.AGAIN, wording.unchanged(), wording.unchanged_help(), result="refused")
    pending, outcome = assign.set_pack(db, post, state.pending, text)
    if pending.question is None:
        return replace(state, pending=None, question=None), outcome
    if outcome.tone is Tone.NO:
        return state, replace(outcome, view=None, question=state.question)
    return _ask(state, pending)


def scan_typing(db: Db, post: Post, state: Codes, scan: Scan) -> tuple[Codes, Outcome]:
    """A scan while it is typed how much a new code stands for: it confirms nothing, since that is not told yet."""
    return state, _again(state, wording.typing(), wording.typing_help())


def answer(db: Db, post: Post, state: Codes, key: str) -> tuple[Codes, Outcome]:
    """Answer the open question, "yes" or "no"."""
    pending, leaving = state.pending, state.leaving
    settled = replace(state, pending=None, leaving=None, question=None)
    if pending is not None and key == YES:
        _, outcome = assign.answer(db, post, pending, YES)
        return read(db, post, settled), replace(outcome, view=None)
    if leaving is not None and key == YES:
        gone = barcodes.unassign(db, post, leaving.raw, state.thing)
        detail = wording.unassigned_help(visible_bytes(leaving.raw))
        outcome = Outcome(Tone.OK, wording.unassigned(), detail, result="unassigned")
        if gone is None:
            outcome = Outcome(Tone.AGAIN, wording.unassigned(), wording.off_already(), result="again")
        return read(db, post, settled), outcome
    return settled, Outcome(Tone.OK, wording.unchanged(), wording.unchanged_help(), result="cancelled")


def ask_off(db: Db, post: Post, state: Codes, code: Assigned) -> tuple[Codes, Outcome]:
    """Ask whether this code is to be taken off."""
    shown = visible_bytes(code.raw)
    options = (Option(YES, wording.yes_off()), Option(NO, wording.no_keep()))
    question = Question(wording.off_question(KINDS[state.thing.kind]), options)
    state = replace(state, pending=None, leaving=code, question=question)
    return state, Outcome(Tone.ASK, shown, question.text, question=question, result="asked")


def set_pack(db: Db, post: Post, state: Codes, code: Assigned, text: str) -> tuple[Codes, Outcome]:
    """Let one scan of this code stand for as much of the part as was typed."""
    state = read(db, post, state)  # the part may have fewer decimals by now
    shown = visible_bytes(code.raw)
    try:
        pack = fields.amount(text, state.decimals)
    except ValueError as error:
        return state, Outcome(Tone.NO, shown, wording.pack_refused(str(error)), result="refused")
    if not assigned.set_pack(db, code.id, quantities.millionths(pack, state.decimals)):
        return read(db, post, state), Outcome(Tone.NO, shown, wording.off_already(), result="refused")
    detail = wording.pack_set(answers.amount(pack, state.unit))
    return read(db, post, state), Outcome(Tone.OK, shown, detail, result="saved")


def _ask(state: Codes, pending: AssignState) -> tuple[Codes, Outcome]:
    """Whether the code that was scanned is to be assigned."""
    options = assign.options(pending.pack, wording.no_leave_it())
    question = Question(wording.assign_question(KINDS[state.thing.kind]), options)
    detail = assign.asked(pending, question.text)
    outcome = Outcome(Tone.ASK, visible_bytes(code_of(pending.code)), detail, question=question, result="asked")
    return replace(state, pending=pending, question=question), outcome


def _again(state: Codes, text: str, detail: str) -> Outcome:
    return Outcome(Tone.AGAIN, text, detail, question=state.question, result="refused")
