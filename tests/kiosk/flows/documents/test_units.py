"""Units that go out or come back: each way to choose one, each refusal by name, many at once or none."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows.documents import available, editing, lines, serials, units
from kiosk.post import Post
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.statuses import RULES, Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import ledger, parts, stock_items
from kiosk.store.parts import NewPart
from kiosk.store.stock_items import NewItem

Begin = Callable[..., Any]
OUT, BACK = DocKind.ISSUE, DocKind.RETURN


def _unit(shop: Any, name: str) -> Thing:
    return Thing(Kind.STOCK_ITEM, shop.ids[name], name)


def _become(shop: Any, name: str, *statuses: Status) -> None:
    """Lead a unit along the table of statuses."""
    item = shop.ids[name]

    def change(db: Any) -> None:
        for status in statuses:
            now = stock_items.state(db, item)
            assert now is not None
            place = shop.ids["a"] if RULES[status].on_hand else None
            after = State(place, now.quantity, status)
            ledger.record(db, shop.post, ledger.begin(db, shop.post, Act.STATUS), [Change(item, now, after)])

    shop.store.call(change)


def test_a_scanned_unit_makes_the_line_of_its_part_and_counts_in_it(shop: Any, draft: Begin) -> None:
    out = draft(OUT).do(units.take, _unit(shop, "psu 1"))
    assert out.said == ("ok", "SN-0001", "PSU-12: 1 pc.")
    assert out.do(units.take, _unit(shop, "psu 7")).counts() == [("PSU-12", "2", 2)]
    assert out.state.line.number == "PSU-12"
    assert out.state.recent == ("007", "SN-0001")


def test_a_typed_serial_is_that_unit(draft: Begin) -> None:
    assert draft(OUT).do(units.take, "SN-0001").serials() == ["SN-0001"]


def test_undo_takes_the_unit_out_and_the_line_that_it_made(draft: Begin) -> None:
    out = draft(OUT).do(units.take, "SN-0001").do(editing.undo)
    assert (out.counts(), out.serials()) == ([], [])
    assert out.do(units.take, "SN-0001").counts() == [("PSU-12", "1", 1)]


def test_units_beyond_a_told_quantity_come_in_and_are_told(shop: Any, draft: Begin) -> None:
    out = draft(OUT).do(lines.add_part, shop.ids["supply"]).do(lines.quantity, "1").do(units.take, "SN-0001")
    assert out.said[2] == "PSU-12: 1 of 1 pc: all are here."
    out.do(units.take, "007")
    assert (out.said[0], out.said[2]) == ("again", "PSU-12: 2 of 1 pc: 1 too many. F6 sets the quantity to 2.")
    assert out.counts() == [("PSU-12", "1", 2)]


def test_a_unit_of_a_variant_comes_to_a_line_of_its_own(shop: Any, draft: Begin) -> None:
    new = NewPart(number="PSU-12-EU", name="EU plug", tracking="serial", variant_of=shop.ids["supply"])
    variant = shop.store.call(parts.add, new)
    shop.enter(NewItem(part=variant, location=shop.ids["a"], serial="EU-1"))
    out = draft(OUT).do(units.take, "SN-0001").do(units.take, "EU-1")
    assert out.counts() == [("PSU-12", "1", 1), ("PSU-12-EU", "1", 1)]


def test_a_unit_that_is_in_the_document_answers_again_and_shows_its_line(shop: Any, draft: Begin) -> None:
    shop.enter(NewItem(part=shop.ids["fan"], location=shop.ids["b"], serial="F-1"))
    out = draft(OUT).do(units.take, "SN-0001").do(units.take, "F-1").do(units.take, _unit(shop, "psu 1"))
    assert out.said[:2] == ("again", "SN-0001")
    assert out.state.line.number == "PSU-12"
    assert out.counts() == [("PSU-12", "1", 1), ("FAN-80", "1", 1)]


def test_of_a_serial_that_several_have_the_unit_of_the_line_is_meant(shop: Any, draft: Begin) -> None:
    out = draft(OUT).do(lines.add_part, shop.ids["supply"]).do(units.take, "007")
    assert out.said[:2] == ("ok", "007")


def test_of_a_serial_that_several_have_the_operator_is_asked(shop: Any, draft: Begin) -> None:
    out = draft(OUT).do(units.take, "007")
    assert out.outcome.tone == "ask"
    assert [option.text for option in out.state.question.options] == [
        "FAN-80 · 007 · Defective · MAIN/B",
        "PSU-12 · 007 · In stock · MAIN/A",
        "None of these",
    ]
    assert out.do(editing.answer, "2").counts() == [("PSU-12", "1", 1)]
    assert out.state.question is None


# Refused


def test_a_serial_that_nothing_has_is_refused(draft: Begin) -> None:
    out = draft(OUT).do(units.take, "NO-1")
    assert out.said[0] == "no"
    assert "receive it first" in out.said[2]
    assert "can't come back" in draft(BACK).do(units.take, "NO-1").said[2]


def test_a_stock_item_without_a_serial_is_no_unit(shop: Any, draft: Begin) -> None:
    out = draft(OUT).do(units.take, Thing(Kind.STOCK_ITEM, shop.ids["reel"], "RES-10K · batch 20261101"))
    assert out.said[1] == "No such unit"
    assert "RES-10K · batch 20261101 is no unit with a serial" in out.said[2]


_WAYS: dict[Status, tuple[Status, ...]] = {
    Status.QUARANTINED: (Status.QUARANTINED,),
    Status.SOLD: (Status.SOLD,),
    Status.IN_REPAIR: (Status.IN_REPAIR,),
    Status.REPAIR_DONE: (Status.IN_REPAIR, Status.REPAIR_DONE),
    Status.RETURNED: (Status.SOLD, Status.RETURNED),
    Status.DEFECTIVE: (Status.DEFECTIVE,),
    Status.LOST: (Status.LOST,),
    Status.SCRAPPED: (Status.SCRAPPED,),
}


@pytest.mark.parametrize("status", _WAYS)
def test_a_unit_that_is_not_available_is_refused_with_its_status_and_what_to_do(
    shop: Any, draft: Begin, status: Status
) -> None:
    _become(shop, "psu 1", *_WAYS[status])
    tone, text, detail = draft(OUT).do(units.take, "SN-0001").said
    words = status.value.replace("_", " ")
    where = " in MAIN/A" if RULES[status].on_hand else ""
    assert (tone, text) == ("no", "SN-0001")
    assert detail.startswith(f"PSU-12 · SN-0001 is {words}{where}. ")
    assert len(detail) > len(f"PSU-12 · SN-0001 is {words}{where}. ")


@pytest.mark.parametrize("status", [Status.IN_STOCK, *(one for one in _WAYS if one not in ("sold", "repair_done"))])
def test_a_unit_that_did_not_go_out_is_no_return(shop: Any, draft: Begin, status: Status) -> None:
    _become(shop, "psu 1", *_WAYS.get(status, ()))
    back = draft(BACK).do(units.take, "SN-0001")
    assert back.said[:2] == ("no", "SN-0001")
    assert f"is {status.value.replace('_', ' ')}" in back.said[2]
    assert back.counts() == []


@pytest.mark.parametrize("status", [Status.SOLD, Status.REPAIR_DONE])
def test_a_unit_that_went_out_comes_back_to_the_place_in_force(shop: Any, draft: Begin, status: Status) -> None:
    _become(shop, "psu 1", *_WAYS[status])
    place = Thing(Kind.LOCATION, shop.ids["b"], "MAIN/B")
    back = draft(BACK).do(lines.place, place).do(units.take, "SN-0001")
    assert back.counts() == [("PSU-12", "1", 1)]
    assert back.lines[0].place.id == shop.ids["b"]


@pytest.mark.parametrize("kind", [OUT, BACK])
def test_a_void_unit_is_refused_and_can_be_received(draft: Begin, kind: DocKind) -> None:
    assert "receive it as new" in draft(kind).do(units.take, "SN-VOID").said[2]


def test_returned_units_go_out_at_once_where_the_setting_says_so(shop: Any, draft: Begin) -> None:
    _become(shop, "psu 1", Status.SOLD, Status.RETURNED)
    post = replace(shop.post, returned_available=True)
    assert draft(OUT, post=post).do(units.take, "SN-0001").counts() == [("PSU-12", "1", 1)]


def test_a_unit_of_another_open_draft_is_refused_naming_it(draft: Begin, elsewhere: Post) -> None:
    other = draft(OUT, post=elsewhere).do(units.take, "SN-0001")
    out = draft(DocKind.SALES_INVOICE).do(units.take, "SN-0001")
    number = other.state.document.number
    assert out.said[:2] == ("no", "SN-0001")
    assert f"is in the open document {number} (Petr at desk)" in out.said[2]
    other.do(editing.park)
    assert f"is in the open document {number}, which is parked" in out.do(units.take, "SN-0001").said[2]


def test_who_has_lost_the_draft_takes_no_unit(shop: Any, draft: Begin, elsewhere: Post) -> None:
    out = draft(OUT)
    taken_over, _ = shop.store.call(editing.opened, elsewhere, editing.Editing(), out.id)
    shop.store.call(editing.answer, elsewhere, taken_over, "1")
    assert out.do(units.take, "SN-0001").state.done
    assert out.outcome.tone == "no"


# Many at once


def test_many_units_are_one_step(shop: Any, draft: Begin) -> None:
    out = draft(OUT).do(lines.add_part, shop.ids["supply"]).do(units.several, ["SN-0001", "007"])
    assert out.said == ("ok", "2 serials", "PSU-12: 2 pcs.")
    assert out.do(editing.undo).counts() == [("PSU-12", "1", 0)]


def test_a_unit_that_another_draft_has_taken_since_is_not_brought_back_by_undo(
    shop: Any, draft: Begin, elsewhere: Post
) -> None:
    out = draft(OUT).do(units.take, "SN-0001").do(serials.remove, "SN-0001")
    theirs = draft(OUT, post=elsewhere).do(units.take, "SN-0001")
    out.do(editing.undo)
    assert out.said[:2] == ("no", "Not taken back")
    assert f"{theirs.state.document.number} of Petr at desk" in out.said[2]
    assert (out.serials(), theirs.serials()) == ([], ["SN-0001"])


def test_of_many_units_none_is_taken_where_one_can_not_be(shop: Any, draft: Begin, elsewhere: Post) -> None:
    draft(OUT, post=elsewhere).do(units.take, _unit(shop, "psu 7"))
    out = draft(OUT).do(lines.add_part, shop.ids["supply"])
    out.do(units.several, ["SN-0001", "SN-0002", "007", "NO-1"])
    assert out.said[:2] == ("no", "3 units can't be taken")
    told = "NO-1 is no unit of PSU-12; SN-0002 is sold; 007 is in the open document GI-2-1 of Petr at desk."
    assert out.said[2].startswith(told)
    assert out.counts() == [("PSU-12", "1", 0)]
    wrong = shop.store.look(units.refusals, shop.post, out.state, out.state.line, ["SN-0001", "007"])
    assert list(wrong) == ["007"]


def test_units_without_a_line_are_refused(draft: Begin) -> None:
    assert draft(OUT).do(units.several, ["SN-0001"]).said[1] == "No line is chosen"


# Quantities


@pytest.mark.parametrize(
    ("place", "batch", "quantity", "told"),
    [
        (None, "", 5200, ""),
        (None, "", 5201, "Only 5,200 pcs available. Lower the quantity, or receive more before posting."),
        ("b", "", 201, "Only 200 pcs available in MAIN/B. "),
        ("b", "20261015", 81, "Only 80 pcs available in MAIN/B of batch 20261015. "),
        (None, "NONE", 1, "Nothing is available of batch NONE. "),
    ],
)
def test_more_than_there_is_is_told_at_once(
    shop: Any, draft: Begin, place: str | None, batch: str, quantity: int, told: str
) -> None:
    out = draft(OUT).do(lines.add_part, shop.ids["resistor"])
    where = None if place is None else Thing(Kind.LOCATION, shop.ids[place], f"MAIN/{place.upper()}")
    line = replace(out.state.line, place=where, batch=batch)
    said = shop.store.look(available.lacking, shop.post, out.state, line, Decimal(quantity))
    assert said.startswith(told)
    assert bool(said) == bool(told)


def test_what_other_lines_of_the_document_take_is_not_there_twice(shop: Any, draft: Begin) -> None:
    out = draft(OUT).do(lines.add_part, shop.ids["resistor"]).do(lines.quantity, "5000").do(lines.new_line)
    said = shop.store.look(available.lacking, shop.post, out.state, out.state.line, Decimal(201))
    assert said.startswith("Only 200 pcs available.")
