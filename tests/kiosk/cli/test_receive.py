"""`kiosk receive` and `kiosk issue`: goods in and out by one command each, or all that is wrong and nothing stored."""

import io
import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.verify import verify

ROUTER = "RTR-AX18"  # of the sample shop, its units have serials
CABLE = "CAB-USBC-1"  # it has none: 10 are in stock
TABLES = ("document", "document_line", "draft_serial", "document_event", "stock_item", "movement", "operation")


def ask(shop: Path, sql: str, *params: object) -> list[tuple[Any, ...]]:
    store = Store(f"sqlite:///{shop}")
    try:
        return list(store.call(lambda db: execute(db, sql, *params).fetchall()))
    finally:
        store.close()


def counts(shop: Path) -> list[int]:
    return [ask(shop, f"SELECT COUNT(*) FROM {table}")[0][0] for table in TABLES]


def sound(shop: Path) -> bool:
    store = Store(f"sqlite:///{shop}")
    try:
        return store.call(verify) == ()
    finally:
        store.close()


def receive(kiosk: Any, *words: str, part: str = ROUTER, quantity: str = "3") -> Any:
    return kiosk("receive", "--part", part, "--quantity", quantity, *words)


def issue(kiosk: Any, *words: str, part: str = ROUTER, quantity: str = "1") -> Any:
    return kiosk("issue", "--part", part, "--quantity", quantity, *words)


def codes(ended: Any) -> list[str]:
    return [error["code"] for error in json.loads(ended.out)["errors"]]


def test_units_come_in_and_go_out_and_programs_hear_by_which_document(kiosk, shop) -> None:
    words = ("--serials", "AX-100+", "--batch", "L7", "--location", "MAIN/COUNTER", "--reference", "DN 17")
    done = json.loads(receive(kiosk, *words, "--partner", "Šafránek velkoobchod", "--json").out)
    assert (done["kind"], done["state"], done["got"], done["reference"]) == ("goods_receipt", "posted", "3", "DN 17")
    assert done["partner"] == "Šafránek velkoobchod"
    told = issue(kiosk, "--serials", "AX-101")
    assert (told.code, told.err) == (0, "")
    assert "Goods issue GI-" in told.out
    rows = ask(shop, "SELECT serial, status, batch FROM stock_item WHERE serial LIKE 'AX-1%' ORDER BY serial")
    assert rows == [("AX-100", "in_stock", "L7"), ("AX-101", "sold", "L7"), ("AX-102", "in_stock", "L7")]
    assert sound(shop)


def test_goods_without_serials_come_in_by_quantity_with_their_expiry(kiosk, shop) -> None:
    ended = receive(kiosk, "--expiry", "2031-05-31", "--batch", "B1", part=CABLE, quantity="25")
    assert ended.code == 0
    rows = ask(shop, "SELECT quantity, expiry FROM stock_item WHERE batch = 'B1'")
    assert [(amount // 1_000_000, str(day)) for amount, day in rows] == [(25, "2031-05-31")]
    assert issue(kiosk, part=CABLE, quantity="12").code == 0


def test_lines_of_a_file_stand_as_they_are(kiosk, shop, tmp_path) -> None:
    file = tmp_path / "serials.txt"
    file.write_text("10-15\nA+1\n~\n")
    assert receive(kiosk, "--serials", f"@{file}").code == 0
    rows = ask(shop, "SELECT serial FROM stock_item WHERE serial IN ('10-15', 'A+1', '~')")
    assert len(rows) == 3


def test_serials_come_by_standard_input(kiosk, shop, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"P-1\nP-2\n")))
    assert receive(kiosk, "--serials", "@-", quantity="2").code == 0
    assert len(ask(shop, "SELECT 1 FROM stock_item WHERE serial LIKE 'P-_'")) == 2


