"""Change how much there is of loose stock: set it to what was counted, add to it, take from it."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.flows.acting.targets import Named
from kiosk.flows.acting.work import Effect, Fault, Order, Result, Same, Work, needed, takes_stock
from kiosk.stock import fields
from kiosk.stock import quantity as quantities
from kiosk.stock.acting import Action, Code, Item
from kiosk.stock.ledger import Change
from kiosk.store.sql import Db
from kiosk.wording import acting as wording
from kiosk.wording import acting_refused as refused


def adjust(db: Db, order: Order, rows: Sequence[Named], work: Work) -> None:
    """Plan it for each of the stock items."""
    work.each(order, rows, wording.amount_of, lambda named: _adjusted(order, named))


def _adjusted(order: Order, named: Named) -> Result:
    item = named.item
    amount = needed(order, named, least=0 if order.action is Action.COUNT else 1)
    if isinstance(amount, Fault):
        return amount
    match order.action:
        case Action.COUNT:
            after = amount
        case Action.ADD:
            after = item.quantity + amount
        case _:
            after = item.quantity - amount
    if after < 0:
        return Fault(Code.INSUFFICIENT, refused.insufficient(item))
    if after > fields.MOST * quantities.UNIT:
        return Fault(Code.QUANTITY, refused.bad_quantity(item))
    if after == item.quantity:
        return Same(refused.counted_already())
    if after > item.quantity and (fault := _takes_more(item)):
        return fault
    change = Change(item.id, item.state, replace(item.state, quantity=after))
    return Effect(wording.amount_of(item, after), (change,))


def _takes_more(item: Item) -> Fault | None:
    if item.shut:
        return Fault(Code.CLOSED, refused.place_shut(item.path or ""))
    return takes_stock(item)
