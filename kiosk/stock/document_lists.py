"""What the lists of documents show, and all that is known of one document. Frozen values, texts are untrusted.

Quantities are in the unit of their part; those of a whole document are sums over its lines, whatever their units.
Times are UTC microseconds.
"""

from dataclasses import dataclass
from decimal import Decimal

from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.documents import Document, Event, Line, Partner, SerialState
from kiosk.stock.thing import Thing
from kiosk.stock.views import DocumentView


@dataclass(frozen=True, slots=True)
class Sought:
    """Which documents a list shows; what is empty or None leaves nothing out.

    `text` is a part of the number or of the reference, whatever its case. `open_orders`: purchase orders of which
    something is yet to come, and nothing else. `apart` are kinds that are left out.
    """

    text: str = ""
    kind: DocKind | None = None
    state: DocState | None = None
    partner: Partner | None = None
    open_orders: bool = False
    apart: tuple[DocKind, ...] = ()


OPEN_DRAFTS = Sought(state=DocState.DRAFT, apart=(DocKind.REPAIR,))  # open repairs have a list of their own


@dataclass(frozen=True, slots=True)
class Source:
    """How much was taken, or will be, from a place; that is a path."""

    quantity: Decimal
    place: str


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line as a document shows it. `got` of `wanted`: as in `DocumentView`, of this line alone.

    `place` is where it goes to, or what was told of where it is taken from. `taken`: where a posted issue has taken
    stock without serials from.
    """

    line: Line
    got: Decimal
    wanted: Decimal
    place: Thing | None
    taken: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentUnit:
    """A stock item of a posted document, or a serial of a draft.

    `thing` is None for a serial that is to be a new unit. `label` is the serial, else the batch, else empty.
    `quantity` is what the document has moved, negative where a count has found less, `status` and `place` what it was
    then and where it went to, `origin` where it was taken from. Of a draft they are those of now. Each is empty where
    there is none; `state` is that of a draft's serial.
    """

    thing: Thing | None
    label: str
    number: str
    quantity: Decimal
    unit: str
    status: str
    place: str
    origin: str
    state: SerialState | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened to a document, when, by whom, where; `note` as it was told."""

    what: Event
    at: int
    operator: str
    station: str
    note: str


@dataclass(frozen=True, slots=True)
class Reversal:
    """The operation that took a posted document back."""

    operation: int
    at: int
    operator: str
    station: str


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """All that is known of a document but its lines and units.

    `events` are the last 50, oldest first; `made` are the documents that work off this one, at most 50.
    """

    view: DocumentView
    head: Document
    events: tuple[Happened, ...]
    made: tuple[DocumentView, ...]
    reversal: Reversal | None
