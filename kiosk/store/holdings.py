"""What there is of a part and in a location, without limits: for programs. Units come page by page.

What is void or used up is left out everywhere.
"""

from dataclasses import dataclass
from decimal import Decimal

from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store.labels import part_label
from kiosk.store.sql import Db, execute
from kiosk.store.trees import BELOW
from kiosk.store.views import quantity

_IS = "i.quantity > 0 AND i.status <> 'void'"
_BY_LOCATION = f"""SELECT l.path, SUM(i.quantity), SUM(CASE WHEN i.status = 'in_stock' OR i.status = ?
        THEN i.quantity ELSE 0 END)
    FROM stock_item i JOIN location l ON l.id = i.location_id
    WHERE i.part_id = ? AND {_IS} GROUP BY l.path ORDER BY l.path"""
_BY_BATCH = f"""SELECT i.batch, SUM(i.quantity) FROM stock_item i
    WHERE i.part_id = ? AND i.batch IS NOT NULL AND i.location_id IS NOT NULL AND {_IS}
    GROUP BY i.batch ORDER BY i.batch"""
_BY_STATUS = f"SELECT i.status, SUM(i.quantity) FROM stock_item i WHERE i.part_id = ? AND {_IS} GROUP BY i.status"
_VARIANTS = f"""SELECT p.id, p.number, p.name, (SELECT SUM(i.quantity) FROM stock_item i
        WHERE i.part_id = p.id AND i.location_id IS NOT NULL AND {_IS})
    FROM part p WHERE p.variant_of_id = ? AND p.archived_at IS NULL ORDER BY p.number"""
_UNITS = """SELECT i.id, i.serial, i.status, l.path, i.batch, i.expiry, i.warranty_until FROM stock_item i
    LEFT JOIN location l ON l.id = i.location_id
    WHERE i.part_id = ? AND i.serial IS NOT NULL AND i.status <> 'void'
        AND (i.serial > ? OR (i.serial = ? AND i.id > ?)) ORDER BY i.serial, i.id LIMIT ?"""
_UNITS_TOTAL = "SELECT COUNT(*) FROM stock_item i WHERE i.part_id = ? AND i.serial IS NOT NULL AND i.status <> 'void'"
_CONTENTS = f"""{BELOW} SELECT l.path, p.number, p.name, p.unit, SUM(i.quantity), COUNT(*)
    FROM below b CROSS JOIN stock_item i JOIN location l ON l.id = b.id JOIN part p ON p.id = i.part_id
    WHERE i.location_id = b.id AND i.location_id IS NOT NULL AND {_IS}
    GROUP BY l.path, p.number, p.name, p.unit ORDER BY l.path, p.number"""


@dataclass(frozen=True, slots=True)
class Held:
    """How much of a part is in a location, by its path."""

    path: str
    quantity: Decimal
    available: Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a part is in a batch or in a status."""

    name: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Variant:
    """A variant in use, and what is on hand of it."""

    part: Thing
    number: str
    name: str
    on_hand: Decimal


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit of a part; what it has not is empty. Dates are ISO texts."""

    id: int
    serial: str
    status: str
    location: str
    batch: str
    expiry: str
    warranty_until: str


@dataclass(frozen=True, slots=True)
class Content:
    """How much of a part lies in one location, in how many stock items."""

    location: str
    number: str
    name: str
    unit: str
    quantity: Decimal
    items: int


def by_location(db: Db, part: int, *, returned_available: bool) -> tuple[Held, ...]:
    rows = execute(db, _BY_LOCATION, "returned" if returned_available else "in_stock", part).fetchall()
    return tuple(Held(path, quantity(held), quantity(available)) for path, held, available in rows)


def by_batch(db: Db, part: int) -> tuple[Share, ...]:
    """On hand only."""
    return tuple(Share(batch, quantity(held)) for batch, held in execute(db, _BY_BATCH, part).fetchall())


def by_status(db: Db, part: int) -> tuple[Share, ...]:
    """In the order of the statuses; what is out is counted as well."""
    held = dict(execute(db, _BY_STATUS, part).fetchall())
    return tuple(Share(status.value, quantity(held[status.value])) for status in Status if status.value in held)


def variants(db: Db, part: int) -> tuple[Variant, ...]:
    rows = execute(db, _VARIANTS, part).fetchall()
    return tuple(
        Variant(Thing(Kind.PART, id, part_label(number, name)), number, name, quantity(held))
        for id, number, name, held in rows
    )


def units(db: Db, part: int, after: UnitRow | None, limit: int) -> tuple[UnitRow, ...]:
    """Units by serial, those behind `after`."""
    serial, id = ("", 0) if after is None else (after.serial, after.id)
    rows = execute(db, _UNITS, part, serial, serial, id, limit).fetchall()
    return tuple(UnitRow(id, *(value or "" for value in rest)) for id, *rest in rows)


def units_total(db: Db, part: int) -> int:
    total: int = execute(db, _UNITS_TOTAL, part).fetchone()[0]
    return total


def contents(db: Db, location: int) -> tuple[Content, ...]:
    """What lies in a location and below it, by path and part number."""
    rows = execute(db, _CONTENTS, location).fetchall()
    return tuple(
        Content(path, number, name, unit, quantity(held), items) for path, number, name, unit, held, items in rows
    )
