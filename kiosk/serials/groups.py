"""One group of a typed text, read: which serials it stands for, with nothing counted out yet.

A token is read in a fixed order: quoted, `~`, `+`, `..`, `-`, literal. Knows no quantity, no stock and no scheme.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kiosk.serials.counting import parted
from kiosk.serials.tokens import Quoting, Token
from kiosk.stock import fields
from kiosk.wording import serials as wording

NEXT = "~"
_OPERATORS = ("+", "-", "..")


class Code(StrEnum):
    """What is wrong with an entry, for programs."""

    INVALID_QUANTITY = "invalid_quantity"
    EMPTY = "empty"
    INVALID_GROUP = "invalid_group"
    RANGE_EXCEEDS_QUANTITY = "range_exceeds_quantity"
    TOO_MANY = "too_many"
    DUPLICATE = "duplicate"
    COUNT_MISMATCH = "count_mismatch"
    CANNOT_COUNT_ON = "cannot_count_on"
    TAKEN = "taken"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Literal:
    """One serial, as it stands."""

    serial: str


@dataclass(frozen=True, slots=True)
class Range:
    """From the serial `before` + `first` to `before` + `last`, with `width` digits at least."""

    before: str
    first: int
    last: int
    width: int

    @property
    def size(self) -> int:
        return self.last - self.first + 1

    def serials(self) -> Iterator[str]:
        return (f"{self.before}{number:0{self.width}d}" for number in range(self.first, self.last + 1))


@dataclass(frozen=True, slots=True)
class Count:
    """`start` and `more` after it; from the next serial on where `start` is None; as many as fit where `more` is."""

    start: str | None
    more: int | None = 0


@dataclass(frozen=True, slots=True)
class UpTo:
    """From the next serial to this one."""

    last: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a group stands for nothing."""

    code: Code
    message: str


Group = Literal | Range | Count | UpTo


def read(token: Token) -> Group | Wrong:
    """What a group stands for, or what is wrong with it."""
    match token.quoting:
        case Quoting.WHOLE:
            return _refused(token.text) or Literal(token.text)
        case Quoting.UNENDED:
            return _invalid(wording.unended(token.raw))
        case Quoting.MIXED:
            return _invalid(wording.quoted_with_operator(token.raw))
    if len(token.text) > fields.CODE:  # before a number is made of it
        return Wrong(Code.REFUSED, wording.too_long(token.text, fields.CODE))
    return _dangling(token.text) or _plain(token.text)


def span(group: str, first: str, last: str) -> Range | Wrong | None:
    """The range from one serial to another; None where they are not of one text before the digits they end with."""
    before, low = parted(first)
    before_last, high = parted(last)
    if not low or not high or before != before_last:
        return None
    if int(low) >= int(high):
        return _invalid(wording.backwards(group, first, last))
    if high.startswith("0") and len(high) != len(low):
        return _invalid(wording.other_width(group, first, last))
    if wrong := _refused(first) or _refused(last):
        return wrong
    return Range(before, int(low), int(high), len(low))


def _dangling(text: str) -> Wrong | None:
    for operator in _OPERATORS:
        if text.startswith(operator):
            return _invalid(wording.nothing_before(text, operator))
        if operator != "+" and text.endswith(operator):
            return _invalid(wording.nothing_after(text, operator))
    return None


def _plain(text: str) -> Group | Wrong:
    if "+" in text:
        return _counted(text)
    if text == NEXT:
        return Count(None)
    found: Group | Wrong | None = None
    if ".." in text:
        found = _range(text, "..") or _invalid(wording.no_range(text))
    elif text.count("-") == 1:
        found = _range(text, "-")
    if found is None:
        found = _invalid(wording.misplaced_next(text)) if NEXT in text else _refused(text) or Literal(text)
    return found


def _counted(text: str) -> Group | Wrong:
    start, _, more = text.partition("+")
    if "+" in more:
        return _invalid(wording.two_pluses(text))
    if more and not (more.isascii() and more.isdecimal()):
        return _invalid(wording.no_count(text, more))
    if start != NEXT:
        if NEXT in start:
            return _invalid(wording.misplaced_next(text))
        if wrong := _refused(start):
            return wrong
    return Count(None if start == NEXT else start, int(more) if more else None)


def _range(text: str, operator: str) -> Group | Wrong | None:
    first, _, last = text.partition(operator)
    if first == NEXT and NEXT not in last and parted(last)[1]:
        return UpTo(last)
    return None if NEXT in text else span(text, first, last)


def _refused(serial: str) -> Wrong | None:
    try:
        fields.serial(serial)
    except ValueError as error:
        return Wrong(Code.REFUSED, wording.refused(serial, str(error)))
    return None


def _invalid(message: str) -> Wrong:
    return Wrong(Code.INVALID_GROUP, message)
