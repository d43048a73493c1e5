"""Purchase orders: written by scans, placed by posting, worked off by receipts and invoices."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.flows.documents import editing, expected, lines, posting, scanning, serials
from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_list, documents, orders, settings
from kiosk.store.progress import go_on

Begin = Callable[..., Any]


def _scan(draft: Any, *codes: str) -> Any:
    for code in codes:
        draft.do(scanning.scan, draft.shop.scan(code.encode()))
    return draft


def _placed(shop: Any, draft: Begin) -> int:
    """An order of 3 power supplies and 200 resistors; answers its id."""
    order = _scan(draft(DocKind.ORDER), "PSU-12").do(lines.quantity, "3")
    _scan(order, "0805-103", "0805-103").do(posting.post, go_on)
    assert order.outcome.tone == "ok", order.outcome
    id: int = order.id
    return id


def _from(shop: Any, draft: Begin, order: int, kind: DocKind) -> Any:
    begun = draft(kind, source=order)
    shop.store.call(expected.fill_from_order, begun.state.document, order)
    return begun.do(editing.opened, begun.id)


def _deliver(shop: Any, begun: Any, *texts: str) -> Any:
    """Let power supplies with these serials come, and 200 resistors."""
    place = Thing(Kind.LOCATION, shop.ids["a"], "MAIN/A")
    begun.do(lines.place, place).do(editing.choose, begun.lines[0].id)
    for text in texts:
        begun.do(serials.add, text)
    return _scan(begun, "0805-103", "0805-103").do(posting.post, go_on)


def _open(shop: Any, order: int) -> list[str]:
    return [f"{one.line.number} {one.open:f}" for one in shop.store.look(orders.lines, order).rows]


def test_an_order_is_written_by_scans_and_quantities_and_moves_nothing(shop: Any, draft: Begin) -> None:
    order = _scan(draft(DocKind.ORDER), "PSU-12", "PSU-12", "0805-103", "2000000000015")
    assert order.counts() == [("PSU-12", "2", 0), ("RES-10K", "110", 0)]
    order.do(editing.undo)
    assert order.counts() == [("PSU-12", "2", 0), ("RES-10K", "100", 0)]
    order.do(posting.post, go_on)
    placed = shop.store.look(documents.get, order.id)
    assert (placed.state, placed.operation) == (DocState.POSTED, None)


@pytest.mark.parametrize("code", ["SN-0001", "NEW-1", "MAIN/A"])
def test_nothing_but_parts_is_ordered(draft: Begin, code: str) -> None:
    order = _scan(draft(DocKind.ORDER), "PSU-12", code)
    assert (order.outcome.tone, order.counts()) == ("no", [("PSU-12", "1", 0)])


def test_a_purchase_invoice_works_off_an_order_by_the_receipt_that_it_posts(shop: Any, draft: Begin) -> None:
    order = _placed(shop, draft)
    invoice = _deliver(shop, _from(shop, draft, order, DocKind.PURCHASE_INVOICE), "A-1", "A-2")
    assert invoice.outcome.tone == "ok", invoice.outcome
    assert _open(shop, order) == ["PSU-12 1", "RES-10K 0"]
    shop.store.call(posting.reverse, shop.post, invoice.id)
    assert _open(shop, order) == ["PSU-12 3", "RES-10K 200"]


def test_an_invoice_that_posts_no_stock_leaves_a_receipt_that_works_off_the_order(shop: Any, draft: Begin) -> None:
    shop.store.call(settings.change, "invoice_posts", "false", "ann")
    order = _placed(shop, draft)
    invoice = _deliver(shop, _from(shop, draft, order, DocKind.PURCHASE_INVOICE), "A-1", "A-2", "A-3")
    assert _open(shop, order) == ["PSU-12 3", "RES-10K 200"]
    (made,) = shop.store.look(document_list.made, invoice.id)
    state, _ = shop.store.call(editing.opened, shop.post, editing.Editing(), made.thing.id)
    _, outcome = shop.store.call(posting.post, shop.post, state)
    assert outcome.tone == "ok", outcome
    assert _open(shop, order) == ["PSU-12 0", "RES-10K 0"]


def test_lines_that_are_split_still_work_off_their_order(shop: Any, draft: Begin) -> None:
    order = _placed(shop, draft)
    receipt = _from(shop, draft, order, DocKind.RECEIPT)
    receipt.do(lines.place, Thing(Kind.LOCATION, shop.ids["a"], "A")).do(editing.choose, receipt.lines[0].id)
    receipt.do(serials.add, "A-1").do(lines.place, Thing(Kind.LOCATION, shop.ids["b"], "B")).do(serials.add, "A-2")
    assert [(line.number, line.place.label, line.serials) for line in receipt.lines if line.serials] == [
        ("PSU-12", "MAIN/A · Shelf A", 1),
        ("PSU-12", "MAIN/B", 1),
    ]
    assert receipt.do(posting.post, go_on).outcome.tone == "ok"
    assert sum(one.open for one in shop.store.look(orders.lines, order).rows if one.line.number == "PSU-12") == 1


def test_what_no_list_has_is_no_part_of_the_order(shop: Any, draft: Begin) -> None:
    order = _placed(shop, draft)
    receipt = _scan(_from(shop, draft, order, DocKind.RECEIPT), "MAIN/A", "CAB-1")
    assert receipt.outcome.tone == "again"
    receipt.do(posting.post, go_on)
    assert receipt.outcome.tone == "ok", receipt.outcome
    assert _open(shop, order) == ["PSU-12 3", "RES-10K 200"]


def test_an_order_can_be_undone_only_as_a_draft(shop: Any, draft: Begin) -> None:
    order = _placed(shop, draft)
    state = replace(editing.Editing(), document=shop.store.look(documents.get, order))
    _, outcome = shop.store.call(editing.undo, shop.post, state)
    assert outcome.tone == "no"


def test_goods_go_on_to_the_next_line_of_their_order_where_one_has_all_of_its(shop: Any, draft: Begin) -> None:
    order = draft(DocKind.ORDER).do(lines.add_part, shop.ids["cable"]).do(lines.quantity, "2")
    order.do(lines.new_line).do(lines.quantity, "3").do(posting.post, go_on)
    receipt = _from(shop, draft, order.id, DocKind.RECEIPT)
    for _ in range(6):
        receipt.do(lines.add_part, shop.ids["cable"])
    assert [(f"{line.quantity:f}", f"{line.expected:f}") for line in receipt.lines] == [("2", "2"), ("4", "3")]
    receipt.do(posting.post, go_on)
    assert _open(shop, order.id) == ["CAB-1 0", "CAB-1 0"]
