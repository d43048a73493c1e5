"""What has to hold before a document is posted, and which stock an issue takes. Pure.

A line is looked at with all that its posting depends on; what only the store can tell (units, serials) is added there.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from kiosk.stock import quantity as quantities
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Line
from kiosk.stock.ledger import State
from kiosk.stock.thing import Thing


class Code(StrEnum):
    """What is wrong with a draft; the values are what programs see."""

    NO_LINES = "no_lines"
    QUANTITY = "invalid_quantity"  # nothing, or more decimals than the part has
    NO_SERIALS = "serials_required"
    COUNT = "count_mismatch"
    BATCH = "batch_required"
    NO_PLACE = "location_required"
    STRUCTURAL = "structural_location"
    CLOSED = "archived_location"
    ARCHIVED = "archived"
    UNTRACKED = "not_tracked"
    INSUFFICIENT = "insufficient"
    UNAVAILABLE = "unavailable"  # a unit is not any more what it was when it was chosen
    ELSEWHERE = "elsewhere"  # a unit is not in the place that its line says
    TAKEN = "taken"  # a serial has come into stock meanwhile
    OWN_WAY = "own_way"  # a repair or a count: not posted as a document
    # What is said before posting, and does not keep from it.
    MISSING = "missing"
    SURPLUS = "surplus"
    UNEXPECTED = "unexpected"
    EXPIRED = "expired"
    REPAIRED = "in_repair"  # a unit goes out that is in the house for a repair


WARNINGS = frozenset({Code.MISSING, Code.SURPLUS, Code.UNEXPECTED, Code.EXPIRED, Code.REPAIRED})


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong. `line` is the id of the line that it is about, None for the document; `text` says it."""

    code: Code
    line: int | None
    text: str

    @property
    def warning(self) -> bool:
        """Whether the document can be posted in spite of it."""
        return self.code in WARNINGS


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with what its part and its place are now. `months` is the part's warranty, 0 where there is none."""

    line: Line
    archived: bool
    stocked: bool
    months: int
    structural: bool
    closed: bool

    @property
    def place(self) -> Thing | None:
        """Where it goes to."""
        return self.line.place or self.line.usual

    @property
    def by_serials(self) -> bool:
        """Whether it is units with serials that go, and no loose quantity."""
        return self.line.tracking.serial or self.line.serials > 0

    @property
    def idle(self) -> bool:
        """A line of a list of which nothing has come: it moves nothing, and stays open."""
        return self.line.expected is not None and not self.line.quantity and not self.line.serials


@dataclass(frozen=True, slots=True)
class Lot:
    """A quantity without serials that can be taken, as it is now."""

    item: int
    part: int
    batch: str
    state: State
    place: str = ""  # its path


# Of lines by their ids the stock items that were chosen for them, each with how much of it, in millionths.
Meant = Mapping[int, Mapping[int, int]]
NOTHING_MEANT: Meant = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Take:
    """What a line takes of one lot: the lot's state before and after."""

    line: int
    item: int
    before: State
    after: State


@dataclass(frozen=True, slots=True)
class Short:
    """A line that there is too little for: `have` is what there is where it takes from."""

    line: Line
    have: Decimal


def ordered(entry: Entry) -> Iterator[Code]:
    """What is wrong with a line that moves no stock, such as one of an order."""
    if entry.archived:
        yield Code.ARCHIVED
    if not entry.idle and (entry.line.quantity <= 0 or not _fits(entry.line)):
        yield Code.QUANTITY


def faults(way: Way, entry: Entry) -> Iterator[Code]:
    """What is wrong with a line that moves stock; the units that it names and what there is are for the store."""
    line = entry.line
    yield from ordered(entry)
    if not entry.stocked:
        yield Code.UNTRACKED
    if entry.idle:
        return
    if entry.by_serials and not line.serials:
        yield Code.NO_SERIALS
    elif entry.by_serials and line.serials != line.quantity:
        yield Code.COUNT
    if way is not Way.OUT and line.tracking.batch and not line.batch and not _keeps_batch(way, entry):
        yield Code.BATCH
    place = line.place if way is Way.OUT else entry.place
    if place is None:
        if way is not Way.OUT:
            yield Code.NO_PLACE
    elif entry.closed:
        yield Code.CLOSED
    elif entry.structural:
        yield Code.STRUCTURAL


def allocate(
    lines: Sequence[Line], lots: Sequence[Lot], meant: Meant = NOTHING_MEANT
) -> tuple[list[Take], list[Short]]:
    """Which lots the lines take from, each from the first ones that suit it, and the lines that get too little.

    `lots` are in the order in which they are to be used up. A line whose lots were chosen takes so much from these, and
    chooses first; then one that says a place or a batch, before those that take from anywhere. The takes of one lot
    stand in the order in which they happen.
    """
    left = {lot.item: lot.state for lot in lots}
    by_part: dict[int, list[Lot]] = {}
    for lot in lots:
        by_part.setdefault(lot.part, []).append(lot)
    takes, short = list[Take](), list[Short]()
    for line in sorted(lines, key=lambda line: (line.id not in meant, (line.place is None) + (not line.batch))):
        limits = meant.get(line.id)
        suited = [lot for lot in by_part.get(line.part.id, ()) if _suits(line, lot)]
        able = {lot.item: left[lot.item].quantity for lot in suited}
        if limits is not None:
            able = {item: min(amount, limits.get(item, 0)) for item, amount in able.items()}
        have = sum(able.values())
        wanted = quantities.millionths(line.quantity)
        if have < wanted:
            short.append(Short(line, quantities.of(have)))
            continue
        for lot in suited:
            before = left[lot.item]
            amount = min(wanted, able[lot.item])
            if amount:
                left[lot.item] = State(before.location, before.quantity - amount, before.status)
                takes.append(Take(line.id, lot.item, before, left[lot.item]))
                wanted -= amount
    return takes, short


def warranty(sold: date, months: int) -> date:
    """The last day of a warranty of so many months: the same day of the month, or the month's last one."""
    year, month = divmod(sold.year * 12 + sold.month - 1 + months, 12)
    year = min(year, date.max.year)
    return date(year, month + 1, min(sold.day, monthrange(year, month + 1)[1]))


def _fits(line: Line) -> bool:
    return quantities.fits(line.quantity, line.decimals)


def _keeps_batch(way: Way, entry: Entry) -> bool:
    """A unit that comes back has its batch already."""
    return way is Way.BACK and entry.by_serials


def _suits(line: Line, lot: Lot) -> bool:
    here = line.place is None or line.place.id == lot.state.location
    return here and (not line.batch or line.batch == lot.batch)
