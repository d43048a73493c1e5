"""What is said of a typed or imported text that can't be the value of its field: what is wrong, what is allowed.

Each is the end of a sentence that begins with the field's name, and has no full stop. Texts are shown with what
can't be seen in them made visible, and long ones by their beginning.
"""

from collections.abc import Sequence

from kiosk.scan import visible

SHOWN = 40  # characters of a text that is quoted


def quoted(text: str) -> str:
    return f'"{visible(text[:SHOWN])}{"…" if len(text) > SHOWN else ""}"'


def alternatives(values: Sequence[str]) -> str:
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} or {values[-1]}"


def missing() -> str:
    return "must be given"


def one_of(text: str, values: Sequence[str]) -> str:
    return f"{quoted(text)} is not allowed; {alternatives(values)}"


def control_characters(text: str) -> str:
    return f"{quoted(text)} has a control character in it; type it without"


def outer_spaces(text: str) -> str:
    return f"{quoted(text)} begins or ends with a space; type it without"


def too_long(length: int, most: int) -> str:
    return f"is {length:,} characters long; at most {most:,}"


def not_kept() -> str:
    return "has a character in it that can't be stored; type it again without"


def no_path(text: str) -> str:
    return f"{quoted(text)} is not a place; codes joined by /, without spaces around them, such as MAIN/A/03"


def no_whole(text: str, least: int, most: int) -> str:
    return f"{quoted(text)} is not allowed; a whole number from {least:,} to {most:,}"


def no_quantity(text: str) -> str:
    return f"{quoted(text)} is not a number; digits, with a point before decimals, such as 2.5"


def thousands(text: str, decimal: str, whole: str) -> str:
    return f"{quoted(text)} can be read in two ways; write {decimal} or {whole}"


def quantity_out_of_range(text: str, most: int) -> str:
    return f"{quoted(text)} is not allowed; from 0 to {most:,}"


def too_many_decimals(text: str, decimals: int) -> str:
    allowed = "a whole number" if decimals == 0 else f"at most {decimals} decimal{'' if decimals == 1 else 's'}"
    return f"{quoted(text)} has too many decimals; {allowed}"


def not_zero() -> str:
    return "must be more than 0"


def no_date(text: str) -> str:
    return f"{quoted(text)} is not a date; year-month-day, such as 2027-03-31"


def no_moment(text: str) -> str:
    return f"{quoted(text)} is not a time with its zone; such as 2027-03-31T08:00:00Z"


def no_uid(text: str) -> str:
    return f"{quoted(text)} is not an identifier of a store; 32 digits of 0-9 and a-f"
