"""A scan on a draft by what its code means: parts, packs, places, serials, batches, and what is refused in words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.flows.documents import editing, lines, scanning
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, parts
from kiosk.store.parts import NewPart

Begin = Callable[..., Any]
IN, OUT = DocKind.RECEIPT, DocKind.ISSUE
EAN = b"4006381333931"


@pytest.fixture
def scan(shop: Any) -> Callable[..., Any]:
    """`scan(draft, raw …)` hands codes to a draft, each a second after the one before."""

    def take(draft: Any, *raws: bytes) -> Any:
        for raw in raws:
            draft.do(scanning.scan, shop.scan(raw))
        return draft

    return take


@pytest.fixture
def ean(shop: Any) -> bytes:
    """The part's own EAN."""
    shop.store.call(barcodes.assign, shop.post, EAN, Thing(Kind.PART, shop.ids["supply"], ""))
    return EAN


@pytest.fixture
def paint(shop: Any) -> bytes:
    """The number of a part that is tracked by batch."""
    shop.store.call(parts.add, NewPart(number="PAINT", name="Paint", tracking="batch", default_location=shop.ids["a"]))
    return b"PAINT"


def test_each_scan_of_a_parts_code_adds_one_to_its_line(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), b"RES-10K", b"CAB-1", b"RES-10K")
    assert receipt.counts() == [("RES-10K", "2", 0), ("CAB-1", "1", 0)]
    assert receipt.said == (
        "ok",
        "RES-10K",
        "Resistor 10 kΩ: 2 pcs. Goes to MAIN/A · Shelf A, unless you scan another place.",
    )


def test_a_code_of_a_pack_adds_what_is_in_it(scan: Any, draft: Begin) -> None:
    assert scan(draft(IN), b"2000000000015", b"2000000000015").counts() == [("RES-10K", "20", 0)]


def test_a_suppliers_code_adds_its_pack_and_tells_whose_it_is(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), b"RES-10K", b"0805-103")
    assert receipt.counts() == [("RES-10K", "101", 0)]
    assert receipt.state.line.supplier_part.label.startswith("0805-103")


def test_a_place_before_the_part_and_one_after_it(shop: Any, scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), b"MAIN/B", b"CAB-1")
    assert receipt.state.line.place.id == shop.ids["b"]
    receipt = scan(draft(IN), b"CAB-1", b"RES-10K", b"MAIN/B")
    assert [line.place and line.place.id for line in receipt.lines] == [None, shop.ids["b"]]
    assert receipt.said[2] == "Line 2 (RES-10K) goes here."
    assert scan(receipt, b"MAIN/B").said[2] == "What comes next goes here."
    assert scan(receipt, b"MAIN/B").said[0] == "again"


def test_another_place_in_force_begins_another_line(shop: Any, scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), b"MAIN/A", b"CAB-1", b"MAIN/B", b"CAB-1", b"CAB-1", b"MAIN/A", b"CAB-1")
    assert [(line.place.id, line.quantity) for line in receipt.lines] == [(shop.ids["a"], 2), (shop.ids["b"], 2)]


def test_serials_go_to_the_place_in_force(shop: Any, scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), b"PSU-12", b"MAIN/A", b"N-1", b"MAIN/B", b"N-2", b"N-3")
    assert [(line.place.id, line.serials) for line in receipt.lines] == [(shop.ids["a"], 1), (shop.ids["b"], 2)]
    assert receipt.do(editing.undo).do(editing.undo).counts() == [("PSU-12", "1", 1)]


def test_a_structural_place_is_refused(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), b"CAB-1", b"MAIN")
    assert receipt.said[0] == "no"
    assert "only holds other places" in receipt.said[2]
    assert receipt.state.document.place is None


def test_serials_follow_the_code_of_their_part_and_raise_its_quantity(scan: Any, draft: Begin, ean: bytes) -> None:
    receipt = scan(draft(IN), ean, b"N-1", ean, b"N-2", b"N-3")
    assert receipt.counts() == [("PSU-12", "3", 3)]
    assert receipt.state.recent == ("N-3", "N-2", "N-1")
    assert receipt.said == ("ok", "N-3", "3 pcs.")


