"""What is said of the serials of a draft's line: come in, refused, edited, taken out; and who has one already."""

from collections.abc import Mapping, Sequence

from kiosk.stock.documents import Way
from kiosk.wording.answers import status as status_of

NAMED = 3  # clashes that are named one by one

# Who has one already: each is the end of a sentence that begins with the serial, and has no full stop


def in_this(number: str) -> str:
    return f"is in {number} already"


def in_draft(number: str, station: str, operator: str) -> str:
    """An open draft has it. Nobody works on one that is parked."""
    if not station:
        return f"is in the open document {number}, which is parked"
    return f"is in the open document {number}{f' of {operator}' if operator else ''} at {station}"


def in_stock(label: str, status: str, place: str, document: str) -> str:
    """A unit has it: part, status, place, and the document that brought it there."""
    return f"is {label}, {_state(status)}{f' in {place}' if place else ''}{f' by {document}' if document else ''}"


def comes_back(label: str, status: str, document: str) -> str:
    """A unit that is out has it; it can only come back as itself."""
    by = f" by {document}" if document else ""
    return f"is {label}, {_state(status)}{by}. It comes back by a return, not as a new unit: start a return"


def twice() -> str:
    return "is here twice"


def clash(why: str) -> str:
    """The same of the one serial that stands above it."""
    return f"{why[0].upper()}{why[1:]}."


def clashes(found: Mapping[str, str]) -> str:
    """Why several serials can't come in: the first ones by name."""
    named = list(found.items())[:NAMED]
    told = "; ".join(f"{serial} {why}".rstrip(".") for serial, why in named)
    more = len(found) - len(named)
    return f"{told}; and {more:,} more." if more else f"{told}."


def _state(status: str) -> str:
    told = status_of(status)
    return told[0].lower() + told[1:]


# What came in


def span(texts: Sequence[str]) -> str:
    return f"{texts[0]} … {texts[-1]}"


def added(count: int) -> str:
    return f"{count:,} serials"


def again(number: str) -> str:
    return f"Is in {number} already. Nothing changed."


def still_missing(here: int, missing: int, expected: int) -> str:
    """As many came as there are to be, but others than the list names."""
    return f"{here:,} here, but {missing:,} of the {expected:,} on the list {'is' if missing == 1 else 'are'} missing."


def not_listed(count: int, progress: str) -> str:
    """Serials of a part whose list names others."""
    strangers = "Not on the list" if count == 1 else f"{count:,} are not on the list"
    return f"{strangers}, but counted. {progress}"


def edited(old: str) -> str:
    return f"Stands instead of {old} now."


def same() -> str:
    return "It is this one already. Nothing changed."


def removed() -> str:
    return "Taken out"


def removed_help(serial: str, progress: str) -> str:
    return f"{serial}. {progress} F7 brings it back."


# What did not


def nothing_added() -> str:
    return "Nothing added"


def nothing_there() -> str:
    return "There is no serial in it."


def too_many(most: int) -> str:
    return f"These are more than {most:,} serials. Enter them in parts."


def no_serials(name: str, way: Way) -> str:
    if way is Way.NONE:
        return f"{name}: an order has no serials. Type how many there are to be."
    return f"{name} is not tracked by serial. Type how many there are, or scan the part whose serial this is."


def not_here() -> str:
    return "This line has no such serial. Nothing changed."


def unit_not_edited() -> str:
    return "This is a unit that has its serial. Take it out, then choose the right one."


def errors(texts: Sequence[str]) -> str:
    """What is wrong with a pattern: the first faults."""
    told = " ".join(texts[:NAMED])
    more = len(texts) - NAMED
    return f"{told} And {more:,} more." if more > 0 else told


def no_end() -> str:
    return (
        "A + with nothing after it takes all that are still to come: type the quantity first, or how many after the +."
    )


def all_here(progress: str) -> str:
    return f"{progress} For more, type another quantity first."


def bad_line(number: int, why: str) -> str:
    return f"Line {number:,} of the file: {why}"
