"""Parts by what a list calls them: number, EAN, a supplier's code. Each look-up asks for many at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.stock.tracking import Tracking
from kiosk.store.sql import Db, execute
from kiosk.store.stock_items import SCOPE

_TOGETHER = 500  # names that one statement looks for
_PART = f"p.id, p.number, {SCOPE.format(root='p.root')}, p.decimals, p.track_stock, p.tracking, p.archived_at"
_BY_NUMBER = f"SELECT p.number, {_PART}, NULL FROM part p WHERE p.number IN ({{}})"
_BY_GTIN = f"""SELECT b.gtin14, {_PART}, s.id FROM barcode b
    LEFT JOIN supplier_part s ON b.kind = 'supplier_part' AND s.id = b.thing_id
    JOIN part p ON p.id = CASE b.kind WHEN 'part' THEN b.thing_id WHEN 'supplier_part' THEN s.part_id END
    WHERE b.unassigned_at IS NULL AND b.gtin14 IS NOT NULL AND b.gtin14 IN ({{}})"""
_BY_SKU = f"""SELECT s.sku, {_PART}, s.id FROM supplier_part s JOIN part p ON p.id = s.part_id
    WHERE s.archived_at IS NULL AND s.sku IN ({{}})"""


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A part, and the supplier part that it was named by, if it was. `scope` is what its serials are unique in."""

    id: int
    number: str
    scope: int
    decimals: int
    track_stock: bool
    tracking: Tracking
    archived: bool
    supplier_part: int | None


Named = Mapping[str, tuple[NamedPart, ...]]


def by_number(db: Db, numbers: Collection[str]) -> Named:
    return _named(db, _BY_NUMBER, numbers)


def by_gtin(db: Db, gtins: Collection[str]) -> Named:
    """By codes in their form of 14 digits."""
    return _named(db, _BY_GTIN, gtins)


def by_sku(db: Db, skus: Collection[str], partner: int | None) -> Named:
    """By what a partner calls them; by what any does, where None is given."""
    if partner is None:
        return _named(db, _BY_SKU, skus)
    return _named(db, f"{_BY_SKU} AND s.partner_id = ?", skus, partner)


def _named(db: Db, sql: str, names: Collection[str], *params: object) -> Named:
    found: dict[str, tuple[NamedPart, ...]] = {}
    several = sorted(names)
    for first in range(0, len(several), _TOGETHER):
        some = several[first : first + _TOGETHER]
        for name, *row in execute(db, sql.format(", ".join("?" * len(some))), *some, *params).fetchall():
            found[name] = (*found.get(name, ()), _part(row))
    return found


def _part(row: list[Any]) -> NamedPart:
    id, number, scope, decimals, track_stock, tracking, archived_at, supplier_part = row
    return NamedPart(
        id, number, scope, decimals, track_stock == 1, Tracking(tracking), archived_at is not None, supplier_part
    )
