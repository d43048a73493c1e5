"""The documents: what the filter fits, where Enter leads, what can be begun."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.document_lists import Sought
from kiosk.store import documents
from screens.places import Place

SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24)], ids=["40x15", "80x24"])


@SIZES
async def test_a_draft_is_gone_on_with_and_any_other_document_opened(
    station: Callable[..., Any], draft: Callable[..., int], received: Callable[..., int], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        received(kiosk, "U-1", reference="DN-1")
        draft(kiosk, "U-2", wanted=200, reference="DN-2")
        await kiosk.enter(Place.DOCUMENTS, Sought())
        first, second = (row for row in kiosk.lines if "GR-1-" in row)
        assert "GR-1-2" in first
        assert "1 of 200" in first
        assert "posted" in second
        await kiosk.key("1")
        assert kiosk.name == "DocumentScreen"
        await kiosk.key("escape")
        assert kiosk.name == "Documents"
        assert "parked" in kiosk.words
        await kiosk.key("2")
        assert kiosk.name == "Card"
        await kiosk.key("escape", "f4")
        assert kiosk.name == "Actions"


@SIZES
async def test_the_filter_is_filled_in_and_taken_away(
    station: Callable[..., Any], draft: Callable[..., int], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        draft(kiosk, "U-1", reference="DN-1")
        draft(kiosk, kind=DocKind.ORDER, wanted=3)
        draft(kiosk, kind=DocKind.ISSUE)
        await kiosk.enter(Place.DOCUMENTS, Sought())
        assert "3 of 3" in kiosk.words
        await kiosk.key("f3", "2")
        assert "Purchase order" in kiosk.words
        await kiosk.key("3", "f5")
        assert kiosk.name == "Documents"
        assert "1 of 1" in kiosk.words
        assert "Goods receipt" in kiosk.words
        assert "GR-1-1" in kiosk.words
        await kiosk.key("0")
        assert "3 of 3" in kiosk.words
        await kiosk.key("f3", "1", *"dn-", "enter", "f5")
        assert '"dn-"' in kiosk.words
        assert "GR-1-1" in kiosk.words
        assert "PO-1-1" not in kiosk.words


async def test_a_scanned_document_fills_in_its_number(station: Callable[..., Any], draft: Callable[..., int]) -> None:
    async with station() as kiosk:
        id = draft(kiosk, "U-1")
        draft(kiosk, "U-2")
        await kiosk.enter(Place.DOCUMENTS, Sought())
        await kiosk.key("f3")
        await kiosk.scan(f"KSK-DO{id}")
        assert kiosk.name == "DocumentsFilter"
        await kiosk.key("f5")
        assert "1 of 1" in kiosk.words
        assert "GR-1-1" in kiosk.words


async def test_a_partner_that_there_is_not_is_refused_in_words(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.enter(Place.DOCUMENTS, Sought())
        await kiosk.key("f3", "4", *"nobody", "enter", "f5")
        assert kiosk.name == "DocumentsFilter"
        assert "no partner" in kiosk.words


async def test_documents_of_a_partner(station: Callable[..., Any], draft: Callable[..., int]) -> None:
    async with station() as kiosk:
        ((id, name),) = kiosk.rows("SELECT id, name FROM partner ORDER BY id LIMIT 1")
        draft(kiosk, "U-1", partner=id)
        draft(kiosk, "U-2")
        await kiosk.enter(Place.DOCUMENTS, Sought())
        await kiosk.key("f3", "4")
        await kiosk.type_in(str(name))
        await kiosk.key("f5")
        assert "1 of 1" in kiosk.words
        assert str(name) in kiosk.words


async def test_without_documents_it_says_how_one_begins(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.DOCUMENTS, Sought())
        assert "No document yet" in kiosk.words
        await kiosk.key("escape")
        await kiosk.enter(Place.DOCUMENTS, Sought(state=DocState.DRAFT))
        assert "No open draft." in kiosk.words


@SIZES
async def test_the_menu_of_documents_counts_drafts_and_open_orders(
    station: Callable[..., Any], draft: Callable[..., int], size: tuple[int, int]
) -> None:
    def place(db: Any, id: int) -> None:
        db.execute_sql(f"UPDATE document SET state = 'posted', posted_at = 1 WHERE id = {id}")

    async with station(size) as kiosk:
        draft(kiosk, "U-1")
        kiosk.store.call(place, draft(kiosk, kind=DocKind.ORDER, wanted=3))
        await kiosk.enter(Place.DOCUMENT_TASKS)
        rows = [row.strip("▸ ").rstrip() for row in kiosk.lines]
        for task in (
            "1 Purchase order",
            "2 Purchase invoice",
            "3 Sales invoice",
            "4 Return",
            "5 Open drafts (1)",
            "6 Orders to come (1)",
            "7 All documents",
        ):
            assert task in rows
        await kiosk.key("6")
        assert kiosk.name == "Documents"
        assert "PO-1-1" in kiosk.words
        assert "GR-1-1" not in kiosk.words
        await kiosk.key("escape", "5")
        assert "GR-1-1" in kiosk.words
        kiosk.store.call(documents.cancel, kiosk.post, kiosk.frame.listing.pick.thing.id)
        await kiosk.key("escape")
        assert "Open drafts" in kiosk.words
        assert "Open drafts (1)" not in kiosk.words
