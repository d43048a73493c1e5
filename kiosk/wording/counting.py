"""What is said while stock is counted: a count opened, places, units, quantities and codes found there, undo."""

from collections.abc import Sequence
from decimal import Decimal

from kiosk.stock.counts import Count, Counted
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Thing
from kiosk.wording.answers import amount, status_within


def no() -> str:
    return "no"


def whole_store() -> str:
    return "the whole store"


def scope(value: Thing | None) -> str:
    """What is counted: a place, a part, or all of it."""
    return whole_store() if value is None else value.label


def opened(count: Count) -> str:
    return count.document.number


def opened_help(count: Count) -> str:
    where = f"Go on at {count.place.label}." if count.place is not None else "Scan the place where you begin."
    return f"{_of(count)}: {far(count.places, count.entries)}. {where}"


def begun_help(count: Count, others: Sequence[str]) -> str:
    where = f"Scan what is at {count.place.label}." if count.place is not None else "Scan the place where you begin."
    return f"{_of(count)}. {overlap(others)}{where}"


def overlap(others: Sequence[str]) -> str:
    """Other counts are open that may be of the same stock; empty where none is."""
    if not others:
        return ""
    one = len(others) == 1
    told = ", ".join(others)
    return f"{told} {'is' if one else 'are'} open and may count the same stock: what is posted first counts. "


def _of(count: Count) -> str:
    return f"{'Blind count' if count.blind else 'Count'} of {scope(count.scope)}"


def far(places: int, entries: int) -> str:
    return f"{_number(places, 'place', 'places')}, {_number(entries, 'thing', 'things')} found"


def no_count() -> str:
    return "No such count"


def no_count_help() -> str:
    return "It is no stock count of this store. Go back with Esc."


def nothing_to_undo_help(number: str) -> str:
    return f"Nothing was counted in {number} that is not taken back."


def cancelled_help() -> str:
    return "Stock was not touched. What was scanned stays in the journal."


def undone_help(counted: Counted) -> str:
    return f"{step(counted)}: that is undone."


def step(counted: Counted) -> str:
    """What an entry says, in a few words; undo names it before it takes it back."""
    place = counted.place.label
    if counted.code:
        return f"unknown code {counted.code} {'at' if counted.quantity else 'not at'} {place}"
    if counted.thing is None:
        return f"place {place}"
    if counted.serial:
        return f"{counted.serial} at {place}" if counted.quantity else f"{counted.serial} not at {place}"
    return f"{amount(counted.quantity, counted.unit)} {_named(counted)} at {place}"


def _named(counted: Counted) -> str:
    return f"{counted.number} batch {counted.batch}" if counted.batch else counted.number


# Places


def place_first() -> str:
    return "Scan the place first"


def place_first_help() -> str:
    return "Then all that is there, thing by thing."


def visited(due: int | None) -> str:
    if due is None:
        return "Scan all that is here."
    return f"{_items(due)} by the books. Scan all that is here." if due else "Empty by the books. Scan what is here."


def revisited(here: int, due: int | None) -> str:
    return f"{_here(here, due)} Go on."


def same_place(here: int, due: int | None) -> str:
    return f"You are counting here. {_here(here, due)}"


def _here(here: int, due: int | None) -> str:
    of = "" if due is None else f", {_items(due)} by the books"
    return f"{_number(here, 'thing', 'things')} found so far{of}."


def _items(count: int) -> str:
    more = "10,000 or more" if count >= 10_000 else f"{count:,}"
    return f"{more} stock item{'' if count == 1 else 's'}"


def outside(number: str, scope: str) -> str:
    return f"{number} counts {scope}, and this is not in it. Scan a place in it, or begin another count."


def place_structural() -> str:
    return "It holds only other places. Scan the shelf itself."


def place_archived() -> str:
    return "It is archived. Bring it back into use first."


# Units


def unit(number: str, name: str, here: int) -> str:
    return f"{number} {name}. {_number(here, 'thing', 'things')} found here."


