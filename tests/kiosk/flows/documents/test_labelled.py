"""Labels that say more than a name, scanned into documents: taken in whole by one scan, or refused whole in words."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kiosk.barcodes import plugins as readers
from kiosk.barcodes.forms import of_scan
from kiosk.barcodes.plugins import Claim
from kiosk.flows import assign, supplier_form
from kiosk.flows.documents import editing, lines, posting, scanning, shortcuts
from kiosk.plugins import Plugin
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import SerialState
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, document_lines, documents, draft_serials, draft_steps, partners, parts, supplier_parts
from kiosk.store import serials as store_serials
from kiosk.store.draft_serials import New
from kiosk.store.partners import NewPartner
from kiosk.store.parts import NewPart
from kiosk.store.supplier_parts import NewSupplierPart
from kiosk.wording import documents_editing as editing_wording

Begin = Callable[..., Any]
IN, OUT, BACK, ORDER = DocKind.RECEIPT, DocKind.ISSUE, DocKind.RETURN, DocKind.ORDER
GTINS = {
    "supply": "04006381333931",
    "paint": "09501101530003",
    "resistor": "00012345678905",
    "powder": "05901234123457",
}


@pytest.fixture(autouse=True)
def goods(shop: Any) -> None:
    """Parts with a GTIN each, one of them tracked by batch, one measured in grams; and what suppliers call them."""

    def add(db: Any) -> None:
        paint = NewPart(number="PAINT", name="Paint", tracking="batch", default_location=shop.ids["a"])
        shop.ids["paint"] = parts.add(db, paint)
        shop.ids["powder"] = parts.add(db, NewPart(number="POWDER", name="Powder", unit="g", decimals=1))
        for name, gtin in GTINS.items():
            barcodes.assign(db, shop.post, gtin.encode(), Thing(Kind.PART, shop.ids[name], ""))
        digikey = partners.add(db, NewPartner("DigiKey"))
        sku = {"sku": "296-1395-5-ND", "manufacturer_number": "LM358P"}
        supplier_parts.add(db, NewSupplierPart(partner=digikey, part=shop.ids["resistor"], **sku))

    shop.store.call(add)


def label(name: str, *elements: str) -> bytes:
    """A GS1 element string of the part: `label("paint", "10L7", "17270531")`, each ended as one of any length is."""
    return f"01{GTINS[name]}{chr(29).join(elements)}".encode()


@pytest.fixture
def scan(shop: Any) -> Callable[..., Any]:
    """`scan(draft, raw …)` hands GS1 codes to a draft, each a second after the one before."""

    def take(draft: Any, *raws: bytes, symbology: str = "d2") -> Any:
        for raw in raws:
            draft.do(scanning.scan, shop.scan(raw, symbology=symbology))
        return draft

    return take


def facts(draft: Any) -> list[tuple[str, str, int, str, str]]:
    """Of each line its part, quantity, count of serials, batch and expiry."""
    return [
        (line.number, f"{line.quantity:f}", line.serials, line.batch, "" if line.expiry is None else str(line.expiry))
        for line in draft.lines
    ]


def untouched(draft: Any, before: Any) -> None:
    """Nothing of the draft has changed: its lines, serials, steps and head."""
    assert everything(draft) == before


def everything(draft: Any) -> Any:
    step = draft.store.look(draft_steps.last, draft.id)
    head = draft.store.look(documents.get, draft.id)
    return draft.lines, draft.serials(), step, head.reference, head.lines


# One scan, one step


def test_one_scan_fills_part_batch_expiry_and_serial_and_one_undo_takes_all_back(scan: Any, draft: Begin) -> None:
    receipt = draft(IN)
    before = everything(receipt)
    scan(receipt, label("supply", "17490531", "10L7", "21SN-1"))
    assert facts(receipt) == [("PSU-12", "1", 1, "L7", "2049-05-31")]
    assert receipt.serials() == ["SN-1"]
    assert receipt.said[:2] == ("ok", "SN-1")
    receipt.do(editing.undo)
    untouched(receipt, before)


def test_a_label_of_a_quantity_fills_part_batch_and_amount(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("paint", "17490531", "10L7", "3012"))
    assert facts(receipt) == [("PAINT", "12", 0, "L7", "2049-05-31")]
    assert receipt.said == ("ok", "PAINT", "Paint: 12 pcs. Goes to MAIN/A · Shelf A, unless you scan another place.")
    receipt.do(editing.undo)
    assert facts(receipt) == []


def test_identifiers_that_nobody_knows_keep_no_label_out(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("paint", "5512", "10L7", "3012", "99X"))
    assert facts(receipt) == [("PAINT", "12", 0, "L7", "")]


def test_labels_find_the_line_of_their_batch_and_another_batch_begins_another_line(scan: Any, draft: Begin) -> None:
    one, other = label("paint", "10L7"), label("paint", "10L8")
    receipt = scan(draft(IN), one, other, one, one, other)
    assert facts(receipt) == [("PAINT", "3", 0, "L7", ""), ("PAINT", "2", 0, "L8", "")]


def test_another_expiry_of_the_same_batch_begins_another_line(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("paint", "17490531", "10L7"), label("paint", "17490601", "10L7"))
    assert [fact[4] for fact in facts(receipt)] == ["2049-05-31", "2049-06-01"]


def test_an_expiry_comes_to_the_line_of_its_batch_that_has_none_yet(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("paint", "10L7"), label("paint", "17490531", "10L7"))
    assert facts(receipt) == [("PAINT", "2", 0, "L7", "2049-05-31")]


def test_a_line_that_was_only_begun_takes_the_labels_batch_instead_of_the_one_it_was_offered(
    shop: Any, scan: Any, draft: Begin
) -> None:
    receipt = draft(IN).do(lines.add, lines.Of(shop.ids["paint"], 0))
    assert receipt.lines[0].batch
    scan(receipt, label("paint", "10L7"))
    assert facts(receipt) == [("PAINT", "1", 0, "L7", "")]


def test_a_batch_that_was_told_by_hand_stays_and_the_label_begins_another_line(
    shop: Any, scan: Any, draft: Begin
) -> None:
    receipt = draft(IN).do(lines.add, lines.Of(shop.ids["paint"], 0)).do(lines.batch, "MINE")
    scan(receipt, label("paint", "10L7"))
    assert facts(receipt) == [("PAINT", "0", 0, "MINE", ""), ("PAINT", "1", 0, "L7", "")]


def test_a_part_that_tracks_no_batch_keeps_the_one_on_the_label(scan: Any, draft: Begin) -> None:
    assert facts(scan(draft(IN), label("resistor", "10L7"))) == [("RES-10K", "1", 0, "L7", "")]


def test_serials_of_one_batch_are_collected_on_its_line(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), *(label("supply", "10L7", f"21S{n}") for n in range(3)), label("supply", "10L8", "21S9"))
    assert facts(receipt) == [("PSU-12", "3", 3, "L7", ""), ("PSU-12", "1", 1, "L8", "")]


def test_a_label_with_a_serial_counts_once_and_says_where_it_is(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("supply", "10L7", "21S1"))
    before = everything(receipt)
    scan(receipt, label("supply", "10L7", "21S1"))
    number = receipt.state.document.number
    assert receipt.said == ("again", "S1", f"Is in {number} already. Nothing changed.")
    untouched(receipt, before)


def test_a_measure_is_told_in_the_unit_of_the_part(scan: Any, draft: Begin) -> None:
    assert facts(scan(draft(IN), label("powder", "3103001250")))[0][:2] == ("POWDER", "1250")


def test_a_code_for_weighed_goods_with_nothing_in_it_counts_nothing(shop: Any, draft: Begin) -> None:
    powder = Thing(Kind.PART, shop.ids["powder"], "")
    shop.store.call(lambda db: barcodes.assign(db, shop.post, b"2112345000008", powder))
    weighing = replace(shop.post, code_amounts="21.....{NNDDD} 2112345015002=1.5")
    receipt = draft(IN, post=weighing).do(scanning.scan, shop.scan(b"2112345015002"))
    assert facts(receipt) == [("POWDER", "1.5", 0, "", "")]
    receipt.do(scanning.scan, shop.scan(b"2112345000008"))
    assert receipt.said[0] == "no"
    assert "is 0" in receipt.said[2]
    assert facts(receipt) == [("POWDER", "1.5", 0, "", "")]


def test_a_carton_counts_its_boxes_and_each_box_its_pieces(shop: Any, scan: Any, draft: Begin) -> None:
    shop.store.call(barcodes.assign, shop.post, b"18412345678902", Thing(Kind.PART, shop.ids["paint"], ""), 6_000_000)
    receipt = scan(draft(IN), b"021841234567890210L7\x1d3712")
    assert facts(receipt) == [("PAINT", "72", 0, "L7", "")]


def test_cartons_of_several_parts_follow_each_other(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("paint", "10L7"), label("supply", "21S1"), label("paint", "10L7"))
    assert [fact[:2] for fact in facts(receipt)] == [("PAINT", "2"), ("PSU-12", "1")]


def test_an_expiry_that_is_over_is_taken_in_and_told(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("paint", "17200131", "10L7"))
    assert receipt.lines[0].expiry == date(2020, 1, 31)
    assert receipt.said[0] == "again"
    assert receipt.said[2].startswith("Expired on 2020-01-31. Paint: 1 pc.")


def test_undo_names_how_much_a_label_has_added(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("resistor", "3025"))
    assert editing_wording.step(*_last(receipt)) == "new line of RES-10K, 25 pcs"
    scan(receipt, label("resistor", "3010"))
    assert editing_wording.step(*_last(receipt)) == "10 pcs of RES-10K added"
    scan(receipt, b"RES-10K")
    assert editing_wording.step(*_last(receipt)) == "RES-10K added"


def _last(receipt: Any) -> tuple[str, str]:
    step = receipt.store.look(editing.last_step, receipt.post, receipt.state)
    return step.what, step.label


# The line that the operator has chosen


def test_a_label_of_another_part_than_the_chosen_line_is_refused_whole(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("paint", "10L7"), label("resistor"))
    receipt.do(editing.choose, receipt.lines[0].id)
    before = everything(receipt)
    for _ in range(2):
        scan(receipt, label("supply", "10X", "21S1"))
        assert receipt.said[:2] == ("no", "PSU-12")
        assert "line 1 (PAINT) is chosen" in receipt.said[2]
        untouched(receipt, before)
    assert receipt.state.kept is not None
    receipt.do(scanning.again, receipt.state.kept)
    assert facts(receipt)[2] == ("PSU-12", "1", 1, "X", "")
    assert receipt.state.kept is None


def test_where_serials_of_one_line_are_collected_the_code_of_another_part_changes_nothing(
    shop: Any, scan: Any, draft: Begin
) -> None:
    receipt = scan(draft(IN), label("supply", "10L7", "21S0"), label("paint", "10L7"))
    receipt.do(editing.choose, receipt.lines[0].id)
    before = everything(receipt)
    for code in (b"CAB-1", b"2000000000015", label("paint", "10L7"), label("resistor", "303")):
        receipt.do(scanning.scan_here, shop.scan(code))
        assert receipt.said[0] == "no"
        assert "these are the serials of PSU-12" in receipt.said[2]
        untouched(receipt, before)
    receipt.do(scanning.scan_here, shop.scan(b"S-NEW"))
    receipt.do(scanning.scan_here, shop.scan(label("supply", "10L7", "21S2")))
    assert facts(receipt)[0] == ("PSU-12", "3", 3, "L7", "")


def test_a_chosen_line_takes_labels_of_its_part_one_after_the_other(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("supply", "10L7", "21S0"), label("paint", "10L7"))
    receipt.do(editing.choose, receipt.lines[0].id)
    scan(receipt, label("supply", "10L7", "21S1"), label("supply", "10L7", "21S2"))
    assert facts(receipt)[0] == ("PSU-12", "3", 3, "L7", "")
    assert scan(receipt, label("paint", "10L7")).said[0] == "no"


def test_a_new_line_by_hand_is_chosen_too(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("paint", "10L7")).do(lines.new_line)
    assert scan(receipt, label("supply", "21S1")).said[0] == "no"


# Refused whole


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (label("resistor", "10L7", "21S1"), "RES-10K is not tracked by serial"),
        (label("supply", "10L7", "3010", "21S1"), "The label says 10, but names 1 serial."),
        (label("resistor", "3103001250"), "The label says 1.25 kg, but RES-10K is counted in pcs."),
        (label("supply", "10L7", "21SN-0001"), "SN-0001"),  # is in stock
        (label("supply", "10L7", "21SN-0002"), "SN-0002"),  # is sold
    ],
)
def test_a_label_with_anything_that_cannot_be_is_refused_whole(scan: Any, draft: Begin, raw: bytes, told: str) -> None:
    receipt = scan(draft(IN), label("paint", "10OLD"))
    before = everything(receipt)
    scan(receipt, raw)
    assert receipt.said[0] == "no"
    assert told in " ".join(receipt.said[1:])
    untouched(receipt, before)


@pytest.fixture
def masked(shop: Any) -> Callable[[str, str], None]:
    """`masked(part, mask)`: the serials of a part must fit a mask."""

    def one(name: str, mask: str) -> None:
        def write(db: Any) -> None:
            stored = parts.get(db, shop.ids[name])
            assert stored is not None
            parts.update(db, stored.id, replace(stored.part, serial_scheme="mask", serial_mask=mask))

        shop.store.call(write)

    return one


def test_a_serial_that_the_mask_refuses_refuses_its_label(scan: Any, draft: Begin, masked: Any) -> None:
    masked("supply", "{digits 6}")
    receipt = draft(IN)
    before = everything(receipt)
    assert scan(receipt, label("supply", "10L7", "21SN-9")).said[0] == "no"
    untouched(receipt, before)


def test_a_label_of_an_archived_part_is_unknown_and_says_why(shop: Any, scan: Any, draft: Begin) -> None:
    shop.archive("part", "paint")
    receipt = scan(draft(IN), label("paint", "10L7"))
    assert receipt.said[0] == "no"
    assert "archived" in receipt.said[2]
    assert facts(receipt) == []


# Suppliers' labels


def bag(**fields: str) -> bytes:
    """A DigiKey bag of the resistor; `Q="5"` and the like replace or add what stands on it."""
    told = {"P": "296-1395-5-ND", "1P": "LM358P", "K": "", "1K": "72991337", "11K": "1", "Q": "10", "11Z": "PICK"}
    told |= {name.lstrip("_"): text for name, text in fields.items()}
    return ("[)>\x1e06\x1d" + "\x1d".join(name + text for name, text in told.items())).encode()


def test_a_digikey_bag_fills_part_quantity_date_code_and_reference_by_one_scan(scan: Any, draft: Begin) -> None:
    receipt = draft(IN)
    before = everything(receipt)
    scan(receipt, bag(_9D="2143", _1T="LOT9"))
    assert facts(receipt) == [("RES-10K", "10", 0, "LOT9", "")]
    assert receipt.lines[0].notes == "date code 2143"
    assert receipt.lines[0].supplier_part.label.startswith("296-1395-5-ND")
    assert receipt.state.document.reference == "72991337"
    receipt.do(editing.undo)
    untouched(receipt, before)


def test_bags_without_a_lot_count_again_and_date_codes_are_noted_once(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), bag(_9D="2143"), bag(_9D="2143"), bag(_9D="2201"))
    assert facts(receipt) == [("RES-10K", "30", 0, "", "")]
    assert receipt.lines[0].notes == "date code 2143\ndate code 2201"


def test_a_date_code_is_the_batch_of_what_is_tracked_by_batch(shop: Any, scan: Any, draft: Begin) -> None:
    def track(db: Any) -> None:
        stored = parts.get(db, shop.ids["resistor"])
        assert stored is not None
        parts.update(db, stored.id, replace(stored.part, tracking="batch"))

    shop.store.call(track)
    receipt = scan(draft(IN), bag(_9D="2143"), bag(_9D="2143"), bag(_9D="2201"), bag(_1T="LOT"))
    assert [fact[1:4] for fact in facts(receipt)] == [("20", 0, "2143"), ("10", 0, "2201"), ("10", 0, "LOT")]
    chosen = draft(IN).do(lines.add_part, shop.ids["resistor"]).do(lines.batch, "MINE")
    chosen.do(editing.choose, chosen.lines[0].id)
    scan(chosen, bag(_9D="2143"))
    assert facts(chosen) == [("RES-10K", "11", 0, "MINE", "")]
    assert chosen.lines[0].notes == "date code 2143"


def test_a_reference_that_was_told_stays(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN, reference="MINE"), bag())
    assert receipt.state.document.reference == "MINE"


def test_a_label_of_another_order_is_taken_in_and_names_both(shop: Any, scan: Any, draft: Begin) -> None:
    order = draft(ORDER).do(lines.add_part, shop.ids["resistor"]).do(lines.quantity, "100")
    number = order.state.document.number
    receipt = draft(IN, source=order.id)
    scan(receipt, bag(K="PO-OTHER"))
    assert receipt.said[0] == "again"
    assert f"The label is of order PO-OTHER, this receipt of {number}." in receipt.said[2]
    assert receipt.counts() == [("RES-10K", "10", 0)]
    assert "PO-OTHER" not in scan(draft(IN, source=order.id), bag(K=number)).said[2]


def test_a_label_that_no_part_is_known_by_is_taken_in_once_its_supplier_part_is_there(
    shop: Any, scan: Any, draft: Begin
) -> None:
    receipt = scan(draft(IN), label("paint", "10L7"), bag(P="NEW-1-ND", _1P="NEW1"))
    assert receipt.said[:2] == ("no", "Unknown label")
    assert receipt.said[2] == (
        "DigiKey label: NEW-1-ND, 10 pcs: no supplier part of it yet. F4 says which part it is of."
    )
    unknown = receipt.state.unknown
    assert not shop.store.look(scanning.is_known, shop.post, receipt.state, unknown)
    state = shop.store.call(assign.choose, shop.post, assign.begin(unknown), part_of(shop, "resistor"))[0]
    assert state.done
    form = shop.store.look(supplier_form.begin, shop.post, state.chosen, None, state.supplies)
    told = {"partner": "DigiKey", "sku": "NEW-1-ND", "manufacturer_number": "NEW1", "pack": "1"}
    assert dict(form.values) == told
    shop.store.call(supplier_form.save, shop.post, form)
    assert shop.store.look(scanning.is_known, shop.post, receipt.state, unknown)
    receipt.do(scanning.again, unknown)
    assert facts(receipt)[1] == ("RES-10K", "10", 0, "", "")


def part_of(shop: Any, name: str) -> Thing:
    return Thing(Kind.PART, shop.ids[name], name)


def test_of_an_unknown_gs1_code_just_the_gtin_is_assigned(shop: Any, scan: Any, draft: Begin) -> None:
    code = b"010400000000000610L9\x1d21S1"
    receipt = scan(draft(IN), code)
    assert "No part has this GTIN yet" in receipt.said[2]
    state, outcome = shop.store.call(
        assign.choose, shop.post, assign.begin(receipt.state.unknown), part_of(shop, "supply")
    )
    assert "4000000000006" in outcome.detail
    shop.store.call(assign.answer, shop.post, state, assign.YES)
    receipt.do(scanning.again, receipt.state.unknown)
    assert facts(receipt) == [("PSU-12", "1", 1, "L9", "")]
    assert scan(receipt, code.replace(b"S1", b"S2")).serials() == ["S1", "S2"]


def test_an_unknown_label_is_received_as_new_of_a_part_that_is_chosen(shop: Any) -> None:
    code = shop.scan(b"010400000000000610L9\x1d21S1", symbology="d2")
    content = of_scan(code, shop.post.codes).content
    state, outcome = shop.store.call(
        shortcuts.receive_labelled, shop.post, editing.Editing(), part_of(shop, "supply"), code, content
    )
    assert outcome.result == "begun"
    assert (state.line.number, state.line.batch, state.line.serials) == ("PSU-12", "L9", 1)


# Labels that do not name their goods


def test_a_batch_alone_is_that_of_the_current_line(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("paint"), b"10L7", b"17490531", symbology="C1")
    assert facts(receipt) == [("PAINT", "1", 0, "L7", "2049-05-31")]
    receipt.do(editing.undo)
    assert facts(receipt) == [("PAINT", "1", 0, "L7", "")]


def test_a_serial_alone_is_collected_without_its_identifier(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("supply", "10L7", "21S0"), b"21S1", symbology="C1")
    assert receipt.serials() == ["S0", "S1"]
    assert facts(receipt) == [("PSU-12", "2", 2, "L7", "")]


def test_what_says_nothing_of_its_part_waits_for_one(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), b"10L7", symbology="C1")
    assert receipt.said[0] == "no"
    assert "Scan the part first" in receipt.said[2]


def test_an_unknown_label_is_never_a_serial(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("supply", "21S0"))
    before = everything(receipt)
    scan(receipt, b"010000000000001710L9\x1d21S1")
    assert receipt.said[:2] == ("no", "Unknown label")
    assert "No part has this GTIN yet" in receipt.said[2]
    assert receipt.state.says.batch == "L9"
    untouched(receipt, before)


CHANCE = b"0112345678901231"  # 01 and fourteen digits of which the last fits the others, as in one serial in ten


def test_a_number_that_is_a_label_only_by_chance_is_a_serial_where_the_mask_says_so(
    shop: Any, scan: Any, draft: Begin, masked: Any
) -> None:
    masked("supply", "01{digits 14}")
    receipt = scan(draft(IN), label("supply", "210112345678901248"))
    scan(receipt, CHANCE, symbology="")
    assert receipt.serials() == ["0112345678901248", "0112345678901231"]
    scan(receipt, b"011234567890123110L9", symbology="")
    assert receipt.said[:2] == ("no", "Unknown label")


def test_without_a_mask_it_is_asked_and_scanned_once_more_it_is_a_serial(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("supply", "21S0"))
    scan(receipt, CHANCE, symbology="")
    assert receipt.said[0] == "ask"
    assert receipt.serials() == ["S0"]
    receipt.state = replace(receipt.state, question=replace(receipt.state.question, painted=1))
    scan(receipt, CHANCE, symbology="")
    assert receipt.serials() == ["S0", CHANCE.decode()]
    scan(receipt, CHANCE, symbology="")
    assert receipt.said[0] == "again"


def test_the_question_is_answered_with_no_and_the_label_is_kept_for_its_part(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("supply", "21S0"))
    scan(receipt, CHANCE, symbology="").do(editing.answer, "2")
    assert receipt.said[:2] == ("no", "Unknown label")
    assert receipt.state.says.gtin14 == CHANCE[2:].decode()
    assert receipt.serials() == ["S0"]


def test_an_ean_of_something_unknown_is_no_serial_unheard(scan: Any, draft: Begin, masked: Any) -> None:
    ean, other = b"5012345678900", b"5901234123464"
    receipt = scan(scan(draft(IN), label("supply", "21S0")), ean, symbology="")
    assert receipt.said[0] == "ask"
    assert "EAN" in receipt.said[2]
    receipt.do(editing.answer, "1")
    assert receipt.serials() == ["S0", ean.decode()]
    masked("supply", "59{digits 11}")
    assert scan(receipt, other, symbology="").serials() == ["S0", ean.decode(), other.decode()]


def test_a_label_of_another_system_is_no_serial(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("supply", "21S0"), b"INV-PA10", symbology="")
    assert receipt.said[0] == "no"
    assert receipt.serials() == ["S0"]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"KSK-ZZ1", "begins with KSK-"),
        (b"KSK-PA010", "begins with KSK-"),
        (b"ksk-pa10", "Is it KSK-PA10?"),
        (b"inv-pa10", "Is it INV-PA10?"),
        (b"(01)09501101530003(10)22611(17)290531(21)BAT2600113", "in brackets"),
        (b"(00)106141412345678908", "in brackets"),
        (b'{"part": 99}', "inventree"),
    ],
)
def test_what_is_as_a_label_of_ours_or_of_others_is_no_serial_and_says_why(
    scan: Any, draft: Begin, raw: bytes, told: str
) -> None:
    receipt = scan(draft(IN), label("supply", "21S0"))
    before = everything(receipt)
    scan(receipt, raw, symbology="")
    assert receipt.said[0] == "no"
    assert told in receipt.said[2]
    untouched(receipt, before)


def test_a_misread_gs1_code_is_asked_about(scan: Any, draft: Begin) -> None:
    receipt = scan(scan(draft(IN), label("supply", "21S0")), b"010950110153000421S1", symbology="")
    assert receipt.said[0] == "ask"
    assert "GS1 code" in receipt.said[2]


def test_the_address_of_a_page_is_asked_about(scan: Any, draft: Begin, masked: Any) -> None:
    receipt = scan(draft(IN), label("supply", "21S0"))
    scan(receipt, b"http://example.com/x", symbology="")
    assert receipt.said[0] == "ask"
    assert "web address" in receipt.said[2]
    masked("supply", "https://u.example/{digits 3}")
    assert scan(receipt, b"https://u.example/007", symbology="").serials() == ["S0", "https://u.example/007"]


def failing(raw: bytes, context: Any) -> Any:
    raise ZeroDivisionError


def claiming(raw: bytes, context: Any) -> Any:
    return (Claim("NOPE", why="An Acme box."),)


@pytest.mark.parametrize(("read", "tone", "told"), [(failing, "fault", "failed"), (claiming, "ask", "Acme box")])
def test_a_code_that_a_plugin_fails_at_or_knows_is_no_serial_unheard(
    scan: Any, draft: Begin, monkeypatch: pytest.MonkeyPatch, caplog: Any, read: Any, tone: str, told: str
) -> None:
    caplog.set_level(logging.CRITICAL)
    monkeypatch.setattr(readers, "installed", lambda order=(): (Plugin("acme", lambda: read),))
    receipt = scan(draft(IN), label("supply", "21S0"))
    scan(receipt, b"ACME:7", symbology="")
    assert receipt.said[0] == tone
    assert told in receipt.said[2]
    assert receipt.serials() == ["S0"]
    receipt.do(editing.answer, "1")
    assert receipt.serials() == ["S0", "ACME:7"]


def test_a_misread_article_number_is_no_batch_by_scanning_it_again(shop: Any, scan: Any, draft: Begin) -> None:
    receipt = draft(IN).do(lines.add, lines.Of(shop.ids["paint"], 0))
    for _ in range(2):
        scan(receipt, b"2112345015003", symbology="")
        assert receipt.said[0] == "ask"
        assert "it was misread" in receipt.said[2]
    receipt.do(editing.answer, "1")
    assert receipt.lines[0].batch == "2112345015003"


def test_a_unit_that_is_here_says_what_else_its_label_names(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("supply", "10L7", "21S0"), label("paint", "10L7"))
    before = everything(receipt)
    scan(receipt, label("supply", "10WRONG", "21S0"))
    assert receipt.said[0] == "again"
    assert "The label says batch WRONG, the line L7" in receipt.said[2]
    untouched(receipt, before)


def test_a_count_of_contents_beside_goods_is_told_to_be_not_used(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("paint", "10L7", "375"))
    assert facts(receipt) == [("PAINT", "1", 0, "L7", "")]
    assert receipt.said[0] == "again"
    assert "(37) was not used" in receipt.said[2]
    assert scan(receipt, label("paint", "10L7", "3012")).said[0] == "ok"


def test_a_label_that_cannot_be_read_is_not_headed_by_the_current_line(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("paint", "10L7"), b"010950110153000410L8")
    assert receipt.said[:2] == ("no", "Unknown label")
    assert "check digit" in receipt.said[2]


def test_the_number_of_a_pallet_that_nothing_has_is_called_so(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), b"00106141412345678908")
    assert receipt.said[0] == "no"
    assert "SSCC 106141412345678908, the number of one pallet" in receipt.said[2]


def test_what_the_scanner_calls_gs1_is_no_serial_by_chance(scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), label("supply", "21S0"))
    scan(receipt, CHANCE)
    assert receipt.said[:2] == ("no", "Unknown label")


# Lists


def test_a_label_counts_against_the_line_that_expects_it(shop: Any, scan: Any, draft: Begin) -> None:
    receipt = draft(IN)

    def expect(db: Any) -> None:
        for batch in ("L7", "L8"):
            values = {"expected": 3_000_000, "batch": batch}
            document_lines.add(db, receipt.id, shop.ids["paint"], values)
        documents.change(db, receipt.id, {"listed": 1})

    shop.store.call(expect)
    scan(receipt, label("paint", "10L8"), label("paint", "10L7", "302"))
    assert facts(receipt) == [("PAINT", "2", 0, "L7", ""), ("PAINT", "1", 0, "L8", "")]


def test_a_serial_that_a_list_expects_goes_to_its_line_and_a_namesake_of_another_part_does_not(
    shop: Any, scan: Any, draft: Begin
) -> None:
    receipt = draft(IN).do(lines.add_part, shop.ids["supply"]).do(lines.add_part, shop.ids["fan"])
    supply, fan = receipt.lines

    def expect(db: Any) -> None:
        scope = store_serials.scope(db, shop.ids["supply"])
        draft_serials.add(db, receipt.id, [New(supply.id, "S1", scope)], None, SerialState.MISSING)
        other = store_serials.scope(db, shop.ids["fan"])
        draft_serials.add(db, receipt.id, [New(fan.id, "S2", other)], None, SerialState.MISSING)
        documents.change(db, receipt.id, {"listed": 1})

    shop.store.call(expect)
    scan(receipt, label("supply", "21S1"), label("supply", "21S2"))
    assert [(line.number, line.serials) for line in receipt.lines][:2] == [("PSU-12", 2), ("FAN-80", 0)]
    assert receipt.serials(SerialState.MISSING) == ["S2"]


# What goes out and comes back


def test_a_label_with_a_serial_takes_the_unit_out(shop: Any, scan: Any, draft: Begin) -> None:
    issue = scan(draft(OUT), label("supply", "10L7", "21SN-0001"))
    assert issue.counts() == [("PSU-12", "1", 1)]
    assert scan(issue, label("supply", "21SN-0001")).said[0] == "again"
    assert scan(issue, label("supply", "21NOBODY")).said[0] == "no"


def test_a_label_with_a_batch_takes_of_that_batch(scan: Any, draft: Begin) -> None:
    issue = scan(draft(OUT), label("resistor", "1020261015", "3010"))
    assert facts(issue) == [("RES-10K", "10", 0, "20261015", "")]
    assert scan(issue, label("resistor", "1020261015", "3099")).said[0] == "again"  # there is not so much


def test_what_was_sold_comes_back_by_its_label(scan: Any, draft: Begin) -> None:
    returned = scan(draft(BACK), label("supply", "21SN-0002"))
    assert returned.counts() == [("PSU-12", "1", 1)]


def test_an_order_takes_how_many_from_a_label(scan: Any, draft: Begin) -> None:
    order = scan(draft(ORDER), label("supply", "21S1"), label("paint", "10L7", "305"))
    assert order.counts() == [("PSU-12", "1", 0), ("PAINT", "5", 0)]


def test_what_labels_brought_is_posted_as_they_said(shop: Any, scan: Any, draft: Begin) -> None:
    receipt = scan(draft(IN), b"MAIN/B", label("supply", "17490531", "10L7", "21S1"), label("powder", "3103001250"))
    receipt.do(posting.post)
    sql = "SELECT serial, batch, expiry, quantity FROM stock_item WHERE id > ? ORDER BY id"
    last = max(id for name, id in shop.ids.items() if name == "sold batch")
    rows = shop.store.look(lambda db: db.execute_sql(sql, (last,)).fetchall())
    assert rows == [("S1", "L7", "2049-05-31", 1_000_000), (None, None, None, 1_250_000_000)]


def test_a_code_of_just_a_serial_does_as_the_serial_alone_would(draft: Begin, scan: Any, shop: Any) -> None:
    by_code, by_text = (scan(draft(IN), b"MAIN/A", label("supply", "10L7", f"21S{n}"), b"MAIN/B") for n in range(2))
    scan(by_code, b"21S8")
    by_text.do(scanning.scan, shop.scan(b"S9"))
    assert facts(by_code) == facts(by_text)


def test_undo_of_a_new_line_leads_back_to_its_part(draft: Begin, scan: Any) -> None:
    receipt = scan(draft(IN), label("supply", "10L7", "21S1"), label("paint", "10L7"))
    receipt.do(editing.choose, receipt.lines[0].id)
    scan(receipt, label("supply", "10L8", "21S2"))
    assert receipt.state.line.batch == "L8"
    receipt.do(editing.undo)
    assert (receipt.state.line.number, receipt.state.line.batch) == (receipt.lines[0].number, "L7")
