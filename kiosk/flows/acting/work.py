"""What an action comes to, put together row by row: the plan, and what of stock is to be written for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kiosk.flows.acting.targets import Named
from kiosk.post import Post
from kiosk.stock import acting_rules, fields
from kiosk.stock import quantity as quantities
from kiosk.stock.acting import Action, Code, Item, Planned, Wanted
from kiosk.stock.ledger import Change
from kiosk.store.acting import Place
from kiosk.store.stock_items import NewItem
from kiosk.wording import acting as wording

CHUNK = 1000  # movements that are written at once


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something can't be: for programs and for people."""

    code: Code
    why: str


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted, where, with the place `to` as it is now."""

    wanted: Wanted
    post: Post
    place: Place | None = None

    @property
    def action(self) -> Action:
        return self.wanted.action


@dataclass(frozen=True, slots=True)
class Work:
    """The rows of the plan, changes by their stock items, each in their order, and stock items to be made."""

    rows: list[Planned] = field(default_factory=list)
    changes: dict[int, list[Change]] = field(default_factory=dict)
    new: list[NewItem] = field(default_factory=list)

    def does(self, named: Named, before: str, after: str, *changes: Change) -> None:
        """The action is done to the stock item."""
        self._row(named, before, after)
        for change in changes:
            self.changes.setdefault(change.item, []).append(change)

    def again(self, named: Named, before: str, why: str) -> None:
        """It is as wanted already."""
        item = named.item
        self.rows.append(Planned(item.thing, item.label, before, before, None, why, again=True, target=named.target))

    def refuse(self, named: Named, before: str, fault: Fault) -> None:
        item = named.item
        row = Planned(item.thing, item.label, before, "", fault.code, fault.why, again=False, target=named.target)
        self.rows.append(row)

    def chunks(self) -> Iterator[Sequence[Change]]:
        """All changes, some at a time; those of one stock item stay together."""
        some: list[Change] = []
        for changes in self.changes.values():
            some += changes
            if len(some) >= CHUNK:
                yield some
                some = []
        if some:
            yield some

    def _row(self, named: Named, before: str, after: str) -> None:
        item = named.item
        self.rows.append(Planned(item.thing, item.label, before, after, None, "", again=False, target=named.target))


def unfit(order: Order, item: Item) -> Fault | None:
    """Why the action can't be done to the item, whatever exactly is wanted."""
    code = acting_rules.unfit(order.action, item, returned_available=order.post.returned_available)
    return None if code is None else Fault(code, wording.unfit(code, item))


def told(order: Order, named: Named) -> Decimal | None:
    """How much of the item is meant; None where nobody said."""
    return order.wanted.quantity if named.quantity is None else named.quantity


def amount(item: Item, quantity: Decimal, *, least: int = 1) -> "int | Fault":
    """A quantity of the item in millionths; `least` 0 allows none."""
    if not quantities.fits(quantity, item.decimals) or quantity < 0 or quantity > fields.MOST:
        return Fault(Code.QUANTITY, wording.bad_quantity(item))
    found = quantities.millionths(quantity, item.decimals)
    return Fault(Code.QUANTITY, wording.no_quantity()) if found < least else found


def whole(order: Order, named: Named) -> Fault | None:
    """Why an action that is for all of an item can't be done where only some of it was meant."""
    item = named.item
    if named.quantity is None or quantities.of(item.quantity) == named.quantity:
        return None
    return Fault(Code.WHOLE, wording.whole_only(item, named.quantity))
