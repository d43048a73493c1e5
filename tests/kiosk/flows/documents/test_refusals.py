"""What a draft refuses at entry, by the name of each rule: in words, with what to do, and nothing is changed by it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.flows.documents import editing, lines, posting, scanning, serials
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.statuses import RULES, Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents, ledger, parts, stations, stock_items
from kiosk.store.parts import NewPart

Begin = Callable[..., Any]
IN = DocKind.RECEIPT


@pytest.fixture
def receipt(shop: Any, draft: Begin) -> Any:
    """A receipt of power supplies."""
    return draft(IN).do(lines.add_part, shop.ids["supply"])


def _become(shop: Any, name: str, *statuses: Status) -> None:
    """Lead a unit along the table of statuses."""
    item = shop.ids[name]

    def change(db: Any) -> None:
        for status in statuses:
            now = stock_items.state(db, item)
            assert now is not None
            after = State(shop.ids["a"] if RULES[status].on_hand else None, now.quantity, status)
            ledger.record(db, shop.post, ledger.begin(db, shop.post, Act.STATUS), [Change(item, now, after)])

    shop.store.call(change)


def _every_way(receipt: Any, shop: Any, serial: str) -> list[tuple[str, str, str]]:
    """What each way of entry answers to one serial."""
    steps = [
        (serials.add, serial),
        (serials.expand, f'"{serial}"'),
        (serials.paste, (serial, "OK-1")),
        (scanning.scan, shop.scan(serial.encode())),
    ]
    return [receipt.do(*step).said for step in steps]


@pytest.mark.parametrize("text", ["", " ", "A\tB", "A\x1dB", "A\nB", " A", "S" * 101])
def test_a_serial_that_is_empty_too_long_or_has_control_characters(receipt: Any, text: str) -> None:
    receipt.do(serials.add, text)
    assert (receipt.said[0], receipt.serials()) == ("no", [])
    assert receipt.said[2]


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        ((), "in stock in MAIN/A"),
        ((Status.DEFECTIVE,), "defective in MAIN/A"),
        ((Status.QUARANTINED,), "quarantined in MAIN/A"),
        ((Status.LOST,), "lost"),
        ((Status.SCRAPPED,), "scrapped"),
        ((Status.IN_REPAIR,), "in repair"),
        ((Status.SOLD, Status.RETURNED), "returned in MAIN/A"),
        ((Status.SOLD,), "comes back by a return"),
        ((Status.IN_REPAIR, Status.REPAIR_DONE), "comes back by a return"),
    ],
)
def test_a_serial_of_stock_is_never_a_new_unit(
    shop: Any, receipt: Any, statuses: tuple[Status, ...], words: str
) -> None:
    _become(shop, "psu 1", *statuses)
    for tone, _, detail in _every_way(receipt, shop, "SN-0001"):
        assert tone == "no"
        assert "PSU-12 · SN-0001" in detail
        assert words in detail
    assert (receipt.serials(), receipt.counts()) == ([], [("PSU-12", "1", 0)])


def test_a_void_unit_frees_its_serial(shop: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["fan"]).do(serials.add, "SN-VOID")
    assert receipt.said[0] == "ok"


def test_a_serial_of_a_variant_is_one_of_its_template(shop: Any, draft: Begin) -> None:
    new = NewPart(number="PSU-12-EU", name="EU plug", tracking="serial", variant_of=shop.ids["supply"])
    receipt = draft(IN).do(lines.add_part, shop.store.call(parts.add, new)).do(serials.add, "SN-0001")
    assert receipt.said[0] == "no"


def test_with_global_serials_another_parts_serial_is_taken(shop: Any, draft: Begin) -> None:
    shop.store.call(lambda db: db.execute_sql("UPDATE setting SET value = '\"global\"' WHERE key = 'serial_scope'"))
    shop.store.call(lambda db: db.execute_sql("UPDATE stock_item SET serial_scope = 0 WHERE serial = 'SN-0001'"))
    receipt = draft(IN).do(lines.add_part, shop.ids["fan"]).do(serials.add, "SN-0001")
    assert receipt.said[0] == "no"
    assert "PSU-12 · SN-0001" in receipt.said[2]


def test_the_document_that_brought_it_is_named(shop: Any, receipt: Any, draft: Begin) -> None:
    receipt.do(serials.add, "N-1").do(lines.place, _place(shop)).do(posting.post)
    assert receipt.said[0] == "ok"
    again = draft(IN).do(lines.add_part, shop.ids["supply"]).do(serials.add, "N-1")
    assert again.said[2] == f"Is PSU-12 · N-1, in stock in MAIN/A by {receipt.state.document.number}."


def _place(shop: Any) -> Thing:
    return Thing(Kind.LOCATION, shop.ids["a"], "MAIN/A")


def test_a_serial_of_another_open_draft_names_draft_station_and_operator(shop: Any, receipt: Any, draft: Begin) -> None:
    def at_desk(db: Any) -> tuple[int, int]:
        id = stations.register(db, "desk")
        return id, stations.add_run(db, id, "u", "", "", "1", 2)

    station, run = shop.store.call(at_desk)
    theirs = draft(IN, post=replace(shop.post, station=station, run=run, operator="Petr"))
    theirs.do(lines.add_part, shop.ids["supply"]).do(serials.add, "T-1")
    for tone, _, detail in _every_way(receipt, shop, "T-1"):
        assert tone == "no"
        assert f"{theirs.state.document.number} of Petr at desk" in detail
    theirs.do(editing.park)
    assert "which is parked" in receipt.do(serials.add, "T-1").said[2]
    shop.store.call(documents.take, theirs.post, theirs.id)
    shop.store.call(documents.cancel, theirs.post, theirs.id)
    assert receipt.do(serials.add, "T-1").said[0] == "ok"


def test_a_serial_of_this_draft_answers_again_in_words(shop: Any, receipt: Any) -> None:
    receipt.do(serials.add, "N-1")
    for tone, _, detail in _every_way(receipt, shop, "N-1"):
        assert tone in ("again", "no")
        assert f"in {receipt.state.document.number} already" in detail
    assert receipt.serials() == ["N-1"]


def test_a_serial_twice_in_one_entry(receipt: Any) -> None:
    assert "A is here twice" in receipt.do(serials.paste, ("A", "B", "A")).said[2]
    assert receipt.do(serials.expand, "A, B, A").said[0] == "no"
    assert receipt.serials() == []


@pytest.mark.parametrize("code", [b"PSU-12", b"MAIN", b"RES-10K"])
def test_what_names_a_thing_is_no_serial(shop: Any, receipt: Any, code: bytes) -> None:
    receipt.do(scanning.scan, shop.scan(code))
    assert receipt.serials() == []


def test_a_quantity_of_zero_or_less_or_with_too_many_decimals(receipt: Any) -> None:
    for text in ("0", "-3", "2.5", "0.0"):
        assert receipt.do(lines.quantity, text).said[0] == "no"
    assert receipt.counts() == [("PSU-12", "1", 0)]


def test_a_structural_and_an_archived_place(shop: Any, receipt: Any) -> None:
    shop.archive("location", "b")
    for code in (b"MAIN", b"KSK-SL%d" % shop.ids["b"]):
        receipt.do(scanning.scan, shop.scan(code))
        assert (receipt.said[0], receipt.state.document.place) == ("no", None)
        assert receipt.said[2]


def test_a_removal_is_not_taken_back_once_stock_has_the_serial(shop: Any, receipt: Any, draft: Begin) -> None:
    receipt.do(serials.add, "N-1").do(serials.remove, "N-1")
    other = draft(IN).do(lines.add_part, shop.ids["supply"]).do(serials.add, "N-1").do(lines.place, _place(shop))
    assert other.do(posting.post).said[0] == "ok"
    receipt.do(editing.undo)
    assert receipt.said[:2] == ("no", "Not taken back")
    assert f"in stock in MAIN/A by {other.state.document.number}" in receipt.said[2]
    assert receipt.serials() == []


def test_a_posted_or_cancelled_document_is_not_worked_on(shop: Any, receipt: Any) -> None:
    receipt.do(serials.add, "N-1").do(lines.place, _place(shop)).do(posting.post)
    for step in ((serials.add, "N-2"), (editing.undo,), (lines.quantity, "3"), (editing.cancel,)):
        receipt.state = replace(receipt.state, done=False)
        assert receipt.do(*step).said[0] == "no"
        assert "posted" in receipt.said[2]
