"""What the form says with which a repair is begun."""

from kiosk.stock.statuses import Status
from kiosk.wording.answers import status as status_of


def title() -> str:
    return "New repair"


def hint() -> str:
    return "Scan the unit. F5 begins the repair."


def key_begin() -> str:
    return "begin"


def customers(serial: str) -> str:
    """The choice that it is no own unit."""
    return f"{serial}: a customer's unit"


def own_unit(number: str, status: Status, place: str, document: str, warranty_until: str) -> str:
    """An own unit that was named: its part, where it is, by which document, and for how long it is free."""
    by = f" by {document}" if document else ""
    where = f", {place}" if place else ""
    warranty = f" Warranty to {warranty_until}." if warranty_until else ""
    return f"{number}, {status_of(status)}{where}{by}.{warranty}"


def customers_unit(before: str) -> str:
    """A serial that no own unit has; `before` is the repair that it was here for last."""
    again = f" It was here before: {before}." if before else ""
    return f"A customer's unit, which is no stock.{again}"


def begun_help() -> str:
    return "Repair begun. Write this number on the slip. Scan the parts that you use."


def several_units() -> str:
    return "Several units have this serial. Open the field Unit, and choose from the list."


def unit_again() -> str:
    return "It is the unit of this repair already. Nothing changed."


def another_unit(there: str) -> str:
    return f"The unit is {there}. Open the field Unit to name another one, or begin this repair first with F5."


def no_unit() -> str:
    return "No unit"


def no_unit_help() -> str:
    return "Scan the unit that is to be repaired. F5 begins the repair, Esc leaves the form."


def what_is_it() -> str:
    return "is missing: scan or type the serial, or tell part or description"


def under_already(number: str) -> str:
    return f"is under repair already: {number}"


def is_part_of(number: str) -> str:
    return f"is in the repair {number} as a part; take it out there first"


def can_not_come(status: Status) -> str:
    """A unit of this status is not there to be repaired."""
    match status:
        case Status.LOST:
            return "is lost; if it was found, give it the status In Stock first"
        case Status.VOID:
            return "was received by mistake; receive it as new first"
    return f"is {status_of(status)}, and can't be repaired; check the serial"


def help_of_form() -> tuple[str, ...]:
    return (
        "Scan the unit that comes in. An own unit is known by its serial: its part, whom it was sold to, and how long "
        "its warranty lasts. A serial that nothing has is that of a customer's unit, which is no stock.",
        "What is wrong, whose it is, and what came with it may be told now or stay empty; what a unit without a serial "
        "is goes into Description. F5 begins the repair, and gives it the number that is asked for later.",
    )
