"""Quick scan, driven with scans as messages: what is shown at each size, and what the keys lead to."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.widgets import Input

from kiosk.outcome import Tone
from kiosk.scan import visible
from screens.lookup.quick_scan import QuickScan

SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24)], ids=["40x15", "80x24"])
ALL_SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)], ids=["40x15", "80x24", "120x40"])
PART, EAN = "RES-0805-10R", "2012345678903"


def a_serial(kiosk: Any) -> tuple[str, str]:
    """Serial and part number of a unit in stock of the sample."""
    sql = (
        "SELECT i.serial, p.number FROM stock_item i JOIN part p ON p.id = i.part_id JOIN location l"
        " ON l.id = i.location_id WHERE i.serial IS NOT NULL AND i.status = 'in_stock' ORDER BY i.id LIMIT 1"
    )
    row: tuple[str, str] = kiosk.store.call(lambda db: db.execute_sql(sql).fetchone())
    return row


def an_ambiguous_code(db: Any) -> None:
    """The same text as a part's number and a location's path."""
    from kiosk.store import locations, parts
    from kiosk.store.parts import NewPart

    parts.add(db, NewPart(number="TWICE", name="A part called twice"))
    locations.add(db, locations.NewLocation("TWICE", "A place called twice"))


@ALL_SIZES
async def test_a_part_shows_stock_and_where_it_lives(station: Callable[..., Any], size: tuple[int, int]) -> None:
    async with station(size) as kiosk:
        await kiosk.scan(PART)
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.tone is Tone.OK
        assert "OK" in kiosk.words
        assert "196 pcs in MAIN/A/01" in kiosk.words
        pages = kiosk.words
        await kiosk.key("pagedown")
        pages += kiosk.words
        assert "Stock by location" in pages
        assert "MAIN/BENCH/2" in pages
        assert kiosk.journal() == [("menu", PART.encode(), "found")]


@SIZES
async def test_a_unit_shows_its_part_place_and_status(station: Callable[..., Any], size: tuple[int, int]) -> None:
    async with station(size) as kiosk:
        serial, number = a_serial(kiosk)
        await kiosk.scan(serial)
        assert number in kiosk.words
        assert "In stock" in kiosk.words
        await kiosk.key("1")
        assert kiosk.frame.answer.text == number, "the first row of a unit opens its part"


async def test_a_unit_leads_to_its_location(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        serial, _ = a_serial(kiosk)
        await kiosk.scan(serial)
        await kiosk.key("2")
        assert "What lies here" in kiosk.words


async def test_a_location_leads_to_what_lies_in_it_by_arrows(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan("MAIN/A/01")
        assert "What lies here" in kiosk.words
        await kiosk.key("down", "down", "enter")
        assert kiosk.frame.answer.text == "RES-0805-10K"


async def test_the_next_scan_is_answered_in_place(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan(PART)
        screen = kiosk.app.screen
        await kiosk.scan(EAN)
        assert kiosk.app.screen is screen
        assert "CAB-USBC-1" in kiosk.frame.answer.text
        assert [row[0] for row in kiosk.journal()] == ["menu", "quick_scan"]


async def test_a_group_of_scans_shows_the_last_and_tallies_all(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan(PART)
        kiosk.scanners.sounds.clear()
        await kiosk.scan("nope", EAN, PART)
        assert kiosk.frame.answer.text == PART
        assert [raw for _, raw, _ in kiosk.journal()] == [PART.encode(), b"nope", EAN.encode(), PART.encode()]
        assert "no" in kiosk.scanners.sounds
        assert "4 read = 4 handled" in kiosk.words


@ALL_SIZES
async def test_an_ambiguous_code_asks_and_a_digit_answers(station: Callable[..., Any], size: tuple[int, int]) -> None:
    async with station(size, prepare=an_ambiguous_code) as kiosk:
        await kiosk.scan("TWICE")
        assert kiosk.frame.answer.tone is Tone.ASK
        assert kiosk.frame.state.question.painted > 0
        assert "TWICE · A place called twice" in kiosk.words or "A place called twice" in kiosk.words
        await kiosk.key("1")
        assert kiosk.frame.answer.tone is Tone.OK
        assert kiosk.frame.answer.text == "TWICE"


async def test_a_scan_is_never_held_up_by_an_open_question(station: Callable[..., Any]) -> None:
    async with station(prepare=an_ambiguous_code) as kiosk:
        await kiosk.scan("TWICE")
        await kiosk.scan(PART)
        assert kiosk.frame.answer.text == PART


async def test_a_key_belongs_to_the_answer_that_was_on_the_screen(station: Callable[..., Any]) -> None:
    """A digit that was hit before a scan was handled must not choose from what that scan brings up."""
    async with station(prepare=an_ambiguous_code) as kiosk:
        await kiosk.scan("MAIN/A/01")
        kiosk.send("TWICE")
        kiosk.frame.action_number("1")  # the first row of the location, as painted
        await kiosk.settled()
        assert kiosk.frame.answer.tone is Tone.ASK, "the question must still be open"


@SIZES
async def test_an_unknown_code_is_kept_and_can_be_assigned(station: Callable[..., Any], size: tuple[int, int]) -> None:
    async with station(size) as kiosk:
        await kiosk.scan("nope-1")
        assert kiosk.frame.answer.tone is Tone.NO
        assert "1 Assign this code" in kiosk.words
        assert "Code: nope-1" in kiosk.words
        await kiosk.key("1")
        assert kiosk.name == "Assign"


@SIZES
@pytest.mark.parametrize("code", ["\x1d", "KSK-PA99999", " "])
async def test_a_code_that_cant_be_assigned_says_why_instead_of_offering_it(
    station: Callable[..., Any], size: tuple[int, int], code: str
) -> None:
    async with station(size) as kiosk:
        await kiosk.scan(code)
        assert "Assign this code" not in kiosk.words
        assert kiosk.words.count("can't be assigned") == 1
        assert f"Code: {visible(code)}".rstrip() in kiosk.words
        await kiosk.key("1")
        assert kiosk.name == "Search"


async def test_an_unknown_code_can_be_searched_for(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan("nope-1")
        await kiosk.key("2", *"usb")
        assert kiosk.name == "Search"
        chosen = kiosk.frame.listing.pick.thing
        assert "USB" in chosen.label
        await kiosk.key("enter")
        assert kiosk.name == "QuickScan"
        assert chosen.label.startswith(kiosk.frame.answer.text)


async def test_a_scan_during_a_search_closes_it_and_is_answered(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan("nope-1")
        await kiosk.key("2", "u")
        await kiosk.scan(PART)
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.text == PART


async def test_a_torn_code_is_a_fault_that_leaves_the_sheet_as_it_was(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan(PART)
        kiosk.tear()
        await kiosk.settled()
        assert kiosk.frame.answer.tone is Tone.FAULT
        assert "Stock by location" in kiosk.words
        assert kiosk.scanners.sounds[-1] == "fault"
        assert kiosk.journal()[-1][2] == "torn"


@SIZES
async def test_f9_explains_how_the_scan_was_read(station: Callable[..., Any], size: tuple[int, int]) -> None:
    async with station(size) as kiosk:
        await kiosk.scan(b"A\x1d\xff")
        await kiosk.key("f9")
        assert "A␝\\xff" in kiosk.words
        assert "41 1d ff" in kiosk.words
        await kiosk.until(lambda: _page(kiosk, "part number"))  # named, but not worth a row of its own
        await kiosk.key("escape")
        assert kiosk.name == "QuickScan"


def _page(kiosk: Any, wanted: str) -> bool:
    """Whether it is on the screen; if not, the next page is turned to."""
    if wanted in kiosk.words:
        return True
    kiosk.frame.action_page(1)
    return False


async def test_f2_types_a_code_through_the_same_resolver(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("f2")
        kiosk.frame.prompt.query_one(Input).value = PART
        await kiosk.key("enter")
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.text == PART
        typed = kiosk.store.call(lambda db: db.execute_sql("SELECT typed, device FROM scan_record").fetchall())
        assert [tuple(row) for row in typed] == [(1, "keyboard")]


async def test_a_scan_while_a_code_is_typed_is_answered_and_what_was_typed_stays(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan(EAN)
        await kiosk.key("f2", *"RE")
        await kiosk.scan(PART)
        assert kiosk.frame.answer.text == PART
        assert kiosk.frame.prompt.text == "RE"


async def test_escape_closes_the_field_then_the_screen(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan(PART)
        await kiosk.key("f2")
        assert kiosk.frame.prompt.is_open
        await kiosk.key("escape")
        assert not kiosk.frame.prompt.is_open
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


@SIZES
async def test_escape_goes_back_step_by_step_then_to_the_menu(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        serial, _ = a_serial(kiosk)
        await kiosk.scan(serial)
        await kiosk.key("2", "1")
        part = kiosk.frame.answer.text
        await kiosk.key("1")
        assert kiosk.frame.answer.text != part
        await kiosk.key("escape")
        assert kiosk.frame.answer.text == part
        await kiosk.key("escape", "escape")
        assert kiosk.frame.answer.text == serial
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


async def test_escape_goes_back_to_the_question_with_its_choices(station: Callable[..., Any]) -> None:
    async with station(prepare=an_ambiguous_code) as kiosk:
        await kiosk.scan("TWICE")
        await kiosk.key("2", "escape")
        assert kiosk.frame.answer.tone is Tone.ASK
        await kiosk.key("1")
        assert kiosk.frame.answer.tone is Tone.OK


async def test_escape_goes_back_to_an_unknown_code_with_what_can_be_done(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan("nope-1")
        await kiosk.key("2", *"usb", "enter", "escape")
        assert kiosk.name == "Search"
        assert kiosk.frame.prompt.text == "usb", "the search is as it was left"
        await kiosk.key("escape", "escape")
        assert kiosk.frame.answer.tone is Tone.NO
        await kiosk.key("1")
        assert kiosk.name == "Assign"


async def test_escape_after_a_scan_goes_to_the_menu(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan("MAIN/A/01")
        await kiosk.key("1")
        await kiosk.scan(PART)
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


async def test_nothing_is_remounted_for_a_scan(station: Callable[..., Any]) -> None:
    """The answer is painted in place: the same widgets, no layout."""
    async with station() as kiosk:
        await kiosk.scan(PART)
        assert isinstance(kiosk.app.screen, QuickScan)
        widgets = list(kiosk.app.screen.walk_children())
        layouts = []
        kiosk.app.screen.screen_layout_refresh_signal.subscribe(kiosk.app.screen, layouts.append)
        await kiosk.scan(EAN)
        assert list(kiosk.app.screen.walk_children()) == widgets
        assert layouts == []
