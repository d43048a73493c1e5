"""`kiosk barcode`: what it says to people and programs, what it changes, how it ends."""

import io
import json
import sys
from contextlib import closing
from typing import Any

import pytest

from kiosk.store.database import Store
from kiosk.store.verify import verify

PART, CABLE, ROOM = "RES-0805-10R", "CAB-USBC-1", "MAIN/A/01"


@pytest.fixture
def typed(monkeypatch: Any) -> Any:
    """`typed(b"…")` is what standard input holds."""
    return lambda raw: monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))


def scanned(kiosk: Any, *argv: str) -> Any:
    return json.loads(kiosk("scan", "--json", *argv).out)[0]


def answered(ended: Any) -> Any:
    return json.loads(ended.out)


def codes(kiosk: Any, *argv: str) -> Any:
    return [one["code"] for one in answered(kiosk("barcode", "list", "--json", *argv))]


def test_an_assigned_code_is_found_by_a_scan(kiosk, shop):
    ended = kiosk("barcode", "assign", "NEW-1", PART)
    assert (ended.code, ended.err) == (0, "")
    assert f"NEW-1 names the part {PART}" in ended.out
    assert scanned(kiosk, "NEW-1")["label"].startswith(PART)
    assert kiosk("db", "verify").code == 0


def test_the_pack_is_what_one_scan_stands_for(kiosk, shop):
    told = answered(kiosk("barcode", "assign", "--json", "BOX", PART, "--pack", "10"))
    assert (told["code"], told["hex"], told["kind"], told["pack"], told["again"]) == (
        "BOX",
        "424f58",
        "part",
        "10",
        False,
    )
    (listed,) = [one for one in answered(kiosk("barcode", "list", PART, "--json")) if one["code"] == "BOX"]
    assert listed["pack"] == "10"
    assert "10 each" in kiosk("barcode", "list", PART).out


@pytest.mark.parametrize("code", [ROOM, CABLE, "4006381333949"])
def test_a_code_in_doubt_is_assigned_by_force_alone(kiosk, shop, code):
    refused = kiosk("barcode", "assign", code, PART)
    assert (refused.code, refused.out) == (1, "")
    assert "--force" in refused.err
    assert kiosk("barcode", "assign", code, PART, "--force").code == 0
    assert scanned(kiosk, code)["label"].startswith(PART)
    assert kiosk("db", "verify").code == 0


def test_assigning_it_again_changes_only_a_pack_that_is_told(kiosk, shop):
    kiosk("barcode", "assign", "BOX", PART, "--pack", "10")
    again = answered(kiosk("barcode", "assign", "--json", "BOX", PART))
    assert (again["again"], again["pack"]) == (True, "10")
    assert "already" in kiosk("barcode", "assign", "BOX", PART, "--pack", "10").out
    changed = answered(kiosk("barcode", "assign", "--json", "BOX", PART, "--pack", "12"))
    assert (changed["again"], changed["pack"]) == (False, "12")


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["assign", "2012345678903", PART], "taken"),
        (["assign", "NEW", PART, "--pack", "0"], "invalid_pack"),
        (["assign", "NEW", PART, "--pack", "2.5"], "invalid_pack"),
        (["assign", "NEW", ROOM, "--pack", "2"], "invalid_pack"),
        (["assign", "KSK-PA1", PART], "not_assignable"),
        (["assign", "KSKCMDDONE", PART], "not_assignable"),
        (["assign", " ", PART], "not_assignable"),
        (["assign", "x" * 1025, PART], "not_assignable"),
        (["assign", "NEW", "no such thing"], "unknown_code"),
        (["assign", "CAB-USBC-1", PART], "names_another"),
        (["assign", ROOM, PART], "names_another"),
        (["assign", "4006381333949", PART], "wrong_check_digit"),
        (["unassign", "NEW"], "not_assigned"),
        (["unassign", "2012345678903", PART], "names_another"),
        (["unassign", "2012345678903", "no such thing"], "unknown_code"),
        (["list", "no such thing"], "unknown_code"),
    ],
)
def test_what_is_refused_ends_with_1_has_a_code_and_changes_nothing(kiosk, shop, argv, code):
    before = codes(kiosk, "--all")
    ended = kiosk("barcode", *argv, "--json")
    assert ended.code == 1
    (error,) = answered(ended)["errors"]
    assert error["code"] == code
    ended = kiosk("barcode", *argv)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("kiosk: ")
    assert codes(kiosk, "--all") == before


