"""A code that was assigned to a box of ten is ten pieces wherever it is scanned afterwards."""

from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows import assign, modes
from kiosk.flows.counting import scanning as counting
from kiosk.flows.counting import starting
from kiosk.flows.counting import working as counting_work
from kiosk.flows.counting.working import Counting
from kiosk.flows.documents import editing
from kiosk.flows.documents import scanning as drafts
from kiosk.flows.documents.editing import Editing
from kiosk.flows.lists import scanning as lists
from kiosk.flows.lists.listing import Listing
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.modes import ModeKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines, documents

BOX = b"a box of ten"


@pytest.fixture
def box(shop: Any) -> bytes:
    """The code of a box of ten resistors, assigned as the screen does it."""
    state = assign.begin(shop.scan(BOX))
    state, _ = shop.store.call(assign.choose, shop.post, state, shop.part("resistor"))
    state, _ = shop.store.call(assign.set_pack, shop.post, state, "10")
    _, outcome = shop.store.call(assign.answer, shop.post, state, assign.YES)
    assert outcome.result == "assigned"
    return BOX


@pytest.mark.parametrize("kind", [DocKind.RECEIPT, DocKind.ISSUE, DocKind.ORDER, DocKind.SALES_INVOICE])
def test_in_a_draft(shop: Any, box: bytes, kind: DocKind) -> None:
    id = shop.store.call(lambda db: documents.create(db, shop.post, kind))
    state, _ = shop.store.call(editing.opened, shop.post, Editing(), id)
    for _ in range(2):
        state, outcome = shop.store.call(drafts.scan, shop.post, state, shop.scan(box))
        assert outcome.tone == "ok", outcome
    (line,) = shop.store.look(document_lines.page, id).rows
    assert line.quantity == 20


def test_in_a_count(shop: Any, box: bytes) -> None:
    shelf = Thing(Kind.LOCATION, shop.ids["a"], "")
    count = shop.store.call(lambda db: starting.make(db, shop.post, shelf, blind=False))
    state, _ = shop.store.call(counting_work.opened, shop.post, Counting(), count.document.id)
    for _ in range(2):
        state, _ = shop.store.call(counting.scan, shop.post, state, shop.scan(box))
    assert state.current.quantity == 20


def test_in_a_list(shop: Any, box: bytes) -> None:
    state = Listing()
    for _ in range(2):
        state, _ = shop.store.call(lists.scan, shop.post, state, shop.scan(box))
    assert state.row.quantity == 20


def test_in_a_mode(shop: Any, box: bytes) -> None:
    state = modes.begin(ModeKind.MOVE)
    for code in (b"MAIN/B", box):
        state, outcome = shop.store.call(modes.scan, shop.post, state, shop.scan(code))
    assert "10 pcs" in outcome.detail
    assert list(state.moved.values()) == [Decimal(10)]


def test_in_quick_scan(shop: Any, box: bytes) -> None:
    assert "10 pcs" in shop.look_up(box).view.via
