"""What labels say of things, on both engines, and that many cost as many statements as one."""

from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows.documents import headless
from kiosk.flows.documents.headless import Wanted
from kiosk.labels import templates
from kiosk.labels.fields import FIELDS, LINE, UNIT
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, label_facts, label_things
from kiosk.store.stock_items import NewItem

HOSTILE = "^XA~JR<script>]]>{code}[x]"


def facts(shop: Any, *things: tuple[Kind, str]) -> list[dict[str, str]]:
    return [one.fields for one in read(shop, *things)]


def read(shop: Any, *things: tuple[Kind, str]) -> Any:
    return shop.store.look(label_facts.facts, [Thing(kind, shop.ids[name], "") for kind, name in things])


def receive(shop: Any, **wanted: Any) -> Any:
    return shop.store.call(headless.receive, shop.post, Wanted(**wanted))


def test_a_part(any_shop):
    (told,) = facts(any_shop, (Kind.PART, "resistor"))
    printed = told.pop("printed")
    assert told == {
        "code": f"KSK-PA{any_shop.ids['resistor']}",
        "number": "RES-10K",
        "name": "Resistor 10 kΩ",
        "description": "",
        "unit": "pcs",
        "location": "MAIN/A",
        "gtin": "",
        "gs1": "",
    }
    assert len(printed) == len("2026-11-21")


def test_the_gtin_of_a_part_is_that_of_one_piece_and_never_that_of_a_box(any_shop):
    any_shop.store.call(barcodes.assign, any_shop.post, b"4006381333931", any_shop.part("resistor"), 1_000_000)
    (told,) = facts(any_shop, (Kind.PART, "resistor"))
    assert (told["gtin"], told["gs1"]) == ("4006381333931", "(01)04006381333931"), "the other one stands for ten"


def test_a_suppliers_part(any_shop):
    (told,) = facts(any_shop, (Kind.SUPPLIER_PART, "acme"))
    assert (told["sku"], told["supplier"], told["manufacturer_number"]) == ("0805-103", "Acme", "CRCW0805")
    assert (told["code"], told["pack"]) == (f"KSK-SP{any_shop.ids['acme']}", "100 pcs")
    assert told["gtin"] == "", "that of the part stands for ten pieces"


def test_a_batch(any_shop):
    any_shop.store.call(barcodes.assign, any_shop.post, b"4006381333931", any_shop.part("resistor"), 1_000_000)
    (found,) = read(any_shop, (Kind.STOCK_ITEM, "reel"))
    assert found.kind == "stock_item"
    told = found.fields
    assert (told["quantity"], told["batch"], told["location"], told["place"]) == (
        "5,000",
        "20261101",
        "MAIN/A",
        "Shelf A",
    )
    assert (told["gtin"], told["gs1"]) == ("4006381333931", "(01)04006381333931(10)20261101")


def test_a_unit(any_shop):
    any_shop.store.call(barcodes.assign, any_shop.post, b"4006381333931", any_shop.part("supply"), 1_000_000)
    (found,) = read(any_shop, (Kind.STOCK_ITEM, "psu 1"))
    assert found.kind == "unit"
    assert (found.fields["serial"], found.fields["number"]) == ("SN-0001", "PSU-12")
    assert found.fields["gs1"] == "(01)04006381333931(21)SN-0001"


def test_a_location(any_shop):
    (told,) = facts(any_shop, (Kind.LOCATION, "a"))
    assert (told["location"], told["above"], told["short"], told["name"]) == ("MAIN/A", "MAIN", "A", "Shelf A")


def test_a_gtin_of_the_things_own_goes_before_that_of_its_part(any_shop):
    own = Thing(Kind.STOCK_ITEM, any_shop.ids["reel"], "")
    any_shop.store.call(barcodes.assign, any_shop.post, b"96385074", own, 1_000_000)
    any_shop.store.call(barcodes.assign, any_shop.post, b"4006381333931", any_shop.part("resistor"), 1_000_000)
    assert [told["gtin"] for told in facts(any_shop, (Kind.STOCK_ITEM, "reel"), (Kind.STOCK_ITEM, "rest"))] == [
        "0000096385074",
        "4006381333931",
    ]


def test_a_document_with_its_lines_and_units(any_shop):
    number = {"number": "FAN-80", "name": "Fan 80 mm", "unit": "pcs", "expiry": "", "notes": ""}
    posted = receive(any_shop, part="FAN-80", quantity=Decimal(3), pattern="F-1+2", batch="B1", location="MAIN/A")
    (found,) = any_shop.store.look(label_facts.facts, [posted.thing])
    assert (found.kind, found.fields["number"], found.fields["kind"]) == ("document", posted.number, "Goods receipt")
    assert (found.fields["state"], found.fields["operator"], found.fields["lines"]) == ("posted", "Jana", "1")
    assert found.rows == (
        {**number, "position": "1", "quantity": "3", "batch": "B1", "location": "MAIN/A"},
        *({"serial": f"F-{at}", "missing": ""} for at in (1, 2, 3)),
    )


def test_a_line_that_comes_in_without_a_place_has_the_usual_one_of_its_part(any_shop):
    posted = receive(any_shop, part="RES-10K", quantity=Decimal(3), batch="B1")
    (found,) = any_shop.store.look(label_facts.facts, [posted.thing])
    assert found.rows[0]["location"] == "MAIN/A"
    any_shop.store.call(lambda db: db.execute_sql("UPDATE document SET kind = 'goods_issue'"))
    (found,) = any_shop.store.look(label_facts.facts, [posted.thing])
    assert found.rows[0]["location"] == "", "what goes out is taken from anywhere"


