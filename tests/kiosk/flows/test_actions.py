"""What is offered to be done with a thing: always in the same order, and with a reason where it can't be."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.flows import actions, archive
from kiosk.flows.actions import Action
from kiosk.outcome import Tone
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines, documents, posting

STOCKED, SERIALISED, VOID = "resistor", "supply", "void"


def offers(shop: Any, kind: Kind, name: str) -> dict[Action, str]:
    offered = shop.store.look(actions.offered, shop.post, Thing(kind, shop.ids[name], ""))
    return {offer.action: offer.why for offer in offered.offers}


def test_a_part_in_stock_without_serials_can_be_serialised_and_has_stock_items(shop: Any) -> None:
    of = offers(shop, Kind.PART, STOCKED)
    assert (of[Action.SERIALISE], of[Action.ADD_STOCK], of[Action.UNITS]) == ("", "", "")


def test_a_part_with_serials_has_units_and_nothing_to_serialise(shop: Any) -> None:
    of = offers(shop, Kind.PART, SERIALISED)
    assert of[Action.UNITS] == ""
    assert "already" in of[Action.SERIALISE]


def test_a_part_that_there_is_none_of_has_nothing_to_serialise(shop: Any) -> None:
    assert "none is in stock" in offers(shop, Kind.PART, "cable")[Action.SERIALISE]


def test_an_archived_part_takes_nothing_new_and_can_be_brought_back(shop: Any) -> None:
    shop.archive("part", STOCKED)
    of = offers(shop, Kind.PART, STOCKED)
    for action in (Action.ADD_STOCK, Action.VARIANT, Action.SERIALISE):
        assert "archived" in of[action]
    assert of[Action.RESTORE] == ""
    assert Action.ARCHIVE not in of


def test_a_void_unit_has_its_history_alone(shop: Any) -> None:
    of = offers(shop, Kind.STOCK_ITEM, VOID)
    assert of[Action.STATUS] != ""
    assert of[Action.HISTORY] == ""


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [(Kind.PART, STOCKED, SERIALISED), (Kind.STOCK_ITEM, "psu 1", VOID), (Kind.LOCATION, "a", "main")],
)
def test_things_of_one_kind_have_the_same_numbers(shop: Any, kind: Kind, one: str, other: str) -> None:
    assert list(offers(shop, kind, one)) == list(offers(shop, kind, other))
    *others, last = offers(shop, kind, one)
    assert len(others) <= 10, "there are ten digits"
    assert last is Action.LABEL, "which has a key of its own"


def test_a_unit_in_stock_can_go_out_and_one_that_went_out_come_back(shop: Any) -> None:
    here, sold, broken, void = (offers(shop, Kind.STOCK_ITEM, name) for name in ("psu 1", "psu 2", "fan 7", "void"))
    assert (here[Action.ISSUE], here[Action.SALE]) == ("", "")
    assert "neither sold" in here[Action.RETURN]
    assert (sold[Action.ISSUE], sold[Action.RETURN]) == ("it is sold", "")
    assert broken[Action.SALE] == "it is defective"
    assert all("void" in void[action] for action in (Action.ISSUE, Action.SALE, Action.RETURN))


def test_returned_units_go_out_again_where_the_rules_say_so(shop: Any) -> None:
    sql = f"UPDATE stock_item SET status = 'returned' WHERE id = {shop.ids['fan 7']}"
    shop.store.call(lambda db: db.execute_sql(sql))
    assert offers(shop, Kind.STOCK_ITEM, "fan 7")[Action.ISSUE] == "it is returned"
    shop.post = replace(shop.post, returned_available=True)
    assert offers(shop, Kind.STOCK_ITEM, "fan 7")[Action.ISSUE] == ""


def test_only_a_part_that_takes_stock_is_restocked(shop: Any) -> None:
    assert offers(shop, Kind.PART, STOCKED)[Action.RESTOCK] == ""
    shop.archive("part", STOCKED)
    assert "archived" in offers(shop, Kind.PART, STOCKED)[Action.RESTOCK]


def test_a_document_is_gone_on_with_while_it_is_a_draft(shop: Any) -> None:
    shop.ids["receipt"] = shop.store.call(documents.create, shop.post, DocKind.RECEIPT)
    of = offers(shop, Kind.DOCUMENT, "receipt")
    assert (of[Action.RESUME], of[Action.LINES], of[Action.DOCUMENT_UNITS]) == ("", "", "")
    assert of[Action.HISTORY] != ""
    shop.store.call(documents.cancel, shop.post, shop.ids["receipt"])
    assert "no draft" in offers(shop, Kind.DOCUMENT, "receipt")[Action.RESUME]


def test_only_an_order_of_which_something_is_to_come_is_received(shop: Any) -> None:
    shop.ids["order"] = order = shop.store.call(documents.create, shop.post, DocKind.ORDER)
    assert "not ordered" in offers(shop, Kind.DOCUMENT, "order")[Action.RECEIVE]
    shop.store.call(document_lines.add, order, shop.ids[STOCKED], {"quantity": 1})
    shop.store.call(posting.finish, shop.post, order, None)
    assert offers(shop, Kind.DOCUMENT, "order")[Action.RECEIVE] == ""
    shop.store.call(documents.cancel, shop.post, order)
    assert offers(shop, Kind.DOCUMENT, "order")[Action.RECEIVE] != ""
    shop.ids["issue"] = shop.store.call(documents.create, shop.post, DocKind.ISSUE)
    assert Action.RECEIVE not in offers(shop, Kind.DOCUMENT, "issue")


def test_a_thing_that_is_gone_has_none(shop: Any) -> None:
    assert shop.store.look(actions.offered, shop.post, Thing(Kind.PART, 999, "")) is None


# Archive


def answered(shop: Any, thing: Thing, archived: bool) -> Any:
    state, outcome = shop.store.call(archive.answer, shop.post, archive.begin(thing, archived), archive.YES)
    assert state.done
    return outcome


def test_a_part_without_stock_is_archived_and_brought_back(shop: Any) -> None:
    cable = shop.part("cable")
    assert answered(shop, cable, True).view.archived
    assert not answered(shop, cable, False).view.archived


def test_what_is_in_the_way_is_told_and_nothing_is_archived(shop: Any) -> None:
    for thing in (shop.part(STOCKED), Thing(Kind.LOCATION, shop.ids["a"], "MAIN/A")):
        outcome = answered(shop, thing, True)
        assert (outcome.tone, outcome.result) == (Tone.NO, "refused")
        assert outcome.detail
        assert not outcome.view.archived


def test_what_is_gone_is_told(shop: Any) -> None:
    assert answered(shop, Thing(Kind.PART, 999, "GONE"), True).tone is Tone.NO


def test_no_leaves_it_as_it_is(shop: Any) -> None:
    begun = archive.begin(shop.part("cable"), True)
    state, _ = shop.store.call(archive.answer, shop.post, begun, archive.NO)
    assert not state.done
    assert not answered(shop, shop.part("cable"), False).view.archived
