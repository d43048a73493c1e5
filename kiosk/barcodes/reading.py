"""What was made of a code: the readings tried, and the meaning that won."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of things a code can name; the values are what programs see."""

    PART = "part"
    STOCK_ITEM = "stock_item"
    LOCATION = "location"
    SUPPLIER_PART = "supplier_part"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of the store. `label` is untrusted text for people: "RES-10K · Resistor 10 kΩ"."""

    kind: Kind
    id: int
    label: str


class Verdict(StrEnum):
    """What became of one reading."""

    CHOSEN = "chosen"
    OUTRANKED = "outranked"  # it matched, an earlier step won
    AMBIGUOUS = "ambiguous"  # it matched more than one thing in the winning step
    NO_MATCH = "no_match"  # of this form, but nothing has that code
    NOT_THIS = "not_this"  # not of this form
    FAULT = "fault"  # a plugin raised


@dataclass(frozen=True, slots=True)
class Reading:
    """One reader's try. `reader` is its code (`own`, `assigned`, `gtin`, `part_number` …), `why` a sentence."""

    reader: str
    verdict: Verdict
    why: str
    things: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One thing. `pack` is how many pieces one scan of this code stands for, in millionths of the unit."""

    thing: Thing
    readings: tuple[Reading, ...]
    pack: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several things within one step: the operator is asked."""

    things: tuple[Thing, ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing has this code. `invalid` says what is wrong with it where it is known, such as a check digit."""

    readings: tuple[Reading, ...]
    invalid: str = ""


Meaning = Found | Ambiguous | Unknown
