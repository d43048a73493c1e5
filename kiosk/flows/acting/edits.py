"""Assign a batch or an expiry to stock items, or take it off."""

from collections.abc import Sequence

from kiosk.flows.acting.targets import Named
from kiosk.flows.acting.work import Effect, Fault, Order, Result, Same, Work, whole
from kiosk.stock.acting import Code
from kiosk.stock.ledger import Change
from kiosk.store.sql import Db
from kiosk.wording import acting as wording
from kiosk.wording import acting_refused as refused


def batch(db: Db, order: Order, rows: Sequence[Named], work: Work) -> None:
    """Plan it for each of the stock items."""
    wanted = None if order.wanted.clear else order.wanted.batch or None

    def result(named: Named) -> Result:
        item = named.item
        if item.batch == wanted:
            return Same(refused.same_batch(wanted))
        if wanted is None and item.tracks.batch:
            return Fault(Code.NO_BATCH, refused.batch_stays(item))
        return whole(named) or _edited(named, "batch", item.batch, wanted, wording.batch(wanted))

    work.each(order, rows, lambda item: wording.batch(item.batch), result)


def expiry(db: Db, order: Order, rows: Sequence[Named], work: Work) -> None:
    """Plan it for each of the stock items."""
    day = None if order.wanted.clear else order.wanted.expiry
    wanted = None if day is None else day.isoformat()

    def result(named: Named) -> Result:
        item = named.item
        if item.expiry == wanted:
            return Same(refused.same_expiry(wanted))
        return whole(named) or _edited(named, "expiry", item.expiry, wanted, wording.expiry(wanted))

    work.each(order, rows, lambda item: wording.expiry(item.expiry), result)


def _edited(named: Named, column: str, before: str | None, after: str | None, text: str) -> Effect:
    item = named.item
    return Effect(text, (Change(item.id, item.state, item.state, {column: (before, after)}),))
