"""Look at a draft once more before it is posted: what is wrong with it, and then posting it. A scan changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.flows.documents import editing, posting
from kiosk.flows.documents.editing import Editing
from kiosk.outcome import Outcome, Question, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.documents import Document, Line
from kiosk.stock.posting import Trouble
from kiosk.store import document_lines, documents, settings
from kiosk.store.progress import Told, go_on
from kiosk.store.sql import Db
from kiosk.wording import documents_reviewing as wording


@dataclass(frozen=True, slots=True)
class Review:
    """`document` is None until it was looked at. `question` is open while nothing keeps it from being posted.

    `troubles` are the faults, then the warnings. Of lines by their ids, in words: `sources` tell from where they will
    be taken, `facts` their batch and expiry.
    """

    id: int
    document: Document | None = None
    troubles: tuple[Trouble, ...] = ()
    sources: tuple[tuple[int, str], ...] = ()
    facts: tuple[tuple[int, str], ...] = ()
    question: Question | None = None
    done: bool = False

    @property
    def faults(self) -> tuple[Trouble, ...]:
        """What keeps it from being posted."""
        return tuple(trouble for trouble in self.troubles if not trouble.warning)


def look(db: Db, post: Post, state: Review) -> tuple[Review, Outcome]:
    """Look at all of the draft. Reads only, in time that grows with its lines and serials."""
    found = documents.get(db, state.id)
    troubles = posting.check(db, post, Editing(found))
    state = Review(state.id, found, tuple(sorted(troubles, key=lambda one: one.warning)))
    if found is None:
        return replace(state, done=True), editing.no(wording.no_document(), wording.no_document_help())
    lines = document_lines.page(db, found.id).rows
    facts = tuple((line.id, wording.facts(line)) for line in lines if line.batch or line.expiry is not None)
    state = replace(state, sources=_sources(db, post, found, lines), facts=facts)
    if state.faults:
        return state, editing.no(wording.not_ready(found), wording.not_ready_help(state.faults))
    question = Question(wording.question_help(found, len(troubles), moves=settings.rules(db).invoice_posts))
    outcome = Outcome(Tone.ASK, wording.question(found), question.text, question=question, result="asked")
    return replace(state, question=question), outcome


def _sources(db: Db, post: Post, document: Document, lines: Sequence[Line]) -> tuple[tuple[int, str], ...]:
    found = posting.sources(db, post, document)
    return tuple((line.id, wording.taken(line, found[line.id])) for line in lines if line.id in found)


def scan(db: Db, post: Post, state: Review, scan: Scan) -> tuple[Review, Outcome]:
    """A scan is not for this screen, and nothing is done with it."""
    text, detail = wording.scan_refused(), wording.scan_refused_help(ready=state.question is not None)
    return state, Outcome(Tone.NO, text, detail, question=state.question, result="refused")


def do(db: Db, post: Post, state: Review, told: Told = go_on) -> tuple[Review, Outcome]:
    """Post it, or say why not."""
    if state.document is None:
        return state, editing.not_open()
    after, outcome = posting.post(db, post, Editing(state.document), told)
    return replace(state, question=None, done=after.done), outcome
