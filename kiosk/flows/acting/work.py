"""What an action comes to, put together row by row: the plan, and what of stock is to be written for it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kiosk.flows.acting.targets import Named
from kiosk.post import Post
from kiosk.stock import acting_rules, fields
from kiosk.stock import quantity as quantities
from kiosk.stock.acting import Action, Code, Item, Planned, Wanted
from kiosk.stock.documents import Document
from kiosk.stock.ledger import Change
from kiosk.store.acting import Place
from kiosk.store.stock_items import NewItem
from kiosk.wording import acting_refused as refused

CHUNK = 1000  # movements that are written at once


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted, with the place and the document as they are now."""

    wanted: Wanted
    post: Post
    place: Place | None = None
    document: Document | None = None

    @property
    def action(self) -> Action:
        return self.wanted.action


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something can't be: for programs and for people."""

    code: Code
    why: str


@dataclass(frozen=True, slots=True)
class Same:
    """Why nothing has to be done."""

    why: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of a stock item, as people read it; how that is written, and what is made with it."""

    after: str
    changes: tuple[Change, ...] = ()
    new: NewItem | None = None


Result = Fault | Same | Effect


@dataclass(frozen=True, slots=True)
class Work:
    """The rows of the plan, changes by their stock items, each in their order, and stock items to be made."""

    rows: list[Planned] = field(default_factory=list)
    changes: dict[int, list[Change]] = field(default_factory=dict)
    new: list[NewItem] = field(default_factory=list)

    def put(self, named: Named, before: str, result: Result) -> None:
        """One more row: `before` is the stock item as it is."""
        item, label, target = named.item, named.item.label, named.target
        thing = item.thing_of(label)
        match result:
            case Fault(code=code, why=why):
                self.rows.append(Planned(thing, label, before, "", code, why, again=False, target=target))
            case Same(why=why):
                self.rows.append(Planned(thing, label, before, before, None, why, again=True, target=target))
            case Effect(after=after, changes=changes, new=new):
                self.rows.append(Planned(thing, label, before, after, None, "", again=False, target=target))
                for change in changes:
                    self.change(change)
                if new is not None:
                    self.new.append(new)

    def change(self, change: Change) -> None:
        self.changes.setdefault(change.item, []).append(change)

    def each(
        self, order: Order, rows: Sequence[Named], before: Callable[[Item], str], result: Callable[[Named], Result]
    ) -> None:
        """A row for each stock item: what `result` makes of it where the action fits it at all."""
        for named in rows:
            self.put(named, before(named.item), unfit(order, named.item) or result(named))

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


def unfit(order: Order, item: Item) -> Fault | None:
    """Why the action can't be done to the item, whatever exactly is wanted."""
    code = acting_rules.unfit(order.action, item, returned_available=order.post.returned_available)
    return None if code is None else Fault(code, refused.unfit(code, item))


def takes_stock(item: Item) -> Fault | None:
    """Why there can't be more stock like this item."""
    code = acting_rules.takes_stock(item)
    return None if code is None else Fault(code, refused.unfit(code, item))


def told(order: Order, named: Named) -> Decimal | None:
    """How much of the item is meant; None where nobody said."""
    return order.wanted.quantity if named.quantity is None else named.quantity


def needed(order: Order, named: Named, *, least: int = 1) -> "int | Fault":
    """How much is meant of the item, in millionths, for an action that can't do without; `least` 0 allows none."""
    quantity = told(order, named)
    if quantity is None:
        return Fault(Code.NO_QUANTITY, refused.quantity_needed())
    return _millionths(named.item, quantity, least)


def some(order: Order, named: Named) -> "int | Fault":
    """How much of the item is meant, in millionths: all of it where nobody said."""
    item, quantity = named.item, told(order, named)
    if quantity is None:
        return item.quantity
    if item.serial is not None:
        return item.quantity if quantity == 1 else Fault(Code.UNIT, refused.one_unit())
    found = _millionths(item, quantity, 1)
    if not isinstance(found, Fault) and found > item.quantity:
        return Fault(Code.INSUFFICIENT, refused.insufficient(item))
    return found


def whole(named: Named) -> Fault | None:
    """Why an action that is for all of an item can't be done where only some of it was meant."""
    item = named.item
    if named.quantity is None or quantities.of(item.quantity) == named.quantity:
        return None
    if item.serial is not None:
        return Fault(Code.UNIT, refused.one_unit())
    return Fault(Code.WHOLE, refused.whole_only(item, named.quantity))


def _millionths(item: Item, quantity: Decimal, least: int) -> "int | Fault":
    if not quantities.fits(quantity, item.decimals) or quantity < 0 or quantity > fields.MOST:
        return Fault(Code.QUANTITY, refused.bad_quantity(item))
    found = quantities.millionths(quantity, item.decimals)
    return Fault(Code.QUANTITY, refused.no_quantity()) if found < least else found
