"""The rest of a thing's screen, read after the answer to a scan is painted. All lists are bounded."""

from datetime import date
from typing import Any

from kiosk.scan import visible_bytes
from kiosk.stock.history import Movement
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import (
    Amount,
    Details,
    DocumentDetails,
    DocumentView,
    ItemDetails,
    ItemView,
    LocationDetails,
    LocationView,
    PartDetails,
    PartView,
    Seen,
    SupplierCode,
    View,
)
from kiosk.store import item_history
from kiosk.store.labels import part_label
from kiosk.store.sql import Db, execute
from kiosk.store.views import quantity
from kiosk.wording import answers
from kiosk.wording.units import moved

LISTED = 50
CONTENTS = 200

_PART = """SELECT p.description, p.tracking, d.path, v.id, v.number, v.name FROM part p
    LEFT JOIN location d ON d.id = p.default_location_id LEFT JOIN part v ON v.id = p.variant_of_id WHERE p.id = ?"""
_PLACES = f"""SELECT l.id, l.path, h.quantity, COUNT(*) OVER () FROM (
        SELECT location_id, SUM(quantity) AS quantity FROM stock_item
        WHERE part_id = ? AND location_id IS NOT NULL GROUP BY location_id HAVING SUM(quantity) > 0) h
    JOIN location l ON l.id = h.location_id ORDER BY h.quantity DESC, l.path LIMIT {LISTED}"""
_BATCHES = f"""SELECT batch, SUM(quantity), COUNT(*) OVER () FROM stock_item
    WHERE part_id = ? AND location_id IS NOT NULL AND batch IS NOT NULL
    GROUP BY batch HAVING SUM(quantity) > 0 ORDER BY SUM(quantity) DESC, batch LIMIT {LISTED}"""
_SUPPLIERS = f"""SELECT a.name, s.sku, s.manufacturer_number, s.pack, COUNT(*) OVER () FROM supplier_part s
    JOIN partner a ON a.id = s.partner_id
    WHERE s.part_id = ? AND s.archived_at IS NULL ORDER BY a.name, s.sku LIMIT {LISTED}"""
_VARIANTS = f"""SELECT id, number, name, COUNT(*) OVER () FROM part WHERE variant_of_id = ? AND archived_at IS NULL
    ORDER BY number LIMIT {LISTED}"""
_CODES = f"""SELECT raw, COUNT(*) OVER () FROM barcode WHERE kind = ? AND thing_id = ? AND unassigned_at IS NULL
    ORDER BY id LIMIT {LISTED}"""
_ITEM = """SELECT i.expiry, i.warranty_until, i.notes, a.name, s.sku FROM stock_item i
    LEFT JOIN supplier_part s ON s.id = i.supplier_part_id LEFT JOIN partner a ON a.id = s.partner_id WHERE i.id = ?"""
_CONTENTS = f"""SELECT p.id, p.number, p.name, h.quantity, p.unit, COUNT(*) OVER () FROM (
        SELECT part_id, SUM(quantity) AS quantity FROM stock_item
        WHERE location_id = ? AND location_id IS NOT NULL GROUP BY part_id HAVING SUM(quantity) > 0) h
    JOIN part p ON p.id = h.part_id ORDER BY p.number LIMIT {CONTENTS}"""
_BELOW = f"""WITH RECURSIVE below(top, id) AS (
        SELECT id, id FROM location WHERE parent_id = ? AND archived_at IS NULL
        UNION ALL SELECT b.top, l.id FROM location l JOIN below b ON l.parent_id = b.id)
    SELECT l.id, l.path, (SELECT COUNT(*) FROM below b JOIN stock_item i ON i.location_id = b.id
        WHERE b.top = l.id AND i.location_id IS NOT NULL AND i.quantity > 0), COUNT(*) OVER ()
    FROM location l WHERE l.parent_id = ? AND l.archived_at IS NULL ORDER BY l.path LIMIT {CONTENTS}"""


