"""Counts of stock: what is counted, what was found, and how that differs from the books. Pure; texts are untrusted.

A place counts once it was scanned in the count: what the books have there and nobody has found is missing then. What
lies in places that were not visited is left alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kiosk.stock.documents import Document
from kiosk.stock.statuses import ON_HAND, Status, way
from kiosk.stock.thing import Kind, Thing


class Differs(StrEnum):
    """How what was counted stands to the books, what keeps a count from being posted first; the values are what
    programs see."""

    MOVED = "moved"  # it was moved after it was counted: neither is known any more
    MISSING = "missing"  # a unit that the books have in a counted place, and that was not found
    SHORT = "short"  # less than the books have
    OVER = "over"  # more
    ELSEWHERE = "elsewhere"  # a unit that is by the books in another place
    FOUND = "found"  # a unit that was lost
    UNEXPECTED = "unexpected"  # a unit that is by the books sold, in repair, scrapped or void
    STRANGER = "stranger"  # a code that nothing has
    UNCOUNTED = "uncounted"  # a place with stock that nobody has counted
    MATCH = "match"  # as the books have it


CHANGES = frozenset({Differs.MISSING, Differs.SHORT, Differs.OVER, Differs.ELSEWHERE, Differs.FOUND})  # by posting
DECIDED = CHANGES | {Differs.MOVED}  # those that can be left out, or counted again
ALONE = frozenset({Differs.UNEXPECTED, Differs.STRANGER, Differs.UNCOUNTED})  # told of, and left as they are


@dataclass(frozen=True, slots=True)
class Count:
    """A count as it stands. `scope` is a location with all below it, a part, or None for the whole store.

    `place` is where it is being counted, None before the first one; `places` are how many were counted, `entries` how
    many units, quantities and unknown codes were found. Blind: nobody is told what is expected before the review.
    """

    document: Document
    scope: Thing | None
    blind: bool
    place: Thing | None
    places: int
    entries: int

    @property
    def of_part(self) -> int | None:
        """The id of the part that it counts; None where it counts places."""
        return self.scope.id if self.scope is not None and self.scope.kind is Kind.PART else None


@dataclass(frozen=True, slots=True)
class OpenCount:
    """A count that can be gone on with, as a list shows it. Nobody holds it where `holder` is empty."""

    thing: Thing
    number: str
    scope: Thing | None
    blind: bool
    places: int
    entries: int
    created_at: int
    holder: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What was found at one place: a unit, a part without serials in a batch, or a code that nothing has.

    `thing` is the unit or the part, None of a code. `expected` is what the books have there, None where that is not
    told. `at`: UTC microseconds.
    """

    entry: int
    place: Thing
    thing: Thing | None
    part: int | None
    number: str
    name: str
    serial: str
    batch: str
    code: str
    unit: str
    decimals: int
    quantity: Decimal
    expected: Decimal | None
    at: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `thing` is the unit, the part, or the place that nobody has counted; None of an unknown code.

    `label` names it for people, `place` is where it was counted or should have been. `where` is what the books say of
    a unit (a path, or its status in words), or the open draft that takes a missing one out; `at` the time of the scan
    of what was found. `left`: posting leaves it out. `what` is what posting does, in words.
    """

    kind: Differs
    thing: Thing | None
    label: str
    place: Thing
    part: int | None
    batch: str
    unit: str
    expected: Decimal
    counted: Decimal
    where: str = ""
    status: str = ""
    at: int | None = None
    left: bool = False
    what: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many differences there are of one kind, and how many of them posting leaves out."""

    total: int
    left: int = 0

    @property
    def done(self) -> int:
        return self.total - self.left


@dataclass(frozen=True, slots=True)
class Untouched:
    """A counted place in which nothing at all was found: `units` and `lots` are what the books have there."""

    place: Thing
    units: int
    lots: int


@dataclass(frozen=True, slots=True)
class Unseen:
    """Parts without serials that lie by the books at counted places, and of which nothing was scanned: so many lots of
    a unit, and how much posting takes off in all."""

    unit: str
    lots: int
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Summary:
    """A count held against the books. `untouched` are the first 20 of `untouched_total`.

    `unseen` is, unit by unit, what of the SHORT ones was never scanned, but for what is left out.
    """

    tallies: Mapping[Differs, Tally]
    untouched: tuple[Untouched, ...] = ()
    untouched_total: int = 0
    unseen: tuple[Unseen, ...] = ()

    def of(self, kind: Differs) -> Tally:
        return self.tallies.get(kind, Tally(0))

    @property
    def changes(self) -> int:
        """How many differences posting mends."""
        return sum(self.of(kind).done for kind in CHANGES)

    @property
    def left(self) -> int:
        """How many posting leaves out because somebody said so."""
        return sum(self.of(kind).left for kind in DECIDED)


class Code(StrEnum):
    """Why something can't be done with a count; the values are what programs see."""

    UNKNOWN = "unknown_count"  # no count has this number
    ENDED = "ended"  # it is posted or cancelled
    HELD = "held"  # another works on it
    LOCATION = "unknown_location"
    PART = "unknown_part"
    NOTHING = "nothing_counted"  # no place was
    MOVED = "moved"  # something has moved since it was counted
    SHUT_PLACE = "archived_location"  # or structural: no stock may come in there
    SHUT_PART = "archived"  # or not tracked: no stock of it may come in


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that keeps a count from being posted."""

    code: Code
    text: str


# What posting does to quantities without serials


@dataclass(frozen=True, slots=True)
class Lot:
    """A stock item without a serial where it was counted; `quantity` in millionths."""

    item: int
    quantity: int
    status: Status
    expiry: str | None


def taken_from(lots: Sequence[Lot], less: int) -> list[tuple[Lot, int]]:
    """Which lots there is less of, and how much is left in each.

    What is in stock is used first, and of that what expires first: so that is what is likeliest gone.
    """
    left = []
    for lot in sorted(lots, key=lambda lot: (ON_HAND.index(lot.status), lot.expiry or "9999-12-31", lot.item)):
        if less <= 0:
            break
        taken = min(less, lot.quantity)
        left.append((lot, lot.quantity - taken))
        less -= taken
    return left


def added_to(lots: Sequence[Lot]) -> Lot | None:
    """The lot that a surplus is added to: what is in stock and came last; None where there is no lot at all."""
    return max(lots, key=lambda lot: (-ON_HAND.index(lot.status), lot.item), default=None)


def to_lost(status: Status) -> tuple[Status, ...]:
    """The statuses by which a unit that is not found gets lost, the shortest way along the table."""
    return way(status, Status.LOST)
