"""What a label says of goods of one part, as the part takes it: how much in its own unit, of which batch, which units.

What can't be used is refused in a sentence, and with it the whole label: nothing of it is taken in half.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from kiosk import times
from kiosk.barcodes.content import Content
from kiosk.barcodes.reading import Ambiguous, Meaning, Unknown
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields, measures
from kiosk.stock import quantity as quantities
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.tracking import Tracking
from kiosk.stock.views import ItemView
from kiosk.store import parts, picking, supplier_parts, views
from kiosk.store.parts import NewPart
from kiosk.store.sql import Db
from kiosk.store.things import thing
from kiosk.wording import labelled as wording

_TAKEN = (Tone.OK, Tone.AGAIN)
_NUMBERED = 3  # characters from which on a delivery has a number of its own


@dataclass(frozen=True, slots=True)
class Goods:
    """`amount` is in millionths of the part's unit; of goods with serials it is one for each. What the label doesn't
    say is None or empty."""

    amount: int
    batch: str | None = None
    expiry: date | None = None
    serials: tuple[str, ...] = ()
    date_code: str = ""


def read(part: NewPart, pack: int, content: Content) -> Goods:
    """The goods of a label of this part. `pack` is how much one scan of it stands for where it tells no quantity.

    Raises ValueError with the sentence for the operator where anything in it can't be.
    """
    if content.faults:
        raise ValueError(" ".join(content.faults))
    serials = tuple(dict.fromkeys(content.serials))
    count = amount(part, quantities.UNIT * len(serials) if serials else pack, content)
    if serials:
        _check_serials(part, count, serials)
    return Goods(count, _batch(content), content.expiry, serials, content.date_code)


def amount(part: NewPart, pack: int, content: Content | None) -> int:
    """How much of the part one scan stands for, in millionths of its unit: as the label tells, else `pack`.

    Raises ValueError with a sentence where the part can't have so much, or is not measured so.
    """
    if content is None or content.quantity is None:
        return pack
    told: Decimal | None = content.quantity
    if content.unit:
        told = measures.converted(content.quantity, content.unit, part.unit)
    if told is None:
        raise ValueError(wording.other_unit(content.quantity, content.unit, part.number, part.unit))
    decimals = 0 if Tracking(part.tracking).serial else part.decimals
    if not told.is_finite() or not 0 < told <= fields.MOST:
        raise ValueError(wording.bad_quantity(content.quantity))
    if not quantities.fits(told, decimals):
        raise ValueError(wording.fraction(told, part.number, part.unit, decimals))
    return quantities.millionths(told)


@dataclass(frozen=True, slots=True)
class Pieces:
    """So many millionths of a part without serials; `batch` is None where none is told."""

    part: int
    amount: int
    batch: str | None = None


def stock(db: Db, one: Thing, pack: int, content: Content | None) -> Thing | Pieces | None:
    """What of the stock the label of a part or supplier part means: a unit of it by its serial, or so many pieces.

    None where the thing is no such, or nothing is said of it: then the thing itself is meant. Raises ValueError with a
    sentence where there is no such unit, or the label says what can't be.
    """
    if content is None or one.kind not in (Kind.PART, Kind.SUPPLIER_PART):
        return None
    id = part_of(db, one)
    stored = None if id is None else parts.get(db, id)
    if stored is None:
        return None
    told = read(stored.part, pack, content)
    if not told.serials:
        return Pieces(stored.id, told.amount, told.batch)
    if len(told.serials) > 1:
        raise ValueError(wording.one_by_one(len(told.serials)))
    unit = picking.of_part(db, stored.id, told.serials).get(told.serials[0])
    if unit is None:
        raise ValueError(wording.not_units(stored.part.number, told.serials, 1))
    return unit.unit


def noted(db: Db, outcome: Outcome, one: Thing, content: Content | None) -> Outcome:
    """The answer to the label of a unit, amber where the label names another batch than the unit has."""
    if content is None or not content.batch or one.kind is not Kind.STOCK_ITEM or outcome.tone not in _TAKEN:
        return outcome
    view = views.view(db, one)
    if not isinstance(view, ItemView) or not view.serial or view.batch in ("", content.batch):
        return outcome
    told = wording.other_batch_of_unit(content.batch, view.batch)
    return replace(outcome, tone=Tone.AGAIN, detail=f"{told} {outcome.detail}".rstrip())


def serial(scan: Scan, content: Content | None) -> str:
    """The serial that a code is, where it can be one: its text, of a label the one that it names; else empty."""
    if content is not None:
        return content.serial
    text = scan.text or ""
    return text if text.isprintable() and text.strip() else ""


def part_of(db: Db, one: Thing) -> int | None:
    """The part that a thing is, or is of; None for what is no goods, or is gone."""
    match one.kind:
        case Kind.PART:
            return one.id
        case Kind.SUPPLIER_PART:
            stored = supplier_parts.get(db, one.id)
            return None if stored is None else stored.supplier_part.part
        case Kind.STOCK_ITEM:
            view = views.view(db, one)
            return view.part.id if isinstance(view, ItemView) else None
    return None


def not_of(db: Db, meaning: Meaning, part: int | None) -> str:
    """Why nothing of a label can be used for the part at hand, None for one that is not stored yet: a sentence; empty
    where it can. One that names no goods is of whatever is at hand."""
    content = meaning.tried.content
    if content is None or content.faults:
        return "" if content is None else " ".join(content.faults)
    if not content.names or (part is None and isinstance(meaning, Unknown)):
        return ""
    own = None if part is None else thing(db, Kind.PART, part)
    if isinstance(meaning, Unknown):
        return wording.unknown_here(content, "" if own is None else own.label)
    named = meaning.things if isinstance(meaning, Ambiguous) else (meaning.thing,)
    if own is None:
        return wording.known_part(named[0].label)
    return "" if part in {part_of(db, one) for one in named} else wording.other_part_here(named[0].label, own.label)


def reference(content: Content) -> str:
    """The number of the supplier's papers: of the delivery, else of the order; empty where none is told.

    A delivery of a digit or two is only counted within its order, as on DigiKey's labels.
    """
    delivery = content.delivery if len(content.delivery) >= _NUMBERED else ""
    named = delivery or content.supplier_order or content.order or content.delivery
    return named if len(named) <= fields.NAME else ""


def over(expiry: date | None, post: Post) -> bool:
    """Whether this day is over by now, where the work is done."""
    return expiry is not None and expiry < datetime.now(UTC).astimezone(times.zone(post.zone)).date()


def _check_serials(part: NewPart, count: int, serials: Sequence[str]) -> None:
    if not Tracking(part.tracking).serial:
        raise ValueError(wording.no_serials(part.number, serials))
    if count != quantities.UNIT * len(serials):
        raise ValueError(wording.miscounted(quantities.of(count), len(serials)))


def _batch(content: Content) -> str | None:
    if not content.batch:
        return None
    try:
        return fields.batch(content.batch)
    except ValueError as error:
        raise ValueError(wording.bad_batch(str(error))) from None
