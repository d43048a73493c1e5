"""Parts: adding them to the catalogue."""

from dataclasses import dataclass
from decimal import Decimal

from kiosk.stock import quantity
from kiosk.store.search import folded
from kiosk.store.sql import Db, execute


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPart:
    """What a part begins with; ids name other rows, `minimum` is in the part's unit."""

    number: str
    name: str
    description: str = ""
    unit: str = "pcs"
    decimals: int = 0
    variant_of: int | None = None
    track_stock: bool = True
    tracking: str = "none"
    default_location: int | None = None
    minimum: Decimal | None = None
    warranty_months: int | None = None


def add(db: Db, part: NewPart) -> int:
    """A new part; answers its id. A number that exists is refused by the store."""
    root = 0
    if part.variant_of is not None:
        root = execute(db, "SELECT root FROM part WHERE id = ?", part.variant_of).fetchone()[0]
    minimum = None if part.minimum is None else quantity.millionths(part.minimum, part.decimals)
    id: int = execute(
        db,
        "INSERT INTO part (number, name, description, unit, decimals, variant_of_id, root, track_stock, tracking,"
        " default_location_id, minimum, warranty_months, search, version)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) RETURNING id",
        part.number,
        part.name,
        part.description,
        part.unit,
        part.decimals,
        part.variant_of,
        root,
        int(part.track_stock),
        part.tracking,
        part.default_location,
        minimum,
        part.warranty_months,
        folded(part.number, part.name),
    ).fetchone()[0]
    if part.variant_of is None:
        execute(db, "UPDATE part SET root = id WHERE id = ?", id)
    return id
