"""A list in a file: every row as it is now, whole or not at all, and nothing in it that a spreadsheet would run."""

import csv
import json
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import KioskError
from kiosk.exchange import xlsx_file
from kiosk.exchange.scan_lists import COLUMNS
from kiosk.flows.lists import editing, exporting
from kiosk.stock.thing import Kind, Thing
from kiosk.store.progress import Stopped
from kiosk.store.stock_items import NewItem


@pytest.fixture
def read(shop: Any) -> Callable[..., Any]:
    return lambda fn, *args: shop.store.look(fn, shop.post, *args)


@pytest.fixture
def full(gathered: Any) -> Any:
    """A list with most kinds of rows, one that looks like a formula, one marked, one with a quantity."""
    (strange,) = gathered.shop.enter(
        NewItem(part=gathered.ids["cable"], location=gathered.ids["b"], quantity=Decimal(1), batch="=1+1")
    )
    gathered.scan(b"SN-0001").do(editing.mark, gathered.rows[0].id).things(gathered.item("reel"))
    gathered.do(editing.quantity, "20").things(Thing(Kind.STOCK_ITEM, strange, ""))
    return gathered.scan(b"2000000000015", b"0805-103", b"MAIN/B")


@pytest.mark.parametrize("ending", [".csv", ".CSV", ".xlsx"])
def test_a_sheet_has_a_row_for_each_with_what_it_is_now(full: Any, read: Any, tmp_path: Path, ending: str) -> None:
    path = tmp_path / "new" / f"file{ending}"
    assert exporting.export(read, full.id, path) == 6

    if ending == ".xlsx":
        sheet = [list(found.cells) for found in xlsx_file.read(path)]
    else:
        sheet = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert tuple(sheet[0]) == COLUMNS
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in sheet[1:]]
    assert [row["row"] for row in rows] == list("123456")
    assert [row["kind"] for row in rows] == [*["stock_item"] * 3, "part", "supplier_part", "location"]
    unit, reel, strange, part, supplied, place = rows
    ids = full.ids
    assert (unit["code"], unit["serial"], unit["status"]) == (f"KSK-SI{ids['psu 1']}", "SN-0001", "in_stock")
    assert (unit["marked"], reel["marked"], unit["list_quantity"], reel["list_quantity"]) == ("yes", "no", "", "20")
    assert (reel["quantity"], reel["unit"], reel["location"], reel["batch"]) == ("5000", "pcs", "MAIN/A", "20261101")
    assert strange["batch"] == ("=1+1" if ending == ".xlsx" else "'=1+1")
    assert (part["part"], part["quantity"], supplied["sku"]) == ("RES-10K", "5200", "0805-103")
    assert (place["part"], place["label"], place["location"], place["quantity"]) == ("", "MAIN/B", "MAIN/B", "4")


def test_json_has_the_same_with_null_for_what_there_is_not(full: Any, read: Any, tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    assert exporting.export(read, full.id, path) == 6
    assert path.read_bytes().isascii()
    rows = json.loads(path.read_text())
    assert list(rows[0]) == list(COLUMNS)
    assert (rows[0]["row"], rows[0]["marked"], rows[0]["batch"], rows[1]["list_quantity"]) == (1, True, None, "20")


def test_a_file_that_exists_stays_and_one_that_is_stopped_leaves_nothing(full: Any, read: Any, tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    with pytest.raises(Stopped):
        exporting.export(read, full.id, path, lambda done: False)
    assert list(tmp_path.glob("*file*")) == []
    path.write_text("mine")
    with pytest.raises(KioskError, match="exists"):
        exporting.export(read, full.id, path)
    assert path.read_text() == "mine"
    with pytest.raises(KioskError):
        exporting.export(read, full.id, tmp_path / "file.doc")


def test_a_long_list_is_read_some_rows_at_a_time(gathered: Any, read: Any, tmp_path: Path) -> None:
    new = NewItem(part=gathered.ids["cable"], location=gathered.ids["a"], quantity=Decimal(1))
    gathered.shop.enter(*[new] * 450)
    gathered.scan(b"MAIN/A").do(editing.expand, gathered.rows[0].id)
    heard: list[float] = []
    reads: list[int] = []

    def counted(fn: Any, *args: Any) -> Any:
        found = read(fn, *args)
        reads.append(len(found[1]))
        return found

    count = exporting.export(partial(counted), gathered.id, tmp_path / "a.csv", lambda done: not heard.append(done))
    assert count == sum(reads) == gathered.head.total == 453
    assert reads == [200, 200, 53]
    assert heard == sorted(heard)
    assert heard[-1] == 1


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("List 3 · 21 Nov", "list-3-21-nov-2026-11-21-140203.csv"),
        ("../../etc/passwd\x00", "etc-passwd-2026-11-21-140203.csv"),
        ("наклейки", "list-2026-11-21-140203.csv"),
        ("x" * 100, f"{'x' * 40}-2026-11-21-140203.csv"),
    ],
)
def test_a_file_is_called_so_that_every_system_takes_it(name: str, file: str) -> None:
    assert exporting.file_name(name, datetime(2026, 11, 21, 14, 2, 3), ".csv") == file
