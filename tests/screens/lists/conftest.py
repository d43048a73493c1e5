"""Things of the sample shop for scan lists, and lists that are there already."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows.lists import editing, listing, scanning
from kiosk.flows.lists.listing import Listing
from kiosk.stock.ledger import Act
from kiosk.stock.thing import Kind, Thing
from kiosk.store import ledger
from kiosk.store.stock_items import NewItem


def _units(db: Any, count: int) -> list[str]:
    rows = db.execute_sql(
        "SELECT serial FROM stock_item WHERE serial IS NOT NULL AND status = 'in_stock' ORDER BY id LIMIT ?", (count,)
    ).fetchall()
    return [serial for (serial,) in rows]


@pytest.fixture
def units() -> Callable[[Any, int], list[str]]:
    """`units(kiosk, 12)`: the serials of so many units in stock."""

    def found(kiosk: Any, count: int) -> list[str]:
        serials: list[str] = kiosk.store.call(_units, count)
        assert len(serials) == count
        return serials

    return found


def _filled(db: Any, post: Any, count: int, name: str) -> int:
    state, _ = listing.begin(db, post, Listing(), name)
    rows = db.execute_sql(
        "SELECT id FROM stock_item WHERE status = 'in_stock' AND serial IS NOT NULL ORDER BY id LIMIT ?", (count,)
    ).fetchall()
    for (id,) in rows:
        state, _ = scanning.add(db, post, state, Thing(Kind.STOCK_ITEM, id, ""))
    assert state.list is not None
    return state.list.id


@pytest.fixture
def filled() -> Callable[..., int]:
    """`filled(kiosk, 12, "Tuesday")`: a list with so many units in it; answers its id."""

    def make(kiosk: Any, count: int, name: str = "Tuesday") -> int:
        id: int = kiosk.store.call(_filled, kiosk.post, count, name)
        return id

    return make


def _many(db: Any, post: Any, count: int) -> int:
    sql = "SELECT p.id, l.id FROM part p, location l WHERE p.number = 'DIS-A14-BK' AND l.path = 'WEST/RECEIVING'"
    part, place = db.execute_sql(sql).fetchone()
    new = [
        NewItem(part=part, location=place, quantity=Decimal(1), serial=f"MANY-{number:05}") for number in range(count)
    ]
    ledger.create(db, post, ledger.begin(db, post, Act.OPENING), new)
    state, _ = listing.begin(db, post, Listing(), "Many")
    state, _ = scanning.add(db, post, state, Thing(Kind.LOCATION, place, ""))
    assert state.row is not None
    assert state.list is not None
    editing.expand(db, post, state, state.row.id)
    return state.list.id


@pytest.fixture
def many() -> Callable[..., int]:
    """`many(kiosk, 2000)`: a list of so many units that the shop has not had before; answers its id."""

    def make(kiosk: Any, count: int) -> int:
        id: int = kiosk.store.call(_many, kiosk.post, count)
        return id

    return make
