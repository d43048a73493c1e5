"""`kiosk act`: one action on many things by one command, or all that is refused and nothing changed."""

import io
import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.lists import editing, listing, scanning
from kiosk.flows.lists.listing import Listing
from kiosk.stock.rules import Rules
from kiosk.stock.thing import Kind, Thing
from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.verify import verify

ROUTER = "RTR-AX18"  # of the sample shop, its units have serials


def ask(shop: Path, sql: str, *params: object) -> list[tuple[Any, ...]]:
    store = Store(f"sqlite:///{shop}")
    try:
        assert store.call(verify) == ()
        return list(store.call(lambda db: execute(db, sql, *params).fetchall()))
    finally:
        store.close()


def units(shop: Path) -> list[str]:
    """Serials of routers in stock."""
    sql = """SELECT i.serial FROM stock_item i JOIN part p ON p.id = i.part_id WHERE p.number = ?
        AND i.status = 'in_stock' ORDER BY i.serial"""
    return [serial for (serial,) in ask(shop, sql, ROUTER)]


def place(shop: Path, serial: str) -> str:
    sql = "SELECT l.path FROM stock_item i JOIN location l ON l.id = i.location_id WHERE i.serial = ?"
    return str(ask(shop, sql, serial)[0][0])


@pytest.fixture
def stocked(kiosk, shop) -> Path:
    """The shop with three more units."""
    words = ("--part", ROUTER, "--quantity", "3", "--serials", "AA-1+", "--location", "MAIN/COUNTER")
    assert kiosk("receive", *words).code == 0
    return Path(shop)


@pytest.fixture
def loose(shop: Path) -> str:
    """The number of a part that has just one stock item, without a serial."""
    sql = """SELECT p.number FROM stock_item i JOIN part p ON p.id = i.part_id WHERE i.location_id IS NOT NULL
        AND p.tracking = 'none' AND p.decimals = 0 GROUP BY p.number HAVING COUNT(*) = 1 ORDER BY p.number"""
    return str(ask(shop, sql)[0][0])


@pytest.fixture
def spare(shop: Path) -> str:
    """A place where nothing lies."""
    sql = """SELECT path FROM location l WHERE structural = 0 AND archived_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM stock_item i WHERE i.location_id = l.id) ORDER BY path"""
    return str(ask(shop, sql)[0][0])


def test_units_are_moved_and_that_is_undone(kiosk, stocked, shop, spare) -> None:
    some = units(shop)[:2]
    before = place(shop, some[0])
    told = kiosk("act", "move", "--to", spare, *some)
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines() == [
        *(f"{ROUTER} · {serial}: {before} → {spare}" for serial in some),
        "2 moved.",
    ]
    assert {place(shop, serial) for serial in some} == {spare}
    assert kiosk("undo", "--yes").code == 0
    assert {place(shop, serial) for serial in some} == {before}


def test_programs_hear_of_each_row(kiosk, stocked, shop, spare, loose) -> None:
    one = units(shop)[0]
    before = place(shop, one)
    told = json.loads(kiosk("act", "move", one, loose, "--to", spare, "--json").out)
    assert {key: told[key] for key in ("action", "done", "document", "changed", "refused", "again")} == {
        "action": "move",
        "done": True,
        "document": None,
        "changed": 2,
        "refused": 0,
        "again": 0,
    }
    assert isinstance(told["operation"], int)
    assert [row["target"] for row in told["rows"]] == [one, loose]
    assert told["rows"][0] == {
        "target": one,
        "kind": "stock_item",
        "id": told["rows"][0]["id"],
        "label": f"{ROUTER} · {one}",
        "before": before,
        "after": spare,
        "again": False,
        "code": None,
        "message": None,
    }


def test_a_dry_run_changes_nothing(kiosk, stocked, shop, spare) -> None:
    one = units(shop)[0]
    before = place(shop, one)
    told = kiosk("act", "move", one, "--to", spare, "--dry-run")
    assert (told.code, told.err) == (0, "")
    assert told.out.endswith("1 would be changed. Nothing was done yet.\n")
    facts = json.loads(kiosk("act", "move", one, "--to", spare, "--dry-run", "--json").out)
    assert (facts["done"], facts["operation"], facts["changed"]) == (False, None, 1)
    assert place(shop, one) == before


def test_with_one_refused_nothing_is_done_unless_the_rest_is_asked_for(kiosk, stocked, shop, spare) -> None:
    one, other = units(shop)[:2]
    assert kiosk("act", "status", other, "--status", "Lost", "--note", "gone").code == 0
    before = place(shop, one)
    told = kiosk("act", "move", one, other, "--to", spare)
    assert told.code == 1
    assert told.err.startswith(f"kiosk: {ROUTER} · {other}: It is lost, so it is not on hand.")
    assert told.out == "Nothing is done: 1 of 2 refused. --partial does the rest.\n"
    facts = json.loads(kiosk("act", "move", one, other, "--to", spare, "--json").out)
    assert [row["code"] for row in facts["rows"]] == [None, "not_on_hand"]
    assert (facts["done"], facts["changed"], facts["refused"]) == (False, 0, 1)
    assert place(shop, one) == before
    assert kiosk("act", "move", one, other, "--to", spare, "--partial").code == 0
    assert place(shop, one) == spare
    again = kiosk("act", "move", one, "--to", spare)
    assert (again.code, again.out.splitlines()[-1]) == (0, "Nothing is to be done: all is so already.")


