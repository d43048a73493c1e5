"""Which stock items the targets of an action stand for, and why some stand for none. Only reads.

A stock item stands for itself, a part for its only loose stock item, a location for all that lies in it and below, a
posted document for the stock that it moved. A stock item that several targets name belongs to the first of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kiosk.stock.acting import MOST, Code, Item, Planned, Target
from kiosk.stock.document_kinds import DocState
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.tracking import Tracking
from kiosk.store import acting
from kiosk.store.acting import OfDocument, OfPart
from kiosk.store.sql import Db
from kiosk.wording import acting_refused as refused


@dataclass(frozen=True, slots=True)
class Named:
    """A stock item that something is to be done to, and what named it."""

    item: Item
    target: Target

    @property
    def quantity(self) -> Decimal | None:
        """How much of it was told by what named it."""
        return self.target.quantity


@dataclass(frozen=True, slots=True)
class _Why:
    """Why a thing stands for nothing."""

    code: Code
    text: str


def named(db: Db, targets: Sequence[Target]) -> Sequence[Named | Planned]:
    """The stock items of the targets in their order; of a target that stands for none a refusal.

    Of more than `MOST` only that there are too many.
    """
    try:
        standing = _Standing(db, [target.thing for target in targets])
        stands = [standing.items(target) for target in targets]
        ids = list(dict.fromkeys(id for found in stands if not isinstance(found, _Why) for id in found))
        if len(ids) > MOST:
            raise acting.TooMany
    except acting.TooMany:
        return [_refused(targets[0], _Why(Code.TOO_MANY, refused.too_many(MOST)))]
    items = acting.items(db, ids)
    rows: list[Named | Planned] = []
    seen: set[int] = set()
    for target, found in zip(targets, stands, strict=True):
        if isinstance(found, _Why):
            rows.append(_refused(target, found))
            continue
        new = [items[id] for id in found if id in items and id not in seen]
        seen.update(found)
        if len(new) > 1:
            new.sort(key=_order)
        rows += [Named(item, target) for item in new]
        if target.thing.kind is Kind.STOCK_ITEM and target.thing.id not in items:
            rows.append(_refused(target, _Why(Code.GONE, refused.gone())))
    return rows


def _refused(target: Target, why: _Why) -> Planned:
    """A target of which nothing is done, as a row of the plan."""
    return Planned(target.thing, target.thing.label, "", "", why.code, why.text, again=False, target=target)


class _Standing:
    """What all of the things stand for, read by kinds."""

    def __init__(self, db: Db, things: Sequence[Thing]) -> None:
        of: dict[Kind, list[int]] = {kind: [] for kind in Kind}
        for thing in dict.fromkeys(things):
            of[thing.kind].append(thing.id)
        self._supplied = acting.supplied(db, of[Kind.SUPPLIER_PART])
        self._parts = acting.of_parts(db, [*of[Kind.PART], *self._supplied.values()])
        self._places = acting.in_places(db, of[Kind.LOCATION])
        self._documents = acting.documents(db, of[Kind.DOCUMENT])
        posted = [one.operation for one in self._documents.values() if one.operation is not None]
        self._moved = acting.of_operations(db, posted)

    def items(self, target: Target) -> "Sequence[int] | _Why":
        thing = target.thing
        match thing.kind:
            case Kind.STOCK_ITEM:
                return (thing.id,)
            case Kind.LOCATION:
                found: Sequence[int] | _Why = self._places.get(thing.id) or _Why(Code.NOTHING, refused.empty_place())
            case Kind.DOCUMENT:
                found = _of_document(self._documents.get(thing.id), self._moved)
            case Kind.PART:
                found = _of_part(self._parts.get(thing.id))
            case Kind.SUPPLIER_PART:
                found = _of_part(self._parts.get(self._supplied.get(thing.id, 0)))
        if target.quantity is not None and not isinstance(found, _Why) and len(found) > 1:
            return _Why(Code.SHARED, refused.shared(len(found)))
        return found


def _of_part(part: OfPart | None) -> "Sequence[int] | _Why":
    if part is None:
        return _Why(Code.GONE, refused.gone())
    if Tracking(part.tracking).serial or (part.units and not part.loose):
        return _Why(Code.NAME_UNITS, refused.name_units(part.number))
    if part.item is None:
        return _Why(Code.NOTHING, refused.none_in_stock(part.number))
    if part.loose > 1:
        return _Why(Code.SEVERAL, refused.several(part.number, part.loose, part.places))
    return (part.item,)


def _of_document(document: OfDocument | None, moved: Mapping[int, Sequence[int]]) -> "Sequence[int] | _Why":
    if document is None:
        return _Why(Code.GONE, refused.gone())
    if document.state == DocState.DRAFT:
        return _Why(Code.DRAFT, refused.draft(document.number))
    if document.reversed:
        return _Why(Code.TAKEN_BACK, refused.taken_back(document.number))
    if document.operation is None:
        return _Why(Code.NO_STOCK, refused.moved_nothing(document.number))
    return moved.get(document.operation) or _Why(Code.NOTHING, refused.nothing_left_of(document.number))


def _order(item: Item) -> tuple[object, ...]:
    return item.path or "", item.number, item.serial or "", item.batch or "", item.id
