"""Undo: the last operations of this station, what each would take back, and taking one back.

One at a time; nothing is taken back that something else was built on since.
"""

from dataclasses import dataclass, replace

from kiosk.outcome import Outcome, Question, Tone
from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.history import Movement
from kiosk.stock.operations import Operation, Refusal, Undone
from kiosk.store import entries, operations
from kiosk.store.progress import Told, go_on
from kiosk.store.sql import Db
from kiosk.wording import undo as wording

FEW = 2_000  # movements that are looked through before anybody has said that they are to be undone


@dataclass(frozen=True, slots=True)
class UndoState:
    """The operation that is asked about, 0 for the last one that is in force; `question` is open while it can be
    undone."""

    id: int = 0
    operation: Operation | None = None
    question: Question | None = None
    done: bool = False


def page(db: Db, post: Post, offset: int, limit: int = LARGEST) -> Page[Operation]:
    """The operations of this station, newest first, from `offset` on."""
    return operations.page(db, post.station, offset, limit)


def newest(db: Db, post: Post) -> Operation | None:
    """The operation that undo is about first; None where there is nothing to undo."""
    id = operations.newest(db, post.station)
    return None if id is None else operations.one(db, id, station=post.station)


def rows(db: Db, post: Post, operation: int, offset: int, limit: int = LARGEST) -> Page[Movement]:
    """The movements that would be taken back, the last one first, from `offset` on."""
    found = operations.one(db, operation, station=post.station)
    total = 0 if found is None else found.movements
    ids = operations.movements(db, operation, offset, min(limit, LARGEST)) if total else ()
    return Page(entries.movements(db, ids), total, offset)


def refusal(db: Db, post: Post, operation: int) -> Refusal | None:
    """Why it can't be undone now; None when it can."""
    return operations.refusal(db, operation, station=post.station)


def undo(db: Db, post: Post, operation: int, told: Told = go_on) -> Undone | Refusal:
    """Take it back, in this transaction; `told` hears how much is done, 0 to 1, and answers whether to go on.

    Raises StoreError where it says no, or where an item was changed beside the ledger: all is as it was then.
    """
    return operations.undo(db, post, operation, told)


# The screen of one operation


def load(db: Db, post: Post, state: UndoState) -> tuple[UndoState, Outcome]:
    """What undoing it is about. A large operation is looked through only when it is to be done."""
    id = state.id or operations.newest(db, post.station)
    if id is None:
        return state, Outcome(Tone.NO, wording.nothing_done_yet(), wording.nothing_to_undo(), result="refused")
    found = operations.one(db, id, station=post.station)
    state = replace(state, id=id, operation=found, question=None)
    if found is None or found.movements <= FEW or not found.offered:
        refused = operations.refusal(db, state.id, station=post.station)
        if refused is not None or found is None:
            return state, _refused(refused)
    question = Question(wording.question_help(found))
    outcome = Outcome(Tone.ASK, wording.question(found), question.text, question=question, result="asked")
    return replace(state, question=question), outcome


def scan(db: Db, post: Post, state: UndoState, scan: Scan) -> tuple[UndoState, Outcome]:
    """A scan changes nothing here."""
    text, detail = wording.scan_refused(), wording.scan_refused_help()
    return state, Outcome(Tone.NO, text, detail, question=state.question, result="refused")


def do(db: Db, post: Post, state: UndoState, told: Told = go_on) -> tuple[UndoState, Outcome]:
    """Take it back, or say why not."""
    if state.question is None:
        return load(db, post, state)
    result = operations.undo(db, post, state.id, told)
    if isinstance(result, Refusal):
        return replace(state, question=None), _refused(result)
    outcome = Outcome(Tone.OK, wording.undone(), wording.undone_help(result.operation), result="undone")
    return replace(state, question=None, done=True), outcome


def _refused(refusal: Refusal | None) -> Outcome:
    return Outcome(Tone.NO, wording.refused(), wording.why(refusal) if refusal else "", result="refused")
