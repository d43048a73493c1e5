"""Slips of documents as they stand, and labels of what they have moved: drafts, posted ones, invoices, issues."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows import intake
from kiosk.flows.documents import editing, posting, scanning, serials
from kiosk.flows.printing import choosing, making
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines, label_facts

Begin = Callable[..., Any]


@pytest.fixture
def slip(shop: Any) -> Callable[[int], Any]:
    """The facts of a document."""
    return lambda id: shop.store.look(label_facts.facts, [Thing(Kind.DOCUMENT, id, "")])[0]


@pytest.fixture
def begun(shop: Any, draft: Begin) -> Callable[..., Any]:
    """`begun(kind, *serials)` is a draft with a line of the power supply, with these serials scanned onto it."""

    def begin(kind: DocKind, *names: str) -> Any:
        found = draft(kind)
        place = {"location_id": shop.ids["a"], "quantity": 0}
        found.do(editing.choose, shop.store.call(document_lines.add, found.id, shop.ids["supply"], place))
        for name in names:
            found.do(scanning.scan, shop.scan(name.encode()))
        return found

    return begin


def told(facts: Any) -> list[str]:
    """The quantity of each line, and the serials after it."""
    return [row.get("serial") or row["quantity"] for row in facts.rows]


def test_a_draft_says_what_it_has_so_far(begun, slip):
    facts = slip(begun(DocKind.RECEIPT, "N-2", "N-1").id)
    assert (facts.fields["state"], told(facts)) == ("draft", ["2", "N-1", "N-2"])


def test_a_posted_one_says_what_it_has_moved_and_still_does_when_it_was_taken_back(shop, begun, slip):
    receipt = begun(DocKind.RECEIPT, "N-2", "N-1").do(posting.post)
    assert (slip(receipt.id).fields["state"], told(slip(receipt.id))) == ("posted", ["2", "N-1", "N-2"])
    shop.store.call(posting.reverse, shop.post, receipt.id)
    assert (slip(receipt.id).fields["state"], told(slip(receipt.id))) == ("reversed", ["2", "N-1", "N-2"])


def test_an_issue_says_what_went_out(begun, slip):
    issue = begun(DocKind.ISSUE, "SN-0001", "007").do(posting.post)
    assert (slip(issue.id).fields["kind"], told(slip(issue.id))) == ("Goods issue", ["2", "007", "SN-0001"])


def test_an_invoice_says_what_the_receipt_that_it_made_has_moved(begun, slip):
    invoice = begun(DocKind.PURCHASE_INVOICE, "N-1").do(posting.post)
    assert told(slip(invoice.id)) == told(slip(invoice.id + 1)) == ["1", "N-1"]
    assert slip(invoice.id + 1).fields["source"] == slip(invoice.id).fields["number"]


def test_a_line_that_was_taken_out_is_not_on_it(shop, begun, slip):
    draft = begun(DocKind.RECEIPT, "N-1")
    line = draft.lines[0].id
    shop.store.call(lambda db: db.execute_sql(f"UPDATE document_line SET removed = 1 WHERE id = {line}"))
    assert (slip(draft.id).fields["lines"], told(slip(draft.id))) == ("0", [])


def test_labels_of_a_receipt_come_in_the_order_of_its_scans_over_all_lines(shop, begun):
    receipt = begun(DocKind.RECEIPT)
    recent = intake.Recent()

    def scan(line: int, name: str) -> None:
        """A scan that is journalled, as those of a station are."""
        nonlocal recent
        receipt.do(editing.choose, line)
        before, scans = (recent, receipt.state), [shop.scan(name.encode())]
        (recent, receipt.state), _ = shop.store.call(intake.take, shop.post, "receipt", scanning.scan, before, scans)

    place = {"location_id": shop.ids["a"], "quantity": 0}
    lines = [receipt.lines[0].id, shop.store.call(document_lines.add, receipt.id, shop.ids["fan"], place)]
    for at, name in ((0, "N-5"), (1, "F-2"), (0, "N-4"), (1, "F-1")):
        scan(lines[at], name)
    receipt.do(editing.choose, lines[0]).do(serials.add, "N-0").do(posting.post)
    assert receipt.said[0] == "ok"
    things = shop.store.look(choosing.items, Thing(Kind.DOCUMENT, receipt.id, ""))
    labels = shop.store.look(making.made, things)
    assert [label.label for label in labels] == [
        *("PSU-12 · N-5", "FAN-80 · F-2", "PSU-12 · N-4", "FAN-80 · F-1", "PSU-12 · N-0")
    ]
