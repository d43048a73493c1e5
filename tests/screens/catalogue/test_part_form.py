"""The part form: stock and serials by the keyboard alone, by the scanner, and nothing lost by either."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.widgets import Input

from kiosk.outcome import Tone
from kiosk.stock.thing import Kind, Thing
from kiosk.store.verify import verify
from screens.places import Place

SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24)], ids=["40x15", "80x24"])


@SIZES
async def test_a_part_with_serials_is_made_by_the_keyboard_alone(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        await kiosk.key("f3", "f6")
        assert kiosk.name == "PartForm"
        await kiosk.key("1")
        await kiosk.type_in("DRV-1")  # the next field is open then
        await kiosk.type_in("Driver [/x]")
        await kiosk.key("3", "3", "4")
        await kiosk.type_in("MAIN/A/01")
        await kiosk.type_in("3")
        assert "Scan the serials" in kiosk.words
        for serial in ("S 1", "S 1", "-2", "3"):
            await kiosk.type_in(serial)
        assert "3 of 3: all are here" in kiosk.words
        await kiosk.key("f5")
        assert kiosk.name == "QuickScan"
        assert "Part saved" in kiosk.words
        assert kiosk.rows("SELECT serial FROM stock_item WHERE part_id = ? ORDER BY id", kiosk.part("DRV-1").id) == [
            ("S 1",),
            ("-2",),
            ("3",),
        ]
        assert kiosk.store.call(verify) == ()


async def test_serials_come_from_the_scanner_and_a_stray_scan_loses_nothing(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.PART_FORM)
        await kiosk.key("1")
        await kiosk.type_in("DRV-1")
        kiosk.frame.query_one(Input).value = "half ty"
        await kiosk.settled()
        await kiosk.scan("RES-0805-10R", "MAIN/A/01")
        assert kiosk.name == "PartForm"
        assert kiosk.frame.query_one(Input).value == "half ty"
        await kiosk.key("enter", "3", "3")
        assert kiosk.frame.state.values["name"] == "half ty"
        assert kiosk.frame.state.values["default_location"].startswith("MAIN/A/01")
        await kiosk.key("6")
        await kiosk.scan("S1", "RES-0805-10R", "MAIN/A/01", "S2")
        assert kiosk.frame.state.serials == ("S1", "S2")
        await kiosk.key("f6", "f5")
        assert "Part saved" in kiosk.words
        journal = kiosk.journal()
        assert {screen for screen, _, _ in journal} == {"part_form"}
        assert [result for _, raw, result in journal if raw == b"S1"] == ["collected"]


async def test_esc_goes_back_step_by_step_and_asks_before_anything_is_lost(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.PART_FORM)
        await kiosk.key("3", "3", "6")
        await kiosk.scan("S1")
        await kiosk.key("escape")
        assert "Serials 1" in kiosk.words
        await kiosk.key("escape")
        assert "Leave without saving?" in kiosk.words
        await kiosk.key("2", "6")
        assert "S1" in kiosk.words
        await kiosk.key("escape", "escape", "1")
        assert kiosk.name == "Menu"
        assert kiosk.rows("SELECT COUNT(*) FROM stock_item WHERE serial = 'S1'") == [(0,)]


async def test_a_serial_is_taken_out_by_the_cursor_or_by_typing_it(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.enter(Place.PART_FORM)
        await kiosk.key("3", "3", "6")
        await kiosk.scan("S1", "S2", "S3")
        await kiosk.key("down", "f4")
        assert kiosk.frame.state.serials == ("S1", "S3")
        kiosk.frame.query_one(Input).value = "S1"
        await kiosk.key("f4")
        assert kiosk.frame.state.serials == ("S3",)
        assert kiosk.frame.query_one(Input).value == ""
        await kiosk.type_in("S3 ")
        assert kiosk.frame.query_one(Input).value == "S3 "  # refused: it is there to be mended
        await kiosk.scan("S4")
        assert kiosk.frame.query_one(Input).value == "S3 "


async def test_a_serial_that_is_still_in_the_field_is_saved_too(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        ((number,),) = kiosk.rows("SELECT MIN(number) FROM part WHERE tracking = 'serial'")
        await kiosk.enter(Place.INITIAL_STOCK, kiosk.part(number))
        assert kiosk.frame.state.tracking.serial
        await kiosk.key("2")
        await kiosk.scan("NEW-1")
        kiosk.frame.query_one(Input).value = "NEW-2"
        await kiosk.key("f5")
        assert "Stock added" in kiosk.words
        found = kiosk.rows("SELECT COUNT(*) FROM stock_item WHERE serial IN ('NEW-1', 'NEW-2')")
        assert found == [(2,)]


async def test_what_is_wrong_stands_at_its_field_and_nothing_is_saved(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        before = kiosk.rows("SELECT COUNT(*) FROM part")
        await kiosk.enter(Place.PART_FORM)
        await kiosk.key("1")
        await kiosk.type_in("RES-0805-10R")
        await kiosk.key("f5")
        assert "Not saved" in kiosk.words
        assert "must be given" in kiosk.words
        await kiosk.key("2")
        await kiosk.type_in("Name")
        await kiosk.key("f5")
        assert "another part's already" in kiosk.words
        assert kiosk.rows("SELECT COUNT(*) FROM part") == before


async def test_a_part_is_edited_and_seen_changed(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan("RES-0805-10R")
        await kiosk.enter(Place.PART_FORM, kiosk.part("RES-0805-10R"), None)
        assert "Serials" not in kiosk.words  # stock is entered for new parts only
        await kiosk.key("2")
        await kiosk.type_in("Another name")
        await kiosk.key("f5")
        assert kiosk.name == "QuickScan"
        assert "Another name" in kiosk.words


async def test_tracking_of_a_part_with_stock_leads_on_to_serialise_it(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan("CAB-USBC-1")
        await kiosk.enter(Place.PART_FORM, kiosk.part("CAB-USBC-1"), None)
        await kiosk.key("2")
        await kiosk.type_in("Cable")
        await kiosk.key("3", "3", "f5")
        assert "serialise stock first" in kiosk.words
        assert "F4 serialise" in kiosk.lines[-2]
        await kiosk.key("f4")
        assert kiosk.name == "Serialise"
        assert kiosk.rows("SELECT name, tracking FROM part WHERE number = 'CAB-USBC-1'") == [("Cable", "none")]
        await kiosk.scan(*(f"C{number}" for number in range(10)))
        await kiosk.key("f5")
        assert "Stock serialised" in kiosk.words
        assert kiosk.rows("SELECT tracking FROM part WHERE number = 'CAB-USBC-1'") == [("serial",)]
        assert kiosk.store.call(verify) == ()


async def test_serialising_asks_before_it_gives_up_what_was_collected(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.SERIALISE, kiosk.part("CAB-USBC-1"))
        assert "0 of 10" in kiosk.words
        await kiosk.type_in("C1")
        await kiosk.key("f5")
        assert "1 of 10 serials are here" in kiosk.words
        await kiosk.key("escape", "2", "down", "enter")  # on with the other quantity
        await kiosk.type_in("C2")
        assert [len(group.serials) for group in kiosk.frame.state.groups] == [1, 1]
        await kiosk.key("f4")
        assert [len(group.serials) for group in kiosk.frame.state.groups] == [1, 1]  # the cursor is on a quantity
        await kiosk.key("down", "f4")
        assert [len(group.serials) for group in kiosk.frame.state.groups] == [1, 0]
        await kiosk.key("escape", "1")
        assert kiosk.name == "Menu"
        assert kiosk.rows("SELECT COUNT(*) FROM operation WHERE kind = 'serialise'") == [(0,)]


async def test_there_is_no_form_for_what_is_gone_or_has_nothing_to_serialise(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        gone = Thing(Kind.PART, 99_999, "GONE")
        for place, args in (
            (Place.PART_FORM, (gone, None)),
            (Place.INITIAL_STOCK, (gone,)),
            (Place.SERIALISE, (gone,)),
            (Place.SUPPLIER_FORM, (gone, gone)),
            (Place.LOCATION_FORM, (gone, None)),
            (Place.ADJUST, (gone,)),
        ):
            await kiosk.enter(place, *args)
            assert kiosk.frame.answer.tone is Tone.NO, place
            assert kiosk.scanners.sounds[-1] == "no", place
            assert kiosk.name == "Menu", place


async def test_a_scan_that_comes_before_the_form_is_filled_is_told_so_and_fills_it_after_all(
    station: Callable[..., Any],
) -> None:
    async with station() as kiosk:
        with kiosk.held():
            kiosk.send("MAIN/A/01")
            await kiosk.app.enter(Place.PART_FORM)
            kiosk.send("MAIN/A/01")
        await kiosk.settled()
        assert kiosk.name == "PartForm"
        assert kiosk.frame.state.ready
        await kiosk.scan("MAIN/A/01")
        assert kiosk.frame.state.values["default_location"].startswith("MAIN/A/01")


async def test_after_enter_one_types_on_but_a_blind_scan_is_not_taken_for_what_happens_to_be_open(
    station: Callable[..., Any],
) -> None:
    async with station() as kiosk:
        await kiosk.enter(Place.PART_FORM)
        await kiosk.key("1", *"DRV-1", "enter", *"Driver", "enter")
        assert dict(kiosk.frame.state.values) | {"number": "DRV-1", "name": "Driver"} == kiosk.frame.state.values
        await kiosk.key("5", "3", "enter")
        assert kiosk.frame.prompt.is_open  # the batch
        await kiosk.scan("MAIN/A/01")
        assert not kiosk.frame.state.values.get("batch")
        assert kiosk.frame.state.values["default_location"].startswith("MAIN/A/01")
