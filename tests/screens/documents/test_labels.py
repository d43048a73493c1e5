"""Labels on the screen of a draft: taken in by one scan, refused for the chosen line, made known by their part."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, document_lines, parts
from tests.screens.test_hostile import check

PART, UNITS = "RES-0805-10R", "DIS-A14-BK"
GTINS = {PART: "04006381333931", UNITS: "09501101530003"}
BAG = "[)>\x1e06\x1dPNEW-1-ND\x1d1PNEW1\x1dK\x1d1K72991337\x1d11K1\x1dQ25\x1d11ZPICK"


def label(part: str, *elements: str) -> str:
    return f"01{GTINS[part]}{chr(29).join(elements)}"


def lines(kiosk: Any, id: int) -> list[tuple[str, str, int, str]]:
    rows = kiosk.store.call(lambda db: document_lines.page(db, id).rows)
    return [(line.number, f"{line.quantity:f}", line.serials, line.batch) for line in rows]


def _known(db: Any, post: Any) -> None:
    for number, gtin in GTINS.items():
        barcodes.assign(db, post, gtin.encode(), Thing(Kind.PART, parts.find(db, number) or 0, ""))


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_a_label_of_another_part_than_the_chosen_line_comes_in_by_a_key(
    station: Callable[..., Any], opened: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        kiosk.store.call(_known, kiosk.post)
        id = await opened(kiosk)
        await kiosk.scan(label(PART, "10L1", "305"), label(UNITS, "10L7", "21SN-1"), label(PART, "10L1"))
        assert lines(kiosk, id) == [(PART, "6", 0, "L1"), (UNITS, "1", 1, "L7")]
        await kiosk.key("down")
        await kiosk.scan(label(UNITS, "10L7", "21SN-2"))  # the line under the cursor is of just this part
        await kiosk.scan(label(PART, "10L1"))
        assert "is chosen" in kiosk.words
        assert lines(kiosk, id) == [(PART, "6", 0, "L1"), (UNITS, "2", 2, "L7")]
        check(kiosk)
        await kiosk.key("f4")
        assert "9 Take in the last label anyway" in kiosk.words
        await kiosk.key("9")
        assert lines(kiosk, id)[0] == (PART, "7", 0, "L1")


async def test_serials_are_collected_from_labels_of_the_line_and_others_are_refused(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        kiosk.store.call(_known, kiosk.post)
        id = await opened(kiosk)
        await kiosk.scan(label(UNITS, "10L7", "21SN-1"))
        await kiosk.key("f4", "1")
        await kiosk.scan(label(UNITS, "10L7", "21SN-2"), label(PART, "10L1"))
        assert "is chosen" in kiosk.words
        assert lines(kiosk, id) == [(UNITS, "2", 2, "L7")]


async def test_an_unknown_label_is_taken_in_when_its_part_has_been_told(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(BAG)
        assert "no supplier part of it yet" in kiosk.words
        await kiosk.key("f4")
        assert "9 Say which part this label is of" in kiosk.words
        await kiosk.key("9")
        await kiosk.scan(PART)  # or it is searched for
        assert "NEW-1-ND" in kiosk.words
        await kiosk.key("f5")
        assert lines(kiosk, id) == [(PART, "25", 0, "")]
        assert "25 pcs" in kiosk.words


async def test_quick_scan_tells_what_a_label_says_and_enters_a_part_for_an_unknown_one(
    station: Callable[..., Any],
) -> None:
    async with station((40, 15)) as kiosk:
        kiosk.store.call(_known, kiosk.post)
        await kiosk.scan(label(UNITS, "10L7", "21SN-1"))
        assert "batch L7, serial SN-1 (not in stock yet)" in kiosk.words
        await kiosk.scan(BAG)
        assert "2 Enter it as a new part" in kiosk.words
        check(kiosk)
        await kiosk.key("2")
        assert "NEW1" in kiosk.words