def test_a_file_that_is_not_there_ends_with_4(kiosk, shop) -> None:
    ended = receive(kiosk, "--serials", "@nowhere.txt")
    assert ended.code == 4
    assert "nowhere.txt" in ended.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--serials", "AX-1..AX-2"), "count_mismatch"),
        (("--serials", "AX-1, AX-1, AX-2"), "duplicate"),
        (("--serials", "RTR2400058, AX-1, AX-2"), "taken"),
        (("--serials", "AX-5-2+x"), "invalid_group"),
        ((), "serials_required"),
        (("--serials", "AX-1+2", "--location", "NO/WHERE"), "unknown_location"),
        (("--serials", "AX-1+2", "--location", "MAIN/BENCH"), "structural_location"),
        (("--serials", "AX-1+2", "--partner", "Nobody"), "unknown_partner"),
        (("--serials", "AX-1+2", "--batch", "B\x1b[31m"), "invalid_batch"),
        (("--serials", "AX-1+2", "--batch", "B" * 10_000), "invalid_batch"),
        (("--serials", "AX-1+2", "--reference", "R" * 10_000), "invalid_reference"),
        (("--serials", "AX\x1b[31m-1, AX-2, AX-3"), "refused"),
        (("--serials", "A" * 10_000), "refused"),
        (("--serials", "1+999999999"), "range_exceeds_quantity"),
    ],
)
def test_a_refusal_has_a_code_and_stores_nothing(kiosk, shop, words: tuple[str, ...], code: str) -> None:
    before = counts(shop)
    ended = receive(kiosk, *words, "--json")
    assert (ended.code, ended.err) == (1, "")
    assert code in codes(ended)
    assert all(error["message"] for error in json.loads(ended.out)["errors"])
    people = receive(kiosk, *words)
    assert (people.code, people.out) == (1, "")
    assert people.err
    assert "\x1b" not in people.err
    assert len(people.err) < 4_000
    assert counts(shop) == before


@pytest.mark.parametrize("quantity", ["0", "-3", "many", "1e999", "nan", "1.5", "10001", "9" * 400])
def test_a_quantity_that_is_none_is_refused(kiosk, shop, quantity: str) -> None:
    before = counts(shop)
    ended = kiosk("receive", "--part", ROUTER, f"--quantity={quantity}", "--serials", "AX-1+", "--json")
    assert ended.code == 1
    assert "invalid_quantity" in codes(ended)
    assert counts(shop) == before


def test_all_that_is_wrong_is_told_at_once(kiosk, shop) -> None:
    ended = receive(kiosk, "--serials", "AX-1, AX-1", "--location", "NO/WHERE", "--partner", "Nobody", "--json")
    assert {"duplicate", "unknown_location", "unknown_partner"} <= set(codes(ended))


def test_an_unknown_part_is_refused(kiosk, shop) -> None:
    assert codes(receive(kiosk, "--json", part="NO-SUCH", quantity="1")) == ["unknown_part"]


def test_only_what_is_available_goes_out(kiosk, shop) -> None:
    assert codes(issue(kiosk, "--serials", "NO-SUCH", "--json")) == ["unavailable"]
    assert codes(issue(kiosk, "--json", part=CABLE, quantity="1000000")) == ["insufficient"]
    assert issue(kiosk, "--serials", "RTR2400058").code == 0
    again = issue(kiosk, "--serials", "RTR2400058")
    assert again.code == 1
    assert "old" in again.err, "it says in which status the unit is: sold"


def test_a_day_that_is_none_is_wrong_on_the_command_line(kiosk, shop) -> None:
    assert receive(kiosk, "--serials", "AX-1+2", "--expiry", "soon").code == 2


def test_the_part_and_the_quantity_have_to_be_told(kiosk, shop) -> None:
    assert kiosk("receive", "--quantity", "1").code == 2
    assert kiosk("issue", "--part", ROUTER).code == 2


def test_ctrl_c_stops_it_with_nothing_stored(kiosk, shop, monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk.flows.documents import headless

    before = counts(shop)
    done = headless.receive

    def pressed_meanwhile(db: Any, post: Any, wanted: Any, told: Any) -> Any:
        while told(0.0):  # once is not enough where the other thread is just about to wait: it notes it when it wakes
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.01)
        return done(db, post, wanted, told)

    monkeypatch.setattr(headless, "receive", pressed_meanwhile)
    with pytest.raises(KeyboardInterrupt):
        receive(kiosk, "--serials", "AX-1+", quantity="2000")
    assert counts(shop) == before
    assert sound(shop)


@pytest.mark.parametrize("option", ["--part", "--serials", "--batch", "--location", "--partner", "--reference"])
def test_bytes_that_are_no_text_are_wrong_on_the_command_line(kiosk, shop, option: str) -> None:
    before = counts(shop)
    words = {"--part": ROUTER, "--quantity": "1", "--serials": "AX-1", option: os.fsdecode(b"A\xff")}
    ended = kiosk("receive", *(word for pair in words.items() for word in pair))
    assert ended.code == 2
    assert "not UTF-8" in ended.err
    assert counts(shop) == before
