"""Things of the sample shop for scan lists, and lists that are there already."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows.lists import listing, scanning
from kiosk.flows.lists.listing import Listing
from kiosk.stock.thing import Kind, Thing


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
        "SELECT id FROM stock_item WHERE status = 'in_stock' ORDER BY id LIMIT ?", (count,)
    ).fetchall()
    for (id,) in rows:
        state, _ = scanning.add(db, post, state, Thing(Kind.STOCK_ITEM, id, ""))
    assert state.list is not None
    return state.list.id


@pytest.fixture
def filled() -> Callable[..., int]:
    """`filled(kiosk, 12, "Tuesday")`: a list with so many stock items in it; answers its id."""

    def make(kiosk: Any, count: int, name: str = "Tuesday") -> int:
        id: int = kiosk.store.call(_filled, kiosk.post, count, name)
        return id

    return make
