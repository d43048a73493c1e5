"""Stock items as rows. Only the ledger writes them: every change of stock has its movement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kiosk.stock import quantity
from kiosk.stock.ledger import State
from kiosk.stock.statuses import Status
from kiosk.store import ids, uid
from kiosk.store.sql import Db, execute, insert_many

# What a serial of a part of this root must be unique in: the parts of that root, or all of them (0).
SCOPE = (
    "CASE WHEN EXISTS (SELECT 1 FROM setting WHERE key = 'serial_scope' AND value = '\"global\"')"
    " THEN 0 ELSE {root} END"
)


class ItemRow(NamedTuple):
    """A new stock item by the columns of its table; `quantity` in millionths, dates as ISO text."""

    id: int
    uid: str
    part_id: int
    location_id: int | None
    quantity: int
    batch: str | None
    serial: str | None
    serial_scope: int
    expiry: str | None
    status: str
    warranty_until: str | None
    notes: str
    supplier_part_id: int | None
    version: int = 1


_INSERT = f"INSERT INTO stock_item ({', '.join(ItemRow._fields)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """What a stock item begins with; `quantity` is in the part's unit, `location` None for what is out.

    `uid` is that of an item which another store has made, `line` the document's line that brings it in, `scan` the
    journal's row of the scan that named it then.
    """

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
    uid: str | None = None
    line: int | None = None
    scan: int | None = None


def put(db: Db, rows: Sequence[ItemRow]) -> None:
    """Rows of new items as they are; whoever writes them writes their movements with them."""
    insert_many(db, _INSERT, rows)


def insert(db: Db, items: Sequence[NewItem]) -> Sequence[tuple[int, State]]:
    """Rows of new items, for the ledger; answers the id and the state of each.

    A serial that its scope has already, and a quantity with more decimals than the part's, are refused.
    """
    parts = _parts(db, {item.part for item in items})
    rows, states = list[ItemRow](), []
    for id, new_uid, item in zip(
        ids.reserve(db, "stock_item", len(items)), uid.several(len(items)), items, strict=True
    ):
        scope, decimals = parts[item.part]
        amount = quantity.millionths(item.quantity, decimals)
        rows.append(
            ItemRow(
                id,
                item.uid or new_uid,
                item.part,
                item.location,
                amount,
                item.batch,
                item.serial,
                scope,
                item.expiry.isoformat() if item.expiry else None,
                item.status.value,
                item.warranty_until.isoformat() if item.warranty_until else None,
                item.notes,
                item.supplier_part,
            )
        )
        states.append((id, State(item.location, amount, item.status)))
    put(db, rows)
    return states


def _parts(db: Db, parts: set[int]) -> Mapping[int, tuple[int, int]]:
    """The scope of serials and the decimals of each part."""
    marks = ", ".join("?" * len(parts))
    rows = execute(db, f"SELECT id, {SCOPE.format(root='root')}, decimals FROM part WHERE id IN ({marks})", *parts)
    return {id: (scope, decimals) for id, scope, decimals in rows.fetchall()}


def state(db: Db, item: int) -> State | None:
    """What the ledger knows of a stock item; None when there is none of this id."""
    row = execute(db, "SELECT location_id, quantity, status FROM stock_item WHERE id = ?", item).fetchone()
    return None if row is None else State(row[0], row[1], Status(row[2]))
