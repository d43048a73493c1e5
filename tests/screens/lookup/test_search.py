"""Search: a window on all parts and places, narrowed by typing; 10,000 parts are one key away."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.widgets import Input

from kiosk.outcome import Tone
from kiosk.store import locations, parts
from kiosk.store.locations import NewLocation
from kiosk.store.parts import NewPart
from screens.lookup.search import Search
from screens.menu import Menu
from screens.places import Place

SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)], ids=["40x15", "80x24", "120x40"])
MANY = 10_000


def many_parts(db: Any) -> None:
    sql = (
        "INSERT INTO part (number, name, description, unit, decimals, root, track_stock, tracking, search, version)"
        " VALUES (?, ?, '', 'pcs', 0, 0, 1, 'none', ?, 1)"
    )
    db.connection().executemany(
        sql, ((f"ZZ-{at:05d}", f"Washer {at}", f"zz-{at:05d} washer {at}") for at in range(MANY))
    )


def archive_some(db: Any) -> None:
    part = parts.add(db, NewPart(number="OLD-1", name="Out of use"))
    parts.archive(db, part, True)
    place = locations.add(db, NewLocation("OLD", "An old place"))
    locations.archive(db, place, True)


async def open_search(kiosk: Any) -> None:
    await kiosk.key("f3")
    assert kiosk.name == "Search"


@SIZES
@pytest.mark.parametrize("console", [False, True], ids=["unicode", "console"])
async def test_all_parts_and_places_are_listed_with_the_keys_that_work(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console) as kiosk:
        await open_search(kiosk)
        assert " of " in kiosk.words
        assert kiosk.frame.listing.total > 50
        assert kiosk.frame.listing.pick.code in kiosk.words
        assert "F3 parts" in kiosk.lines[-2]
        await kiosk.key("end")
        assert kiosk.frame.listing.pick.thing.kind == "location"
        assert kiosk.frame.listing.pick.code in kiosk.words


async def test_typing_narrows_it_and_enter_opens_quick_scan_over_it(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await open_search(kiosk)
        await kiosk.key(*"res-0805-10r")
        assert kiosk.frame.listing.total == 1
        await kiosk.key("enter")
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.text == "RES-0805-10R"
        await kiosk.key("escape")
        assert kiosk.name == "Search"
        assert kiosk.frame.prompt.text == "res-0805-10r"
        await kiosk.key("escape")
        assert (kiosk.name, kiosk.frame.prompt.text) == ("Search", "")
        assert kiosk.frame.listing.total > 50
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


async def test_digits_are_typed_and_choose_nothing(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await open_search(kiosk)
        await kiosk.key(*"10")
        assert kiosk.name == "Search"
        assert kiosk.frame.prompt.text == "10"


async def test_one_key_goes_on_from_everything_to_parts_places_and_what_is_archived(
    station: Callable[..., Any],
) -> None:
    async with station((40, 15), prepare=archive_some) as kiosk:
        await open_search(kiosk)
        all_of_them = kiosk.frame.listing.total
        totals = {}
        for scope in ("parts", "places", "archived"):
            await kiosk.key("f3")
            assert scope in kiosk.lines[0]
            totals[scope] = kiosk.frame.listing.total
        assert totals["parts"] + totals["places"] == all_of_them
        assert totals["archived"] == 2
        assert "OLD-1" in kiosk.words
        await kiosk.key("f3")
        assert kiosk.frame.listing.total == all_of_them


async def test_units_are_found_by_the_beginning_of_their_serial(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        sql = "SELECT serial FROM stock_item WHERE serial IS NOT NULL AND status <> 'void' LIMIT 1"
        serial = kiosk.store.call(lambda db: db.execute_sql(sql).fetchone()[0])
        await open_search(kiosk)
        await kiosk.key(*serial.lower())
        assert kiosk.frame.listing.pick.code == serial


async def test_what_finds_nothing_says_so(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await open_search(kiosk)
        await kiosk.key(*"xyzxyz")
        assert "Nothing found for xyzxyz" in kiosk.words
        await kiosk.key("enter")
        assert kiosk.name == "Search"


async def test_a_scan_closes_it_and_is_answered(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await open_search(kiosk)
        await kiosk.scan("RES-0805-10R")
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.tone is Tone.OK
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


async def test_a_scan_that_comes_before_enter_is_answered_instead(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await open_search(kiosk)
        await kiosk.key(*"usb")
        with kiosk.held():
            kiosk.send("RES-0805-10R")
            kiosk.press("enter")
            await kiosk.until(lambda: kiosk.passed[-1].key == "enter")
        await kiosk.settled()
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.text == "RES-0805-10R"
        assert [type(screen) for screen in kiosk.app.screen_stack[:2]] == [Menu, type(kiosk.frame)]


async def test_ten_thousand_parts_are_scrolled_to_the_end_by_keys(station: Callable[..., Any]) -> None:
    async with station((40, 15), prepare=many_parts) as kiosk:
        await open_search(kiosk)
        await kiosk.key("f3")
        assert kiosk.frame.listing.total > MANY
        await kiosk.key("end")
        assert "ZZ-09999" in kiosk.lines[-3]
        await kiosk.key(*["pageup"] * 3)
        assert kiosk.frame.listing.pick is not None
        await kiosk.key(*["pagedown"] * 4)
        assert "ZZ-09999" in kiosk.lines[-3]


async def test_the_list_is_moved_in_and_painted_while_the_store_answers_nothing(station: Callable[..., Any]) -> None:
    async with station((80, 24), prepare=many_parts) as kiosk:
        await open_search(kiosk)
        await kiosk.key("f3")
        with kiosk.held():
            for key, shown in (("end", "of 10,"), ("pageup", "···"), ("home", "1-"), ("end", "···")):
                before = len(kiosk.passed)
                kiosk.press(key)
                await kiosk.until(lambda before=before: len(kiosk.passed) > before)
                await kiosk.painted()
                assert shown in kiosk.words
            assert kiosk.frame.listing.pick is None
        await kiosk.settled()
        assert kiosk.frame.listing.pick.code == "ZZ-09999"


async def test_the_rest_of_a_name_can_be_typed_while_the_store_answers_nothing(station: Callable[..., Any]) -> None:
    async with station(prepare=many_parts) as kiosk:
        await open_search(kiosk)
        with kiosk.held():
            for at in range(1, 9):
                kiosk.frame.query_one(Input).value = "zz-00007"[:at]
                await kiosk.painted()
            assert "zz-00007" in kiosk.words
            assert kiosk.frame.listing.pick is None, "what is painted is older than what is typed"
        await kiosk.settled()
        assert kiosk.frame.listing.pick.code == "ZZ-00007"


async def test_what_was_changed_meanwhile_is_there_on_coming_back(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await open_search(kiosk)
        await kiosk.key(*"res-0805-10r", "enter")
        change = "UPDATE part SET name = 'Renamed' WHERE number = 'RES-0805-10R'"
        kiosk.store.call(lambda db: db.execute_sql(change))
        await kiosk.key("escape")
        assert "Renamed" in kiosk.words


async def test_f4_leads_to_the_actions_of_the_line_and_back(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await open_search(kiosk)
        await kiosk.key("down", "f4")
        assert kiosk.name == "Actions"
        await kiosk.key("escape")
        assert isinstance(kiosk.app.screen, Search)


async def test_the_scope_says_what_is_made_anew(station: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    async with station() as kiosk:
        await open_search(kiosk)
        gone: list[Place] = []
        monkeypatch.setattr(kiosk.app, "visit", lambda place, *args: gone.append(place))
        await kiosk.key("f6", "f3", "f6", "f3", "f6")
        assert gone == [Place.PART_FORM, Place.PART_FORM, Place.LOCATION_FORM]
