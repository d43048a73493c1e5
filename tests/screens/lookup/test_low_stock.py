"""Low stock: what is below its minimum, in columns that fit, each part one key away."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.store.low_stock import low_stock
from screens.places import Place

SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)], ids=["40x15", "80x24", "120x40"])


async def open_low_stock(kiosk: Any) -> None:
    kiosk.app.visit(Place.LOW_STOCK)
    await kiosk.settled()
    assert kiosk.name == "LowStock"


@SIZES
@pytest.mark.parametrize("console", [False, True], ids=["unicode", "console"])
async def test_each_part_has_what_there_is_its_minimum_and_what_is_missing(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console) as kiosk:
        await open_low_stock(kiosk)
        first = kiosk.store.look(low_stock, 0, 1).rows[0]
        row = next(line for line in kiosk.lines if first.number in line)
        figures = [word for word in row.split() if word.isdigit()]
        assert figures[-3:] == [f"{first.on_hand:f}", f"{first.minimum:f}", f"{first.missing:f}"]
        assert "min" in kiosk.lines[2]
        assert f"of {kiosk.frame.listing.total}" in kiosk.lines[1]
        assert "1-9 open" in kiosk.lines[-2]


async def test_a_digit_opens_the_part_and_esc_leads_back(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await open_low_stock(kiosk)
        await kiosk.key("pagedown")
        chosen = kiosk.frame.listing.numbered("3")
        await kiosk.key("3")
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.text == chosen.number
        await kiosk.key("escape")
        assert kiosk.name == "LowStock"


async def test_a_part_that_is_filled_up_meanwhile_is_gone_on_coming_back(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await open_low_stock(kiosk)
        chosen, total = kiosk.frame.listing.pick, kiosk.frame.listing.total
        await kiosk.key("enter")
        fill = "UPDATE stock_item SET quantity = 999000000000 WHERE part_id = ? AND location_id IS NOT NULL"
        kiosk.store.call(lambda db: db.execute_sql(fill, (chosen.thing.id,)))
        await kiosk.key("escape")
        assert kiosk.frame.listing.total == total - 1
        assert chosen.number not in kiosk.words


async def test_a_scan_closes_it_and_is_answered(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await open_low_stock(kiosk)
        await kiosk.scan("RES-0805-10R")
        assert kiosk.frame.answer.text == "RES-0805-10R"


async def test_a_shop_that_lacks_nothing_says_so(station: Callable[..., Any]) -> None:
    def no_minimum(db: Any) -> None:
        db.execute_sql("UPDATE part SET minimum = NULL")

    async with station((40, 15), prepare=no_minimum) as kiosk:
        await open_low_stock(kiosk)
        assert "No part is below its minimum." in kiosk.words
        await kiosk.key("enter", "f4", "end", "pagedown", "1")
        assert kiosk.name == "LowStock"
