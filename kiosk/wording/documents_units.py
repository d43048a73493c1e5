"""What is said when units are chosen to go out or to come back: taken, and why one can't be and what to do then."""

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.stock.statuses import Status
from kiosk.wording.answers import status as status_of
from kiosk.wording.answers import status_within

# What to do about a unit that is to go out, but is not available.
_OUT: Mapping[Status, str] = MappingProxyType(
    {
        Status.QUARANTINED: "Release it first: open the unit and give it the status In Stock.",
        Status.SOLD: "If it came back, take it back by a return first.",
        Status.IN_REPAIR: "It is part of an open repair: take it out of that first, or choose another unit.",
        Status.REPAIR_DONE: "It is with its customer. If it came back, take it back by a return first.",
        Status.RETURNED: "Look at it first, then open the unit and give it the status In Stock.",
        Status.DEFECTIVE: "Choose another unit. If it was mended, open it and give it the status In Stock.",
        Status.LOST: "If it was found, open the unit and give it the status In Stock.",
        Status.SCRAPPED: "Choose another unit.",
        Status.VOID: "It was received by mistake. If it is here, receive it as new.",
    }
)
# What to do about a unit that is to come back, but did not go.
_BACK: Mapping[Status, str] = MappingProxyType(
    {
        Status.IN_STOCK: "It is on hand already. If it really was sold, issue it first.",
        Status.QUARANTINED: "It is on hand already: nothing has to come back.",
        Status.RETURNED: "It has come back already.",
        Status.DEFECTIVE: "It is on hand already: nothing has to come back.",
        Status.IN_REPAIR: "It is part of an open repair: complete that first.",
        Status.LOST: "If it was found, open the unit and give it the status In Stock.",
        Status.SCRAPPED: "It can't come back. Check the serial.",
        Status.VOID: "It was received by mistake. If it is here, receive it as new.",
    }
)


def taken(number: str, progress: str) -> str:
    return f"{number}: {progress}"


def again(label: str, number: str) -> str:
    return f"{label} is in {number} already; nothing changed."


def not_out(label: str, status: Status, place: str, document: str) -> str:
    """Why it can't go out: where it is, in what status, by which document; and what to do."""
    return f"{label} {_is(status, place, document)}. {_OUT[status]}"


def not_back(label: str, status: Status, place: str, document: str) -> str:
    """Why it can't come back."""
    return f"{label} {_is(status, place, document)}. {_BACK[status]}"


def claimed(label: str, number: str, station: str, operator: str) -> str:
    """Another open draft has it; nobody works on one that is parked."""
    at = f" at {station}" if station else ""
    who = f" ({operator}{at})" if operator else f" ({station})" if station else ", which is parked"
    return f"{label} is in the open document {number}{who}. Take it out there first, or choose another unit."


def unknown() -> str:
    return "No such unit"


def unknown_out(serial: str) -> str:
    return f"No unit has the serial {serial}. Check it; what never came in can't go out: receive it first."


def unknown_back(serial: str) -> str:
    return f"No unit has the serial {serial}. Check it; what was never ours is received, it can't come back."


def unknown_of_part(number: str) -> str:
    return f"is no unit of {number}"


def no_serial(label: str) -> str:
    return f"{label} is no unit with a serial. Scan its part, and say how many."


def which(serial: str) -> str:
    return f"Several units are called {serial}. Which one is it?"


def option(label: str, status: Status, place: str) -> str:
    return f"{label} · {status_of(status)}{f' · {place}' if place else ''}"


def no_line() -> str:
    return "No line is chosen"


def no_line_help() -> str:
    return "Scan or choose the part first; its units can be entered then."


def refused(count: int) -> str:
    return "1 unit can't be taken" if count == 1 else f"{count:,} units can't be taken"


def refused_help(found: Mapping[str, str], named: int) -> str:
    """The first ones by name; nothing was taken over."""
    told = "; ".join(f"{serial} {why}" for serial, why in list(found.items())[:named])
    more = len(found) - named
    return f"{told}{f'; and {more:,} more' if more > 0 else ''}. Nothing was taken over."


def is_unfit(status: Status, place: str) -> str:
    """Of one among several, where there is no room for what to do."""
    return f"is {status_within(status)}{f' in {place}' if place else ''}"


def lacking(have: str, where: str) -> str:
    """More is wanted than there is; `where` is the place and the batch that it is taken from, if any is told."""
    return f"Only {have} available{f' {where}' if where else ''}. Lower the quantity, or receive more before posting."


def nothing_available(where: str) -> str:
    return f"Nothing is available{f' {where}' if where else ''}. Choose another place or batch, or receive some first."


def where(place: str, batch: str) -> str:
    return " ".join(filter(None, (f"in {place}" if place else "", f"of batch {batch}" if batch else "")))


def _is(status: Status, place: str, document: str) -> str:
    by = f" by {document}" if document else ""
    return f"is {status_within(status)}{f' in {place}' if place else ''}{by}"
