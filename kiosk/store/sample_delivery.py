"""The sample shop of the demo, with a delivery on its way: an order that was placed, and the list of its serials."""

from collections.abc import Iterator
from typing import Any

from kiosk.post import Post
from kiosk.stock import quantity
from kiosk.stock.document_kinds import DocKind
from kiosk.store import document_lines, documents, partners, parts, posting, sample_data
from kiosk.store.sql import execute
from kiosk.wording import ledger as wording

ORDERED = 200  # routers
FIRST = 47_001  # the number in the first one's serial

_PART = "RTR-AX18"
_SUPPLIER = "Šafránek velkoobchod"
_SKU = "SV-98931"


def load(db: Any, post: Post) -> bool:
    """Fill an empty store with the sample shop, where routers have been ordered; False where there was something."""
    if not sample_data.load(db, post):
        return False
    part, partner = parts.find(db, _PART), partners.find(db, _SUPPLIER)
    assert part is not None
    order = documents.create(db, post, DocKind.ORDER, partner=partner, reference=wording.sample())
    values = {"quantity": ORDERED * quantity.UNIT, "said": 1, "supplier_part_id": _supplier_part(db)}
    document_lines.add(db, order, part, values)
    posting.finish(db, post, order, None)
    return True


def listed() -> Iterator[str]:
    """The lines of the supplier's list, a CSV file: by which serial comes what."""
    yield "sku,serial"
    for number in range(FIRST, FIRST + ORDERED):
        yield f"{_SKU},AX25W{number}"


def _supplier_part(db: Any) -> int:
    row = execute(db, "SELECT id FROM supplier_part WHERE sku = ?", _SKU).fetchone()
    return int(row[0])
