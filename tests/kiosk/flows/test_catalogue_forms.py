"""The forms of places and supplier parts, and the codes of a thing."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.flows import adjust, archive, codes, location_form, partner_form, stock_form, supplier_form
from kiosk.flows.flow import ANSWER_AFTER
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, locations, partners, supplier_parts
from kiosk.store.sql import execute
from kiosk.store.verify import verify

FormOf = Callable[..., Any]


# Places


def test_a_place_is_made_inside_another_one(shop: Any, form: FormOf) -> None:
    inside = Thing(Kind.LOCATION, shop.ids["a"], "MAIN/A · Shelf A")
    new = form(location_form, None, inside).put(code="07", name="Drawer").save()
    assert new.said == ("ok", "Place saved", "Its path is MAIN/A/07.")
    assert shop.store.look(locations.find, "MAIN/A/07") is not None


def test_a_place_is_renamed_and_moved_with_all_below_it(shop: Any, form: FormOf) -> None:
    deep = shop.store.call(locations.add, locations.NewLocation("1", parent=shop.ids["a"]))
    place = Thing(Kind.LOCATION, shop.ids["a"], "MAIN/A")
    form(location_form, place, None).put(code="Z", parent="").save()
    assert shop.store.look(locations.get, deep).path == "Z/1"
    assert form(location_form, place, None).save().said[0] == "again"


@pytest.mark.parametrize(
    ("values", "field", "told"),
    [
        ({"code": ""}, "code", "must be given"),
        ({"code": "A/B"}, "code", "no /"),
        ({"code": "B"}, "code", "there already"),
        ({"parent": "nowhere"}, "parent", "nothing that is known"),
        ({"parent": "MAIN/A"}, "parent", "lies in this place"),
        ({"structural": "yes"}, "structural", "3 items of stock lie here"),
    ],
)
def test_a_place_that_can_not_be_is_refused_at_its_field(
    shop: Any, form: FormOf, values: dict[str, str], field: str, told: str
) -> None:
    edit = form(location_form, Thing(Kind.LOCATION, shop.ids["a"], ""), None).put(**values).save()
    assert told in edit.errors[field]
    assert not edit.state.done


def test_a_scanned_place_is_where_a_new_one_lies_but_moves_none_by_accident(shop: Any, form: FormOf) -> None:
    new = form(location_form, None, None).scan("MAIN/A")
    assert new.state.values["parent"] == "MAIN/A · Shelf A"
    edit = form(location_form, Thing(Kind.LOCATION, shop.ids["b"], ""), None)
    edit.put(parent="").scan("MAIN/A")
    assert edit.said[:2] == ("no", "A form is open")
    edit.open("parent").scan("MAIN/A")
    assert edit.state.values["parent"] == "MAIN/A · Shelf A"


def test_a_place_that_is_gone_has_no_form(shop: Any) -> None:
    assert shop.store.look(location_form.begin, shop.post, Thing(Kind.LOCATION, 999, ""), None) is None


# Supplier parts


def test_a_supplier_comes_into_being_with_what_it_supplies(shop: Any, form: FormOf) -> None:
    fan = Thing(Kind.PART, shop.ids["fan"], "FAN-80")
    new = form(supplier_form, fan, None).put(partner="Brand new", sku="F-1", pack="25").save()
    assert new.said == ("ok", "Supplier part saved", "FAN-80: Brand new calls it F-1.")
    assert shop.store.look(partners.find, "Brand new") is not None
    page = shop.store.look(supplier_form.listed, shop.post, fan, 0, 200)
    assert [(one.partner, one.sku, str(one.pack)) for one in page.rows] == [("Brand new", "F-1", "25")]


def test_nothing_is_left_of_a_supplier_whose_part_is_refused(shop: Any, form: FormOf) -> None:
    fan = Thing(Kind.PART, shop.ids["fan"], "FAN-80")
    new = form(supplier_form, fan, None).put(partner="Brand new", sku="F-1", pack="0.5").save()
    assert "whole number" in new.errors["pack"]
    assert shop.store.look(partners.find, "Brand new") is None


def test_a_supplier_is_found_by_a_part_of_its_name_or_offered_as_a_new_one(shop: Any) -> None:
    def offered(text: str) -> list[str]:
        return [option.text for option in shop.store.look(supplier_form.find, shop.post, text)]

    assert offered("cm") == ["Acme", "New supplier: cm"]
    assert offered("Acme") == ["Acme"]
    assert offered("") == ["Acme"]
    assert offered("%") == ["New supplier: %"]


def test_a_supplier_part_is_edited_and_one_that_is_taken_is_refused(shop: Any, form: FormOf) -> None:
    resistor = Thing(Kind.PART, shop.ids["resistor"], "RES-10K")
    edit = form(supplier_form, resistor, shop.ids["acme"]).put(pack="250").open("sku").scan("0805-104").save()
    assert edit.said[0] == "ok"
    assert shop.store.look(supplier_parts.get, shop.ids["acme"]).supplier_part.sku == "0805-104"
    again = form(supplier_form, resistor, None).put(partner="Acme", sku="0805-104").save()
    assert "RES-10K at Acme" in again.errors["sku"]


def test_a_supplier_part_is_archived_and_comes_back(shop: Any) -> None:
    thing = Thing(Kind.SUPPLIER_PART, shop.ids["acme"], "0805-103")
    for archived in (True, False):
        state, outcome = shop.store.call(archive.answer, shop.post, archive.begin(thing, archived), archive.YES)
        assert (state.done, outcome.tone, outcome.view) == (True, "ok", None)
        assert shop.store.look(supplier_parts.get, shop.ids["acme"]).archived is archived


# Partners


def test_a_partner_is_renamed_for_all_that_it_supplies(shop: Any, form: FormOf) -> None:
    edit = form(partner_form, "Acme").put(partner="Acme Ltd").save()
    assert edit.said == ("ok", "Supplier saved", "Acme Ltd is in use.")
    resistor = Thing(Kind.PART, shop.ids["resistor"], "RES-10K")
    page = shop.store.look(supplier_form.listed, shop.post, resistor, 0, 200)
    assert {supply.partner for supply in page.rows} == {"Acme Ltd"}
    assert form(partner_form, "Acme Ltd").save().said[0] == "again"
    assert shop.store.look(partner_form.begin, shop.post, "Acme") is None


def test_a_partner_is_archived_when_nothing_of_it_is_in_use_and_brought_back(shop: Any, form: FormOf) -> None:
    edit = form(partner_form, "Acme").put(archived="yes", partner="Acme Ltd").save()
    assert "in use. Archive" in edit.errors["archived"]
    assert shop.store.look(partners.find, "Acme") is not None
    shop.store.call(execute, "UPDATE supplier_part SET archived_at = 1")
    for archived in ("yes", "no"):
        form(partner_form, "Acme").put(archived=archived).save()
        partner = shop.store.look(partners.get, shop.store.look(partners.find, "Acme"))
        assert partner.archived is (archived == "yes")


@pytest.mark.parametrize("name", ["", "Beta", " Acme", "a\x1bb"])
def test_a_partner_is_not_called_what_it_can_not_be(shop: Any, form: FormOf, name: str) -> None:
    shop.store.call(partners.add, partners.NewPartner("Beta"))
    edit = form(partner_form, "Acme").put(partner=name).save()
    assert edit.errors["partner"]
    assert not edit.state.done


def test_a_partner_that_somebody_else_changed_meanwhile_is_not_overwritten(shop: Any, form: FormOf) -> None:
    edit = form(partner_form, "Acme").put(partner="Mine")
    form(partner_form, "Acme").put(partner="Theirs").save()
    assert edit.save().said[0] == "no"
    assert shop.store.look(partners.find, "Theirs") is not None


# Whatever is typed


FORMS = {
    "place": (location_form, ["code", "name", "parent", "structural"]),
    "supplier": (supplier_form, ["partner", "sku", "manufacturer_number", "pack"]),
    "partner": (partner_form, ["partner", "archived"]),
    "stock": (stock_form, ["quantity", "location", "batch", "expiry"]),
    "adjust": (adjust, ["counted", "note"]),
}


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_typed_the_form_answers_and_the_store_stays_sound(
    shop: Any, form: FormOf, name: str, data: st.DataObject
) -> None:
    flow, fields = FORMS[name]
    cable, bag = Thing(Kind.PART, shop.ids["cable"], ""), Thing(Kind.STOCK_ITEM, shop.ids["bag"], "")
    args = {
        "place": (None, None),
        "supplier": (cable, None),
        "partner": (shop.store.look(partners.get, 1).partner.name,),  # an example before may have renamed it
        "stock": (cable,),
        "adjust": (bag,),
    }[name]
    new = form(flow, *args)
    texts = st.text(max_size=20) | st.sampled_from(["1", "2.5", "yes", "MAIN/A", "2030-01-01"])
    for field, text in data.draw(st.lists(st.tuples(st.sampled_from(fields), texts))):
        new.put(**{field: text})
    new.save()
    assert new.state.done or new.errors or new.said[0] == "no"


# Codes


@pytest.fixture
def coded(shop: Any) -> Callable[..., Any]:
    """The codes of the resistor, and one step with them."""
    state = shop.store.look(codes.read, shop.post, codes.begin(Thing(Kind.PART, shop.ids["resistor"], "RES-10K")))

    def step(fn: Callable[..., Any], *args: object, painted: int = 1) -> Any:
        nonlocal state
        if args or fn is not codes.read:
            state, outcome = shop.store.call(fn, shop.post, state, *args)
            if state.question is not None and not state.question.painted:
                state = replace(state, question=replace(state.question, painted=painted))
            return state, outcome
        return state, None

    return step


def test_a_scanned_code_is_asked_for_and_assigned_by_key_or_by_scanning_it_again(shop: Any, coded: Any) -> None:
    state, outcome = coded(codes.scan, shop.scan(b"AB\x1dNEW"))
    assert (outcome.tone, outcome.text) == ("ask", "AB␝NEW")
    state, outcome = coded(codes.scan, shop.scan(b"AB\x1dNEW"))
    assert outcome.tone == "ok"
    assert [code.raw for code in state.listed] == [b"AB\x1dNEW", b"2000000000015"]
    assert (state.question, state.listed[0].assigned_by) == (None, "Jana")
    coded(codes.scan, shop.scan(b"OTHER"))
    state, outcome = coded(codes.answer, codes.YES)
    assert state.total == 3
    assert shop.store.call(verify) == ()


def test_a_code_that_was_scanned_before_the_question_was_read_confirms_nothing(shop: Any, coded: Any) -> None:
    first = shop.scan(b"NEW")
    coded(codes.scan, first, painted=first.mono + 10 * ANSWER_AFTER)
    state, outcome = coded(codes.scan, shop.scan(b"NEW"))
    assert (outcome.tone, outcome.text, state.total) == ("again", "Look, then scan", 1)
    state, outcome = coded(codes.scan, shop.scan(b"ANOTHER"))
    assert (outcome.tone, outcome.text) == ("ask", "ANOTHER")  # another code is another question
    state, outcome = coded(codes.answer, codes.NO)
    assert (state.question, state.total) == (None, 1)


@pytest.mark.parametrize(
    ("code", "tone", "told"),
    [
        (b"2000000000015", "again", "is assigned to this part already"),
        (b"AB\x1dCD", "no", "it names the location MAIN/B"),
        (b"KSK-PA1", "no", "our own"),
        (b"  ", "no", "empty"),
        (b"x" * 2000, "no", "2,000 bytes"),
    ],
)
def test_a_code_that_can_not_be_assigned_says_why(shop: Any, coded: Any, code: bytes, tone: str, told: str) -> None:
    state, outcome = coded(codes.scan, shop.scan(code))
    assert outcome.tone == tone
    assert told in outcome.detail
    assert (state.question, state.total) == (None, 1)


def test_a_code_is_taken_off_after_a_question_and_stays_as_history_with_who_did_it(shop: Any, coded: Any) -> None:
    state, _ = coded(codes.read)
    code = state.listed[0]
    state, outcome = coded(codes.ask_off, code)
    assert outcome.tone == "ask"
    state, outcome = coded(codes.scan, shop.scan(b"NEW"))
    assert outcome.tone == "again"  # no scan answers it
    state, outcome = coded(codes.answer, codes.YES)
    assert outcome.text == "Taken off"
    gone = state.listed[0]
    assert (gone.active, gone.unassigned_by) == (False, "Jana")
    state, outcome = coded(codes.ask_off, code)
    state, outcome = coded(codes.answer, codes.YES)
    assert outcome.tone == "again"


def test_one_scan_of_a_code_stands_for_as_much_as_is_said(shop: Any, coded: Any) -> None:
    state, _ = coded(codes.read)
    code = state.listed[0]
    state, outcome = coded(codes.set_pack, code, "1.5")
    assert (outcome.tone, state.listed[0].pack) == ("no", 10)
    state, outcome = coded(codes.set_pack, code, "25")
    assert (outcome.detail, state.listed[0].pack) == ("One scan stands for 25 pcs now.", 25)
    shop.store.call(barcodes.unassign, shop.post, code.raw)
    state, outcome = coded(codes.set_pack, code, "30")
    assert outcome.tone == "no"
    assert shop.store.call(verify) == ()
