"""`kiosk serials expand`: patterns by themselves, and with a part of the store."""

import io
import json

import pytest

from kiosk import paths


def test_a_pattern_is_expanded_without_any_store(kiosk):
    ended = kiosk("serials", "expand", "10-12, ~", "--quantity", "4", "--latest", "99")
    assert (ended.code, ended.out, ended.err) == (0, "10\n11\n12\n100\n", "")
    assert json.loads(kiosk("serials", "expand", "~+1", "--quantity", "2", "--json").out) == {"serials": ["1", "2"]}
    assert not paths.store().exists()


def test_all_errors_are_told_with_code_and_group(kiosk):
    ended = kiosk("serials", "expand", "5-1, 7, 7", "--quantity", "3", "--json")
    assert (ended.code, ended.err) == (1, "")
    errors = json.loads(ended.out)["errors"]
    assert [(error["code"], error["group"]) for error in errors] == [("invalid_group", "5-1"), ("duplicate", "7")]
    assert all(set(error) == {"code", "group", "message"} for error in errors)
    ended = kiosk("serials", "expand", "5-1, 7, 7", "--quantity", "3")
    assert (ended.code, ended.out) == (1, "")
    assert len(ended.err.splitlines()) == 2


@pytest.mark.parametrize("quantity", ["0", "-1", "10001", "1.5", "two", "", "9" * 5_000])
def test_a_quantity_that_can_not_be_is_an_error_of_the_entry(kiosk, quantity):
    ended = kiosk("serials", "expand", "1", "--quantity", quantity, "--json")
    assert ended.code == 1
    assert [error["code"] for error in json.loads(ended.out)["errors"]] == ["invalid_quantity"]


def test_a_pattern_may_come_from_stdin(kiosk, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n2\n3\n"))
    assert kiosk("serials", "expand", "-", "--quantity", "3").out == "1\n2\n3\n"


@pytest.mark.parametrize(
    "words",
    [
        ("serials", "expand", "1"),
        ("serials", "expand", "1", "--quantity", "1", "--latest", "1", "--part", "X"),
        ("serials", "expand", "1", "--quantity", "1", "--latest", "a\tb"),
        ("serials", "expand", "1", "--quantity", "1", "--latest", ""),
        ("serials",),
    ],
)
def test_a_command_line_that_is_wrong_is_refused(kiosk, words):
    assert kiosk(*words).code == 2


def serialised(kiosk, home, number, scheme=","):
    """A part of the shop that has serials, with this scheme or mask."""
    (home / "p.csv").write_text(f"number,name,tracking,serial_scheme,serial_mask\n{number},P,serial,{scheme}\n")
    assert kiosk("import", "parts", str(home / "p.csv")).code == 0


def stocked(kiosk, home, number, *serials):
    rows = "".join(f"{number},{serial},MAIN/A/01\n" for serial in serials)
    (home / "s.csv").write_text(f"part,serial,location\n{rows}")
    ended = kiosk("import", "stock", str(home / "s.csv"))
    assert ended.code == 0, ended


def test_with_a_part_the_store_knows_what_is_next_and_taken(kiosk, shop, home):
    serialised(kiosk, home, "X-1")
    stocked(kiosk, home, "X-1", "SN-007", "SN-009")
    ended = kiosk("serials", "expand", "SN-006..SN-008", "--quantity", "3", "--part", "X-1", "--json")
    assert ended.code == 1
    (error,) = json.loads(ended.out)["errors"]
    assert (error["code"], error["group"]) == ("taken", "SN-006..SN-008")
    assert "SN-007" in error["message"]
    assert "MAIN/A/01" in error["message"]
    assert kiosk("serials", "expand", "~, ~", "--quantity", "2", "--part", "X-1").out == "SN-010\nSN-011\n"


def test_with_a_part_its_scheme_decides(kiosk, shop, home):
    serialised(kiosk, home, "X-2", "mask,{digits 3}{luhn}")
    ended = kiosk("serials", "expand", "~, 1234", "--quantity", "2", "--part", "X-2", "--json")
    assert [error["code"] for error in json.loads(ended.out)["errors"]] == ["refused"]
    assert kiosk("serials", "expand", "~+2", "--quantity", "3", "--part", "X-2").out == "0018\n0026\n0034\n"
    head = json.loads(kiosk("stock", "X-2", "--json").out)
    assert (head["serial_scheme"], head["serial_mask"]) == ("mask", "{digits 3}{luhn}")


def test_a_part_that_is_not_there_is_told(kiosk, shop):
    ended = kiosk("serials", "expand", "1", "--quantity", "1", "--part", "NONE", "--json")
    assert (ended.code, ended.out) == (1, "")
    assert "NONE" in ended.err
