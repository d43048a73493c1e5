"""The rules of the catalogue's parts, each broken once; and what an update takes along."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from kiosk.stock.tracking import Tracking
from kiosk.store import locations, parts, settings
from kiosk.store.locations import NewLocation
from kiosk.store.parts import NewPart
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify

Told = Callable[..., dict[str, str]]


@pytest.fixture
def told(shop: object) -> Told:
    """The problems of a new part, or of a part of the shop with other values, by field."""

    def ask(of: str | None = None, /, version: int | None = None, **values: object) -> dict[str, str]:
        if of is None:
            new, id = NewPart(**{"number": "NEW", "name": "New", **values}), None
        else:
            id = shop.ids[of]
            new = replace(shop.store.look(parts.get, id).part, **values)
        return {found.field: found.text for found in shop.store.look(parts.problems, new, id, version)}

    return ask


def add(shop: object, name: str, **values: object) -> int:
    shop.ids[name] = shop.store.call(parts.add, NewPart(number=name, name=name, **values))
    return shop.ids[name]


def stock(shop: object, part: str, **values: object) -> int:
    return shop.enter(NewItem(**{"part": shop.ids[part], "location": shop.ids["a"], **values}))[0]


def make_void(shop: object, name: str) -> None:
    sql = "UPDATE stock_item SET status = 'void', location_id = NULL WHERE id = ?"
    shop.store.call(lambda db: execute(db, sql, shop.ids[name]))


def test_a_part_is_read_back_as_it_was_entered(shop: object) -> None:
    new = NewPart(
        number="X-1",
        name="Wire\x1d",
        description="two\nlines",
        unit="m",
        decimals=3,
        variant_of=shop.ids["cable"],
        tracking=Tracking.BATCH,
        default_location=shop.ids["a"],
        minimum=Decimal("1.5"),
        warranty_months=24,
    )
    id = shop.store.call(parts.add, new)
    stored = shop.store.look(parts.get, id)
    assert stored is not None
    assert (stored.part, stored.root, stored.archived, stored.version) == (new, shop.ids["cable"], False, 1)
    assert shop.store.look(parts.find, "X-1") == id
    assert shop.store.look(parts.get, 999) is None


def test_an_update_that_changes_nothing_writes_nothing(shop: object) -> None:
    stored = shop.store.look(parts.get, shop.ids["fan"])
    assert shop.store.call(parts.update, shop.ids["fan"], stored.part) is False
    assert shop.store.call(parts.update, shop.ids["fan"], replace(stored.part, name="Fan")) is True
    assert shop.store.look(parts.get, shop.ids["fan"]).version == stored.version + 1
    assert shop.store.call(verify) == ()


def test_a_number_is_unique_and_that_of_an_archived_part_says_so(shop: object, told: Told) -> None:
    assert "another part's" in told(number="FAN-80")["number"]
    assert told("fan", name="Other") == {}
    shop.archive("part", "fan")
    assert "archived" in told(number="FAN-80")["number"]


@pytest.mark.parametrize("of", ["fan", "child", "grandchild"])
def test_variants_make_no_ring(shop: object, told: Told, of: str) -> None:
    add(shop, "child", variant_of=shop.ids["fan"])
    add(shop, "grandchild", variant_of=shop.ids["child"])
    assert "variant_of" in told("fan", variant_of=shop.ids[of])


def test_a_part_is_no_variant_of_an_archived_one_or_of_one_that_is_gone(shop: object, told: Told) -> None:
    shop.archive("part", "fan")
    assert "FAN-80, which is archived" in told(variant_of=shop.ids["fan"])["variant_of"]
    assert "no longer there" in told(variant_of=999)["variant_of"]


def test_a_part_that_moves_takes_its_tree_and_the_scope_of_its_serials_along(shop: object, told: Told) -> None:
    add(shop, "child", variant_of=shop.ids["fan"], tracking=Tracking.SERIAL)
    stock(shop, "child", serial="C-1")
    top = add(shop, "top")
    assert told("fan", variant_of=top) == {}
    moved = replace(shop.store.look(parts.get, shop.ids["fan"]).part, variant_of=top)
    shop.store.call(parts.update, shop.ids["fan"], moved)
    assert shop.store.look(parts.get, shop.ids["child"]).root == top
    assert shop.store.call(verify) == ()
    shop.store.call(parts.update, shop.ids["fan"], replace(moved, variant_of=None))
    assert shop.store.look(parts.get, shop.ids["child"]).root == shop.ids["fan"]
    assert shop.store.call(verify) == ()


@pytest.mark.parametrize("void", ["fan 7", "psu 7"])
def test_a_part_whose_serials_the_other_tree_has_is_not_moved_there(shop: object, told: Told, void: str) -> None:
    assert "007" in told("fan", variant_of=shop.ids["supply"])["variant_of"]  # both have a unit 007
    make_void(shop, void)
    assert told("fan", variant_of=shop.ids["supply"]) == {}


def test_where_serials_are_unique_among_all_parts_a_move_changes_no_scope(shop: object, told: Told) -> None:
    make_void(shop, "fan 7")
    assert not isinstance(shop.store.call(settings.change, "serial_scope", "global", "eva"), settings.Refused)
    assert told("fan", variant_of=shop.ids["supply"]) == {}
    moved = replace(shop.store.look(parts.get, shop.ids["fan"]).part, variant_of=shop.ids["supply"])
    shop.store.call(parts.update, shop.ids["fan"], moved)
    scopes = shop.store.look(
        lambda db: execute(db, "SELECT DISTINCT serial_scope FROM stock_item WHERE serial IS NOT NULL").fetchall()
    )
    assert scopes == [(0,)]


@pytest.mark.parametrize("tracking", [Tracking.BATCH, Tracking.SERIAL, Tracking.BOTH])
def test_tracking_needs_stock_that_is_tracked(told: Told, tracking: Tracking) -> None:
    assert "track" in told(tracking=tracking, track_stock=False)["tracking"]


@pytest.mark.parametrize("tracking", [Tracking.NONE, Tracking.BATCH])
def test_tracking_cant_be_switched_off_once_serials_exist(shop: object, told: Told, tracking: Tracking) -> None:
    assert "3 units have serials" in told("supply", tracking=tracking)["tracking"]
    assert told("supply", tracking=Tracking.BOTH) == {}


def test_tracking_can_be_switched_off_where_all_serials_were_mistakes(shop: object, told: Told) -> None:
    assert "1 unit has a serial" in told("fan", tracking=Tracking.NONE)["tracking"]  # the void one does not count
    make_void(shop, "fan 7")
    assert told("fan", tracking=Tracking.NONE) == {}


@pytest.mark.parametrize("tracking", [Tracking.SERIAL, Tracking.BOTH])
def test_serials_are_not_asked_for_as_long_as_stock_has_none(shop: object, told: Told, tracking: Tracking) -> None:
    assert "5,200 pcs in stock have no serial; serialise stock first" in told("resistor", tracking=tracking)["tracking"]
    assert told("resistor", tracking=Tracking.BATCH) == {}
    add(shop, "bare")
    assert told("bare", tracking=tracking) == {}


def test_stock_is_tracked_as_long_as_there_is_some(shop: object, told: Told) -> None:
    assert "5,200 pcs are in stock" in told("resistor", track_stock=False)["track_stock"]
    assert told("cable", track_stock=False) == {}  # all of it is sold


def test_decimals_dont_go_below_what_stock_and_packs_have(shop: object, told: Told) -> None:
    stock(shop, "cable", quantity=Decimal("2.5"))
    assert "at least 1" in told("cable", decimals=0)["decimals"]
    assert told("cable", decimals=1) == {}
    stock(shop, "cable", quantity=Decimal("0.25"))
    assert "at least 2" in told("cable", decimals=1)["decimals"]


def test_a_unit_with_a_serial_has_no_decimals(told: Told) -> None:
    assert "must be 0" in told(tracking=Tracking.SERIAL, decimals=1)["decimals"]
    assert "must be 0" in told("supply", decimals=2)["decimals"]


def test_a_minimum_has_no_more_decimals_than_its_part(told: Told) -> None:
    assert "whole number" in told(minimum=Decimal("1.5"))["minimum"]
    assert told(minimum=Decimal("1.50"), decimals=1) == {}


def test_a_part_belongs_in_a_place_that_holds_stock(shop: object, told: Told) -> None:
    assert "only holds other places" in told(default_location=shop.ids["main"])["default_location"]
    assert "no longer" in told(default_location=999)["default_location"]
    shop.archive("location", "a")
    assert "archived" in told(default_location=shop.ids["a"])["default_location"]
    assert told("resistor", name="Its place was archived since") == {}


def test_a_form_that_read_an_older_version_is_refused_in_words(shop: object, told: Told) -> None:
    assert told("fan", version=1, name="Mine") == {}
    shop.store.call(parts.archive, shop.ids["fan"], False)
    assert "changed at another station" in told("fan", version=1, name="Mine")[""]


def test_all_problems_are_told_at_once(shop: object, told: Told) -> None:
    wrong = {"number": "FAN-80", "variant_of": 999, "tracking": "serial", "decimals": 1, "minimum": Decimal("0.01")}
    assert told(**wrong, default_location=shop.ids["main"]).keys() == {*wrong, "default_location"} - {"tracking"}


def test_a_part_is_checked_and_updated_by_few_statements(shop: object) -> None:
    top = add(shop, "top")
    old = shop.store.look(parts.get, shop.ids["fan"]).part
    new = replace(old, number="X", variant_of=top, tracking="none", decimals=0, default_location=shop.ids["a"])

    def change(db: object) -> int:
        asked = []

        class Counting:
            param = db.param

            def execute_sql(self, *args: object) -> object:
                asked.append(args)
                return db.execute_sql(*args)

        parts.problems(Counting(), new, shop.ids["fan"], 1)
        parts.update(Counting(), shop.ids["fan"], new)
        return len(asked)

    assert shop.store.call(change) <= 15


def test_a_part_with_stock_is_not_archived_and_says_where_it_is(shop: object) -> None:
    (refused,) = shop.store.look(parts.archive_problems, shop.ids["resistor"], True)
    assert "5,200 pcs are still in stock, in MAIN/A, MAIN/B." in refused.text
    assert shop.store.look(parts.archive_problems, shop.ids["cable"], True) == ()
    assert shop.store.look(parts.archive_problems, shop.ids["resistor"], False) == ()
    shop.store.call(parts.archive, shop.ids["cable"], True)
    assert shop.store.look(parts.get, shop.ids["cable"]).archived
    shop.store.call(parts.archive, shop.ids["cable"], False)
    assert not shop.store.look(parts.get, shop.ids["cable"]).archived


def test_archived_and_untracked_parts_take_no_new_stock(shop: object) -> None:
    assert shop.store.look(parts.stock_refused, shop.ids["fan"], serials=True) == ()
    shop.archive("part", "fan")
    assert "archived" in shop.store.look(parts.stock_refused, shop.ids["fan"], serials=True)[0].text
    add(shop, "service", track_stock=False)
    assert "not tracked" in shop.store.look(parts.stock_refused, shop.ids["service"], serials=True)[0].text
    assert "no longer" in shop.store.look(parts.stock_refused, 999, serials=True)[0].text


def test_the_rules_hold_on_postgresql_too(any_store: object) -> None:
    place = any_store.call(locations.add, NewLocation("A"))
    top = any_store.call(parts.add, NewPart(number="TOP", name="Top"))
    old = NewPart(number="P", name="Part", decimals=2, default_location=place)
    id = any_store.call(parts.add, old)
    new = replace(old, variant_of=top, decimals=0, tracking=Tracking.SERIAL, minimum=Decimal(3))
    assert any_store.look(parts.problems, new, id, 1) == ()
    assert any_store.call(parts.update, id, new)
    assert any_store.look(parts.get, id).part == new
    assert any_store.look(parts.archive_problems, id, True) == ()
    assert any_store.look(parts.problems, replace(new, variant_of=id), top) != ()
