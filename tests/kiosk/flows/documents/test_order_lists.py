"""The list of an order's serials outlives its deliveries: what came is not expected again, what did not come is."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.flows.documents import adding, editing, expected, lines, posting, serials, starting, viewing
from kiosk.flows.documents.adding import Of
from kiosk.flows.documents.viewing import Which
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import SerialState
from kiosk.stock.quantity import UNIT
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines, documents, orders
from kiosk.store.progress import go_on
from kiosk.store.verify_documents import faults

Begin = Callable[..., Any]
LIST = [f"A-{number}" for number in range(1, 11)]


@pytest.fixture
def order(shop: Any, draft: Begin) -> int:
    """A placed order of 10 power supplies; its id."""
    placed = draft(DocKind.ORDER).do(lines.add_part, shop.ids["supply"]).do(lines.quantity, "10")
    id: int = placed.do(posting.post, go_on).id
    return id


@pytest.fixture
def manifest(tmp_path: Path) -> Callable[..., Any]:
    """`manifest(serials)` reads a list of power supplies with these serials."""

    def read(texts: list[str]) -> Any:
        path = tmp_path / "dn.csv"
        path.write_text("part,serial\n" + "".join(f"PSU-12,{text}\n" for text in texts), encoding="utf-8")
        return expected.read(str(path))

    return read


def _receipt(shop: Any, draft: Begin, order: int, kind: DocKind = DocKind.RECEIPT) -> Any:
    receipt = draft(kind, source=order)
    shop.store.call(expected.fill_from_order, receipt.state.document, order)
    receipt.do(editing.opened, receipt.id).do(lines.place, Thing(Kind.LOCATION, shop.ids["a"], "MAIN/A"))
    return receipt.do(editing.choose, receipt.lines[0].id) if receipt.lines else receipt


def _posted(shop: Any, receipt: Any, *texts: str) -> Any:
    receipt.do(serials.take, texts).do(posting.post, go_on)
    assert receipt.outcome.result == "posted", receipt.outcome
    assert shop.store.look(lambda db: list(faults(db))) == []
    return receipt


def _counts(receipt: Any) -> list[tuple[int, int]]:
    """Of each line what it expects, and how many serials are missing."""
    store = receipt.store
    return [
        (int(line.expected), store.look(viewing.serials, None, line.id, Which.MISSING, 0, 200).total)
        for line in receipt.lines
    ]


@pytest.mark.parametrize("kind", [DocKind.RECEIPT, DocKind.PURCHASE_INVOICE])
def test_serials_that_did_not_come_are_expected_by_the_next_delivery(
    shop: Any, draft: Begin, order: int, manifest: Any, kind: DocKind
) -> None:
    first = _receipt(shop, draft, order, kind).do(expected.load, manifest(LIST))
    assert _counts(first) == [(10, 10)]
    _posted(shop, first, *LIST[:8], "STRANGER")
    second = _receipt(shop, draft, order)
    assert _counts(second) == [(2, 2)]  # though only 1 is open by number
    assert second.serials(SerialState.MISSING) == LIST[8:]
    assert second.do(serials.add, "OTHER").said[::2] == ("again", "Not on the list, but counted. 1 of 2 pcs.")
    second.do(editing.undo).do(serials.add, LIST[8])
    assert second.said == ("ok", "A-9", "1 of 2 pcs.")
    assert second.do(serials.add, LIST[9]).said == ("ok", "A-10", "2 of 2 pcs: all are here.")
    _posted(shop, second.do(editing.undo))
    assert shop.store.look(orders.is_open, order) is False


def test_only_what_is_open_on_an_order_stays_open_and_a_typed_surplus_is_worth_a_look(
    shop: Any, draft: Begin, order: int
) -> None:
    receipt = _receipt(shop, draft, order).do(lines.add_part, shop.ids["supply"])
    assert receipt.said == ("ok", "PSU-12", "Power supply 12 V: 0 of 10 pcs. Now scan the serials.")
    receipt.do(editing.undo).do(serials.add, "A-1")
    (warning,) = shop.store.look(posting.check, shop.post, receipt.state)
    assert warning.text == "PSU-12: 1 of 10 pcs has come. The rest stays open."
    issue = draft(DocKind.ISSUE)
    shop.store.call(lambda db: document_lines.add(db, issue.id, shop.ids["cable"], {"expected": 2_000_000}))
    shop.store.call(documents.change, issue.id, {"listed": 1})
    issue.do(editing.opened, issue.id).do(editing.choose, issue.lines[0].id).do(lines.quantity, "1")
    texts = [one.text for one in shop.store.look(posting.check, shop.post, issue.state)]
    assert "CAB-1: 1 of 2 m goes out." in texts
    more = draft(DocKind.RECEIPT)
    shop.store.call(lambda db: document_lines.add(db, more.id, shop.ids["cable"], {"expected": 2_000_000}))
    shop.store.call(documents.change, more.id, {"listed": 1})
    more.do(editing.opened, more.id).do(editing.choose, more.lines[0].id).do(lines.quantity, "3")
    assert more.said[::2] == ("again", "Cable: 3 of 2 m: 1 more than the list has. Counted.")


def test_what_comes_goes_to_the_first_line_of_the_list_that_waits(draft: Begin, shop: Any, tmp_path: Path) -> None:
    (tmp_path / "dn.csv").write_text("part,quantity,batch\nRES-10K,10,B1\nRES-10K,5,B2\n", encoding="utf-8")
    receipt = draft(DocKind.RECEIPT).do(expected.load, expected.read(str(tmp_path / "dn.csv")))
    far = [(line.batch, int(line.quantity), int(line.expected)) for line in _scanned(shop, receipt, 3).lines]
    assert far == [("B1", 3, 10), ("B2", 0, 5)]
    receipt.do(editing.choose, receipt.lines[1].id).do(lines.quantity, "12")
    assert receipt.said[0] == "again"
    far = [(line.batch, int(line.quantity), int(line.expected)) for line in _scanned(shop, receipt, 1).lines]
    assert far == [("B1", 4, 10), ("B2", 12, 5)]
    receipt.do(editing.choose, receipt.lines[1].id).do(adding.add, Of(shop.ids["resistor"], UNIT, batch="B2"))
    far = [(line.batch, int(line.quantity), int(line.expected)) for line in receipt.lines]
    assert far == [("B1", 4, 10), ("B2", 13, 5)]
    told = [one for one in shop.store.look(posting.check, shop.post, receipt.state) if one.warning]
    assert [one.text for one in told] == [
        "RES-10K: 2 pcs more than the 15 expected.",
        "Line 1, RES-10K, batch B1: 4 where the list has 10 pcs.",
        "Line 2, RES-10K, batch B2: 13 where the list has 5 pcs.",
    ]


def _scanned(shop: Any, receipt: Any, times: int) -> Any:
    """The receipt, as if opened anew, with so many resistors more."""
    receipt.do(editing.opened, receipt.id)
    receipt.state = replace(receipt.state, line=None)
    for _ in range(times):
        receipt.do(lines.add_part, shop.ids["resistor"])
    return receipt


def test_what_was_taken_back_is_expected_again(shop: Any, draft: Begin, order: int, manifest: Any) -> None:
    first = _posted(shop, _receipt(shop, draft, order).do(expected.load, manifest(LIST)), *LIST[:8])
    shop.store.call(posting.reverse, shop.post, first.id)
    assert _counts(_receipt(shop, draft, order)) == [(10, 10)]


def test_an_order_that_is_written_by_a_list_expects_its_serials(shop: Any, draft: Begin, manifest: Any) -> None:
    order = draft(DocKind.ORDER).do(expected.load, manifest(LIST)).do(posting.post, go_on)
    assert order.outcome.result == "posted", order.outcome
    assert _counts(_posted(shop, _receipt(shop, draft, order.id), *LIST[:3])) == [(10, 0)]
    assert _counts(_receipt(shop, draft, order.id)) == [(7, 7)]


def test_an_order_that_was_cancelled_keeps_no_list(shop: Any, draft: Begin, manifest: Any) -> None:
    order = draft(DocKind.ORDER).do(expected.load, manifest(LIST)).do(posting.post, go_on)
    assert shop.store.call(posting.reverse, shop.post, order.id).result == "cancelled"
    assert shop.store.look(lambda db: list(faults(db))) == []


def test_a_list_that_was_taken_out_of_an_order_is_not_kept(shop: Any, draft: Begin, manifest: Any) -> None:
    order = draft(DocKind.ORDER).do(expected.load, manifest(LIST)).do(editing.undo)
    order.do(lines.add_part, shop.ids["supply"]).do(posting.post, go_on)
    assert shop.store.look(lambda db: list(faults(db))) == []
    assert _counts(_receipt(shop, draft, order.id)) == [(1, 0)]


def test_the_list_may_be_loaded_again_into_a_later_delivery(shop: Any, draft: Begin, order: int, manifest: Any) -> None:
    _posted(shop, _receipt(shop, draft, order).do(expected.load, manifest(LIST)), *LIST[:8])
    second = _receipt(shop, draft, order).do(expected.load, manifest(LIST))
    assert second.said == ("ok", "List loaded", "1 line, 2 serials expected by dn.csv. 8 serials of it came before.")
    assert _counts(second) == [(2, 2)]


def test_a_list_names_the_serials_of_what_is_open_and_adds_no_line(
    shop: Any, draft: Begin, order: int, manifest: Any
) -> None:
    receipt = _receipt(shop, draft, order)
    receipt.do(serials.add, "A-1")
    assert not _unexpected(shop, receipt)
    receipt.do(expected.load, manifest(LIST[:4]))
    assert _counts(receipt) == [(4, 3)]
    receipt.do(serials.add, "STRANGER")
    assert _unexpected(shop, receipt) == ["STRANGER"]
    receipt.do(editing.undo).do(editing.undo)
    assert _counts(receipt) == [(10, 0)]


def _unexpected(shop: Any, receipt: Any) -> list[str]:
    """What the serials that are here show as unexpected, and the list of those does, too."""
    here, strange = (
        shop.store.look(viewing.serials, shop.post, receipt.lines[0].id, which, 0, 200).rows
        for which in (Which.HERE, Which.UNEXPECTED)
    )
    assert [one.serial for one in here if not one.expected] == [one.serial for one in strange]
    return [one.serial for one in strange]


def test_order_and_list_together_expect_what_has_not_come(
    shop: Any, draft: Begin, order: int, manifest: Any, tmp_path: Path, form: Any
) -> None:
    _posted(shop, _receipt(shop, draft, order).do(expected.load, manifest(LIST)), *LIST[:8])
    number = shop.store.look(documents.get, order).number
    begun = form(starting, DocKind.RECEIPT).put(order=number, list=str(tmp_path / "dn.csv")).save()
    assert begun.said[2].endswith("1 line, 2 serials expected by dn.csv. 8 serials of it came before.")


def test_an_order_keeps_its_list_once_and_in_few_statements(shop: Any, draft: Begin, order: int, manifest: Any) -> None:
    for text in LIST[:3]:
        _posted(shop, _receipt(shop, draft, order).do(expected.load, manifest(LIST)), text)
    assert _counts(_receipt(shop, draft, order)) == [(7, 7)]
