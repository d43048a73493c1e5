"""Labels asked for where things are: by scanner alone, by keyboard alone, and what is said before any is printed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import FilePrinter
from kiosk.flows.printing import asking
from kiosk.flows.printing.asking import Sought
from kiosk.stock.thing import Kind, Thing
from screens.places import Place

SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24)], ids=["40x15", "80x24"])


def units(kiosk: Any, count: int) -> list[tuple[int, str]]:
    found = kiosk.rows(
        "SELECT id, serial FROM stock_item WHERE serial IS NOT NULL AND status = 'in_stock' ORDER BY id LIMIT ?", count
    )
    assert len(found) == count
    return [(id, serial) for id, serial in found]


def printed(kiosk: Any) -> list[str]:
    """The labels that wait, in their order."""
    return [label.split(" · ")[-1] for (label,) in kiosk.rows("SELECT label FROM print_job ORDER BY id")]


async def test_by_scanner_alone_two_labels_of_each_of_two_units_are_printed_and_dropped(
    bench: Callable[..., Any], queued: Callable[..., Any]
) -> None:
    async with bench((40, 15)) as kiosk:
        (one, first), (other, second) = units(kiosk, 2)
        await kiosk.scan_slowly(f"KSK-SI{one}", "KSKCMDPRINT")
        assert kiosk.name == "Labels"
        await kiosk.scan_slowly(f"KSK-SI{other}")
        assert "2 things" in kiosk.words
        await kiosk.scan_slowly(f"KSK-SI{other}")
        assert "Gets a label already" in kiosk.words
        await kiosk.scan_slowly("KSKCMDX2")
        assert "4 labels" in kiosk.words
        await kiosk.scan_slowly("KSKCMDDONE")
        assert "4 labels for desk" in kiosk.words
        assert "2 wait there" in kiosk.words
        assert [(row[0], row[1], row[3]) for row in queued(kiosk)] == [("desk", "unit", 2)] * 2
        assert [first in row[2] or second in row[2] for row in queued(kiosk)] == [True, True]
        await kiosk.scan_slowly("KSKCMDUNDO")
        assert queued(kiosk) == []
        assert "2 labels dropped" in kiosk.words
        await kiosk.scan_slowly("KSKCMDCANCEL")
        assert kiosk.name == "QuickScan"


async def test_what_needs_a_label_is_typed_where_no_scanner_is(
    bench: Callable[..., Any], queued: Callable[..., Any]
) -> None:
    async with bench((40, 15)) as kiosk:
        await kiosk.enter(Place.LABELS, Sought())
        await kiosk.key("f2")
        await kiosk.type_in("MAIN/A/01")
        assert "1 label" in kiosk.words
        await kiosk.key("f2", "escape")
        assert (kiosk.name, kiosk.frame.prompt.is_open) == ("Labels", False)
        await kiosk.key("f5")
        assert [row[2] for row in queued(kiosk)] == ["MAIN/A/01"]


@SIZES
async def test_by_keyboard_alone_with_another_template_on_another_printer(
    bench: Callable[..., Any], queued: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with bench(size) as kiosk:
        ((id, _),) = units(kiosk, 1)
        await kiosk.scan(f"KSK-SI{id}")
        await kiosk.key("f4", "end", "enter")
        assert kiosk.name == "Labels"
        await kiosk.key("1")
        assert "unit: Unit" in kiosk.words
        at = next(line for line in kiosk.lines if "unit_linear" in line).split()[0].lstrip("▸")
        await kiosk.key(at, "2", "2", "3")
        await kiosk.type_in("3")
        await kiosk.key("f5")
        assert "3 labels for door" in kiosk.words
        assert [(row[0], row[1], row[3]) for row in queued(kiosk)] == [("door", "unit_linear", 3)]
        await kiosk.key("f7", "escape")
        assert queued(kiosk) == []
        assert kiosk.name == "QuickScan"


async def test_what_can_be_no_number_of_copies_is_told_and_nothing_is_queued(
    bench: Callable[..., Any], queued: Callable[..., Any]
) -> None:
    async with bench((40, 15)) as kiosk:
        await kiosk.scan("MAIN/A/01")
        await kiosk.key("f8", "3")
        await kiosk.type_in("1001")
        assert "from 1 to 1,000" in kiosk.words
        await kiosk.key("f5")
        assert "Not printed" in kiosk.words
        assert queued(kiosk) == []


async def test_a_scan_takes_nothing_of_what_is_typed_and_leaving_asks(bench: Callable[..., Any]) -> None:
    async with bench() as kiosk:
        await kiosk.enter(Place.LABELS, Sought())
        await kiosk.key("2", "5")
        await kiosk.scan("MAIN/A/01")
        assert "MAIN/A/01" in kiosk.words
        assert kiosk.frame.prompt.text.endswith("5")
        await kiosk.scan("nothing has this")
        assert "Nothing was added" in kiosk.words
        await kiosk.key("escape", "escape")
        assert kiosk.name == "Labels"
        await kiosk.key("1")
        assert kiosk.name == "Menu"


async def test_what_is_scanned_right_behind_the_code_that_leads_there_gets_its_label(
    bench: Callable[..., Any], queued: Callable[..., Any]
) -> None:
    async with bench((40, 15)) as kiosk:
        await kiosk.scan("KSKCMDPRINT", "MAIN/A/01", "MAIN/A/02", "KSKCMDDONE")
        assert [row[2] for row in queued(kiosk)] == ["MAIN/A/01", "MAIN/A/02"]


async def test_once_they_wait_the_next_scan_begins_the_next_labels(
    bench: Callable[..., Any], queued: Callable[..., Any]
) -> None:
    async with bench((40, 15)) as kiosk:
        await kiosk.scan_slowly("KSKCMDPRINT", "MAIN/A/01", "KSKCMDPRINT", "MAIN/A/02", "RES-0805-10R")
        assert "Place label" in kiosk.words
        assert "Part label" in kiosk.words
        await kiosk.scan_slowly("KSKCMDPRINT")
        assert [row[1:3] for row in queued(kiosk)] == [
            ("location", "MAIN/A/01"),
            ("location", "MAIN/A/02"),
            ("part", "RES-0805-10R"),
        ]
        await kiosk.scan_slowly("KSKCMDUNDO")
        assert [row[2] for row in queued(kiosk)] == ["MAIN/A/01"]


@SIZES
async def test_a_label_that_has_no_room_in_the_printer_is_told_of_before_it_is_printed(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    narrow = FilePrinter(name="desk", folder="/nowhere", language="zpl", width=20, height=10)
    async with station(size, printers=(narrow,)) as kiosk:
        await kiosk.scan("MAIN/A/01")
        await kiosk.key("f8")
        assert "20 by 10 mm" in kiosk.words
        await kiosk.key("f5")
        assert "Can't be printed" in kiosk.words
        assert printed(kiosk) == []


@SIZES
async def test_texts_of_a_label_cant_act_on_the_terminal(
    bench: Callable[..., Any], queued: Callable[..., Any], size: tuple[int, int]
) -> None:
    hostile = "^XA~JR\x1b[2J[red]]]><script>\x07\u202e"

    def rename(db: Any) -> None:
        db.execute_sql("UPDATE part SET name = ? WHERE number = 'RES-0805-10R'", (hostile,))

    async with bench(size, prepare=rename) as kiosk:
        await kiosk.scan("RES-0805-10R")
        await kiosk.key("f8")
        for keys in (("f3",), ("escape", "f5")):
            await kiosk.key(*keys)
            assert all(line.isprintable() for line in kiosk.lines)
        assert len(queued(kiosk)) == 1
        await kiosk.key("f3")
        assert "^XA~JR" in kiosk.words
        assert "[red]" in kiosk.words


async def test_without_a_printer_it_is_told_how_to_have_one_and_files_are_written(
    station: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    async with station((40, 15)) as kiosk:
        await kiosk.scan("MAIN/A/01")
        await kiosk.key("f8")
        assert "[[printer]]" in kiosk.words
        await kiosk.key("f5")
        assert kiosk.name == "LabelFile"
        await kiosk.until(lambda: "1 page is in" in kiosk.words)
        await kiosk.key("escape", "2", "2", "4")
        await kiosk.type_in("21")
        await kiosk.key("3", "backspace", "2", "f5")
        await kiosk.until(lambda: "2 pages are in" in kiosk.words)
        files = sorted((tmp_path / "kiosk" / "exports").iterdir(), key=lambda file: file.suffix)
        assert [file.suffix for file in files] == [".pdf", ".svg", ".svg"]
        assert kiosk.rows("SELECT COUNT(*) FROM print_job") == [(0,)]
        assert files[0].read_bytes().startswith(b"%PDF")
        assert "MAIN/A/01" in files[1].read_text()
        await kiosk.key("escape", "escape")
        assert kiosk.name == "QuickScan"  # what was written is asked about no more


DRAWER = """
[label]
about = "Location: a strip for a drawer"
kind = "location"
width = 48.5
height = 25.4
sheet = "{sheet}"

