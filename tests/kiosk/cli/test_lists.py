"""`kiosk lists` prints scan lists and their rows, and writes them to files."""

import csv
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.exchange.scan_lists import COLUMNS
from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.lists import editing, listing, scanning
from kiosk.flows.lists.listing import Listing
from kiosk.stock.rules import Rules
from kiosk.stock.thing import Kind, Thing
from kiosk.store.database import Store
from kiosk.store.sql import execute

HOSTILE = "\x1b[2J=1+1\u202e"


@pytest.fixture
def lists(shop: Path) -> Any:
    """A list with a unit and a part, one of a hostile name, two of the same name, a closed one."""

    def begun(db: Any, post: Any, name: str, *things: Thing) -> Listing:
        state, _ = listing.begin(db, post, Listing(), name)
        for thing in things:
            state, _ = scanning.add(db, post, state, thing)
        return state

    def fill(db: Any) -> None:
        post = begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "0", 1))
        item = execute(db, "SELECT id FROM stock_item WHERE serial IS NOT NULL ORDER BY id LIMIT 1").fetchone()[0]
        unit, part = Thing(Kind.STOCK_ITEM, item, ""), Thing(Kind.PART, 1, "")
        state = begun(db, post, "Friday", unit, part)
        editing.mark(db, post, state, state.row.id)
        begun(db, post, HOSTILE, part)
        begun(db, post, "Twice", part)
        begun(db, post, "Twice", unit)
        editing.close(db, post, begun(db, post, "Over", part))

    with closing(Store(f"sqlite:///{shop}")) as store:
        store.call(fill)
    return shop


def test_the_open_lists_are_printed_newest_first_and_the_closed_ones_on_request(
    kiosk: Callable[..., Any], lists: Any
) -> None:
    done = kiosk("lists", "list")
    assert (done.code, done.err) == (0, "")
    told = done.out.splitlines()
    assert [line.split("  ")[0] for line in told] == ["4", "3", "2", "1"]
    assert told[3].startswith("1  Friday: 2 rows, 1 marked, last used ")
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
    assert "Over" in kiosk("lists", "list", "--closed").out

    found = json.loads(kiosk("lists", "list", "--json").out)
    assert [one["name"] for one in found] == ["Twice", "Twice", HOSTILE, "Friday"]
    assert (found[3]["rows"], found[3]["marked"], found[3]["created_by"]) == (2, 1, "Anna")


def test_there_is_nothing_to_list(kiosk: Callable[..., Any], shop: Path) -> None:
    assert kiosk("lists", "list").out == "No scan list.\n"
    assert json.loads(kiosk("lists", "list", "--json").out) == []


def test_the_rows_of_a_list_are_printed_as_they_are_now(kiosk: Callable[..., Any], lists: Any) -> None:
    done = kiosk("lists", "show", "Friday")
    assert done.code == 0
    rows = done.out.splitlines()[1:]
    assert [row.split()[:2] for row in rows] == [["1", rows[0].split()[1]], ["2", "*"]]

    found = json.loads(kiosk("lists", "show", "Friday", "--json").out)
    assert found["name"] == "Friday"
    assert [tuple(row) for row in found["contents"]] == [COLUMNS] * 2
    assert [row["marked"] for row in found["contents"]] == [False, True]
    assert kiosk("lists", "show", "5").out.startswith("5  Over: 1 row")
    assert kiosk("lists", "show", HOSTILE).code == 0


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("Nobody", 1, "No open scan list is called Nobody."),
        ("Over", 1, "No open scan list is called Over."),
        ("99", 1, "No open scan list is called 99."),
        ("9" * 30, 1, "No open scan list is called"),
        ("Twice", 3, "Several open scan lists are called Twice."),
    ],
)
@pytest.mark.parametrize("command", [("show",), ("export",)])
def test_a_list_that_is_not_just_one_is_said_to_be(
    kiosk: Callable[..., Any], lists: Any, tmp_path: Path, command: tuple[str], name: str, code: int, told: str
) -> None:
    file = (str(tmp_path / "x.csv"),) if command == ("export",) else ()
    done = kiosk("lists", *command, name, *file)
    assert (done.code, done.out) == (code, "")
    assert told in done.err
    assert not (tmp_path / "x.csv").exists()


def test_a_list_is_found_by_the_first_words_of_its_name(kiosk: Callable[..., Any], lists: Path) -> None:
    def rename(db: Any) -> None:
        for id, name in ((1, "List 1 · 21 Nov"), (2, "List 12 · 21 Nov"), (3, "list 1 of Bo")):
            execute(db, "UPDATE scan_list SET name = ? WHERE id = ?", name, id)

    with closing(Store(f"sqlite:///{lists}")) as store:
        store.call(rename)
    assert kiosk("lists", "show", "List 1").out.startswith("1  List 1 · 21 Nov")
    assert kiosk("lists", "show", "List 12 ·").out.startswith("2  List 12")
    several = kiosk("lists", "show", "List")
    assert (several.code, several.out) == (3, "")
    assert "The names of several open scan lists begin with List." in several.err
    for name in ("Li", "21", "%", "L_st", "List 1 · 22"):
        assert kiosk("lists", "show", name).code == 1, name


@pytest.mark.parametrize("name", ["", "  "])
def test_no_name_is_no_list(kiosk: Callable[..., Any], lists: Path, name: str) -> None:
    done = kiosk("lists", "show", name)
    assert (done.code, done.out) == (1, "")
    assert "That names no scan list." in done.err


def test_no_folder_is_made_for_a_file_that_was_told(kiosk: Callable[..., Any], lists: Path, tmp_path: Path) -> None:
    done = kiosk("lists", "export", "Friday", str(tmp_path / "nodir" / "x.csv"))
    assert done.code == 4
    assert not (tmp_path / "nodir").exists()


def test_a_list_is_written_to_a_file_once(kiosk: Callable[..., Any], lists: Any, tmp_path: Path) -> None:
    file = tmp_path / "friday.csv"
    done = kiosk("lists", "export", "Friday", str(file))
    assert (done.code, done.out, done.err) == (0, f"Wrote 2 rows to {file}.\n", "")
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    assert [row[1] for row in rows] == ["kind", "stock_item", "part"]
    assert all(row[2].startswith("KSK-") for row in rows[1:])

    again = kiosk("lists", "export", "Friday", str(file))
    assert (again.code, again.out) == (4, "")
    assert "exists" in again.err
    assert kiosk("lists", "export", "Friday", str(file), "--force").code == 0
    assert kiosk("lists", "export", "Friday", str(tmp_path / "x.doc")).code == 2
    assert json.loads((kiosk("lists", "export", "1", str(tmp_path / "x.json")), tmp_path / "x.json")[1].read_text())
