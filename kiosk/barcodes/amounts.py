"""Weights and quantities inside codes of fixed length, as scales print them, by patterns of the store.

Pure. The rule `code_amounts` is text: `PATTERN EXAMPLE=AMOUNT`, several with `;` between them, such as
`21.....{NNDDD} 2112345015002=1.5`. In a pattern a digit is itself, `.` any digit, and `{NNDDD}` the amount: whole
digits, then decimals. Behind 12 positions an EAN's check digit may follow; where a pattern ends with `.` and its codes
have the length of a GTIN, that is the check digit. What is left when the amount is taken out,
with zeros in its place and the check digit anew, is the code that is assigned to the part.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kiosk.barcodes.content import Content, Field, Language
from kiosk.barcodes.gtin import check_digit, gtin14, has_form
from kiosk.wording import amounts as wording

MOST = 20  # patterns of one store: each is tried with every code of digits
LONGEST = 48  # positions of one pattern, as many as a GS1-128 symbol has characters
DECIMALS = 6
WHOLE = 9

_ENTRY = re.compile(r"(\S+)\s+(\S+?)\s*=\s*(\S+)")
_PATTERN = re.compile(r"(?P<before>[0-9.]*)\{(?P<whole>N+)(?P<decimals>D*)\}(?P<after>[0-9.]*)", re.ASCII)
_AMOUNT = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?", re.ASCII)
_CHECKED = 12  # positions of an EAN-13 without its check digit


@dataclass(frozen=True, slots=True)
class Amount:
    """What a pattern reads in a code: the amount, and the code without it."""

    pattern: str
    quantity: Decimal
    base: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern as written, and the amount's positions."""

    text: str
    form: re.Pattern[str]
    length: int
    start: int
    end: int
    decimals: int

    def read(self, code: str) -> Amount | None:
        """What it reads in a code; None for one that it doesn't fit, also one with a wrong check digit."""
        if len(code) not in (self.length, self._with_check_digit) or not self.form.fullmatch(code, 0, self.length):
            return None
        checked = len(code) > self.length or (self.text.endswith(".") and has_form(code))
        if checked and code[-1] != check_digit(code):
            return None
        base = f"{code[: self.start]}{'0' * (self.end - self.start)}{code[self.end :]}"
        if checked:
            base = base[:-1] + check_digit(base)
        return Amount(self.text, Decimal(code[self.start : self.end]).scaleb(-self.decimals), base)

    @property
    def _with_check_digit(self) -> int:
        return _CHECKED + 1 if self.length == _CHECKED else self.length


def read(text: str, patterns: str) -> Content | None:
    """What a code says by the first pattern that it fits; None where none fits.

    An amount of 0 is a fault: nothing lies on the scale, or it is the code that is assigned to the part.
    """
    found = _first(text, _usable(patterns))
    if found is None:
        return None
    base14 = gtin14(found.base)
    return Content(
        language=Language.AMOUNT,
        rule=found.pattern,
        fields=(Field("", wording.amount(), _written(found.quantity)), Field("", wording.base(), found.base)),
        gtin14=base14 or "",
        keys=() if base14 else (found.base,),
        quantity=found.quantity or None,
        faults=() if found.quantity else (wording.is_zero(),),
    )


def checked(patterns: str) -> tuple[Pattern, ...]:
    """The patterns of a rule, each tried on its own example; none for an empty text.

    Raises ValueError with what is wrong, as the end of a sentence that begins with the rule.
    """
    entries = [entry.strip() for entry in patterns.split(";") if entry.strip()]
    if len(entries) > MOST:
        raise ValueError(wording.too_many(MOST))
    found: list[Pattern] = []
    for entry in entries:
        parts = _ENTRY.fullmatch(entry)
        if parts is None:
            raise ValueError(wording.no_entry(entry))
        pattern, example, amount = parts.groups()
        found.append(_pattern(pattern))
        _try(tuple(found), example, amount)
    return tuple(found)


def _pattern(text: str) -> Pattern:
    parts = _PATTERN.fullmatch(text)
    if parts is None:
        raise ValueError(wording.no_pattern(text))
    before, whole, decimals, after = parts.group("before", "whole", "decimals", "after")
    if len(whole) > WHOLE or len(decimals) > DECIMALS:
        raise ValueError(wording.too_many_digits(text, WHOLE, DECIMALS))
    end = len(before) + len(whole) + len(decimals)
    length = end + len(after)
    if length > LONGEST:
        raise ValueError(wording.too_long(text, LONGEST))
    if not any(char.isdigit() for char in before + after):
        raise ValueError(wording.no_digit(text, length))
    positions = f"{before}{'.' * (end - len(before))}{after}"
    form = re.compile(positions.replace(".", "[0-9]"))
    return Pattern(text, form, length, len(before), end, len(decimals))


def _try(patterns: tuple[Pattern, ...], example: str, amount: str) -> None:
    """Raises ValueError where the last of these patterns doesn't read its example as this amount."""
    pattern = patterns[-1]
    if not _AMOUNT.fullmatch(amount):
        raise ValueError(wording.no_amount(pattern.text, amount))
    own = pattern.read(example)
    if own is None:
        raise ValueError(_why_not(pattern, example))
    if own.quantity != Decimal(amount):
        raise ValueError(wording.other_amount(pattern.text, example, _written(own.quantity), amount))
    if not own.quantity:
        raise ValueError(wording.nothing(pattern.text, example))
    earlier = _first(example, patterns[:-1])
    if earlier is not None:
        raise ValueError(wording.taken(pattern.text, example, earlier.pattern))


def _written(quantity: Decimal) -> str:
    return f"{quantity.normalize():f}"


def _why_not(pattern: Pattern, example: str) -> str:
    if len(example) == pattern.length or (len(example) == _CHECKED + 1 and pattern.length == _CHECKED):
        if pattern.form.fullmatch(example, 0, pattern.length) and example.isascii() and example.isdigit():
            return wording.wrong_check_digit(pattern.text, example, check_digit(example))
        return wording.not_fitting(pattern.text, example)
    return wording.other_length(pattern.text, example, len(example), pattern.length)


def _first(text: str, patterns: tuple[Pattern, ...]) -> Amount | None:
    for pattern in patterns:
        if found := pattern.read(text):
            return found
    return None


@lru_cache(maxsize=4)  # a store has one rule, which changes once in years
def _usable(patterns: str) -> tuple[Pattern, ...]:
    """The patterns of a rule that was checked when it was set; none of one that can't be."""
    try:
        return checked(patterns)
    except ValueError:
        return ()
