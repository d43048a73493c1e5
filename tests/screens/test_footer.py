"""The footer tells no lies: what works is on it, or left to F1 with a sign; and F1 has all of it."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.stock.thing import Kind, Thing
from screens.paint.marks import CONSOLE, UNICODE
from screens.places import Place
from screens.widgets.bars import KeyLine

KEYS = (("Esc", "back"), ("F1", "help"), ("F2", "type"), ("1-9", "choose"), ("F9", "explain"))


def footer(width: int, marks: Any = UNICODE) -> str:
    (spans,) = KeyLine(marks, lambda: KEYS).draw(width, 1)
    return "".join(span.text for span in spans).rstrip()


def test_all_keys_are_shown_in_their_order_where_there_is_room() -> None:
    assert footer(53) == " Esc back  F1 help  F2 type  1-9 choose  F9 explain"


@pytest.mark.parametrize("marks", [UNICODE, CONSOLE])
def test_keys_without_room_are_left_to_f1_with_a_sign(marks: Any) -> None:
    assert footer(40, marks) == f" Esc back  F2 type  1-9 choose  F1 {marks.more}"


def test_the_sign_costs_no_key() -> None:
    assert footer(37) == " Esc back  F2 type  1-9 choose  F1 …"
    assert footer(34) == " Esc back  F2 type  1-9 choose …"


def test_no_footer_is_wider_than_its_line() -> None:
    assert all(len(footer(width)) <= width for width in range(15, 60))


async def test_help_tells_the_keys_of_the_screen_that_the_footer_has_no_room_for(station: Callable[..., Any]) -> None:
    async with station((40, 60)) as kiosk:
        await kiosk.key("9", "4")
        assert "F8 export" not in kiosk.lines[-2]
        assert kiosk.lines[-2].rstrip().endswith("F1 …")
        await kiosk.key("f1")
        assert "F8 export" in kiosk.words
        assert "0 movements" in kiosk.words
        assert "F4" not in kiosk.words.replace("F4 actions", ""), "a key that doesn't work there"


@pytest.mark.parametrize(("place", "key"), [(Place.UNDO, "F7"), (Place.SEARCH, "F6"), (Place.TRIAL, "F1")])
async def test_keys_that_work_are_on_the_footer(station: Callable[..., Any], place: Place, key: str) -> None:
    async with station((120, 40)) as kiosk:
        await kiosk.enter(place)
        assert f" {key} " in kiosk.lines[-2]


async def test_f7_is_on_the_footer_of_the_menu(station: Callable[..., Any]) -> None:
    async with station((80, 24)) as kiosk:
        assert "F7 undo" in kiosk.lines[-2]


async def test_the_footer_follows_the_cursor(station: Callable[..., Any]) -> None:
    async with station((120, 40)) as kiosk:
        ((id, serial),) = kiosk.rows("SELECT id, serial FROM stock_item WHERE serial IS NOT NULL LIMIT 1")
        await kiosk.enter(Place.UNIT, Thing(Kind.STOCK_ITEM, id, serial))
        assert "Enter" not in kiosk.lines[-2], "the first row leads nowhere"
        await kiosk.key("end")
        assert "Enter" in kiosk.lines[-2]
