"""Move stock to a place: whole stock items keep what they are, a part of a quantity joins a like one there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kiosk.flows.acting.targets import Named
from kiosk.flows.acting.work import Fault, Order, Work, amount, told, unfit
from kiosk.stock import quantity as quantities
from kiosk.stock.acting import Code, Item
from kiosk.stock.ledger import Change, State
from kiosk.stock.statuses import Status
from kiosk.store import acting
from kiosk.store.acting import Place
from kiosk.store.sql import Db
from kiosk.store.stock_items import NewItem
from kiosk.wording import acting as wording


def move(db: Db, order: Order, rows: Sequence[Named], work: Work) -> None:
    """Plan it for each of the stock items."""
    place = order.place
    assert place is not None
    parts = sorted({one.item.part for one in rows if told(order, one) is not None and one.item.serial is None})
    joined = Joining(work, place, acting.alike(db, place.id, parts) if parts else ())
    for named in rows:
        item, before = named.item, wording.placed(named.item)
        if fault := unfit(order, item):
            work.refuse(named, before, fault)
        elif item.location == place.id:
            work.again(named, before, wording.there_already(place.path))
        else:
            _move(order, named, before, joined)
    joined.finish()


def _move(order: Order, named: Named, before: str, joined: "Joining") -> None:
    item, work, place = named.item, joined.work, joined.place
    quantity = told(order, named)
    if item.serial is not None and quantity not in (None, 1):
        work.refuse(named, before, Fault(Code.UNIT, wording.one_unit(item)))
        return
    some = item.quantity if quantity is None else amount(item, quantity)
    if isinstance(some, Fault):
        work.refuse(named, before, some)
    elif some > item.quantity:
        work.refuse(named, before, Fault(Code.INSUFFICIENT, wording.insufficient(item)))
    elif quantity is None or item.serial is not None or (some == item.quantity and not joined.takes(item)):
        gone = State(place.id, item.quantity, Status(item.status))
        work.does(named, before, wording.placed_at(item, place.path), _change(order, item, gone))
    else:
        left = item.quantity - some
        after = wording.split_off(item, quantities.of(some), place.path, quantities.of(left))
        work.does(named, before, after, _change(order, item, replace(item.state, quantity=left)))
        joined.put(item, some, order.wanted.note)


def _change(order: Order, item: Item, after: State) -> Change:
    return Change(item.id, item.state, after, note=order.wanted.note)


class Joining:
    """Quantities that come to a place, each to a stock item like it there, or to one that is made for all alike.

    What has notes joins nothing.
    """

    def __init__(self, work: Work, place: Place, there: Sequence[Item]) -> None:
        self.work = work
        self.place = place
        self._there: dict[tuple[object, ...], Item] = {}
        self._states: dict[int, State] = {}
        self._new: dict[tuple[object, ...], tuple[Item, int]] = {}
        for item in there:
            if item.claim is None:
                self._there.setdefault(item.like, item)

    def takes(self, item: Item) -> bool:
        """Whether there is something that the item would join."""
        return not item.notes and (item.like in self._there or item.like in self._new)

    def put(self, item: Item, some: int, note: str) -> None:
        """So much of an item comes to the place."""
        found = None if item.notes else self._there.get(item.like)
        if found is None:
            key = (item.id,) if item.notes else item.like
            of, already = self._new.get(key, (item, 0))
            self._new[key] = of, already + some
            return
        before = self._states.get(found.id, found.state)
        after = replace(before, quantity=before.quantity + some)
        self._states[found.id] = after
        self.work.changes.setdefault(found.id, []).append(Change(found.id, before, after, note=note))

    def finish(self) -> None:
        """Have made what nothing was there for."""
        self.work.new.extend(part_of(item, some, self.place.id) for item, some in self._new.values())


def part_of(item: Item, some: int, location: int) -> NewItem:
    """A stock item like another, of so much of it."""
    return NewItem(
        part=item.part,
        location=location,
        quantity=quantities.of(some),
        batch=item.batch,
        expiry=None if item.expiry is None else date.fromisoformat(item.expiry),
        status=Status(item.status),
        warranty_until=None if item.warranty_until is None else date.fromisoformat(item.warranty_until),
        notes=item.notes,
        supplier_part=item.supplier_part,
    )
