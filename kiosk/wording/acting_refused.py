"""Why something can't be acted on, or is as wanted already: what is said of it, and what to do then."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from kiosk.stock.acting import Code, Item
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.leases import Lease
from kiosk.stock.statuses import Status, may_become
from kiosk.wording.answers import amount, status, status_within
from kiosk.wording.documents import kind as kind_of
from kiosk.wording.documents_units import not_back, not_out

# Why there is nothing to act on


def nothing_named() -> str:
    return "Nothing is named yet. Scan what it is to be done to."


def none_alike() -> str:
    return "No two of these are alike: the same part, batch, status and place."


def gone() -> str:
    return "It is not in the store any more. Take it out, and look it up again."


def empty_place() -> str:
    return "Nothing lies in it. Scan the place where the stock is, or the stock itself."


def none_in_stock(number: str) -> str:
    return f"Nothing of {number} is in stock. Receive some first, or scan another part."


def name_units(number: str) -> str:
    return f"Each unit of {number} has a serial: scan the units themselves."


def several(number: str, items: int, places: int) -> str:
    where = f"in {places:,} places" if places > 1 else f"as {items:,} stock items in one place"
    return f"{number} lies {where}: scan the {'place or the ' if places > 1 else ''}stock item."


def draft(number: str) -> str:
    return f"{number} is not posted yet, so it has no stock. Post it first, or scan the stock itself."


def taken_back(number: str) -> str:
    return f"{number} was reversed: it has no stock. Scan the stock itself."


def moved_nothing(number: str) -> str:
    return f"{number} has moved no stock itself. Scan the document that did, or the stock itself."


def nothing_left_of(number: str) -> str:
    return f"Nothing is left of the stock that {number} moved. Scan the stock itself."


def shared(count: int) -> str:
    return f"Its quantity can't be shared among {count:,} stock items. Leave it out, or name each with its own."


def too_many(most: int) -> str:
    return f"These are more than {most:,} stock items. Do it in parts: fewer rows, or smaller places."


# What is wrong with what is wanted


def no_place() -> str:
    return "Scan or choose the place where it goes to."


def no_status() -> str:
    return "Choose the status that it has now."


def no_note() -> str:
    return "Say why in the note, so that others understand it later."


def no_batch() -> str:
    return "Scan or type the batch; empty takes it off."


def bad_batch(why: str) -> str:
    return f"The batch {why}."


def no_expiry() -> str:
    return "Type the day until which it can be used, as 2027-03-31; empty takes it off."


def quantity_needed() -> str:
    return "Type the quantity."


def place_gone() -> str:
    return "The place is not in the store any more. Choose another one."


def place_archived(path: str) -> str:
    return f"{path} is archived and takes no stock. Choose another place, or bring that one back first."


def place_structural(path: str) -> str:
    return f"{path} is only a group of places and holds no stock. Choose one in it."


def bad_note(why: str) -> str:
    return f"The note {why}."


def no_quantity() -> str:
    return "The quantity must be more than 0."


def bad_quantity(item: Item) -> str:
    if not item.decimals:
        return f"{item.number} has whole numbers only, up to 1,000,000,000. Type another quantity."
    decimals = "1 decimal" if item.decimals == 1 else f"{item.decimals} decimals"
    return f"{item.number} has quantities from 0 to 1,000,000,000 with at most {decimals}. Type another one."


def no_draft(number: str, kinds: Sequence[DocKind]) -> str:
    allowed = " or ".join(kind_of(kind).lower() for kind in kinds)
    return f"{number} is no open {allowed}. Choose another one, or none: then one is made and posted at once."


def draft_has_notes(number: str) -> str:
    return f"{number} has notes of its own. Leave the note out here, or write it there."


def held(number: str, lease: Lease) -> str:
    return f"{lease.operator} works on {number} at {lease.station}. Have it parked there first."


# Why a stock item can't


def unfit(code: Code, item: Item) -> str:
    """Why an action can't be done to this stock item at all."""
    return _UNFIT[code](item)


def in_it_already(number: str) -> str:
    return f"{number} has it already."


def there_already(path: str) -> str:
    return f"It is in {path} already."


def is_so(after: Status) -> str:
    return f"It is {status_within(after)} already."


def not_from_here(before: Status, after: Status) -> str:
    """What may follow instead."""
    allowed = [status(one) for one in Status if may_become(before, one)]
    told = f"{', '.join(allowed[:-1])} or {allowed[-1]}" if len(allowed) > 1 else "".join(allowed)
    return f"{status(before)} can't become {status(after)} by hand, only {told}."


