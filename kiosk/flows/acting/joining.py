"""Merge loose stock items that are alike and lie in one place, and split one of them in two."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kiosk.flows.acting.moving import part_of
from kiosk.flows.acting.targets import Named
from kiosk.flows.acting.work import Effect, Fault, Order, Result, Work, needed, unfit, whole
from kiosk.stock import quantity as quantities
from kiosk.stock.acting import Code, Item
from kiosk.stock.ledger import Change
from kiosk.store.sql import Db
from kiosk.wording import acting as wording
from kiosk.wording import acting_refused as refused

_Alike = Mapping[tuple[object, ...], Sequence[Item]]


def merge(db: Db, order: Order, rows: Sequence[Named], work: Work) -> None:
    """Plan it: each group of those alike becomes one, the first of them."""
    fitting = [named.item for named in rows if unfit(order, named.item) is None and whole(named) is None]
    alike: dict[tuple[object, ...], list[Item]] = {}
    of_part: dict[int, list[Item]] = {}
    for item in fitting:
        alike.setdefault(_alike(item), []).append(item)
        of_part.setdefault(item.part, []).append(item)

    def result(named: Named) -> Result:
        return whole(named) or _merged(named.item, alike[_alike(named.item)], of_part[named.item.part])

    work.each(order, rows, wording.placed, result)


def _merged(item: Item, alike: Sequence[Item], of_part: Sequence[Item]) -> Result:
    if len(alike) == 1:
        return _alone(item, of_part)
    first = alike[0]
    if item.id != first.id:
        return Effect(wording.merged_into(first), (Change(item.id, item.state, replace(item.state, quantity=0)),))
    total = sum(one.quantity for one in alike)
    after = wording.placed_at(item, item.path or "", quantities.of(total))
    return Effect(after, (Change(item.id, item.state, replace(item.state, quantity=total)),))


def _alone(item: Item, of_part: Sequence[Item]) -> Fault:
    """Why nothing is merged with it: the place, or what else keeps it from being like another of its part."""
    others = [other for other in of_part if other.id != item.id]
    if not others:
        return Fault(Code.LONE, refused.lone(item))
    for other in others:
        if other.like == item.like:
            return Fault(Code.ELSEWHERE, refused.elsewhere(item, other))
    return Fault(Code.UNLIKE, refused.unlike(item, others[0]))


def _alike(item: Item) -> tuple[object, ...]:
    return item.location, *item.like


def split(db: Db, order: Order, rows: Sequence[Named], work: Work) -> None:
    """Plan it for each of the stock items: so much of it becomes one of its own in the same place."""
    work.each(order, rows, wording.placed, lambda named: _split(order, named))


def _split(order: Order, named: Named) -> Result:
    item = named.item
    amount = needed(order, named)
    if isinstance(amount, Fault):
        return amount
    if amount >= item.quantity:
        return Fault(Code.INSUFFICIENT, refused.nothing_to_split(item))
    left = item.quantity - amount
    change = Change(item.id, item.state, replace(item.state, quantity=left))
    text = wording.split_in_two(item, quantities.of(left), quantities.of(amount))
    return Effect(text, (change,), part_of(item, amount, item.location))
