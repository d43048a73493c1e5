"""Reversing a posted document: what it would take back is seen first, and then it is done or refused.

What reversing is, and what stands in its way, is in `kiosk.flows.documents.posting`.
"""

from dataclasses import dataclass, replace

from kiosk.flows.documents import posting
from kiosk.outcome import Outcome, Question, Tone
from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.documents import Document
from kiosk.stock.history import Movement
from kiosk.store import documents, entries, operations
from kiosk.store.progress import Told, go_on
from kiosk.store.sql import Db
from kiosk.wording import documents_list as wording


@dataclass(frozen=True, slots=True)
class Reversing:
    """The document that is asked about; `question` is open while it can be reversed."""

    id: int
    document: Document | None = None
    question: Question | None = None
    done: bool = False


def load(db: Db, post: Post, state: Reversing) -> tuple[Reversing, Outcome]:
    """What reversing it is about, or why it can't be."""
    outcome = posting.reversal(db, post, state.id)
    state = replace(state, document=documents.get(db, state.id), question=None)
    if outcome.tone is not Tone.ASK:
        return state, outcome
    question = Question(outcome.detail)
    return replace(state, question=question), replace(outcome, question=question)


def rows(db: Db, post: Post, document: int, offset: int, limit: int = LARGEST) -> Page[Movement]:
    """The movements that would be taken back, the last one first, from `offset` on."""
    head = documents.get(db, document)
    operation = None if head is None or head.operation is None else operations.one(db, head.operation, station=None)
    if operation is None:
        return Page((), 0)
    ids = operations.movements(db, operation.id, offset, min(limit, LARGEST))
    return Page(entries.movements(db, ids), operation.movements, offset)


def scan(db: Db, post: Post, state: Reversing, scan: Scan) -> tuple[Reversing, Outcome]:
    """A scan changes nothing here."""
    text, detail = wording.scan_refused(), wording.scan_refused_help()
    return state, Outcome(Tone.NO, text, detail, question=state.question, result="refused")


def do(db: Db, post: Post, state: Reversing, told: Told = go_on) -> tuple[Reversing, Outcome]:
    """Reverse it, or say why not."""
    if state.question is None:
        return load(db, post, state)
    outcome = posting.reverse(db, post, state.id, told)
    return replace(state, question=None, done=outcome.tone is Tone.OK), outcome
