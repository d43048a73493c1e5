"""Labels that say more than a name, scanned where no document is written: collectors, forms, counts, lists, repairs."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows import naming, part_form, serialise, stock_entry, stock_form, supplier_form
from kiosk.flows.counting import scanning as count_scanning
from kiosk.flows.counting import starting as count_starting
from kiosk.flows.counting import working
from kiosk.flows.documents import head_form
from kiosk.flows.lists import listing
from kiosk.flows.lists import scanning as list_scanning
from kiosk.flows.lists.listing import Listing
from kiosk.flows.modes import scanning as mode_scanning
from kiosk.flows.repairs import desk, starting
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.modes import ModeKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, documents, parts, stock_items
from kiosk.store.parts import NewPart
from kiosk.store.stock_items import NewItem

FormOf = Callable[..., Any]
GTINS = {"supply": "04006381333931", "resistor": "00012345678905", "motor": "09501101530003"}


@pytest.fixture(autouse=True)
def goods(shop: Any) -> None:
    """Parts with a GTIN each; the motors have no serials yet."""

    def add(db: Any) -> None:
        shop.ids["motor"] = parts.add(db, NewPart(number="MOT", name="Motor"))
        for name, gtin in GTINS.items():
            barcodes.assign(db, shop.post, gtin.encode(), Thing(Kind.PART, shop.ids[name], ""))

    shop.store.call(add)


def label(name: str, *elements: str) -> bytes:
    """A GS1 element string of the part."""
    return f"01{GTINS[name]}{chr(29).join(elements)}".encode()


def part(shop: Any, name: str) -> Thing:
    return Thing(Kind.PART, shop.ids[name], name)


# Collectors and forms


def test_a_label_of_the_part_gives_its_serial_batch_and_expiry_to_the_form_of_new_stock(
    shop: Any, form: FormOf
) -> None:
    new = form(stock_form, part(shop, "supply")).put(location="MAIN/B").look(stock_entry.begin)
    new.scan(label("supply", "17490531", "10L7", "21S1"), symbology="d2")
    assert new.said == ("ok", "S1", "1 so far")
    new.scan(label("supply", "10L7", "21S2"), symbology="d2").scan(label("supply", "10L7", "21S1"), symbology="d2")
    assert new.said[0] == "again"
    assert new.state.serials == ("S1", "S2")
    assert (new.state.values["batch"], new.state.values["expiry"]) == ("L7", "2049-05-31")
    new.look(stock_entry.end).save()
    assert new.said[0] == "ok"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (label("resistor", "21S1"), "This label is of RES-10K"),
        (label("supply"), "names no serial"),
        (label("supply", "10L8", "21S9"), "The label says Batch L8, but L7 is entered here."),
        (label("supply", "3010", "21S9"), "The label says 10, but names 1 serial."),
        (label("supply", "21SN-0001"), "SN-0001"),
        (b"0104000000000006" + b"21S9", "No part has this GTIN yet"),
    ],
)
def test_a_label_that_is_not_of_the_form_is_refused_whole(shop: Any, form: FormOf, raw: bytes, told: str) -> None:
    new = form(stock_form, part(shop, "supply")).put(batch="L7").look(stock_entry.begin)
    before = new.state
    new.scan(raw, symbology="d2")
    assert new.said[0] == "no"
    assert told in " ".join(new.said[1:])
    assert new.state == before


def test_a_label_fills_batch_and_expiry_while_the_fields_are_open(shop: Any, form: FormOf) -> None:
    new = form(stock_form, part(shop, "resistor")).open("batch")
    new.scan(label("resistor", "17490531", "10L7", "3025"), symbology="d2")
    assert new.said[0] == "ok"
    assert [new.state.values[name] for name in ("batch", "expiry", "quantity")] == ["L7", "2049-05-31", "25"]
    new.scan(label("supply", "10L8"), symbology="d2")
    assert new.said[0] == "no"
    assert new.state.values["batch"] == "L7"


def test_a_label_is_no_text_of_a_form_that_has_nothing_for_it(shop: Any, form: FormOf) -> None:
    receipt = shop.store.call(documents.create, shop.post, DocKind.RECEIPT)
    head = form(head_form, receipt).open("reference")
    head.scan(label("supply", "21S1"), symbology="d2")
    assert head.said[0] == "no"
    head.scan(b"400PO-77", symbology="C1")
    assert head.state.values["reference"] == "PO-77"


def test_units_get_their_serials_from_their_labels_in_the_quantity_of_their_batch(shop: Any, form: FormOf) -> None:
    shop.enter(
        NewItem(part=shop.ids["motor"], location=shop.ids["a"], quantity=Decimal(1), batch="L1"),
        NewItem(part=shop.ids["motor"], location=shop.ids["b"], quantity=Decimal(2), batch="L2"),
    )
    work = form(serialise, part(shop, "motor")).scan(label("motor", "10L2", "21M1"), symbology="d2")
    assert [group.serials for group in work.state.groups] == [(), ("M1",)]
    work.scan(label("motor", "10L9", "21M2"), symbology="d2")
    assert work.said[0] == "no"
    work.scan(label("motor", "10L1", "21M3"), symbology="d2")
    assert [group.serials for group in work.state.groups] == [("M3",), ("M1",)]


def test_an_unknown_label_fills_the_form_of_a_supplier_part_and_one_of_another_part_does_not(
    shop: Any, form: FormOf
) -> None:
    new = form(supplier_form, part(shop, "resistor"), None)
    new.scan(label("supply"), symbology="d2")
    assert new.said[0] == "no"


def test_a_part_that_is_entered_for_a_label_is_known_by_it(shop: Any, form: FormOf) -> None:
    bag = b"[)>\x1e06\x1dPNEW-1-ND\x1d1PNEW1\x1dK\x1d1K7299\x1d11K1\x1dQ25\x1d11ZPICK"
    carton = b"]d2010400000000000610L9\x1d21S1".removeprefix(b"]d2")
    for code, symbology, number in ((bag, "", "NEW1"), (carton, "d2", "MINE")):
        unknown = shop.look_up(code, symbology=symbology)
        assert (unknown.result, unknown.text) == ("unknown", "Unknown label")
        new = form(part_form, None, None, unknown.meaning.tried.content)
        new.put(name="New", **({} if number == "NEW1" else {"number": number})).save()
        assert new.said[0] == "ok", new.errors
        assert shop.look_up(code, symbology=symbology).text == number


# Counts


@pytest.fixture
def count(shop: Any) -> Callable[..., Any]:
    """`count(code …)` counts the codes at MAIN/A; answers the answers."""

    def run(*codes: bytes) -> list[Any]:
        told: list[Any] = _counted(shop, codes)[1]
        return told

    return run


def _counted(shop: Any, codes: tuple[bytes, ...]) -> Any:
    state = shop.store.look(count_starting.begin, shop.post, None)
    state, outcome = shop.store.call(count_starting.save, shop.post, state)
    state, outcome = shop.store.call(working.opened, shop.post, working.Counting(), state.document)
    told = []
    for code in (b"MAIN/A", *codes):
        state, outcome = shop.store.call(count_scanning.scan, shop.post, state, shop.scan(code, symbology="d2"))
        told.append(outcome)
    return state, told[1:]


def test_a_count_takes_the_unit_of_a_label_and_the_amount_of_its_batch(count: Any) -> None:
    unit, twice, reel, more = count(
        label("supply", "21SN-0001"),
        label("supply", "10L7", "21SN-0001"),
        label("resistor", "1020261101", "304000"),
        label("resistor", "1020261101", "301000"),
    )
    assert (unit.result, unit.text, twice.result) == ("counted", "SN-0001", "again")
    assert (reel.result, more.result) == ("counted", "counted")
    assert "5,000" in more.detail


def test_a_label_of_a_unit_that_is_not_here_counts_nothing(count: Any) -> None:
    (outcome,) = count(label("supply", "21NOBODY"))
    assert (outcome.tone.value, outcome.detail) == ("no", "PSU-12 has no unit NOBODY.")


def test_a_batch_that_a_part_is_not_counted_by_is_passed_over(count: Any) -> None:
    (outcome,) = count(label("motor", "10L7", "303"))
    assert outcome.result == "counted"
    assert "L7" not in outcome.detail


# Scan lists, modes


def test_a_label_on_a_list_is_the_unit_or_the_stock_of_its_batch(shop: Any) -> None:
    state = Listing()
    rows = []
    for code in (
        label("supply", "21SN-0001"),
        label("resistor", "1020261015"),
        label("supply", "21NOBODY"),
        label("resistor", "10NONE"),
    ):
        state, outcome = shop.store.call(list_scanning.scan, shop.post, state, shop.scan(code, symbology="d2"))
        rows.append((outcome.result, None if state.row is None else state.row.thing.id))
    unit, bag = shop.ids["psu 1"], shop.ids["bag"]
    assert rows == [("added", unit), ("added", bag), ("refused", bag), ("refused", bag)]


def test_the_amount_on_a_label_is_what_is_meant_on_a_list_and_each_label_is_so_much_more(shop: Any) -> None:
    state = Listing()
    rows = []
    for code in (
        label("resistor", "3010"),
        label("resistor", "3020"),
        label("resistor", "1020261015", "305"),
        label("resistor", "1020261015", "307"),
        label("resistor", "1020261015"),
        label("resistor", "3103001250"),
    ):
        state, outcome = shop.store.call(list_scanning.scan, shop.post, state, shop.scan(code, symbology="d2"))
        rows.append((outcome.result, state.row.thing.kind, state.row.quantity))
    part, bag = Kind.PART, Kind.STOCK_ITEM
    assert rows == [
        ("added", part, 10),
        ("entered", part, 30),
        ("added", bag, 5),
        ("entered", bag, 12),
        ("again", bag, 12),
        ("refused", bag, 12),
    ]


def test_what_a_label_tells_goes_with_the_answer_which_stock_of_the_batch_it_is_of(shop: Any) -> None:
    code = label("resistor", "1020261101", "308")
    state, outcome = shop.store.call(list_scanning.scan, shop.post, Listing(), shop.scan(code, symbology="d2"))
    assert outcome.tone.value == "ask"
    _, outcome = shop.store.call(list_scanning.scan, shop.post, state, shop.scan(b"SN-0001"))
    assert outcome.tone.value == "again"
    assert outcome.detail.endswith("was left: nothing was done with it.")
    state, outcome = shop.store.call(listing.answer, shop.post, state, "1")
    assert (outcome.tone.value, state.row.quantity) == ("ok", 8)


def test_a_mode_takes_so_much_of_the_batch_of_a_label(shop: Any) -> None:
    state = mode_scanning.begin(ModeKind.OUT)
    code = label("resistor", "1020261015", "307")
    state, outcome = shop.store.call(mode_scanning.scan, shop.post, state, shop.scan(code, symbology="d2"))
    assert outcome.tone.value == "ok", outcome
    left = shop.store.look(stock_items.state, shop.ids["bag"])
    assert left.quantity == 73_000_000
    for wrong in (label("resistor", "10NONE"), label("supply", "21NOBODY"), label("resistor", "3103001000")):
        state, outcome = shop.store.call(mode_scanning.scan, shop.post, state, shop.scan(wrong, symbology="d2"))
        assert outcome.tone.value == "no", outcome


def test_a_typed_label_names_what_it_says_and_never_all_of_the_part(shop: Any) -> None:
    def named(code: bytes) -> list[tuple[Kind, int]]:
        return [(one.kind, one.id) for one in shop.store.look(naming.named, code.decode())]

    assert named(label("supply", "21SN-0001")) == [(Kind.STOCK_ITEM, shop.ids["psu 1"])]
    assert named(label("resistor", "1020261015")) == [(Kind.STOCK_ITEM, shop.ids["bag"])]
    assert named(label("supply", "21NOBODY")) == named(label("resistor", "10NONE")) == []
    assert named(label("supply")) == [(Kind.PART, shop.ids["supply"])]


def test_the_label_of_a_unit_with_another_batch_than_that_is_of_is_told_amber(shop: Any, count: Any) -> None:
    item = NewItem(part=shop.ids["supply"], location=shop.ids["a"], quantity=Decimal(1), serial="B-1", batch="L1")
    shop.enter(item)
    wrong, right = label("supply", "10WRONG", "21B-1"), label("supply", "10L1", "21B-1")
    told = "The label says batch WRONG, the unit is of L1."
    mode = mode_scanning.begin(ModeKind.WHERE)
    listed = [_scanned(shop, list_scanning.scan, Listing(), code) for code in (right, wrong)]
    shown = [_scanned(shop, mode_scanning.scan, mode, code) for code in (right, wrong)]
    for fine, off in ((count(right)[0], count(wrong)[0]), listed, shown):
        assert fine.tone.value == "ok"
        assert "WRONG" not in fine.detail
        assert (off.tone.value, off.detail.startswith(told)) == ("again", True)


def _scanned(shop: Any, step: Any, state: Any, code: bytes) -> Any:
    return shop.store.call(step, shop.post, state, shop.scan(code, symbology="d2"))[1]


# Repairs


def test_a_makers_label_begins_the_repair_of_a_customers_unit(shop: Any, form: FormOf) -> None:
    code = label("supply", "21CUST-1")
    state, _ = shop.store.call(desk.scan, shop.post, desk.Desk(), shop.scan(code, symbology="d2"))
    assert state.serial == "CUST-1"
    new = form(starting, None, "").scan(code, symbology="d2")
    assert new.state.values["unit"] == "CUST-1"
    assert new.state.values["part"].startswith("PSU-12")


def test_a_label_is_never_the_serial_of_a_customers_unit(shop: Any, form: FormOf) -> None:
    unknown = b"010400000000000610L7"
    state, outcome = shop.store.call(desk.scan, shop.post, desk.Desk(), shop.scan(unknown, symbology="d2"))
    assert (state.serial, outcome.tone.value) == ("", "no")
    new = form(starting, None, "").scan(unknown, symbology="d2")
    assert new.said[0] == "no"
    assert new.state.values["unit"] == ""
