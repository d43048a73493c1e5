"""The sample shop: parts, places, stock and codes of an electronics repair and parts shop, from CSV files.

The files name things by their numbers and paths, as an import would; ids are the store's.
"""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kiosk.post import Post
from kiosk.stock import quantity
from kiosk.stock.ledger import Act
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, ledger, locations, partners, parts, supplier_parts
from kiosk.store.locations import NewLocation
from kiosk.store.partners import NewPartner
from kiosk.store.parts import NewPart
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.supplier_parts import NewSupplierPart
from kiosk.wording import ledger as wording

_FOLDER = Path(__file__).parent / "sample"
Ids = dict[str, int]


def load(db: Any, post: Post) -> bool:
    """Fill an empty store with the sample shop, as this post's work.

    A store that has a part already is left alone: answers False.
    """
    if execute(db, "SELECT 1 FROM part LIMIT 1").fetchone() is not None:
        return False
    places = _locations(db)
    catalogue = _parts(db, places)
    _suppliers(db, catalogue)
    units = _stock(db, post, catalogue, places)
    _codes(db, post, {Kind.PART: catalogue, Kind.LOCATION: places, Kind.STOCK_ITEM: units})
    return True


def _locations(db: Any) -> Ids:
    ids: Ids = {}
    for row in _rows("locations"):
        above, _, code = row["path"].rpartition("/")
        place = NewLocation(code, row["name"], ids[above] if above else None, row["structural"] == "1")
        ids[row["path"]] = locations.add(db, place)
    return ids


def _parts(db: Any, places: Ids) -> Ids:
    ids: Ids = {}
    for row in _rows("parts"):
        part = NewPart(
            number=row["number"],
            name=row["name"],
            description=row["description"],
            unit=row["unit"],
            decimals=int(row["decimals"]),
            variant_of=ids[row["variant_of"]] if row["variant_of"] else None,
            track_stock=row["track_stock"] == "1",
            tracking=row["tracking"],
            default_location=places[row["default_location"]] if row["default_location"] else None,
            minimum=Decimal(row["minimum"]) if row["minimum"] else None,
            warranty_months=int(row["warranty_months"]) if row["warranty_months"] else None,
        )
        ids[part.number] = parts.add(db, part)
    return ids


def _suppliers(db: Any, catalogue: Ids) -> None:
    ids = {row["name"]: partners.add(db, NewPartner(row["name"])) for row in _rows("partners")}
    for row in _rows("supplier_parts"):
        supplier_part = NewSupplierPart(
            partner=ids[row["partner"]],
            part=catalogue[row["part"]],
            sku=row["sku"],
            manufacturer_number=row["manufacturer_number"] or None,
            pack=Decimal(row["pack"]),
        )
        supplier_parts.add(db, supplier_part)


def _stock(db: Any, post: Post, catalogue: Ids, places: Ids) -> Ids:
    """Answers the ids of the units by serial."""
    items = [
        NewItem(
            part=catalogue[row["part"]],
            location=places[row["location"]] if row["location"] else None,
            quantity=Decimal(row["quantity"]),
            batch=row["batch"] or None,
            serial=row["serial"] or None,
            expiry=date.fromisoformat(row["expiry"]) if row["expiry"] else None,
            status=Status(row["status"]),
            warranty_until=date.fromisoformat(row["warranty_until"]) if row["warranty_until"] else None,
            notes=row["notes"],
        )
        for row in _rows("stock_items")
    ]
    ids = ledger.enter(db, post, Act.OPENING, items, reference=wording.sample())
    return {item.serial: id for item, id in zip(items, ids, strict=True) if item.serial}


def _codes(db: Any, post: Post, ids: dict[Kind, Ids]) -> None:
    for row in _rows("barcodes"):
        kind = Kind(row["kind"])
        thing = Thing(kind, ids[kind][row["names"]], "")
        barcodes.assign(db, post, row["code"].encode(), thing, quantity.millionths(Decimal(row["pack"])))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
