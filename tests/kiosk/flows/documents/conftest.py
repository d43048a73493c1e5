"""Drafts that are worked on as a screen does it: each step in a transaction of its own, on a real store."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows.documents import editing
from kiosk.flows.documents.editing import Editing
from kiosk.outcome import Outcome
from kiosk.post import Post
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import Line, SerialState
from kiosk.store import document_lines, documents, draft_serials


class Draft:
    """An open draft. `state` and `outcome` are what the last step led to."""

    def __init__(self, shop: Any, kind: DocKind, post: Post | None = None, **head: Any) -> None:
        self.shop, self.store, self.ids, self.post = shop, shop.store, shop.ids, post or shop.post
        self.state = Editing()
        self.outcome: Outcome | None = None
        self.do(editing.opened, self.store.call(documents.create, self.post, kind, **head))

    def do(self, fn: Callable[..., Any], *args: object) -> "Draft":
        self.state, self.outcome = self.store.call(fn, self.post, self.state, *args)
        return self

    @property
    def id(self) -> int:
        assert self.state.document is not None
        return self.state.document.id

    @property
    def lines(self) -> tuple[Line, ...]:
        rows: tuple[Line, ...] = self.store.look(document_lines.page, self.id).rows
        return rows

    def counts(self) -> list[tuple[str, str, int]]:
        """Of each line its part, its quantity, its serials."""
        return [(line.number, f"{line.quantity:f}", line.serials) for line in self.lines]

    def serials(self, state: SerialState = SerialState.GOT) -> list[str]:
        """Of all lines, in the order in which they came."""
        pages = [self.store.look(draft_serials.page, line.id, state).rows for line in self.lines]
        return [one.serial for rows in pages for one in reversed(rows)]

    @property
    def said(self) -> tuple[str, str, str]:
        assert self.outcome is not None
        return self.outcome.tone.value, self.outcome.text, self.outcome.detail


@pytest.fixture
def draft(shop: Any) -> Callable[..., Draft]:
    """`draft(kind, **head)` begins a document of the shop and works on it."""
    return lambda kind, **kwargs: Draft(shop, kind, **kwargs)
