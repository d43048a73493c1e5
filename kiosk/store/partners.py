"""Partners and how they name our parts."""

from decimal import Decimal

from kiosk.stock import quantity
from kiosk.store.search import folded
from kiosk.store.sql import Db, execute


def add(db: Db, name: str) -> int:
    """A new partner; answers its id."""
    partner: int = execute(
        db, "INSERT INTO partner (name, search, version) VALUES (?, ?, 1) RETURNING id", name, folded(name)
    ).fetchone()[0]
    return partner


def add_supplier_part(
    db: Db,
    partner: int,
    part: int,
    sku: str,
    manufacturer_number: str | None = None,
    pack: Decimal = Decimal(1),
) -> int:
    """How `partner` names `part`; `pack` is what one of its packs holds, in the part's unit. Answers its id."""
    supplier_part: int = execute(
        db,
        "INSERT INTO supplier_part (partner_id, part_id, sku, manufacturer_number, pack, version)"
        " VALUES (?, ?, ?, ?, ?, 1) RETURNING id",
        partner,
        part,
        sku,
        manufacturer_number,
        quantity.millionths(pack),
    ).fetchone()[0]
    return supplier_part