def again(number: str, clock: str) -> str:
    return f"{number}: counted {clock}, it counts once."


def moved_here(place: str, clock: str) -> str:
    return f"Counted at {place} {clock}: now it is here, where it was seen last."


def elsewhere(place: str) -> str:
    return f"By the books it is in {place}. Posting moves it here."


def found_again() -> str:
    return "It was lost. Posting brings it back into stock here."


def not_on_hand(status: Status) -> str:
    """A unit that should not be here at all."""
    match status:
        case Status.SOLD | Status.REPAIR_DONE:
            advice = "Set it aside: if it came back, take it in by a return."
        case Status.IN_REPAIR:
            advice = "Set it aside: it is used in a repair, take it out there."
        case Status.VOID:
            advice = "Set it aside: receive it as new if it belongs here."
        case _:
            advice = "Set it aside."
    return f"By the books it is {status_within(status)}. The count leaves that. {advice}"


def other_part(number: str, part: str) -> str:
    return f"{number} counts {part} only. Nothing changed."


# Quantities


def no_part() -> str:
    return "No such part"


def no_part_help() -> str:
    return "It is not in the store any more."


def scan_serials() -> str:
    return "Its units have serials: scan the serial of each."


def not_countable(quantity: Decimal, unit: str) -> str:
    return f"{amount(quantity, unit)} more can't be counted of it. Type how much there is."


def no_current() -> str:
    return "Nothing to set"


def no_current_help() -> str:
    return "Scan a part without serials first, then type how much there is of it."


def nothing_to_count() -> str:
    return "How many of what?"


def nothing_to_count_help() -> str:
    return "The last scan counted nothing. Scan the part first, then say how many."


def unit_is_one() -> str:
    return "It is one unit with a serial, and counts once. Scan the next one."


def bad_quantity(why: str) -> str:
    return f"The quantity {why}."


def counted(current: Counted) -> str:
    """How much there is of it at this place; against the books where those may be told."""
    batch = f", batch {current.batch}" if current.batch else ""
    here = f"{current.name}{batch}: {amount(current.quantity, current.unit)} here"
    if current.expected is None:
        return f"{here}."
    by = current.quantity - current.expected
    if by > 0:
        return f"{here}, {amount(by, current.unit)} more than by the books."
    return f"{here} of {amount(current.expected, current.unit)} by the books."


def batch() -> str:
    return "Batch"


def which_batch() -> str:
    return "Which batch is it? Choose, or scan its code."


def of_batch(batch: str) -> str:
    return f"Batch {batch}" if batch else "Without a batch"


def bad_batch(why: str) -> str:
    return f"The batch {why}."


def is_batch(text: str) -> str:
    return f"Nothing has the code {text}. Is it the batch? Scan it once more for yes."


def yes_batch() -> str:
    return "Yes, it is the batch"


def no_batch() -> str:
    return "No, note it as unknown"


# Codes that nothing has, and things that are not counted


def stranger(wrong: str, *, assignable: bool) -> str:
    advice = " F4 assigns the code." if assignable else ""
    told = f"{wrong} " if wrong else ""
    return f"{told}Noted with the count: set it aside.{advice}"


def misread(why: str) -> str:
    """A code of goods that the scanner got wrong: what it really says may be counted, so nothing is set aside."""
    return f"Nothing was noted. {why}"


def stranger_again(clock: str) -> str:
    return f"Noted with the count {clock} already."


def finish_first_help(number: str) -> str:
    return f"Review {number} with F5, or park it with Esc. Then scan the other document."


# The form with which a count is begun


def scan_scope() -> str:
    return "Scan a place or a part to be counted. This scan changed nothing."


def start_now() -> str:
    return "This is what will be counted. F5 begins."


def scope_archived(label: str) -> str:
    return f"can't be {label}, which is archived; bring it back into use first"


def untracked(number: str) -> str:
    return f"can't be {number}, whose stock is not tracked"


def _number(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
