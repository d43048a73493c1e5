"""What a GS1 code or one with an amount in it comes to at a station: the traps of such codes, through the resolver."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kiosk.barcodes import account
from kiosk.barcodes.reading import Found, Meaning, Reader, Unknown, Verdict
from kiosk.barcodes.resolve import resolve
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes

GTIN = "02000000000015"  # of the resistor, whose EAN-13 is assigned
SSCC = "395011015300000011"
GS = "\x1d"
SCALE = "21.....{NNDDD} 2112345015002=1.5"


def meaning(shop: Any, text: str, amounts: str = "", **kwargs: Any) -> Meaning:
    rules = replace(shop.post, code_amounts=amounts).codes
    return shop.store.call(resolve, shop.scan(text.encode(), **kwargs), rules, ())


def by(found: Meaning) -> list[str]:
    return [reading.reader for reading in account.readings(found.tried) if reading.verdict is Verdict.CHOSEN]


def test_a_gs1_code_names_the_part_of_its_gtin_and_says_the_rest(shop: Any) -> None:
    found = meaning(shop, f"01{GTIN}1726120010AB-1{GS}3025", symbology="C1")
    assert isinstance(found, Found)
    assert (found.thing.kind, found.thing.id, found.pack) == (Kind.PART, shop.ids["resistor"], 25_000_000)
    assert by(found) == [Reader.GS1]
    content = found.tried.content
    assert content is not None
    assert (content.batch, content.expiry) == ("AB-1", date(2026, 12, 31))


def test_trade_items_inside_a_carton_are_each_as_many_pieces_as_their_code_stands_for(shop: Any) -> None:
    found = meaning(shop, f"02{GTIN}3712", symbology="C1")
    assert isinstance(found, Found)
    assert found.pack == 120_000_000
    assert found.tried.content is not None
    assert found.tried.content.quantity == 120


def test_a_count_of_the_goods_themselves_is_of_pieces_whatever_is_inside(shop: Any) -> None:
    found = meaning(shop, f"01{GTIN}3712{GS}3025", symbology="C1")
    assert isinstance(found, Found)
    assert found.pack == 25_000_000


def test_a_measure_stays_with_its_unit_and_is_no_count(shop: Any) -> None:
    found = meaning(shop, f"01{GTIN}3103001250")
    assert isinstance(found, Found)
    assert found.pack == 10_000_000  # what its EAN stands for
    assert found.tried.content is not None
    assert (found.tried.content.quantity, found.tried.content.unit) == (Decimal("1.250"), "kg")


@pytest.mark.parametrize("code", ["10ABC", "21-0042", f"01{GTIN}10AB", f"10ABC{GS}21X"])
def test_codes_assigned_here_come_first(shop: Any, code: str) -> None:
    shop.store.call(barcodes.assign, shop.post, code.encode(), shop.part("fan"))
    found = meaning(shop, code)
    assert isinstance(found, Found)
    assert found.thing.id == shop.ids["fan"]
    assert by(found) == [Reader.ASSIGNED]
    assert found.tried.content is None


@pytest.mark.parametrize("code", ["10ABC", "21-0042", "", "17261231"])
def test_a_plain_code_that_looks_like_an_element_is_none(shop: Any, code: str) -> None:
    found = meaning(shop, code)
    assert isinstance(found, Unknown)
    assert found.tried.content is None


def test_a_misread_ean_is_an_error_and_no_order_number(shop: Any) -> None:
    found = meaning(shop, "4006381333932")
    assert isinstance(found, Unknown)
    assert found.tried.content is None
    assert "misread: its last digit should be 1" in account.invalid(found.tried)


def test_a_gs1_code_with_a_misread_gtin_names_nothing(shop: Any) -> None:
    found = meaning(shop, f"01{GTIN[:-1]}610AB", symbology="d2")
    assert isinstance(found, Unknown)
    assert found.tried.content is not None
    assert "should be 5. Scan it again" in found.tried.content.faults[0]


@pytest.mark.parametrize("assigned", [SSCC, "00" + SSCC])
def test_a_pallet_is_known_by_its_sscc_however_it_was_assigned(shop: Any, assigned: str) -> None:
    bag = Thing(Kind.STOCK_ITEM, shop.ids["bag"], "")
    shop.store.call(barcodes.assign, shop.post, assigned.encode(), bag)
    found = meaning(shop, f"00{SSCC}13260101")
    assert isinstance(found, Found)
    assert found.thing.id == shop.ids["bag"]


def test_the_amount_in_a_code_is_how_much_of_the_part_one_scan_is(shop: Any) -> None:
    shop.store.call(barcodes.assign, shop.post, b"2112345000008", shop.part("fan"))
    found = meaning(shop, "2112345015002", SCALE)
    assert isinstance(found, Found)
    assert (found.thing.id, found.pack) == (shop.ids["fan"], 1_500_000)
    assert by(found) == [Reader.AMOUNT]
    assert isinstance(meaning(shop, "2112345015002"), Unknown)  # with no pattern set
    assert isinstance(meaning(shop, "2112345015003", SCALE), Unknown)  # misread
    whole = meaning(shop, "2112345000008", SCALE)
    assert isinstance(whole, Found)
    assert (whole.pack, by(whole)) == (1_000_000, [Reader.ASSIGNED])


def test_a_code_that_is_no_gtin_is_known_by_what_is_left_of_it(shop: Any) -> None:
    shop.store.call(barcodes.assign, shop.post, b"99100000", shop.part("fan"))
    found = meaning(shop, "99100025", "991{NNNDD} 99100025=0.25")
    assert isinstance(found, Found)
    assert (found.thing.id, found.pack) == (shop.ids["fan"], 250_000)
