"""The screen on which stock is counted: what keys and codes do to an entry, to the place, to the count as a whole."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.counting import working
from kiosk.flows.counting.working import Counting
from kiosk.stock.rules import Rules
from kiosk.store.sql import execute
from screens.places import Place

SHELF, OTHER = "MAIN/C/04", "MAIN/C/02"
UNIT, LOOSE, MORE = "RTR2500059", "PLG-RJ45", "CAB-CAT6-1"
BATCHED = "PSU-12-5"
Begun = Callable[..., int]


def counted(kiosk: Any, document: int) -> list[tuple[str, int]]:
    """Serial, code or number, and how much, of all that counts, the latest first."""
    sql = """SELECT COALESCE(i.serial, e.code, p.number), e.quantity / 1000000 FROM count_entry e
        LEFT JOIN part p ON p.id = e.part_id LEFT JOIN stock_item i ON i.id = e.item_id
        WHERE e.document_id = ? AND e.undone = 0 AND (e.part_id IS NOT NULL OR e.code IS NOT NULL) ORDER BY e.id DESC"""
    return [tuple(row) for row in kiosk.rows(sql, document)]


def state_of(kiosk: Any, document: int) -> str:
    return str(kiosk.rows("SELECT state FROM document WHERE id = ?", document)[0][0])


def holder(kiosk: Any, document: int) -> object:
    return kiosk.rows("SELECT holder_id FROM document WHERE id = ?", document)[0][0]


async def test_a_quantity_is_of_what_it_was_typed_for(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk, SHELF)
        await kiosk.enter(Place.COUNT, id)
        await kiosk.scan(LOOSE)
        await kiosk.key("1", "0")
        await kiosk.scan(MORE)
        await kiosk.key("enter")
        assert counted(kiosk, id) == [(LOOSE, 10), (MORE, 1)]
        assert "10 / 12 pcs" in kiosk.words
        await kiosk.scan(UNIT)
        await kiosk.key("7")
        assert "It counts once" in kiosk.words
        assert counted(kiosk, id)[0] == (UNIT, 1)


async def test_the_newest_entry_stands_first_and_the_cursor_follows_a_repetition(station: Any, begun: Begun) -> None:
    async with station((80, 24)) as kiosk:
        id = begun(kiosk, SHELF)
        await kiosk.enter(Place.COUNT, id)
        await kiosk.scan(UNIT, LOOSE, MORE)
        assert [one.number for one in kiosk.frame.listing._page.rows] == [MORE, LOOSE, "RTR-AX18"]
        assert kiosk.frame.listing.pick.number == MORE
        await kiosk.scan(UNIT)
        assert kiosk.frame.listing.pick.serial == UNIT
        await kiosk.key("up")
        assert kiosk.frame.state.current.number == LOOSE
        await kiosk.key("5", "enter")
        assert counted(kiosk, id) == [(LOOSE, 5), (MORE, 1), (UNIT, 1)]
        await kiosk.key("end", "enter")
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.text == UNIT


@pytest.mark.parametrize("code", [UNIT, LOOSE, "nobody's"])
async def test_an_entry_that_was_a_mistake_is_left_out_and_that_is_undone(
    station: Any, begun: Begun, code: str
) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk, SHELF)
        await kiosk.enter(Place.COUNT, id)
        await kiosk.scan(code, MORE)
        await kiosk.key("down", "f4", "1")
        assert "Left out" in kiosk.words
        assert [row for row in counted(kiosk, id) if row[1]] == [(MORE, 1)]
        assert "1 / 7 found" in kiosk.words
        assert kiosk.frame.listing.total == 1
        await kiosk.key("f7")
        assert f"{code} " in kiosk.words
        assert "place MAIN" not in kiosk.words
        await kiosk.key("1")
        assert counted(kiosk, id) == [(MORE, 1), (code, 1)]


async def test_rows_are_chosen_set_and_left_out_by_codes(station: Any, begun: Begun, agree: Any) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk, SHELF)
        await kiosk.enter(Place.COUNT, id)
        await kiosk.scan(LOOSE, MORE, UNIT)
        await agree(kiosk, "KSKCMDR3")
        assert kiosk.frame.state.current.number == LOOSE
        await agree(kiosk, "KSKCMDX8")
        assert counted(kiosk, id)[0] == (LOOSE, 8)
        await agree(kiosk, "KSKCMDR2")
        await agree(kiosk, "KSKCMDREJECT")
        assert [row for row in counted(kiosk, id) if row[1]] == [(LOOSE, 8), (MORE, 1)]


async def test_the_code_of_a_quantity_after_a_refused_scan_sets_nothing_until_a_row_is_chosen(
    station: Any, begun: Begun, agree: Any
) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk, SHELF)
        await kiosk.enter(Place.COUNT, id)
        await kiosk.scan(LOOSE, "RTR-AX18")
        await agree(kiosk, "KSKCMDX7")
        assert "How many of what?" in kiosk.words
        assert counted(kiosk, id) == [(LOOSE, 1)]
        await agree(kiosk, "KSKCMDR1")
        await agree(kiosk, "KSKCMDX7")
        assert counted(kiosk, id) == [(LOOSE, 7)]


async def test_undo_says_first_what_it_takes_back(station: Any, begun: Begun, agree: Any) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk, SHELF)
        await kiosk.enter(Place.COUNT, id)
        await kiosk.scan(LOOSE)
        await kiosk.scan("KSKCMDX12")
        await agree(kiosk, "KSKCMDUNDO")
        assert "12 pcs PLG-RJ45 at MAIN/C/04" in kiosk.words
        assert counted(kiosk, id) == [(LOOSE, 12)]
        await agree(kiosk, "KSKCMDUNDO")
        assert counted(kiosk, id) == [(LOOSE, 1)]
        await kiosk.key("f7", "escape")
        assert counted(kiosk, id) == [(LOOSE, 1)]


async def test_another_place_by_search_and_back_by_scan(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk)
        await kiosk.enter(Place.COUNT, id)
        await kiosk.scan(UNIT)
        assert "Scan the place first" in kiosk.words
        await kiosk.scan(SHELF, UNIT)
        await kiosk.key("f4", "2", *"c/02", "enter")
        assert kiosk.name == "CountScreen"
        assert OTHER in kiosk.lines[0]
        assert "0 counted here" in kiosk.words
        await kiosk.scan("PSU-USBC-65", SHELF)
        assert "1 counted here" in kiosk.words
        assert counted(kiosk, id) == [("PSU-USBC-65", 1), (UNIT, 1)]


async def test_in_a_burst_nothing_counts_after_a_place_that_is_refused(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk, SHELF)
        await kiosk.enter(Place.COUNT, id)
        await kiosk.scan(LOOSE, OTHER, UNIT, MORE)
        assert "3 ✘ 1 ✔ Scan the place first" in kiosk.words
        assert counted(kiosk, id) == [(LOOSE, 1)]
        await kiosk.key("f1", "escape")  # it is looked at anew
        await kiosk.scan(UNIT)
        assert counted(kiosk, id) == [(LOOSE, 1)]
        await kiosk.scan(SHELF, UNIT)
        assert counted(kiosk, id) == [(UNIT, 1), (LOOSE, 1)]
        assert SHELF in kiosk.lines[0]


async def test_a_batch_that_nobody_knows_is_typed_while_it_is_asked_for(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk, OTHER)
        await kiosk.enter(Place.COUNT, id)
        await kiosk.scan(BATCHED)
        assert "F2 type batch" in kiosk.words
        await kiosk.key("f2", *"L-77")
        await kiosk.key("escape")
        assert kiosk.frame.asks
        await kiosk.key("f2")
        await kiosk.type_in("L-77")
        assert counted(kiosk, id) == [(BATCHED, 1)]
        assert kiosk.rows("SELECT batch FROM count_entry WHERE part_id IS NOT NULL AND undone = 0") == [("L-77",)]


async def test_esc_parks_and_the_menu_and_its_own_number_lead_back(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk, SHELF)
        await kiosk.enter(Place.COUNT, id)
        assert holder(kiosk, id) is not None
        await kiosk.scan(UNIT)
        await kiosk.key("escape")
        assert kiosk.name == "Menu"
        assert holder(kiosk, id) is None
        await kiosk.scan("SC-1-1")
        assert kiosk.name == "CountScreen"
        assert "1 / 7 found" in kiosk.words
        await kiosk.scan("KSKCMDMENU")
        assert kiosk.name == "Menu"
        assert holder(kiosk, id) is None
        assert "Resume count SC-1-1" in kiosk.words


async def test_an_empty_one_is_rather_cancelled_and_any_other_asks_twice(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk, SHELF)
        await kiosk.enter(Place.COUNT, id)
        await kiosk.key("escape")
        assert "SC-1-1 is empty" in kiosk.words
        await kiosk.key("2")
        assert (kiosk.name, state_of(kiosk, id)) == ("Menu", "draft")
        await kiosk.enter(Place.COUNT, id)
        await kiosk.scan(UNIT)
        await kiosk.key("f4", "8")
        assert "1 thing, would be given up" in kiosk.words
        await kiosk.key("1")
        assert state_of(kiosk, id) == "draft"
        await kiosk.key("f4", "8", "2")
        assert (kiosk.name, state_of(kiosk, id)) == ("Menu", "cancelled")


async def test_it_is_handed_over_by_name(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk, SHELF)
        await kiosk.enter(Place.COUNT, id)
        await kiosk.scan(UNIT)
        await kiosk.key("f4", "7")
        await kiosk.type_in("Petr")
        assert kiosk.name == "Menu"
        assert "for Petr" in kiosk.words


async def test_another_station_that_works_on_it_is_asked_about(station: Any, begun: Begun) -> None:
    def elsewhere(db: Any) -> None:
        post = begin(db, "desk", "Petr", "UTC", Rules(), RunInfo("petr", "", "", "0", 1))
        working.opened(db, post, Counting(), execute(db, "SELECT MAX(id) FROM document").fetchone()[0])

    async with station((40, 15)) as kiosk:
        id = begun(kiosk, SHELF)
        kiosk.store.call(elsewhere)
        await kiosk.enter(Place.COUNT, id)
        assert "Petr at desk" in kiosk.words
        await kiosk.scan(UNIT)
        assert counted(kiosk, id) == []
        await kiosk.key("1")
        await kiosk.scan(UNIT)
        assert counted(kiosk, id) == [(UNIT, 1)]


async def test_an_unknown_code_is_assigned_from_here_and_then_counts(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk, SHELF)
        await kiosk.enter(Place.COUNT, id)
        await kiosk.scan("4006381333931")
        await kiosk.key("f4", "9")
        assert kiosk.name == "Assign"
        await kiosk.type_in("plg-rj45")
        await kiosk.key("1")
        assert kiosk.name == "CountScreen"
        await kiosk.scan("4006381333931")
        assert counted(kiosk, id) == [(LOOSE, 1)]


async def test_no_scan_is_lost_that_comes_before_it_is_on_the_screen(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk, SHELF)
        with kiosk.held():
            await kiosk.app.enter(Place.COUNT, id)
            kiosk.send(UNIT)
        await kiosk.settled()
        assert counted(kiosk, id) == [(UNIT, 1)]
        assert "1 / 7 found" in kiosk.words


async def test_of_many_entries_a_window_is_held(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk, SHELF)
        await kiosk.enter(Place.COUNT, id)
        for start in range(0, 250, 50):
            await kiosk.scan(*(f"stranger {number:03}" for number in range(start, start + 50)))
        assert "250 counted here, 1-3" in kiosk.words
        await kiosk.key("end")
        assert "stranger 000" in kiosk.words
        assert len(kiosk.frame.listing._page.rows) <= 200


async def test_coming_back_to_it_on_the_way_out_of_it_is_no_fault(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk, SHELF)
        await kiosk.enter(Place.COUNT, id)
        await kiosk.scan(UNIT)
        await kiosk.key("enter")
        assert kiosk.name == "QuickScan"
        kiosk.store.call(lambda db: execute(db, "UPDATE count_entry SET undone = 1 WHERE item_id IS NOT NULL"))
        with kiosk.held():
            await kiosk.app.pop_screen()
            await kiosk.until(lambda: not kiosk.app.intake._idle.is_set())
            await kiosk.app.pop_screen()
        await kiosk.settled()
        assert kiosk.name == "Menu"


async def test_the_entry_that_the_cursor_was_on_is_come_back_to(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk, SHELF)
        await kiosk.enter(Place.COUNT, id)
        await kiosk.scan(LOOSE, UNIT)
        await kiosk.key("down", "enter", "escape")
        assert kiosk.frame.state.current.number == LOOSE
        assert kiosk.frame.listing.pick.number == LOOSE
        await kiosk.key("9", "enter")
        assert counted(kiosk, id)[0] == (LOOSE, 9)