def place_needed(after: Status) -> str:
    return f"{status(after)} is on hand: scan or choose the place where it lies now."


def same_batch(text: str | None) -> str:
    return "It has no batch already." if text is None else f"It has the batch {text} already."


def same_expiry(day: str | None) -> str:
    return "It has no expiry already." if day is None else f"It expires on {day} already."


def batch_stays(item: Item) -> str:
    return f"All stock of {item.number} must have a batch. Type another one."


def counted_already() -> str:
    return "It is as much already."


def place_shut(path: str) -> str:
    return f"{path} takes no more stock: it is archived, or a group of places. Open it again first."


def lone(item: Item) -> str:
    return f"It is the only one of {item.number} here: there is nothing to merge it with."


def elsewhere(item: Item, other: Item) -> str:
    return f"It lies in {item.path}, the other in {other.path}. Move one of them first."


def unlike(item: Item, other: Item) -> str:
    """What keeps two of one part from being merged."""
    pairs = (
        ("batch", item.batch, other.batch),
        ("status", item.status, other.status),
        ("expiry", item.expiry, other.expiry),
        ("warranty", item.warranty_until, other.warranty_until),
        ("notes", item.notes, other.notes),
    )
    differ = [name for name, one, two in pairs if one != two]
    verb = "differs" if len(differ) == 1 and differ != ["notes"] else "differ"
    return f"It is not like the others of {item.number}: {' and '.join(differ)} {verb}. Make them alike first."


def nothing_to_split(item: Item) -> str:
    return f"There are {amount(item.amount, item.unit)} of it: type less than that, so that two are left."


def one_unit() -> str:
    return "It is one unit with a serial. Leave the quantity out."


def insufficient(item: Item) -> str:
    return f"There are only {amount(item.amount, item.unit)}. Lower the quantity, or leave it out for all."


def whole_only(item: Item, quantity: Decimal) -> str:
    return f"This is for all {amount(item.amount, item.unit)} of it. Split {amount(quantity, item.unit)} off first."


def _claimed(item: Item) -> str:
    at = f" at {item.held_at}" if item.held_at else ""
    who = f" ({item.held_by}{at})" if item.held_by else f" ({item.held_at})" if item.held_at else ", which is parked"
    return f"It is in the open document {item.claim}{who}. Take it out there first, or leave it out here."


def _out(item: Item) -> str:
    match Status(item.status):
        case Status.SOLD | Status.REPAIR_DONE:
            return "If it came back, take it back by a return."
        case Status.LOST:
            return "If it was found, change its status to In stock."
        case Status.IN_REPAIR:
            return "Take it out of the repair first."
        case _:
            return "Take it out."


def _nothing(item: Item) -> str:
    if item.status == Status.VOID:
        return "It was received by mistake and taken back. Take it out."
    return "Nothing is left of it. Take it out."


def _not_on_hand(item: Item) -> str:
    return f"It is {status_within(item.status)}, so it is not on hand. {_out(item)}"


def _unit(item: Item) -> str:
    return "It is one unit with a serial, and has no quantity. Take it out."


def _final(item: Item) -> str:
    return f"It is {status_within(item.status)}, for good: no other status follows. Take it out."


def _unavailable(item: Item) -> str:
    return not_out("It", Status(item.status), item.path or "", "")


def _not_out(item: Item) -> str:
    return not_back("It", Status(item.status), item.path or "", "")


def _loose(item: Item) -> str:
    return "It has no serial: begin a return of its part, and type how much came back."


def _archived(item: Item) -> str:
    return f"{item.number} is archived. Bring the part back first, or take it out."


def _untracked(item: Item) -> str:
    return f"{item.number} keeps no stock. Switch that on in the part first, or take it out."


def _no_serials(item: Item) -> str:
    return f"Each unit of {item.number} must have a serial. Give this stock its serials first."


_UNFIT: Mapping[Code, Callable[[Item], str]] = MappingProxyType(
    {
        Code.NOTHING: _nothing,
        Code.CLAIMED: _claimed,
        Code.OUT: _not_on_hand,
        Code.UNIT: _unit,
        Code.LOOSE: _loose,
        Code.STATUS: _final,
        Code.UNAVAILABLE: _unavailable,
        Code.NOT_OUT: _not_out,
        Code.ARCHIVED: _archived,
        Code.UNTRACKED: _untracked,
        Code.NO_SERIALS: _no_serials,
    }
)
