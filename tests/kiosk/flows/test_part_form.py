"""Creating and editing parts: all of it is saved at once or nothing is, and every refusal stands at its field."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.flows import part_form, stock_entry
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines, documents, draft_serials, parts, serials
from kiosk.store.draft_serials import New
from kiosk.store.sql import execute
from kiosk.store.verify import verify

FormOf = Callable[..., Any]


def rows(shop: Any, sql: str, *params: object) -> list[tuple[Any, ...]]:
    return shop.store.look(lambda db: execute(db, sql, *params).fetchall())


def test_a_part_with_ten_serials_is_saved_in_one_operation(shop: Any, form: FormOf) -> None:
    new = form(part_form, None, None).put(
        number="DRV-1", name="Driver", tracking="serial", quantity="10", default_location="MAIN/A", batch="B7"
    )
    new.look(stock_entry.begin)
    for number in range(10):
        new.scan(f"DRV{number:03}")
    assert new.said == ("ok", "DRV009", "10 of 10: all are here. F5 saves.")
    new.save()
    assert new.state.done
    assert new.said == ("ok", "Part saved", "DRV-1 with 10 pcs in stock.")
    id = shop.store.look(parts.find, "DRV-1")
    assert rows(
        shop,
        "SELECT COUNT(*), COUNT(DISTINCT serial), MIN(quantity), MIN(batch) FROM stock_item"
        " WHERE part_id = ? AND location_id = ?",
        id,
        shop.ids["a"],
    ) == [(10, 10, 1_000_000, "B7")]
    assert rows(
        shop,
        "SELECT o.kind, COUNT(*) FROM movement m JOIN operation o ON o.id = m.operation_id"
        " JOIN stock_item i ON i.id = m.item_id WHERE i.part_id = ? GROUP BY o.id, o.kind",
        id,
    ) == [("initial", 10)]


def test_nothing_is_saved_as_long_as_anything_is_wrong_and_all_of_it_is_said_at_once(shop: Any, form: FormOf) -> None:
    new = form(part_form, None, None).put(
        number="FAN-80", name="", decimals="9", tracking="batch", quantity="1.5", location="MAIN"
    )
    before = rows(shop, "SELECT COUNT(*) FROM part")
    new.save()
    assert not new.state.done
    assert new.errors.keys() == {"name", "decimals", "quantity", "batch", "location"}
    assert new.said[:2] == ("no", "Not saved")
    new.put(name="Fan", decimals="0", quantity="1", location="MAIN/A", batch="B").save()
    assert new.errors.keys() == {"number"}
    new.put(number="FAN-81").save()
    assert new.state.done
    assert rows(shop, "SELECT COUNT(*) FROM part") == [(before[0][0] + 1,)]


def test_without_stock_a_part_is_saved_alone(shop: Any, form: FormOf) -> None:
    form(part_form, None, None).put(number="NUT", name="Nut").save()
    assert rows(shop, "SELECT COUNT(*) FROM operation WHERE kind = 'initial'") == [(0,)]


@pytest.mark.parametrize(
    ("values", "field", "told"),
    [
        ({"quantity": "5"}, "serials", "are 2, but 5 pcs need 5"),
        ({"quantity": "1"}, "serials", "are 2, but 1 pc need 1"),
        ({"quantity": "0"}, "quantity", "more than 0"),
        ({"quantity": "2.5"}, "quantity", "whole number"),
        ({"default_location": ""}, "location", "where does the stock lie"),
        ({"tracking": "batch+serial"}, "batch", "tracked by batch"),
        ({"tracking": "none"}, "serials", "not tracked by serial"),
        ({"expiry": "tomorrow"}, "expiry", "not a date"),
        ({"track_stock": "no", "tracking": "none"}, "quantity", "not tracked"),
    ],
)
def test_stock_that_does_not_fit_its_part_is_refused(
    form: FormOf, values: dict[str, str], field: str, told: str
) -> None:
    new = form(part_form, None, None).put(number="X", name="X", tracking="serial", default_location="MAIN/A")
    new.look(stock_entry.begin).scan("S1").scan("S2").look(stock_entry.end).put(**values).save()
    assert told in new.errors[field]
    assert not new.state.done


def test_the_quantity_is_as_many_as_there_are_serials_where_none_was_typed_or_by_one_key(
    shop: Any, form: FormOf
) -> None:
    new = form(part_form, None, None).put(number="X", name="X", tracking="serial", default_location="MAIN/A")
    new.look(stock_entry.match)
    assert new.said[0] == "no"
    new.put(quantity="9").look(stock_entry.begin).scan("S1").look(stock_entry.match)
    assert new.said[1] == "Quantity is 1 now"
    new.put(quantity="").save()
    assert new.state.done
    assert rows(shop, "SELECT quantity FROM stock_item WHERE serial = 'S1'") == [(1_000_000,)]


def test_a_serial_that_comes_twice_is_again_and_one_that_was_taken_out_may_come_back(form: FormOf) -> None:
    new = form(part_form, None, None).put(tracking="serial", quantity="2").look(stock_entry.begin)
    new.scan("S1").scan("S1")
    assert new.said[0] == "again"
    assert new.state.serials == ("S1",)
    new.look(stock_entry.remove, "S1")
    assert new.state.serials == ()
    assert new.state.values["serials"] == ""
    new.look(stock_entry.remove, "S1")
    assert new.said[0] == "no"
    new.look(stock_entry.add, "S1").look(stock_entry.add, "S2").look(stock_entry.add, "S3")
    assert new.said[2] == "3 of 2: 1 too many. F6 sets the quantity to 3."


def test_a_serial_that_stock_has_is_refused_with_part_status_and_place(shop: Any, form: FormOf) -> None:
    supply = Thing(Kind.PART, shop.ids["supply"], "PSU-12")
    variant = form(part_form, None, supply).put(number="PSU-12-B").look(stock_entry.begin)
    variant.look(stock_entry.add, "SN-0001")
    assert variant.said == (
        "no",
        "SN-0001",
        "Is PSU-12 · SN-0001, in stock in MAIN/A.",
    )
    variant.look(stock_entry.add, "SN-0002")
    assert variant.said[2].startswith("Is PSU-12 · SN-0002, sold. It comes back by a return")
    assert variant.state.serials == ()
    alone = form(part_form, None, None).put(tracking="serial").look(stock_entry.begin)
    alone.look(stock_entry.add, "SN-0001")
    assert alone.state.serials == ("SN-0001",)  # unique within a tree of variants only


def test_a_serial_that_an_open_draft_has_is_refused_with_document_and_station(shop: Any, form: FormOf) -> None:
    def claim(db: Any) -> None:
        id = documents.create(db, shop.post, DocKind.RECEIPT)
        line = document_lines.add(db, id, shop.ids["supply"], {"serials": 1})
        draft_serials.add(db, id, [New(line, "D-1", serials.scope(db, shop.ids["supply"]))], None)

    supply = Thing(Kind.PART, shop.ids["supply"], "PSU-12")
    variant = form(part_form, None, supply).put(number="PSU-12-B", default_location="MAIN/A").look(stock_entry.begin)
    variant.look(stock_entry.add, "D-1")
    assert variant.state.serials == ("D-1",)
    shop.store.call(claim)
    variant.save()
    assert "D-1 is in the open document GR-1-1 of Jana at bench" in variant.errors["serials"]
    variant.look(stock_entry.remove, "D-1").look(stock_entry.add, "D-1")
    assert variant.said == ("no", "D-1", "Is in the open document GR-1-1 of Jana at bench.")


def test_a_serial_that_was_received_elsewhere_meanwhile_is_told_when_it_is_saved(shop: Any, form: FormOf) -> None:
    from kiosk.store.stock_items import NewItem

    supply = Thing(Kind.PART, shop.ids["supply"], "PSU-12")
    variant = form(part_form, None, supply).put(number="PSU-12-B", default_location="MAIN/A")
    variant.look(stock_entry.begin).scan("NEW-1")
    shop.enter(NewItem(part=shop.ids["supply"], location=shop.ids["a"], serial="NEW-1"))
    variant.save()
    assert "NEW-1 is PSU-12 · NEW-1" in variant.errors["serials"]
    assert variant.state.serials == ("NEW-1",)


@pytest.mark.parametrize("code", ["2000000000015", "KSK-PA1", "MAIN/A", "RES-10K"])
def test_the_label_of_a_part_or_a_place_is_no_serial_but_may_be_typed(form: FormOf, code: str) -> None:
    new = form(part_form, None, None).put(tracking="serial").look(stock_entry.begin)
    new.scan(code)
    assert new.said[:2] == ("no", "No serial")
    new.look(stock_entry.add, code)
    assert new.state.serials == (code,)


@pytest.mark.parametrize("code", [b"", b"\xff\xfe", b"A\x1dB", b" A", b"x" * 101])
def test_what_can_be_no_serial_is_refused_in_words(form: FormOf, code: bytes) -> None:
    new = form(part_form, None, None).put(tracking="serial").look(stock_entry.begin)
    new.scan(code)
    assert new.said[0] == "no"
    assert new.said[2].endswith(".")
    assert new.state.serials == ()


def test_a_stray_scan_loses_nothing_and_fills_only_what_it_is_for(shop: Any, form: FormOf) -> None:
    new = form(part_form, None, None).put(number="X")
    new.scan("MAIN/A")
    assert new.state.values["default_location"] == "MAIN/A · Shelf A"
    new.scan("MAIN/B")
    assert new.state.values["location"] == "MAIN/B"
    for code in ("MAIN/A", "RES-10K", "nobody knows this"):
        new.scan(code)
        assert new.said[:2] == ("no", "A form is open")
    assert new.state.values["number"] == "X"
    new.open("variant_of").scan("RES-10K")
    assert new.state.values["variant_of"] == "RES-10K · Resistor 10 kΩ"
    new.open("default_location").scan("RES-10K")
    assert new.state.values["default_location"] == "MAIN/A · Shelf A"
    assert "nothing for the field Belongs in" in new.said[2]
    new.open("batch").scan("LOT 7")
    assert new.state.values["batch"] == "LOT 7"
    new.open("batch").scan(b"LOT\x1d7")
    assert new.state.values["batch"] == "LOT 7"
    new.open("default_location").scan("KSK-SL1")
    assert "only holds other places" in new.errors["default_location"]


def test_editing_saves_what_was_changed_and_says_when_nothing_was(shop: Any, form: FormOf) -> None:
    fan = Thing(Kind.PART, shop.ids["fan"], "FAN-80")
    edit = form(part_form, fan, None)
    assert (edit.state.values["minimum"], edit.state.changed) == ("4", False)
    edit.put(name="Fan 80 x 80", minimum="2")
    assert edit.state.changed
    edit.save()
    stored = shop.store.look(parts.get, fan.id)
    assert (stored.part.name, stored.part.minimum) == ("Fan 80 x 80", Decimal(2))
    again = form(part_form, fan, None).save()
    assert again.said[0] == "again"


def test_a_part_that_another_station_changed_meanwhile_is_not_overwritten(shop: Any, form: FormOf) -> None:
    fan = Thing(Kind.PART, shop.ids["fan"], "FAN-80")
    mine, theirs = form(part_form, fan, None).put(name="Mine"), form(part_form, fan, None).put(name="Theirs")
    theirs.save()
    mine.save()
    assert mine.said[:2] == ("no", "Not saved")
    assert "changed at another station" in mine.said[2]
    assert shop.store.look(parts.get, fan.id).part.name == "Theirs"


def test_tracking_that_needs_serials_first_is_offered_and_the_rest_is_saved(shop: Any, form: FormOf) -> None:
    resistor = Thing(Kind.PART, shop.ids["resistor"], "RES-10K")
    edit = form(part_form, resistor, None).put(tracking="serial", name="Resistor").save()
    assert "serialise stock first" in edit.errors["tracking"]
    assert edit.state.serialise
    edit.save(part_form.without_tracking)
    assert edit.state.done
    stored = shop.store.look(parts.get, resistor.id)
    assert (stored.part.name, stored.part.tracking) == ("Resistor", "none")


def test_a_variant_takes_stock_as_fine_as_its_template_does(shop: Any, form: FormOf) -> None:
    new = form(part_form, None, Thing(Kind.PART, shop.ids["cable"], "CAB-1"))
    new.put(number="CAB-2", name="Cable, red", quantity="2.75", location="MAIN/B").save()
    assert new.said[:2] == ("ok", "Part saved")


@pytest.mark.parametrize(("field", "code"), [("number", "x" * 101), ("number", " RES"), ("batch", "B1 ")])
def test_a_scanned_text_that_its_field_does_not_take_is_refused_at_once(form: FormOf, field: str, code: str) -> None:
    new = form(part_form, None, None).put(number="KEPT").open(field).scan(code)
    assert new.said[0] == "no"
    assert new.state.values.get(field) in ("KEPT", "", None)


def test_a_part_that_is_gone_has_no_form(shop: Any) -> None:
    assert shop.store.look(part_form.begin, shop.post, Thing(Kind.PART, 999, ""), None) is None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(codes=st.lists(st.binary(max_size=30) | st.sampled_from([b"S1", b"S2", b"KSK-PA1", b"MAIN/A"]), max_size=12))
def test_whatever_is_scanned_the_collector_answers_and_takes_each_serial_once(form: FormOf, codes: list[bytes]) -> None:
    new = form(part_form, None, None).put(tracking="serial").look(stock_entry.begin)
    for code in codes:
        new.scan(code)
        assert new.said[1]
    assert len(set(new.state.serials)) == len(new.state.serials) <= len(codes)


FIELDS = sorted({*part_form.PARSERS, *stock_entry.STOCK, *part_form.THINGS})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.lists(st.tuples(st.sampled_from(FIELDS), st.text(max_size=20) | st.sampled_from(["1", "yes", "serial"])))
)
def test_whatever_is_typed_the_form_answers_and_the_store_stays_sound(
    shop: Any, form: FormOf, typed: list[tuple[str, str]]
) -> None:
    new = form(part_form, None, None)
    for field, text in typed:
        new.put(**{field: text})
    new.save()
    assert new.state.done or new.errors
    assert shop.store.call(verify) == ()
