"""The ways to a document: from the menu, by its code, from Quick scan, from a search, from what can be done with it."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.store import documents

SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24)], ids=["40x15", "80x24"])


@SIZES
async def test_the_newest_draft_stands_on_the_menu_and_enter_goes_on_with_it(
    station: Callable[..., Any], draft: Callable[..., int], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        await kiosk.key("1", "f2", *"usb", "escape")
        for wanted in (3, 5, 200):
            draft(kiosk, f"U-{wanted}", wanted=wanted)
        await kiosk.key("escape")
        assert kiosk.name == "Menu"
        shown = [row for row in kiosk.lines if "Resume" in row]
        assert len(shown) == (1 if size[1] < 20 else 3)
        assert "Resume receipt GR-1-3" in shown[0]
        assert "1 of 200" in shown[0]
        assert "8 Documents (3)" in " ".join(kiosk.words.split())
        assert "9 More" in kiosk.words, "the tasks stay in sight"
        assert kiosk.lines[-2].startswith(" Enter go on")
        await kiosk.key("enter")
        assert kiosk.name == "DocumentScreen"
        assert "GR-1-3" in kiosk.lines[0]
        await kiosk.key("escape")
        assert kiosk.name == "Menu"
        await kiosk.key("8")
        assert kiosk.name == "DocumentTasks", "the tasks keep their numbers"


async def test_a_draft_that_is_done_with_is_off_the_menu(
    station: Callable[..., Any], draft: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        id = draft(kiosk, "U-1")
        await kiosk.key("1", "escape")
        assert "Resume receipt GR-1-1" in kiosk.words
        await kiosk.key("1")
        kiosk.store.call(documents.cancel, kiosk.post, id)
        await kiosk.key("escape")
        assert "Resume" not in kiosk.words
        assert "Documents (" not in kiosk.words


@pytest.mark.parametrize("code", ["KSK-DO{}", "GR-1-1"])
async def test_a_drafts_code_on_the_menu_goes_on_with_it(
    station: Callable[..., Any], draft: Callable[..., int], code: str
) -> None:
    async with station((40, 15)) as kiosk:
        id = draft(kiosk, "U-1", wanted=3)
        await kiosk.scan(code.format(id))
        assert kiosk.name == "DocumentScreen"
        assert kiosk.scanners.sounds[-1] == "ok"
        assert kiosk.journal() == [("menu", code.format(id).encode(), "found")]
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


async def test_the_code_of_a_posted_document_on_the_menu_opens_it(
    station: Callable[..., Any], received: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan(f"KSK-DO{received(kiosk, 'U-1')}")
        assert kiosk.name == "Card"
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


@SIZES
async def test_quick_scan_says_what_a_document_is_and_leads_to_it(
    station: Callable[..., Any], draft: Callable[..., int], received: Callable[..., int], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        received(kiosk, "U-1", reference="DN-1")
        draft(kiosk, "U-2", wanted=200)
        await kiosk.key("1")
        await kiosk.scan("GR-1-1")
        assert kiosk.name == "QuickScan"
        assert "posted, 1 in 1 line" in kiosk.words
        await kiosk.key("1")
        assert kiosk.name == "Card"
        await kiosk.key("escape")
        await kiosk.scan("GR-1-2")
        assert "1 of 200" in kiosk.words
        await kiosk.key("1")
        assert kiosk.name == "DocumentScreen"
        await kiosk.key("escape")
        assert kiosk.name == "QuickScan"


async def test_what_is_scanned_behind_a_document_belongs_to_it(
    station: Callable[..., Any], draft: Callable[..., int]
) -> None:
    async with station() as kiosk:
        draft(kiosk, "U-1", wanted=3)
        await kiosk.scan("GR-1-1", "RES-0805-10R")
        assert kiosk.name == "DocumentScreen"
        assert [screen for screen, _, _ in kiosk.journal()] == ["menu", "document"]


async def test_a_document_is_found_by_typing_its_number(
    station: Callable[..., Any], received: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        received(kiosk, "U-1")
        await kiosk.key("f3", *"gr-1")
        assert "GR-1-1" in kiosk.words
        await kiosk.key("enter")
        assert kiosk.name == "Card"
        await kiosk.key("escape")
        assert kiosk.name == "Search"


@SIZES
async def test_what_can_be_done_with_a_document(
    station: Callable[..., Any], draft: Callable[..., int], received: Callable[..., int], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        received(kiosk, "U-1")
        await kiosk.key("1")
        await kiosk.scan("GR-1-1")
        await kiosk.key("f4")
        assert "Go on with it: it is no draft" in kiosk.words
        for digit, name in (("2", "Card"), ("3", "DocumentUnits"), ("4", "History")):
            await kiosk.key(digit)
            assert kiosk.name == name
            if name == "History":
                assert "U-1" in kiosk.words
            await kiosk.key("escape", "f4")
        await kiosk.key("escape")
        draft(kiosk, "U-2")
        await kiosk.scan("GR-1-2")
        await kiosk.key("f4", "1")
        assert kiosk.name == "DocumentScreen"


async def digit(kiosk: Any, name: str) -> str:
    """The digit of what can be done under this name."""
    await kiosk.key("f4")
    row = next(row for row in kiosk.lines if name in row)
    return row.strip("▸ ")[0]


@SIZES
async def test_a_part_is_restocked_by_a_receipt_of_one_line(station: Callable[..., Any], size: tuple[int, int]) -> None:
    async with station(size) as kiosk:
        await kiosk.scan("DIS-A14-BK")
        await kiosk.key(await digit(kiosk, "Restock"))
        assert kiosk.name == "DocumentScreen"
        assert "GR-1-1" in kiosk.lines[0]
        assert kiosk.rows("SELECT COUNT(*) FROM document_line") == [(1,)]
        await kiosk.key("escape")
        assert kiosk.name == "QuickScan"
        assert "Display Orbit A14" in kiosk.words, "the part is shown as it is now"


@SIZES
@pytest.mark.parametrize(("name", "number"), [("Issue it", "GI-1-1"), ("Sell it", "SI-1-1")])
async def test_a_unit_is_handed_out_from_what_can_be_done_with_it(
    station: Callable[..., Any], received: Callable[..., int], size: tuple[int, int], name: str, number: str
) -> None:
    async with station(size) as kiosk:
        received(kiosk, "U-1")
        await kiosk.key("1")
        await kiosk.scan("U-1")
        await kiosk.key(await digit(kiosk, name))
        assert kiosk.name == "DocumentScreen"
        assert number in kiosk.lines[0]
        assert kiosk.rows("SELECT serial FROM draft_serial WHERE state = 'got'") == [("U-1",)]


async def test_what_another_draft_has_already_begins_no_document(
    station: Callable[..., Any], received: Callable[..., int]
) -> None:
    async with station() as kiosk:
        received(kiosk, "U-1")
        await kiosk.key("1")
        await kiosk.scan("U-1")
        await kiosk.key(await digit(kiosk, "Issue it"), "escape")
        assert kiosk.name == "QuickScan"
        await kiosk.key(await digit(kiosk, "Sell it"))
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.tone.value == "no"
        assert "GI-1-1" in kiosk.frame.answer.detail
        assert kiosk.rows("SELECT COUNT(*) FROM document WHERE kind = 'sales_invoice'") == [(0,)]


async def test_a_sold_unit_is_taken_back(station: Callable[..., Any], received: Callable[..., int]) -> None:
    async with station((40, 15)) as kiosk:
        received(kiosk, "U-1")
        sql = "UPDATE stock_item SET status = 'sold', location_id = NULL WHERE serial = 'U-1'"
        kiosk.store.call(lambda db: db.execute_sql(sql))
        await kiosk.key("1")
        await kiosk.scan("U-1")
        await kiosk.key(await digit(kiosk, "Take it back"))
        assert kiosk.name == "DocumentScreen"
        assert "RT-1-1" in kiosk.lines[0]


@SIZES
async def test_an_unknown_code_is_received_as_a_new_unit_of_a_part(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        await kiosk.scan("NEW-1")
        assert "3 Receive it as a new unit" in kiosk.words
        await kiosk.key("3")
        assert kiosk.name == "FindPart"
        await kiosk.key(*"dis-a14-bk", "enter")
        assert kiosk.name == "DocumentScreen"
        assert kiosk.rows("SELECT serial FROM draft_serial WHERE state = 'got'") == [("NEW-1",)]
        await kiosk.key("escape")
        assert kiosk.name == "QuickScan"


async def test_the_details_of_a_movement_lead_to_its_document(
    station: Callable[..., Any], received: Callable[..., int]
) -> None:
    async with station() as kiosk:
        received(kiosk, "U-1")
        await kiosk.key("9", "4", "0", "1")
        assert kiosk.name == "HistoryEntry"
        assert "Document" in kiosk.words
        for _ in range(12):
            if any(row.startswith("▸") and "GR-1-1" in row for row in kiosk.lines):
                break
            await kiosk.key("down")
        await kiosk.key("enter")
        assert kiosk.name == "Card"
        assert "GR-1-1" in kiosk.lines[0]
