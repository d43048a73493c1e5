"""Stock items: adding those that a store begins with. What moves stock is the ledger's."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kiosk.stock import quantity
from kiosk.stock.statuses import Status
from kiosk.store import uid
from kiosk.store.sql import Db, execute

# What a serial of a part of this root must be unique in: the parts of that root, or all of them (0).
SCOPE = (
    "CASE WHEN EXISTS (SELECT 1 FROM setting WHERE key = 'serial_scope' AND value = '\"global\"')"
    " THEN 0 ELSE {root} END"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """What a stock item begins with; `quantity` is in the part's unit, `location` None for what is out."""

    part: int
    location: int | None
    quantity: Decimal = Decimal(1)
    batch: str | None = None
    serial: str | None = None
    expiry: date | None = None
    status: Status = Status.IN_STOCK
    warranty_until: date | None = None
    notes: str = ""
    supplier_part: int | None = None


def add(db: Db, item: NewItem) -> int:
    """A new stock item; answers its id. A serial that its scope has already is refused by the store."""
    scope, decimals = execute(
        db, f"SELECT {SCOPE.format(root='root')}, decimals FROM part WHERE id = ?", item.part
    ).fetchone()
    id: int = execute(
        db,
        "INSERT INTO stock_item (uid, part_id, location_id, quantity, batch, serial, serial_scope, expiry, status,"
        " warranty_until, notes, supplier_part_id, version)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) RETURNING id",
        uid.new(),
        item.part,
        item.location,
        quantity.millionths(item.quantity, decimals),
        item.batch,
        item.serial,
        scope,
        item.expiry.isoformat() if item.expiry else None,
        item.status.value,
        item.warranty_until.isoformat() if item.warranty_until else None,
        item.notes,
        item.supplier_part,
    ).fetchone()[0]
    return id
