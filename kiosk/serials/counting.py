"""Counting on by the digits 0-9 that a text ends with: one more, its zeros before it kept."""

import re

from kiosk.stock.fields import CODE

_DIGITS = "0123456789"


def parted(text: str) -> tuple[str, str]:
    """What stands before the digits at the end of a text, and those digits, which may be none."""
    before = text.rstrip(_DIGITS)
    return before, text[len(before) :]


def following(text: str) -> str | None:
    """SN010 after SN009, SN1000 after SN999; None where the text ends with no digit, or the next would be too long."""
    before, digits = parted(text)
    if not digits:
        return None
    found = f"{before}{int(digits) + 1:0{len(digits)}d}"
    return found if len(found) <= CODE else None


def number(text: str) -> int:
    """The number that a text ends with; -1 where it ends with none."""
    digits = parted(text)[1]
    return int(digits) if digits else -1


def natural(text: str) -> tuple[str | int, ...]:
    """What puts texts in order with the numbers in them as numbers: texts and numbers by turns."""
    return tuple(int(part) if at % 2 else part for at, part in enumerate(re.split(r"([0-9]+)", text)))
