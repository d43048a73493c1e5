"""What is said of the serials of a draft's line: come in, refused, edited, taken out; and who has one already."""

from collections.abc import Mapping

from kiosk.wording.answers import status as status_of

NAMED = 3  # clashes that are named one by one


def in_this(number: str) -> str:
    return f"is in {number} already"


def in_draft(number: str, station: str, operator: str) -> str:
    """An open draft has it. Nobody works on one that is parked."""
    where = f" at {station}" if station else ""
    who = f", {operator} has it" if operator else ", parked" if not station else ""
    return f"is in the open document {number}{where}{who}"


def clashes(found: Mapping[str, str]) -> str:
    """Who has several serials already: the first ones by name."""
    named = list(found.items())[:NAMED]
    told = "; ".join(f"{serial} {why}" for serial, why in named)
    more = len(found) - len(named)
    return f"{told}; and {more:,} more." if more else f"{told}."


def in_stock(label: str, status: str, place: str, document: str) -> str:
    """A unit has it: part, status, place, and the document that brought it there."""
    return f"is {label}, {_state(status)}{f' in {place}' if place else ''}{f' by {document}' if document else ''}"


def comes_back(label: str, status: str, document: str) -> str:
    """A unit that is out has it; it can only come back as itself."""
    by = f" by {document}" if document else ""
    return f"is {label}, {_state(status)}{by}; it comes back by a return, not as a new unit"


def _state(status: str) -> str:
    told = status_of(status)
    return told[0].lower() + told[1:]
