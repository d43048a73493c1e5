"""Repairs that are worked on as a screen does it: each step in a transaction of its own, on a real store."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.flows.repairs import scanning, working
from kiosk.flows.repairs.working import Repairing
from kiosk.outcome import Outcome
from kiosk.post import Post
from kiosk.stock.repairs import Stage
from kiosk.stock.statuses import Status
from kiosk.store import repairs, stock_items
from kiosk.store.repairs import NewRepair
from kiosk.store.verify import verify


class Bench:
    """An open repair. `state` and `outcome` are what the last step led to."""

    def __init__(self, shop: Any, post: Post | None = None, document: int | None = None, **new: Any) -> None:
        self.shop, self.store, self.ids, self.post = shop, shop.store, shop.ids, post or shop.post
        self.state = Repairing()
        self.outcome: Outcome | None = None
        self.id: int = document or self.store.call(repairs.create, self.post, NewRepair(**new))
        self.do(working.opened, self.id)

    def do(self, fn: Callable[..., Any], *args: object) -> "Bench":
        self.state, self.outcome = self.store.call(fn, self.post, self.state, *args)
        return self

    def scan(self, raw: bytes, **kwargs: Any) -> "Bench":
        return self.do(scanning.scan, self.shop.scan(raw, **kwargs))

    def answer(self, key: str) -> "Bench":
        return self.do(working.answer, key)

    def paint(self, at: int = 1) -> "Bench":
        """The question that is open is on the screen since then, by the clock of the scans."""
        self.state = replace(self.state, question=replace(self.state.question, painted=at))
        return self

    @property
    def said(self) -> tuple[str, str, str]:
        assert self.outcome is not None
        return self.outcome.tone.value, self.outcome.text, self.outcome.detail

    @property
    def tone(self) -> str:
        return self.said[0]

    @property
    def stage(self) -> Stage:
        repair = self.store.look(repairs.get, self.id)
        assert repair is not None
        return repair.stage

    def used(self) -> list[tuple[str, str]]:
        """What is in the unit: each unit by its serial, loose stock by its part, and how much."""
        return [(one.label if one.item else one.number, f"{one.quantity:f}") for one in self.state.used]

    def stands(self, name: str) -> tuple[Status | None, str, int]:
        """Status, place and quantity of a stock item of the shop."""
        state = self.store.look(stock_items.state, self.ids[name])
        assert state is not None
        places = {self.ids["a"]: "a", self.ids["b"]: "b", None: ""}
        return state.status, places[state.location], state.quantity // 1_000_000

    def stock(self) -> list[tuple[Any, ...]]:
        """All stock there is: item, place, quantity, status."""
        sql = "SELECT id, location_id, quantity, status FROM stock_item WHERE quantity > 0 ORDER BY id"
        return list(self.store.look(lambda db: db.execute_sql(sql).fetchall()))

    def broken(self) -> list[tuple[int, str]]:
        """What is Defective without a serial: how much, of which batch."""
        sql = """SELECT quantity / 1000000, batch FROM stock_item WHERE status = 'defective' AND serial IS NULL
            AND quantity > 0 ORDER BY quantity"""
        return list(self.store.look(lambda db: db.execute_sql(sql).fetchall()))

    def faults(self) -> tuple[str, ...]:
        found: tuple[str, ...] = self.store.look(verify)
        return found


@pytest.fixture
def bench(shop: Any) -> Callable[..., Bench]:
    """`bench(item=…)` begins a repair in the shop and works on it."""
    return lambda **kwargs: Bench(shop, **kwargs)
