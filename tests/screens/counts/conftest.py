"""Counts in the station under test, as flows make them, and the shelf that is counted."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows.counting import starting
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents
from kiosk.store.sql import execute


def _begun(db: Any, post: Any, path: str, blind: bool) -> int:
    scope = None
    if path:
        scope = Thing(Kind.LOCATION, execute(db, "SELECT id FROM location WHERE path = ?", path).fetchone()[0], path)
    count = starting.make(db, post, scope, blind=blind)
    documents.release(db, post, count.document.id)
    return count.document.id


@pytest.fixture
def begun() -> Callable[..., int]:
    """`begun(kiosk, "MAIN/C/04", blind=True)` leaves a parked count of a place, or of the whole store; answers its
    id."""

    def make(kiosk: Any, path: str = "", *, blind: bool = False) -> int:
        id: int = kiosk.store.call(_begun, kiosk.post, path, blind)
        return id

    return make


@pytest.fixture
def shelf() -> Callable[[Any, str], list[tuple[str, str, int]]]:
    """`shelf(kiosk, path)`: serial or empty, part's number, and how much, of each stock item that lies there."""

    def lying(kiosk: Any, path: str) -> list[tuple[str, str, int]]:
        sql = """SELECT COALESCE(i.serial, ''), p.number, i.quantity / 1000000 FROM stock_item i
            JOIN part p ON p.id = i.part_id JOIN location l ON l.id = i.location_id
            WHERE l.path = ? AND i.quantity > 0 ORDER BY i.id"""
        return [tuple(row) for row in kiosk.rows(sql, path)]

    return lying


@pytest.fixture
def agree() -> Callable[..., Any]:
    """`await agree(kiosk, "KSKCMDDONE")` scans a code well after what it agrees to came up."""

    async def scan(kiosk: Any, code: str) -> None:
        kiosk._mono = max(kiosk._mono, kiosk.frame.seen) + 1_000_000_000
        await kiosk.scan(code)

    return scan
