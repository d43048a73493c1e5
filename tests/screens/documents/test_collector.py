"""The serials of one line: scanned, typed, as a pattern, pasted, from a file; corrected, taken out, counted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events

from kiosk.stock import quantity as quantities
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import SerialState
from kiosk.store import document_lines, documents, draft_serials
from kiosk.store.draft_serials import New
from screens.places import Place
from tests.screens.test_hostile import check, poison

SIZES = [((40, 15), False), ((80, 24), False), ((80, 25), True)]
PHONE = "PHO-A14-256"
PCS = quantities.UNIT


async def begun(kiosk: Any, wanted: int = 5, *, missing: tuple[str, ...] = ()) -> int:
    """A receipt with one line of phones, and the screen of its serials; answers the line's id."""
    part = kiosk.part(PHONE).id

    def make(db: Any) -> tuple[int, int]:
        id = documents.create(db, kiosk.post, DocKind.RECEIPT)
        values = {"quantity": 0 if missing else wanted * PCS, "said": 0 if missing else 1}
        if missing:
            values["expected"] = len(missing) * PCS
            documents.change(db, id, {"listed": 1})
        line = document_lines.add(db, id, part, values)
        draft_serials.add(db, id, [New(line, one, part) for one in missing], None, SerialState.MISSING)
        return id, line

    id, line = kiosk.store.call(make)
    await kiosk.enter(Place.SERIALS_OF_LINE, id, line)
    return line


def here(kiosk: Any, line: int, state: SerialState = SerialState.GOT) -> set[str]:
    return {one.serial for one in kiosk.store.call(lambda db: draft_serials.page(db, line, state).rows)}


def line_of(kiosk: Any, line: int) -> Any:
    return kiosk.store.call(lambda db: document_lines.get(db, line))


async def paste(kiosk: Any, text: str) -> None:
    kiosk.app.screen.focused.post_message(events.Paste(text))
    await kiosk.settled()


@pytest.mark.parametrize(("size", "console"), SIZES)
async def test_each_serial_is_in_the_store_and_the_bar_says_how_many_are_here(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console) as kiosk:
        line = await begun(kiosk)
        assert kiosk.app.screen.answer.text == "Scan the serials"
        assert "0 / 5 pcs" in kiosk.words
        assert kiosk.app.marks.rest * 5 in kiosk.words
        await kiosk.scan("SN-1", "SN-2")
        assert here(kiosk, line) == {"SN-1", "SN-2"}
        assert "2 / 5 pcs" in kiosk.words
        assert kiosk.app.marks.bar * 2 in kiosk.words
        assert "here: 2" in kiosk.words
        await kiosk.scan("SN-2")
        assert "ALREADY" in kiosk.words
        check(kiosk)


async def test_a_scan_that_was_taken_as_a_new_serial_is_explained_so(station: Callable[..., Any]) -> None:
    async with station((80, 24)) as kiosk:
        await begun(kiosk)
        await kiosk.scan("SN-1")
        await kiosk.key("f9")
        assert f"Taken as A serial of {PHONE}" in " ".join(kiosk.words.split())
        await kiosk.key("escape")
        await kiosk.scan("SN-1")
        await kiosk.key("f9")
        assert "Taken as" not in kiosk.words


async def test_why_a_label_of_known_goods_was_refused_is_explained(station: Callable[..., Any]) -> None:
    async with station((80, 24)) as kiosk:
        await begun(kiosk)
        await kiosk.scan("CAB-USBC-1")
        assert "NO" in kiosk.words
        await kiosk.key("f9")
        assert "Refused, because" in kiosk.words


