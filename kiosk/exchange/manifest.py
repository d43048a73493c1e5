"""The list that comes with a delivery: which parts in what quantities, and which serials. Read from CSV or XLSX.

A row names its part by number, EAN or the supplier's code, and has one serial, or a quantity. What the store has of
these is not looked at here. Names of columns are taken as suppliers write them; columns for other things are passed
over.
"""

from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kiosk.exchange import source
from kiosk.exchange.header import SURE, spelt
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
    """What was read of a file: its name for people, the rows that are right by themselves, and what is wrong with it.

    `errors_total` is how many errors there are; only the first thousand are kept.
    """

    name: str
    items: tuple[Item, ...] = ()
    errors: tuple[Error, ...] = ()
    errors_total: int = 0


class _Shape:
    """What `kiosk.exchange.reading` has to know of the rows. Some column must name the part."""

    def __init__(self, header: Line | None) -> None:
        named = set() if header is None else {_name(cell) for cell in header.cells}
        needed = not named.intersection(_NAMING)
        self.columns = tuple(replace(one, needed=needed) if one.name == "part" else one for one in COLUMNS)

    def identity(self, values: Mapping[str, Any]) -> tuple[str, ...] | None:
        """A serial stands once; which names mean the same part only the store knows."""
        serial = values.get("serial")
        named = tuple(str(values.get(name) or "") for name in _NAMING)
        return ("serial", serial, *named) if serial and any(named) else None


def read(file: str) -> Manifest:
    """The rows of a file, a thousand errors of them at most. Raises KioskError where it can't be read as a table."""
    path = source.typed(file)
    with closing(source.plain(path, (*_NAMES, *_ALSO))) as lines, Spool() as spool:
        header = next((line for line in lines if not line.blank), None)
        loading = read_rows(_known(header, lines), _Shape(header), spool, lambda done: None)
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
    return Manifest(Path(path).name, tuple(items), tuple(sorted(loading.errors)), loading.errors_total)


def _known(header: Line | None, rest: Iterable[Line]) -> Generator[Line]:
    """The lines without the columns that are for something else; one row more than there may be."""
    if header is None:
        return
    names = [_name(cell) for cell in header.cells]
    kept = [place for place, name in enumerate(names) if name in _NAMES or get_close_matches(name, _NAMES, 1, SURE)]
    if not kept:  # no list at all: what is wrong with the header says so
        yield header
        return
    yield replace(header, cells=[names[place] for place in kept])
    for line in islice((line for line in rest if not line.blank), MOST + 1):
        cells = [line.cells[place] if place < len(line.cells) else "" for place in kept]
        faults = {at: line.faults[place] for at, place in enumerate(kept) if place in line.faults}
        yield replace(line, cells=cells, faults=faults)


def _name(cell: str) -> str:
    """A column's name as this module has it."""
    name = spelt(cell)
    return _ALSO.get(name, name)


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
