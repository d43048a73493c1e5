"""What becomes of a code in a draft that nothing has: a serial or a batch of the current line, or kept for a thing.

A label of goods that nothing here is called is kept whole. Where a text may be one thing or another it is asked, and
the same code once more answers.
"""

from dataclasses import dataclass, replace

from kiosk.barcodes import account, lookalike
from kiosk.barcodes.content import Content
from kiosk.barcodes.reading import Reading, Tried, Unknown, Verdict
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
    """Whether an unknown code is the batch of the current line. Scanned once more it is, unless it may be misread."""

    scan: Scan
    text: str
    misread: bool = False

    def answer(self, db: Db, post: Post, state: Editing, key: str) -> tuple[Editing, Outcome] | None:
        if key == NO:
            return _kept(post, state, self.scan, "")
        return lines.batch(db, post, state, self.text) if key == YES else None


@dataclass(frozen=True, slots=True)
class IsSerial:
    """Whether a text that may as well be of something unknown is a serial of the current line. Scanned once more it
    is. `content` is what it says where it is a label, `wrong` why nothing has it, `kind` what else it may be, `told`
    what a plugin told of it."""

    scan: Scan
    text: str
    content: Content | None
    wrong: str
    kind: str
    told: Reading | None = None

    misread = False

    def answer(self, db: Db, post: Post, state: Editing, key: str) -> tuple[Editing, Outcome] | None:
        if key == YES:
            return taking.take(db, post, state, (self.text,))
        if key != NO:
            return None
        if self.content is None:
            return _kept(post, state, self.scan, self.wrong)
        return _kept_label(post, state, self.scan, self.content, self.wrong)


def take(db: Db, post: Post, state: Editing, scan: Scan, meaning: Unknown) -> tuple[Editing, Outcome]:
    """A serial or a batch of the current line, where it wants one; nothing else can be made of it."""
    wrong = account.invalid(meaning.tried)
    if meaning.tried.content is not None:
        return _label(db, post, state, scan, meaning, meaning.tried.content, wrong)
    if meaning.tried.labels:
        return _labels(db, post, state, scan, meaning, wrong)
    taken = None if scan.text is None or meaning.tried.names else _text(db, post, state, scan, meaning, wrong)
    return taken or _kept(post, state, scan, wrong)


def _text(
    db: Db, post: Post, state: Editing, scan: Scan, meaning: Unknown, wrong: str
) -> tuple[Editing, Outcome] | None:
    """What the current line makes of a text; None where it wants none."""
    document, line, text = state.document, state.line, scan.text or ""
    assert document is not None
    if line is None:
        return units.take(db, post, state, text) if document.way in (Way.OUT, Way.BACK) else None
    if takes_serials(line, document.way):
        kind = _kind(meaning.tried, text)
        if document.way is Way.IN and kind:
            return _number(db, post, state, line, IsSerial(scan, text, None, wrong, kind, meaning.tried.told))
        return taking.take(db, post, state, (text,))
    if document.way is Way.IN and line.tracking.batch and fields.may_be_batch(text):
        asked = IsBatch(scan, text, lookalike.misread_article(meaning.tried.forms))
        return _ask_batch(state, line, asked)
    return None


def _kind(tried: Tried, text: str) -> str:
    """What an unknown text may be instead of a serial; empty where nothing tells."""
    if lookalike.article(tried.forms):
        return wording.article()
    if account.misread(tried):
        return label_wording.gs1()
    if lookalike.address(text):
        return wording.address()
    return "" if tried.told is None else wording.label()


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
    wants = line is not None and document.way is Way.IN and takes_serials(line, document.way)
    if line is not None and wants and content.by_chance:
        asked = IsSerial(scan, text, content, wrong, label_wording.kind_of(content))
        return _number(db, post, state, line, asked)
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


def _number(db: Db, post: Post, state: Editing, line: Line, asked: IsSerial) -> tuple[Editing, Outcome]:
    """A text of which only the look says that it may be of something unknown, or a plugin: a serial where the part's
    scheme says so, or the draft has it already; else it is asked."""
    document = state.document
    assert document is not None
    target = collecting.target(db, line.part.id)
    if collecting.fits(target, asked.text) or clashes.new(db, document, target.scope, (asked.text,)).here:
        return taking.take(db, post, state, (asked.text,))
    if asked.content is not None and not asked.text.isdigit():
        return _kept_label(post, state, asked.scan, asked.content, asked.wrong)
    options = (Option(YES, wording.yes_serial()), Option(NO, wording.no_serial(asked.kind)))
    told = wording.is_serial(line.number, asked.kind)
    if asked.told is not None:
        told = wording.is_serial_all_the_same(line.number, asked.wrong)
    question = Question(told, options, yes=YES)
    tone = Tone.FAULT if asked.told is not None and asked.told.verdict is Verdict.FAULT else Tone.ASK
    outcome = Outcome(tone, asked.text, question.text, question=question, result="asked")
    return editing.asking(state, question, asked), outcome


def _ask_batch(state: Editing, line: Line, asked: IsBatch) -> tuple[Editing, Outcome]:
    text = asked.text
    if text == line.batch:
        return state, Outcome(Tone.AGAIN, text, wording.batch_again(line.number), result="again")
    options = (Option(YES, wording.yes_batch()), Option(NO, wording.no_batch()))
    told = wording.is_batch_misread(line.number) if asked.misread else wording.is_batch(line.number, line.batch)
    question = Question(told, options, yes=YES)
    outcome = Outcome(Tone.ASK, text, question.text, question=question, result="asked")
    return editing.asking(state, question, asked), outcome
