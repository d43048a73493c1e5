"""Rows of scan lists, for programs and files: named values, and the same as texts."""

from collections.abc import Mapping
from typing import Any

from kiosk.barcodes import internal
from kiosk.exchange.history import exact
from kiosk.exchange.texts import cell
from kiosk.stock.scan_lists import ListRow, ScanList
from kiosk.stock.thing import Kind
from kiosk.times import iso

COLUMNS = (
    "row", "kind", "code", "label", "part", "name", "sku", "serial", "batch", "expiry", "quantity", "unit", "location",
    "status", "gone", "marked", "list_quantity", "added_at",
)  # fmt: skip
_STOCK = (Kind.PART, Kind.SUPPLIER_PART, Kind.STOCK_ITEM)


def facts(number: int, row: ListRow, prefix: str) -> Mapping[str, Any]:
    """All of a row as JSON takes it, in the order of the columns; `number` counts from 1, `prefix` is of our own codes.

    `quantity` is what is on hand of stock; of a location it is how many stock items lie in it, of a document how many
    lines it has. `list_quantity` is how much of it is meant, null for all.
    """
    of_stock = row.thing.kind in _STOCK
    return {
        "row": number,
        "kind": row.thing.kind,
        "code": internal.write(row.thing.kind, row.thing.id, prefix) if prefix else None,
        "label": row.thing.label,
        "part": row.number or None if of_stock else None,
        "name": row.name or None,
        "sku": row.sku or None,
        "serial": row.serial or None,
        "batch": row.batch or None,
        "expiry": row.expiry or None,
        "quantity": None if row.amount is None else exact(row.amount),
        "unit": row.unit or None,
        "location": row.place or None,
        "status": row.status or None,
        "gone": row.gone or None,
        "marked": row.marked,
        "list_quantity": None if row.quantity is None else exact(row.quantity),
        "added_at": iso(row.added_at),
    }


def cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The facts of a row as texts."""
    return tuple(map(cell, row.values()))


def head(one: ScanList) -> dict[str, Any]:
    """A list without its rows."""
    return {
        "id": one.id,
        "name": one.name,
        "rows": one.total,
        "marked": one.marked,
        "station": one.station,
        "created_at": iso(one.created_at),
        "created_by": one.created_by,
        "used_at": iso(one.used_at),
        "used_by": one.used_by,
        "closed": one.closed,
    }
