"""What is wrong with what is wanted, whatever it is wanted for."""

from kiosk.flows.acting.work import Fault, Order
from kiosk.stock import fields
from kiosk.stock.acting import NEEDS, Action, Code, Need
from kiosk.wording import acting_refused as refused


def fault(order: Order) -> Fault | None:
    """The first thing that is wrong; None where nothing is."""
    return _place(order) or _note(order) or _value(order)


def _place(order: Order) -> Fault | None:
    needs, place = NEEDS[order.action], order.place
    if Need.TO not in needs or (order.wanted.to is None and Need.TO not in needs.required):
        return None
    if place is None:
        return Fault(Code.NO_PLACE, refused.no_place() if order.wanted.to is None else refused.place_gone())
    if place.archived_at is not None:
        return Fault(Code.CLOSED, refused.place_archived(place.path))
    return Fault(Code.STRUCTURAL, refused.place_structural(place.path)) if place.structural else None


def _note(order: Order) -> Fault | None:
    if not order.wanted.note.strip():
        return Fault(Code.NO_NOTE, refused.no_note()) if Need.NOTE in NEEDS[order.action].required else None
    try:
        fields.free_text(order.wanted.note)
    except ValueError as error:
        return Fault(Code.BAD_NOTE, refused.bad_note(str(error)))
    return None


def _value(order: Order) -> Fault | None:
    wanted = order.wanted
    match wanted.action:
        case Action.STATUS if wanted.status is None:
            return Fault(Code.NO_STATUS, refused.no_status())
        case Action.BATCH if not wanted.clear:
            return _batch(wanted.batch)
        case Action.EXPIRY if not wanted.clear and wanted.expiry is None:
            return Fault(Code.NO_EXPIRY, refused.no_expiry())
        case _:
            return None


def _batch(text: str | None) -> Fault | None:
    if text is None:
        return Fault(Code.NO_BATCH, refused.no_batch())
    try:
        fields.optional(fields.batch, text)
    except ValueError as error:
        return Fault(Code.BAD_BATCH, refused.bad_batch(str(error)))
    return None
