"""What can be done with a thing, and what can't be just now and why. Only reads."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.flows.repairs import starting
from kiosk.post import Post
from kiosk.stock import document_kinds
from kiosk.stock.document_kinds import DocKind, DocState, Way
from kiosk.stock.statuses import RULES, Status, available, may_become
from kiosk.stock.thing import Thing
from kiosk.stock.tracking import Tracking
from kiosk.stock.views import DocumentView, ItemView, LocationView, PartView, View
from kiosk.store import views
from kiosk.store.sql import Db
from kiosk.wording import actions as wording


class Action(StrEnum):
    """What can be done with a part, a stock item, a place or a document."""

    EDIT = "edit"
    UNITS = "units"
    ADD_STOCK = "add_stock"
    CODES = "codes"
    SUPPLIERS = "suppliers"
    VARIANT = "variant"
    INSIDE = "inside"
    SERIALISE = "serialise"
    STATUS = "status"
    NOTES = "notes"
    PART = "part"
    ADJUST = "adjust"
    HISTORY = "history"
    ARCHIVE = "archive"
    RESTORE = "restore"
    RESUME = "resume"
    LINES = "lines"
    DOCUMENT_UNITS = "document_units"
    RESTOCK = "restock"
    ISSUE = "issue"
    SALE = "sale"
    RETURN = "return"
    RECEIVE = "receive"
    REPAIR = "repair"
    CAME_IN = "came_in"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Offer:
    """An action; `why` says why it can't be done now, and is empty where it can."""

    action: Action
    why: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """All actions of a thing, in an order that is the same for all things of its kind: digits are learnt by heart."""

    view: View
    offers: tuple[Offer, ...]


def offered(db: Db, post: Post, thing: Thing) -> Offered | None:
    """The actions of this thing; None when it is no more."""
    view = views.view(db, thing, returned_available=post.returned_available)
    match view:
        case PartView():
            return Offered(view, _of_part(view))
        case ItemView():
            return Offered(view, _of_item(db, view, post))
        case LocationView():
            return Offered(view, _of_location(view))
        case DocumentView():
            return Offered(view, _of_document(view))
        case None:
            return None


def _of_part(part: PartView) -> tuple[Offer, ...]:
    archived = wording.is_archived() if part.archived else ""
    serial = Tracking(part.tracking).serial
    stock = archived or ("" if part.track_stock else wording.stock_not_tracked())
    if serial:
        serialise = wording.has_serials()
    else:
        serialise = archived or ("" if part.on_hand > 0 else wording.nothing_to_serialise())
    return (
        Offer(Action.EDIT),
        Offer(Action.UNITS, "" if part.track_stock else wording.stock_not_tracked()),
        Offer(Action.ADD_STOCK, stock),
        Offer(Action.CODES),
        Offer(Action.SUPPLIERS),
        Offer(Action.VARIANT, archived),
        Offer(Action.SERIALISE, serialise),
        Offer(Action.HISTORY),
        Offer(Action.RESTORE if part.archived else Action.ARCHIVE),
        Offer(Action.RESTOCK, stock),
        Offer(Action.LABEL),
    )


def _of_item(db: Db, item: ItemView, post: Post) -> tuple[Offer, ...]:
    status = Status(item.status)
    void = wording.is_void() if status is Status.VOID else ""
    out = "" if RULES[status].on_hand else wording.is_out()
    goes = available(status, returned_available=post.returned_available)
    kept = void or ("" if goes else wording.not_available(status))
    back = void or ("" if may_become(status, Status.RETURNED) else wording.is_not_out())
    return (
        Offer(Action.STATUS, void),
        Offer(Action.NOTES, void),
        Offer(Action.CODES),
        Offer(Action.PART),
        Offer(Action.HISTORY),
        Offer(Action.ADJUST, void or (wording.is_one_unit() if item.serial else "") or out),
        Offer(Action.ISSUE, kept),
        Offer(Action.SALE, kept),
        Offer(Action.RETURN, back),
        Offer(Action.REPAIR, starting.refusal(db, item.thing.id) if item.serial else wording.is_no_unit()),
        Offer(Action.LABEL, void),
    )


def _of_location(location: LocationView) -> tuple[Offer, ...]:
    archived = wording.is_archived() if location.archived else ""
    return (
        Offer(Action.EDIT),
        Offer(Action.INSIDE, archived),
        Offer(Action.UNITS),
        Offer(Action.CODES),
        Offer(Action.HISTORY),
        Offer(Action.RESTORE if location.archived else Action.ARCHIVE),
        Offer(Action.LABEL),
    )


def _of_document(document: DocumentView) -> tuple[Offer, ...]:
    moved = document.state is DocState.POSTED or document.kind is DocKind.REPAIR
    goes_on = document.state is DocState.DRAFT or document.kind is DocKind.REPAIR
    draft = "" if goes_on else wording.no_draft()
    placed = document.state is DocState.POSTED
    comes_in = document_kinds.RULES[document.kind].way in (Way.IN, Way.BACK)
    brought = "" if placed and comes_in else wording.nothing_came_in()
    to_come = "" if placed and document.got < document.wanted else wording.nothing_to_come(placed=placed)
    return (
        Offer(Action.RESUME, draft),
        Offer(Action.LINES),
        Offer(Action.DOCUMENT_UNITS),
        Offer(Action.HISTORY, "" if moved else wording.not_posted()),
        Offer(Action.RECEIVE, to_come) if document.kind is DocKind.ORDER else Offer(Action.CAME_IN, brought),
        Offer(Action.LABEL),
    )
