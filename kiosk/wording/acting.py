"""What is said of acting on many stock items: what becomes of each, why one is refused and what to do then."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from kiosk.stock import quantity as quantities
from kiosk.stock.acting import Action, Item, Plan
from kiosk.stock.statuses import Status
from kiosk.wording.answers import amount, status

_DONE: Mapping[Action, str] = MappingProxyType(
    {
        Action.MOVE: "moved",
        Action.COUNT: "counted",
        Action.ADD: "added to",
        Action.REMOVE: "taken from",
        Action.STATUS: "changed",
        Action.BATCH: "changed",
        Action.EXPIRY: "changed",
        Action.MERGE: "merged",
        Action.SPLIT: "split",
        Action.ISSUE: "issued",
        Action.RETURN: "taken back",
    }
)


# What a stock item is, before and after


def now(item: Item) -> str:
    """`MAIN/A · 20 pcs · In stock`; of a unit without the quantity."""
    return " · ".join(filter(None, (item.path, _amount(item), status(item.status))))


def placed(item: Item) -> str:
    """Where it is, and how much of it."""
    return placed_at(item, item.path or status(item.status))


def placed_at(item: Item, path: str, quantity: Decimal | None = None) -> str:
    """The same in another place, or of another quantity."""
    return " · ".join(filter(None, (path, _amount(item, quantity))))


def standing(item: Item) -> str:
    """Its status, and where that is."""
    return standing_as(item, Status(item.status), item.path)


def standing_as(item: Item, after: Status, path: str | None) -> str:
    return " · ".join(filter(None, (status(after), path, _amount(item))))


def amount_of(item: Item, millionths: int | None = None) -> str:
    """How much of it there is, or will be."""
    return amount(item.amount if millionths is None else quantities.of(millionths), item.unit)


def batch(text: str | None) -> str:
    return "no batch" if text is None else f"batch {text}"


def expiry(day: str | None) -> str:
    return "no expiry" if day is None else f"expires {day}"


def merged_into(first: Item) -> str:
    return f"0 {first.unit}: all of it in the first one"


def split_in_two(item: Item, left: Decimal, some: Decimal) -> str:
    return f"{item.path} · {amount(left, item.unit)} and {amount(some, item.unit)}"


def split_off(item: Item, some: Decimal, path: str, left: Decimal) -> str:
    """So much of it goes to another place; what is left stays."""
    rest = f", {amount(left, item.unit)} left" if left else ""
    return f"{path} · {amount(some, item.unit)}{rest}"


def _amount(item: Item, quantity: Decimal | None = None) -> str:
    if item.serial is not None:
        return ""
    return amount(item.amount if quantity is None else quantity, item.unit)


def in_document(number: str) -> str:
    return f"in {number}"


def goes_by(item: Item, some: Decimal, number: str) -> str:
    """So much of it is asked for by an open document: what of the place and batch is to be used up first goes first."""
    if item.serial is not None:
        return in_document(number)
    of_batch = "" if item.batch is None else f", {batch(item.batch)}"
    return f"{in_document(number)}: {amount(some, item.unit)} from {item.path}{of_batch}"


def issued(item: Item, left: Decimal) -> str:
    if item.serial is not None:
        return status(Status.SOLD)
    return f"{amount(left, item.unit)} left" if left else "none left"


def in_repair(after: str, repair: str) -> str:
    """What becomes of a unit that leaves while it is here for a repair."""
    return f"{after}, with {repair} open"


# What was done


def done(plan: Plan) -> str:
    return f"{plan.done:,} {_DONE[plan.wanted.action]}"


def done_help(plan: Plan) -> str:
    return _with_left(plan, "F7 undoes it.")


def added(plan: Plan) -> str:
    return f"{plan.done:,} added"


def added_help(plan: Plan, number: str) -> str:
    return _with_left(plan, f"They are in {number}, which waits to be posted. F7 there takes them out again.")


def posted_help(plan: Plan, number: str) -> str:
    return _with_left(plan, f"By {number}. F7 undoes it.")


def not_posted(why: str) -> str:
    return f"Nothing was done: {why}"


def not_added(text: str, why: str) -> str:
    return f"Nothing was added. {text}: {why}"


def _with_left(plan: Plan, told: str) -> str:
    """And what was not done."""
    left = [f"{plan.again:,} were so already" if plan.again > 1 else "1 was so already"] if plan.again else []
    left += [f"{plan.refused:,} left as refused"] if plan.refused else []
    return f"{'; '.join(left)}. {told}" if left else told


def overtaken() -> str:
    return "Another station has changed this stock meanwhile, so nothing was done. Look at it, and try again."


def stopped() -> str:
    return "Stopped, nothing was done."
