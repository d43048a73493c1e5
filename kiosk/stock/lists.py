"""What the lists of things show in one row. Texts are untrusted; quantities are in the part's unit."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kiosk.stock.thing import Thing


class Scope(StrEnum):
    """What a search looks through."""

    EVERYTHING = "everything"
    PARTS = "parts"
    PLACES = "places"
    ARCHIVED = "archived"  # parts and places that were taken out of use, and nothing else


@dataclass(frozen=True, slots=True)
class Entry:
    """A part, a unit, a place, a document: `code` is its number, serial or path, `name` what it is called or is of."""

    thing: Thing
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class LowPart:
    """A part of which there is less than its minimum."""

    thing: Thing
    number: str
    name: str
    unit: str
    on_hand: Decimal
    minimum: Decimal

    @property
    def missing(self) -> Decimal:
        return self.minimum - self.on_hand
