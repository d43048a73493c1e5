"""Repairs as they stand: which unit, what is wrong with it, how far it is, what was used. Pure; texts are untrusted.

Quantities are in the part's unit, times UTC microseconds.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kiosk.stock.statuses import Status
from kiosk.stock.thing import Thing


class Stage(StrEnum):
    """How far a repair is; the values are what the store keeps and programs see."""

    OPEN = "open"
    DONE = "done"  # completed: the parts that were used stay in the unit
    HANDED_BACK = "handed_back"
    SCRAPPED = "scrapped"
    CANCELLED = "cancelled"


IN_HOUSE = (Stage.OPEN, Stage.DONE)  # its unit is still here


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair order. `unit` is the own unit that it is for, with its `status` and `location` as they are now.

    A customer's unit is no stock: `unit` is None, and it is known by `part`, `serial` and `description`, as far as
    they were told. `place` is where loose parts are taken from, None for wherever they lie. `warranty_until` is ISO
    text, empty where none is known. `parts` is how many different ones are in it.
    """

    document: Thing
    stage: Stage
    unit: Thing | None
    part: Thing | None
    serial: str
    description: str
    status: Status | None
    location: Thing | None
    warranty_until: str
    customer: str
    fault: str
    work: str
    notes: str
    place: Thing | None
    parts: int
    station: str
    created_at: int
    created_by: str
    ended_at: int | None
    ended_by: str
    operation: int | None  # that completed it
    ended_operation: int | None  # that gave the own unit another status at its end

    @property
    def number(self) -> str:
        return self.document.label

    @property
    def in_house(self) -> bool:
        return self.stage in IN_HOUSE


@dataclass(frozen=True, slots=True)
class RepairRow:
    """A repair in a list. `serial` is that of its unit, own or not; `part` is a number, or what it is called."""

    document: Thing
    stage: Stage
    serial: str
    part: str
    customer: str
    fault: str
    at: int

    @property
    def number(self) -> str:
        return self.document.label


@dataclass(frozen=True, slots=True)
class Used:
    """What of one line is in the unit: one unit of a part, or all that is loose. `item` is None for the latter."""

    line: int
    part: int
    item: Thing | None
    label: str  # the serial, or the name of the part
    number: str
    unit: str
    decimals: int
    quantity: Decimal
    origin: str  # from where it was taken, of loose stock that of the last


@dataclass(frozen=True, slots=True)
class Sought:
    """Which repairs a list shows: those whose unit is in the house, or all; that `text` fits."""

    text: str = ""
    all: bool = False
