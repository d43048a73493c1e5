"""What was expected, beside what came: of a list, and of a purchase order. Frozen values, texts are untrusted."""

from dataclasses import dataclass
from decimal import Decimal

from kiosk.stock.documents import Line
from kiosk.stock.thing import Thing


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of which something else came than its list says. Quantities are in the part's unit.

    `named`: the list names its serials; then `missing` and `unexpected` count those, and nothing is surplus. Of a part
    that is on no list all is unexpected.
    """

    part: Thing
    number: str
    unit: str
    expected: Decimal
    came: Decimal
    missing: Decimal
    surplus: Decimal
    unexpected: Decimal
    named: bool


@dataclass(frozen=True, slots=True)
class NamedSerial:
    """A serial of a draft's line, with the number of its part."""

    line: int
    number: str
    serial: str


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A line of a purchase order: `line` is what was ordered, `received` how much of it has come."""

    line: Line
    received: Decimal

    @property
    def open(self) -> Decimal:
        """What is still to come."""
        return max(Decimal(0), self.line.quantity - self.received)
