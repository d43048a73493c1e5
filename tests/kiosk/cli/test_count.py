"""`kiosk count`: a count from its beginning to its posting by commands, and what is refused on the way."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.counting import starting, working
from kiosk.flows.counting.working import Counting
from kiosk.stock.rules import Rules
from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.verify import verify

ROUTER = "RTR2400058"  # a unit on the counter of the sample shop
CABLE = "CAB-USBC-1"  # it has no serials: 6 in MAIN/C/01, 4 in MAIN/BENCH/2

Kiosk = Callable[..., Any]


def started(kiosk: Kiosk, *words: str) -> str:
    ended = kiosk("count", "start", *words, "--json")
    assert (ended.code, ended.err) == (0, "")
    number: str = json.loads(ended.out)["number"]
    return number


def answers(ended: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(ended.out)
    return found


def errors(ended: Any) -> list[str]:
    return [error["code"] for error in json.loads(ended.out)["errors"]]


def test_a_shelf_is_counted_and_posted(kiosk: Kiosk, shop: Path) -> None:
    number = started(kiosk, "--at", "MAIN/C/01")
    ended = kiosk("count", "scan", number, CABLE, "RTR2500059", "NOBODY", "MAIN/C/01", "--json")
    assert ended.code == 1
    assert [one["result"] for one in answers(ended)] == ["counted", "counted", "stranger", "again"]
    assert [one["quantity"] for one in answers(ended)][:2] == ["1", "1"]
    assert answers(ended)[2]["detail"] == "Noted with the count: set it aside."  # there are no keys here
    told = kiosk("count", "scan", number, CABLE, "--quantity", "5")
    assert (told.code, told.err) == (0, "")
    assert told.out == f"{CABLE}: Cable USB-C to USB-C 1 m: 5 pcs here of 6 pcs by the books.\n"
    shown = json.loads(kiosk("count", "show", number, "--json").out)
    assert (shown["state"], shown["scope"]["label"], shown["places"], shown["entries"]) == ("draft", "MAIN/C/01", 1, 3)
    found = {one["kind"]: one for one in shown["differences"] if one["label"] in (CABLE, "RTR-AX18 · RTR2500059")}
    assert (found["short"]["expected"], found["short"]["counted"]) == ("6", "5")
    assert found["elsewhere"]["where"] == "MAIN/C/04"
    text = kiosk("count", "show", number).out
    assert f"{number} draft · Count of MAIN/C/01" in text
    assert "is moved here from MAIN/C/04" in text
    planned = json.loads(kiosk("count", "post", number, "--dry-run", "--json").out)
    assert (planned["posted"], planned["operation"]) == (False, None)
    assert kiosk("count", "post", number, "--dry-run").out.splitlines()[-1].startswith(f"Posting {number}: ")
    posted = kiosk("count", "post", number)
    assert posted.code == 0
    assert posted.out.splitlines()[-1].startswith(f"{number} is posted. ")
    kept = json.loads(kiosk("count", "show", number, "--json").out)
    told = {(one["kind"], one["label"], one["expected"], one["counted"]) for one in kept["differences"]}
    assert told >= {("short", CABLE, "6", "5"), ("over", "RTR-AX18", "0", "1")}
    assert "1 of 0 pcs" in kiosk("count", "show", number).out
    assert kiosk("document", "show", number).code == 0
    assert kiosk("document", "reverse", number, "--yes").code == 0
    store = Store(f"sqlite:///{shop}")
    assert store.look(verify) == ()
    store.close()


def test_a_count_of_a_part_goes_from_place_to_place(kiosk: Kiosk, shop: Path, monkeypatch: Any) -> None:
    number = started(kiosk, "--part", CABLE, "--blind")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"2012345678996\r\n\n2012345678903\n")))
    ended = kiosk("count", "scan", number, "-", "--at", "MAIN/BENCH/2", "--json")
    assert [(one["code"], one["result"], one["quantity"]) for one in answers(ended)] == [
        ("MAIN/BENCH/2", "place", None),
        ("2012345678996", "counted", "10"),
        ("2012345678903", "counted", "11"),
    ]
    done = json.loads(kiosk("count", "post", number, "--json").out)
    assert (done["posted"], done["changes"]) == (True, 1)
    assert done["operation"] is not None


def test_nothing_is_counted_after_a_place_that_is_refused_until_the_next(
    kiosk: Kiosk, shop: Path, monkeypatch: Any
) -> None:
    number = started(kiosk, "--at", "MAIN/C/01")
    ended = kiosk("count", "scan", number, CABLE, "--at", "MAIN/B/01", "--quantity", "4", "--json")
    assert ended.code == 1
    assert [one["result"] for one in answers(ended)] == ["refused", "refused"]
    lines = f"MAIN/B/01\n{CABLE}\nRTR2500059\nMAIN/C/01\n{CABLE}\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    ended = kiosk("count", "scan", number, "-", "--json")
    assert ended.code == 1
    assert [one["result"] for one in answers(ended)] == ["refused", "refused", "refused", "place", "counted"]
    assert answers(ended)[-1]["quantity"] == "1"


def test_the_code_of_a_quantity_is_of_the_line_before_and_of_none_that_was_refused(
    kiosk: Kiosk, shop: Path, monkeypatch: Any
) -> None:
    number = started(kiosk, "--at", "MAIN/C/01")
    lines = f"{CABLE}\nKSKCMDX5\nRTR-AX18\nKSKCMDX3\nRTR2500059\nKSKCMDX2\nKSKCMDDONE\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    found = answers(kiosk("count", "scan", number, "-", "--json"))
    assert [one["result"] for one in found] == [
        "counted",
        "counted",
        "refused",
        "refused",
        "counted",
        "refused",
        "command",
    ]
    assert [one["quantity"] for one in found[:2]] == ["1", "5"]
    assert "F1" not in found[-1]["detail"], "there are no keys here"
    shown = json.loads(kiosk("count", "show", number, "--json").out)
    assert [one["counted"] for one in shown["differences"] if one["label"] == CABLE] == ["5"]
    assert answers(kiosk("count", "scan", number, CABLE, "KSKCMDX4", "--json"))[-1]["quantity"] == "4"


def test_what_is_asked_at_a_station_is_told_and_counts_nothing(kiosk: Kiosk, shop: Path) -> None:
    number = started(kiosk, "--all")
    kiosk("count", "scan", number, "--at", "MAIN/C/01")
    store = Store(f"sqlite:///{shop}")
    store.call(
        lambda db: execute(
            db,
            "UPDATE stock_item SET batch = 'B1' WHERE id = (SELECT i.id FROM stock_item i JOIN part p"
            " ON p.id = i.part_id WHERE p.number = ? AND i.quantity = 4000000)",
            CABLE,
        )
    )
    place = "(SELECT id FROM location WHERE path = 'MAIN/C/01')"
    store.call(lambda db: execute(db, f"UPDATE stock_item SET location_id = {place} WHERE batch = 'B1'"))
    store.close()
    ended = kiosk("count", "scan", number, CABLE, "--json")
    assert ended.code == 3
    assert [(one["result"], one["options"]) for one in answers(ended)] == [
        ("asked", ["Without a batch", "Batch B1", "None of these"])
    ]
    assert CABLE in kiosk("count", "scan", number, CABLE).err
    assert [one["batch"] for one in answers(kiosk("count", "scan", number, "B1", "--json"))] == ["B1"]


def test_counts_are_listed_and_given_up(kiosk: Kiosk, shop: Path) -> None:
    assert kiosk("count", "list").out == "No count is open.\n"
    number = started(kiosk, "--at", "MAIN")
    other = json.loads(kiosk("count", "start", "--all", "--json").out)
    assert other["others"] == [number]
    assert "are open and may count the same stock" in kiosk("count", "start", "--at", "MAIN/C").out
    assert len(kiosk("count", "list").out.splitlines()) == 3
    rows = json.loads(kiosk("count", "list", "--json").out)
    assert [(row["number"], row["scope"] and row["scope"]["label"]) for row in rows][1:] == [
        (other["number"], None),
        (number, "MAIN"),
    ]
    assert rows[0]["held_by"] is None
    assert json.loads(kiosk("count", "cancel", number, "--json").out) == {"number": number, "cancelled": True}
    assert kiosk("count", "cancel", other["number"]).out.startswith(f"{other['number']} is cancelled. ")
    assert errors(kiosk("count", "post", number, "--json")) == ["ended"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("start", "--at", "NOWHERE"), "unknown_location"),
        (("start", "--part", "NOTHING"), "unknown_part"),
        (("scan", "SC-9-9", "x"), "unknown_count"),
        (("show", "SC-9-9"), "unknown_count"),
        (("post", "SC-9-9"), "unknown_count"),
        (("cancel", "GR-1-1"), "unknown_count"),
        (("scan", "SC-2-1", "--at", "NOWHERE"), "unknown_location"),
        (("post", "SC-2-1"), "nothing_counted"),
        (("post", "SC-2-1", "--dry-run"), "nothing_counted"),
    ],
)
def test_what_can_not_be_done_has_a_code(kiosk: Kiosk, shop: Path, words: tuple[str, ...], code: str) -> None:
    assert started(kiosk, "--all") == "SC-2-1"
    ended = kiosk("count", *words, "--json")
    assert (ended.code, errors(ended)) == (1, [code])
    plain = kiosk("count", *words)
    assert (plain.code, plain.out) == (1, "")
    assert plain.err.startswith("kiosk: ")


def test_what_somebody_works_on_at_a_station_is_theirs(kiosk: Kiosk, shop: Path) -> None:
    store = Store(f"sqlite:///{shop}")
    post = store.call(begin, "floor", "Petr", "", Rules(), RunInfo("petr", "", "", "1", 7))
    count = store.call(lambda db: starting.make(db, post, None, blind=False))
    store.call(working.opened, post, Counting(), count.document.id)
    number = count.document.number
    assert errors(kiosk("count", "scan", number, CABLE, "--json")) == ["held"]
    assert "Petr at floor works on" in kiosk("count", "post", number).err
    assert kiosk("count", "show", number).code == 0
    store.close()


@pytest.mark.parametrize(
    "words",
    [
        ("start",),
        ("start", "--all", "--at", "MAIN"),
        ("scan", "SC-1-1"),
        ("scan", "SC-1-1", "a", "b", "--quantity", "2"),
        ("scan", "SC-1-1", "-", "--quantity", "2"),
        (),
    ],
)
def test_a_wrong_command_line_is_refused(kiosk: Kiosk, words: tuple[str, ...]) -> None:
    assert kiosk("count", *words).code == 2