[[text]]
text = "{{short}}"
x = 2
y = 3
size = 5
width = 25

[[text]]
text = "{{name}} in {{above}}"
x = 2
y = 11
size = 2.5
width = 25

[[code]]
symbology = "datamatrix"
text = "{{code}}"
x = 28
y = 3
width = 19
height = 19
"""


@pytest.fixture
def drawer(tmp_path: Path) -> Callable[..., None]:
    """`drawer(kiosk, sheet)`: the station has a template of its own for locations, for this paper."""

    def add(kiosk: Any, sheet: str) -> None:
        (tmp_path / "location.toml").write_text(DRAWER.format(sheet=sheet))
        config = kiosk.app.parts.config
        labels = replace(config.labels, templates=str(tmp_path))
        kiosk.app.parts = replace(kiosk.app.parts, config=replace(config, labels=labels))

    return add


async def test_of_a_label_that_has_to_be_scrolled_the_code_is_seen_whole(
    bench: Callable[..., Any], drawer: Callable[..., None], camera: Callable[[Any], list[str]]
) -> None:
    async with bench((40, 15)) as kiosk:
        drawer(kiosk, "a4-4x10")
        await kiosk.scan("MAIN/A/01")
        await kiosk.key("f8", "f3")
        await kiosk.until(lambda: camera(kiosk))
        ((id,),) = kiosk.rows("SELECT id FROM location WHERE path = 'MAIN/A/01'")
        assert camera(kiosk) == [f"KSK-SL{id}"]
        assert "PgDn scroll" in kiosk.words
        await kiosk.key("end")
        assert "Resistors" in kiosk.words


async def test_a_paper_that_there_is_not_is_told_of_before_a_file_is_written(
    station: Callable[..., Any], drawer: Callable[..., None]
) -> None:
    async with station((40, 15)) as kiosk:
        drawer(kiosk, "a4-9x99")
        await kiosk.scan("MAIN/A/01")
        await kiosk.key("f8")
        await kiosk.until(lambda: "a4-9x99" in kiosk.words)
        await kiosk.key("f5")
        assert (kiosk.name, "Can't be printed" in kiosk.words) == ("Labels", True)


async def test_the_sheet_of_command_codes_is_printed_from_the_page_of_tasks(
    bench: Callable[..., Any], queued: Callable[..., Any]
) -> None:
    async with bench((40, 15)) as kiosk:
        await kiosk.key("9", "8")
        await kiosk.scan("MAIN/A/01")
        assert "Only the command codes" in kiosk.words
        await kiosk.key("f5")
        assert "1 label for desk" in kiosk.words
        assert [row[1] for row in queued(kiosk)] == ["commands"]


async def test_only_what_goes_on_label_paper_can_begin_behind_its_first_label(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan_slowly("KSKCMDRECEIPT", "KSKCMDDONE", "KSKCMDPRINT")
        assert ("Slip" in kiosk.shown, "First label" in kiosk.shown) == (True, False)
        await kiosk.scan_slowly("MAIN/A/01")
        assert "First label" in kiosk.shown


async def test_of_nothing_and_of_a_unit_that_is_void_no_label_is_printed(
    bench: Callable[..., Any], queued: Callable[..., Any]
) -> None:
    async with bench((40, 15)) as kiosk:
        ((id, _),) = units(kiosk, 1)
        kiosk.store.call(
            lambda db: db.execute_sql("UPDATE stock_item SET status = 'void', location_id = NULL WHERE id = ?", (id,))
        )
        await kiosk.enter(Place.LABELS, Sought())
        await kiosk.scan(f"KSK-SI{id}")
        await kiosk.key("f5")
        assert "Nothing to print" in kiosk.words
        assert queued(kiosk) == []


async def test_more_than_are_printed_at_once_are_told_of(
    bench: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MOST", 2)
    async with bench((40, 15)) as kiosk:
        things = tuple(Thing(Kind.STOCK_ITEM, id, "") for id, _ in units(kiosk, 3))
        await kiosk.enter(Place.LABELS, Sought(things))
        assert "The first 2 of 3" in kiosk.words
        await kiosk.scan("MAIN/A/01")
        assert "No more than 2 at once" in kiosk.words


async def test_labels_that_will_lack_a_code_are_counted_before_they_are_printed(
    bench: Callable[..., Any], drawer: Callable[..., None], tmp_path: Path
) -> None:
    async with bench((40, 15)) as kiosk:
        drawer(kiosk, "a4-4x10")
        file = tmp_path / "location.toml"
        file.write_text(file.read_text().replace('text = "{code}"', 'text = "{gtin}"'))
        await kiosk.scan("MAIN/A/01")
        await kiosk.key("f8")
        await kiosk.until(lambda: "1 label without the code {gtin}: it is empty." in kiosk.words)
