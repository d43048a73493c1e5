"""The catalogue as files exchange it: all of it in turn, what it names by names and no ids.

Each reads page by page, and is to be used up inside its transaction.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.store.sql import Db, execute

PAGE = 1000  # rows that one statement reads


@dataclass(frozen=True, slots=True)
class ListedPart:
    """`minimum` in millionths; `variant_of` a number, `default_location` a path."""

    number: str
    name: str
    description: str
    unit: str
    decimals: int
    variant_of: str | None
    track_stock: bool
    tracking: str
    default_location: str | None
    minimum: int | None
    warranty_months: int | None
    serial_scheme: str
    serial_mask: str
    archived: bool


@dataclass(frozen=True, slots=True)
class ListedLocation:
    path: str
    name: str
    structural: bool
    archived: bool


@dataclass(frozen=True, slots=True)
class ListedPartner:
    name: str
    archived: bool


@dataclass(frozen=True, slots=True)
class ListedSupplierPart:
    """`pack` in millionths."""

    partner: str
    sku: str
    part: str
    manufacturer_number: str | None
    pack: int
    archived: bool


_PARTS = """SELECT p.number, p.name, p.description, p.unit, p.decimals, v.number, p.track_stock, p.tracking, l.path,
    p.minimum, p.warranty_months, p.serial_scheme, p.serial_mask, p.archived_at
    FROM part p LEFT JOIN part v ON v.id = p.variant_of_id LEFT JOIN location l ON l.id = p.default_location_id
    WHERE p.number > ? ORDER BY p.number LIMIT ?"""
_LOCATIONS = "SELECT path, name, structural, archived_at FROM location WHERE path > ? ORDER BY path LIMIT ?"
_PARTNERS = "SELECT name, archived_at FROM partner WHERE name > ? ORDER BY name LIMIT ?"
_SUPPLIER_PARTS = """SELECT s.id, a.name, s.sku, p.number, s.manufacturer_number, s.pack, s.archived_at
    FROM supplier_part s JOIN partner a ON a.id = s.partner_id JOIN part p ON p.id = s.part_id
    WHERE s.id > ? ORDER BY s.id LIMIT ?"""


def parts(db: Db) -> Iterator[ListedPart]:
    for row in pages(db, _PARTS, ""):
        values = list(row)
        values[6] = row[6] == 1  # track_stock
        yield ListedPart(*_used(values))


def locations(db: Db) -> Iterator[ListedLocation]:
    """A place comes before those below it."""
    for path, name, structural, archived_at in pages(db, _LOCATIONS, ""):
        yield ListedLocation(path, name, structural == 1, archived_at is not None)


def partners(db: Db) -> Iterator[ListedPartner]:
    for name, archived_at in pages(db, _PARTNERS, ""):
        yield ListedPartner(name, archived_at is not None)


def supplier_parts(db: Db) -> Iterator[ListedSupplierPart]:
    for row in pages(db, _SUPPLIER_PARTS, 0):
        yield ListedSupplierPart(*_used(row[1:]))


def _used(row: Sequence[Any]) -> list[Any]:
    """The row with whether it is archived in place of when, its last column."""
    return [*row[:-1], row[-1] is not None]


def pages(db: Db, text: str, first: object) -> Iterator[Any]:
    """All rows of a statement that takes the key to go on behind, its first column, and how many rows to read."""
    after = first
    while page := execute(db, text, after, PAGE).fetchall():
        yield from page
        after = page[-1][0]
