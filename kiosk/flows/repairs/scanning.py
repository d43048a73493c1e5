"""A scan while a repair is on the screen: a part that is used, the place that parts come from, another repair's slip.

Nothing is left half done by a scan: the next one puts an open question away, and a place answers where a part goes.
"""

from dataclasses import dataclass, replace

from kiosk.barcodes import account
from kiosk.barcodes.content import Content
from kiosk.barcodes.reading import Ambiguous, Found, Unknown
from kiosk.barcodes.resolve import resolve
from kiosk.flows import goods
from kiosk.flows.assignable import refusal
from kiosk.flows.documents import choosing
from kiosk.flows.flow import may_answer
from kiosk.flows.goods import Pieces
from kiosk.flows.repairs import taking_out, using, working
from kiosk.flows.repairs.taking_out import WhereTo
from kiosk.flows.repairs.working import Repairing
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import quantity as quantities
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import ItemView
from kiosk.store import loose_stock, repairs, supplier_parts, views
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import labelled as label_wording
from kiosk.wording import repairs as wording


def scan(db: Db, post: Post, state: Repairing, scan: Scan) -> tuple[Repairing, Outcome]:
    """What a scan does to the repair."""
    if state.repair is None:
        return state, working.not_open()
    meaning = resolve(db, scan, post.codes)
    asked, question = state.asked, state.question
    state = replace(working.closed(state), unknown=None, says=None)
    match meaning:
        case Unknown():
            state, outcome = _unknown(db, post, state, scan, meaning)
        case Found(thing=Thing(kind=Kind.LOCATION) as place) if isinstance(asked, WhereTo):
            if question is not None and not may_answer(question, scan):
                state = working.asking(state, question, asked)
                told = answers.too_soon(), answers.too_soon_help()
                outcome = Outcome(Tone.AGAIN, *told, question=question, result="refused")
            else:
                state, outcome = taking_out.to(db, post, state, asked.unit, asked.line, place)
        case Found(thing=thing, pack=pack):
            state, outcome = _meant(db, post, state, thing, pack, meaning.tried.content)
        case Ambiguous():
            packs = {match.thing: match.pack for match in reversed(meaning.tried.matches)}
            offered = tuple((thing, packs[thing]) for thing in meaning.things[: choosing.OFFERED])
            more = len(meaning.things) - len(offered) + meaning.more
            question = choosing.question(answers.which(more), [answers.option(thing) for thing, _ in offered])
            state = working.asking(state, question, Which(offered, meaning.tried.content))
            text = answers.ambiguous(len(offered), more)
            outcome = Outcome(Tone.ASK, text, question.text, question=question, result="ambiguous")
    return working.heard(state, replace(outcome, meaning=meaning))


@dataclass(frozen=True, slots=True)
class Which:
    """Which of several things a code means; each with how many millionths of its unit the code stands for."""

    things: tuple[tuple[Thing, int], ...]
    content: Content | None = None

    def answer(self, db: Db, post: Post, state: Repairing, key: str) -> tuple[Repairing, Outcome] | None:
        match choosing.chosen(key, self.things):
            case Outcome() as left:
                return state, left
            case (thing, pack):
                return _meant(db, post, state, thing, pack, self.content)
        return None


def _meant(
    db: Db, post: Post, state: Repairing, thing: Thing, pack: int, content: Content | None
) -> tuple[Repairing, Outcome]:
    """One thing that the code is about; of a label just what that names of its stock: a unit, or so much of a batch."""
    try:
        told = goods.stock(db, thing, pack, content)
    except ValueError as error:
        return state, working.no(thing.label, str(error))
    if not isinstance(told, Pieces):
        state, outcome = _thing(db, post, state, told or thing, pack)
        return state, goods.noted(db, outcome, told or thing, content)
    if told.batch is None:
        return using.piece(db, post, state, told.part, told.amount)
    lots = loose_stock.of_batch(db, told.part, told.batch, 2)
    if len(lots) == 1:
        return using.piece(db, post, state, told.part, told.amount, lots[0].id)
    text = label_wording.several_lots(told.batch) if lots else label_wording.no_such_batch(thing.label, told.batch)
    return state, working.no(thing.label, text)


def _thing(db: Db, post: Post, state: Repairing, thing: Thing, pack: int) -> tuple[Repairing, Outcome]:
    match thing.kind:
        case Kind.PART:
            return using.piece(db, post, state, thing.id, pack)
        case Kind.SUPPLIER_PART:
            stored = supplier_parts.get(db, thing.id)
            if stored is not None:
                return using.piece(db, post, state, stored.supplier_part.part, pack)
        case Kind.LOCATION:
            return using.source(db, post, state, thing)
        case Kind.DOCUMENT:
            return _document(db, post, state, thing)
        case Kind.STOCK_ITEM:
            return _item(db, post, state, thing)
    return state, working.no(answers.vanished(), answers.vanished_help(thing.label))


def _item(db: Db, post: Post, state: Repairing, thing: Thing) -> tuple[Repairing, Outcome]:
    """A unit is used as itself; of loose stock one piece of just this lot."""
    view = views.view(db, thing)
    if not isinstance(view, ItemView):
        return state, working.no(answers.vanished(), answers.vanished_help(thing.label))
    if view.serial:
        return using.unit(db, post, state, view.thing)
    return using.piece(db, post, state, view.part.id, quantities.UNIT, thing.id)


def _document(db: Db, post: Post, state: Repairing, thing: Thing) -> tuple[Repairing, Outcome]:
    """Another repair's slip: nothing of this one is lost, so that is gone on with at once."""
    assert state.repair is not None
    if thing.id == state.repair.document.id:
        return state, Outcome(Tone.AGAIN, thing.label, wording.this_repair(), result="again")
    if repairs.get(db, thing.id) is None:
        return state, working.no(thing.label, wording.another_document())
    state, outcome = working.opened(db, post, state, thing.id)
    return state, replace(outcome, result="found")


def _unknown(db: Db, post: Post, state: Repairing, scan: Scan, meaning: Unknown) -> tuple[Repairing, Outcome]:
    """The code is kept where something may get it; the serial of the customer's own unit is known."""
    assert state.repair is not None
    content, wrong = meaning.tried.content, account.invalid(meaning.tried)
    serial = goods.serial(scan, content)
    if serial and serial == state.repair.serial:
        return state, Outcome(Tone.AGAIN, serial, wording.is_its_unit(state.repair), result="again")
    assignable = not refusal(post, scan)
    text, detail = answers.unknown(), wrong or wording.unknown_help(assignable=assignable)
    if content is not None and content.names:
        text = answers.unknown_label()
        detail = f"{wrong} {label_wording.make_known(content, again=True)}".rstrip() if assignable else wrong
    outcome = Outcome(Tone.NO, text, detail, result="unknown")
    kept = (scan, content) if assignable else (None, None)
    return replace(state, unknown=kept[0], says=kept[1]), outcome
