"""Scan lists as they stand, and one row of them as people see it. Pure; texts are untrusted.

A row names a thing and is never a copy of it: what the row shows is read anew each time. Quantities are in the unit of
the part, times UTC microseconds.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from kiosk.stock.thing import Kind, Thing

MOST = 10_000  # rows of one list: what one action takes at most


class Gone(StrEnum):
    """Why a thing of a list is of no use any more, as people read it."""

    ARCHIVED = "archived"
    VOID = "void"
    USED_UP = "used up"
    CANCELLED = "cancelled"
    MISSING = "not there"


@dataclass(frozen=True, slots=True)
class ScanList:
    """A list of things to act on together. `station` began it, `used_by` was the last to change it, at `used_at`.

    `total` is how many rows it has, `marked` how many of these are marked. A closed one is history.
    """

    id: int
    name: str
    total: int
    marked: int
    station: str
    created_at: int
    created_by: str
    used_at: int
    used_by: str
    closed: bool


@dataclass(frozen=True, slots=True)
class ListRow:
    """One thing of a list. `quantity` is how much of it is meant, None for all of it.

    `number` and `name` are those of the part; of a location its path and name, of a document its number and partner.
    `sku` is a supplier's number for the part. `amount` is how much is on hand: of a location how many stock items lie
    in it and below, of a document how many lines it has. `place` is a path, of a part that of the place with most of
    it, and `places` how many there are. `status` is a value of `Status`, or of `DocState`. `gone` says why the thing is
    of no use any more, empty as long as it is of some. What a thing has not is empty, None or 0.
    """

    id: int
    thing: Thing
    quantity: Decimal | None
    marked: bool
    added_at: int
    number: str = ""
    name: str = ""
    sku: str = ""
    serial: str = ""
    batch: str = ""
    expiry: str = ""
    amount: Decimal | None = None
    unit: str = ""
    decimals: int = 0
    place: str = ""
    places: int = 0
    status: str = ""
    gone: Gone | Literal[""] = ""

    @property
    def title(self) -> str:
        """What it is in one line: its serial, its supplier's or its own number, and then the name."""
        first = self.serial or self.sku or self.number
        return f"{first} · {self.name}" if first and self.name else first or self.thing.label

    @property
    def takes_quantity(self) -> bool:
        """Whether a part of it can be meant: of a unit, a location or a document only all can."""
        loose = self.thing.kind in (Kind.PART, Kind.SUPPLIER_PART)
        return loose or (self.thing.kind is Kind.STOCK_ITEM and not self.serial)
