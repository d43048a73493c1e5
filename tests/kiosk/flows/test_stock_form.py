"""Stock that is entered for a part that is there, adjusted to what was counted, or given serials."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows import adjust, entry, serialise, stock_entry, stock_form
from kiosk.outcome import Outcome
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import parts
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem

FormOf = Callable[..., Any]


def rows(shop: Any, sql: str, *params: object) -> list[tuple[Any, ...]]:
    return shop.store.look(lambda db: execute(db, sql, *params).fetchall())


def part(shop: Any, name: str) -> Thing:
    return Thing(Kind.PART, shop.ids[name], name)


# Stock for a part that is there


def test_stock_comes_in_where_the_part_belongs(shop: Any, form: FormOf) -> None:
    new = form(stock_form, part(shop, "cable")).put(quantity="2.75", batch="B1", expiry="2030-01-31").save()
    assert new.said == ("ok", "Stock added", "2.75 m came in, in MAIN/B.")
    assert rows(shop, "SELECT quantity, batch, expiry, location_id FROM stock_item WHERE batch = 'B1'") == [
        (2_750_000, "B1", "2030-01-31", shop.ids["b"])
    ]


def test_more_units_of_a_serial_tracked_part_come_in_with_their_serials(shop: Any, form: FormOf) -> None:
    new = form(stock_form, part(shop, "supply")).put(location="MAIN/B", quantity="2").look(stock_entry.begin)
    new.scan("SN-0001")
    assert new.said[0] == "no"
    new.scan("SN-0100").scan("SN-0101").save()
    assert new.said == ("ok", "Stock added", "2 pcs came in, in MAIN/B.")


def test_nothing_comes_in_for_a_part_or_into_a_place_that_takes_no_stock(shop: Any, form: FormOf) -> None:
    new = form(stock_form, part(shop, "cable")).put(quantity="1", location="MAIN")
    assert "only holds other places" in new.errors["location"]
    new.put(location="nowhere at all").save()
    assert "nothing that is known" in new.errors["location"]
    new.put(location="MAIN/A")
    shop.archive("part", "cable")
    new.save()
    assert "archived" in new.said[2]
    assert not new.state.done


def test_only_places_that_can_hold_stock_are_offered_for_it(shop: Any) -> None:
    def offered(text: str) -> list[str]:
        return [option.text for option in shop.store.look(entry.find_holding, shop.post, text)]

    assert "MAIN/A" in offered("main")
    assert "MAIN" not in offered("main")
    shop.archive("location", "a")
    assert "MAIN/A" not in offered("main")


def _changed(shop: Any, name: str, **values: Any) -> None:
    """What another station makes of a part meanwhile."""

    def work(db: Any) -> None:
        stored = parts.get(db, shop.ids[name])
        assert stored is not None
        part = replace(stored.part, **values)
        assert parts.problems(db, part, stored.id) == ()
        parts.update(db, stored.id, part)

    shop.store.call(work)


def test_a_part_that_asks_for_serials_by_now_takes_no_stock_without(shop: Any, form: FormOf) -> None:
    new = form(stock_form, part(shop, "cable")).put(quantity="2", batch="B1", location="MAIN/A")
    _changed(shop, "cable", tracking="serial", decimals=0)
    new.save()
    assert "need 2" in new.errors["serials"]
    new.look(stock_entry.begin).scan("C1").scan("C2").look(stock_entry.end).save()
    assert new.said[1] == "Stock added"


def test_a_quantity_with_more_decimals_than_its_part_has_by_now_is_refused(shop: Any, form: FormOf) -> None:
    new = form(stock_form, part(shop, "cable")).put(quantity="2.75")
    _changed(shop, "cable", decimals=0)
    assert "quantity" in new.save().errors


def test_a_scanned_place_is_taken_over_as_long_as_none_is_given(shop: Any, form: FormOf) -> None:
    new = form(stock_form, part(shop, "supply")).scan("MAIN/A")
    assert new.state.values["location"] == "MAIN/A · Shelf A"
    new.scan("MAIN/B")
    assert new.said[0] == "no"
    new.open("location").scan("MAIN/B")
    assert new.state.values["location"] == "MAIN/B"


# Adjust


def test_a_counted_quantity_is_an_operation_with_its_note(shop: Any, form: FormOf) -> None:
    bag = Thing(Kind.STOCK_ITEM, shop.ids["bag"], "")
    counted = form(adjust, bag).put(counted="75")
    counted.save()
    assert "why is the quantity another one" in counted.errors["note"]
    counted.put(note="five\nlost\x1d").save()
    assert counted.said == ("ok", "Adjusted", "80 pcs became 75 pcs.")
    assert rows(
        shop,
        "SELECT o.kind, o.note, m.quantity_before, m.quantity_after FROM movement m"
        " JOIN operation o ON o.id = m.operation_id WHERE m.item_id = ? ORDER BY m.id DESC LIMIT 1",
        bag.id,
    ) == [("adjust", "five\nlost\x1d", 80_000_000, 75_000_000)]


def test_stock_can_be_adjusted_to_nothing_and_to_what_it_is(shop: Any, form: FormOf) -> None:
    bag = Thing(Kind.STOCK_ITEM, shop.ids["bag"], "")
    assert form(adjust, bag).put(note="looked").save().said[0] == "again"
    assert form(adjust, bag).put(counted="0", note="gone").save().said[0] == "ok"


@pytest.mark.parametrize("text", ["", "-1", "1.5", "many", "1,000"])
def test_what_is_no_quantity_of_the_part_is_refused(shop: Any, form: FormOf, text: str) -> None:
    counted = form(adjust, Thing(Kind.STOCK_ITEM, shop.ids["bag"], "")).put(counted=text, note="n")
    assert "counted" in counted.errors
    counted.save()
    assert not counted.state.done


def test_stock_that_moved_on_since_it_was_seen_is_not_adjusted(shop: Any, form: FormOf) -> None:
    bag = Thing(Kind.STOCK_ITEM, shop.ids["bag"], "")
    mine, theirs = form(adjust, bag).put(counted="70", note="m"), form(adjust, bag).put(counted="60", note="t")
    theirs.save()
    mine.save()
    assert mine.said == (
        "no",
        "Changed meanwhile",
        "Another station changed this stock: it is 60 pcs now. Look again, then save.",
    )
    assert mine.save().said[0] == "ok"  # looked at, then meant


def test_more_of_an_archived_part_can_not_be_found(shop: Any, form: FormOf) -> None:
    shop.archive("part", "resistor")
    bag = Thing(Kind.STOCK_ITEM, shop.ids["bag"], "")
    more = form(adjust, bag).put(counted="90", note="n").save()
    assert "archived" in more.errors["counted"]
    assert more.put(counted="70").save().said[0] == "ok"


def test_what_was_used_up_does_not_come_back_when_its_part_asks_for_serials_by_now(shop: Any, form: FormOf) -> None:
    items = [Thing(Kind.STOCK_ITEM, shop.ids[name], "") for name in ("bag", "reel", "rest")]
    late = form(adjust, items[0]).put(counted="3", note="found")
    for item in items:
        form(adjust, item).put(counted="0", note="used").save()
    _changed(shop, "resistor", tracking="serial")
    assert late.save().said[1] == "Changed meanwhile"
    assert "has a serial" in late.save().errors["counted"]
    assert "has a serial" in form(adjust, items[1]).put(counted="1", note="n").save().errors["counted"]


def test_a_count_with_more_decimals_than_its_part_has_by_now_is_refused(shop: Any, form: FormOf) -> None:
    (item,) = shop.enter(NewItem(part=shop.ids["cable"], location=shop.ids["a"], quantity=Decimal(2)))
    count = form(adjust, Thing(Kind.STOCK_ITEM, item, "")).put(counted="1.5", note="n")
    _changed(shop, "cable", decimals=0)
    assert "counted" in count.save().errors


@pytest.mark.parametrize("name", ["psu 1", "sold batch", "nobody"])
def test_units_and_what_is_out_are_not_adjusted(shop: Any, name: str) -> None:
    item = Thing(Kind.STOCK_ITEM, shop.ids.get(name, 999), name)
    assert isinstance(shop.store.look(adjust.begin, shop.post, item), Outcome)


# Serialise


@pytest.fixture
def motors(shop: Any) -> Thing:
    """A part with five pieces in three quantities, one of them defective, all without serials."""
    id = shop.store.call(parts.add, parts.NewPart(number="MOT", name="Motor", tracking="batch", decimals=1))
    common = {"part": id, "notes": "old stock"}
    shop.enter(
        NewItem(**common, location=shop.ids["a"], quantity=Decimal(2), batch="B1"),
        NewItem(**common, location=shop.ids["b"], quantity=Decimal(2), batch="B2"),
        NewItem(**common, location=shop.ids["b"], quantity=Decimal(1), batch="B2", status=Status.DEFECTIVE),
    )
    shop.ids["motor"] = id
    return Thing(Kind.PART, id, "MOT")


def test_every_unit_gets_its_serial_in_its_place_status_and_batch(shop: Any, form: FormOf, motors: Thing) -> None:
    work = form(serialise, motors)
    for serial in ("M1", "M2", "M3", "M4", "M5"):
        work.scan(serial)
    assert work.said == ("ok", "M5", "5 of 5: all are here. F5 saves.")
    work.save()
    assert work.said == ("ok", "Stock serialised", "5 pcs have their serials, and every new one needs one from now on.")
    assert rows(
        shop,
        "SELECT serial, location_id, batch, status, notes FROM stock_item"
        " WHERE part_id = ? AND quantity > 0 ORDER BY serial",
        motors.id,
    ) == [
        ("M1", shop.ids["a"], "B1", "in_stock", "old stock"),
        ("M2", shop.ids["a"], "B1", "in_stock", "old stock"),
        ("M3", shop.ids["b"], "B2", "in_stock", "old stock"),
        ("M4", shop.ids["b"], "B2", "in_stock", "old stock"),
        ("M5", shop.ids["b"], "B2", "defective", "old stock"),
    ]
    stored = shop.store.look(parts.get, motors.id)
    assert (stored.part.tracking, stored.part.decimals) == ("batch+serial", 0)
    assert rows(shop, "SELECT COUNT(*) FROM operation WHERE kind = 'serialise'") == [(1,)]
    assert isinstance(shop.store.look(serialise.begin, shop.post, motors), Outcome)


def test_nothing_is_saved_as_long_as_a_serial_is_missing(shop: Any, form: FormOf, motors: Thing) -> None:
    before = rows(shop, "SELECT id, quantity FROM stock_item ORDER BY id")
    work = form(serialise, motors).scan("M1").scan("M1")
    assert work.said[0] == "again"
    work.save()
    assert work.said[:2] == ("no", "Not saved")
    assert "1 of 5" in work.said[2]
    assert rows(shop, "SELECT id, quantity FROM stock_item ORDER BY id") == before
    assert shop.store.look(parts.get, motors.id).part.tracking == "batch"


def test_a_scanned_place_goes_on_with_the_quantity_there(shop: Any, form: FormOf, motors: Thing) -> None:
    work = form(serialise, motors).scan("MAIN/B").scan("M3").scan("M4")
    assert [group.serials for group in work.state.groups] == [(), ("M3", "M4"), ()]
    work.scan("MAIN")
    assert "Nothing without a serial lies in MAIN" in work.said[2]
    work.look(serialise.choose, 1).scan("M9")
    assert "have their serial" in work.said[2]
    work.look(serialise.remove, "M3").scan("M9")
    assert [group.serials for group in work.state.groups] == [(), ("M4", "M9"), ()]
    work.look(serialise.remove, "nobody")
    assert work.said[0] == "no"


def test_stock_that_moved_on_meanwhile_is_counted_anew_and_keeps_its_serials(
    shop: Any, form: FormOf, motors: Thing
) -> None:
    work = form(serialise, motors)
    for serial in ("M1", "M2", "M3", "M4", "M5"):
        work.scan(serial)
    item = work.state.groups[0].loose.item
    form(adjust, Thing(Kind.STOCK_ITEM, item, "")).put(counted="3", note="found one").save()
    work.save()
    assert work.said[:2] == ("no", "Stock changed meanwhile")
    assert (len(work.state.serials), work.state.wanted) == (5, 6)
    work.scan("M6").save()
    assert work.said[1] == "Stock serialised"


def test_each_quantity_must_have_its_own_serials_not_only_all_of_them_together(
    shop: Any, form: FormOf, motors: Thing
) -> None:
    work = form(serialise, motors)
    for serial in ("M1", "M2", "M3", "M4", "M5"):
        work.scan(serial)
    first, second = (Thing(Kind.STOCK_ITEM, group.loose.item, "") for group in work.state.groups[:2])
    form(adjust, first).put(counted="1", note="one too many").save()
    form(adjust, second).put(counted="3", note="lay here").save()
    assert work.save().said[1] == "Stock changed meanwhile"
    work.save()
    assert work.said[:2] == ("no", "Not saved")
    assert "2 serials for 1 unit" in work.said[2]
    work.look(serialise.remove, "M2").look(serialise.choose, 1).scan("M2").save()
    assert work.said[1] == "Stock serialised"


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_what_is_no_whole_piece_of_the_part_itself_is_said_before_anything_is_written(
    shop: Any, form: FormOf, motors: Thing, when: str
) -> None:
    if when == "before":
        _changed(shop, "motor", minimum=Decimal("2.5"))
        refused = shop.store.look(serialise.begin, shop.post, motors)
    else:
        work = form(serialise, motors)
        for serial in ("M1", "M2", "M3", "M4", "M5"):
            work.scan(serial)
        _changed(shop, "motor", minimum=Decimal("2.5"))
        refused = work.save().outcome
        assert not work.state.done
    assert "Minimum" in refused.detail


def test_a_serial_that_was_received_meanwhile_keeps_the_rest_from_being_saved(
    shop: Any, form: FormOf, motors: Thing
) -> None:
    variant = shop.store.call(
        parts.add, parts.NewPart(number="MOT-2", name="", variant_of=motors.id, tracking="serial")
    )
    work = form(serialise, motors)
    for serial in ("M1", "M2", "M3", "M4", "M5"):
        work.scan(serial)
    shop.enter(NewItem(part=variant, location=shop.ids["a"], serial="M4"))
    work.save()
    assert work.said[:2] == ("no", "M4")
    assert not work.state.done


def test_quantities_that_are_no_whole_pieces_are_adjusted_first(shop: Any, motors: Thing) -> None:
    shop.enter(NewItem(part=motors.id, location=shop.ids["a"], quantity=Decimal("0.5"), batch="B3"))
    refused = shop.store.look(serialise.begin, shop.post, motors)
    assert isinstance(refused, Outcome)
    assert "0.5 pcs in MAIN/A" in refused.detail
