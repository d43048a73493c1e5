"""Move stock to a place: whole stock items keep what they are, a part of a quantity joins a like one there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kiosk.flows.acting.targets import Named
from kiosk.flows.acting.work import Effect, Fault, Order, Result, Same, Work, some, told
from kiosk.stock import quantity as quantities
from kiosk.stock.acting import Item
from kiosk.stock.ledger import Change, State
from kiosk.stock.statuses import Status
from kiosk.store import acting
from kiosk.store.acting import Place
from kiosk.store.sql import Db
from kiosk.store.stock_items import NewItem
from kiosk.wording import acting as wording
from kiosk.wording import acting_refused as refused


def move(db: Db, order: Order, rows: Sequence[Named], work: Work) -> None:
    """Plan it for each of the stock items."""
    place = order.place
    assert place is not None
    parts = sorted({one.item.part for one in rows if told(order, one) is not None and one.item.serial is None})
    joining = _Joining(place, acting.alike(db, place.id, parts) if parts else ())
    work.each(order, rows, wording.placed, lambda named: _moved(order, named, joining))
    for change in joining.changes:
        work.change(change)
    work.new.extend(joining.new())


def _moved(order: Order, named: Named, joining: "_Joining") -> Result:
    item, place = named.item, joining.place
    if item.location == place.id:
        return Same(refused.there_already(place.path))
    amount = some(order, named)
    if isinstance(amount, Fault):
        return amount
    told_so = told(order, named) is not None and item.serial is None
    if amount == item.quantity and not (told_so and joining.takes(item)):
        after = State(place.id, item.quantity, Status(item.status))
        return Effect(wording.placed_at(item, place.path), (Change(item.id, item.state, after),))
    joining.put(item, amount)
    left = item.quantity - amount
    text = wording.split_off(item, quantities.of(amount), place.path, quantities.of(left))
    return Effect(text, (Change(item.id, item.state, replace(item.state, quantity=left)),))


class _Joining:
    """Quantities that come to a place, each to a stock item like it there, or to one that is made for all alike.

    What has notes joins nothing.
    """

    def __init__(self, place: Place, there: Sequence[Item]) -> None:
        self.place = place
        self.changes: list[Change] = []
        self._there: dict[tuple[object, ...], Item] = {}
        self._states: dict[int, State] = {}
        self._new: dict[tuple[object, ...], tuple[Item, int]] = {}
        for item in there:
            self._there.setdefault(item.like, item)

    def takes(self, item: Item) -> bool:
        """Whether there is something that the item would join."""
        return not item.notes and (item.like in self._there or item.like in self._new)

    def put(self, item: Item, amount: int) -> None:
        """So much of an item comes to the place."""
        found = None if item.notes else self._there.get(item.like)
        if found is None:
            key = (item.id,) if item.notes else item.like
            of, already = self._new.get(key, (item, 0))
            self._new[key] = of, already + amount
            return
        before = self._states.get(found.id, found.state)
        after = replace(before, quantity=before.quantity + amount)
        self._states[found.id] = after
        self.changes.append(Change(found.id, before, after))

    def new(self) -> Sequence[NewItem]:
        """What is made where nothing was there to be joined."""
        return [part_of(item, amount, self.place.id) for item, amount in self._new.values()]


def part_of(item: Item, amount: int, location: int | None) -> NewItem:
    """A stock item like another, of so much of it."""
    return NewItem(
        part=item.part,
        location=location,
        quantity=quantities.of(amount),
        batch=item.batch,
        expiry=None if item.expiry is None else date.fromisoformat(item.expiry),
        status=Status(item.status),
        warranty_until=None if item.warranty_until is None else date.fromisoformat(item.warranty_until),
        notes=item.notes,
        supplier_part=item.supplier_part,
    )
