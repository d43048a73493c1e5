"""Which things labels are wanted of, where they are not named one by one. Things here have no label of their own."""

from collections.abc import Sequence

from kiosk.stock.thing import Kind, Thing
from kiosk.store.label_rows import marks
from kiosk.store.serial_scope import TREE
from kiosk.store.sql import Db, execute
from kiosk.store.trees import BELOW

_LAST = 10**18  # after every scan there is

_BELOW = f"{BELOW} SELECT l.id FROM below b JOIN location l ON l.id = b.id WHERE l.archived_at IS NULL ORDER BY l.path"
_ALL = "SELECT l.id FROM location l WHERE l.archived_at IS NULL ORDER BY l.path"
_OF_PART = f"""SELECT i.id FROM stock_item i WHERE i.part_id IN ({TREE})
    AND i.location_id IS NOT NULL AND i.quantity > 0
    ORDER BY CASE WHEN i.serial IS NULL THEN 1 ELSE 0 END, i.serial, i.batch, i.id"""
_OF_DOCUMENT = f"""SELECT x.item_id FROM (
        SELECT m.item_id, MIN(COALESCE(m.scan_id, {_LAST})) AS scanned, MIN(m.id) AS at FROM document d
        JOIN movement m ON m.operation_id = d.operation_id AND m.line_id IS NOT NULL
        WHERE d.id = ? GROUP BY m.item_id) x
    JOIN stock_item i ON i.id = x.item_id WHERE i.status <> 'void' ORDER BY x.scanned, x.at"""
_VOID = "SELECT i.id FROM stock_item i WHERE i.id IN ({}) AND i.status = 'void'"


def locations(db: Db, below: int | None = None) -> tuple[Thing, ...]:
    """All locations by their paths, or one and those below it; archived ones are left out."""
    rows = execute(db, _ALL) if below is None else execute(db, _BELOW, below)
    return tuple(Thing(Kind.LOCATION, id, "") for (id,) in rows.fetchall())


def of_part(db: Db, part: int) -> tuple[Thing, ...]:
    """What is in stock of a part and its variants: its units by serial, then what has none."""
    return _items(db, _OF_PART, part)


def of_document(db: Db, document: int) -> tuple[Thing, ...]:
    """The stock items that a posted document has moved, in the order in which they were scanned."""
    return _items(db, _OF_DOCUMENT, document)


def void(db: Db, items: Sequence[int]) -> frozenset[int]:
    """Those of these stock items that were received by mistake, and are no more."""
    return (
        frozenset(id for (id,) in execute(db, _VOID.format(marks(items)), *items).fetchall()) if items else frozenset()
    )


def _items(db: Db, sql: str, id: int) -> tuple[Thing, ...]:
    return tuple(Thing(Kind.STOCK_ITEM, item, "") for (item,) in execute(db, sql, id).fetchall())
