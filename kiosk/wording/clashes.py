"""Who has a serial already, and what to do then: ends of sentences that begin with the serial, without a full stop."""

from collections.abc import Mapping

from kiosk.wording.answers import status_within

NAMED = 3  # clashes that are named one by one


def in_this(number: str) -> str:
    return f"is in {number} already"


def in_draft(number: str, station: str, operator: str) -> str:
    """An open draft has it. Nobody works on one that is parked."""
    if not station:
        return f"is in the open document {number}, which is parked"
    return f"is in the open document {number}{f' of {operator}' if operator else ''} at {station}"


def in_stock(label: str, status: str, place: str, document: str) -> str:
    """A unit has it: part, status, place, and the document that brought it there."""
    where = f" in {place}" if place else ""
    return f"is {label}, {status_within(status)}{where}{f' by {document}' if document else ''}"


def comes_back(label: str, status: str, document: str) -> str:
    """A unit that is out has it; it can only come back as itself."""
    by = f" by {document}" if document else ""
    return f"is {label}, {status_within(status)}{by}. It comes back by a return, not as a new unit: start a return"


def twice() -> str:
    return "is here twice"


# The whole sentences


def clash(why: str) -> str:
    """The same of the one serial that stands above it."""
    return f"{why[0].upper()}{why[1:]}."


def clashes(found: Mapping[str, str]) -> str:
    """Why several serials can't come in: the first ones by name."""
    named = list(found.items())[:NAMED]
    told = "; ".join(f"{serial} {why}".rstrip(".") for serial, why in named)
    more = len(found) - len(named)
    return f"{told}; and {more:,} more." if more else f"{told}."
