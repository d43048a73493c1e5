"""All that the store knows of a part, a unit or a location, as `kiosk stock --json` prints it.

Long lists are read page by page while they are printed. Quantities are exact texts, null is what there is not.
"""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from kiosk.exchange.history import exact, facts
from kiosk.flows import history as flow
from kiosk.stock.history import Filter, Log
from kiosk.stock.lists import LowPart
from kiosk.stock.thing import Thing
from kiosk.stock.views import ItemDetails, ItemView, LocationView, PartDetails, PartView
from kiosk.store import details as store_details
from kiosk.store import history, holdings, numbering, settings, views
from kiosk.store.low_stock import low_stock

if TYPE_CHECKING:
    from kiosk.store.database import Store

PAGE = 500  # rows held at a time

Told = tuple[dict[str, Any], str, Iterator[dict[str, Any]]]


def told(store: "Store", thing: Thing, limit: int | None) -> Told:
    """All that is known of a thing: its facts, and the name and rows of the list that may be long."""
    returned = store.look(settings.rules).returned_available
    view = store.look(views.view, thing, returned_available=returned)
    assert view is not None, "it has been found in this store, and nothing is deleted from it"
    more = store.look(store_details.details, view)
    match view, more:
        case PartView(), PartDetails():
            return _part(store, view, more, limit, returned)
        case ItemView(), ItemDetails():
            return _item(store, view, more, limit)
        case LocationView(), _:
            return _location(store, view, limit)
    raise AssertionError(view)


def _part(store: "Store", view: PartView, details: PartDetails, limit: int | None, returned: bool) -> Told:
    id = view.thing.id
    locations = store.look(holdings.by_location, id, returned_available=returned)
    scheme = store.look(numbering.scheme, id)
    head = {
        "kind": view.thing.kind,
        "id": id,
        "number": view.number,
        "name": view.name,
        "unit": view.unit,
        "tracking": details.tracking,
        "serial_scheme": scheme.name,
        "serial_mask": scheme.part.mask or None,
        "variant_of": details.variant_of.label.partition(" · ")[0] if details.variant_of else None,
        "on_hand": exact(view.on_hand),
        "available": exact(view.available),
        "minimum": None if view.minimum is None else exact(view.minimum),
        "below_minimum": view.minimum is not None and view.on_hand < view.minimum,
        "default_location": details.default_location or None,
        "locations": [
            {"location": held.path, "quantity": exact(held.quantity), "available": exact(held.available)}
            for held in locations
        ],
        "batches": [
            {"batch": share.name, "quantity": exact(share.quantity)} for share in store.look(holdings.by_batch, id)
        ],
        "statuses": [
            {"status": share.name, "quantity": exact(share.quantity)} for share in store.look(holdings.by_status, id)
        ],
        "variants": [
            {"id": one.part.id, "number": one.number, "name": one.name, "on_hand": exact(one.on_hand)}
            for one in store.look(holdings.variants, id)
        ],
        "units_total": store.look(holdings.units_total, id),
    }
    return head, "units", islice(_units(store, id), limit)


def _units(store: "Store", part: int) -> Iterator[dict[str, Any]]:
    last = None
    while page := store.look(holdings.units, part, last, PAGE):
        last = page[-1]
        for unit in page:
            yield {
                "id": unit.id,
                "serial": unit.serial,
                "status": unit.status,
                "location": unit.location or None,
                "batch": unit.batch or None,
                "expiry": unit.expiry or None,
                "warranty_until": unit.warranty_until or None,
            }


def _item(store: "Store", view: ItemView, details: ItemDetails, limit: int | None) -> Told:
    head = {
        "kind": view.thing.kind,
        "id": view.thing.id,
        "part": view.number,
        "name": view.name,
        "serial": view.serial or None,
        "batch": view.batch or None,
        "quantity": exact(view.quantity),
        "unit": view.unit,
        "status": view.status,
        "location": view.place or None,
        "expiry": details.expiry.isoformat() if details.expiry else None,
        "warranty_until": details.warranty_until.isoformat() if details.warranty_until else None,
        "supplier": details.supplier or None,
        "notes": details.notes,
        "scans": [*islice(_history(store, Log.JOURNAL, view.thing), limit)],
    }
    return head, "movements", islice(_history(store, Log.MOVEMENTS, view.thing), limit)


def _history(store: "Store", log: Log, item: Thing) -> Iterator[dict[str, Any]]:
    """Newest first."""
    wanted = Filter(item=item)
    left = store.look(history.everything, log, wanted)
    while left is not None:
        ids, left = store.look(history.find, log, wanted, left, PAGE)
        yield from map(facts, store.look(flow.read, log, ids))


def _location(store: "Store", view: LocationView, limit: int | None) -> Told:
    contents = store.look(holdings.contents, view.thing.id)
    head = {
        "kind": view.thing.kind,
        "id": view.thing.id,
        "path": view.path,
        "name": view.name,
        "structural": view.structural,
        "contents_total": len(contents),
    }
    rows = (
        {
            "location": one.location,
            "part": one.number,
            "name": one.name,
            "quantity": exact(one.quantity),
            "unit": one.unit,
            "items": one.items,
        }
        for one in contents
    )
    return head, "contents", islice(rows, limit)


def low(store: "Store") -> Iterator[dict[str, Any]]:
    """The parts below their minimum, those that lack most of it first."""
    for part in _low(store):
        yield {
            "id": part.thing.id,
            "number": part.number,
            "name": part.name,
            "unit": part.unit,
            "on_hand": exact(part.on_hand),
            "minimum": exact(part.minimum),
            "missing": exact(part.missing),
        }


def _low(store: "Store") -> Iterator[LowPart]:
    offset, total = 0, 1
    while offset < total:
        page = store.look(low_stock, offset, PAGE)
        yield from page.rows
        offset, total = offset + max(1, len(page.rows)), page.total