def test_a_told_quantity_counts_serials_and_the_parts_code_is_no_serial(scan: Any, draft: Begin, ean: bytes) -> None:
    receipt = scan(draft(IN), b"PSU-12").do(lines.quantity, "2")
    assert scan(receipt, b"N-1").said == ("ok", "N-1", "1 of 2 pcs.")
    scan(receipt, ean)
    assert receipt.said[:2] == ("again", "PSU-12")
    assert "own code, not a serial" in receipt.said[2]
    assert scan(receipt, b"N-2").said[2] == "2 of 2 pcs: all are here."
    assert scan(receipt, b"N-3").said == ("again", "N-3", "3 of 2 pcs: 1 too many. F6 sets the quantity to 3.")
    assert receipt.counts() == [("PSU-12", "2", 3)]
    assert receipt.do(lines.match).counts() == [("PSU-12", "3", 3)]


def test_the_code_of_a_part_with_a_told_quantity_makes_its_line_the_current_one(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), b"PSU-12").do(lines.quantity, "2")
    scan(receipt, b"CAB-1", b"PSU-12")
    assert (receipt.said[0], receipt.state.line.number) == ("ok", "PSU-12")
    assert receipt.counts() == [("PSU-12", "2", 0), ("CAB-1", "1", 0)]


def test_a_serial_that_is_here_already_answers_again(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), b"PSU-12", b"N-1", b"N-1")
    assert receipt.said[:2] == ("again", "N-1")
    assert receipt.counts() == [("PSU-12", "1", 1)]


def test_the_serial_of_another_parts_unit_may_come_in(shop: Any, scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), b"FAN-80", b"SN-0001")
    assert receipt.counts() == [("FAN-80", "1", 1)]
    assert scan(receipt, b"007").said[0] == "no"


def test_a_unit_by_its_own_label_is_no_serial(shop: Any, scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), b"FAN-80", b"KSK-SI%d" % shop.ids["psu 1"])
    assert receipt.said[:2] == ("no", "SN-0001")
    assert receipt.outcome.detail.endswith("Nothing changed: scan the next one.")
    assert receipt.counts() == [("FAN-80", "1", 0)]


def test_an_own_code_that_names_nothing_is_no_serial(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), b"PSU-12", b"KSK-PA999")
    assert (receipt.said[0], receipt.outcome.result) == ("no", "unknown")
    assert receipt.counts() == [("PSU-12", "1", 0)]


@pytest.mark.parametrize("raw", [b"A\x1dB", b"\xff\xfe\xfd", b"A\x00B", b" ", b"S" * 101])
def test_what_can_be_no_serial_is_refused(scan: Any, draft: Begin, raw: bytes) -> None:
    receipt = scan(draft(IN), b"PSU-12", raw)
    assert receipt.said[0] == "no"
    assert receipt.counts() == [("PSU-12", "1", 0)]


def test_an_unknown_code_says_what_to_do(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), b"WHAT")
    assert (receipt.said[1], receipt.outcome.result) == ("Unknown code", "unknown")
    assert "Scan its part first" in receipt.said[2]
    assert receipt.state.unknown.raw == b"WHAT"
    scan(receipt, b"CAB-1", b"WHAT")
    assert receipt.said[2] == "Nothing has this code. Find its part with F3, or assign the code with F4."
    assert receipt.counts() == [("CAB-1", "1", 0)]
    scan(receipt, b"KSK-PA999")
    assert receipt.state.unknown is None  # an own code names nothing else, ever
    scan(receipt, b"WHAT", b"CAB-1")
    assert receipt.state.unknown is None


def test_another_document_is_refused_until_this_is_finished(shop: Any, scan: Any, draft: Begin) -> None:
    other = draft(IN)
    receipt = scan(draft(IN), other.state.document.number.encode())
    assert receipt.said[:2] == ("no", "Finish this first")
    assert scan(receipt, receipt.state.document.number.encode()).said[0] == "again"


def test_of_a_code_that_several_have_the_operator_chooses(shop: Any, scan: Any, draft: Begin) -> None:
    shop.store.call(parts.add, NewPart(number="0805-103", name="Chip"))
    receipt = scan(draft(IN), b"0805-103")
    assert receipt.said[0] == "ask"
    keys = {option.text.split(":")[0]: option.key for option in receipt.state.question.options}
    assert list(keys.values()) == ["1", "2", "3"]
    receipt.do(editing.answer, keys["supplier part"])
    assert receipt.counts() == [("RES-10K", "100", 0)]
    assert receipt.state.question is None
    scan(receipt, b"0805-103").do(editing.answer, keys["None of these"])
    assert receipt.counts() == [("RES-10K", "100", 0)]


