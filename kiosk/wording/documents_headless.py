"""What `kiosk receive` and `kiosk issue` are refused for, beside what is said of any document."""

from kiosk.stock.documents import Line
from kiosk.stock.posting import Code
from kiosk.wording.fields import quoted


def unknown_part(number: str) -> str:
    return f"There is no part {quoted(number)}."


def unknown_location(path: str) -> str:
    return f"There is no location {quoted(path)}. Write its path, such as MAIN/A/03."


def unknown_partner(name: str) -> str:
    return f"There is no partner {quoted(name)}."


def invalid_batch(why: str) -> str:
    return f"The batch can't be kept: {why}."


def invalid_reference(why: str) -> str:
    return f"The reference can't be kept: {why}."


def no_quantity() -> str:
    return "The quantity must be more than 0, with at most 6 decimals."


def no_serials(number: str) -> str:
    return f"{number} has no serials. Leave them out, or switch tracking by serial on in the part."


def unavailable(serial: str, why: str) -> str:
    return f"{serial} {why}."


def lacking(code: Code, line: Line) -> str:
    """What has to be told for the part; empty for what is said as of any document."""
    match code:
        case Code.QUANTITY if line.quantity <= 0:
            return "The quantity must be more than 0."
        case Code.QUANTITY:
            most = f"at most {line.decimals} decimals" if line.decimals else "whole numbers only"
            return f"The quantity of {line.number} has {most}."
        case Code.NO_SERIALS:
            return f"{line.number} needs a serial for each unit: name them with --serials."
        case Code.BATCH:
            return f"{line.number} needs a batch: name it with --batch."
        case Code.NO_PLACE:
            return f"{line.number} has no usual place: say where it goes with --location."
        case _:
            return ""