async def test_one_too_many_is_counted_and_no_repetition(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        line = await begun(kiosk, 1)
        await kiosk.scan("SN-1", "SN-2")
        assert here(kiosk, line) == {"SN-1", "SN-2"}
        assert "LOOK" in kiosk.words
        assert "ALREADY" not in kiosk.words
        await kiosk.scan("SN-2")
        assert "ALREADY" in kiosk.words


async def test_what_is_typed_comes_in_and_what_is_refused_stays_in_the_field(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        line = await begun(kiosk)
        await kiosk.key(*"7", "enter", *"8", "enter")
        assert here(kiosk, line) == {"7", "8"}
        assert kiosk.app.screen.prompt.text == ""
        await kiosk.key(*"8", "enter")
        assert "ALREADY" in kiosk.words
        sql = "SELECT s.serial FROM stock_item s JOIN part p ON p.id = s.part_id WHERE p.number = ? AND s.serial <> ''"
        taken = str(kiosk.rows(sql, PHONE)[0][0])
        await kiosk.type_in(taken)
        assert "NO" in kiosk.words
        assert kiosk.app.screen.prompt.text == taken
        assert here(kiosk, line) == {"7", "8"}


async def test_a_scan_leaves_what_is_being_typed(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        line = await begun(kiosk)
        await kiosk.key(*"12")
        await kiosk.scan("SN-1", "SN-2")
        assert kiosk.app.screen.prompt.text == "12"
        await kiosk.key(*"3", "enter")
        assert here(kiosk, line) == {"SN-1", "SN-2", "123"}


async def test_a_pattern_says_what_it_comes_to_before_it_is_taken(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        line = await begun(kiosk, 20)
        await kiosk.key("f3", *"SN-001..")
        assert "SN-001.." in kiosk.words
        assert "20 serials" not in kiosk.words
        await kiosk.key(*"SN-020")
        assert "20 serials" in kiosk.words
        assert "SN-020" in kiosk.words
        assert here(kiosk, line) == set()
        await kiosk.key("enter")
        assert len(here(kiosk, line)) == 20
        assert "20 / 20 pcs" in kiosk.words
        assert "here:" in kiosk.words  # the field is for one serial again


async def test_a_pattern_that_is_wrong_is_told_in_words_and_stays(station: Callable[..., Any]) -> None:
    async with station((80, 24)) as kiosk:
        line = await begun(kiosk, 3)
        await kiosk.key("f3", *"1-5")
        assert 'write "1-5" in quotes' in kiosk.words
        await kiosk.key("enter")
        assert here(kiosk, line) == set()
        assert kiosk.app.screen.prompt.text == "1-5"
        await kiosk.key("escape")
        assert kiosk.name == "SerialCollector"
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


async def test_a_pattern_has_the_room_on_a_small_screen_and_what_refused_it_goes_when_it_is_typed_on(
    station: Callable[..., Any],
) -> None:
    async with station((40, 15)) as kiosk:
        line = await begun(kiosk, 9)
        await kiosk.key("f3", *"1..4")
        assert not kiosk.app.screen.answer.display
        assert [row.strip() for row in kiosk.lines if row.strip() in {"1", "2", "3", "4"}] == ["1", "2", "3", "4"]
        await kiosk.key(*"x", "enter")
        assert "Nothing added" in kiosk.words
        await kiosk.key("backspace")
        assert "Nothing added" not in kiosk.words
        await kiosk.scan("SN-1")
        assert "SN-1" in kiosk.app.screen.answer.text, "a scan is answered all the same"
        assert kiosk.app.screen.answer.display
        await kiosk.key("enter")
        assert here(kiosk, line) == {"1", "2", "3", "4", "SN-1"}
        assert kiosk.app.screen.answer.display


async def test_a_pattern_for_a_line_that_is_full_says_what_to_do(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await begun(kiosk, 1)
        await kiosk.scan("SN-1", "SN-2", "SN-3")
        await kiosk.key("f3", *"1..4")
        assert "3 of 1 pc are here already. For more, first type a larger quantity" in kiosk.words


async def test_several_lines_that_are_pasted_are_serials_as_they_stand(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        line = await begun(kiosk)
        await paste(kiosk, "SN-1+4\r\nA, B\n\nC\n")
        assert here(kiosk, line) == {"SN-1+4", "A, B", "C"}
        await paste(kiosk, "D")
        assert kiosk.app.screen.prompt.text == "D"
        await paste(kiosk, "E\n\x1b[2JF\n")
        assert here(kiosk, line) == {"SN-1+4", "A, B", "C"}


async def test_lines_that_are_pasted_into_a_pattern_are_groups_of_it(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        line = await begun(kiosk)
        await kiosk.key("f3")
        await paste(kiosk, "1-2\n7-9")
        await kiosk.key("enter")
        assert here(kiosk, line) == {"1", "2", "7", "8", "9"}


async def test_serials_are_loaded_from_a_file(station: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "serials.txt"
    path.write_text("SN-1\nSN-2\n")
    async with station((40, 15)) as kiosk:
        line = await begun(kiosk)
        await kiosk.key("f8")
        await kiosk.type_in(str(tmp_path / "nothing.txt"))
        assert kiosk.name == "SerialCollector"
        assert here(kiosk, line) == set()
        assert "nothing.txt" in kiosk.app.screen.prompt.text
        await kiosk.type_in(str(path))
        assert here(kiosk, line) == {"SN-1", "SN-2"}


async def test_a_serial_is_corrected_and_taken_out(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        line = await begun(kiosk)
        await kiosk.scan("SN-1", "SN-2", "SN-3")
        await kiosk.key("down", "enter")
        assert "Correct SN-2" in kiosk.words
        await kiosk.key("escape", "enter")
        await kiosk.type_in("SN-22")
        assert here(kiosk, line) == {"SN-1", "SN-22", "SN-3"}
        await kiosk.key("home", "f4")
        assert len(here(kiosk, line)) == 2
        await kiosk.type_in("")
        await kiosk.key("escape", *"SN-1", "f4")
        assert "SN-1" not in here(kiosk, line)


async def test_one_key_sets_the_quantity_to_the_serials_and_another_takes_the_step_back(
    station: Callable[..., Any],
) -> None:
    async with station((80, 24)) as kiosk:
        line = await begun(kiosk)
        await kiosk.scan("SN-1", "SN-2")
        assert "F6 quantity = 2" in kiosk.words
        await kiosk.key("f6")
        assert line_of(kiosk, line).quantity == 2
        assert "F6" not in kiosk.lines[-2]
        await kiosk.key("f7", "1")
        assert line_of(kiosk, line).quantity == 5
        await kiosk.key("f7", "1")
        assert here(kiosk, line) == {"SN-1"}
        assert kiosk.app.screen.prompt.is_open


async def test_f5_takes_in_what_still_stands_in_the_field_and_goes_back(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        line = await begun(kiosk)
        await kiosk.key(*"77", "f5")
        assert kiosk.name == "Menu"
        assert here(kiosk, line) == {"77"}


async def test_what_is_missing_and_what_is_on_no_list_can_be_seen(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        line = await begun(kiosk, missing=("M-1", "M-2", "M-3"))
        await kiosk.scan("M-1", "X-9")
        assert here(kiosk, line) == {"M-1", "X-9"}
        assert "unexpected" in kiosk.words
        await kiosk.key("f2")
        assert "missing: 2" in kiosk.words
        assert "M-2" in kiosk.words
        await kiosk.key("f2")
        assert "unexpected: 1" in kiosk.words
        assert "X-9" in kiosk.words
        await kiosk.type_in("X-10")
        assert "LOOK" in kiosk.words
        await kiosk.key(*"f7 1".split())
        await kiosk.scan("M-2")
        await kiosk.key("f2")
        assert "here: 1-2 of 3" in kiosk.words


async def test_the_list_holds_no_more_than_a_window_of_five_thousand(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        line = await begun(kiosk, 6000)
        part = kiosk.part(PHONE).id

        def fill(db: Any) -> None:
            document = document_lines.get(db, line).document
            draft_serials.add(db, document, [New(line, f"S{at:05}", part) for at in range(5000)], None)
            document_lines.change(db, line, {"serials": 5000})

        kiosk.store.call(fill)
        await kiosk.scan("SN-1")
        assert "5,001 / 6,000 pcs" in kiosk.words
        assert len(kiosk.app.screen.listing._page.rows) == 200
        await kiosk.key("end")
        assert "S00000" in kiosk.words


@pytest.mark.parametrize(("size", "console"), SIZES)
async def test_hostile_serials_are_shown_and_never_obeyed(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console, prepare=poison) as kiosk:
        await begun(kiosk)
        for code in ("[@click=app.quit]x[/x]", b"\x1b[2J", b"\xff\xfe\x80", "漢字" * 20, "abc\u202edef"):
            await kiosk.scan(code)
            check(kiosk)
        await kiosk.key("enter")
        check(kiosk)
        await kiosk.key("escape", "f3", *"[/]..")
        check(kiosk)


async def test_units_that_go_out_are_typed_scanned_or_picked_and_no_others(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        sql = """SELECT s.serial FROM stock_item s JOIN part p ON p.id = s.part_id
            WHERE p.number = ? AND s.status = 'in_stock' AND s.serial <> '' ORDER BY s.id"""
        units = [str(serial) for (serial,) in kiosk.rows(sql, PHONE)]
        part = kiosk.part(PHONE).id

        def make(db: Any) -> tuple[int, int]:
            id = documents.create(db, kiosk.post, DocKind.ISSUE)
            return id, document_lines.add(db, id, part, {"quantity": 3 * PCS, "said": 1})

        id, line = kiosk.store.call(make)
        await kiosk.enter(Place.SERIALS_OF_LINE, id, line)
        assert kiosk.app.screen.answer.text == "Scan the units"
        await kiosk.scan(units[0], "NO-SUCH")
        assert "NO" in kiosk.words
        await kiosk.type_in(units[1])
        assert here(kiosk, line) == set(units[:2])
        await kiosk.key("f3")
        assert kiosk.name == "Pick"
        await kiosk.key("escape")
        assert kiosk.name == "SerialCollector"
        assert "2 / 3 pcs" in kiosk.words


@pytest.mark.parametrize("below", ["collector", "line form", "head"])
async def test_what_was_said_before_a_screen_below_changed_it_is_gone_after(
    station: Callable[..., Any], below: str
) -> None:
    async with station((40, 15)) as kiosk:
        id = kiosk.store.call(lambda db: documents.create(db, kiosk.post, DocKind.RECEIPT))
        await kiosk.enter(Place.DOCUMENT, id)
        await kiosk.scan(PHONE)
        await kiosk.key("9", "enter")
        assert "0 of 9 pcs" in kiosk.words
        line = kiosk.app.screen.state.line
        match below:
            case "collector":
                await kiosk.key("enter")
                await kiosk.scan("SN-1", "SN-2", "KSKCMDX7")
            case "line form":
                kiosk.app.screen.kiosk.visit(Place.LINE_FORM, line.id, line.part)
                await kiosk.settled()
                await kiosk.key("1", *"7", "enter", "f5")
            case "head":
                kiosk.app.screen.kiosk.visit(Place.HEAD_FORM, kiosk.app.screen.state.document.thing)
                await kiosk.settled()
                await kiosk.key("1", *"New Co", "f5")
        if kiosk.name != "DocumentScreen":
            await kiosk.key("escape")
        assert kiosk.name == "DocumentScreen"
        assert "0 of 9 pcs" not in kiosk.words
        assert kiosk.app.screen.state.line.quantity == (9 if below == "head" else 7)


async def test_what_was_said_before_serials_came_in_does_not_stand_on_the_document_after(
    station: Callable[..., Any],
) -> None:
    async with station((40, 15)) as kiosk:
        id = kiosk.store.call(lambda db: documents.create(db, kiosk.post, DocKind.RECEIPT))
        await kiosk.enter(Place.DOCUMENT, id)
        await kiosk.scan(PHONE, "SN-1")
        await kiosk.key("3", "enter")
        assert "1 of 3 pcs." in kiosk.words
        await kiosk.key("enter")
        await kiosk.scan("SN-2")
        await kiosk.key("f7", "2")
        assert "Scan the serials" in kiosk.words, "it is still about the serials of this line"
        assert "2 / 3 pcs" in kiosk.words
        await kiosk.key("escape")
        assert kiosk.name == "DocumentScreen"
        assert "1 of 3" not in kiosk.words
        await kiosk.scan("MAIN/A/01")
        await kiosk.key("f1", "escape")
        assert "MAIN/A/01" in kiosk.frame.answer.text, "help changes nothing, so the answer stays"


async def test_the_serial_that_came_last_is_on_top_wherever_the_cursor_was(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await begun(kiosk, 9)
        await kiosk.scan(*(f"SN-{number}" for number in range(1, 6)))
        await kiosk.key("end")
        assert kiosk.app.screen.listing.pick.serial == "SN-1"
        await kiosk.scan("SN-6")
        assert kiosk.app.screen.listing.pick.serial == "SN-6"
