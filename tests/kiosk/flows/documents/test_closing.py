"""Posted documents that have moved no stock: orders and invoices that nothing more comes of are cancelled."""

from collections.abc import Callable
from typing import Any

from kiosk.flows.documents import editing, expected, lines, posting, serials
from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_list, documents, orders, settings
from kiosk.store.progress import go_on
from kiosk.store.verify_documents import faults

Begin = Callable[..., Any]


def _order(shop: Any, draft: Begin) -> int:
    placed = draft(DocKind.ORDER).do(lines.add_part, shop.ids["supply"]).do(lines.quantity, "3")
    id: int = placed.do(posting.post, go_on).id
    return id


def _receipt(shop: Any, draft: Begin, order: int) -> Any:
    receipt = draft(DocKind.RECEIPT, source=order)
    shop.store.call(expected.fill_from_order, receipt.state.document, order)
    receipt.do(editing.opened, receipt.id).do(editing.choose, receipt.lines[0].id)
    return receipt.do(lines.place, Thing(Kind.LOCATION, shop.ids["a"], "MAIN/A")).do(serials.add, "A-1")


def _left(shop: Any, draft: Begin) -> tuple[int, Any]:
    """A purchase invoice that has moved no stock, and the receipt that it has left to be done, on a screen."""
    shop.store.call(settings.change, "invoice_posts", "false", "ann")
    invoice = draft(DocKind.PURCHASE_INVOICE).do(lines.add_part, shop.ids["supply"]).do(serials.add, "A-1")
    invoice.do(lines.place, Thing(Kind.LOCATION, shop.ids["a"], "MAIN/A")).do(posting.post, go_on)
    (made,) = shop.store.look(document_list.made, invoice.id)
    return invoice.id, made


def _reverse(shop: Any, id: int) -> tuple[str, str]:
    asked = shop.store.look(posting.reversal, shop.post, id)
    done = shop.store.call(posting.reverse, shop.post, id)
    assert (asked.tone == "ask") == (done.tone == "ok")
    assert shop.store.look(lambda db: list(faults(db))) == []
    return done.text, done.detail


def test_an_order_of_which_some_has_come_is_cancelled_with_the_rest(shop: Any, draft: Begin) -> None:
    order = _order(shop, draft)
    receipt = _receipt(shop, draft, order)
    assert _reverse(shop, order) == (
        "PO-1-1 can't be cancelled",
        "GR-1-1 is open for it. Post or cancel that first.",
    )
    receipt.do(posting.post, go_on)
    assert _reverse(shop, order) == ("PO-1-1 is cancelled", "What was still to come is not expected any more.")
    assert shop.store.look(documents.get, order).state is DocState.CANCELLED
    assert shop.store.look(documents.get, receipt.id).state is DocState.POSTED
    assert not shop.store.look(orders.is_open, order)
    assert shop.store.look(orders.waiting, "", 9) == ()
    events = [one.what for one in shop.store.look(document_list.card, order).events]
    assert events == ["created", "posted", "cancelled"]
    assert _reverse(shop, order)[1] == "It has been cancelled already."
    assert _reverse(shop, receipt.id)[0] == "GR-1-1 is reversed"


def test_an_invoice_whose_receipt_is_cancelled_is_cancelled_too(shop: Any, draft: Begin) -> None:
    invoice, made = _left(shop, draft)
    assert _reverse(shop, invoice)[1] == "GR-1-1 is open for it. Post or cancel that first."
    shop.store.call(documents.cancel, shop.post, made.thing.id)
    assert _reverse(shop, invoice) == ("PI-1-1 is cancelled", "No stock has moved, and none will by it.")


def test_an_invoice_whose_receipt_has_moved_stock_is_reversed_after_it(shop: Any, draft: Begin) -> None:
    invoice, made = _left(shop, draft)
    state, _ = shop.store.call(editing.opened, shop.post, editing.Editing(), made.thing.id)
    _, outcome = shop.store.call(posting.post, shop.post, state)
    assert outcome.result == "posted", outcome
    assert _reverse(shop, invoice)[1] == "GR-1-1 has moved its stock. Reverse that first."
    _reverse(shop, made.thing.id)
    assert _reverse(shop, invoice)[0] == "PI-1-1 is cancelled"
