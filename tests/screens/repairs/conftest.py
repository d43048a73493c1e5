"""Repairs in the station under test, as flows make them."""

import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from kiosk.barcodes.commands import Word, write
from kiosk.stock.repairs import Repair
from kiosk.store import repairs
from kiosk.store.repairs import NewRepair
from screens.places import Place

Command = Callable[..., Awaitable[None]]


class Bench:
    """The screen of a repair, and what the store has of it."""

    def __init__(self, kiosk: Any) -> None:
        self.kiosk = kiosk

    async def open(self, **new: Any) -> "Bench":
        """A new repair on its screen."""
        id = self.kiosk.store.call(repairs.create, self.kiosk.post, NewRepair(**new))
        await self.kiosk.enter(Place.REPAIR, id)
        return self

    async def command(self, word: Word, number: int = 0) -> None:
        """Scan a command, a second after what is on the screen came up there, and after the scan before it."""
        self.kiosk._mono = max(self.kiosk._mono, time.monotonic_ns()) + 1_000_000_000
        await self.kiosk.scan(write(word, "KSK", number))

    def unit(self, serial: str) -> int:
        row = self.kiosk.rows("SELECT id FROM stock_item WHERE serial = ?", serial)[0]
        assert isinstance(row[0], int)
        return row[0]

    def status(self, serial: str) -> object:
        return self.kiosk.rows("SELECT status FROM stock_item WHERE serial = ?", serial)[0][0]

    @property
    def newest(self) -> Repair:
        id = self.kiosk.rows("SELECT MAX(document_id) FROM repair")[0][0]
        found = self.kiosk.store.call(repairs.get, id)
        assert isinstance(found, Repair)
        return found


@pytest.fixture
def bench() -> Callable[[Any], Bench]:
    """`bench(kiosk)`; `await bench(kiosk).open(serial="X-1")` begins a repair and shows it."""
    return Bench
