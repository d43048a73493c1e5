"""The history of a store: its two lists, which of their rows are asked for, and what a row tells. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kiosk.stock.ledger import Act
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Thing


class Log(StrEnum):
    """The two lists."""

    JOURNAL = "journal"  # of scans
    MOVEMENTS = "movements"  # of stock


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which rows are asked for: those that all fields fit; an empty or None field leaves nothing out.

    Times are UTC microseconds of the store's clock, `since` the first and `until` the first that is not meant any
    more. Names are exact. `text` is in the code, or in a movement's reference, note or batch, whatever its case.
    `device` and `result` are of scans, `act` of movements; the other list passes over them.
    """

    since: int | None = None
    until: int | None = None
    station: str = ""
    operator: str = ""
    device: str = ""
    result: str = ""
    act: Act | None = None
    part: Thing | None = None  # and its units and supplier's codes
    item: Thing | None = None  # a unit, or a quantity
    place: Thing | None = None  # and all below it
    text: str = ""


OF_JOURNAL = ("device", "result")  # fields that only the journal has, and those that only movements have
OF_MOVEMENTS = ("act",)


def in_force(log: Log, wanted: Filter) -> tuple[str, ...]:
    """The names of the fields that leave rows of this list out."""
    others = OF_MOVEMENTS if log is Log.JOURNAL else OF_JOURNAL
    return tuple(name for name in Filter.__slots__ if name not in others and getattr(wanted, name) not in ("", None))


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the journal. Times are UTC microseconds; `text` is None where the bytes are not readable as text."""

    id: int
    station: str
    seq: int
    run: int
    device: str
    device_seq: int
    operator: str
    screen: str
    scanned_at: int
    recorded_at: int
    raw: bytes
    text: str | None
    symbology: str
    typed: bool
    result: str
    tone: str
    kind: str | None
    thing_id: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One scan, and the thing that it named; None where it named none."""

    record: Record
    named: Thing | None


@dataclass(frozen=True, slots=True)
class Start:
    """The start of a station that a row was written in; `started_at` is UTC microseconds."""

    started_at: int
    os_user: str
    tty: str
    ssh_client: str
    version: str


@dataclass(frozen=True, slots=True)
class Movement:
    """One row of the ledger with what it names. Texts are untrusted, quantities in the part's unit, times UTC µs.

    `origin` and `target` are paths, empty outside. `before` is None for a stock item that was not there yet.
    `changed` is what else of the item changed: its column → (before, after). `scan` is the number of a row of the
    same station's journal, `reverses` and `reversed_by` are ids of movements.
    """

    id: int
    station: str
    seq: int
    operation: int
    act: str
    operator: str
    at: int
    recorded_at: int
    reference: str
    note: str  # of the operation, and of the movement below it
    remark: str
    item: Thing
    part: Thing
    number: str
    unit: str
    serial: str
    batch: str
    origin: str
    target: str
    quantity_before: Decimal
    quantity_after: Decimal
    before: Status | None
    after: Status
    changed: Mapping[str, tuple[str | None, str | None]]
    scan: int | None
    run: int
    reverses: int | None
    reversed_by: int | None
