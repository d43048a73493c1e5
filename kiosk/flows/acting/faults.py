"""What is wrong with what is wanted, whatever it is wanted for."""

from kiosk.flows.acting.work import Fault, Order
from kiosk.stock import fields
from kiosk.stock.acting import NEEDS, Action, Code, Need
from kiosk.wording import acting as wording


def fault(order: Order) -> Fault | None:
    """The first thing that is wrong; None where nothing is."""
    return _place(order) or _note(order) or _value(order)


def _place(order: Order) -> Fault | None:
    needs, place = NEEDS[order.action], order.place
    if Need.TO not in needs or (order.wanted.to is None and Need.TO not in needs.required):
        return None
    if place is None:
        return Fault(Code.NO_PLACE, wording.no_place() if order.wanted.to is None else wording.place_gone())
    if place.archived_at is not None:
        return Fault(Code.CLOSED, wording.place_archived(place.path))
    return Fault(Code.STRUCTURAL, wording.place_structural(place.path)) if place.structural else None


def _note(order: Order) -> Fault | None:
    if not order.wanted.note.strip():
        return Fault(Code.NO_NOTE, wording.no_note()) if Need.NOTE in NEEDS[order.action].required else None
    try:
        fields.free_text(order.wanted.note)
    except ValueError as error:
        return Fault(Code.BAD_NOTE, wording.bad_note(str(error)))
    return None


def _value(order: Order) -> Fault | None:
    wanted = order.wanted
    match wanted.action:
        case Action.STATUS if wanted.status is None:
            return Fault(Code.NO_STATUS, wording.no_status())
        case Action.BATCH if not wanted.clear:
            return _batch(wanted.batch)
        case Action.EXPIRY if not wanted.clear and wanted.expiry is None:
            return Fault(Code.NO_EXPIRY, wording.no_expiry())
        case _:
            return None


def _batch(text: str | None) -> Fault | None:
    if text is None:
        return Fault(Code.NO_BATCH, wording.no_batch())
    try:
        fields.optional(fields.batch, text)
    except ValueError as error:
        return Fault(Code.BAD_BATCH, wording.bad_batch(str(error)))
    return None
