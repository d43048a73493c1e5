"""`kiosk scan`: the answer for people and programs, the journal row, the exit code."""

import json
import os
import sqlite3

import pytest

from kiosk.barcodes.reading import Verdict
from kiosk.stock.thing import Kind

PART = "2012345678903"  # of the sample shop


def shared_batch(shop):
    """A batch that several stock items on hand have."""
    with sqlite3.connect(shop) as db:
        (batch,) = db.execute(
            "SELECT batch FROM stock_item WHERE batch IS NOT NULL AND location_id IS NOT NULL"
            " GROUP BY batch HAVING count(*) > 1 LIMIT 1"
        ).fetchone()
    db.close()
    return batch


def journalled(shop):
    db = sqlite3.connect(shop)
    rows = db.execute("SELECT raw, result, device, typed FROM scan_record ORDER BY seq").fetchall()
    db.close()
    return rows


def test_the_json_of_found_unknown_and_ambiguous_codes(kiosk, shop):
    batch = shared_batch(shop)
    ended = kiosk("scan", "--json", PART, "nothing", batch)
    found, unknown, ambiguous = json.loads(ended.out)
    assert ended.err == ""
    assert (found["result"], found["code"], found["kind"]) == ("found", PART, "part")
    assert isinstance(found["id"], int)
    assert "CAB-USBC-1" in found["label"]
    assert (unknown["result"], unknown["kind"], unknown["id"], unknown["label"]) == ("unknown", None, None, None)
    assert (ambiguous["result"], ambiguous["kind"]) == ("ambiguous", None)
    assert len(ambiguous["things"]) > 1
    for answer in (found, unknown, ambiguous):
        assert answer["readings"]
        for reading in answer["readings"]:
            assert set(reading) >= {"reader", "verdict", "why"}
            assert reading["verdict"] in set(Verdict)
            assert reading["why"]
        assert all(thing["kind"] in set(Kind) for thing in answer["things"])


def test_an_unknown_code_tells_what_can_be_done_from_here_and_what_is_wrong_with_it(kiosk, shop):
    for argv in [["scan", "nothing"], ["scan", "--json", "nothing"]]:
        assert "scan it at a station's Quick scan" in kiosk(*argv).out
    assert "Quick scan" not in kiosk("scan", "2012345678904").out  # its check digit is wrong


def test_the_exit_code_is_0_found_1_unknown_3_ambiguous_and_unknown_wins(kiosk, shop):
    batch = shared_batch(shop)
    assert kiosk("scan", PART).code == 0
    assert kiosk("scan", PART, "nothing").code == 1
    assert kiosk("scan", PART, batch).code == 3
    assert kiosk("scan", "nothing", batch).code == 1


def test_every_code_is_journalled_once_with_its_bytes_the_same_one_twice_as_two(kiosk, shop):
    kiosk("scan", PART, PART, os.fsdecode(b"\xff\xfe"), "")
    assert journalled(shop) == [
        (PART.encode(), "found", "command", 0),
        (PART.encode(), "found", "command", 0),
        (b"\xff\xfe", "unknown", "command", 0),
        (b"", "unknown", "command", 0),
    ]


def test_hex_gives_control_characters_and_wrong_hex_journals_nothing(kiosk, shop):
    (answer,) = json.loads(kiosk("scan", "--hex", "--json", "611d62").out)
    assert (answer["code"], answer["hex"]) == ("a\x1db", "611d62")
    assert kiosk("scan", "--hex", "611d62", "6x").code == 2
    assert [row[0] for row in journalled(shop)] == [b"a\x1db"]


@pytest.mark.parametrize("code", ["[/]", "\x1b[31m", "\u202egnp", "a\x9bb", "x" * 4096, os.fsdecode(b"\xff"), "\x7f"])
def test_hostile_codes_reach_no_terminal_as_controls(kiosk, shop, code):
    for argv in [["scan", code], ["scan", "--json", code], ["journal"], ["journal", "--json"], ["journal", "--csv"]]:
        ended = kiosk(*argv)
        assert all(line.isprintable() for line in (ended.out + ended.err).splitlines())


def test_hostile_names_in_the_store_reach_no_terminal_as_controls(kiosk, shop):
    with sqlite3.connect(shop) as db:
        db.execute("UPDATE part SET name = ?", ("\x1b]0;x\x07\u202e[/x]",))
    db.close()
    for argv in [["scan", PART], ["scan", "--json", PART]]:
        ended = kiosk(*argv)
        assert ended.code == 0
        assert all(line.isprintable() for line in ended.out.splitlines())


def test_the_first_scan_makes_the_store(kiosk, home):
    assert kiosk("scan", "nothing").code == 1
    assert (home / "data" / "kiosk" / "kiosk.db").stat().st_mode & 0o777 == 0o600


def test_a_command_code_is_named_and_names_nothing(kiosk, shop) -> None:
    ended = kiosk("scan", "--json", "KSKCMDDONE")
    (answer,) = json.loads(ended.out)
    assert (ended.code, answer["result"], answer["kind"]) == (1, "command", None)
    assert answer["readings"][0]["reader"] == "command"
    assert "command code for done" in kiosk("scan", "KSKCMDDONE").out


def test_what_a_code_says_is_told_in_full_and_to_people_in_a_line(kiosk, shop):
    code = f"010{PART}10AB-1\x1d17301231"
    (answer,) = json.loads(kiosk("scan", "--json", code).out)
    assert (answer["result"], answer["kind"]) == ("found", "part")
    says = answer["says"]
    assert (says["language"], says["rule"], says["counts"]) == ("gs1", "separator", True)
    assert (says["gtin"], says["batch"], says["expiry"]) == (f"0{PART}", "AB-1", "2030-12-31")
    assert [(field["id"], field["text"]) for field in says["fields"]][1] == ("10", "AB-1")
    assert json.loads(kiosk("scan", "--json", PART).out)[0]["says"] is None
    assert "GS1 code: batch AB-1, expires 2030-12-31" in kiosk("scan", code).out
