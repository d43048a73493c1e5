"""Labels of InvenTree: which texts name one of its things, and that ours are found only by its ids."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kiosk.barcodes import account, foreign, languages
from kiosk.barcodes.foreign import ForeignCode
from kiosk.barcodes.reading import Found, Meaning, Reader, Unknown, Verdict
from kiosk.barcodes.resolve import resolve
from kiosk.stock.thing import Kind, Thing
from kiosk.store import code_rows
from kiosk.store.code_rows import Foreign


@pytest.mark.parametrize(
    ("text", "kind", "id"),
    [
        ('{"part": 10}', "part", "10"),
        ('{"part":10}', "part", "10"),
        ('{"stockitem": 5}', "stockitem", "5"),
        ('{"stocklocation": 3}', "stocklocation", "3"),
        ('{"supplierpart": 7}', "supplierpart", "7"),
        ('{"manufacturerpart": 7}', "manufacturerpart", "7"),
        ('{"build": 2}', "build", "2"),
        ('{"purchaseorder": 12}', "purchaseorder", "12"),
        ('{"salesordershipment": 4}', "salesordershipment", "4"),
        ('{"part": "10"}', "part", "10"),
        # releases before 0.9, unless asked to be brief
        (
            '{"instance": "Stock", "part": {"id": 10, "name": "R", "url": "/api/part/10/"}, "tool": "InvenTree",'
            ' "version": "0.1.1 pre"}',
            "part",
            "10",
        ),
        ('{"stockitem": {"pk": 5}}', "stockitem", "5"),
        # releases of 2019
        ('{"id": 4, "tool": "InvenTree", "type": "StockItem", "url": "/api/stock/4/"}', "stockitem", "4"),
        ('{"id": 4, "generated": "2019-09-01", "tool": "InvenTree", "type": "part", "url": "/p/4/"}', "part", "4"),
        ("INV-PA10", "part", "10"),
        ("INV-SI5", "stockitem", "5"),
        ("INV-SL3", "stocklocation", "3"),
        ("INV-SP7", "supplierpart", "7"),
        ("INV-MP8", "manufacturerpart", "8"),
        ("INV-BO1", "build", "1"),
        ("INV-PO1", "purchaseorder", "1"),
        ("INV-SO1", "salesorder", "1"),
        ("INV-SS1", "salesordershipment", "1"),
        ("INV-RO1", "returnorder", "1"),
        ("INV-PA0010", "part", "10"),
    ],
)
def test_a_label_of_inventree_names_its_kind_and_id(text: str, kind: str, id: str) -> None:
    assert languages.foreign(text) == ForeignCode("inventree", kind, id)


@pytest.mark.parametrize(
    "text",
    [
        "INV-PA", "INV-PA0", "INV-XX1", "INV-pa1", "inv-PA1", "INV-PA1 ", "INV-PA-1", "INV-PA" + "1" * 19, "KSK-PA10",
        "INV-2026-001", "{}", "[]", "{", '{"part"}', '{"part": 0}', '{"part": -1}', '{"part": 1.5}', '{"part": true}',
        '{"part": null}', '{"part": []}', '{"part": {}}', '{"part": {"id": {"id": 1}}}', '{"part": "ten"}',
        '{"part": "١٠"}', '{"part": 1e3}', '{"Part": 10}', '{"part": 1, "stockitem": 2}', '{"partner": 10}',
        '{"id": 4, "type": "part"}', '{"id": 4, "tool": "InvenTree"}', '{"id": 4, "tool": "InvenTree", "type": []}',
        '{"part": ' + "9" * 19 + "}", "{pbn:PICK1,on:SO1,pc:C1,pm:X,qty:2}",
    ],
)  # fmt: skip
def test_anything_else_names_nothing(text: str) -> None:
    assert languages.foreign(text) is None


@pytest.mark.parametrize(
    "text",
    [
        '{"part": ' + "[" * 1000 + "}",
        '{"a":' * 200 + "1" + "}" * 200,
        '{"a":' * 20_000 + "1" + "}" * 20_000,
        '{"part": ' + "9" * 1000 + "}",
        '{"part": ' + "9" * 5000 + "}",
        '{"part": "' + "9" * 1000 + '"}',
        '{"part": 1e999999999}',
        '{"part": ' + " " * 5000 + "10}",
        "{" + '"part": 10, ' * 80 + '"x": NaN}',
    ],
)
def test_bombs_of_json_are_refused_before_they_are_read(text: str) -> None:
    assert languages.foreign(text) in (None, ForeignCode("inventree", "part", "10"))


def test_json_longer_than_any_label_is_not_looked_at() -> None:
    label = '{"part": 10' + " " * foreign.LONGEST + "}"
    assert foreign.read(label) is None
    assert foreign.read(label.replace(" " * 20, "")) is not None


_KEYS = st.sampled_from(["part", "stockitem", "id", "pk", "tool", "type", "x"])
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner),
    max_leaves=9,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(_KEYS, _JSON).map(json.dumps))
@example('{"tool": "InvenTree", "type": "part", "id": true}')
def test_no_json_makes_the_reader_raise_and_what_it_names_is_a_whole_number(text: str) -> None:
    found = foreign.read(text)
    assert found is None or (int(found.id) > 0 and found.kind.isalpha())


def meaning(shop: Any, text: str) -> Meaning:
    return shop.store.call(resolve, shop.scan(text.encode()), shop.post.codes, ())


def why(found: Meaning, reader: Reader) -> tuple[Verdict, str]:
    return next((one.verdict, one.why) for one in account.readings(found.tried) if one.reader is reader)


@pytest.mark.parametrize(
    ("text", "kind", "id", "thing", "name"),
    [
        ('{"part": 10}', "part", "10", Kind.PART, "resistor"),
        ("INV-PA10", "part", "10", Kind.PART, "resistor"),
        ('{"stockitem": 5}', "stockitem", "5", Kind.STOCK_ITEM, "psu 1"),
        ('{"stocklocation": 3}', "stocklocation", "3", Kind.LOCATION, "a"),
        ("INV-SP7", "supplierpart", "7", Kind.SUPPLIER_PART, "acme"),
    ],
)
def test_a_label_of_inventree_means_what_its_id_is_known_as_here(
    shop: Any, text: str, kind: str, id: str, thing: Kind, name: str
) -> None:
    unknown = meaning(shop, text)
    assert isinstance(unknown, Unknown)
    assert why(unknown, Reader.EXTERNAL)[0] is Verdict.NO_MATCH
    shop.store.call(code_rows.put, Foreign("inventree", kind, id), Thing(thing, shop.ids[name], ""))
    found = meaning(shop, text)
    assert isinstance(found, Found)
    assert (found.thing.kind, found.thing.id) == (thing, shop.ids[name])
    assert why(found, Reader.EXTERNAL)[0] is Verdict.CHOSEN


def test_an_id_of_inventree_is_never_taken_for_one_of_ours(shop: Any) -> None:
    for text in (f'{{"part": {shop.ids["resistor"]}}}', f"INV-PA{shop.ids['resistor']}"):
        found = meaning(shop, text)
        assert isinstance(found, Unknown)
        verdict, sentence = why(found, Reader.EXTERNAL)
        assert verdict is Verdict.NO_MATCH
        assert sentence


def test_an_id_known_under_another_kind_or_source_is_not_meant(shop: Any) -> None:
    shop.store.call(code_rows.put, Foreign("inventree", "stockitem", "10"), shop.part("resistor"))
    shop.store.call(code_rows.put, Foreign("erp", "part", "10"), shop.part("resistor"))
    assert isinstance(meaning(shop, '{"part": 10}'), Unknown)
