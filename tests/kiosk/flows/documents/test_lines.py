"""The lines of a draft by keys: found parts, quantities, places, accepted or rejected, new lines, taken out."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.flows.documents import editing, lines, scanning, serials
from kiosk.stock import fields
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import SerialState
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents, draft_serials, parts, stations
from kiosk.store.parts import NewPart

Begin = Callable[..., Any]
IN, OUT = DocKind.RECEIPT, DocKind.ISSUE


def _place(shop: Any, name: str) -> Thing:
    return Thing(Kind.LOCATION, shop.ids[name], name)


def test_a_part_that_was_found_is_added_as_if_its_code_had_been_scanned(shop: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["cable"]).do(lines.add_part, shop.ids["cable"])
    assert receipt.counts() == [("CAB-1", "2", 0)]
    assert receipt.do(lines.add_part, 999).said[:2] == ("no", "No such part")


def test_a_quantity_is_typed_with_the_decimals_of_its_part(shop: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["cable"]).do(lines.quantity, " 2.5 ")
    assert (receipt.said[0], receipt.counts()) == ("ok", [("CAB-1", "2.5", 0)])
    assert receipt.do(lines.quantity, "2.5").said[0] == "again"
    assert receipt.do(lines.add_part, shop.ids["cable"]).counts() == [("CAB-1", "3.5", 0)]


@pytest.mark.parametrize("text", ["0", "-1", "1.234", "", "x", "1,000,000,000,000", "9" * 40])
def test_what_is_no_quantity_is_refused_and_changes_nothing(shop: Any, draft: Begin, text: str) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["cable"]).do(lines.quantity, text)
    assert (receipt.said[0], receipt.counts()) == ("no", [("CAB-1", "1", 0)])


def test_units_are_whole(shop: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["supply"]).do(lines.quantity, "1.5")
    assert receipt.said[0] == "no"


@pytest.mark.parametrize(
    "step",
    [
        (lines.quantity, "1"),
        (lines.match,),
        (lines.accept, False),
        (lines.batch, "B"),
        (lines.new_line,),
        (lines.remove_line,),
        (serials.add, "A"),
        (serials.remove, "A"),
        (serials.edit, "A", "B"),
    ],
)
def test_without_a_line_there_is_nothing_to_do(draft: Begin, step: tuple[Any, ...]) -> None:
    receipt = draft(IN).do(*step)
    assert receipt.said[0] == "no"
    assert receipt.lines == ()


def test_a_quantity_is_never_less_than_the_serials_that_came(shop: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["supply"])
    receipt.do(serials.add, "S1").do(serials.add, "S2").do(lines.quantity, "1")
    assert receipt.said[0] == "no"
    assert "2 serials already" in receipt.said[2]
    assert receipt.counts() == [("PSU-12", "2", 2)]
    assert receipt.do(lines.quantity, "5").counts() == [("PSU-12", "5", 2)]


def test_the_quantity_is_set_to_the_serials_by_one_key(shop: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["supply"]).do(lines.quantity, "5")
    assert receipt.do(lines.match).said[0] == "no"
    receipt.do(serials.paste, ("A", "B")).do(lines.match)
    assert (receipt.said, receipt.counts()) == (("ok", "PSU-12", "2 of 2 pcs: all are here."), [("PSU-12", "2", 2)])
    assert receipt.do(lines.match).said[0] == "again"


def test_rejected_goods_are_marked_and_marked_again(shop: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["cable"]).do(lines.accept, False)
    assert (receipt.said[0], receipt.state.line.accepted) == ("ok", False)
    assert receipt.do(lines.accept, False).said[0] == "again"
    assert receipt.do(lines.accept, True).state.line.accepted
    issue = draft(OUT).do(lines.add_part, shop.ids["cable"]).do(lines.accept, False)
    assert issue.said[0] == "no"


def test_a_new_line_of_the_part_is_for_another_batch(shop: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["cable"]).do(lines.batch, "B-1").do(lines.new_line)
    assert receipt.do(lines.new_line).said[0] == "again"
    receipt.do(lines.batch, "B-2").do(lines.quantity, "3")
    assert [(line.batch, line.quantity) for line in receipt.lines] == [("B-1", 1), ("B-2", 3)]
    receipt.do(lines.add_part, shop.ids["cable"])
    assert [(line.batch, line.quantity) for line in receipt.lines] == [("B-1", 1), ("B-2", 4)]


def test_goods_that_need_a_batch_get_the_code_that_is_due_and_others_none(shop: Any, draft: Begin) -> None:
    paint = shop.store.call(parts.add, NewPart(number="PAINT", name="Paint", tracking="batch"))
    lamp = shop.store.call(parts.add, NewPart(number="LAMP", name="Lamp", tracking="batch+serial"))
    receipt = draft(IN)
    for part in (paint, lamp, shop.ids["cable"]):
        receipt.do(lines.add_part, part)
    first, second, third = (line.batch for line in receipt.lines)
    assert first == second
    assert (len(first), first.isdigit(), third) == (8, True, "")
    assert draft(OUT).do(lines.add_part, paint).state.line.batch == ""
    receipt.do(editing.choose, receipt.lines[0].id).do(lines.new_line)
    assert receipt.state.line.batch == first


def test_a_line_is_taken_out_with_its_serials_which_are_free_then(shop: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["supply"]).do(serials.paste, ("A", "B")).do(lines.remove_line)
    assert (receipt.said[:2], receipt.lines) == (("ok", "Line taken out"), ())
    other = draft(IN).do(lines.add_part, shop.ids["supply"]).do(serials.add, "A")
    assert other.said[0] == "ok"
    receipt.do(editing.undo)
    assert (receipt.said[0], receipt.lines) == ("no", ())
    assert other.state.document.number in receipt.said[2]
    other.do(serials.remove, "A")
    receipt.do(editing.undo)
    assert (receipt.said[0], receipt.counts(), receipt.serials()) == ("ok", [("PSU-12", "2", 2)], ["A", "B"])


def _places(receipt: Any) -> list[int | None]:
    return [None if line.place is None else line.place.id for line in receipt.lines]


def test_a_place_behind_each_part_is_that_of_the_part(shop: Any, draft: Begin) -> None:
    a, b = shop.ids["a"], shop.ids["b"]
    receipt = draft(IN).do(lines.add_part, shop.ids["cable"]).do(lines.place, _place(shop, "a"))
    assert receipt.said[2] == "Line 1 (CAB-1) goes here."
    receipt.do(lines.add_part, shop.ids["resistor"]).do(lines.place, _place(shop, "b"))
    assert (_places(receipt), receipt.state.document.place) == ([a, b], None)
    assert _places(receipt.do(editing.undo)) == [a, None]


def test_a_line_that_shows_its_usual_place_keeps_it_when_another_line_gets_a_place(shop: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["cable"]).do(lines.new_line).do(lines.place, _place(shop, "a"))
    assert receipt.do(lines.add_part, shop.ids["cable"]).said[0] == "ok"
    assert [(place, line.quantity) for place, line in zip(_places(receipt), receipt.lines, strict=True)] == [
        (None, 1),
        (shop.ids["a"], 1),
    ]
    receipt.do(lines.add_part, shop.ids["resistor"]).do(lines.new_line)
    assert _places(receipt.do(editing.choose, receipt.lines[0].id).do(lines.place, _place(shop, "a")))[0]


def test_a_place_takes_all_lines_that_show_none_and_names_them(shop: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["supply"]).do(lines.add_part, shop.ids["cable"])
    receipt.do(lines.add_part, shop.ids["resistor"]).do(lines.place, _place(shop, "a"))
    assert receipt.said[2] == "Line 1 (PSU-12), line 3 (RES-10K) go here."
    assert _places(receipt) == [shop.ids["a"], None, shop.ids["a"]]
    assert _places(receipt.do(editing.undo)) == [None, None, None]


def test_a_place_on_an_issue_is_that_of_the_current_line_alone(shop: Any, draft: Begin) -> None:
    issue = draft(OUT).do(lines.add_part, shop.ids["cable"]).do(lines.add_part, shop.ids["resistor"])
    issue.do(lines.place, _place(shop, "a"))
    assert (issue.said[2], _places(issue)) == ("Line 2 (RES-10K) is taken from here.", [None, shop.ids["a"]])


def test_a_place_before_each_part_is_that_of_the_part(shop: Any, draft: Begin) -> None:
    a, b = shop.ids["a"], shop.ids["b"]
    receipt = draft(IN).do(lines.place, _place(shop, "a")).do(lines.add_part, shop.ids["cable"])
    receipt.do(lines.place, _place(shop, "b")).do(lines.add_part, shop.ids["resistor"])
    assert (receipt.state.document.place.id, _places(receipt)) == (b, [a, b])
    assert receipt.do(lines.place, _place(shop, "b")).said[0] == "again"
    assert receipt.do(editing.undo).do(editing.undo).state.document.place.id == a


def test_a_line_that_has_nothing_yet_goes_to_the_place_that_is_told_next(shop: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.place, _place(shop, "a")).do(lines.add_part, shop.ids["cable"]).do(lines.new_line)
    receipt.do(lines.place, _place(shop, "b")).do(lines.add_part, shop.ids["cable"])
    assert [(line.place.id, line.quantity) for line in receipt.lines] == [(shop.ids["a"], 1), (shop.ids["b"], 1)]


def test_more_than_there_is_to_hand_out_is_told_at_once(shop: Any, draft: Begin) -> None:
    issue = draft(OUT).do(lines.add_part, shop.ids["resistor"]).do(lines.quantity, "5201")
    assert issue.said[0] == "again"
    assert issue.said[2].startswith("Only 5,200 pcs available.")
    assert issue.do(lines.quantity, "100").said[0] == "ok"
    assert issue.do(lines.batch, "NONE").said[2].startswith("Nothing is available of batch NONE.")


def test_a_part_that_keeps_no_stock_is_refused_but_may_be_ordered(shop: Any, draft: Begin) -> None:
    labour = shop.store.call(parts.add, NewPart(number="WORK", name="Labour", track_stock=False))
    receipt = draft(IN).do(lines.add_part, labour)
    assert (receipt.said[:2], receipt.lines) == (("no", "WORK"), ())
    assert draft(DocKind.ORDER).do(lines.add_part, labour).said[0] == "ok"


def test_an_archived_part_is_refused(shop: Any, draft: Begin) -> None:
    shop.archive("part", "cable")
    for kind in (IN, OUT, DocKind.ORDER):
        assert draft(kind).do(lines.add_part, shop.ids["cable"]).said[0] == "no"


@pytest.mark.parametrize(
    "step",
    [
        (lines.add_part, 1),
        (lines.quantity, "3"),
        (lines.match,),
        (lines.accept, False),
        (lines.batch, "B"),
        (lines.new_line,),
        (lines.remove_line,),
        (serials.add, "B"),
        (serials.expand, "B"),
        (serials.paste, ("B", "C")),
        (serials.remove, "A"),
        (serials.edit, "A", "B"),
        (editing.undo,),
        (editing.park,),
        (editing.cancel,),
        (editing.hand_over, "Eva"),
    ],
)
def test_nothing_is_changed_when_another_has_the_draft_by_now(shop: Any, draft: Begin, step: tuple[Any, ...]) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["supply"]).do(serials.add, "A")
    run = shop.store.call(stations.add_run, shop.post.station, "u", "", "", "1", 2)
    shop.store.call(documents.take, replace(shop.post, run=run, operator="Petr"), receipt.id)
    before = receipt.lines, receipt.serials()
    receipt.do(*step)
    assert (receipt.said[0], receipt.state.done) == ("no", True)
    assert "Petr" in receipt.said[2]
    assert (receipt.lines, receipt.serials()) == before
    assert shop.store.look(documents.get, receipt.id).lease.operator == "Petr"


def test_a_place_scanned_twice_by_two_screens_counts_once(shop: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["supply"])
    collector = shop.store.call(editing.opened, shop.post, editing.Editing(), receipt.id)[0]
    shop.store.call(scanning.scan, shop.post, collector, shop.scan(b"A"))
    receipt.do(scanning.scan, shop.scan(b"B"))
    assert receipt.counts() == [("PSU-12", "2", 2)]
    line = receipt.state.line.id
    assert shop.store.look(draft_serials.page, line, SerialState.GOT).total == 2


def test_a_line_is_never_more_than_a_quantity_can_be(shop: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["cable"]).do(lines.quantity, f"{fields.MOST}")
    assert receipt.said[0] == "ok"
    receipt.do(lines.add_part, shop.ids["cable"])
    assert (receipt.said[0], receipt.lines[0].quantity) == ("no", fields.MOST)
