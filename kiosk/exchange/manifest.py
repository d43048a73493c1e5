"""The list that comes with a delivery: which parts in what quantities, and which serials. Read from CSV or XLSX.

A row names its part by number, EAN or the supplier's code, and has one serial, or a quantity. What the store has of
these is not looked at here. Names of columns are taken as suppliers write them.
"""

from collections.abc import Generator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kiosk.exchange import source
from kiosk.exchange.header import spelt
from kiosk.exchange.kind import Code, Column, Error, Row
from kiosk.exchange.lines import Line
from kiosk.exchange.reading import read as read_rows
from kiosk.exchange.spool import Spool
from kiosk.stock import fields
from kiosk.wording import documents_expected as wording

MOST = 50_000  # rows

_ABOUT = wording.columns()
COLUMNS = (
    Column("part", _ABOUT["part"], fields.part_number),
    Column("ean", _ABOUT["ean"], fields.part_number),
    Column("sku", _ABOUT["sku"], fields.sku),
    Column("serial", _ABOUT["serial"], fields.serial),
    Column("quantity", _ABOUT["quantity"], fields.amount),
    Column("batch", _ABOUT["batch"], fields.batch),
    Column("expiry", _ABOUT["expiry"], fields.day),
)
_ALSO: Mapping[str, str] = MappingProxyType(
    {
        "number": "part",
        "part_number": "part",
        "gtin": "ean",
        "upc": "ean",
        "supplier_sku": "sku",
        "serial_number": "serial",
        "sn": "serial",
        "s/n": "serial",
        "qty": "quantity",
        "lot": "batch",
        "expiry_date": "expiry",
    }
)
_NAMES = frozenset(column.name for column in COLUMNS)
_NAMING = ("part", "ean", "sku")


@dataclass(frozen=True, slots=True)
class Item:
    """One row. One of `part`, `ean`, `sku` is not empty. `quantity` is None where the row has only a serial."""

    row: int
    part: str
    ean: str
    sku: str
    serial: str
    quantity: Decimal | None
    batch: str
    expiry: date | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was read of a file: its name for people, its rows; or all that is wrong with it, and then no rows.

    `errors_total` is how many errors there are; only the first thousand are kept.
    """

    name: str
    items: tuple[Item, ...] = ()
    errors: tuple[Error, ...] = ()
    errors_total: int = 0


class _Shape:
    """What `kiosk.exchange.reading` has to know of the rows."""

    columns = COLUMNS

    def identity(self, values: Mapping[str, Any]) -> tuple[str, ...] | None:
        """A serial stands once; which names mean the same part only the store knows."""
        serial = values.get("serial")
        named = tuple(str(values.get(name) or "") for name in _NAMING)
        return ("serial", serial, *named) if serial and any(named) else None


def read(file: str) -> Manifest:
    """The rows of a file, a thousand errors of them at most. Raises KioskError where it can't be read as a table."""
    path = source.typed(file)
    lines = _known(source.lines(path, (*_NAMES, *_ALSO), encoding=None, delimiter=None))
    with Spool() as spool:
        loading = read_rows(lines, _Shape(), spool, lambda done: None)
        items = []
        for row in (row for rows in spool.chunks() for row in rows):
            if row.broken:
                continue
            if error := _fault(row):
                loading.error(row.number, *error)
            else:
                items.append(_item(row))
    if not items and not loading.errors_total:
        loading.error(1, "", Code.MISSING, wording.no_rows())
    if loading.rows > MOST:
        loading.error(MOST + 2, "", Code.REFUSED, wording.too_many_rows(MOST))
    if loading.errors_total:
        return Manifest(Path(path).name, errors=tuple(sorted(loading.errors)), errors_total=loading.errors_total)
    return Manifest(Path(path).name, tuple(items))


def _known(lines: Generator[Line]) -> Generator[Line]:
    """The lines with the names of the header as this module has them; one more than there may be."""
    rows = -1  # the header is none
    with closing(lines):
        for line in lines:
            header = rows < 0 and not line.blank
            yield replace(line, cells=[_ALSO.get(spelt(cell), cell) for cell in line.cells]) if header else line
            rows += not line.blank
            if rows > MOST:
                return


def _fault(row: Row) -> tuple[str, Code, str] | None:
    """What is wrong with a row whose cells are right one by one."""
    values = row.values
    if not any(values.get(name) for name in _NAMING):
        return "part", Code.MISSING, wording.no_name()
    if not values.get("serial") and values.get("quantity") is None:
        return "quantity", Code.MISSING, wording.no_amount()
    if values.get("serial") and values.get("quantity") not in (None, 1):
        return "quantity", Code.VALUE, wording.not_one()
    return None


def _item(row: Row) -> Item:
    values = row.values
    part, ean, sku, serial, batch = (str(values.get(name) or "") for name in (*_NAMING, "serial", "batch"))
    return Item(row.number, part, ean, sku, serial, values.get("quantity"), batch, values.get("expiry"))