def details(db: Db, view: View) -> Details | None:
    """All that a view leaves out; None when the thing is no more."""
    match view:
        case PartView():
            return _part(db, view)
        case ItemView():
            return _item(db, view)
        case LocationView():
            return _location(db, view)
        case DocumentView():
            return _document(db, view)


def _part(db: Db, view: PartView) -> PartDetails | None:
    id = view.thing.id
    row = execute(db, _PART, id).fetchone()
    if row is None:
        return None
    description, tracking, default, parent, parent_number, parent_name = row
    places = execute(db, _PLACES, id).fetchall()
    batches = execute(db, _BATCHES, id).fetchall()
    suppliers = execute(db, _SUPPLIERS, id).fetchall()
    variants = execute(db, _VARIANTS, id).fetchall()
    codes, codes_total = _codes(db, view.thing)
    return PartDetails(
        description,
        default or "",
        tracking,
        tuple(
            Amount(path, quantity(amount), view.unit, Thing(Kind.LOCATION, place, path))
            for place, path, amount, _ in places
        ),
        _total(places),
        tuple(Amount(batch, quantity(amount), view.unit) for batch, amount, _ in batches),
        _total(batches),
        tuple(SupplierCode(partner, sku, mpn or "", quantity(pack)) for partner, sku, mpn, pack, _ in suppliers),
        codes,
        None if parent is None else _part_thing(parent, parent_number, parent_name),
        tuple(_part_thing(id, number, name) for id, number, name, _ in variants),
        _total(suppliers),
        codes_total,
        _total(variants),
    )


def _part_thing(id: int, number: str, name: str) -> Thing:
    return Thing(Kind.PART, id, part_label(number, name))


def _item(db: Db, view: ItemView) -> ItemDetails | None:
    row = execute(db, _ITEM, view.thing.id).fetchone()
    if row is None:
        return None
    expiry, warranty, notes, partner, sku = row
    history = item_history.page(db, view.thing.id, 0, LISTED)
    codes, codes_total = _codes(db, view.thing)
    return ItemDetails(
        date.fromisoformat(expiry) if expiry else None,
        date.fromisoformat(warranty) if warranty else None,
        notes,
        f"{partner} · {sku}" if partner else "",
        codes,
        tuple(map(_seen, history.rows)),
        codes_total,
        history.total,
    )


def _seen(event: Movement | Seen) -> Seen:
    if isinstance(event, Seen):
        return event
    return Seen(event.at, event.operator, event.station, moved(event))


def _location(db: Db, view: LocationView) -> LocationDetails:
    id = view.thing.id
    contents = execute(db, _CONTENTS, id).fetchall()
    below = execute(db, _BELOW, id, id).fetchall()
    return LocationDetails(
        tuple(
            Amount(part_label(number, name), quantity(amount), unit, _part_thing(part, number, name))
            for part, number, name, amount, unit, _ in contents
        ),
        _total(contents),
        tuple(
            Amount(path, quantity(items * 1_000_000), answers.items_unit(items), Thing(Kind.LOCATION, place, path))
            for place, path, items, _ in below
        ),
        _total(below),
    )


def _document(db: Db, view: DocumentView) -> DocumentDetails | None:
    from kiosk.store import document_contents, documents  # no station needs them before it has a document

    head = documents.get(db, view.thing.id)
    if head is None:
        return None
    lines = document_contents.lines(db, head, 0, LISTED)
    amounts = [Amount(one.line.part.label, one.got, one.line.unit, one.line.part) for one in lines.rows]
    return DocumentDetails(tuple(amounts), lines.total, head.notes, head.source)


def _codes(db: Db, thing: Thing) -> tuple[tuple[str, ...], int]:
    """The codes that are assigned to it, as visible text, and how many there are."""
    rows = execute(db, _CODES, thing.kind, thing.id).fetchall()
    return tuple(visible_bytes(raw) for raw, _ in rows), _total(rows)


def _total(rows: list[tuple[Any, ...]]) -> int:
    """How many rows there are without the limit: it is in the last column of each."""
    return int(rows[0][-1]) if rows else 0
