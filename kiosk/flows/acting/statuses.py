"""Give stock items another status by hand, along the table of statuses: all of each, with a note that says why."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.flows.acting.targets import Named
from kiosk.flows.acting.work import Effect, Fault, Order, Result, Same, Work, takes_stock, whole
from kiosk.stock.acting import Code
from kiosk.stock.ledger import Change, restated
from kiosk.stock.statuses import RULES, Status, may_become
from kiosk.stock.thing import Thing
from kiosk.store import acting, repair_parts, repairs
from kiosk.store.sql import Db
from kiosk.wording import acting as wording
from kiosk.wording import acting_refused as refused
from kiosk.wording import repairs as repairs_wording


def change(db: Db, order: Order, rows: Sequence[Named], work: Work) -> None:
    """Plan it for each of the stock items."""
    after = order.wanted.status
    assert after is not None
    used = repair_parts.used_in(db, *(one.item.id for one in rows if one.item.status == Status.IN_REPAIR))
    leaving = [] if RULES[after].on_hand else [one.item.id for one in rows if one.item.serial is not None]
    under = repairs.under_all(db, leaving)

    def result(named: Named) -> Result:
        found, repair = _changed(order, named, after, used.get(named.item.id)), under.get(named.item.id)
        if repair is None or not isinstance(found, Effect):
            return found
        return replace(found, after=wording.in_repair(found.after, repair))

    work.each(order, rows, wording.standing, result)


def held(db: Db, item: int) -> Fault | None:
    """What else is being done with the stock item, so that its status stays: an open draft or repair has it."""
    found = acting.items(db, [item]).get(item)
    if found is not None and found.claim is not None:
        return Fault(Code.CLAIMED, refused.unfit(Code.CLAIMED, found))
    return _inside(repair_parts.used_in(db, item).get(item))


def _changed(order: Order, named: Named, after: Status, repair: Thing | None) -> Result:
    item, before = named.item, Status(named.item.status)
    if before is after:
        return Same(refused.is_so(after))
    if fault := whole(named) or _inside(repair):
        return fault
    if not may_become(before, after):
        return Fault(Code.STATUS, refused.not_from_here(before, after))
    place = order.place
    if RULES[after].on_hand and not item.on_hand:
        if place is None:
            return Fault(Code.NO_PLACE, refused.place_needed(after))
        if fault := takes_stock(item):
            return fault
    state = restated(item.state, after, None if place is None else place.id)
    path = None if state.location is None else item.path if place is None or item.on_hand else place.path
    return Effect(wording.standing_as(item, after, path), (Change(item.id, item.state, state),))


def _inside(repair: Thing | None) -> Fault | None:
    """A part of an open repair leaves that first: its lines say what is in the unit."""
    return None if repair is None else Fault(Code.CLAIMED, repairs_wording.is_used_in(repair.label))