def test_things_come_in_their_order_and_those_that_are_no_more_are_left_out(any_shop):
    wanted = [(Kind.LOCATION, "b"), (Kind.PART, "fan"), (Kind.STOCK_ITEM, "psu 7"), (Kind.LOCATION, "a")]
    things = [Thing(kind, any_shop.ids[name], "") for kind, name in wanted]
    gone = Thing(Kind.PART, 10**9, "")
    found = any_shop.store.look(label_facts.facts, [*things[:2], gone, *things[2:], things[0]])
    assert [one.thing for one in found] == [*things, things[0]]


def test_every_field_that_templates_may_name_is_there_and_no_other(any_shop):
    any_shop.store.call(barcodes.assign, any_shop.post, b"4006381333931", any_shop.part("supply"), 1_000_000)
    posted = receive(any_shop, part="FAN-80", quantity=Decimal(1), pattern="F-1", location="MAIN/A")
    any_shop.ids["receipt"] = posted.id
    kinds = {
        "part": (Kind.PART, "resistor"),
        "supplier_part": (Kind.SUPPLIER_PART, "acme"),
        "stock_item": (Kind.STOCK_ITEM, "reel"),
        "unit": (Kind.STOCK_ITEM, "psu 1"),
        "location": (Kind.LOCATION, "a"),
        "document": (Kind.DOCUMENT, "receipt"),
    }
    found = {one.kind: one for one in read(any_shop, *kinds.values())}
    assert set(found) == set(kinds) == set(FIELDS) - {"commands"}
    for kind, one in found.items():
        pages = {"page", "pages"} if kind == "document" else set()
        assert set(FIELDS[kind]) - pages <= set(one.fields), kind
        assert templates.builtin(kind).kind == kind
    line, unit = found["document"].rows
    assert (set(line), set(unit)) == (set(LINE), set(UNIT))


def test_texts_are_told_as_they_are(any_shop):
    any_shop.store.call(lambda db: db.execute_sql(f"UPDATE part SET name = '{HOSTILE}'"))
    (told,) = facts(any_shop, (Kind.PART, "fan"))
    assert told["name"] == HOSTILE


def test_a_serial_that_gs1_knows_no_way_to_write_has_no_element_string(any_shop):
    any_shop.store.call(barcodes.assign, any_shop.post, b"4006381333931", any_shop.part("supply"), 1_000_000)
    place = any_shop.ids["a"]
    for serial in ("Ω", "x" * 21, "a b"):
        item = NewItem(part=any_shop.ids["supply"], location=place, quantity=Decimal(1), serial=serial)
        (any_shop.ids["odd"],) = any_shop.enter(item)
        assert facts(any_shop, (Kind.STOCK_ITEM, "odd"))[0]["gs1"] == ""


@pytest.mark.parametrize("many", [30, 200])
def test_many_cost_as_many_statements_as_one(shop, cost_of, many):
    posted = receive(shop, part="FAN-80", quantity=Decimal(many), pattern="F-1+", location="MAIN/A")
    units = shop.store.look(label_things.of_document, posted.id)
    assert len(units) == many
    assert cost_of(units) == cost_of(units[:1])
    other = receive(shop, part="FAN-80", quantity=Decimal(1), pattern="G-1", location="MAIN/A")
    assert cost_of([posted.thing, other.thing]) == cost_of([other.thing])


@pytest.fixture
def cost_of(shop):
    """How many statements are run for the facts of these things."""

    def of(things: Any) -> int:
        ran: list[str] = []

        def counted(db: Any) -> None:
            db.connection().set_trace_callback(ran.append)
            label_facts.facts(db, things)
            db.connection().set_trace_callback(None)

        shop.store.call(counted)
        return len(ran)

    return of


# Which things


def test_all_locations_or_those_below_one_by_their_paths(any_shop):
    def paths(things):
        return [told.fields["location"] for told in any_shop.store.look(label_facts.facts, things)]

    assert paths(any_shop.store.look(label_things.locations)) == ["MAIN", "MAIN/A", "MAIN/B"]
    assert paths(any_shop.store.look(label_things.locations, any_shop.ids["b"])) == ["MAIN/B"]
    any_shop.archive("location", "b")
    assert paths(any_shop.store.look(label_things.locations, any_shop.ids["main"])) == ["MAIN", "MAIN/A"]


def test_what_is_in_stock_of_a_part(any_shop):
    found = any_shop.store.look(label_things.of_part, any_shop.ids["supply"])
    assert [one.id for one in found] == [any_shop.ids["psu 7"], any_shop.ids["psu 1"]]


def test_what_a_document_has_moved_without_what_was_taken_back(any_shop):
    posted = receive(any_shop, part="FAN-80", quantity=Decimal(3), pattern="F-3, F-1, F-2", location="MAIN/A")
    found = any_shop.store.look(label_things.of_document, posted.id)
    told = [one.fields["serial"] for one in any_shop.store.look(label_facts.facts, found)]
    assert told == ["F-3", "F-1", "F-2"]
    void = any_shop.ids["void"]
    assert any_shop.store.look(label_things.void, [void, found[0].id]) == {void}
    assert any_shop.store.look(label_things.void, []) == frozenset()
