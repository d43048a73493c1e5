"""A scan while a draft is worked on: a part, a serial, a place, a batch, by what the code means and what is missing.

Nothing is left half done by a scan: what a code means is taken in as one step, asked about, or refused in words. The
next scan puts an open question away; the same code once more answers it.
"""

from dataclasses import dataclass, replace

from kiosk.barcodes import account
from kiosk.barcodes.about import About
from kiosk.barcodes.content import Content
from kiosk.barcodes.reading import Ambiguous, Found, Meaning, Reader, Unknown
from kiosk.barcodes.resolve import resolve
from kiosk.flows import clashes, collecting
from kiosk.flows.assignable import refusal
from kiosk.flows.documents import choosing, editing, labelled, lines, taking, units
from kiosk.flows.documents.editing import Editing
from kiosk.flows.documents.labelled import Label
from kiosk.flows.documents.lines import Of
from kiosk.flows.flow import may_answer
from kiosk.outcome import Option, Outcome, Question, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock import quantity as quantities
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Line
from kiosk.stock.standing import takes_serials
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import ItemView
from kiosk.store import draft_serials, supplier_parts, views
from kiosk.store import serials as store_serials
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import documents_scanning as wording
from kiosk.wording import labelled as label_wording

YES, NO = "1", "2"


def scan(db: Db, post: Post, state: Editing, scan: Scan) -> tuple[Editing, Outcome]:
    """What a scan does to the draft."""
    meaning = resolve(db, scan, post.codes, about=_about(state))
    state = replace(state, unknown=None, out=None, kept=None, says=None)
    state, outcome = _scanned(db, post, state, scan, meaning)
    new = outcome.result == "collected" and state.document is not None and state.document.way is Way.IN
    taken_as = wording.taken_as(state.line.number) if new and state.line is not None else ""
    return editing.heard(state, replace(outcome, meaning=meaning, taken_as=taken_as))


def _about(state: Editing) -> About:
    """What readers of other packages may know of the work."""
    document, line = state.document, state.line
    return About(
        "" if document is None else document.number,
        "" if document is None else document.kind.value,
        "" if line is None else line.number,
    )


def again(db: Db, post: Post, state: Editing, label: Scan) -> tuple[Editing, Outcome]:
    """A label once more that was refused: on a line of its own, whatever line is chosen."""
    return scan(db, post, labelled.free(state), label)


def is_known(db: Db, post: Post, state: Editing, label: Scan) -> bool:
    """Whether a label that was unknown means something by now. Only reads."""
    return isinstance(resolve(db, label, post.codes), Found)


@dataclass(frozen=True, slots=True)
class Which:
    """Which of several things a code means; each with how many millionths of its unit the code stands for.

    `content` is what the code says beside, `scan` where it was read.
    """

    things: tuple[tuple[Thing, int], ...]
    scan: Scan
    content: Content | None = None

    def answer(self, db: Db, post: Post, state: Editing, key: str) -> tuple[Editing, Outcome] | None:
        match choosing.chosen(key, self.things):
            case Outcome() as left:
                return state, left
            case (thing, pack):
                return _meant(db, post, state, self.scan, thing, pack, self.content)
        return None


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


def _scanned(db: Db, post: Post, state: Editing, scan: Scan, meaning: Meaning) -> tuple[Editing, Outcome]:
    if answered := _answered(db, post, state, scan):
        return answered
    document, text = state.document, scan.text
    assert document is not None
    state = editing.closed(state)
    if document.listed and text is not None and draft_serials.missing(db, document.id, (text,)):
        return taking.take(db, post, state, (text,))
    if isinstance(meaning, Unknown):
        return _unknown(db, post, state, scan, meaning)
    if meaning.tried.content is not None:
        return _one(db, post, state, scan, meaning)
    things = meaning.things if isinstance(meaning, Ambiguous) else (meaning.thing,)
    if all(thing.kind is Kind.STOCK_ITEM for thing in things):
        return _items(db, post, state, scan, meaning, things)
    return _one(db, post, state, scan, meaning)


def _answered(db: Db, post: Post, state: Editing, scan: Scan) -> tuple[Editing, Outcome] | None:
    """What a scan comes to by the state alone: the answer of a question, or nothing where no draft is open."""
    if state.done:
        return editing.lost(db, post, state)
    if state.document is None and state.question is None:
        return state, editing.not_open()
    if state.question is None:
        return None
    if isinstance(state.asked, IsBatch | IsSerial) and scan.text == state.asked.text:
        if may_answer(state.question, scan):
            return editing.answer(db, post, state, YES)
        text, detail = answers.too_soon(), answers.too_soon_help()
    elif state.document is None:
        text, detail = answers.answer_first(), answers.answer_first_help()
    else:
        return None
    return state, Outcome(Tone.AGAIN, text, detail, question=state.question, result="refused")


def _thing(db: Db, post: Post, state: Editing, thing: Thing, pack: int) -> tuple[Editing, Outcome]:
    """One thing that the code is all about."""
    match thing.kind:
        case Kind.PART:
            return lines.add(db, post, state, Of(thing.id, pack))
        case Kind.SUPPLIER_PART:
            stored = supplier_parts.get(db, thing.id)
            if stored is not None:
                return lines.add(db, post, state, Of(stored.supplier_part.part, pack, thing.id))
        case Kind.LOCATION:
            return lines.place(db, post, state, thing)
        case Kind.DOCUMENT:
            return state, _document(state, thing)
        case Kind.STOCK_ITEM:
            view = views.view(db, thing)
            if isinstance(view, ItemView):
                return _item(db, post, state, view)
    return state, editing.no(answers.vanished(), answers.vanished_help(thing.label))


