"""One list on its screen: scans, the current row, marks, quantities, questions, steps taken back; and the lists."""

import asyncio
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from kiosk import paths
from kiosk.flows.lists import editing, exporting, listing
from kiosk.flows.lists.listing import Listing
from screens.lists.on_list import OnList
from screens.places import Place
from tests.screens.test_hostile import HOSTILE, TEXTS, check, poison

PART, SHELF = "RES-0805-10R", "MAIN/A/01"
SIZES = pytest.mark.parametrize(
    ("size", "console"), [((40, 15), False), ((80, 24), False), ((120, 40), False), ((80, 25), True)]
)


def titles(kiosk: Any, list: int) -> list[tuple[str, int]]:
    """Kinds and ids of the rows that are in the list, in their order."""
    sql = "SELECT kind, thing_id FROM scan_list_row WHERE list_id = ? AND removed = 0 ORDER BY id"
    return list_of(kiosk.rows(sql, list))


def list_of(rows: Any) -> list[Any]:
    return [tuple(row) for row in rows]


def marked(kiosk: Any, list: int) -> int:
    ((count,),) = kiosk.rows("SELECT marked FROM scan_list WHERE id = ?", list)
    return int(count)


def written(folder: Path) -> list[Path]:
    """Files of exports in the folder, and parts of them."""
    return [path for path in folder.iterdir() if "many-" in path.name]


def current(kiosk: Any) -> str:
    return next(line for line in kiosk.lines if line.startswith(kiosk.app.marks.cursor))


@SIZES
async def test_the_last_scan_how_many_rows_and_five_of_them_are_in_sight(
    station: Callable[..., Any], filled: Callable[..., int], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console) as kiosk:
        id = filled(kiosk, 20)
        await kiosk.enter(Place.LIST, id)
        await kiosk.scan_slowly(PART)
        assert "OK" in kiosk.words
        assert "of 21" in kiosk.words or "21 rows" in kiosk.words
        assert PART in current(kiosk)
        rows = kiosk.frame.listing
        assert rows._room >= 5
        check(kiosk)


async def test_what_is_there_already_is_amber_and_its_row_becomes_the_current_one(
    station: Callable[..., Any], filled: Callable[..., int], units: Callable[..., list[str]]
) -> None:
    async with station((40, 15)) as kiosk:
        first = units(kiosk, 1)[0]
        id = filled(kiosk, 9)
        await kiosk.enter(Place.LIST, id)
        await kiosk.scan_slowly(first)
        assert "ALREADY" in kiosk.words
        assert "In the list since" in kiosk.words
        assert first in current(kiosk)
        assert len(titles(kiosk, id)) == 9


async def test_the_arrows_choose_the_row_that_is_marked_counted_and_opened(
    station: Callable[..., Any],
) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan_slowly("KSKCMDLISTS")
        await kiosk.scan_slowly(PART, SHELF, "CAB-USBC-1")
        await kiosk.key("home", "f6")
        ((list,),) = kiosk.rows("SELECT id FROM scan_list")
        assert kiosk.rows("SELECT thing_id FROM scan_list_row WHERE marked = 1") == [(kiosk.part(PART).id,)]
        assert "1 marked" in kiosk.words
        await kiosk.key("1", "2", "enter")
        assert kiosk.rows("SELECT quantity FROM scan_list_row WHERE marked = 1") == [(12_000_000,)]
        assert "12 of" in current(kiosk)
        await kiosk.key("down", "7")
        assert "of a location" in kiosk.words.lower()
        await kiosk.key("enter")
        assert kiosk.name == "QuickScan"
        await kiosk.key("escape", "home", "f6")
        assert marked(kiosk, list) == 0


