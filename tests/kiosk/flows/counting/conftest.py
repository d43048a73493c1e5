"""Counts that are worked on as a screen does it: each step in a transaction of its own, on a real store."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.flows import intake
from kiosk.flows.counting import reviewing, scanning, starting, working
from kiosk.flows.counting.working import Counting
from kiosk.outcome import Outcome
from kiosk.post import Post
from kiosk.stock.counts import Difference, Differs, Summary
from kiosk.stock.thing import Kind, Thing
from kiosk.store import stock_items

SCOPES = {"main": Kind.LOCATION, "a": Kind.LOCATION, "b": Kind.LOCATION}


class Counted:
    """An open count. `state` and `outcome` are what the last step led to."""

    def __init__(self, shop: Any, scope: str = "", *, blind: bool = False, post: Post | None = None) -> None:
        self.shop, self.store, self.ids, self.post = shop, shop.store, shop.ids, post or shop.post
        thing = Thing(SCOPES.get(scope, Kind.PART), self.ids[scope], "") if scope else None
        count = self.store.call(lambda db: starting.make(db, self.post, thing, blind=blind))
        self.id, self.state = count.document.id, Counting()
        self.outcome: Outcome | None = None
        self.do(working.opened, self.id)

    def do(self, fn: Callable[..., Any], *args: object, **kwargs: Any) -> "Counted":
        self.state, self.outcome = self.store.call(fn, self.post, self.state, *args, **kwargs)
        return self

    def scan(self, *codes: str | bytes) -> "Counted":
        """Scans of these codes, each a second after the one before, journalled."""
        for code in codes:
            scan = self.shop.scan(code.encode() if isinstance(code, str) else code)
            if self.state.question is not None:
                self.state = replace(self.state, question=replace(self.state.question, painted=1))
            before = (intake.Recent(), self.state)
            taken = self.store.call(intake.take, self.post, "count", scanning.scan, before, [scan])
            (_, self.state), (self.outcome,) = taken
        return self

    def review(self, which: Differs, offset: int = 0, limit: int = 200) -> tuple[Difference, ...]:
        rows: tuple[Difference, ...] = self.store.look(reviewing.review, self.post, self.id, which, offset, limit).rows
        return rows

    def found(self) -> dict[str, list[tuple[str, str, str, str]]]:
        """Of each kind of difference that there is: label, place, expected, counted."""
        told = {}
        for kind in Differs:
            if rows := self.review(kind):
                told[kind.value] = [
                    (one.label, one.place.label, f"{one.expected:f}", f"{one.counted:f}") for one in rows
                ]
        return told

    def summary(self) -> Summary:
        found: Summary = self.store.look(reviewing.summary, self.post, self.id)
        return found

    @property
    def result(self) -> str:
        assert self.outcome is not None
        return f"{self.outcome.tone.value} {self.outcome.result}"

    @property
    def said(self) -> tuple[str, str, str]:
        assert self.outcome is not None
        return self.outcome.tone.value, self.outcome.text, self.outcome.detail


@pytest.fixture
def count(shop: Any) -> Callable[..., Counted]:
    """`count(scope)` begins a count of a place, a part or (without one) the whole shop, and works on it."""
    return lambda *args, **kwargs: Counted(shop, *args, **kwargs)


@pytest.fixture
def state_of(shop: Any) -> Callable[[str], Any]:
    """`state_of(name)` is what the ledger knows of a stock item."""
    return lambda name: shop.store.look(stock_items.state, shop.ids[name])
