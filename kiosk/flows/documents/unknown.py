"""What becomes of a code in a draft that nothing has: a serial or a batch of the current line, or kept for a thing.

A label of goods that nothing here is called is kept whole. Where a text may be one thing or another it is asked, and
the same code once more answers.
"""

from dataclasses import dataclass, replace

from kiosk.barcodes import account
from kiosk.barcodes.content import Content
from kiosk.barcodes.reading import Unknown
from kiosk.flows import clashes, collecting
from kiosk.flows.assignable import refusal
from kiosk.flows.documents import editing, labelled, lines, taking, units
from kiosk.flows.documents.editing import Editing
from kiosk.outcome import Option, Outcome, Question, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Line
from kiosk.stock.standing import takes_serials
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import documents_scanning as wording
from kiosk.wording import labelled as label_wording

YES, NO = "1", "2"


@dataclass(frozen=True, slots=True)
class IsBatch:
    """Whether an unknown code is the batch of the current line. Scanned once more it is."""

    scan: Scan
    text: str

    def answer(self, db: Db, post: Post, state: Editing, key: str) -> tuple[Editing, Outcome] | None:
        if key == NO:
            return _kept(post, state, self.scan, "")
        return lines.batch(db, post, state, self.text) if key == YES else None


@dataclass(frozen=True, slots=True)
class IsSerial:
    """Whether a number that looks like the label of something unknown is a serial of the current line. Scanned once
    more it is."""

    scan: Scan
    text: str
    content: Content
    wrong: str

    def answer(self, db: Db, post: Post, state: Editing, key: str) -> tuple[Editing, Outcome] | None:
        if key == NO:
            return _kept_label(post, state, self.scan, self.content, self.wrong)
        return taking.take(db, post, state, (self.text,)) if key == YES else None


def take(db: Db, post: Post, state: Editing, scan: Scan, meaning: Unknown) -> tuple[Editing, Outcome]:
    """A serial or a batch of the current line, where it wants one; nothing else can be made of it."""
    document, line, text = state.document, state.line, scan.text
    assert document is not None
    wrong = account.invalid(meaning.tried)
    if meaning.tried.content is not None:
        return _label(db, post, state, scan, meaning, meaning.tried.content, wrong)
    if meaning.tried.labels:
        return _labels(db, post, state, scan, meaning, wrong)
    names_one = meaning.tried.forms.own is not None or any(match.archived for match in meaning.tried.matches)
    if text is not None and not names_one and document.way is not Way.NONE:
        if line is not None and takes_serials(line, document.way):
            return taking.take(db, post, state, (text,))
        if document.way is Way.IN and line is not None and line.tracking.batch and may_be_batch(text):
            return _ask_batch(state, line, scan, text)
        if line is None and document.way is not Way.IN:
            return units.take(db, post, state, text)
    return _kept(post, state, scan, wrong)


def _labels(db: Db, post: Post, state: Editing, scan: Scan, meaning: Unknown, wrong: str) -> tuple[Editing, Outcome]:
    """Labels of one trigger that name nothing together: serials of the current line, if all of them can be."""
    from kiosk.barcodes import mixed

    document, line, texts = state.document, state.line, mixed.only_texts(meaning.tried.labels)
    assert document is not None
    if texts and line is not None and takes_serials(line, document.way):
        return taking.take(db, post, state, texts)
    return _kept(post, state, scan, wrong)


def _label(
    db: Db, post: Post, state: Editing, scan: Scan, meaning: Unknown, content: Content, wrong: str
) -> tuple[Editing, Outcome]:
    """A label is never a serial or a batch itself, unless it is one by chance. One that names no goods is of the
    current line."""
    if not content.names:
        return labelled.of_line(db, post, state, scan, content)
    if meaning.tried.fault or any(match.archived for match in meaning.tried.matches):
        return _kept(post, state, scan, wrong)
    document, line, text = state.document, state.line, scan.text or ""
    assert document is not None
    if content.by_chance and line is not None and takes_serials(line, document.way):
        target = collecting.target(db, line.part.id)
        if collecting.may_be_serial(meaning, text, target) or clashes.new(db, document, target.scope, (text,)).here:
            return taking.take(db, post, state, (text,))
        if text.isdigit():
            return _ask_serial(state, line, IsSerial(scan, text, content, wrong))
    return _kept_label(post, state, scan, content, wrong)


def _kept_label(post: Post, state: Editing, scan: Scan, content: Content, wrong: str) -> tuple[Editing, Outcome]:
    """A label of goods that nothing here is called, kept for a key to say of which part it is."""
    state, outcome = _kept(post, state, scan, wrong)
    detail = f"{wrong} {label_wording.make_known(content)}".rstrip()
    if state.unknown is not None:
        state = replace(state, says=content)
    return state, replace(outcome, text=answers.unknown_label(), detail=detail)


def _kept(post: Post, state: Editing, scan: Scan, wrong: str) -> tuple[Editing, Outcome]:
    """The code is kept where something may get it; `wrong` is what is the matter with it, if that is known."""
    assignable = not refusal(post, scan)
    detail = wrong or wording.unknown_help(assignable=assignable, line=state.line is not None)
    outcome = Outcome(Tone.NO, answers.unknown(), detail, result="unknown")
    return replace(state, unknown=scan if assignable else None), outcome


def _ask_serial(state: Editing, line: Line, asked: IsSerial) -> tuple[Editing, Outcome]:
    options = (Option(YES, wording.yes_serial()), Option(NO, wording.no_serial()))
    question = Question(wording.is_serial(line.number, label_wording.kind_of(asked.content)), options, yes=YES)
    outcome = Outcome(Tone.ASK, asked.text, question.text, question=question, result="asked")
    return editing.asking(state, question, asked), outcome


def _ask_batch(state: Editing, line: Line, scan: Scan, text: str) -> tuple[Editing, Outcome]:
    if text == line.batch:
        return state, Outcome(Tone.AGAIN, text, wording.batch_again(line.number), result="again")
    options = (Option(YES, wording.yes_batch()), Option(NO, wording.no_batch()))
    question = Question(wording.is_batch(line.number, line.batch), options, yes=YES)
    outcome = Outcome(Tone.ASK, text, question.text, question=question, result="asked")
    return editing.asking(state, question, IsBatch(scan, text)), outcome


def may_be_batch(text: str) -> bool:
    """Whether a code could be that of a batch at all."""
    try:
        fields.batch(text)
    except ValueError:
        return False
    return True