async def test_codes_choose_a_row_mark_it_and_tell_its_quantity(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan_slowly("KSKCMDLISTS")
        await kiosk.scan_slowly(PART, SHELF, "CAB-USBC-1")
        await kiosk.scan_slowly("KSKCMDR1")
        assert marked(kiosk, 1) == 0
        await kiosk.scan_slowly("KSKCMDR1")
        await kiosk.scan_slowly("KSKCMDX5")
        sql = "SELECT thing_id, quantity FROM scan_list_row WHERE marked = 1"
        assert kiosk.rows(sql) == [(kiosk.part(PART).id, 5_000_000)]
        await kiosk.scan_slowly("KSKCMDR9")
        assert PART in current(kiosk)


async def test_the_code_for_next_turns_the_page_and_marks_nothing(
    station: Callable[..., Any], filled: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        id = filled(kiosk, 20)
        await kiosk.enter(Place.LIST, id)
        first = current(kiosk)
        assert any(line.startswith(" 1 ") for line in kiosk.lines), "what R1 chooses is to be seen"
        await kiosk.scan_slowly("KSKCMDNEXT")
        assert current(kiosk) != first
        await kiosk.scan_slowly("KSKCMDR2", "KSKCMDR2")
        assert marked(kiosk, id) == 1


async def test_a_quantity_being_typed_survives_a_scan_and_is_of_its_own_row(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan_slowly("KSKCMDLISTS")
        await kiosk.scan_slowly(PART)
        await kiosk.key("9")
        await kiosk.scan_slowly("CAB-USBC-1")
        assert "Quantity of RES-0805-10R" in kiosk.words
        await kiosk.key("enter")
        sql = "SELECT thing_id, quantity FROM scan_list_row ORDER BY id"
        assert kiosk.rows(sql) == [(kiosk.part(PART).id, 9_000_000), (kiosk.part("CAB-USBC-1").id, None)]


async def test_rows_are_taken_out_expanded_and_brought_back(
    station: Callable[..., Any], filled: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        id = filled(kiosk, 3)
        await kiosk.enter(Place.LIST, id)
        before = titles(kiosk, id)
        await kiosk.key("up", "f4", "3")
        assert titles(kiosk, id) == [before[0], before[2]]
        assert "1 row out" in kiosk.words
        await kiosk.key("f7", "f5")
        assert titles(kiosk, id) == before
        await kiosk.scan_slowly(SHELF)
        await kiosk.key("f4", "4")
        assert len(titles(kiosk, id)) > 4
        assert all(kind == "stock_item" for kind, _ in titles(kiosk, id))
        await kiosk.key("f4", "6")
        assert marked(kiosk, id) == len(titles(kiosk, id))
        await kiosk.key("f4", "7")
        assert titles(kiosk, id) == []
        assert "no rows" in kiosk.words
        await kiosk.key("f7", "f5", "f4", "6")
        assert marked(kiosk, id) == 0
        assert len(titles(kiosk, id)) > 4


async def test_actions_that_fit_nothing_are_dim_with_the_reason_and_can_be_scrolled_to(
    station: Callable[..., Any], filled: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        id = filled(kiosk, 3)
        await kiosk.enter(Place.LIST, id)
        await kiosk.key("f5")
        assert "Do what with 3 rows?" in kiosk.words
        await kiosk.key("2")
        assert kiosk.name == "ListScreen", "units can't be counted"
        seen = kiosk.words
        await kiosk.key("end")
        seen += kiosk.words
        assert "Count: set the quantity: " in seen
        assert "This row, or the list itself" in seen
        await kiosk.key("escape")
        assert "F5 do" in kiosk.words


async def test_esc_leads_one_step_back_through_what_is_offered(
    station: Callable[..., Any], filled: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.LIST, filled(kiosk, 3))
        for way in (("f5", "6"), ("f5", "0"), ("f4", "9"), ("f4", "0"), ("f5", "0", "9")):
            told = []
            for key in way:
                await kiosk.key(key)
                told.append(kiosk.frame.answer.text)
            assert len(set(told)) == len(way)
            while told:
                assert kiosk.frame.answer.text == told.pop()
                await kiosk.key("escape")
            assert (kiosk.name, kiosk.frame.asks) == ("ListScreen", False)


async def test_looking_which_actions_fit_holds_up_no_scan_and_offers_nothing_behind_it(
    station: Callable[..., Any], filled: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        id = filled(kiosk, 3)
        await kiosk.enter(Place.LIST, id)
        go = threading.Event()
        held = asyncio.ensure_future(kiosk.app.opened.aside.read(lambda db: go.wait(20)))
        kiosk.press("f5")
        await kiosk.until(lambda: any(not worker.is_finished for worker in kiosk.app.workers))
        kiosk.send(PART)
        await kiosk.until(lambda: len(titles(kiosk, id)) == 4)
        go.set()
        assert await held
        await kiosk.settled()
        assert not kiosk.frame.asks, "it would be of other things than were seen"
        assert PART in kiosk.frame.answer.text


async def test_only_the_marked_rows_are_meant(
    station: Callable[..., Any], filled: Callable[..., int], units: Callable[..., list[str]]
) -> None:
    async with station((40, 15)) as kiosk:
        serials = units(kiosk, 3)
        await kiosk.enter(Place.LIST, filled(kiosk, 3))
        await kiosk.key("f6", "f5")
        assert "Do what with 1 marked?" in kiosk.words
        await kiosk.key("escape")
        await kiosk.scan_slowly("KSKCMDMOVE")
        await kiosk.scan_slowly(SHELF)
        assert "1 thing" in kiosk.words
        await kiosk.scan_slowly(SHELF)
        sql = "SELECT s.serial FROM stock_item s JOIN location l ON l.id = s.location_id WHERE l.path = ?"
        assert [serial for (serial,) in kiosk.rows(sql, SHELF) if serial] == [serials[2]]


async def test_a_code_that_nothing_has_can_be_assigned_from_here(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan_slowly("KSKCMDLISTS")
        await kiosk.scan_slowly("UNKNOWN-7")
        assert kiosk.name == "Lists"
        assert kiosk.rows("SELECT COUNT(*) FROM scan_list") == [(0,)]
        await kiosk.scan_slowly(PART, "UNKNOWN-7")
        assert kiosk.name == "ListScreen"
        await kiosk.key("f4", "5")
        assert kiosk.name == "Assign"
        await kiosk.scan_slowly("CAB-USBC-1")
        await kiosk.key("1")
        assert kiosk.name == "ListScreen"
        await kiosk.scan_slowly("UNKNOWN-7")
        assert "CAB-USBC-1" in current(kiosk)


async def test_a_thing_is_found_by_typing(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.LISTS)
        await kiosk.key("f6", "f3")
        assert kiosk.name == "FindThing"
        kiosk.frame.query_one(Input).value = PART
        await kiosk.settled()
        await kiosk.key("enter")
        assert kiosk.name == "ListScreen"
        assert PART in current(kiosk)


async def test_a_list_is_named_closed_and_opened_again(station: Callable[..., Any], filled: Callable[..., int]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.LISTS)
        id = filled(kiosk, 3)
        await kiosk.key("escape")
        await kiosk.enter(Place.LISTS)
        await kiosk.key("1", "f4", "8")
        assert kiosk.frame.query_one(Input).value == "Tuesday"
        await kiosk.type_in("Wednesday")
        assert "Wednesday" in kiosk.lines[0]
        await kiosk.key("f4", "0")
        assert "Close Wednesday?" in kiosk.words
        await kiosk.key("1")
        assert kiosk.name == "Lists"
        assert "no lists" in kiosk.words
        await kiosk.key("f3")
        assert "Closed lists" in kiosk.lines[0]
        await kiosk.key("1", "1")
        assert kiosk.name == "ListScreen"
        assert kiosk.rows("SELECT closed_at FROM scan_list WHERE id = ?", id) == [(None,)]


async def test_an_empty_list_is_not_kept(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.LISTS)
        await kiosk.key("f6", "escape")
        assert kiosk.name == "Lists"
        assert kiosk.rows("SELECT COUNT(*) FROM scan_list") == [(0,)]
        await kiosk.key("f6")
        await kiosk.scan("KSKCMDMENU")
        assert kiosk.name == "Menu"
        assert kiosk.rows("SELECT COUNT(*) FROM scan_list") == [(0,)]


async def test_several_lists_are_open_and_each_is_gone_on_with(
    station: Callable[..., Any], filled: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        first, second = filled(kiosk, 3, "Monday"), filled(kiosk, 5, "Tuesday")
        await kiosk.enter(Place.LISTS)
        assert "2 lists" in kiosk.words
        await kiosk.key("2")
        assert "Monday" in kiosk.lines[0]
        await kiosk.scan_slowly(PART)
        await kiosk.key("escape")
        assert "Monday is kept" in kiosk.words
        assert "1 Monday" in kiosk.words, "the one that was used last is the first"
        await kiosk.key("2")
        await kiosk.scan_slowly(SHELF)
        assert [len(titles(kiosk, id)) for id in (first, second)] == [4, 6]


async def test_another_station_adds_to_it_and_closes_it(
    station: Callable[..., Any], filled: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        id = filled(kiosk, 3)
        await kiosk.enter(Place.LIST, id)
        kiosk.store.call(lambda db: _add(db, kiosk, id))
        await kiosk.scan_slowly(SHELF)
        assert "5 rows" in kiosk.words or "of 5" in kiosk.words
        assert SHELF in current(kiosk)
        state, _ = kiosk.store.call(listing.opened, kiosk.post, Listing(), id)
        kiosk.store.call(editing.close, kiosk.post, state)
        await kiosk.scan_slowly("CAB-USBC-1")
        assert kiosk.name == "Menu"
        assert "is closed" in kiosk.words
        assert len(titles(kiosk, id)) == 5


def _add(db: Any, kiosk: Any, id: int) -> None:
    from kiosk.flows.lists import scanning
    from kiosk.stock.thing import Kind, Thing

    state, _ = listing.opened(db, kiosk.post, Listing(), id)
    ((part,),) = db.execute_sql("SELECT id FROM part WHERE number = ?", (PART,)).fetchall()
    scanning.add(db, kiosk.post, state, Thing(Kind.PART, part, PART))


async def test_of_two_thousand_rows_one_more_scan_reads_the_list_no_more(
    station: Callable[..., Any], many: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with station((40, 15)) as kiosk:
        id = many(kiosk, 2000)
        await kiosk.enter(Place.LIST, id)
        fetched = []
        real = OnList._fetch

        async def fetch(self: Any, offset: int, limit: int) -> Any:
            fetched.append(offset)
            return await real(self, offset, limit)

        screen = kiosk.frame
        screen.listing._fetch = lambda offset, limit: fetch(screen, offset, limit)
        await kiosk.scan_slowly(PART)
        await kiosk.scan_slowly(SHELF)
        await kiosk.scan_slowly(PART)
        assert fetched == []
        assert "of 2,002" in kiosk.words
        assert PART in current(kiosk)
        assert SHELF in kiosk.lines[12]
        assert len(screen.listing._page.rows) <= 200


async def test_a_list_is_written_to_a_file_of_each_kind(
    station: Callable[..., Any], filled: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "exports", lambda: tmp_path / "exports")
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.LIST, filled(kiosk, 3))
        for digit, ending in zip("123", exporting.FORMATS, strict=True):
            await kiosk.key("f8", digit)
            assert kiosk.name == "ListExport"
            assert "3 rows are in" in kiosk.words
            assert len([*(tmp_path / "exports").glob(f"tuesday-*{ending}")]) == 1
            await kiosk.key("escape")
        await kiosk.key("f8", "4")
        assert kiosk.frame.query_one(Input).value.startswith(str(tmp_path))
        await kiosk.type_in(str(tmp_path / "mine.txt"))
        assert "Which kind of file?" in kiosk.words
        await kiosk.type_in(str(tmp_path / "mine.json"))
        assert "3 rows are in" in kiosk.words
        assert len(json.loads((tmp_path / "mine.json").read_text())) == 3


async def test_esc_stops_an_export_and_no_file_is_left(
    station: Callable[..., Any], many: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "exports", lambda: tmp_path)
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.LIST, many(kiosk, 600))
        await kiosk.key("f8")
        with kiosk.held():
            kiosk.press("1")
            await kiosk.until(lambda: kiosk.name == "ListExport" and kiosk.frame.busy)
            kiosk.press("escape")
            await kiosk.until(lambda: not kiosk.frame.busy)
        await kiosk.settled()
        assert "No file was written" in kiosk.words
        assert not written(tmp_path)


def _poison(db: Any) -> None:
    poison(db)
    db.execute_sql("UPDATE stock_item SET batch = ? || id WHERE serial IS NULL", (TEXTS[1][:60],))


@pytest.mark.parametrize(("size", "console"), [((40, 15), True), ((80, 24), False)], ids=["console", "unicode"])
async def test_hostile_texts_in_names_notes_batches_and_locations(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console, prepare=_poison) as kiosk:
        await kiosk.enter(Place.LISTS)
        await kiosk.key("f6")
        codes = [
            f"KSK-{kind}{id}"
            for kind, table in (("PA", "part"), ("SI", "stock_item"), ("LO", "location"))
            for (id,) in kiosk.rows(f"SELECT id FROM {table} ORDER BY id DESC LIMIT 6")
        ]
        for code in codes:
            await kiosk.scan_slowly(code)
            check(kiosk)
        for raw in HOSTILE.values():
            await kiosk.scan_slowly(raw)
            check(kiosk)
        for text in TEXTS:
            if not kiosk.app.screen.asks:
                await kiosk.key("f4", "8")
            kiosk.frame.query_one(Input).value = text[:100]
            await kiosk.settled()
            check(kiosk)
            await kiosk.key("enter")
            check(kiosk)
            if kiosk.frame.prompt.is_open:
                await kiosk.key("escape")
        await kiosk.key("f5")
        check(kiosk)
        await kiosk.key("5", "1", "7", "enter")
        await kiosk.type_in(TEXTS[0])
        check(kiosk)
        await kiosk.key("f5")
        assert kiosk.name == "Review"
        check(kiosk)
        await kiosk.key("end")
        check(kiosk)
        await kiosk.key("f6" if kiosk.frame.state.rest else "f5")
        assert kiosk.name == "Report"
        check(kiosk)
        await kiosk.key("escape", "f7")
        check(kiosk)
        await kiosk.key("f5", "escape")
        assert kiosk.name == "Lists"
        check(kiosk)


async def test_of_an_unknown_code_only_keys_are_named_that_work(station: Callable[..., Any]) -> None:
    async with station((80, 24)) as kiosk:
        await kiosk.enter(Place.LISTS)
        await kiosk.scan_slowly("NO-SUCH-CODE")
        assert "Nothing has this code. Scan what has one" in kiosk.words
        await kiosk.scan_slowly(PART, "NO-SUCH-CODE")
        assert "F4, then 5, gives it to a thing" in kiosk.words
        await kiosk.key("f4", "5")
        assert kiosk.name == "Assign"
