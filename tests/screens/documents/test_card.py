"""One document: its head, lines and units; going on with a draft; reversing what was posted, or being told why not."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.outcome import Tone
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines, documents, ledger, posting, stock_items
from screens.places import Place

SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24)], ids=["40x15", "80x24"])


async def to(kiosk: Any, words: str) -> None:
    """The cursor to the row that has these words."""
    await kiosk.key("home")
    for _ in range(40):
        row = next((row for row in kiosk.lines if row.startswith(kiosk.app.marks.cursor)), "")
        if words in row:
            return
        await kiosk.key("down")
    raise AssertionError(kiosk.shown)


@SIZES
async def test_a_posted_document_has_its_lines_its_units_and_what_happened(
    station: Callable[..., Any], received: Callable[..., int], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        id = received(kiosk, "U-1", "U-2", reference="DN-7")
        await kiosk.enter(Place.DOCUMENT_CARD, id)
        assert "Goods receipt GR-1-1" in kiosk.lines[0]
        for told in ("posted", "DN-7", "DIS-A14-BK", "2 pcs"):
            assert told in kiosk.words
        assert "F7 reverse" in kiosk.lines[-2]
        await to(kiosk, "DIS-A14-BK")
        await kiosk.key("enter")
        assert kiosk.name == "DocumentUnits"
        assert "U-2" in kiosk.words
        assert "MAIN/B/01" in kiosk.words
        await kiosk.key("2")
        assert kiosk.name == "Unit"
        assert "U-2" in kiosk.lines[0]
        await kiosk.key("escape", "escape")
        assert kiosk.name == "Card"
        await kiosk.key("end")
        assert "begun" in kiosk.words
        await to(kiosk, "All its units")
        await kiosk.key("enter")
        assert "2 of 2" in kiosk.words


async def test_a_draft_is_gone_on_with_by_its_first_row(station: Callable[..., Any], draft: Callable[..., int]) -> None:
    async with station((40, 15)) as kiosk:
        id = draft(kiosk, "U-1", wanted=3)
        await kiosk.enter(Place.DOCUMENT_CARD, id)
        assert "1 of 3" in kiosk.words
        assert "F7" not in kiosk.lines[-2]
        await kiosk.key("f7")
        assert kiosk.name == "Card", "a draft has nothing to be reversed"
        await kiosk.key("enter")
        assert kiosk.name == "DocumentScreen"
        await kiosk.key("escape")
        assert kiosk.name == "Card"
        assert "parked" in kiosk.words


async def test_the_serials_of_a_draft_say_which_are_missing(
    station: Callable[..., Any], draft: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        id = draft(kiosk, "U-1", "U-2")
        sql = f"UPDATE draft_serial SET state = 'missing' WHERE document_id = {id} AND serial = 'U-2'"
        kiosk.store.call(lambda db: db.execute_sql(sql))
        await kiosk.enter(Place.DOCUMENT_CARD, id)
        await to(kiosk, "All its serials")
        await kiosk.key("enter")
        rows = [row.strip("▸ ").split()[1:] for row in kiosk.lines if "U-" in row]
        assert rows == [["U-1", "here"], ["U-2", "missing"]]
        await kiosk.key("enter")
        assert kiosk.name == "DocumentUnits", "a serial that is no unit yet can't be opened"


@SIZES
async def test_reversing_shows_what_it_takes_back_and_then_does_it(
    station: Callable[..., Any], received: Callable[..., int], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        id = received(kiosk, "U-1", "U-2")
        await kiosk.enter(Place.DOCUMENT_CARD, id)
        await kiosk.key("f7")
        assert kiosk.name == "Reverse"
        assert "Takes back 2 movements. Received units become void, their serials free." in kiosk.words
        assert "GR-1-1" in kiosk.words
        assert "U-1" in kiosk.words
        assert kiosk.rows("SELECT COUNT(*) FROM stock_item WHERE status = 'void'") == [(0,)]
        await kiosk.scan("U-1")
        assert kiosk.frame.answer.tone is Tone.NO, "a scan reverses nothing"
        await kiosk.key("f5")
        assert kiosk.name == "Card"
        assert kiosk.frame.answer.tone is Tone.OK
        assert kiosk.rows("SELECT COUNT(*) FROM stock_item WHERE status = 'void'") == [(2,)]
        await kiosk.key("end")
        assert "reversed" in kiosk.words
        assert "F7" not in kiosk.lines[-2], "it can't be reversed twice"


def _scrap(db: Any, post: Any, serial: str) -> None:
    (item,) = db.execute_sql(f"SELECT id FROM stock_item WHERE serial = '{serial}'").fetchone()
    state = stock_items.state(db, item)
    assert state is not None
    change = Change(item, state, State(None, state.quantity, Status.SCRAPPED))
    ledger.record(db, post, ledger.begin(db, post, Act.STATUS), [change])


@SIZES
async def test_a_reversal_is_refused_naming_the_units_that_moved_on(
    station: Callable[..., Any], received: Callable[..., int], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        id = received(kiosk, "U-1", "U-2")
        kiosk.store.call(_scrap, kiosk.post, "U-2")
        await kiosk.enter(Place.REVERSE, id)
        assert kiosk.frame.answer.tone is Tone.NO
        assert "U-2" in kiosk.frame.answer.detail
        assert kiosk.frame.answer.detail in kiosk.words, "all of it, also on a small screen"
        await kiosk.key("f5")
        assert kiosk.name == "Reverse"
        assert kiosk.rows("SELECT COUNT(*) FROM stock_item WHERE status = 'void'") == [(0,)]
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


async def test_a_unit_that_moves_on_while_the_question_is_open_keeps_the_document(
    station: Callable[..., Any], received: Callable[..., int]
) -> None:
    async with station() as kiosk:
        id = received(kiosk, "U-1")
        await kiosk.enter(Place.REVERSE, id)
        kiosk.store.call(_scrap, kiosk.post, "U-1")
        await kiosk.key("f5")
        assert kiosk.frame.answer.tone is Tone.NO
        assert kiosk.rows("SELECT status FROM stock_item WHERE serial = 'U-1'") == [("scrapped",)]


async def test_documents_lead_to_each_other(station: Callable[..., Any], received: Callable[..., int]) -> None:
    async with station() as kiosk:
        order = kiosk.store.call(documents.create, kiosk.post, DocKind.ORDER)
        received(kiosk, "U-1", source=order)
        await kiosk.enter(Place.DOCUMENT_CARD, order)
        await to(kiosk, "GR-1-1")
        await kiosk.key("enter")
        assert "Goods receipt GR-1-1" in kiosk.lines[0]
        await to(kiosk, "PO-1-1")
        await kiosk.key("enter")
        assert "Purchase order PO-1-1" in kiosk.lines[0]


async def test_many_lines_are_read_by_windows(station: Callable[..., Any], draft: Callable[..., int]) -> None:
    def fill(db: Any) -> None:
        part = db.execute_sql("SELECT MIN(id) FROM part").fetchone()[0]
        for number in range(450):
            document_lines.add(db, id, part, {"quantity": 1_000_000 * (number + 1)})

    async with station((40, 15)) as kiosk:
        id = draft(kiosk, "U-1")
        kiosk.store.call(fill)
        await kiosk.enter(Place.DOCUMENT_CARD, id)
        seen = set[str]()
        for _ in range(60):
            seen.update(row.split()[-2] for row in kiosk.lines if row.rstrip().endswith("pcs"))
            await kiosk.key("pagedown")
        assert {str(number) for number in range(2, 451)} <= seen
        assert "begun" in kiosk.words


async def test_a_scan_is_answered_below_it(station: Callable[..., Any], received: Callable[..., int]) -> None:
    async with station() as kiosk:
        await kiosk.enter(Place.DOCUMENT_CARD, received(kiosk, "U-1"))
        await kiosk.scan("U-1")
        assert kiosk.name == "QuickScan"


@SIZES
async def test_an_order_is_cancelled_from_its_card(station: Callable[..., Any], size: tuple[int, int]) -> None:
    async with station(size) as kiosk:

        def placed(db: Any) -> int:
            id = documents.create(db, kiosk.post, DocKind.ORDER)
            posting.finish(db, kiosk.post, id, None)
            return id

        order = kiosk.store.call(placed)
        await kiosk.enter(Place.DOCUMENT_CARD, order)
        assert "F7 cancel it" in kiosk.words
        await kiosk.key("f7")
        assert "Cancel PO-1-1" in kiosk.words
        await kiosk.key("f5")
        assert kiosk.frame.answer.tone is Tone.OK
        assert kiosk.rows("SELECT state, posted_at FROM document") == [("cancelled", None)]


@SIZES
async def test_an_order_is_received_from_its_actions(station: Callable[..., Any], size: tuple[int, int]) -> None:
    async with station(size) as kiosk:
        part = kiosk.part("DIS-A14-BK").id

        def placed(db: Any) -> int:
            id = documents.create(db, kiosk.post, DocKind.ORDER)
            document_lines.add(db, id, part, {"quantity": 3_000_000})
            posting.finish(db, kiosk.post, id, None)
            return id

        await kiosk.enter(Place.ACTIONS, Thing(Kind.DOCUMENT, kiosk.store.call(placed), "PO-1-1"))
        await to(kiosk, "Receive what is to come")
        await kiosk.key("enter")
        assert kiosk.name == "StartDocument"
        assert kiosk.frame.state.values["order"] == "PO-1-1"
        await kiosk.key("f5")
        assert "0 / 3" in kiosk.words


async def test_undo_stands_on_what_can_be_taken_back_after_a_reversal(
    station: Callable[..., Any], received: Callable[..., int]
) -> None:
    async with station((80, 24)) as kiosk:
        received(kiosk, "U-1")
        id = received(kiosk, "U-2")
        await kiosk.enter(Place.DOCUMENT_CARD, id)
        await kiosk.key("f7", "f5", "escape")
        assert kiosk.name == "Menu"
        await kiosk.key("f7", "f3")
        assert kiosk.name == "UndoList"
        assert kiosk.app.screen.listing.pick.offered, "neither the reversal nor what it took back"
        await kiosk.key("escape", "f3")
        assert kiosk.app.screen.listing.pick.offered
