"""Scan lists that are worked on as a screen does it: each step in a transaction of its own, on a real store."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows import intake
from kiosk.flows.intake import Recent
from kiosk.flows.lists import listing, reading, scanning
from kiosk.flows.lists.listing import Listing
from kiosk.outcome import Outcome
from kiosk.post import Post
from kiosk.stock.scan_lists import ListRow, ScanList
from kiosk.stock.thing import Kind, Thing


class Gathered:
    """An open list. `state` and `outcome` are what the last step led to."""

    def __init__(self, shop: Any, post: Post | None = None, state: Listing | None = None) -> None:
        self.shop, self.store, self.ids, self.post = shop, shop.store, shop.ids, post or shop.post
        self.state = state or Listing()
        self.outcome: Outcome | None = None

    def do(self, fn: Callable[..., Any], *args: object) -> "Gathered":
        self.state, self.outcome = self.store.call(fn, self.post, self.state, *args)
        return self

    def scan(self, *codes: bytes) -> "Gathered":
        """One after the other, journalled."""
        for code in codes:
            before = (Recent(), self.state)
            (_, self.state), (self.outcome,) = self.store.call(
                intake.take, self.post, "list", scanning.scan, before, [self.shop.scan(code)]
            )
        return self

    def things(self, *things: Thing) -> "Gathered":
        for thing in things:
            self.do(scanning.add, thing)
        return self

    def item(self, name: str) -> Thing:
        return Thing(Kind.STOCK_ITEM, self.ids[name], "")

    @property
    def id(self) -> int:
        assert self.state.list is not None
        return self.state.list.id

    @property
    def head(self) -> ScanList:
        assert self.state.list is not None
        return self.state.list

    @property
    def rows(self) -> tuple[ListRow, ...]:
        rows: tuple[ListRow, ...] = self.store.look(reading.page, self.post, self.id, 0).rows
        return rows

    @property
    def titles(self) -> list[str]:
        return [row.title for row in self.rows]

    def at(self, post: Post) -> "Gathered":
        """The same list at another station."""
        return Gathered(self.shop, post).do(listing.opened, self.id)

    @property
    def said(self) -> tuple[str, str, str]:
        assert self.outcome is not None
        return self.outcome.tone.value, self.outcome.text, self.outcome.detail


@pytest.fixture
def gathered(shop: Any) -> Gathered:
    """No list yet: the first thing that is scanned begins one."""
    return Gathered(shop)
