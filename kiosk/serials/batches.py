"""Batch codes by a template: fixed text with fields in braces, such as `{year}{month:02}{day:02}`.

    {year} {month} {day} {hour} {minute}   of the moment, in the station's time zone
    {week}                                 of ISO 8601; the year is that of the week where no month or day is named
    {part} {station}                       the number of the part, the name of the station
    {counter}                              1, 2, 3 …, for each text that the rest of the template comes to: beside a
                                           date it begins anew each day
    {{ and }}                              a brace

A number may have a width, filled up with zeros: `{month:02}`. There is nothing else that a template can name, but for
the batch schemes of other packages: entry points of the group `kiosk.batch_schemes`, each a function
`code(facts: BatchFacts) -> str`, by its name. `{acme}-{counter:03}` begins with what the scheme `acme` says.

    [project.entry-points."kiosk.batch_schemes"]
    acme = "acme_batches:code"

What a scheme raises is its fault: logged, told in words, and no batch is offered.
"""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType

from kiosk.plugins import Plugin, of_group
from kiosk.serials import braces
from kiosk.serials.braces import LoneBrace
from kiosk.stock import fields
from kiosk.wording import batches as wording

log = logging.getLogger(__name__)

GROUP = "kiosk.batch_schemes"
LONGEST = 200  # characters of a template
COUNTER = "counter"

_FIELD = re.compile(r"([A-Za-z0-9_.-]+)(?::0([1-9]))?")


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """What a batch code may tell: the moment in the station's zone, a part's number, the station's name."""

    at: datetime
    part: str
    station: str


class BatchFault(Exception):
    """No batch code came of a template. `str()` is the sentence for the operator."""


_NUMBERS: Mapping[str, Callable[[datetime], int]] = MappingProxyType(
    {
        "year": lambda at: at.year,
        "month": lambda at: at.month,
        "day": lambda at: at.day,
        "hour": lambda at: at.hour,
        "minute": lambda at: at.minute,
        "week": lambda at: at.isocalendar().week,
    }
)
_TEXTS: Mapping[str, Callable[[BatchFacts], str]] = MappingProxyType(
    {"part": lambda facts: facts.part, "station": lambda facts: facts.station}
)
FIELDS = (*_NUMBERS, *_TEXTS, COUNTER)


@dataclass(frozen=True, slots=True)
class Piece:
    """Fixed `text`, or a field by its `name`; a number has at least `width` digits."""

    text: str = ""
    name: str = ""
    width: int = 0


Code = Callable[[BatchFacts], str]


@cache
def installed() -> tuple[Plugin[Code], ...]:
    """The batch schemes of other packages, by name. Found once in a process."""
    return of_group(GROUP, FIELDS)


def read(template: str) -> tuple[Piece, ...]:
    """The pieces of a template, whose names may be those of schemes that are not installed here.

    Raises ValueError with what is wrong with it, as the end of a sentence. An empty template is none.
    """
    if not template:
        return ()
    fields.code(template, LONGEST)
    try:
        return tuple(_field(text) if braced else Piece(text) for text, braced in braces.pieces(template))
    except LoneBrace as error:
        raise ValueError(wording.lone_brace(str(error))) from error


def checked(template: str) -> str:
    """A template that can be used here. Raises ValueError as `read` does, for names that nothing has, too."""
    schemes = [plugin.name for plugin in installed()]
    for piece in read(template):
        if piece.name and piece.name not in (*FIELDS, *schemes):
            raise ValueError(wording.no_field(piece.name, (*FIELDS, *schemes)))
    return template


def code(template: str, facts: BatchFacts, count: Callable[[str], int]) -> str:
    """The batch code that a template comes to; empty for an empty one.

    `count` answers the next number of a counter by its key; it is asked once, and only where the template counts.
    Raises BatchFault where a scheme fails or the code can be no batch.
    """
    try:
        pieces = read(template)
    except ValueError as error:
        raise BatchFault(wording.unreadable(template, str(error))) from error
    by_week = not any(piece.name in ("month", "day") for piece in pieces) and any(
        piece.name == "week" for piece in pieces
    )
    texts = [_written(piece, facts, by_week=by_week) for piece in pieces]
    if any(piece.name == COUNTER for piece in pieces):
        number = count("".join("{}" if text is None else text.replace("{", "{{") for text in texts))
        texts = [
            f"{number:0{piece.width}d}" if text is None else text for piece, text in zip(pieces, texts, strict=True)
        ]
    found = "".join(text or "" for text in texts)
    try:
        return fields.batch(found) if found else ""
    except ValueError as error:
        raise BatchFault(wording.no_batch(found, str(error))) from error


def _field(text: str) -> Piece:
    found = _FIELD.fullmatch(text)
    if found is None:
        raise ValueError(wording.no_field(text, FIELDS))
    name, width = found.groups()
    if width and name not in (*_NUMBERS, COUNTER):
        raise ValueError(wording.width_of_text(name))
    return Piece(name=name, width=int(width or 0))


def _written(piece: Piece, facts: BatchFacts, *, by_week: bool) -> str | None:
    """What a piece comes to; None for the counter."""
    if not piece.name:
        return piece.text
    if piece.name == COUNTER:
        return None
    if piece.name in _TEXTS:
        return _TEXTS[piece.name](facts)
    if piece.name in _NUMBERS:
        year_of_week = by_week and piece.name == "year"
        number = facts.at.isocalendar().year if year_of_week else _NUMBERS[piece.name](facts.at)
        return f"{number:0{piece.width}d}"
    return _of_plugin(piece.name, facts)


def _of_plugin(name: str, facts: BatchFacts) -> str:
    plugin = next((plugin for plugin in installed() if plugin.name == name), None)
    if plugin is None:
        raise BatchFault(wording.scheme_missing(name))
    try:
        found = plugin.load()(facts)
        if not isinstance(found, str):
            raise TypeError(f"{type(found).__name__} where text is due")
    except Exception as error:  # a plugin is foreign code: whatever it raises must not stop the station
        log.exception("batch scheme %s", name)
        raise BatchFault(wording.scheme_failed(name, plugin.failed(error))) from error
    return found
