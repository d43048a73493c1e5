"""Labels asked for from documents: of what came in, in the order of its scans, and the slip."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.config import FilePrinter
from screens.places import Place

DESK = (FilePrinter(name="desk", folder="/nowhere", language="zpl"),)
SERIALS = ("Z-1", "A-9", "M-5")


def asked_for(kiosk: Any) -> list[tuple[str, str]]:
    """What was queued: template, and the last word of what it is called."""
    rows = kiosk.rows("SELECT template, label FROM print_job ORDER BY id")
    return [(template, label.split(" · ")[-1]) for template, label in rows]


async def test_of_a_posted_receipt_what_came_in_and_its_slip(
    station: Callable[..., Any], received: Callable[..., int]
) -> None:
    async with station((40, 15), printers=DESK) as kiosk:
        id = received(kiosk, *SERIALS)
        await kiosk.enter(Place.DOCUMENT_CARD, id)
        await kiosk.key("f4", "5")
        assert "3 things" in kiosk.words
        await kiosk.key("f5", "escape")
        assert kiosk.name == "Card"
        assert asked_for(kiosk) == [("unit", serial) for serial in SERIALS]
        await kiosk.scan_slowly("KSKCMDPRINT", "KSKCMDDONE")
        assert asked_for(kiosk)[3:] == [("document_roll", "GR-1-1")]


async def test_of_a_draft_the_slip_and_nothing_else(station: Callable[..., Any], draft: Callable[..., int]) -> None:
    async with station((40, 15), printers=DESK) as kiosk:
        await kiosk.enter(Place.DOCUMENT, draft(kiosk, *SERIALS))
        await kiosk.key("f8", "f5", "escape")
        assert kiosk.name == "DocumentScreen"
        assert asked_for(kiosk) == [("document_roll", "GR-1-1")]


async def test_a_slip_goes_on_the_paper_of_its_printer_unless_another_one_is_chosen(
    station: Callable[..., Any], draft: Callable[..., int]
) -> None:
    office = FilePrinter(name="office", folder="/nowhere", language="pdf")
    async with station((40, 15), printers=(*DESK, office)) as kiosk:
        await kiosk.enter(Place.DOCUMENT, draft(kiosk, *SERIALS))
        await kiosk.key("f8", "2", "2", "f5", "2", "1", "f5")
        await kiosk.key("1")
        at = next(number for number in "123" if f"{number} document:" in kiosk.words)
        await kiosk.key(at, "f5", "2", "2", "f5")
        templates = [template for template, _ in asked_for(kiosk)]
        assert templates == ["document", "document_roll", "document", "document"]


@pytest.mark.parametrize("receiving", ["off", "posting"])
async def test_posting_a_receipt_offers_labels_of_what_came_in_by_one_key(
    station: Callable[..., Any], draft: Callable[..., int], receiving: str
) -> None:
    async with station((40, 15), printers=DESK) as kiosk:
        config = kiosk.app.parts.config
        labels = replace(config.labels, receiving=receiving)  # of the screens: the flow that posts has its own
        kiosk.app.parts = replace(kiosk.app.parts, config=replace(config, labels=labels))
        await kiosk.enter(Place.DOCUMENT, draft(kiosk, *SERIALS))
        await kiosk.key("f5", "f5")
        assert kiosk.name == "Menu"
        assert "is posted" in kiosk.words
        assert "F8 labels of it" in kiosk.words
        await kiosk.key("f8", "f5")
        assert asked_for(kiosk) == [("unit", serial) for serial in SERIALS]
        await kiosk.key("escape")
        assert "F8" not in kiosk.words
