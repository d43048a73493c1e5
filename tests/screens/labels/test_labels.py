"""Labels asked for where things are: by scanner alone, by keyboard alone, and what is said before any is printed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import FilePrinter
from kiosk.flows.documents import editing, posting
from kiosk.flows.documents.editing import Editing
from kiosk.flows.lists import listing, scanning
from kiosk.flows.lists.listing import Listing
from kiosk.flows.printing import asking
from kiosk.flows.printing.asking import Sought
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines, documents, draft_serials, draft_steps
from kiosk.store.draft_serials import New
from kiosk.store.draft_steps import Before
from screens.places import Place

SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24)], ids=["40x15", "80x24"])
PART = "DIS-A14-BK"


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
        await kiosk.key("escape", "2", "2", "f5")
        await kiosk.until(lambda: "1 page is in" in kiosk.words)
        files = sorted((tmp_path / "kiosk" / "exports").iterdir(), key=lambda file: file.suffix)
        assert [file.suffix for file in files] == [".pdf", ".svg"]
        assert files[0].read_bytes().startswith(b"%PDF")
        assert "MAIN/A/01" in files[1].read_text()


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


# Documents and lists


def receipt(db: Any, post: Any, *serials: str) -> int:
    """A draft that brings these units, in this order."""
    part, scope, place = db.execute_sql(
        "SELECT p.id, COALESCE(p.variant_of_id, p.id), l.id FROM part p, location l"
        f" WHERE p.number = '{PART}' AND l.path = 'MAIN/B/01'"
    ).fetchone()
    id = documents.create(db, post, DocKind.RECEIPT)
    columns = {"quantity": len(serials) * 1_000_000, "said": 1, "location_id": place, "serials": len(serials)}
    line = document_lines.add(db, id, part, columns)
    step = draft_steps.add(db, post, id, "line", PART, Before(lines={line: {"removed": 1}}))
    draft_serials.add(db, id, [New(line, serial, scope) for serial in serials], step)
    documents.release(db, post, id)
    return id


async def test_of_a_posted_receipt_what_came_in_and_its_slip(
    bench: Callable[..., Any], queued: Callable[..., Any]
) -> None:
    async with bench((40, 15)) as kiosk:
        id = kiosk.store.call(receipt, kiosk.post, "Z-1", "A-9", "M-5")
        state, _ = kiosk.store.call(editing.opened, kiosk.post, Editing(), id)
        kiosk.store.call(posting.post, kiosk.post, state)
        await kiosk.enter(Place.DOCUMENT_CARD, id)
        await kiosk.key("f4", "5")
        assert "3 things" in kiosk.words
        await kiosk.key("f5", "escape")
        assert kiosk.name == "Card"
        assert printed(kiosk) == ["Z-1", "A-9", "M-5"]
        await kiosk.scan_slowly("KSKCMDPRINT", "KSKCMDDONE")
        assert queued(kiosk)[-1][1] == "document"


async def test_posting_a_receipt_offers_labels_of_what_came_in_by_one_key(bench: Callable[..., Any]) -> None:
    async with bench((40, 15)) as kiosk:
        id = kiosk.store.call(receipt, kiosk.post, "Z-1", "A-9")
        await kiosk.enter(Place.DOCUMENT, id)
        await kiosk.key("f5", "f5")
        assert kiosk.name == "Menu"
        assert "is posted" in kiosk.words
        assert "F8 labels of it" in kiosk.words
        await kiosk.key("f8", "f5")
        assert printed(kiosk) == ["Z-1", "A-9"]
        await kiosk.key("escape")
        assert "F8" not in kiosk.words


def gathered(db: Any, post: Any, ids: list[int]) -> Listing:
    state, _ = listing.begin(db, post, Listing(), "Tuesday")
    for id in ids:
        state, _ = scanning.add(db, post, state, Thing(Kind.STOCK_ITEM, id, ""))
    return state


async def test_of_a_list_the_marked_rows_or_all(bench: Callable[..., Any]) -> None:
    async with bench((40, 15)) as kiosk:
        found = units(kiosk, 3)
        state = kiosk.store.call(gathered, kiosk.post, [id for id, _ in found])
        kiosk.store.call(listing.leave, kiosk.post, state)
        await kiosk.enter(Place.LIST, state.list.id)
        await kiosk.key("f8")
        await kiosk.key(next(line for line in kiosk.lines if "Print labels" in line).split()[0])
        await kiosk.key("f5", "escape")
        assert kiosk.name == "ListScreen"
        assert printed(kiosk) == [serial for _, serial in found]
        await kiosk.key("home", "f6")
        await kiosk.scan_slowly("KSKCMDPRINT", "KSKCMDDONE")
        assert printed(kiosk)[3:] == [found[0][1]]
