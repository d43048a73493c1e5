"""A mode at the bench of a small shop: scans through the intake, as the screen hands them over."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.flows import intake, modes
from kiosk.flows.modes.mode import Mode
from kiosk.outcome import Outcome
from kiosk.stock.modes import ModeKind
from kiosk.store.sql import execute
from kiosk.store.verify import verify

_STOCK = """SELECT id, part_id, location_id, quantity, batch, serial, expiry, status, warranty_until, notes
    FROM stock_item WHERE status <> 'void' AND quantity > 0 ORDER BY id"""


class Bench:
    """`state` and `outcome` are what the last scan or key led to."""

    def __init__(self, shop: Any, kind: ModeKind) -> None:
        self.shop = shop
        self.state: Mode = modes.begin(kind)
        self.outcome: Outcome | None = None
        ((self.begun,),) = self.rows("SELECT MAX(id) FROM operation")

    def scan(self, *codes: str | bytes, read: bool = True) -> "Bench":
        """Scan; where a question is open it was read before, unless it was not."""
        for code in codes:
            raw = code.encode() if isinstance(code, str) else code
            scan = self.shop.scan(raw)
            if self.state.question is not None:
                painted = scan.mono - (10**9 if read else 10**8)
                self.state = replace(self.state, question=replace(self.state.question, painted=painted))
            before = (intake.Recent(), self.state)
            scans = [scan]
            kind = self.state.kind.value
            (_, self.state), (self.outcome,) = self.shop.store.call(
                intake.take, self.shop.post, kind, modes.scan, before, scans
            )
        return self

    def do(self, fn: Callable[..., Any], *args: object) -> "Bench":
        self.state, self.outcome = self.shop.store.call(fn, self.shop.post, self.state, *args)
        return self

    @property
    def said(self) -> tuple[str, str]:
        assert self.outcome is not None
        return self.outcome.tone.value, self.outcome.text

    @property
    def detail(self) -> str:
        assert self.outcome is not None
        return self.outcome.detail

    @property
    def options(self) -> list[str]:
        assert self.state.question is not None
        return [option.text for option in self.state.question.options]

    def rows(self, sql: str, *params: object) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.shop.store.look(lambda db: execute(db, sql, *params).fetchall())
        return found

    def stock(self) -> list[tuple[Any, ...]]:
        """All that there is, field by field."""
        return self.rows(_STOCK)

    def lies(self, number: str) -> dict[tuple[str, str], int]:
        """How many of a part are where, by path and batch."""
        sql = """SELECT l.path, COALESCE(i.batch, ''), SUM(i.quantity) FROM stock_item i
            JOIN part p ON p.id = i.part_id JOIN location l ON l.id = i.location_id
            WHERE p.number = ? AND i.quantity > 0 GROUP BY l.path, i.batch"""
        return {(path, batch): int(quantity) // 1_000_000 for path, batch, quantity in self.rows(sql, number)}

    def acts(self) -> list[str]:
        """What was done since the mode has begun."""
        return [kind for (kind,) in self.rows("SELECT kind FROM operation WHERE id > ? ORDER BY id", self.begun)]

    def sound(self) -> None:
        assert self.shop.store.look(verify) == ()


@pytest.fixture
def bench(shop: Any) -> Callable[[str], Bench]:
    """`bench("move")` begins a mode."""
    return lambda kind: Bench(shop, ModeKind(kind))


@pytest.fixture
def bench_of() -> Callable[[Any, str], Bench]:
    """The same at any shop."""
    return lambda shop, kind: Bench(shop, ModeKind(kind))
