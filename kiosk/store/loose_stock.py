"""Stock of a part that has no serials yet: what is on hand, quantity by quantity."""

from dataclasses import dataclass

from kiosk.page import Page
from kiosk.stock import quantity as quantities
from kiosk.stock.ledger import State
from kiosk.stock.loose import LooseItem
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store.labels import OF_ITEM
from kiosk.store.sql import Db, execute

# What has gone for good is history.
_LISTED = "i.part_id = ? AND i.serial IS NULL AND i.quantity > 0 AND i.status NOT IN ('sold', 'scrapped', 'void')"


@dataclass(frozen=True, slots=True)
class Loose:
    """One stock item without a serial, with all that its units take over from it. Dates are ISO text."""

    item: int
    state: State
    place: str
    batch: str | None
    expiry: str | None
    warranty_until: str | None
    notes: str
    supplier_part: int | None


def of_part(db: Db, part: int) -> tuple[Loose, ...]:
    """What of the part is on hand without a serial, by place."""
    rows = execute(
        db,
        "SELECT i.id, i.location_id, i.quantity, i.status, l.path, i.batch, i.expiry, i.warranty_until, i.notes,"
        " i.supplier_part_id FROM stock_item i JOIN location l ON l.id = i.location_id"
        " WHERE i.part_id = ? AND i.location_id IS NOT NULL AND i.serial IS NULL AND i.quantity > 0"
        " ORDER BY l.path, i.id",
        part,
    ).fetchall()
    return tuple(
        Loose(item, State(location, quantity, Status(status)), *rest)
        for item, location, quantity, status, *rest in rows
    )


def of_batch(db: Db, part: int, batch: str, limit: int) -> tuple[Thing, ...]:
    """The stock items of this batch of the part that are on hand without a serial, by place."""
    rows = execute(
        db,
        f"SELECT i.id, {OF_ITEM.format('i')} FROM stock_item i JOIN location l ON l.id = i.location_id"
        " WHERE i.part_id = ? AND i.batch = ? AND i.location_id IS NOT NULL AND i.serial IS NULL AND i.quantity > 0"
        " ORDER BY l.path, i.id LIMIT ?",
        part,
        batch,
        limit,
    ).fetchall()
    return tuple(Thing(Kind.STOCK_ITEM, id, label) for id, label in rows)


def listed(db: Db, part: int, offset: int, limit: int) -> Page[LooseItem]:
    """A window on the stock items of the part without a serial, by place and batch; those that are out come first."""
    total = int(execute(db, f"SELECT COUNT(*) FROM stock_item i WHERE {_LISTED}", part).fetchone()[0])
    rows = execute(
        db,
        f"SELECT i.id, {OF_ITEM.format('i')}, i.quantity, p.unit, COALESCE(l.path, ''), i.status,"
        " COALESCE(i.batch, ''), COALESCE(i.expiry, '') FROM stock_item i JOIN part p ON p.id = i.part_id"
        f" LEFT JOIN location l ON l.id = i.location_id WHERE {_LISTED}"
        " ORDER BY COALESCE(l.path, ''), COALESCE(i.batch, ''), i.id LIMIT ? OFFSET ?",
        part,
        limit,
        offset,
    ).fetchall()
    items = tuple(
        LooseItem(Thing(Kind.STOCK_ITEM, id, label), quantities.of(amount), *rest) for id, label, amount, *rest in rows
    )
    return Page(items, total, offset)
