"""What a draft is to get: lists from files, refused by row and column; what is still open of orders."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import KioskError
from kiosk.exchange import xlsx_file
from kiosk.flows.documents import editing, expected, lines, listing, posting, serials, units
from kiosk.flows.documents.editing import Editing
from kiosk.flows.documents.listing import For
from kiosk.post import Post
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import SerialState
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, draft_serials, orders
from kiosk.store import expected as store_expected
from kiosk.store.progress import go_on

Begin = Callable[..., Any]
RECEIPT = DocKind.RECEIPT
DELIVERY = """part,sku,ean,serial,quantity,batch,expiry
PSU-12,,,A-1,,,
PSU-12,,,A-2,1,,
,0805-103,,,500,20270101,2029-12-31
,,2000000000015,,20,,
CAB-1,,,,2.5,,
"""


@pytest.fixture
def listed(tmp_path: Path) -> Callable[..., Any]:
    """`listed(text)` reads a list with this text."""

    def read(text: str) -> Any:
        path = tmp_path / "dn.csv"
        path.write_text(text, encoding="utf-8")
        return expected.read(str(path))

    return read


def _errors(shop: Any, draft: Any, manifest: Any) -> list[str]:
    of = For(draft.state.document.way, draft.state.document.partner, draft.id)
    return list(shop.store.look(listing.check, of, manifest).told())


def _differences(draft: Any) -> list[tuple[str, str, str, str]]:
    rows = draft.store.look(store_expected.differences, draft.id).rows
    return [(one.number, f"{one.missing:f}", f"{one.surplus:f}", f"{one.unexpected:f}") for one in rows]


def test_a_list_becomes_lines_by_part_batch_and_expiry_and_its_serials_are_missing(draft: Begin, listed: Any) -> None:
    receipt = draft(RECEIPT).do(expected.load, listed(DELIVERY))
    assert receipt.said == ("ok", "List loaded", "4 lines, 2 serials expected by dn.csv.")
    told = [(line.number, line.expected, line.quantity, line.batch, line.expiry) for line in receipt.lines]
    assert told == [
        ("PSU-12", Decimal(2), 0, "", None),
        ("RES-10K", Decimal(500), 0, "20270101", date(2029, 12, 31)),
        ("RES-10K", Decimal(20), 0, "", None),
        ("CAB-1", Decimal("2.5"), 0, "", None),
    ]
    assert receipt.lines[1].supplier_part.label == "0805-103 · Acme · RES-10K"
    assert receipt.serials(SerialState.MISSING) == ["A-1", "A-2"]
    assert receipt.state.document.listed
    assert receipt.state.line.number == "PSU-12"


def test_what_is_missing_surplus_and_unexpected_is_told(shop: Any, draft: Begin, listed: Any) -> None:
    receipt = draft(RECEIPT).do(expected.load, listed("part,serial,quantity\nPSU-12,A-1,\nPSU-12,A-2,\nRES-10K,,5\n"))
    assert _differences(receipt) == [("PSU-12", "2", "0", "0"), ("RES-10K", "5", "0", "0")]
    for serial in ("A-2", "STRANGE"):
        receipt.do(serials.add, serial)
    receipt.do(lines.add_part, shop.ids["resistor"]).do(lines.quantity, "8").do(lines.add_part, shop.ids["cable"])
    assert _differences(receipt) == [
        ("PSU-12", "1", "0", "1"),
        ("RES-10K", "0", "3", "0"),
        ("CAB-1", "0", "0", "1"),
    ]
    assert (receipt.serials(SerialState.MISSING), receipt.serials()) == (["A-1"], ["A-2", "STRANGE"])


def test_all_are_here_only_when_all_of_the_list_are(draft: Begin, listed: Any) -> None:
    receipt = draft(RECEIPT).do(expected.load, listed("part,serial\nPSU-12,A-1\nPSU-12,A-2\n"))
    assert receipt.do(serials.add, "STRANGE").said[2] == "Not on the list, but counted. 1 of 2 pcs."
    assert receipt.do(serials.add, "A-1").said[2] == "2 here, but 1 of the 2 on the list is missing."
    receipt.do(serials.remove, "STRANGE").do(serials.add, "A-2")
    assert receipt.said == ("ok", "A-2", "2 of 2 pcs: all are here.")


def test_a_list_is_loaded_into_a_draft_that_has_begun_and_taken_back_whole(
    shop: Any, draft: Begin, listed: Any
) -> None:
    receipt = draft(RECEIPT).do(lines.add_part, shop.ids["supply"]).do(serials.add, "A-2").do(serials.add, "MINE")
    before = receipt.counts()
    receipt.do(expected.load, listed(DELIVERY))
    assert (receipt.counts()[0], receipt.lines[0].expected) == (before[0], Decimal(2))
    assert receipt.serials(SerialState.MISSING) == ["A-1"]
    assert _differences(receipt)[0] == ("PSU-12", "1", "0", "1")
    receipt.do(editing.undo)
    assert receipt.outcome.tone == "ok"
    assert (receipt.counts(), receipt.lines[0].expected) == (before, None)
    assert receipt.serials(SerialState.MISSING) == []
    assert not receipt.state.document.listed
    receipt.do(expected.load, listed("part,quantity\nPSU-12,2\n"))
    assert _differences(receipt) == []


def test_serials_that_are_somewhere_already_are_told_and_not_refused(
    shop: Any, draft: Begin, elsewhere: Post, listed: Any
) -> None:
    other = draft(RECEIPT, post=elsewhere).do(lines.add_part, shop.ids["supply"]).do(serials.add, "A-2")
    receipt = draft(RECEIPT).do(expected.load, listed("part,serial\nPSU-12,A-1\nPSU-12,A-2\nPSU-12,SN-0001\n"))
    assert receipt.outcome.tone == "ok"
    assert "SN-0001 is PSU-12 · SN-0001, in stock in MAIN/A" in receipt.outcome.detail
    assert f"A-2 is in the open document {other.state.document.number}" in receipt.outcome.detail
    assert receipt.serials(SerialState.MISSING) == ["A-1", "A-2", "SN-0001"]
    receipt.do(serials.add, "SN-0001")
    assert receipt.outcome.tone == "no"


def test_all_errors_are_told_at_once_by_row_and_column_and_nothing_is_stored(
    shop: Any, draft: Begin, listed: Any
) -> None:
    shop.archive("part", "fan")
    receipt = draft(RECEIPT)
    manifest = listed(
        "part,sku,ean,serial,quantity\n"
        "NONE,,,,1\n"
        ",NONE,,,1\n"
        ",,2000000000022,,1\n"
        ",,123,,1\n"
        "FAN-80,,,F-1,\n"
        "RES-10K,,,R-1,\n"
        "RES-10K,,,,1.5\n"
        "PSU-12,,,,1.5\n"
        "PSU-12,,,A-1,\n"
    )
    assert _errors(shop, receipt, manifest) == [
        'row 2, part: there is no part "NONE"; add it first',
        "row 3, sku: no part has the supplier's code \"NONE\"; enter it with the part's suppliers first",
        'row 4, ean: no part has the EAN "2000000000022"; assign it first',
        'row 5, ean: "123" is no EAN: its digits don\'t fit together',
        "row 6, part: FAN-80 is archived; bring it back into use first",
        "row 7, serial: RES-10K has no serials; leave the serial empty and give a quantity",
        "row 8, quantity: RES-10K is counted in whole units",
        "row 9, quantity: PSU-12 is counted in whole units",
    ]
    receipt.do(expected.load, manifest)
    assert receipt.said[:2] == ("no", "List not loaded")
    assert receipt.said[2].startswith("8 errors, nothing was taken over. The first: row 2, part: there is no part")
    assert (receipt.lines, receipt.state.document.listed) == ((), False)


def test_errors_of_cells_are_told_at_once_too(shop: Any, draft: Begin, listed: Any) -> None:
    manifest = listed("Part number,SN,Qty,Expiry date\nPSU-12,A-1,2,\nPSU-12,,,\n,A-1,,\nPSU-12,A-2,x,soon\n")
    assert [error.split(":", 1)[0] for error in _errors(shop, draft(RECEIPT), manifest)] == [
        "row 2, quantity",
        "row 3, quantity",
        "row 4, part",
        "row 5, expiry",
        "row 5, quantity",
    ]


def test_errors_of_the_file_and_those_of_the_store_are_told_at_once(shop: Any, draft: Begin, listed: Any) -> None:
    manifest = listed("part,quantity\nNONE,1\nPSU-12,x\nPSU-12,1\n")
    receipt = draft(RECEIPT)
    assert [error.split(":", 1)[0] for error in _errors(shop, receipt, manifest)] == ["row 2, part", "row 3, quantity"]
    assert receipt.do(expected.load, manifest).counts() == []


def test_a_serial_stands_once_under_whatever_names_of_its_part(shop: Any, draft: Begin, listed: Any) -> None:
    shop.store.call(_assign_ean, shop)
    manifest = listed("part,ean,serial\nPSU-12,,A-1\n,4006381333931,A-1\n")
    assert _errors(shop, draft(RECEIPT), manifest) == [
        "row 3, serial: is the same unit as row 2; take one of them away"
    ]
    assert listed("part,serial\nPSU-12,A-1\nPSU-12,A-1\n").errors_total == 1
    receipt = draft(RECEIPT).do(expected.load, listed("part,serial\nPSU-12,A-1\n"))
    manifest = listed("part,serial\nPSU-12,A-1\n")
    assert _errors(shop, receipt, manifest) == ["row 2, serial: is on the document's list already"]


def _assign_ean(db: Any, shop: Any) -> None:
    barcodes.assign(db, shop.post, b"4006381333931", shop.part("supply"))


@pytest.mark.parametrize(
    "text",
    ["", "part,serial\n", "colour,weight\nred,3\n"],
)
def test_a_file_that_is_no_list_is_told(shop: Any, draft: Begin, listed: Any, text: str) -> None:
    assert draft(RECEIPT).do(expected.load, listed(text)).said[:2] == ("no", "List not loaded")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KioskError, match=r"none\.csv can't be read"):
        expected.read(str(tmp_path / "none.csv"))


def test_long_digits_stay_text_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "dn.xlsx"
    xlsx_file.write(path, [("part", "serial"), ("PSU-12", "00350123456789012345")])
    (item,) = expected.read(str(path)).items
    assert item.serial == "00350123456789012345"


def test_a_list_of_units_that_are_to_go_is_ticked_off_by_them(shop: Any, draft: Begin, listed: Any) -> None:
    issue = draft(DocKind.ISSUE).do(expected.load, listed("part,serial\nPSU-12,SN-0001\nPSU-12,007\n"))
    assert issue.serials(SerialState.MISSING) == ["SN-0001", "007"]
    issue.do(units.take, "007")
    assert (issue.serials(SerialState.MISSING), issue.serials()) == (["SN-0001"], ["007"])
    issue.do(units.several, ["SN-0001"])
    assert (_differences(issue), issue.counts()) == ([], [("PSU-12", "2", 2)])
    issue.do(editing.undo).do(editing.undo)
    assert issue.serials(SerialState.MISSING) == ["SN-0001", "007"]
    assert _errors(shop, issue, listed("part,serial\nPSU-12,NO-1\n")) == ["row 2, serial: is no unit of PSU-12"]


def test_a_unit_that_is_not_on_the_list_of_an_issue_goes_out_and_is_told(draft: Begin, listed: Any) -> None:
    issue = draft(DocKind.ISSUE).do(expected.load, listed("part,serial\nPSU-12,SN-0001\n")).do(units.take, "007")
    told = "PSU-12: Not on the list, but counted. 1 here, but 1 of the 1 on the list is missing."
    assert issue.said == ("again", "007", told)


def test_a_purchase_order_orders_what_a_list_has(draft: Begin, listed: Any) -> None:
    order = draft(DocKind.ORDER).do(expected.load, listed("part,quantity,serial\nPSU-12,3,\nPSU-12,,A-1\nCAB-1,2.5,\n"))
    assert order.counts() == [("PSU-12", "4", 0), ("CAB-1", "2.5", 0)]
    assert not order.state.document.listed


def test_a_list_of_ten_thousand_serials_needs_few_statements(shop: Any, draft: Begin, listed: Any) -> None:
    manifest = listed("part,serial\n" + "".join(f"PSU-12,M-{number:05}\n" for number in range(10_000)))
    receipt = draft(RECEIPT)
    count = 0

    def load(db: Any) -> Editing:
        class Counting:
            param = db.param
            cursor = db.cursor

            def execute_sql(self, *args: Any) -> Any:
                nonlocal count
                count += 1
                return db.execute_sql(*args)

        state, outcome = expected.load(Counting(), shop.post, receipt.state, manifest)
        assert outcome.tone == "ok"
        return state

    receipt.state = shop.store.call(load)
    assert receipt.store.look(draft_serials.count, receipt.state.line.id, SerialState.MISSING) == 10_000
    assert count < 150


# Orders


def _order(shop: Any, draft: Begin, **quantities: str) -> int:
    """A purchase order that was placed; answers its id."""
    order = draft(DocKind.ORDER)
    for part, quantity in quantities.items():
        order.do(lines.add_part, shop.ids[part]).do(lines.quantity, quantity)
    order.do(posting.post, go_on)
    assert order.outcome.tone == "ok", order.outcome
    id: int = order.id
    return id


def _receipt(shop: Any, draft: Begin, order: int) -> Any:
    receipt = draft(RECEIPT, source=order)
    shop.store.call(expected.fill_from_order, receipt.state.document, order)
    return receipt.do(editing.opened, receipt.id)


def _open(shop: Any, order: int) -> list[tuple[str, str, str]]:
    rows = shop.store.look(orders.lines, order).rows
    return [(one.line.number, f"{one.received:f}", f"{one.open:f}") for one in rows]


def test_a_partial_receipt_leaves_the_rest_of_its_order_open_and_its_reversal_all(shop: Any, draft: Begin) -> None:
    order = _order(shop, draft, supply="3", resistor="500")
    assert [one.label for one in shop.store.look(orders.waiting, "", 9)] == [f"PO-{shop.post.station}-1"]
    receipt = _receipt(shop, draft, order)
    assert [(line.number, f"{line.expected:f}") for line in receipt.lines] == [("PSU-12", "3"), ("RES-10K", "500")]
    receipt.do(lines.place, _place(shop, "a")).do(editing.choose, receipt.lines[0].id)
    receipt.do(serials.take, ["A-1", "A-2"]).do(lines.add_part, shop.ids["resistor"]).do(lines.quantity, "500")
    assert receipt.do(posting.post, go_on).outcome.tone == "ok"
    assert _open(shop, order) == [("PSU-12", "2", "1"), ("RES-10K", "500", "0")]
    rest = _receipt(shop, draft, order)
    assert [(line.number, f"{line.expected:f}") for line in rest.lines] == [("PSU-12", "1")]
    shop.store.call(posting.reverse, shop.post, receipt.id)
    assert _open(shop, order) == [("PSU-12", "0", "3"), ("RES-10K", "0", "500")]


def test_an_order_of_which_all_has_come_waits_no_more(shop: Any, draft: Begin) -> None:
    order = _order(shop, draft, cable="2.5")
    assert shop.store.look(orders.is_open, order)
    receipt = _receipt(shop, draft, order).do(lines.add_part, shop.ids["cable"]).do(lines.quantity, "2.5")
    assert receipt.do(posting.post, go_on).outcome.tone == "ok"
    assert not shop.store.look(orders.is_open, order)
    assert shop.store.look(orders.waiting, "", 9) == ()


def _place(shop: Any, name: str) -> Any:
    return Thing(Kind.LOCATION, shop.ids[name], f"MAIN/{name.upper()}")
