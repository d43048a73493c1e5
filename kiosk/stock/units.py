"""Units and stock items in lists: which are wanted, and what a row shows. Frozen values, texts are untrusted."""

from dataclasses import dataclass

from kiosk.stock.thing import Thing
from kiosk.stock.views import DocumentView, ItemDetails, ItemView

ANY, ON_HAND = "", "on_hand"  # for `Wanted.status`, beside the statuses themselves


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which units a list shows; what is empty or None leaves nothing out.

    `text` is a part of the serial, or words of the part's number and name. `status` is that of `Status`, or
    `on_hand`; with neither, all but void ones. `place` includes all that is below it, `part` its variants.
    """

    text: str = ""
    status: str = "in_stock"
    place: Thing | None = None
    part: Thing | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of the list: a unit with its serial. `place` is empty where it is out."""

    thing: Thing
    serial: str
    number: str
    name: str
    status: str
    place: str


@dataclass(frozen=True, slots=True)
class Source:
    """What an act that touched the item refers to, such as the file that it was imported from."""

    act: str
    reference: str
    at: int  # UTC microseconds
    operation: int


@dataclass(frozen=True, slots=True)
class Card:
    """All that is known of one stock item but its history.

    `documents` are those that it went through and the draft that names it now, `sources` what other acts refer to;
    newest first, at most 50 and 20.
    """

    view: ItemView
    details: ItemDetails
    available: bool
    documents: tuple[DocumentView, ...]
    sources: tuple[Source, ...]
