"""Stock of a part that has no serials yet: what is on hand, quantity by quantity."""

from dataclasses import dataclass

from kiosk.stock.ledger import State
from kiosk.stock.statuses import Status
from kiosk.store.sql import Db, execute


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
