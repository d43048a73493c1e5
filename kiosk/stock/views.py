"""What a screen shows of a thing: frozen values, read in one go.

A view holds what the first glance needs and is read in the scan's own transaction; its details are read
afterwards and fill the rest of the screen. All texts are untrusted; quantities are Decimal in the part's unit.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.leases import Lease
from kiosk.stock.thing import Thing


@dataclass(frozen=True, slots=True)
class PartView:
    """A part: how much of it there is, and where most of it lives (`place`; the default location if none)."""

    thing: Thing
    number: str
    name: str
    unit: str
    decimals: int
    on_hand: Decimal
    available: Decimal
    minimum: Decimal | None
    place: str
    places: int  # how many locations hold some
    via: str = ""  # what was scanned when it was not the part itself: a supplier's code and pack quantity
    tracking: str = "none"  # as in `kiosk.stock.tracking`
    track_stock: bool = True
    archived: bool = False


@dataclass(frozen=True, slots=True)
class ItemView:
    """A stock item; a serialised one is one unit. `place` is empty and `location` None when it is out."""

    thing: Thing
    part: Thing
    number: str
    name: str
    unit: str
    decimals: int
    quantity: Decimal
    serial: str
    batch: str
    status: str
    place: str
    location: Thing | None = None  # what `place` names, to be opened from here


@dataclass(frozen=True, slots=True)
class LocationView:
    """A location and how much lies in it, the locations below it included."""

    thing: Thing
    path: str
    name: str
    structural: bool
    parts: int
    items: int
    archived: bool = False


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document, as lists show it, too. `station` is the one that posted it, else the one that began it.

    `got` of `wanted`: of a draft what it has of what is expected or told to be there; of an order that was placed
    what has been received of it; else what was posted. `lease` is who works on a draft, None where it is parked;
    `since` is when that began, or what else happened last to the document. `at` is when it was posted, else begun,
    `by` who did. Times are UTC microseconds. `waits_for` is the operator that a draft was handed over to, until
    somebody goes on with it; empty where it is for anybody.
    """

    thing: Thing
    kind: DocKind
    number: str
    state: DocState
    partner: str
    reference: str
    station: str
    at: int
    by: str
    lines: int
    got: Decimal
    wanted: Decimal
    lease: Lease | None
    since: int
    reversed: bool
    waits_for: str = ""


View = PartView | ItemView | LocationView | DocumentView


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity with what it is of: a location path, a batch, a part."""

    label: str
    quantity: Decimal
    unit: str = ""
    thing: Thing | None = None


@dataclass(frozen=True, slots=True)
class SupplierCode:
    """How a supplier names the part."""

    partner: str
    sku: str
    manufacturer_number: str
    pack: Decimal


@dataclass(frozen=True, slots=True)
class PartDetails:
    """The rest of a part: stock by location and batch (greatest first), codes, variants; at most 50 of each.

    Each `…_total` is how many there are, here and below.
    """

    description: str
    default_location: str
    tracking: str
    places: tuple[Amount, ...]
    places_total: int
    batches: tuple[Amount, ...]
    batches_total: int
    suppliers: tuple[SupplierCode, ...]
    codes: tuple[str, ...]  # assigned barcodes, as visible text
    variant_of: Thing | None
    variants: tuple[Thing, ...]
    suppliers_total: int = 0
    codes_total: int = 0
    variants_total: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of a history: when (UTC microseconds), by whom, where, what."""

    at: int
    operator: str
    station: str
    text: str


@dataclass(frozen=True, slots=True)
class ItemDetails:
    """The rest of a stock item; `seen` is its history, newest first, at most 50."""

    expiry: date | None
    warranty_until: date | None
    notes: str
    supplier: str
    codes: tuple[str, ...]
    seen: tuple[Seen, ...]
    codes_total: int = 0
    seen_total: int = 0


@dataclass(frozen=True, slots=True)
class LocationDetails:
    """What lies in a location, by part, and the locations directly below it; at most 200 of each."""

    contents: tuple[Amount, ...]
    contents_total: int
    below: tuple[Amount, ...]
    below_total: int = 0


@dataclass(frozen=True, slots=True)
class DocumentDetails:
    """The rest of a document at a glance: what its first 50 lines are of, `got` of each."""

    lines: tuple[Amount, ...]
    lines_total: int
    notes: str
    source: Thing | None


Details = PartDetails | ItemDetails | LocationDetails | DocumentDetails