def _document(state: Editing, thing: Thing) -> Outcome:
    assert state.document is not None
    if thing.id == state.document.id:
        return Outcome(Tone.AGAIN, thing.label, wording.this_document(), result="again")
    return editing.no(wording.finish_first(), wording.finish_first_help(state.document.number))


def _item(db: Db, post: Post, state: Editing, view: ItemView) -> tuple[Editing, Outcome]:
    """Stock that is there already: a unit goes out or comes back as itself; of the rest more of the same is meant."""
    document = state.document
    assert document is not None
    if view.serial and document.way in (Way.OUT, Way.BACK):
        return units.take(db, post, state, view.thing)
    if view.serial:
        taken = store_serials.taken(db, store_serials.scope(db, view.part.id), (view.serial,))
        told = clashes.in_stock(taken[0]) if taken else wording.void()
        out = clashes.out(taken[0]) if taken else None
        detail = wording.known_unit(told, advised=out is not None or not taken)
        return replace(state, out=out if document.way is Way.IN else None), editing.no(view.serial, detail)
    if document.way is not Way.OUT:
        return lines.add(db, post, state, Of(view.part.id, quantities.UNIT, None, view.batch or None))
    place = None if view.location is None else view.location.id
    return lines.add(db, post, state, Of(view.part.id, quantities.UNIT, None, view.batch, place))


def _items(
    db: Db, post: Post, state: Editing, scan: Scan, meaning: Found | Ambiguous, things: tuple[Thing, ...]
) -> tuple[Editing, Outcome]:
    """Stock items that have the code: by a label of their own, as their serial, or as their batch."""
    document, line, text = state.document, state.line, scan.text or ""
    assert document is not None
    readers = {match.reader for match in meaning.tried.matches if match.thing in things and not match.archived}
    if Reader.SERIAL in readers:
        if document.way in (Way.OUT, Way.BACK):
            return units.take(db, post, state, things[0] if len(things) == 1 else text)
        if line is not None and takes_serials(line, document.way):
            return taking.take(db, post, state, (text,))  # another part's may be called so; if not, it is said whose
    elif Reader.BATCH in readers and line is not None and not line.tracking.serial:
        ours = [view for view in (views.view(db, thing) for thing in things) if isinstance(view, ItemView)]
        if line.tracking.batch or any(view.part.id == line.part.id for view in ours):
            return lines.batch(db, post, state, text)
        return state, editing.no(text, wording.other_batch(line.number))
    return _one(db, post, state, scan, meaning)


def _one(db: Db, post: Post, state: Editing, scan: Scan, meaning: Found | Ambiguous) -> tuple[Editing, Outcome]:
    """The thing that has the code; of several it is asked which."""
    content = meaning.tried.content
    if isinstance(meaning, Found):
        return _meant(db, post, state, scan, meaning.thing, meaning.pack, content)
    packs = {(match.thing.kind, match.thing.id): match.pack for match in reversed(meaning.tried.matches)}
    offered = tuple((thing, packs[thing.kind, thing.id]) for thing in meaning.things[: choosing.OFFERED])
    more = len(meaning.things) - len(offered) + meaning.more
    question = choosing.question(answers.which(more), [answers.option(thing) for thing, _ in offered])
    text = answers.ambiguous(len(offered), more)
    outcome = Outcome(Tone.ASK, text, question.text, question=question, result="ambiguous")
    return editing.asking(state, question, Which(offered, scan, content)), outcome


def _meant(
    db: Db, post: Post, state: Editing, scan: Scan, thing: Thing, pack: int, content: Content | None
) -> tuple[Editing, Outcome]:
    """One thing that the code is about, with what the code says of it."""
    if content is None:
        return _thing(db, post, state, thing, pack)
    if thing.kind in (Kind.PART, Kind.SUPPLIER_PART):
        return labelled.take(db, post, state, Label(scan, thing, pack, content))
    view = views.view(db, thing) if thing.kind is Kind.STOCK_ITEM else None
    if not isinstance(view, ItemView) or not view.serial or not content.serials:
        return _thing(db, post, state, thing, pack)
    return labelled.take(db, post, state, Label(scan, view.part, quantities.UNIT, content))


def _unknown(db: Db, post: Post, state: Editing, scan: Scan, meaning: Unknown) -> tuple[Editing, Outcome]:
    """A serial or a batch of the current line, where it wants one; nothing else can be made of it."""
    document, line, text = state.document, state.line, scan.text
    assert document is not None
    wrong = account.invalid(meaning.tried)
    if meaning.tried.content is not None:
        return _unknown_label(db, post, state, scan, meaning, meaning.tried.content, wrong)
    if meaning.tried.labels:
        return _unknown_labels(db, post, state, scan, meaning, wrong)
    names_one = meaning.tried.forms.own is not None or any(match.archived for match in meaning.tried.matches)
    if text is not None and not names_one and document.way is not Way.NONE:
        if line is not None and takes_serials(line, document.way):
            return taking.take(db, post, state, (text,))
        if document.way is Way.IN and line is not None and line.tracking.batch and may_be_batch(text):
            return _ask_batch(state, line, scan, text)
        if line is None and document.way is not Way.IN:
            return units.take(db, post, state, text)
    return _kept(post, state, scan, wrong)


def _unknown_labels(
    db: Db, post: Post, state: Editing, scan: Scan, meaning: Unknown, wrong: str
) -> tuple[Editing, Outcome]:
    """Labels of one trigger that name nothing together: serials of the current line, if all of them can be."""
    from kiosk.barcodes import mixed

    document, line, texts = state.document, state.line, mixed.only_texts(meaning.tried.labels)
    assert document is not None
    if texts and line is not None and takes_serials(line, document.way):
        return taking.take(db, post, state, texts)
    return _kept(post, state, scan, wrong)


def _unknown_label(
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
