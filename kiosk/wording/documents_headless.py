"""What `kiosk receive` and `kiosk issue` are refused for, beside what is said of any document."""

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
    return f"{serial}: {why}."
