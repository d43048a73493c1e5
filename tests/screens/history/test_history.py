"""History on the screen: both lists, what is left out of them, all of a row, the file."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from kiosk import paths
from kiosk.flows import history as flow
from kiosk.flows import history_export
from kiosk.outcome import Tone
from kiosk.stock.thing import Kind, Thing
from kiosk.store import history
from screens.places import Place

SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24)], ids=["40x15", "80x24"])
PART, UNIT = "RES-0805-10R", "350773755508478"
HOSTILE = b"\x1b[2J[/x]\xe2\x80\xae\x1d\x9b"


@pytest.fixture(autouse=True)
def exports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "exports", lambda: tmp_path / "exports")
    return tmp_path / "exports"


async def begin(kiosk: Any, *codes: str | bytes, of: Thing | None = None) -> None:
    if codes:
        await kiosk.scan(*codes)
    kiosk.app.visit(Place.HISTORY, *([of] if of else []))
    await kiosk.settled()
    assert kiosk.name == "History"


async def fill(kiosk: Any, digit: str, text: str) -> None:
    """Open a field of the filter, type into it and take it over."""
    await kiosk.key(digit)
    kiosk.frame.query_one(Input).value = text
    await kiosk.settled()
    await kiosk.key("enter")


@SIZES
async def test_both_lists_stand_newest_first_and_say_how_many_there_are(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        await begin(kiosk, "first", PART)
        assert "2 of 2" in kiosk.words
        assert kiosk.words.index(PART) < kiosk.words.index("first")
        await kiosk.key("0")
        assert "Movements of stock" in kiosk.words
        total = kiosk.store.call(lambda db: db.execute_sql("SELECT COUNT(*) FROM movement").fetchone()[0])
        assert f"of {total}" in kiosk.words
        await kiosk.key("0", "f5")
        assert "Journal of scans" in kiosk.words


async def test_a_filter_stays_in_sight_until_one_key_takes_it_away(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await begin(kiosk, "first", PART)
        await kiosk.key("f3")
        assert kiosk.name == "HistoryFilter"
        await fill(kiosk, "9", "unknown")
        await kiosk.key("f5")
        assert kiosk.name == "History"
        assert "Only unknown" in kiosk.words
        assert "1 of 1" in kiosk.words
        assert PART not in kiosk.words
        await kiosk.key("f6")
        assert "No filter" in kiosk.words
        assert "2 of 2" in kiosk.words


@SIZES
async def test_a_thing_is_scanned_into_the_filter_and_its_rows_are_shown(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        await begin(kiosk, "first", UNIT)
        await kiosk.key("f3")
        await kiosk.scan(UNIT)
        assert kiosk.name == "HistoryFilter"
        assert kiosk.frame.answer.tone is Tone.OK
        await kiosk.key("f5")
        assert "Only PHO-A14-128" in kiosk.words
        assert "2 of 2" in kiosk.words, "the scan that filled it in is one of the unit, too"
        await kiosk.key("0")
        assert "1 of 1" in kiosk.words
        assert kiosk.journal()[-1][0] == "history_filter"


async def test_a_scan_that_fits_no_field_is_refused_in_words_and_what_was_typed_stays(
    station: Callable[..., Any],
) -> None:
    async with station() as kiosk:
        await begin(kiosk)
        await kiosk.key("0", "f3")
        await fill(kiosk, "7", "Anna")
        await kiosk.key("2")
        kiosk.frame.query_one(Input).value = "2026-0"
        await kiosk.scan("nothing has this")
        assert kiosk.frame.answer.tone is Tone.NO
        assert kiosk.frame.prompt.text == "2026-0"
        assert kiosk.frame.state.wanted.operator == "Anna"
        await kiosk.key("escape", "escape")
        assert "Leave without saving?" in kiosk.words


async def test_a_scan_over_the_list_is_answered_and_not_lost(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await begin(kiosk)
        await kiosk.scan(PART)
        assert kiosk.frame.answer.text == PART
        assert kiosk.journal()[-1][2] == "found"


async def test_a_things_history_is_asked_for_from_the_start(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        sql = f"SELECT id FROM stock_item WHERE serial = '{UNIT}'"
        id = kiosk.store.call(lambda db: db.execute_sql(sql).fetchone()[0])
        await begin(kiosk, UNIT, "first", of=Thing(Kind.STOCK_ITEM, id, "the unit"))
        assert "Only the unit" in kiosk.words
        assert "1 of 1" in kiosk.words


@SIZES
@pytest.mark.parametrize("console", [False, True])
async def test_all_of_a_scan_is_told_and_nothing_of_it_acts_on_the_terminal(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console) as kiosk:
        await begin(kiosk, HOSTILE)
        mark = "<ESC>[2J" if console else "␛[2J"
        for key in ("", "1", "escape", "f3"):
            if key:
                await kiosk.key(key)
            assert not {"\x1b", "\u202e", "\x1d", "\x9b"} & set("".join(kiosk.lines))
            if key in ("", "1"):
                assert mark in kiosk.words
        await kiosk.key("escape", "1", "end")
        assert "1d 9b" in kiosk.words


def _rename(db: Any) -> None:
    """Everything has a name that would act on a terminal, or be markup."""
    evil = HOSTILE.decode("utf-8", "replace")
    for table, column in (("part", "number"), ("location", "path"), ("stock_item", "batch"), ("station", "name")):
        db.execute_sql(f"UPDATE {table} SET {column} = ? || id", (evil,))


@SIZES
async def test_no_name_in_a_movement_acts_on_the_terminal(
    station: Callable[..., Any], size: tuple[int, int], exports: Path
) -> None:
    async with station(size, prepare=_rename) as kiosk:
        await begin(kiosk)
        for key in ("0", "1", "1", "escape", "escape", "f3", "9", "escape", "escape", "f8", "1"):
            await kiosk.key(key)
            assert not {"\x1b", "\u202e", "\x1d"} & set("".join(kiosk.lines)), key
        (file,) = written(exports)
        total = kiosk.store.call(lambda db: db.execute_sql("SELECT COUNT(*) FROM movement").fetchone()[0])
        with file.open(encoding="utf-8-sig", newline="") as stream:
            assert len(list(csv.DictReader(stream))) == total


async def test_what_a_scan_named_is_opened_and_esc_leads_back_to_its_row(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await begin(kiosk, PART)
        await kiosk.key("1")
        assert kiosk.name == "HistoryEntry"
        assert "52 45 53" in kiosk.words
        assert "Kiosk 0" in kiosk.words
        await kiosk.key("1")
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.text == PART
        await kiosk.key("escape")
        assert kiosk.name == "HistoryEntry"
        await kiosk.key("escape")
        assert kiosk.name == "History"


async def test_what_can_be_done_with_a_rows_thing_is_one_key_away(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await begin(kiosk, PART, "unknown")
        await kiosk.key("f4")
        assert kiosk.name == "History", "an unknown code names nothing"
        await kiosk.key("down", "f4")
        assert kiosk.name == "Actions"
        await kiosk.key("escape")
        assert kiosk.name == "History"


async def test_a_movement_tells_from_where_to_where(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await begin(kiosk)
        await kiosk.key("0", "1")
        assert all(word in kiosk.words for word in ("Operation", "opening entry", "outside", "Status", "Quantity"))


async def test_a_long_list_is_looked_through_as_far_as_it_is_scrolled(
    station: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "STRETCH", 20)
    monkeypatch.setattr(flow, "AHEAD", 40)
    async with station() as kiosk:
        await begin(kiosk)
        await kiosk.key("0")
        total = kiosk.store.call(lambda db: db.execute_sql("SELECT COUNT(*) FROM movement").fetchone()[0])
        found = kiosk.frame.listing.total
        assert found < total
        assert f"more than {found}" in kiosk.words
        while kiosk.frame.listing.total < total:
            await kiosk.key("end")
        assert f"of {total}" in kiosk.words
        await kiosk.key("end", "enter")
        assert kiosk.name == "HistoryEntry"


async def test_nothing_that_fits_is_said_with_what_to_do(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await begin(kiosk)
        assert "No scans yet." in kiosk.words
        await kiosk.key("f3")
        await fill(kiosk, "7", "Nobody")
        await kiosk.key("f5")
        assert "Nothing fits the filter" in kiosk.words


# The file


def written(exports: Path) -> list[Path]:
    return sorted(exports.iterdir()) if exports.exists() else []


@SIZES
async def test_all_rows_of_the_filter_are_written_and_it_is_said_where(
    station: Callable[..., Any], size: tuple[int, int], exports: Path
) -> None:
    async with station(size) as kiosk:
        await begin(kiosk, "first", PART, HOSTILE)
        await kiosk.key("f8")
        assert kiosk.name == "HistoryExport"
        await kiosk.key("1")
        (file,) = written(exports)
        assert file.name in "".join("".join(kiosk.lines).split())
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert [bytes.fromhex(row["hex"]) for row in rows] == [HOSTILE, PART.encode(), b"first"]
        await kiosk.key("3")
        assert len(json.loads(next(path for path in written(exports) if path.suffix == ".json").read_text())) == 3
        await kiosk.key("escape")
        assert kiosk.name == "History"


async def test_esc_cancels_a_file_that_is_being_written_and_leaves_nothing_of_it(
    station: Callable[..., Any], exports: Path
) -> None:
    async with station() as kiosk:
        await begin(kiosk, PART)
        await kiosk.key("f8")
        with kiosk.held():
            kiosk.press("1")
            await kiosk.until(lambda: "Writing" in kiosk.words)
            kiosk.press("escape")
            await kiosk.until(lambda: "Cancelled" in kiosk.words)
        await kiosk.settled()
        assert written(exports) == []
        assert kiosk.name == "HistoryExport"


async def test_a_scan_meanwhile_is_answered_and_the_file_is_written_on(
    station: Callable[..., Any], exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_export, "PAGE", 1)
    async with station(toasts=True) as kiosk:
        await begin(kiosk, *(f"code {number}" for number in range(30)))
        await kiosk.key("f8")
        with kiosk.held():
            kiosk.press("1")
            await kiosk.until(lambda: "Writing" in kiosk.words)
            kiosk.send(PART)
        await kiosk.until(kiosk.app.intake._idle.is_set)
        await kiosk.settled()
        assert kiosk.frame.answer.text == PART
        (file,) = written(exports)
        with file.open(encoding="utf-8-sig", newline="") as lines:
            codes = [row["code"] for row in csv.DictReader(lines)]
        assert codes[-30:] == [f"code {number}" for number in reversed(range(30))]
        assert codes[:-30] in ([], [PART])  # it came before the first page was read, or after


async def test_a_station_that_ends_leaves_no_part_of_a_file(station: Callable[..., Any], exports: Path) -> None:
    async with station() as kiosk:
        await begin(kiosk, PART)
        await kiosk.key("f8")
        with kiosk.held():
            kiosk.press("1")
            await kiosk.until(lambda: written(exports) != [])
            kiosk.app.workers.cancel_all()
            await kiosk.until(lambda: written(exports) == [])


@pytest.fixture
def in_the_way(exports: Path) -> None:
    exports.write_text("a file where the folder would be")


@pytest.mark.usefixtures("in_the_way")
async def test_a_file_that_can_not_be_written_is_said(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await begin(kiosk, PART)
        await kiosk.key("f8", "1")
        assert "No file was written" in kiosk.words
