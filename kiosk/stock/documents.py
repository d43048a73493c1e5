"""Documents as they stand, with their lines and serials. Pure.

A draft is written line by line and scan by scan, and changes no stock; posting it does, all at once. Quantities are
in the part's unit, times UTC microseconds; texts are untrusted.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kiosk.stock.document_kinds import RULES, DocKind, DocState, Way
from kiosk.stock.leases import Lease
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.tracking import Tracking


@dataclass(frozen=True, slots=True)
class Partner:
    """Who the stock comes from or goes to."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document's head.

    `place` is where what is scanned next goes to or comes from. `source` is the document that this one works off: a
    receipt's order, an issue's invoice. `listed`: it has a list of what is expected. `operation` is what posting it
    did to stock, None as long as there is none. `reversed`: that was taken back. `lines`: how many it has.
    """

    id: int
    kind: DocKind
    number: str
    state: DocState
    partner: Partner | None
    reference: str
    notes: str
    place: Thing | None
    source: Thing | None
    listed: bool
    station: str
    created_at: int
    created_by: str
    posted_at: int | None
    posted_by: str
    operation: int | None
    reversed: bool
    lease: Lease | None
    lines: int
    version: int

    @property
    def thing(self) -> Thing:
        return Thing(Kind.DOCUMENT, self.id, self.number)

    @property
    def way(self) -> Way:
        return RULES[self.kind].way


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `quantity` is how much there is to be, `serials` how many of its units are named.

    `said`: the quantity was told or is expected, so serials have to come up to it; otherwise it follows them.
    `expected` is what a list says, None where the line is on none. `place` is None until it is told; then the part's
    own, `usual`, counts. `batch` is empty and `expiry` None where there is none. `accepted` False: to quarantine.
    """

    id: int
    document: int
    position: int
    part: Thing
    number: str
    name: str
    unit: str
    decimals: int
    tracking: Tracking
    supplier_part: Thing | None
    quantity: Decimal
    said: bool
    expected: Decimal | None
    serials: int
    batch: str
    expiry: date | None
    place: Thing | None
    usual: Thing | None
    accepted: bool
    notes: str

    @property
    def full(self) -> bool:
        """Whether there are as many serials as units; of a part without serials always."""
        return not self.tracking.serial or self.serials == self.quantity

    def at(self, way: Way) -> Thing | None:
        """Where it goes to; of what goes out the place that was told: without one it is taken from where it lies."""
        return self.place if way in (Way.OUT, Way.OWN) else self.place or self.usual


class SerialState(StrEnum):
    """A serial of a draft's line."""

    MISSING = "missing"  # on the list, not here yet
    GOT = "got"
    REMOVED = "removed"  # taken out again; kept so that the step can be undone


@dataclass(frozen=True, slots=True)
class DraftSerial:
    """A serial that a draft names. `item` is the unit that has it, None where it is new. `expected`: a list has it."""

    id: int
    line: int
    serial: str
    item: int | None
    expected: bool
    state: SerialState


class Event(StrEnum):
    """What happened to a document, and is kept with who did it."""

    CREATED = "created"
    PARKED = "parked"
    RESUMED = "resumed"
    HANDED_OVER = "handed_over"
    TAKEN_OVER = "taken_over"  # from a station that still held it
    POSTED = "posted"
    CANCELLED = "cancelled"
    REVERSED = "reversed"
    HANDED_BACK = "handed_back"  # what was repaired
    SCRAPPED = "scrapped"
