"""A scan in a mode: what its code means is done at once, asked about, or refused in words.

The next scan puts an open question away, and says that nothing was done with what it was about. A place, or the label
of one of the stock items that are offered, answers it.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from kiosk.barcodes import account
from kiosk.barcodes.content import Content
from kiosk.barcodes.reading import Ambiguous, Found, Meaning, Unknown
from kiosk.barcodes.resolve import resolve
from kiosk.flows import goods, lookup, questions
from kiosk.flows.assignable import refusal
from kiosk.flows.documents import choosing
from kiosk.flows.flow import may_answer
from kiosk.flows.goods import Pieces
from kiosk.flows.modes import doing, finding, pieces
from kiosk.flows.modes.mode import Mode, asking, closed, no, which
from kiosk.flows.modes.pieces import FromWhich
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import quantity as quantities
from kiosk.stock.modes import ModeKind
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import ItemView, LocationView, PartView, View
from kiosk.store import views
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import modes as wording


@dataclass(frozen=True, slots=True)
class WhichThing:
    """Which of several things a code means; each with how many millionths of its unit the code stands for."""

    things: tuple[tuple[Thing, int], ...]
    label: str
    content: Content | None = None

    def answer(self, db: Db, post: Post, state: Mode, key: str) -> tuple[Mode, Outcome] | None:
        match choosing.chosen(key, self.things):
            case Outcome() as left:
                return state, left
            case (thing, pack):
                return _meant(db, post, state, thing, pack, self.content)
        return None


def begin(kind: ModeKind) -> Mode:
    """A mode that has not done anything yet."""
    return Mode(kind)


def scan(db: Db, post: Post, state: Mode, scan: Scan) -> tuple[Mode, Outcome]:
    """What a scan does in the mode."""
    meaning = resolve(db, scan, post.codes)
    if (answered := _answered(db, post, state, scan, meaning)) is not None:
        state, outcome = answered
        return state, replace(outcome, meaning=meaning)
    left = "" if state.asked is None or state.kind is ModeKind.WHERE else state.asked.label
    fresh = replace(closed(state), current=None, found=None, unknown=None)
    state, outcome = _scanned(db, post, fresh, scan, meaning)
    if left and not (state.asked is not None and state.asked.label == left):
        outcome = replace(outcome, detail=answers.put_away(outcome.detail, left))
    return state, replace(outcome, meaning=meaning)


def answer(db: Db, post: Post, state: Mode, key: str) -> tuple[Mode, Outcome]:
    """Choose the option of the open question that has this key."""
    gone = no(answers.no_such_option(), answers.no_such_option_help())
    return questions.answer(db, post, state, key, gone)


def quantity(db: Db, post: Post, state: Mode, text: str) -> tuple[Mode, Outcome]:
    """How many the last scan moves in all, or is to move once it is known from where."""
    if isinstance(state.asked, FromWhich):
        return pieces.amount_of(db, post, state, state.asked, text)
    return doing.quantity(db, post, state, text)


def _answered(db: Db, post: Post, state: Mode, scan: Scan, meaning: Meaning) -> tuple[Mode, Outcome] | None:
    """What the scan is as an answer to the question that is open; None where it is none."""
    question, asked = state.question, state.asked
    if question is None or not isinstance(asked, FromWhich) or not isinstance(meaning, Found):
        return None
    match meaning.thing.kind:
        case Kind.LOCATION:
            place = views.view(db, meaning.thing)
            meant = asked.at(place.path) if isinstance(place, LocationView) else asked
        case Kind.STOCK_ITEM:
            meant = asked.of(meaning.thing.id)
        case _:
            return None
    if not meant.lots:
        return None
    if not may_answer(question, scan):
        outcome = Outcome(Tone.AGAIN, answers.too_soon(), answers.too_soon_help(), question=question, result="refused")
        return state, outcome
    return pieces.ask(db, post, closed(state), meant)


def _scanned(db: Db, post: Post, state: Mode, scan: Scan, meaning: Meaning) -> tuple[Mode, Outcome]:
    match meaning:
        case Found(thing=thing, pack=pack):
            return _meant(db, post, state, thing, pack, meaning.tried.content)
        case Ambiguous():
            return _ask(state, meaning)
        case Unknown():
            return _unknown(db, post, state, scan, meaning)


def _meant(db: Db, post: Post, state: Mode, thing: Thing, pack: int, content: Content | None) -> tuple[Mode, Outcome]:
    """One thing that the code is about; of a label just what that names of its stock."""
    try:
        told = goods.stock(db, thing, pack, content)
    except ValueError as error:
        return state, no(thing.label, str(error))
    if isinstance(told, Pieces):
        return _thing(db, post, state, thing, told.amount, told.batch)
    state, outcome = _thing(db, post, state, told or thing, pack)
    return state, goods.noted(db, outcome, told or thing, content)


def _thing(db: Db, post: Post, state: Mode, thing: Thing, pack: int, batch: str | None = None) -> tuple[Mode, Outcome]:
    """One thing that the code is all about; `batch` is the one that it names."""
    view = views.view(db, thing, returned_available=post.returned_available)
    if view is None:
        state = replace(state, place=None) if thing.kind is Kind.LOCATION else state
        return state, no(answers.vanished(), answers.vanished_help(thing.label))
    if state.kind is ModeKind.WHERE:
        return finding.show(state, view)
    if isinstance(view, LocationView):
        return _place(state, view)
    if state.kind is ModeKind.MOVE and state.place is None:
        return state, no(wording.place_first(), wording.place_first_help())
    return _stock(db, post, state, view, quantities.of(pack), batch)


def _stock(db: Db, post: Post, state: Mode, view: View, amount: Decimal, batch: str | None) -> tuple[Mode, Outcome]:
    """Of a part so much, or a pack; a unit whole, and what has a label of its own whole to its place."""
    match view:
        case PartView():
            return pieces.add(db, post, state, view, amount, batch)
        case ItemView():
            whole = state.kind is ModeKind.MOVE or bool(view.serial)
            return doing.act(db, post, state, view.thing, None if whole else amount)
    return state, no(view.thing.label, wording.no_document())


def _place(state: Mode, view: LocationView) -> tuple[Mode, Outcome]:
    """Where things go from now on, or what they are taken from. After one that is refused they go nowhere."""
    if state.kind is ModeKind.MOVE and view.structural:
        return replace(state, place=None), no(view.path, wording.structural())
    if state.place is not None and state.place.id == view.thing.id:
        return state, Outcome(Tone.AGAIN, view.path, wording.same_place(state.kind), result="again")
    place = Thing(Kind.LOCATION, view.thing.id, view.path)
    detail = wording.place_chosen(state.kind)
    return replace(state, place=place), Outcome(Tone.OK, view.path, detail, result="place")


def _ask(state: Mode, meaning: Ambiguous) -> tuple[Mode, Outcome]:
    packs = {(match.thing.kind, match.thing.id): match.pack for match in reversed(meaning.tried.matches)}
    offered = tuple((thing, packs[thing.kind, thing.id]) for thing in meaning.things[: choosing.OFFERED])
    more = len(meaning.things) - len(offered) + meaning.more
    question = which(answers.which(more), [answers.option(thing) for thing, _ in offered])
    text = answers.ambiguous(len(offered), more)
    outcome = Outcome(Tone.ASK, text, question.text, question=question, result="ambiguous")
    return asking(state, question, WhichThing(offered, text, meaning.tried.content)), outcome


def _unknown(db: Db, post: Post, state: Mode, scan: Scan, meaning: Unknown) -> tuple[Mode, Outcome]:
    """Nothing was done; the code is kept where something may get it. A place that is archived is one refused."""
    if any(match.archived and match.thing.kind is Kind.LOCATION for match in meaning.tried.matches):
        state = replace(state, place=None)
    why = refusal(post, scan)
    invalid = account.invalid(meaning.tried)
    detail = lookup.void(db, scan.text or "") or wording.unknown_help(invalid, assignable=not why)
    outcome = Outcome(Tone.NO, answers.unknown(), detail, result="unknown")
    return replace(state, unknown=None if why else scan), outcome
