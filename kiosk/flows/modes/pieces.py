"""So many pieces of a part, by its own code: from which of its stock they come is known, or asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from kiosk.flows.documents import choosing
from kiosk.flows.modes import doing
from kiosk.flows.modes.mode import Mode, asking, closed, no, which
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock import fields
from kiosk.stock import quantity as quantities
from kiosk.stock.modes import ModeKind
from kiosk.stock.statuses import available
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.tracking import Tracking
from kiosk.stock.views import PartView
from kiosk.store import loose_stock
from kiosk.store.loose_stock import Loose
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import labelled as label_wording
from kiosk.wording import modes as wording


@dataclass(frozen=True, slots=True)
class FromWhich:
    """From which of its stock so much of a part is to come."""

    part: PartView
    amount: Decimal
    lots: tuple[Loose, ...]

    @property
    def label(self) -> str:
        return self.part.number

    def answer(self, db: Db, post: Post, state: Mode, key: str) -> tuple[Mode, Outcome] | None:
        match choosing.chosen(key, self.lots):
            case Outcome() as left:
                return state, left
            case Loose() as lot:
                return _from(db, post, state, self.part, self.amount, lot)
        return None

    def at(self, path: str) -> "FromWhich":
        """The same with what lies in this place and below it alone."""
        lots = tuple(lot for lot in self.lots if lot.place == path or lot.place.startswith(f"{path}/"))
        return replace(self, lots=lots)

    def of(self, item: int) -> "FromWhich":
        return replace(self, lots=tuple(lot for lot in self.lots if lot.item == item))


def add(
    db: Db, post: Post, state: Mode, part: PartView, amount: Decimal, batch: str | None = None
) -> tuple[Mode, Outcome]:
    """So many pieces: from where they were taken before, from the only place that has some, or it is asked.

    With a `batch` only of that.
    """
    lots = () if Tracking(part.tracking).serial else _lots(db, post, state, part)
    if batch is not None and lots:
        lots = tuple(lot for lot in lots if lot.batch == batch)
        if not lots:
            return state, no(part.number, label_wording.no_such_batch(part.number, batch))
    if not lots:
        return state, _none(db, post, state, part, amount)
    asked = FromWhich(part, amount, tuple(lots))
    if (before := asked.of(state.sources.get(part.thing.id, 0))).lots:
        asked = before
    elif state.kind is ModeKind.OUT and state.place is not None and (here := asked.at(state.place.label)).lots:
        asked = here
    return ask(db, post, state, asked)


def ask(db: Db, post: Post, state: Mode, asked: FromWhich) -> tuple[Mode, Outcome]:
    """Ask from which; with only one there is nothing to ask."""
    part, lots = asked.part, asked.lots
    if len(lots) == 1:
        return _from(db, post, state, part, asked.amount, lots[0])
    offered = lots[: choosing.OFFERED]
    text = wording.from_which(len(lots) - len(offered))
    question = which(text, [_named(lot, part) for lot in offered])
    outcome = Outcome(Tone.ASK, part.number, text, question=question, result="asked")
    return asking(state, question, asked), outcome


def amount_of(db: Db, post: Post, state: Mode, asked: FromWhich, text: str) -> tuple[Mode, Outcome]:
    """How many there are to be, while it is open from where: that stays the question."""
    try:
        amount = fields.amount(text.strip(), asked.part.decimals)
    except ValueError as error:
        outcome = no(wording.no_quantity(), wording.bad_quantity(str(error)))
        return state, replace(outcome, question=state.question)
    assert state.question is not None
    told = wording.so_many_from_which(amount, asked.part.unit)
    outcome = Outcome(Tone.ASK, asked.part.number, told, question=state.question, result="asked")
    return asking(state, state.question, replace(asked, amount=amount)), outcome


def _from(db: Db, post: Post, state: Mode, part: PartView, amount: Decimal, lot: Loose) -> tuple[Mode, Outcome]:
    """They come from this stock, from now on."""
    sources = {**state.sources, part.thing.id: lot.item}
    state = replace(closed(state), sources=MappingProxyType(sources))
    return doing.act(db, post, state, Thing(Kind.STOCK_ITEM, lot.item, part.number), amount)


def _lots(db: Db, post: Post, state: Mode, part: PartView) -> Sequence[Loose]:
    """What of it can be taken from: not what is there already, nor what may not go out."""
    lots = loose_stock.of_part(db, part.thing.id)
    if state.kind is ModeKind.OUT:
        returned = post.returned_available
        good = [lot for lot in lots if lot.state.status and available(lot.state.status, returned_available=returned)]
        return good or lots  # of what is there it is said why it can't go
    return [lot for lot in lots if state.place is None or lot.state.location != state.place.id]


def _named(lot: Loose, part: PartView) -> str:
    """A stock item as one of those to choose from."""
    told = answers.amount(quantities.of(lot.state.quantity), part.unit)
    return wording.lot(lot.place, told, lot.batch or "", lot.state.status)


def _none(db: Db, post: Post, state: Mode, part: PartView, amount: Decimal) -> Outcome:
    if state.kind is ModeKind.MOVE and state.place is not None and loose_stock.of_part(db, part.thing.id):
        return Outcome(Tone.AGAIN, part.number, wording.all_there(state.place.label), result="again")
    return replace(doing.refused(db, post, state, part.thing, amount), text=part.number)
