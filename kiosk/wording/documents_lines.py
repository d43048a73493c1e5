"""What is said of the lines of a draft: what was added, how many there are, where they go, what is wrong with it."""

from collections.abc import Sequence
from decimal import Decimal

from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Document, Line
from kiosk.stock.standing import Lack, Standing, standing, takes_serials
from kiosk.wording.answers import amount

_NAMED = 3  # lines that one sentence names

# How a line stands


def strange(line: Line, way: Way, listed: bool) -> bool:
    """Whether more came than there is to be, or what no list has: taken in, and worth a look."""
    return standing(line, way, listed).lack in (Lack.SURPLUS, Lack.TOO_MANY, Lack.UNEXPECTED)


def progress(line: Line, document: Document) -> str:
    """How much is here of how much, and what is not as it is to be."""
    stands = standing(line, document.way, document.listed)
    here = amount(stands.here, line.unit) if stands.wanted is None else _of(stands, line)
    match stands.lack:
        case Lack.SURPLUS:
            return f"{here}: {amount(stands.by, '')} more than the list has. Counted."
        case Lack.TOO_MANY:
            return f"{here}: {amount(stands.by, '')} too many. F6 sets the quantity to {amount(stands.here, '')}."
        case Lack.UNEXPECTED:
            return f"Not on the list. Counted: {here}."
    if stands.wanted is not None and stands.lack is None:
        return f"{here}: all are here."
    return f"{here}."


def added(line: Line, document: Document) -> str:
    """What the line comes to with what was added."""
    if (
        takes_serials(line, document.way)
        and line.serials < line.quantity
        and not strange(line, document.way, document.listed)
    ):
        stands = standing(line, document.way, document.listed)
        return f"{line.name}: {_of(stands, line)}. Now scan the serials."
    return f"{line.name}: {progress(line, document)}{_where(line, document)}"


def current(line: Line, document: Document) -> str:
    """The line was made the current one."""
    return f"{line.name}: {progress(line, document)} Now scan its serials."


def _where(line: Line, document: Document) -> str:
    if document.way is not Way.IN or line.serials:
        return ""
    if line.place is not None:
        return f" Goes to {line.place.label}."
    if line.usual is not None:
        return f" Goes to {line.usual.label}, unless you scan another place."
    return " Scan its place, too."


def _of(stands: Standing, line: Line) -> str:
    assert stands.wanted is not None
    return f"{amount(stands.here, '')} of {amount(stands.wanted, line.unit)}"


# What is wrong


def no_part() -> str:
    return "No such part"


def no_part_help() -> str:
    return "It is not in the store any more. Scan or search again."


def bad_part(why: str) -> str:
    return f"The part {why}."


def bad_place(why: str) -> str:
    return f"The place {why}."


def bad_batch(why: str) -> str:
    return f"The batch {why}."


def bad_quantity(why: str) -> str:
    return f"The quantity {why}."


def no_line() -> str:
    return "No line yet"


def no_line_help() -> str:
    return "Scan a part first, or find it with F3."


def nothing_to_count() -> str:
    return "How many of what?"


def nothing_to_count_help() -> str:
    return "The last scan did nothing. Scan the part first, then say how many."


def no_quantity() -> str:
    return "No quantity"


def has_serials(count: int) -> str:
    """A quantity that is less than the serials which were scanned."""
    have = "1 serial" if count == 1 else f"{count:,} serials"
    return f"The line has {have} already: it can't be less. Take out those that do not belong to it."


def too_much(have: Decimal) -> str:
    return f"There are {amount(have, '')} of it: more would be too much for one line. Begin a new line."


def no_serials() -> str:
    return "No serial is here yet"


def no_serials_help() -> str:
    return "The quantity can be set to as many as there are serials when there are some."


def no_place_needed() -> str:
    return "An order moves nothing, so it needs no place. Scan a part."


def not_accepted() -> str:
    return "Not here"


def not_accepted_help() -> str:
    return "Only goods that come in or come back are accepted or rejected."


def no_batch() -> str:
    return "No batch"


# What was done


def own_code(line: Line, document: Document) -> str:
    """The code of the part whose serials are waited for, where nothing is counted by it."""
    return f"That is the part's own code, not a serial. Nothing changed. {progress(line, document)}"


def quantity_set(line: Line, document: Document) -> str:
    if takes_serials(line, document.way):
        return progress(line, document)
    return f"{line.name}: {progress(line, document)}"


def same_quantity(line: Line) -> str:
    return f"It is {amount(line.quantity, line.unit)} already. Nothing changed."


def same_place(way: Way) -> str:
    return (
        "It is taken from here already. Nothing changed." if way is Way.OUT else "Goes here already. Nothing changed."
    )


def place_set(way: Way, lines: Sequence[Line]) -> str:
    """`lines` had no place that was told; where there are none, it is that of what comes next."""
    out = way is Way.OUT
    if not lines:
        return "What comes next is taken from here." if out else "What comes next goes here."
    named = ", ".join(f"line {line.position} ({line.number})" for line in lines[:_NAMED])
    more = f" and {len(lines) - _NAMED:,} more" if len(lines) > _NAMED else ""
    one, several = ("is", "are") if out else ("goes", "go")
    told = f"{one if len(lines) == 1 else several} {'taken from here' if out else 'here'}"
    return f"{named[0].upper()}{named[1:]}{more} {told}."


def accepted(accepted: bool) -> str:
    return "Accepted: goes to stock." if accepted else "Rejected: goes to quarantine."


def same_batch(line: Line) -> str:
    return f"{line.number} has this batch already. Nothing changed."


def batch_set(text: str) -> str:
    return f"Batch {text}."


def new_line() -> str:
    return "A new line of this part: what comes next is in it."


def line_is_new() -> str:
    return "This line has nothing yet: use it. Nothing changed."


def line_removed() -> str:
    return "Line taken out"


def line_removed_help(line: Line) -> str:
    return f"{line.number}: {amount(line.quantity, line.unit)}. F7 brings it back."


def line_gone() -> str:
    return "This line has been taken out. Go back with Esc."


def line_saved() -> str:
    return "Line saved"


def so_many_of(quantity: Decimal, unit: str, number: str, *, new: bool) -> str:
    """What was added at once, for undo to name: `25 pcs of RES-10K`, of a new line `RES-10K, 25 pcs`."""
    told = amount(quantity, unit)
    return f"{number}, {told}" if new else f"{told} of {number}"
