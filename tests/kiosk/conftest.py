"""A small shop in a real store: a part of each kind of tracking, places, a supplier, codes."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
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
from kiosk.stock import ledger as ledger_rules
from kiosk.stock.ledger import NOTHING, Act, Change
from kiosk.stock.rules import Rules
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, ledger, locations, partners, parts, sample_data, stock_items, supplier_parts
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.partners import NewPartner
from kiosk.store.parts import NewPart
from kiosk.store.stock_items import NewItem
from kiosk.store.supplier_parts import NewSupplierPart

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

    def enter(self, *items: NewItem) -> tuple[int, ...]:
        """Stock that comes in; answers the ids."""
        return self.store.call(ledger.enter, self.post, Act.OPENING, items)

    def part(self, name: str) -> Thing:
        return Thing(Kind.PART, self.ids[name], "")

    def archive(self, table: str, name: str) -> None:
        self.store.call(lambda db: db.execute_sql(f"UPDATE {table} SET archived_at = 1 WHERE id = {self.ids[name]}"))


def _take_back(db: Any, post: Post, item: int) -> None:
    """The reversal of a unit that was received by mistake."""
    state = stock_items.state(db, item)
    assert state is not None
    movement = db.execute_sql(f"SELECT id FROM movement WHERE item_id = {item}").fetchone()[0]
    entry = ledger_rules.inverse(Change(item, NOTHING, state), movement, serialised=True)
    ledger.record(db, post, ledger.begin(db, post, Act.UNDO), [entry])


def _stock(db: Any, post: Post) -> dict[str, int]:
    ids = {"main": locations.add(db, NewLocation("MAIN", "Workshop", structural=True))}
    ids["a"] = locations.add(db, NewLocation("A", "Shelf A", ids["main"]))
    ids["b"] = locations.add(db, NewLocation("B", "", ids["main"]))
    ids["resistor"] = parts.add(db, NewPart(number="RES-10K", name="Resistor 10 kΩ", default_location=ids["a"]))
    ids["supply"] = parts.add(db, NewPart(number="PSU-12", name="Power supply 12 V", tracking="serial"))
    ids["fan"] = parts.add(db, NewPart(number="FAN-80", name="Fan 80 mm", tracking="serial", minimum=Decimal(4)))
    ids["cable"] = parts.add(db, NewPart(number="CAB-1", name="Cable", unit="m", decimals=2, default_location=ids["b"]))
    acme = partners.add(db, NewPartner("Acme"))
    coded = {"sku": "0805-103", "manufacturer_number": "CRCW0805", "pack": Decimal(100)}
    ids["acme"] = supplier_parts.add(db, NewSupplierPart(partner=acme, part=ids["resistor"], **coded))

    def item(name: str, part: str, place: str | None, amount: int = 1, **kwargs: Any) -> None:
        where = None if place is None else ids[place]
        new = NewItem(part=ids[part], location=where, quantity=Decimal(amount), **kwargs)
        (ids[name],) = ledger.enter(db, post, Act.OPENING, [new])

    item("reel", "resistor", "a", 5000, batch="20261101")
    item("rest", "resistor", "b", 120, batch="20261101")
    item("bag", "resistor", "b", 80, batch="20261015")
    item("psu 1", "supply", "a", serial="SN-0001")
    item("psu 2", "supply", None, serial="SN-0002", status=Status.SOLD)
    item("psu 7", "supply", "a", serial="007")
    item("fan 7", "fan", "b", serial="007", status=Status.DEFECTIVE)
    item("void", "fan", "a", serial="SN-VOID")
    _take_back(db, post, ids["void"])
    item("sold batch", "cable", None, 3, batch="OUT-1", status=Status.SOLD)
    barcodes.assign(db, post, b"2000000000015", Thing(Kind.PART, ids["resistor"], ""), 10_000_000)
    barcodes.assign(db, post, b"AB\x1dCD", Thing(Kind.LOCATION, ids["b"], ""))
    barcodes.assign(db, post, b"\xff\xfe", Thing(Kind.STOCK_ITEM, ids["psu 1"], ""))
    return ids


Enter = Callable[..., int]


def _work(db: Any) -> Post:
    return begin(db, "bench", "Jana", "Europe/Prague", Rules(), RunInfo("tester", "tty1", "", "1.0", 1))


@pytest.fixture
def enter() -> Enter:
    """`enter(db, item)` brings one stock item into a store in which no station is at work yet; answers its id."""

    def one(db: Any, item: NewItem) -> int:
        return ledger.enter(db, _work(db), Act.OPENING, [item])[0]

    return one


@pytest.fixture
def load() -> Callable[[Any], bool]:
    """`load(db)` fills an empty store with the sample shop."""
    return lambda db: sample_data.load(db, _work(db))


@pytest.fixture
def stock() -> Callable[[Store], Shop]:
    """Fills an empty store and puts a station to work there."""

    def fill(store: Store) -> Shop:
        post = store.call(_work)
        return Shop(store, post, store.call(_stock, post))

    return fill


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty store, to be copied: making its tables takes longer than most tests do."""
    path = tmp_path_factory.mktemp("empty") / "kiosk.db"
    with closing(Store(f"sqlite:///{path}")) as store:
        store.call(lambda db: None)
    return path


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Post, dict[str, int]]:
    """The file of a shop, to be copied: filling a store takes longer than most tests do."""
    path = tmp_path_factory.mktemp("filled") / "kiosk.db"
    store = Store(f"sqlite:///{path}")
    post = store.call(_work)
    ids = store.call(_stock, post)
    store.close()
    return path, post, ids


@pytest.fixture
def shop(tmp_path: Path, filled: tuple[Path, Post, dict[str, int]]) -> Iterator[Shop]:
    """A shop on SQLite."""
    path, post, ids = filled
    (tmp_path / "shop").mkdir()
    opened = Store(f"sqlite:///{shutil.copy(path, tmp_path / 'shop')}")
    yield Shop(opened, post, dict(ids))
    opened.close()
