"""A small shop in a real store: a part of each kind of tracking, places, a supplier, codes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kiosk.flows import intake, lookup
from kiosk.flows.begin import RunInfo, begin
from kiosk.outcome import Outcome
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.rules import Rules
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, locations, partners, parts, stock_items
from kiosk.store.database import Store
from kiosk.store.parts import NewPart
from kiosk.store.stock_items import NewItem

SECOND = 1_000_000_000


@dataclass
class Shop:
    """A store with things in it, and a station at work there. Ids are by the thing's plain name."""

    store: Store
    post: Post
    ids: dict[str, int]
    seq: Iterator[int] = field(default_factory=lambda: count(1))

    def scan(self, raw: bytes, **kwargs: Any) -> Scan:
        """A scan of this code, a second after the one before."""
        seq = next(self.seq)
        return Scan(raw, **{"device": "scanner", "seq": seq, "at": seq * 1_000_000, "mono": seq * SECOND, **kwargs})

    def look_up(self, raw: bytes, **kwargs: Any) -> Outcome:
        """What Quick scan answers to one scan of this code, journalled."""
        before = (intake.Recent(), lookup.LookupState())
        scans = [self.scan(raw, **kwargs)]
        return self.store.call(intake.take, self.post, "quick_scan", lookup.scan, before, scans)[1][0]

    def part(self, name: str) -> Thing:
        return Thing(Kind.PART, self.ids[name], "")

    def archive(self, table: str, name: str) -> None:
        self.store.call(lambda db: db.execute_sql(f"UPDATE {table} SET archived_at = 1 WHERE id = {self.ids[name]}"))


def _stock(db: Any, post: Post) -> dict[str, int]:
    ids = {"main": locations.add(db, "MAIN", "Workshop", structural=True)}
    ids["a"] = locations.add(db, "A", "Shelf A", ids["main"])
    ids["b"] = locations.add(db, "B", "", ids["main"])
    ids["resistor"] = parts.add(db, NewPart(number="RES-10K", name="Resistor 10 kΩ", default_location=ids["a"]))
    ids["supply"] = parts.add(db, NewPart(number="PSU-12", name="Power supply 12 V", tracking="serial"))
    ids["fan"] = parts.add(db, NewPart(number="FAN-80", name="Fan 80 mm", tracking="serial", minimum=Decimal(4)))
    ids["cable"] = parts.add(db, NewPart(number="CAB-1", name="Cable", unit="m", decimals=2, default_location=ids["b"]))
    acme = partners.add(db, "Acme")
    ids["acme"] = partners.add_supplier_part(db, acme, ids["resistor"], "0805-103", "CRCW0805", Decimal(100))

    def item(name: str, part: str, place: str | None, amount: int = 1, **kwargs: Any) -> None:
        where = None if place is None else ids[place]
        ids[name] = stock_items.add(db, NewItem(part=ids[part], location=where, quantity=Decimal(amount), **kwargs))

    item("reel", "resistor", "a", 5000, batch="20261101")
    item("rest", "resistor", "b", 120, batch="20261101")
    item("bag", "resistor", "b", 80, batch="20261015")
    item("psu 1", "supply", "a", serial="SN-0001")
    item("psu 2", "supply", None, serial="SN-0002", status=Status.SOLD)
    item("psu 7", "supply", "a", serial="007")
    item("fan 7", "fan", "b", serial="007", status=Status.DEFECTIVE)
    item("void", "fan", None, serial="SN-VOID", status=Status.VOID)
    item("sold batch", "cable", None, 3, batch="OUT-1", status=Status.SOLD)
    barcodes.assign(db, post, b"2000000000015", Thing(Kind.PART, ids["resistor"], ""), 10_000_000)
    barcodes.assign(db, post, b"AB\x1dCD", Thing(Kind.LOCATION, ids["b"], ""))
    barcodes.assign(db, post, b"\xff\xfe", Thing(Kind.STOCK_ITEM, ids["psu 1"], ""))
    return ids


@pytest.fixture
def stock() -> Callable[[Store], Shop]:
    """Fills an empty store and puts a station to work there."""

    def fill(store: Store) -> Shop:
        run = RunInfo("tester", "tty1", "", "1.0", 1)
        post = store.call(begin, "bench", "Jana", "Europe/Prague", Rules(), run)
        return Shop(store, post, store.call(_stock, post))

    return fill


@pytest.fixture
def shop(tmp_path: Path, stock: Callable[[Store], Shop]) -> Iterator[Shop]:
    """A shop on SQLite."""
    opened = Store(f"sqlite:///{tmp_path}/shop/kiosk.db")
    yield stock(opened)
    opened.close()