def test_the_next_scan_puts_a_question_away(shop: Any, scan: Any, draft: Begin) -> None:
    shop.store.call(parts.add, NewPart(number="0805-103", name="Chip"))
    receipt = scan(draft(IN), b"0805-103", b"CAB-1")
    assert (receipt.state.question, receipt.counts()) == (None, [("CAB-1", "1", 0)])
    assert receipt.do(editing.answer, "1").said[0] == "no"


def _painted(draft: Any, at: int) -> None:
    draft.state = replace(draft.state, question=replace(draft.state.question, painted=at))


def test_an_unknown_code_on_a_line_with_batches_is_asked_about_and_scanned_again_it_is_the_batch(
    shop: Any, scan: Any, draft: Begin, paint: bytes
) -> None:
    receipt = scan(draft(IN), paint, b"LOT-7")
    assert receipt.said[:2] == ("ask", "LOT-7")
    scan(receipt, b"LOT-7")
    assert receipt.said[:2] == ("again", "Look, then scan")
    _painted(receipt, 1)
    assert scan(receipt, b"LOT-7").state.line.batch == "LOT-7"
    assert scan(receipt, b"LOT-7").said[0] == "again"
    scan(receipt, b"LOT-8").do(editing.answer, "2")
    assert (receipt.state.line.batch, receipt.said[0]) == ("LOT-7", "no")
    scan(receipt, b"LOT-8").do(editing.answer, "1")
    assert receipt.state.line.batch == "LOT-8"
    assert receipt.do(editing.undo).state.line.batch == "LOT-7"


def test_a_known_batch_of_the_part_needs_no_question(scan: Any, draft: Begin) -> None:
    issue = scan(draft(OUT), b"RES-10K", b"20261015")
    assert (issue.said[0], issue.state.line.batch) == ("ok", "20261015")
    assert scan(issue, b"CAB-1", b"20261015").said[0] == "no"


def test_a_label_of_loose_stock_adds_one_of_its_batch_from_its_place(shop: Any, scan: Any, draft: Begin) -> None:
    issue = scan(draft(OUT), b"KSK-SI%d" % shop.ids["bag"])
    line = issue.state.line
    assert (line.number, line.quantity, line.batch, line.place.id) == ("RES-10K", 1, "20261015", shop.ids["b"])


def test_a_unit_goes_out_by_its_serial_or_its_label(shop: Any, scan: Any, draft: Begin) -> None:
    assert scan(draft(OUT), b"SN-0001").counts() == [("PSU-12", "1", 1)]
    issue = scan(draft(OUT), b"KSK-SI%d" % shop.ids["psu 7"])
    assert issue.counts() == [("PSU-12", "1", 1)]
    assert scan(issue, b"SN-0002").said[0] == "no"


def test_a_place_of_an_issue_is_where_loose_stock_is_taken_from(shop: Any, scan: Any, draft: Begin) -> None:
    issue = scan(draft(OUT), b"MAIN/B", b"RES-10K")
    assert (issue.said[0], issue.state.line.place.id) == ("ok", shop.ids["b"])


def test_an_order_takes_parts_and_nothing_else(scan: Any, draft: Begin) -> None:
    order = scan(draft(DocKind.ORDER), b"PSU-12", b"PSU-12")
    assert order.counts() == [("PSU-12", "2", 0)]
    for raw in (b"MAIN/A", b"SN-0001", b"NEW-1"):
        assert scan(order, raw).said[0] == "no"
    assert order.counts() == [("PSU-12", "2", 0)]


def test_a_scan_before_the_draft_is_open_or_after_it_changes_nothing(shop: Any, scan: Any, draft: Begin) -> None:
    receipt = draft(IN)
    receipt.do(editing.park)
    assert scan(receipt, b"CAB-1").said[0] == "no"
    assert receipt.lines == ()
    state, outcome = shop.store.call(scanning.scan, shop.post, editing.Editing(), shop.scan(b"CAB-1"))
    assert (state.document, outcome.result) == (None, "refused")
