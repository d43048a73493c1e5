"""A scan while a draft is worked on: a part, a serial, a place, a batch, by what the code means and what is missing.

Nothing is left half done by a scan: what a code means is taken in as one step, asked about, or refused in words. The
next scan puts an open question away; the same code once more answers it.
"""

from dataclasses import dataclass, replace

from kiosk.barcodes.about import About
from kiosk.barcodes.content import Content
from kiosk.barcodes.reading import Ambiguous, Found, Meaning, Reader, Unknown
from kiosk.barcodes.resolve import resolve
from kiosk.flows import clashes, goods
from kiosk.flows.documents import choosing, editing, labelled, lines, taking, units, unknown
from kiosk.flows.documents.editing import Editing
from kiosk.flows.documents.labelled import Label
from kiosk.flows.documents.lines import Of
from kiosk.flows.flow import may_answer
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import quantity as quantities
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Document
from kiosk.stock.standing import takes_serials
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import ItemView
from kiosk.store import draft_serials, draft_steps, supplier_parts, views
from kiosk.store import serials as store_serials
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import documents_scanning as wording
from kiosk.wording import labelled as label_wording

_PACKAGE = frozenset({"00", "3S", "4S", "5S", "18S", "25S", "pdi"})  # elements that no other package should have


def scan(db: Db, post: Post, state: Editing, scan: Scan) -> tuple[Editing, Outcome]:
    """What a scan does to the draft."""
    return _heard(db, post, state, scan, here=False)


def scan_here(db: Db, post: Post, state: Editing, scan: Scan) -> tuple[Editing, Outcome]:
    """The same while serials of the current line alone are collected: a code of another part is not for it."""
    return _heard(db, post, state, scan, here=True)


def _heard(db: Db, post: Post, state: Editing, scan: Scan, *, here: bool) -> tuple[Editing, Outcome]:
    meaning = resolve(db, scan, post.codes, about=_about(state))
    state = replace(state, unknown=None, out=None, kept=None, says=None)
    state, outcome = _scanned(db, post, state, scan, meaning, here=here)
    if state.document is not None and _same_package(db, post, state.document, scan, meaning, outcome):
        detail = f"{label_wording.same_package()} {outcome.detail}".rstrip()
        outcome = replace(outcome, tone=Tone.AGAIN, detail=detail)
    new = outcome.result == "collected" and state.document is not None and state.document.way is Way.IN
    taken_as = wording.taken_as(state.line.number) if new and state.line is not None else ""
    return editing.heard(state, replace(outcome, meaning=meaning, taken_as=taken_as))


def _same_package(db: Db, post: Post, document: Document, scan: Scan, meaning: Meaning, outcome: Outcome) -> bool:
    """Whether what comes in has a label that tells packages apart, and just that one came in by this draft before."""
    content = meaning.tried.content
    if content is None or document.way is not Way.IN or post.scan is None:
        return False
    taken = outcome.tone in (Tone.OK, Tone.AGAIN) and outcome.result != "again"
    told = any(field.id in _PACKAGE for field in content.fields)
    return taken and told and draft_steps.scanned_before(db, document.id, post.scan, scan.raw)


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


def _scanned(
    db: Db, post: Post, state: Editing, scan: Scan, meaning: Meaning, *, here: bool
) -> tuple[Editing, Outcome]:
    if answered := _answered(db, post, state, scan):
        return answered
    document, text = state.document, scan.text
    assert document is not None
    state = editing.closed(state)
    if document.listed and text is not None and draft_serials.missing(db, document.id, (text,)):
        return taking.take(db, post, state, (text,))
    if here and (other := _of_another(db, state, meaning)):
        return state, other
    if isinstance(meaning, Unknown):
        return unknown.take(db, post, state, scan, meaning)
    things = meaning.things if isinstance(meaning, Ambiguous) else (meaning.thing,)
    if meaning.tried.content is None and all(thing.kind is Kind.STOCK_ITEM for thing in things):
        return _items(db, post, state, scan, meaning, things)
    return _one(db, post, state, scan, meaning)


def _of_another(db: Db, state: Editing, meaning: Meaning) -> Outcome | None:
    """What to answer to a code of goods of other parts than the current line's. A plain serial may be of several."""
    line = state.line
    if line is None or isinstance(meaning, Unknown):
        return None
    things = meaning.things if isinstance(meaning, Ambiguous) else (meaning.thing,)
    plain = meaning.tried.content is None
    if any(thing.kind is Kind.LOCATION or (plain and thing.kind is Kind.STOCK_ITEM) for thing in things):
        return None
    parts = {goods.part_of(db, thing) for thing in things} - {None}
    if not parts or line.part.id in parts:
        return None
    return editing.no(things[0].label, wording.other_part_here(line.number))


def _answered(db: Db, post: Post, state: Editing, scan: Scan) -> tuple[Editing, Outcome] | None:
    """What a scan comes to by the state alone: the answer of a question, or nothing where no draft is open."""
    if state.done:
        return editing.lost(db, post, state)
    if state.document is None and state.question is None:
        return state, editing.not_open()
    if state.question is None:
        return None
    asked = state.asked
    if isinstance(asked, unknown.IsBatch | unknown.IsSerial) and scan.text == asked.text and not asked.misread:
        if may_answer(state.question, scan):
            return editing.answer(db, post, state, unknown.YES)
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
