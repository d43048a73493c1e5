"""`kiosk stock`: a part, a unit, a location, what runs low; for people and for programs."""

import json
from contextlib import closing
from decimal import Decimal

import pytest

from kiosk.cli import stock, stock_facts
from kiosk.store.database import Store

PART, UNIT, PLACE = "PHO-A14-128", "350773755508478", "MAIN/SAFE"


def change(path, *statements):
    with closing(Store(f"sqlite:///{path}")) as store:
        store.call(lambda db: [db.execute_sql(text) for text in statements])


def told(kiosk, *argv):
    ended = kiosk("stock", *argv, "--json")
    assert ended.code == 0
    return json.loads(ended.out)


def test_a_part_with_all_that_is_known_of_its_stock(kiosk, shop):
    part = told(kiosk, PART)
    assert (part["kind"], part["number"], part["on_hand"], part["available"]) == ("part", PART, "2", "1")
    assert [one["location"] for one in part["locations"]] == ["MAIN/QUARANTINE", PLACE]
    assert {one["status"]: one["quantity"] for one in part["statuses"]} == {"in_stock": "1", "quarantined": "1"}
    assert [one["serial"] for one in part["units"]] == [UNIT, "357798609712052"]
    assert part["units_total"] == 2
    assert sum(Decimal(one["quantity"]) for one in part["locations"]) == Decimal(part["on_hand"])
    assert {"number", "name", "unit", "minimum", "below_minimum", "batches", "variants"} <= set(part)


def test_a_unit_with_its_state_and_history(kiosk, shop):
    unit = told(kiosk, UNIT)
    assert (unit["kind"], unit["serial"], unit["status"], unit["location"]) == ("stock_item", UNIT, "in_stock", PLACE)
    assert [row["status_after"] for row in unit["movements"]] == ["in_stock"]
    kiosk("scan", UNIT)
    assert [row["code"] for row in told(kiosk, UNIT)["scans"]] == [UNIT]


def test_a_location_with_what_lies_below_it(kiosk, shop):
    safe, main = told(kiosk, PLACE), told(kiosk, "MAIN")
    assert {row["location"] for row in safe["contents"]} == {PLACE}
    everything = told(kiosk, "MAIN", "--all")["contents"]
    assert all(row in everything for row in safe["contents"])
    assert len(everything) == main["contents_total"] >= len(main["contents"])


def test_for_people_the_same_facts_stand_in_lines(kiosk, shop):
    out = kiosk("stock", PART).out
    assert all(fact in out for fact in (PART, "2 pcs", PLACE, UNIT, "Quarantined"))
    assert all(fact in kiosk("stock", UNIT).out for fact in (PART, "In stock", PLACE))
    assert PART in kiosk("stock", PLACE).out


def test_many_units_are_listed_up_to_a_limit_and_all_of_them_when_asked_for(kiosk, shop, monkeypatch):
    monkeypatch.setattr(stock, "LISTED", 1)
    monkeypatch.setattr(stock_facts, "PAGE", 1)
    assert [len(told(kiosk, PART, *more)["units"]) for more in ([], ["--all"])] == [1, 2]
    assert "1 of 2" in kiosk("stock", PART).out


def test_what_nothing_has_ends_with_1_and_what_several_have_with_3_and_a_way_to_each(kiosk, shop):
    assert kiosk("stock", "nothing at all").code == 1
    change(shop, f"UPDATE stock_item SET batch = '{PART}' WHERE id = 1")
    change(shop, f"UPDATE location SET path = '{PART}' WHERE path = '{PLACE}'")
    ended = kiosk("stock", PART)
    assert (ended.code, ended.out) == (3, "")
    assert told(kiosk, PART, "--part")["kind"] == "part"
    assert told(kiosk, PART, "--location")["kind"] == "location"
    assert told(kiosk, PART, "--serial")["id"] == 1
    codes = [word for word in ended.err.split() if word.startswith("KSK-")]
    assert sorted(told(kiosk, code)["kind"] for code in codes) == ["location", "part", "stock_item"]


def test_a_serial_whose_unit_was_received_by_mistake_says_so(kiosk, shop):
    change(shop, f"UPDATE stock_item SET status = 'void', location_id = NULL WHERE serial = '{UNIT}'")
    for argv in ((UNIT,), (UNIT, "--serial")):
        ended = kiosk("stock", *argv)
        assert (ended.code, ended.out) == (1, "")
        assert f"{UNIT} was received by mistake and taken back" in ended.err
    assert "by mistake" not in kiosk("stock", UNIT, "--location").err


def test_parts_below_their_minimum(kiosk, shop):
    low = told(kiosk, "--low")
    assert all(Decimal(part["on_hand"]) < Decimal(part["minimum"]) for part in low)
    assert low[0]["number"] in kiosk("stock", "--low").out
    change(shop, "UPDATE part SET minimum = NULL")
    assert told(kiosk, "--low") == []
    assert "No part" in kiosk("stock", "--low").out


@pytest.mark.parametrize("argv", [[], ["X", "--low"], ["X", "--part", "--serial"]])
def test_it_is_either_a_name_or_low(kiosk, shop, argv):
    assert kiosk("stock", *argv).code == 2


def test_no_stored_text_acts_on_the_terminal(kiosk, shop):
    change(shop, f"UPDATE part SET name = 'x' || char(27) || '[2J' || char(8238) WHERE number = '{PART}'")
    for argv in ([PART], [UNIT], [PLACE], [PART, "--json"], [PLACE, "--json"]):
        out = kiosk("stock", *argv).out
        assert "\x1b" not in out
        assert "\u202e" not in out
