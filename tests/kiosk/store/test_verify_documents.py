"""A check of the store compares documents with the ledger, and drafts with what they count and claim."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows.documents import posting
from kiosk.flows.documents.editing import Editing
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines, documents, draft_serials, draft_steps, serials
from kiosk.store.database import Store
from kiosk.store.draft_serials import New
from kiosk.store.draft_steps import Before
from kiosk.store.sql import execute
from kiosk.store.verify import verify


@pytest.fixture
def desk(any_store: Store, stock: Callable[[Store], Any]) -> Any:
    """A shop with a posted receipt, issue, return, an invoice with its receipt, a reversed one, and a draft."""
    shop = stock(any_store)
    any_store.call(_written, shop.post, shop.ids)
    assert any_store.look(verify) == ()
    return shop


def _written(db: Any, post: Any, ids: dict[str, int]) -> None:
    def draft(kind: DocKind, part: str, quantity: str, *named: str) -> int:
        document = documents.create(db, post, kind)
        amount = document_lines.amount(Decimal(quantity))
        values = {"quantity": amount, "said": 1, "serials": len(named), "location_id": ids["a"]}
        line = document_lines.add(db, document, ids[part], values)
        scope = serials.scope(db, ids[part])
        units = {clash.serial: clash.item for clash in serials.taken(db, scope, named)}
        new = [New(line, one, None if one in units else scope, units.get(one)) for one in named]
        step = draft_steps.add(db, post, document, "serials", "", Before())
        draft_serials.add(db, document, new, step)
        return document

    def post_it(document: int) -> int:
        _, outcome = posting.post(db, post, Editing(documents.get(db, document)))
        assert outcome.result == "posted", outcome
        return document

    ids["receipt"] = post_it(draft(DocKind.RECEIPT, "supply", "2", "R-1", "R-2"))
    ids["loose"] = post_it(draft(DocKind.RECEIPT, "cable", "2.5"))
    ids["issue"] = post_it(draft(DocKind.ISSUE, "resistor", "5"))
    ids["sold"] = post_it(draft(DocKind.ISSUE, "supply", "1", "R-1"))
    ids["back"] = post_it(draft(DocKind.RETURN, "supply", "1", "R-1"))
    ids["returned"] = post_it(draft(DocKind.RETURN, "resistor", "5"))
    ids["invoice"] = post_it(draft(DocKind.PURCHASE_INVOICE, "supply", "1", "R-3"))
    ids["wrong"] = post_it(draft(DocKind.RECEIPT, "supply", "1", "R-4"))
    assert posting.reverse(db, post, ids["wrong"]).result == "reversed"
    ids["draft"] = draft(DocKind.RECEIPT, "supply", "3", "R-4", "R-5")
    ids["order"] = post_it(draft(DocKind.ORDER, "supply", "9"))


FAULTS = {
    "a line that has moved something else": (
        "UPDATE document_line SET quantity = 7000000 WHERE document_id = {issue}",
        "its movements come to 5000000 millionths, its quantity is 7000000",
    ),
    "a line with more units than have moved": (
        "UPDATE document_line SET quantity = 3000000 WHERE document_id = {receipt}",
        "its movements come to 2000000 millionths, its quantity is 3000000",
    ),
    "a movement that names the line of another posting": (
        "UPDATE movement SET line_id = (SELECT MIN(id) FROM document_line WHERE document_id = {sold})"
        " WHERE id = (SELECT MIN(id) FROM movement WHERE line_id IN"
        " (SELECT id FROM document_line WHERE document_id = {receipt}))",
        "it is not of the operation that posted document_line",
    ),
    "a document that no posting has posted": (
        "UPDATE operation SET kind = 'move' WHERE id = (SELECT operation_id FROM document WHERE id = {issue})",
        "has not posted it",
    ),
    "serials that a posted document still claims": (
        "UPDATE document SET state = 'posted', posted_at = 1, holder_id = NULL WHERE id = {draft}",
        "it is no draft any more, and serials or steps of one are left",
    ),
    "a posted document that is still held": (
        "UPDATE document SET holder_id = (SELECT MIN(id) FROM run) WHERE id = {issue}",
        "it is no draft any more, and a station still holds it",
    ),
    "a line that counts other serials than are named": (
        "UPDATE document_line SET serials = 3 WHERE document_id = {draft}",
        "it counts 3 serials, and 2 are named",
    ),
    "a serial on a line of another document": (
        "UPDATE draft_serial SET line_id = (SELECT MIN(id) FROM document_line WHERE document_id = {order})"
        " WHERE serial = 'R-4'",
        "serial R-4 is on a line of another document",
    ),
    "a serial that is compared with the wrong ones": (
        "UPDATE draft_serial SET scope = 99 WHERE serial = 'R-5'",
        "serial R-5 is not compared with those that it must differ from",
    ),
    "a unit that is called something else": (
        "UPDATE draft_serial SET scope = NULL, item_id = {psu 1} WHERE serial = 'R-5'",
        "the unit that it names has not the serial R-5",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_documents_is_found(desk: Any, unlock: Callable[[Any], None], name: str) -> None:
    sql, sentence = FAULTS[name]

    def break_it(db: Any) -> None:
        unlock(db)
        execute(db, sql.format(**desk.ids))

    desk.store.call(break_it)
    found = desk.store.look(verify)
    assert any(sentence in fault for fault in found), found


def test_a_scan_that_named_a_document_is_no_fault(desk: Any) -> None:
    desk.look_up(b"KSK-DO1")
    thing = Thing(Kind.DOCUMENT, desk.ids["draft"], "")
    sql = "UPDATE scan_record SET kind = 'document', thing_id = ? WHERE id = (SELECT MAX(id) FROM scan_record)"
    desk.store.call(lambda db: execute(db, sql, thing.id))
    assert desk.store.look(verify) == ()
    desk.store.call(lambda db: execute(db, sql, 999))
    assert any("document 999" in fault for fault in desk.store.look(verify))
