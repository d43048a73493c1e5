"""What speaks against assigning a code: it means another thing by itself, or it looks mistyped."""

from typing import Any

import pytest

from kiosk.flows import assign, codes, doubts
from kiosk.outcome import Tone
from kiosk.stock.thing import Kind, Thing


def named(shop: Any, raw: bytes, kind: Kind = Kind.PART, name: str = "fan") -> str:
    told: str = shop.store.look(doubts.named, shop.post, raw, Thing(kind, shop.ids[name], ""))
    return told


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"RES-10K", "RES-10K is the number of the part RES-10K"),
        (b"MAIN/A", "MAIN/A is the path of the location MAIN/A"),
        (b"SN-0001", "SN-0001 is the serial of PSU-12"),
        (b"20261101", "20261101 is the batch of RES-10K"),
        (b"0805-103", "0805-103 is the supplier's number of the part"),
    ],
)
def test_the_name_of_another_thing_is_told(shop: Any, raw: bytes, told: str) -> None:
    assert told in named(shop, raw)


def test_a_code_that_means_nothing_or_the_thing_itself_is_not_doubted(shop: Any) -> None:
    assert named(shop, b"NEW-1") == ""
    assert named(shop, b"FAN-80") == ""
    assert named(shop, b"0805-103", name="resistor") == "", "its supplier's number for it"
    assert named(shop, b"20261101", Kind.STOCK_ITEM, "reel") == "", "its own batch"


def test_what_is_archived_or_assigned_elsewhere_is_no_name(shop: Any) -> None:
    assert named(shop, b"2000000000015") == "", "taken is told as such"
    shop.store.call(lambda db: db.execute_sql("UPDATE part SET archived_at = 1 WHERE number = 'RES-10K'"))
    assert named(shop, b"RES-10K") == ""


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        (b"4006381333949", "8"),
        (b"03600029145X", None),
        (b"036000291453", "2"),
        (b"4006381333931", None),
        (b"96385075", None),
        (b"12345", None),
        (b"\xff" * 13, None),
    ],
)
def test_a_code_as_long_as_an_ean_is_doubted_for_its_last_digit(raw: bytes, right: str | None) -> None:
    told = doubts.mistyped(raw)
    assert told == "" if right is None else told.endswith(f"its last digit would be {right}.")


def test_no_screen_assigns_a_name_of_another_thing(shop: Any) -> None:
    state, outcome = shop.store.call(assign.choose, shop.post, assign.begin(shop.scan(b"MAIN/A")), shop.part("fan"))
    assert (outcome.tone, outcome.result, state.question) == (Tone.NO, "refused", None)
    page = shop.store.look(codes.read, shop.post, codes.begin(shop.part("fan")))
    page, outcome = shop.store.call(codes.scan, shop.post, page, shop.scan(b"RES-10K"))
    assert (outcome.tone, outcome.result, page.question) == (Tone.NO, "refused", None)
    assert "number of the part RES-10K" in outcome.detail


def test_the_question_tells_that_the_last_digit_is_wrong_and_takes_a_yes(shop: Any) -> None:
    raw = b"4006381333949"
    state, outcome = shop.store.call(assign.choose, shop.post, assign.begin(shop.scan(raw)), shop.part("fan"))
    assert outcome.tone is Tone.ASK
    assert outcome.detail.startswith("4006381333949 is no EAN: its last digit would be 8. Assign the code")
    page = shop.store.look(codes.read, shop.post, codes.begin(shop.part("fan")))
    _, asked = shop.store.call(codes.scan, shop.post, page, shop.scan(raw))
    assert asked.detail.startswith("4006381333949 is no EAN")
    _, outcome = shop.store.call(assign.answer, shop.post, state, "yes")
    assert outcome.result == "assigned"
