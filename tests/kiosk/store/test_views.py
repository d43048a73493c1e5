from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import LocationDetails, LocationView, PartDetails, PartView
from kiosk.store import barcodes, details, ledger, locations, partners, parts, supplier_parts, views
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.stock_items import NewItem


@pytest.fixture
def any_shop(any_store: Store, stock: Callable[[Store], Any]) -> Any:
    return stock(any_store)


def view(shop: Any, kind: Kind, name: str) -> Any:
    return shop.store.call(views.view, Thing(kind, shop.ids[name], ""))


def many(shop: Any, part: str, places: list[str], count: int) -> None:
    def fill(db: Any) -> None:
        for number in range(count):
            place = shop.ids[places[number % len(places)]]
            ledger.enter(
                db,
                shop.post,
                Act.OPENING,
                [NewItem(part=shop.ids[part], location=place, serial=f"M{number}", batch=f"B{number}")],
            )

    shop.store.call(fill)


def test_sums_are_exact_with_all_their_decimals(any_shop: Any) -> None:
    def fill(db: Any) -> None:
        for _ in range(3):
            item = NewItem(part=any_shop.ids["cable"], location=any_shop.ids["a"], quantity=Decimal("0.1"))
            ledger.enter(db, any_shop.post, Act.OPENING, [item])

    any_shop.store.call(fill)
    found = view(any_shop, Kind.PART, "cable")
    assert isinstance(found, PartView)
    assert (found.on_hand, found.decimals, found.unit) == (Decimal("0.3"), 2, "m")


def test_what_was_used_up_lies_nowhere(any_shop: Any) -> None:
    any_shop.store.call(lambda db: db.execute_sql("UPDATE stock_item SET quantity = 0 WHERE serial IS NULL"))
    found = view(any_shop, Kind.PART, "resistor")
    assert (found.on_hand, found.places, found.place) == (0, 0, "MAIN/A")  # its default location
    assert view(any_shop, Kind.LOCATION, "b").items == 1
    assert any_shop.store.call(details.details, found).places == ()


def test_details_list_the_greatest_first_and_say_how_many_there_are(any_shop: Any) -> None:
    many(any_shop, "fan", ["a", "a", "b"], 120)
    found = any_shop.store.call(details.details, view(any_shop, Kind.PART, "fan"))
    assert isinstance(found, PartDetails)
    assert [(place.label, place.quantity) for place in found.places] == [("MAIN/A", 80), ("MAIN/B", 41)]
    assert (len(found.batches), found.batches_total) == (details.LISTED, 120)


def test_what_a_list_leaves_out_is_counted(any_shop: Any) -> None:
    def fill(db: Any) -> None:
        fan = Thing(Kind.PART, any_shop.ids["fan"], "")
        acme = partners.add(db, partners.NewPartner("A second supplier"))
        for number in range(60):
            barcodes.assign(db, any_shop.post, f"code {number}".encode(), fan)
            supplier_parts.add(db, supplier_parts.NewSupplierPart(partner=acme, part=fan.id, sku=f"sku {number}"))
            parts.add(db, parts.NewPart(number=f"FAN-80-{number}", name="", variant_of=fan.id))
        for number in range(details.CONTENTS + 5):
            locations.add(db, NewLocation(f"N{number}", "", any_shop.ids["main"]))

    any_shop.store.call(fill)
    fan = any_shop.store.call(details.details, view(any_shop, Kind.PART, "fan"))
    assert (len(fan.suppliers), fan.suppliers_total) == (details.LISTED, 60)
    assert (len(fan.codes), fan.codes_total) == (details.LISTED, 60)
    assert (len(fan.variants), fan.variants_total) == (details.LISTED, 60)
    main = any_shop.store.call(details.details, view(any_shop, Kind.LOCATION, "main"))
    assert (len(main.below), main.below_total) == (details.CONTENTS, details.CONTENTS + 7)


def test_a_history_says_how_long_it_is(any_shop: Any) -> None:
    unit = any_shop.look_up(b"SN-0001").view

    def change(db: Any) -> None:
        for at in range(details.LISTED + 2):
            standing = (Status.IN_STOCK, Status.DEFECTIVE)[:: -1 if at % 2 else 1]
            state = [State(any_shop.ids["a"], 1_000_000, status) for status in standing]
            operation = ledger.begin(db, any_shop.post, Act.STATUS)
            ledger.record(db, any_shop.post, operation, [Change(any_shop.ids["psu 1"], *state)])

    any_shop.store.call(change)
    found = any_shop.store.call(details.details, unit)
    assert (len(found.seen), found.seen_total) == (details.LISTED, details.LISTED + 4)  # with how it came in, a scan
    other = any_shop.look_up(b"SN-0002").view
    assert any_shop.store.call(details.details, other).seen_total == 3  # it came in, was sold, and scanned


def test_a_location_counts_what_lies_below_it_at_any_depth(any_shop: Any) -> None:
    from kiosk.store import locations

    deep = any_shop.store.call(locations.add, NewLocation("1", "", any_shop.ids["a"]))
    any_shop.enter(NewItem(part=any_shop.ids["cable"], location=deep))
    for name, items in (("main", 7), ("a", 4), ("b", 3)):
        found = view(any_shop, Kind.LOCATION, name)
        assert isinstance(found, LocationView)
        assert found.items == items
    below = any_shop.store.call(details.details, view(any_shop, Kind.LOCATION, "main"))
    assert isinstance(below, LocationDetails)
    assert [(place.label, place.quantity) for place in below.below] == [("MAIN/A", 4), ("MAIN/B", 3)]


def test_a_huge_location_is_counted_no_further_than_it_takes(shop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    item = (
        "INSERT INTO stock_item (uid, part_id, location_id, quantity, serial_scope, status, notes, version)"
        " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10050)"
        f" SELECT 'x' || i, {shop.ids['cable']}, {shop.ids['b']}, 1000000, 0, 'in_stock', '', 1 FROM n"
    )
    shop.store.call(lambda db: db.execute_sql(item))
    assert view(shop, Kind.LOCATION, "b").items == views.COUNTED
    assert "10,000 or more stock items" in shop.look_up(b"MAIN/B").detail


def test_dates_of_a_unit_come_as_dates(any_shop: Any) -> None:
    from datetime import date

    sql = "UPDATE stock_item SET expiry = '2027-02-28', warranty_until = '2028-01-31', notes = 'scratched'"
    any_shop.store.call(lambda db: db.execute_sql(sql))
    found: Any = any_shop.store.call(details.details, view(any_shop, Kind.STOCK_ITEM, "psu 1"))
    assert (found.expiry, found.warranty_until, found.notes) == (date(2027, 2, 28), date(2028, 1, 31), "scratched")


def test_a_variant_names_its_template_and_the_template_its_variants(any_shop: Any) -> None:
    from kiosk.store import parts
    from kiosk.store.parts import NewPart

    new = NewPart(number="FAN-80-24V", name="Fan 24 V", variant_of=any_shop.ids["fan"])
    any_shop.ids["variant"] = any_shop.store.call(parts.add, new)
    template: Any = any_shop.store.call(details.details, view(any_shop, Kind.PART, "fan"))
    variant: Any = any_shop.store.call(details.details, view(any_shop, Kind.PART, "variant"))
    assert template.variants == (Thing(Kind.PART, any_shop.ids["variant"], "FAN-80-24V · Fan 24 V"),)
    assert variant.variant_of == Thing(Kind.PART, any_shop.ids["fan"], "FAN-80 · Fan 80 mm")
