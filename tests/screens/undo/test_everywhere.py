"""Undo on every screen that has something to take back: the code says what it is, and does it when it is scanned again.

A table: a screen that offers F7 gets a row.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import pytest

from kiosk.barcodes.commands import Word, write
from kiosk.flows.begin import RunInfo, begin
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.rules import Rules
from kiosk.stock.statuses import Status
from kiosk.store import documents, ledger, stock_items
from kiosk.store.sql import execute
from kiosk.store.verify import verify
from screens.places import Place
from screens.routes import SCREENS

EAN, SERIAL, ROUTER = "2012345678903", "A14D2431-2388", "RTR-AX18"
UNDO = write(Word.UNDO, "KSK")
# Screens whose undo is that of the screen below them, or has a test among their own.
ELSEWHERE = {"Report", "RepairScreen", "Pick", "Coding", "CountScreen", "Labels"}

Prepared = Callable[[Any], Awaitable[None]]


def defective(db: Any) -> None:
    """The station's last change: a unit is found to be defective."""
    post = begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "0", 1))
    item = execute(db, "SELECT id FROM stock_item WHERE serial = ?", SERIAL).fetchone()[0]
    before = stock_items.state(db, item)
    assert before is not None
    after = State(before.location, before.quantity, Status.DEFECTIVE)
    ledger.record(db, post, ledger.begin(db, post, Act.STATUS), [Change(item, before, after)])


def read(kiosk: Any) -> None:
    """The operator reads what is on the screen, for a second by the scanner's clock."""
    kiosk._mono = max(kiosk._mono, time.monotonic_ns()) + 1_000_000_000


def status(kiosk: Any) -> object:
    return kiosk.rows("SELECT status FROM stock_item WHERE serial = ?", SERIAL)


def lines(kiosk: Any) -> object:
    return kiosk.rows("SELECT part_id, quantity, serials FROM document_line WHERE removed = 0")


def listed(kiosk: Any) -> object:
    return kiosk.rows("SELECT kind, thing_id FROM scan_list_row WHERE removed = 0")


def posted(kiosk: Any) -> object:
    return kiosk.rows(
        """SELECT COUNT(*) FROM document d WHERE d.state = 'posted' AND d.kind = 'goods_receipt'
        AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.reverses_id = d.operation_id)"""
    )


async def menu(kiosk: Any) -> None:
    pass


async def quick_scan(kiosk: Any) -> None:
    await kiosk.scan(EAN)


async def serials(kiosk: Any) -> None:
    await kiosk.enter(Place.SERIALS)


async def unit(kiosk: Any) -> None:
    await serials(kiosk)
    await kiosk.scan(SERIAL)


async def undo(kiosk: Any) -> None:
    await kiosk.enter(Place.UNDO)


async def history(kiosk: Any) -> None:
    await kiosk.enter(Place.HISTORY)
    await kiosk.key("0")


async def draft(kiosk: Any) -> None:
    id = kiosk.store.call(lambda db: documents.create(db, kiosk.post, DocKind.RECEIPT))
    await kiosk.enter(Place.DOCUMENT, id)


async def collector(kiosk: Any) -> None:
    await draft(kiosk)
    await kiosk.scan(ROUTER)
    await kiosk.key("enter")


async def scan_list(kiosk: Any) -> None:
    await kiosk.scan(write(Word.LISTS, "KSK"))
    await kiosk.scan(EAN)


@dataclass(frozen=True)
class Screen:
    """How to get there, what is done there, what that changes, and what is said of taking it back."""

    name: str
    there: Prepared
    did: tuple[str, ...]
    state: Callable[[Any], object]
    says: str


ROWS = [
    Screen("Menu", menu, (), status, "In stock ←"),
    Screen("QuickScan", quick_scan, (), status, "In stock ←"),
    Screen("Serials", serials, (), status, "In stock ←"),
    Screen("Unit", unit, (), status, "In stock ←"),
    Screen("UndoList", undo, (), status, "In stock ←"),
    Screen("History", history, (), status, "In stock ←"),
    Screen("DocumentScreen", draft, (EAN,), lines, "Take this back?"),
    Screen("SerialCollector", collector, ("NEW-1",), lines, "Take this back?"),
    Screen("ListScreen", scan_list, ("MAIN/A/01",), listed, "Take this back?"),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
async def test_the_code_says_what_it_takes_back_and_does_it_scanned_again(station: Any, row: Screen) -> None:
    async with station((80, 24)) as kiosk:
        await row.there(kiosk)
        if row.did:
            before = row.state(kiosk)
            await kiosk.scan(*row.did)
        else:
            while kiosk.name != "Menu":
                await kiosk.app.pop_screen()
            before = row.state(kiosk)
            kiosk.store.call(defective)
            await row.there(kiosk)
        assert kiosk.name == row.name
        assert kiosk.frame.offers("F7")
        done = row.state(kiosk)
        assert done != before
        read(kiosk)
        await kiosk.scan(UNDO)
        assert row.says in kiosk.words
        assert row.state(kiosk) == done, "it is only said"
        read(kiosk)
        await kiosk.scan(UNDO)
        assert row.state(kiosk) == before
        assert kiosk.store.call(verify) == ()


async def test_a_mode_takes_back_what_it_has_done(station: Any) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan(write(Word.OUT, "KSK"))
        assert not kiosk.frame.offers("F7"), "there is nothing yet"
        before = status(kiosk)
        await kiosk.scan(SERIAL)
        for _ in range(2):
            read(kiosk)
            await kiosk.scan(UNDO)
        assert status(kiosk) == before


async def test_a_posted_document_is_taken_back_on_its_card(station: Any) -> None:
    async with station((80, 24)) as kiosk:
        await draft(kiosk)
        await kiosk.scan("MAIN/A/01", EAN)
        await kiosk.key("f5", "f5")
        ((id,),) = kiosk.rows("SELECT MAX(id) FROM document WHERE kind = 'goods_receipt'")
        assert posted(kiosk) == [(1,)]
        await kiosk.enter(Place.DOCUMENT_CARD, id)
        for expected in (1, 0):
            read(kiosk)
            await kiosk.scan(UNDO)
            assert posted(kiosk) == [(expected,)]


def test_every_screen_with_undo_is_in_the_table() -> None:
    tested = {row.name for row in ROWS} | {"ModeScreen", "Card"}
    for module, name in SCREENS.values():
        screen = getattr(import_module(module), name)
        bound = {binding.key for one in screen.__mro__ for binding in one.__dict__.get("BINDINGS", ())}
        assert ("f7" in bound) == (name in tested | ELSEWHERE), name
