"""Cuts a GS1 code into its elements, each an application identifier (AI) and its text, by what biip knows of AIs.

Pure. Knows the syntax, not what an element is for. One element that can't be read doesn't lose the others.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from biip import ParseConfig, ParseError
from biip.gs1_application_identifiers import GS1ApplicationIdentifier
from biip.gs1_element_strings import GS1ElementString

log = logging.getLogger(__name__)

GS = "\x1d"
MOST = 24  # elements of one code that are read; printed ones have less than ten, and each costs time

# By its first two digits how long an AI is that biip doesn't know: GS1 General Specifications, figure 7.8.5-2.
_LENGTHS = {
    **dict.fromkeys(("23", "24", "25", "40", "41", "42"), 3),
    **dict.fromkeys(("31", "32", "33", "34", "35", "36", "39", "43", "70", "71", "72", "80", "81", "82"), 4),
}
_SHORTEST = 2  # digits of an AI, also of those that GS1 has yet to give out
_BRACKETS = re.compile(r"\(([0-9]{2,4})\)")
_DATE = "N2+N6"  # the format of dates, and of nothing else
_DIGITS = re.compile(r"[0-9]+")
_PLAIN = re.compile(r"N[0-9]\+X\.\.[0-9]+")  # text of any kind
_CONFIG = ParseConfig(gs1_element_strings_verify_date=False)  # a date that can't be must not lose the code


class Wrong(StrEnum):
    """What is wrong with an element."""

    FORM = "form"  # too short, or with characters that its AI doesn't allow
    LONG = "long"  # too long, as where the separator behind it was lost
    CHECK_DIGIT = "check_digit"
    DATE = "date"  # no day of the calendar
    UNKNOWN = "unknown"  # no known AI


@dataclass(frozen=True, slots=True)
class Element:
    """One element as it stands in the code. `ai` is empty where none can be told, `title` is what GS1 calls it.

    `number` is that of a measure or an amount with its decimals. 000000 for a date is none, and not wrong.
    """

    ai: str
    text: str
    title: str = ""
    day: date | None = None
    number: Decimal | None = None
    wrong: Wrong | None = None

    @property
    def sound(self) -> bool:
        """Whether it has the form of a known AI. Its check digit or its date may be wrong all the same."""
        return self.wrong in (None, Wrong.CHECK_DIGIT, Wrong.DATE)


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements of a code, and what of it was not read since it has too many."""

    elements: tuple[Element, ...]
    unread: str = ""


def cut(text: str) -> Elements:
    """The elements of a code with GS (FNC1) between them."""
    elements: list[Element] = []
    segments = text.split(GS)
    for number, segment in enumerate(segments):
        rest = segment
        while rest:
            if len(elements) == MOST:
                return Elements(tuple(elements), GS.join([rest, *segments[number + 1 :]]))
            element, rest = _first(rest)
            elements.append(element)
    return Elements(tuple(elements))


def bracketed(text: str) -> Elements:
    """The elements of a code that is written with its AIs in brackets; spaces around the texts are of no account."""
    elements: list[Element] = []
    for ai, value, at in _in_brackets(text):
        if len(elements) == MOST:
            return Elements(tuple(elements), text[at:])
        element, rest = _first(ai + value) if value else (_known(ai, "", Wrong.FORM), "")
        elements.append(element if element.ai == ai and not rest else _known(ai, value, Wrong.FORM))
    return Elements(tuple(elements))


def _in_brackets(text: str) -> Iterator[tuple[str, str, int]]:
    """Each AI, its text and where it begins."""
    found = list(_BRACKETS.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=True):
        yield match[1], text[match.end() : end].strip(" "), match.start()


def _first(text: str) -> tuple[Element, str]:
    """The element at the start of what stands before the next separator, and what follows it."""
    try:
        ai = GS1ApplicationIdentifier.extract(text)
    except ParseError:
        return _unknown(text), ""
    try:
        found = _extracted(ai, text)
    except Exception as error:  # biip is to raise nothing but ParseError, yet no code may stop a station
        if not isinstance(error, ParseError):
            log.exception("an element with AI %s", ai.ai)
        length = _fixed_length(ai)
        end = len(text) if length is None or ai.separator_required else len(ai) + length
        return Element(ai.ai, text[len(ai) : end], ai.data_title, wrong=_wrong(ai, text[len(ai) : end])), text[end:]
    return _element(found), text[len(found) :]


def _wrong(ai: GS1ApplicationIdentifier, text: str) -> Wrong | None:
    """What is wrong with a text that its AI doesn't allow; nothing where it is only a space or an umlaut in a batch."""
    longest = sum(int(digits) for digits in _DIGITS.findall(ai.format.partition("+")[2]))
    if len(text) > longest:
        return Wrong.LONG
    if ai.format == _DATE and len(text) == longest and text.isdigit():
        return Wrong.DATE
    return None if _PLAIN.fullmatch(ai.format) and text.isprintable() and text == text.strip() != "" else Wrong.FORM


def _extracted(ai: GS1ApplicationIdentifier, text: str) -> GS1ElementString:
    """Raises ParseError, or ValueError for what is not ASCII, since digits of other scripts are digits to biip.

    What has to end with a separator must do so, or a lost one would cut a batch short unheard.

    Of those the ones of a fixed length are let pass without: many printers leave it out behind them.
    """
    length = _fixed_length(ai)
    own = text if length is None else text[: len(ai) + length]
    if not own.isascii():
        raise ValueError(text)
    if length is None:
        return GS1ElementString.parse(own, config=_CONFIG)
    return GS1ElementString.extract(own, config=_CONFIG)


def _fixed_length(ai: GS1ApplicationIdentifier) -> int | None:
    """How many characters follow the AI, None where that differs. `format` is such as "N3+N3" or "N2+X..20"."""
    parts = ai.format.split("+")[1:]
    return sum(int(part[1:]) for part in parts) if all(part[1:].isdigit() for part in parts) else None


def _element(found: GS1ElementString) -> Element:
    ai, text = found.ai, found.value
    wrong = None
    if found.gtin_error or found.sscc_error or found.gln_error:
        wrong = Wrong.CHECK_DIGIT
    elif ai.format == _DATE and found.date is None and text.strip("0"):
        wrong = Wrong.DATE
    return Element(ai.ai, text, ai.data_title, found.date, found.decimal, wrong)


def _known(ai: str, text: str, wrong: Wrong) -> Element:
    """An element whose AI stands by itself."""
    try:
        found = GS1ApplicationIdentifier.extract(ai)
    except ParseError:
        return Element(ai, text, wrong=Wrong.UNKNOWN)
    return (
        Element(ai, text, found.data_title, wrong=wrong) if found.ai == ai else Element(ai, text, wrong=Wrong.UNKNOWN)
    )


def _unknown(text: str) -> Element:
    """All up to the separator: only who knows the AI knows its length. No AI is what doesn't begin as one does."""
    length = _LENGTHS.get(text[:2], _SHORTEST)
    begin = text[:length]
    ai = begin if len(text) > length and begin.isdigit() and begin.isascii() else ""
    return Element(ai, text[len(ai) :], wrong=Wrong.UNKNOWN)
