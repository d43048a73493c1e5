"""The command code for the menu leads there from everywhere: what can wait is parked, typed work is asked about."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.scan import Scan
from kiosk.stock.document_kinds import DocKind
from kiosk.store import documents
from screens.places import Place

MENU, PART, SHELF = "KSKCMDMENU", "RES-0805-10R", "MAIN/A/01"


def begin(kiosk: Any) -> int:
    """An issue with nothing in it."""
    id: int = kiosk.store.call(lambda db: documents.create(db, kiosk.post, DocKind.ISSUE))
    return id


async def test_from_a_count_over_the_list_of_counts_and_what_follows_is_for_the_menu(
    station: Callable[..., Any],
) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.COUNTS)
        await kiosk.scan_slowly(SHELF)
        await kiosk.key("f5")
        await kiosk.scan_slowly(PART)
        assert kiosk.name == "CountScreen"
        await kiosk.scan(MENU, "KSKCMDMOVE", "MAIN/COUNTER")
        assert kiosk.name == "ModeScreen"
        drafts = kiosk.rows("SELECT number FROM document WHERE state = 'draft' AND number LIKE 'SC-%'")
        assert drafts == [("SC-1-1",)], "the place began no other one"


async def test_from_the_screen_of_posting_the_draft_below_is_parked(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.DOCUMENT, begin(kiosk))
        await kiosk.scan(PART)
        await kiosk.key("f5")
        assert kiosk.name == "Post"
        await kiosk.scan(MENU)
        assert kiosk.name == "Menu"
        assert "is parked" in kiosk.words


@pytest.mark.parametrize("keys", [("f4",), ("7",), ("f7",)], ids=["sheet", "typing", "undo"])
async def test_from_what_a_draft_offers_or_has_typed_into_it(
    station: Callable[..., Any], keys: tuple[str, ...]
) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.DOCUMENT, begin(kiosk))
        await kiosk.scan_slowly(PART)
        await kiosk.key(*keys)
        await kiosk.scan(MENU)
        assert kiosk.name == "Menu"


async def test_of_an_empty_draft_it_is_asked_and_the_menu_keeps_it(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        id = begin(kiosk)
        await kiosk.enter(Place.DOCUMENT, id)
        await kiosk.scan(MENU)
        assert "is empty" in kiosk.words
        hasty = Scan(MENU.encode(), "hasty", 90, 0, kiosk.frame.seen + 1)
        kiosk.scanners.deliver(hasty)
        await kiosk.settled()
        assert kiosk.name == "DocumentScreen", "who scans it again at once has not read the question"
        await kiosk.scan_slowly(MENU)
        assert kiosk.name == "Menu"
        assert kiosk.rows("SELECT state FROM document WHERE id = ?", id) == [("draft",)]


async def test_from_the_review_of_a_list_the_form_below_asks_once(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan_slowly("KSKCMDLISTS", PART, "KSKCMDMOVE", SHELF)
        assert kiosk.name == "Review"
        await kiosk.scan_slowly(MENU)
        assert "Leave without saving" in kiosk.words
        await kiosk.scan_slowly(MENU)
        assert kiosk.name == "Menu"


async def test_a_form_asks_once_and_the_menu_agrees_to_leaving(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.PART_FORM, kiosk.part(PART), None)
        await kiosk.key("2", "X")
        await kiosk.scan_slowly(MENU)
        assert "Name is still open" in kiosk.words
        await kiosk.scan_slowly(MENU)
        assert kiosk.name == "Menu"
        await kiosk.enter(Place.PART_FORM, kiosk.part(PART), None)
        await kiosk.key("2")
        await kiosk.type_in("Typed")
        await kiosk.scan_slowly(MENU)
        assert "Leave without saving" in kiosk.words
        await kiosk.key("2")
        await kiosk.scan_slowly(MENU)
        assert kiosk.name == "PartForm", "who stays is asked again"
        await kiosk.scan_slowly(MENU)
        assert kiosk.name == "Menu"