def test_what_is_refused_for_one_reason_is_told_once(kiosk, stocked, shop) -> None:
    some = units(shop)[:3]
    told = kiosk("act", "move", *some, "--to", "MAIN")
    why = "MAIN is only a group of places and holds no stock. Choose one in it."
    assert (told.code, told.err) == (1, f"kiosk: {ROUTER} · {some[0]} and 2 more: {why}\n")


def test_codes_are_read_from_standard_input_as_they_stand(kiosk, stocked, shop, spare, monkeypatch) -> None:
    some = units(shop)[:3]
    lines = io.TextIOWrapper(io.BytesIO("\r\n".join([*some[:2], "", some[0]]).encode()))
    monkeypatch.setattr("sys.stdin", lines)
    assert kiosk("act", "move", some[2], "-", "--to", spare).code == 0
    assert {place(shop, serial) for serial in some} == {spare}


def test_unknown_codes_are_all_told_and_nothing_is_done(kiosk, stocked, shop, spare) -> None:
    one = units(shop)[0]
    before = place(shop, one)
    told = kiosk("act", "move", one, "nope", "nor this", "--to", spare, "--partial")
    assert told.code == 1
    assert told.err == "kiosk: Nothing has the name or code nope.\nkiosk: Nothing has the name or code nor this.\n"
    facts = json.loads(kiosk("act", "move", one, "nope", "--to", spare, "--json").out)
    assert facts == {
        "errors": [{"code": "unknown_code", "target": "nope", "message": "Nothing has the name or code nope."}]
    }
    assert kiosk("act", "move", one, "--to", "NOWHERE", "--json").code == 1
    assert kiosk("act", "issue", one, "--document", "GI-9-9", "--json").code == 1
    assert place(shop, one) == before


def test_goods_are_issued_by_a_document_and_come_back_by_another(kiosk, stocked, shop, spare) -> None:
    one = units(shop)[0]
    facts = json.loads(kiosk("act", "issue", one, "--json").out)
    assert facts["document"].startswith("GI-")
    assert ask(shop, "SELECT status FROM stock_item WHERE serial = ?", one) == [("sold",)]
    told = kiosk("act", "return", one, "--to", spare)
    assert told.code == 0
    assert "1 taken back in RT-" in told.out
    assert ask(shop, "SELECT status FROM stock_item WHERE serial = ?", one) == [("returned",)]


def test_quantities_are_counted_added_and_taken(kiosk, shop, loose) -> None:
    sql = "SELECT i.quantity / 1000000 FROM stock_item i JOIN part p ON p.id = i.part_id WHERE p.number = ?"
    ((had,),) = ask(shop, sql, loose)
    assert kiosk("act", "add", loose, "--quantity", "5").out.splitlines()[0].endswith(f"{had} pcs → {had + 5} pcs")
    assert kiosk("act", "remove", loose, "--quantity", "2").code == 0
    assert kiosk("act", "count", loose, "--quantity", str(had + 3)).code == 0  # it is as much already
    assert kiosk("act", "remove", loose, "--quantity", str(had + 4)).code == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("move", "X"), "move needs --to"),
        (("status", "X", "--status", "lost"), "status needs --note"),
        (("batch", "X"), "batch needs --batch or --clear"),
        (("count", "X"), "count needs --quantity"),
        (("move", "--to", "A"), "name something by its CODE, or a list by --list"),
        (("move", "X", "--to", "A", "--status", "lost"), "move has no use for --status"),
        (("move", "X", "--to", "A", "--clear"), "move has no use for --clear"),
        (("batch", "X", "--batch", "B", "--clear"), "--clear takes off what --batch or --expiry would set"),
        (("add", "X", "--quantity", "many"), "many"),
        (("status", "X", "--status", "blue", "--note", "n"), "blue"),
        (("batch", "X", "--batch", "\udcff"), "it is not UTF-8"),
        (("fly", "X"), "fly"),
    ],
)
def test_a_command_line_that_is_wrong_is_refused(kiosk, shop, words: tuple[str, ...], told: str) -> None:
    ended = kiosk("act", *words)
    assert ended.code == 2
    assert told in ended.err


def test_the_marked_rows_of_a_list_are_named_by_it(kiosk, stocked, shop, spare) -> None:
    one, other = units(shop)[:2]
    ids = dict(ask(shop, "SELECT serial, id FROM stock_item WHERE serial IN (?, ?)", one, other))

    def write(db: Any) -> None:
        post = begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "0", 1))
        state, _ = listing.begin(db, post, Listing(), "Shelf")
        for serial in (one, other):
            state, _ = scanning.add(db, post, state, Thing(Kind.STOCK_ITEM, ids[serial], ""))
        editing.mark(db, post, state, None if state.row is None else state.row.id, True)

    with closing(Store(f"sqlite:///{shop}")) as store:
        store.call(write)
    before = place(shop, one)
    assert kiosk("act", "move", "--list", "Nothing", "--to", spare).code == 1
    assert kiosk("act", "move", "--list", "Shelf", "--to", spare).code == 0
    assert (place(shop, one), place(shop, other)) == (before, spare)