def test_a_name_of_several_things_ends_with_3_and_lists_codes_that_name_one_each(kiosk, shop):
    with closing(Store(f"sqlite:///{shop}")) as store:
        sql = "SELECT batch FROM stock_item WHERE location_id > 0 AND batch > '' GROUP BY batch HAVING COUNT(*) > 1"
        (batch,), *_ = store.look(lambda db: db.execute_sql(sql).fetchall())
    ended = kiosk("barcode", "assign", "NEW", batch)
    assert ended.code == 3
    assert "KSK-SI" in ended.err
    assert answered(kiosk("barcode", "assign", "NEW", batch, "--json"))["errors"][0]["code"] == "ambiguous_code"


@pytest.mark.parametrize(
    ("argv", "stdin"),
    [
        (["--hex", "41421d4344"], b""),
        (["--escapes", r"AB\x1dCD"], b""),
        (["-"], b"AB\x1dCD\n"),
        (["-"], b"AB\x1dCD\r\n"),
        (["--hex", "-"], b"41421D4344\n"),
    ],
)
def test_bytes_that_no_shell_types_come_by_hex_escapes_or_standard_input(kiosk, shop, typed, argv, stdin):
    typed(stdin)
    ended = kiosk("barcode", "assign", *argv, ROOM, "--json")
    assert answered(ended)["hex"] == "41421d4344"
    assert scanned(kiosk, "--hex", "41421d4344")["kind"] == "location"
    assert "AB␝CD" in kiosk("barcode", "list", ROOM).out


@pytest.mark.parametrize("argv", [["--hex", "xy"], ["--escapes", r"a\q"], [""], ["-"]])
def test_what_is_no_code_ends_with_the_usage(kiosk, shop, typed, argv):
    typed(b"\n")
    ended = kiosk("barcode", "assign", *argv, PART)
    assert (ended.code, ended.out) == (2, "")


def test_a_code_that_was_taken_off_is_unknown_and_stays_as_history(kiosk, shop):
    kiosk("barcode", "assign", "OLD", PART)
    ended = kiosk("barcode", "unassign", "OLD", PART)
    assert ended.code == 0
    assert "names nothing any more" in ended.out
    assert scanned(kiosk, "OLD")["result"] == "unknown"
    assert "OLD" not in codes(kiosk, PART)
    (past,) = [one for one in answered(kiosk("barcode", "list", PART, "--history", "--json")) if one["code"] == "OLD"]
    assert past["unassigned_at"] is not None
    assert past["unassigned_by"]
    kiosk("barcode", "assign", "OLD", CABLE)
    assert "OLD" in codes(kiosk, CABLE)


def test_a_code_of_a_suppliers_part_stands_for_its_pack_and_stays_the_suppliers(kiosk, shop):
    with closing(Store(f"sqlite:///{shop}")) as store:
        sql = "SELECT id, pack FROM supplier_part WHERE pack > 1000000 ORDER BY id LIMIT 1"
        ((id, pack),) = store.look(lambda db: db.execute_sql(sql).fetchall())
    told = answered(kiosk("barcode", "assign", "SUPPLIED", f"KSK-SP{id}", "--json"))
    assert (told["kind"], told["id"], told["pack"]) == ("supplier_part", id, str(pack // 1_000_000))


def test_all_codes_are_listed_however_many(kiosk, shop):
    with closing(Store(f"sqlite:///{shop}")) as store:
        sql = (
            "INSERT INTO barcode (raw, loose, kind, thing_id, pack, assigned_by, assigned_at)"
            " VALUES (?, ?, 'part', 1, 1000000, '', 0)"
        )
        names = [b"MANY-%d" % number for number in range(450)]
        store.call(lambda db: [db.execute_sql(sql, (name, name)) for name in names] and None)
    listed = codes(kiosk, "--all")
    assert {name.decode() for name in names} <= set(listed)
    assert len(listed) == len(set(listed))
    assert kiosk("barcode", "list").code == 2
    assert kiosk("barcode", "list", PART, "--all").code == 2


def test_the_store_holds_after_all_of_it(kiosk, shop):
    kiosk("barcode", "assign", "BOX", PART, "--pack", "10")
    kiosk("barcode", "unassign", "BOX")
    with closing(Store(f"sqlite:///{shop}")) as store:
        assert store.call(verify) == ()
