"""Check digits at the end of serials: one character that is worked out from those before it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

CODE39 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"


def luhn(text: str) -> str:
    """Of the digits in `text`, as an IMEI has it; empty where there is none."""
    from stdnum import luhn as numbers

    digits = _digits(text)
    return str(numbers.calc_check_digit(digits)) if digits else ""


def mod10(text: str) -> str:
    """Of the digits in `text`, weighted by 3 and 1 from the right, as GS1 has it; empty where there is none."""
    from stdnum import ean

    digits = _digits(text)
    return str(ean.calc_check_digit(digits)) if digits else ""


def mod43(text: str) -> str:
    """Of all characters, as Code 39 has it; empty where one of them is none of its 43."""
    if not text or any(char not in CODE39 for char in text):
        return ""
    return CODE39[sum(map(CODE39.index, text)) % 43]


CHECKS: Mapping[str, Callable[[str], str]] = MappingProxyType({"luhn": luhn, "mod10": mod10, "mod43": mod43})


def _digits(text: str) -> str:
    return "".join(char for char in text if "0" <= char <= "9")
