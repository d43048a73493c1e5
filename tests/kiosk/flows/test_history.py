"""The history's flows: looking on and on, filling in a filter by hand and by scan, writing a file."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.errors import KioskError
from kiosk.exchange.history import COLUMNS
from kiosk.flows import history as flow
from kiosk.flows import history_export, history_filter
from kiosk.outcome import Tone
from kiosk.stock.history import Entry, Filter, Log
from kiosk.stock.ledger import Act
from kiosk.stock.thing import Kind, Thing
from kiosk.store import history

ZONE = ZoneInfo("Europe/Prague")
EVERYTHING = Filter()
HOSTILE = "=1+1\x1b[2J\u202e\x1d[/x]"


@pytest.fixture
def scanned(shop: Any) -> Any:
    for code in ("SN-0001", "RES-10K", "nope", HOSTILE, "SN-0001"):
        shop.look_up(code.encode())
    return shop


def looked(shop: Any, log: Log, wanted: Filter = EVERYTHING) -> flow.Looking:
    looking = shop.store.look(flow.begin, shop.post, log, wanted)
    while not looking.done:
        looking = shop.store.look(flow.more, shop.post, looking)
    return looking


def test_what_is_found_grows_until_all_was_looked_through(scanned: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "STRETCH", 2)
    looking = scanned.store.look(flow.begin, scanned.post, Log.JOURNAL, Filter())
    assert (len(looking.ids), looking.done, looking.remaining) == (2, False, 3)
    whole = looked(scanned, Log.JOURNAL)
    assert whole.ids[:2] == looking.ids
    page = scanned.store.look(flow.page, scanned.post, whole, 1, 2)
    assert [row.record.text for row in page.rows] == [HOSTILE, "nope"]
    assert (page.total, page.offset) == (5, 1)
    assert scanned.store.look(flow.more, scanned.post, whole) is whole


def test_rows_that_come_later_are_not_in_a_list_that_was_begun(scanned: Any) -> None:
    looking = looked(scanned, Log.JOURNAL)
    scanned.look_up(b"later")
    assert scanned.store.look(flow.more, scanned.post, looking).ids == looking.ids
    assert len(looked(scanned, Log.JOURNAL).ids) == len(looking.ids) + 1


def test_a_things_own_history_is_asked_for_by_the_thing(scanned: Any) -> None:
    wanted = scanned.store.look(flow.of, scanned.post, Thing(Kind.SUPPLIER_PART, scanned.ids["acme"], ""))
    assert wanted.part.id == scanned.ids["resistor"]
    assert len(looked(scanned, Log.JOURNAL, wanted).ids) == 1
    unit = scanned.store.look(flow.of, scanned.post, Thing(Kind.STOCK_ITEM, scanned.ids["psu 1"], ""))
    assert len(looked(scanned, Log.JOURNAL, unit).ids) == 2


def test_a_row_is_told_with_the_start_that_it_was_written_in(scanned: Any) -> None:
    (row,) = scanned.store.look(flow.page, scanned.post, looked(scanned, Log.JOURNAL), 0, 1).rows
    assert isinstance(row, Entry)
    assert scanned.store.look(flow.about, scanned.post, row).start.os_user == "tester"
    (moved,) = scanned.store.look(flow.page, scanned.post, looked(scanned, Log.MOVEMENTS), 0, 1).rows
    assert scanned.store.look(flow.about, scanned.post, moved).moved == ()


# The filter


class Filling:
    """A filter that is being filled in."""

    def __init__(self, shop: Any, log: Log = Log.JOURNAL) -> None:
        self.shop = shop
        self.state = history_filter.begin(log, Filter(), ZONE)

    def put(self, name: str, text: str) -> Any:
        self.state, outcome = self.shop.store.look(history_filter.put, self.shop.post, self.state, name, text)
        return outcome

    def scan(self, code: bytes) -> Any:
        scan = self.shop.scan(code)
        self.state, outcome = self.shop.store.look(history_filter.scan, self.shop.post, self.state, scan)
        return outcome

    def save(self) -> Any:
        self.state, outcome = self.shop.store.look(history_filter.save, self.shop.post, self.state)
        return outcome


def test_fields_are_typed_each_taken_by_itself(shop: Any) -> None:
    form = Filling(shop)
    for name, text in (
        ("since", "2026-11-30T14:00"),
        ("until", "2026-11-30"),
        ("part", "RES-10K"),
        ("item", "SN-0001"),
        ("place", "MAIN/A"),
        ("operator", " Jana "),
        ("result", "found"),
        ("text", " x"),
    ):
        assert form.put(name, text).tone is Tone.OK, name
    wanted = form.state.wanted
    assert wanted.since == datetime(2026, 11, 30, 13, tzinfo=UTC).timestamp() * 1_000_000
    assert wanted.until == datetime(2026, 11, 30, 23, tzinfo=UTC).timestamp() * 1_000_000
    assert (wanted.item.id, wanted.place.id) == (shop.ids["psu 1"], shop.ids["a"])
    assert (wanted.operator, wanted.result, wanted.text) == ("Jana", "found", " x")
    assert wanted.part is None, "a unit says all that its part would"
    assert form.state.values["since"] == "2026-11-30 14:00:00"
    assert form.state.changed
    assert form.save().tone is Tone.OK
    assert form.state.done


def test_what_is_typed_of_another_list_is_of_its_acts(shop: Any) -> None:
    form = Filling(shop, Log.MOVEMENTS)
    form.put("act", "move")
    assert form.state.wanted.act is Act.MOVE
    form.put("act", "")
    assert not form.state.changed


@pytest.mark.parametrize(
    ("name", "text"),
    [("since", "soon"), ("part", "nothing"), ("item", "007"), ("place", "SN-0001"), ("until", "2020-13-01")],
)
def test_a_text_that_can_not_be_taken_stays_and_says_why(shop: Any, name: str, text: str) -> None:
    form = Filling(shop)
    assert form.put(name, text).tone is Tone.NO
    assert (form.state.values[name], form.state.wanted) == (text, Filter())
    assert form.state.errors[name]
    assert form.save().tone is Tone.NO
    assert not form.state.done
    form.put(name, "")
    assert not form.state.errors
    assert form.save().tone is Tone.OK


def test_a_time_ends_after_it_begins(shop: Any) -> None:
    form = Filling(shop)
    form.put("since", "2026-11-30")
    assert form.put("until", "2026-11-29").tone is Tone.NO
    assert form.put("until", "2026-11-30").tone is Tone.OK


@pytest.mark.parametrize("period", ["today", "1h", "7d"])
def test_a_period_is_filled_in_as_the_time_that_it_begins_from(shop: Any, period: str) -> None:
    form = Filling(shop)
    form.put("until", "2020-01-01")
    form.put("period", period)
    assert form.state.wanted.until is None
    assert 0 < datetime.now(UTC).timestamp() * 1_000_000 - form.state.wanted.since < 8 * 86_400_000_000
    assert form.state.values["period"] == "typed"
    form.put("period", "typed")
    assert form.state.wanted.since
    form.put("period", "")
    assert not form.state.changed


def test_a_scanned_thing_is_filled_in_where_it_belongs(shop: Any) -> None:
    form = Filling(shop)
    assert form.scan(b"0805-103").result == "filtered"
    assert form.state.wanted.part.id == shop.ids["resistor"]
    form.scan(b"SN-0001")
    assert (form.state.wanted.part, form.state.wanted.item.id) == (None, shop.ids["psu 1"])
    form.scan(b"MAIN/B")
    assert form.state.wanted.place.id == shop.ids["b"]
    assert form.state.wanted.item is not None


def test_a_scan_takes_the_place_of_a_text_that_could_not_be_taken(shop: Any) -> None:
    form = Filling(shop)
    form.put("item", "nothing")
    form.put("since", "soon")
    form.scan(b"SN-0001")
    assert set(form.state.errors) == {"since"}
    assert form.state.values["item"] == "PSU-12 · SN-0001"


def test_of_an_unknown_code_its_scans_are_asked_for_but_not_its_movements(shop: Any) -> None:
    form = Filling(shop)
    assert form.scan(HOSTILE.encode()).tone is Tone.OK
    assert form.state.wanted.text == HOSTILE
    moves = Filling(shop, Log.MOVEMENTS)
    assert moves.scan(b"nope").tone is Tone.NO
    assert Filling(shop).scan(b"\xff").tone is Tone.NO
    assert moves.state.wanted == Filter()


def test_any_code_is_its_own_text_while_that_field_is_open(shop: Any) -> None:
    form = Filling(shop)
    form.state = history_filter.at(None, shop.post, form.state, "text")  # type: ignore[arg-type]
    form.scan(b"SN-0001")
    assert (form.state.wanted.text, form.state.wanted.item) == ("SN-0001", None)


def test_a_code_of_several_things_changes_nothing(shop: Any) -> None:
    form = Filling(shop)
    assert form.scan(b"007").result == "ambiguous"
    assert not form.state.changed


def test_what_a_field_offers_is_taken_when_it_is_chosen(scanned: Any) -> None:
    form = Filling(scanned)
    for name, text in (("part", "resis"), ("item", "SN-00"), ("place", "main")):
        kind = history_filter.THINGS[name]
        options = scanned.store.look(history_filter.find(kind), scanned.post, text)
        assert options
        form.put(name, options[0].key)
        assert getattr(form.state.wanted, name).kind is kind
    (device,) = scanned.store.look(history_filter.find_name(Log.JOURNAL, "device"), scanned.post, "SCAN")
    assert device.key == "scanner"


def test_a_search_for_one_kind_is_not_crowded_out_by_another(shop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_filter, "FOUND", 2)
    found = shop.store.look(history_filter.find(Kind.LOCATION), shop.post, "a")
    assert [option.text.partition(" ")[0] for option in found] == ["MAIN", "MAIN/A"]


# The file


def told(rows: int, percent: int) -> bool:
    assert 0 <= percent <= 100
    return True


def write(shop: Any, path: Path, log: Log = Log.JOURNAL, wanted: Filter = EVERYTHING, **kwargs: Any) -> int:
    def read(fn: Callable[..., Any], *args: Any) -> Any:
        return shop.store.look(fn, shop.post, *args)

    return history_export.write(read, log, wanted, path, kwargs.get("told", told))


@pytest.mark.parametrize("stretch", [1, 2, 5_000])
def test_a_file_has_all_rows_that_fit_whatever_they_hold(
    scanned: Any, tmp_path: Path, stretch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "STRETCH", stretch)
    monkeypatch.setattr(history_export, "PAGE", 1)
    assert write(scanned, tmp_path / "new" / "a.csv") == 5
    with (tmp_path / "new" / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream)
    assert header == list(COLUMNS[Log.JOURNAL])
    assert [row[header.index("code")] for row in rows] == ["SN-0001", f"'{HOSTILE}", "nope", "RES-10K", "SN-0001"]
    assert write(scanned, tmp_path / "b.json", wanted=replace(Filter(), result="unknown")) == 2
    assert [row["code"] for row in json.loads((tmp_path / "b.json").read_text("ascii"))] == [HOSTILE, "nope"]
    assert write(scanned, tmp_path / "none.json", wanted=replace(Filter(), result="never")) == 0
    assert json.loads((tmp_path / "none.json").read_text()) == []


def test_movements_fill_a_workbook(scanned: Any, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    rows = write(scanned, tmp_path / "m.xlsx", Log.MOVEMENTS)
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx").active
    assert sheet.max_row == rows + 1
    assert [cell.value for cell in sheet[1]] == list(COLUMNS[Log.MOVEMENTS])


def test_a_cancelled_file_leaves_nothing(scanned: Any, tmp_path: Path) -> None:
    for ending in (".csv", ".json"):
        with pytest.raises(history_export.Cancelled):
            write(scanned, tmp_path / "out" / f"a{ending}", told=lambda rows, percent: False)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_file_is_written_in_short_reads(scanned: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scan comes in between any two of them."""
    monkeypatch.setattr(history, "STRETCH", 2)
    calls: list[Iterator[Any]] = []

    def read(fn: Callable[..., Any], *args: Any) -> Any:
        calls.append(args)  # type: ignore[arg-type]
        return scanned.store.look(fn, scanned.post, *args)

    history_export.write(read, Log.JOURNAL, Filter(), tmp_path / "a.csv", told)
    assert len(calls) == 3 + 3  # stretches, and the rows of each


def test_a_folder_that_can_not_be_made_is_said(scanned: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KioskError, match="file"):
        write(scanned, tmp_path / "file" / "a.csv")


def test_a_files_name_has_what_and_when() -> None:
    at = datetime(2026, 11, 30, 14, 5, 6, tzinfo=ZONE)
    assert history_export.name(Log.MOVEMENTS, at, ".xlsx") == "movements-2026-11-30-140506.xlsx"
