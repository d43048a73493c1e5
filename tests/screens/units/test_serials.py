"""Serials: the list, its filter by keys and by scans, and the way to a unit and back."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.screens.test_hostile import check

UNIT = "A14D2431-2388"
SIZES = [((40, 15), False), ((80, 24), False), ((80, 25), True)]


@pytest.mark.parametrize(("size", "console"), SIZES)
async def test_what_is_in_stock_is_listed_by_serial_and_the_filter_stands_above(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console) as kiosk:
        await kiosk.key("9", "2")
        assert kiosk.name == "Serials"
        assert "In stock" in kiosk.words
        serials = [line[3:18].strip() for line in kiosk.lines if line[1:2].isdigit() and line[2:3] == " "]
        assert len(serials) >= 6
        assert serials == sorted(serials)
        assert "of 67" in kiosk.words


async def test_the_filter_is_filled_in_by_keys_and_cleared_by_one(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.key("9", "2", "f3", "1", *"a14d", "enter", "2", "5", "f5")
        assert kiosk.name == "Serials"
        assert 'Sold · "a14d"' in kiosk.words
        assert "No unit fits these filters." in kiosk.words
        await kiosk.key("f3", "2", "1", "f5")
        assert 'Any status · "a14d"' in kiosk.words
        assert "A14D25" in kiosk.words
        await kiosk.key("0")
        assert "of 67" in kiosk.words
        assert "a14d" not in kiosk.words


async def test_a_filter_that_is_left_changes_nothing(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("9", "2", "f3")
        assert "F5 shows what fits" in kiosk.words
        assert "F5 show " in kiosk.words
        await kiosk.key("1", "x", "enter", "escape")
        assert "Leave without saving?" in kiosk.words
        await kiosk.key("1")
        assert kiosk.name == "Serials"
        assert "of 67" in kiosk.words


async def test_a_place_and_a_part_are_chosen_by_scanning_them(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("9", "2")
        await kiosk.scan("MAIN/SAFE")
        assert "On hand" not in kiosk.words  # in stock is on hand already
        assert "In stock · in MAIN/SAFE" in kiosk.words
        await kiosk.scan("PHO-A14-256")
        assert "In stock · in MAIN/SAFE · PHO-A14-256" in kiosk.words
        assert [row[2] for row in kiosk.journal()] == ["filtered", "filtered"]


async def test_a_scanned_unit_is_opened_whatever_the_filter(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.key("9", "2")
        await kiosk.scan("MAIN/SAFE", UNIT)
        assert kiosk.name == "Unit"
        assert UNIT in kiosk.words
        await kiosk.key("escape")
        assert kiosk.name == "Serials"
        assert "in MAIN/SAFE" in kiosk.words
        assert kiosk.journal()[-1] == ("serials", UNIT.encode(), "found")


async def test_scans_behind_one_that_opens_a_unit_are_answered_there(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("9", "2")
        await kiosk.scan(UNIT, "A14D2508-3981")
        assert kiosk.name == "Unit"
        assert "A14D2508-3981" in kiosk.words
        assert [row[0] for row in kiosk.journal()] == ["serials", "unit"]


async def test_an_unknown_code_is_said_and_the_list_stays(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("9", "2")
        await kiosk.scan("NOPE")
        assert "Unknown code" in kiosk.words
        assert "of 67" in kiosk.words
        assert kiosk.journal() == [("serials", b"NOPE", "unknown")]


async def test_a_typed_code_that_nothing_has_is_searched_for(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("9", "2", "f2", *"a14d25", "enter")
        assert kiosk.name == "Serials"
        assert 'In stock · "a14d25"' in kiosk.words
        await kiosk.key("f2", *"nothing", "enter")
        assert "No unit fits these filters." in kiosk.words


async def test_enter_and_digits_open_a_unit_and_F4_its_actions(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("9", "2", "down", "enter")
        assert kiosk.name == "Unit"
        await kiosk.key("escape", "2")
        assert kiosk.name == "Unit"
        await kiosk.key("escape", "f4")
        assert kiosk.name == "Actions"
        await kiosk.key("escape")
        assert kiosk.name == "Serials"


async def test_the_last_row_is_one_key_away(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.key("9", "2", "end")
        assert "67 of 67" in kiosk.words


@pytest.mark.parametrize(("size", "console"), SIZES)
async def test_hostile_texts_are_shown_and_never_obeyed(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    text = "[@click=app.quit]x[/x]\x1b[2J\x9b\u202e\x1d"

    def poison(db: Any) -> None:
        db.execute_sql("UPDATE stock_item SET serial = ? || id WHERE serial IS NOT NULL", (text,))
        db.execute_sql("UPDATE part SET number = ? || id, name = ?", (text, text))
        db.execute_sql("UPDATE location SET path = ? || id, name = ?", (text, text))

    async with station(size, console=console, prepare=poison) as kiosk:
        await kiosk.key("9", "2")
        check(kiosk)
        await kiosk.scan("[@click=app.quit]\x1b[2J")
        check(kiosk)
        await kiosk.key("1")
        assert kiosk.name == "Unit"
        check(kiosk)
        await kiosk.key("escape", "f2", *"[/x]", "enter")
        check(kiosk)
        await kiosk.key("f3", "1")
        check(kiosk)
        await kiosk.key("enter", "3", "x")
        check(kiosk)
