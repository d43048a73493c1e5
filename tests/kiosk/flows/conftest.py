"""Forms driven as a screen drives them: begin, fill in, scan, save; on a real store."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from kiosk.outcome import Outcome
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.store import stations
from kiosk.store.verify import verify


class Filled:
    """A form of the shop under test. `state` and `outcome` are what the last step led to."""

    def __init__(self, shop: Any, flow: Any, *args: object) -> None:
        self.shop = shop
        self.flow = flow
        self.state = shop.store.look(flow.begin, shop.post, *args)
        self.outcome: Outcome | None = None

    def _step(self, run: Callable[..., Any], fn: Callable[..., Any], *args: object) -> "Filled":
        self.state, self.outcome = run(fn, self.shop.post, self.state, *args)
        return self

    def put(self, **values: str) -> "Filled":
        for field, text in values.items():
            self._step(self.shop.store.look, self.flow.put, field, text)
        return self

    def look(self, fn: Callable[..., Any], *args: object) -> "Filled":
        return self._step(self.shop.store.look, fn, *args)

    def scan(self, code: str | bytes, fn: Callable[..., Any] | None = None, **kwargs: Any) -> "Filled":
        scan: Scan = self.shop.scan(code.encode() if isinstance(code, str) else code, **kwargs)
        return self._step(self.shop.store.call, fn or self.flow.scan, scan)

    def open(self, field: str) -> "Filled":
        self.state = self.shop.store.look(self.flow.at, self.shop.post, self.state, field)
        return self

    def save(self, fn: Callable[..., Any] | None = None) -> "Filled":
        self._step(self.shop.store.call, fn or self.flow.save)
        assert self.shop.store.call(verify) == ()
        return self

    @property
    def errors(self) -> Mapping[str, str]:
        return self.state.errors

    @property
    def said(self) -> tuple[str, str, str]:
        assert self.outcome is not None
        return self.outcome.tone.value, self.outcome.text, self.outcome.detail


@pytest.fixture
def form(shop: Any) -> Callable[..., Filled]:
    """`form(flow, *args)` opens a form of the shop."""
    return lambda flow, *args: Filled(shop, flow, *args)


@pytest.fixture
def elsewhere(shop: Any) -> Post:
    """Another station of the same store, where Petr works."""

    def register(db: Any) -> tuple[int, int]:
        station = stations.register(db, "desk")
        return station, stations.add_run(db, station, "u", "", "", "1", 2)

    station, run = shop.store.call(register)
    return replace(shop.post, station=station, run=run, operator="Petr")


Cost = Callable[..., tuple[list[str], int, Any]]


@pytest.fixture
def cost(shop: Any) -> Cost:
    """`cost(fn, *args)` calls `fn(db, post, *args)` in a transaction of the shop's store; answers the statements, how
    many steps SQLite made for them, and what the function did."""

    def of(fn: Callable[..., Any], *args: object) -> tuple[list[str], int, Any]:
        said: list[str] = []
        ticks = 0

        def tick() -> int:
            nonlocal ticks
            ticks += 1
            return 0

        def counted(db: Any) -> Any:
            connection = db.connection()
            connection.set_trace_callback(said.append)
            connection.set_progress_handler(tick, 1)
            try:
                return fn(db, shop.post, *args)
            finally:
                connection.set_progress_handler(None, 1)
                connection.set_trace_callback(None)

        answer = shop.store.call(counted)
        return [sql.split()[0] for sql in said], ticks, answer

    return of
