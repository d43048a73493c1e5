"""Stock in files: what there is, where and in what state; one row for each unit with a serial.

A row says what is so. Where it isn't, the ledger gets a movement; to take one's history along as well, movements
are imported before stock.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kiosk.exchange.kind import Cells, Column, Loading
from kiosk.exchange.stock_loading import StockLoader
from kiosk.post import Post
from kiosk.stock import fields, quantity
from kiosk.stock.statuses import Status
from kiosk.store import stock_rows
from kiosk.store.catalogue_rows import PAGE
from kiosk.store.sql import Db
from kiosk.store.stock_rows import Listed
from kiosk.wording import stock_columns as column_wording
from kiosk.wording import stock_rows as wording


def _status(text: str) -> Status:
    status = fields.status(text)
    if status is Status.VOID:
        raise ValueError(wording.never_void())
    return status


def _day(text: str) -> str:
    return fields.day(text).isoformat()


def _column(name: str, parse: Callable[[str], Any], *, needed: bool = False, empty: Any = None) -> Column:
    return Column(name, column_wording.STOCK[name], parse, needed=needed, empty=empty)


COLUMNS = (
    _column("uid", fields.uid),
    _column("part", fields.part_number, needed=True),
    _column("location", fields.location_path),
    _column("quantity", fields.amount),
    _column("serial", fields.serial),
    _column("batch", fields.batch),
    _column("expiry", _day),
    _column("status", _status, empty=Status.IN_STOCK),
    _column("warranty_until", _day),
    _column("notes", fields.free_text, empty=""),
    _column("partner", fields.partner_name),
    _column("sku", fields.sku),
)
# What tells stock without a serial apart, as far as the file has a column for it.
_APART = ("part", "location", "status", "batch", "expiry", "partner", "sku")


class Stock:
    """The kind `stock`."""

    name = "stock"
    about = column_wording.stock_about()
    columns = COLUMNS
    examples: tuple[Mapping[str, str], ...] = (
        {"part": "PSU-12", "location": "MAIN/A/01", "serial": "0042", "warranty_until": "2028-03-31"},
        {"part": "RES-10K", "location": "MAIN/A/02", "quantity": "250", "batch": "20270331"},
    )

    def identity(self, values: Mapping[str, Any]) -> tuple[str, ...] | None:
        if uid := values.get("uid"):
            return ("uid", uid)
        if "part" not in values:
            return None
        if serial := values.get("serial"):
            return ("serial", values["part"], serial)
        return tuple(str(values.get(name) or "") for name in _APART)

    def loader(self, db: Db, post: Post, loading: Loading) -> StockLoader:
        return StockLoader(db, post, loading)

    def rows(self, db: Db) -> Iterator[Cells]:
        rows, last = stock_rows.page(db, 0, PAGE)
        while rows:
            yield from map(_cells, rows)
            rows, last = stock_rows.page(db, last, PAGE)


def _cells(row: Listed) -> Cells:
    return (
        row.uid,
        row.part,
        row.location or "",
        f"{quantity.of(row.quantity):f}",
        row.serial or "",
        row.batch or "",
        row.expiry or "",
        row.status,
        row.warranty_until or "",
        row.notes,
        row.partner or "",
        row.sku or "",
    )
