"""What a screen shows of a thing at the first glance: one statement for each kind of thing.

The rest of the screen is in `kiosk.store.details`.
"""

from decimal import Decimal

from kiosk.stock.quantity import of
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import ItemView, LocationView, PartView, View
from kiosk.store.labels import part_label
from kiosk.store.sql import Db, execute
from kiosk.wording import answers

COUNTED = 10_000  # items of a location: the count of a whole site is not worth a second

# What of a part lies where; the sums come from the index stock_item_of_part alone.
_HELD = """WITH held AS (
    SELECT location_id, SUM(quantity) AS quantity,
        SUM(CASE WHEN status = 'in_stock' OR status = ? THEN quantity ELSE 0 END) AS available
    FROM stock_item WHERE part_id = {part} AND location_id IS NOT NULL
    GROUP BY location_id HAVING SUM(quantity) > 0)
    SELECT p.id, p.number, p.name, p.unit, p.decimals, p.minimum, p.tracking, p.track_stock, p.archived_at,
        (SELECT SUM(quantity) FROM held), (SELECT SUM(available) FROM held), (SELECT COUNT(*) FROM held),
        COALESCE((SELECT l.path FROM held h JOIN location l ON l.id = h.location_id
                  ORDER BY h.quantity DESC, h.location_id LIMIT 1),
                 (SELECT d.path FROM location d WHERE d.id = p.default_location_id))"""
_PART = _HELD.format(part="?") + ", '', '', 0 FROM part p WHERE p.id = ?"
_SUPPLIER_PART = (
    _HELD.format(part="(SELECT s.part_id FROM supplier_part s WHERE s.id = ?)")
    + """, s.sku, a.name, s.pack FROM supplier_part s
    JOIN part p ON p.id = s.part_id JOIN partner a ON a.id = s.partner_id WHERE s.id = ?"""
)

_STOCK_ITEM = """SELECT i.part_id, p.number, p.name, p.unit, p.decimals,
        i.quantity, i.serial, i.batch, i.status, l.path, l.id
    FROM stock_item i JOIN part p ON p.id = i.part_id LEFT JOIN location l ON l.id = i.location_id WHERE i.id = ?"""

_LOCATION = f"""WITH RECURSIVE below(id) AS (
        SELECT id FROM location WHERE id = ?
        UNION ALL SELECT l.id FROM location l JOIN below b ON l.parent_id = b.id),
    held AS (SELECT i.part_id FROM below b JOIN stock_item i ON i.location_id = b.id
        WHERE i.location_id IS NOT NULL AND i.quantity > 0 LIMIT {COUNTED})
    SELECT path, name, structural, archived_at, (SELECT COUNT(DISTINCT part_id) FROM held), (SELECT COUNT(*) FROM held)
    FROM location WHERE id = ?"""


def view(db: Db, thing: Thing, *, returned_available: bool = False) -> View | None:
    """The first glance of a thing; None when there is no such thing. Of a supplier's part it is that of the part.

    `returned_available`: whether returned units count as available. Items of a location are counted up to 10,000.
    """
    match thing.kind:
        case Kind.STOCK_ITEM:
            return _stock_item(db, thing)
        case Kind.PART | Kind.SUPPLIER_PART:
            return _part(db, thing, "returned" if returned_available else "in_stock")
        case Kind.LOCATION:
            return _location(db, thing)
        case Kind.DOCUMENT:
            from kiosk.store import document_list  # no station needs it before it has a document

            return document_list.one(db, thing.id)


def _part(db: Db, thing: Thing, also_available: str) -> PartView | None:
    sql = _PART if thing.kind is Kind.PART else _SUPPLIER_PART
    row = execute(db, sql, also_available, thing.id, thing.id).fetchone()
    if row is None:
        return None
    id, number, name, unit, decimals, minimum, tracking, track_stock, archived_at, *held = row
    on_hand, available, places, place, sku, partner, pack = held
    return PartView(
        Thing(Kind.PART, id, part_label(number, name)),
        number,
        name,
        unit,
        decimals,
        quantity(on_hand),
        quantity(available),
        None if minimum is None else quantity(minimum),
        place or "",
        places,
        answers.via_supplier(sku, partner, quantity(pack), unit) if sku else "",
        tracking,
        track_stock == 1,
        archived_at is not None,
    )


def _stock_item(db: Db, thing: Thing) -> ItemView | None:
    row = execute(db, _STOCK_ITEM, thing.id).fetchone()
    if row is None:
        return None
    part, number, name, unit, decimals, amount, serial, batch, status, place, location = row
    return ItemView(
        thing,
        Thing(Kind.PART, part, part_label(number, name)),
        number,
        name,
        unit,
        decimals,
        quantity(amount),
        serial or "",
        batch or "",
        status,
        place or "",
        None if location is None else Thing(Kind.LOCATION, location, place),
    )


def _location(db: Db, thing: Thing) -> LocationView | None:
    row = execute(db, _LOCATION, thing.id, thing.id).fetchone()
    if row is None:
        return None
    path, name, structural, archived_at, parts, items = row
    return LocationView(thing, path, name, structural == 1, parts, items, archived_at is not None)


def quantity(millionths: int | Decimal | None) -> Decimal:
    """A quantity of the store in the part's unit. PostgreSQL gives sums as Decimal; that of nothing is None."""
    return of(int(millionths or 0))
