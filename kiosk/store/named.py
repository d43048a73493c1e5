"""How a thing of any kind is named in files, as SQL: by numbers, serials, paths and skus in place of ids.

What files leave out, void units and stock that is used up, has no name here.
"""

from dataclasses import dataclass

COLUMNS = """CASE WHEN {0}.kind <> 'stock_item' OR (ni.quantity > 0 AND ni.status <> 'void') THEN {0}.kind END,
    np.number, ni.serial, nl.path, na.name, ns.sku, ni.uid"""
# `{0}` is a row with the columns `kind` and `thing_id`.
JOINS = """LEFT JOIN stock_item ni ON {0}.kind = 'stock_item' AND ni.id = {0}.thing_id
    LEFT JOIN supplier_part ns ON {0}.kind = 'supplier_part' AND ns.id = {0}.thing_id
    LEFT JOIN partner na ON na.id = ns.partner_id
    LEFT JOIN location nl ON {0}.kind = 'location' AND nl.id = {0}.thing_id
    LEFT JOIN part np ON np.id = CASE {0}.kind WHEN 'part' THEN {0}.thing_id WHEN 'stock_item' THEN ni.part_id END"""


@dataclass(frozen=True, slots=True)
class Named:
    """The name of one thing; what its kind has no use for is None. `kind` is None where files leave the thing out."""

    kind: str | None
    part: str | None
    serial: str | None
    location: str | None
    partner: str | None
    sku: str | None
    uid: str | None
