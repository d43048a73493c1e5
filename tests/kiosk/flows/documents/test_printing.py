"""Labels that are printed by themselves of what comes in: which, in which order, and which are dropped again."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.flows import undo
from kiosk.flows.documents import editing, posting, serials
from kiosk.stock import quantity
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.labelling import Labelling
from kiosk.stock.operations import Undone
from kiosk.stock.print_jobs import Content
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, document_lines
from kiosk.store.verify import verify

GTIN = "04006381333931"


@pytest.fixture
def receipt(shop: Any, draft: Callable[..., Any]) -> Callable[..., Any]:
    """A goods receipt with a line of the power supply, at a station that prints labels in this way."""

    def begin(receiving: str, kind: DocKind = DocKind.RECEIPT) -> Any:
        shop.post = replace(shop.post, labels=Labelling(receiving, "labels"))
        found = draft(kind)
        place = {"location_id": shop.ids["a"], "quantity": 0}
        line = shop.store.call(document_lines.add, found.id, shop.ids["supply"], place)
        return found.do(editing.choose, line)

    return begin


def jobs(shop: Any) -> list[tuple[str, str]]:
    """What each label is called, and its state, in their order."""
    sql = "SELECT label, state FROM print_job ORDER BY id"
    return [tuple(row) for row in shop.store.look(lambda db: db.execute_sql(sql).fetchall())]


def contents(shop: Any) -> list[Content]:
    sql = "SELECT content FROM print_job ORDER BY id"
    return [Content.loaded(row[0]) for row in shop.store.look(lambda db: db.execute_sql(sql).fetchall())]


def test_each_serial_has_its_label_at_once_and_in_order(shop, receipt):
    begun = receipt("each").do(serials.add, "N-2").do(serials.add, "N-1").do(serials.paste, ("N-9", "N-3"))
    assert [label for label, _ in jobs(shop)] == [f"PSU-12 · {name}" for name in ("N-2", "N-1", "N-9", "N-3")]
    first = contents(shop)[0]
    assert first.template == "unit"
    assert {"code": "N-2", "serial": "N-2", "number": "PSU-12"}.items() <= first.fields.items()
    assert first.fields["location"] == "MAIN/A"
    begun.do(posting.post)
    assert {state for _, state in jobs(shop)} == {"waiting"}  # they are printed, whatever becomes of the draft's rows
    assert shop.store.look(verify) == ()


def test_a_part_with_a_gtin_is_named_with_it(shop, receipt):
    shop.store.call(barcodes.assign, shop.post, GTIN.encode(), Thing(Kind.PART, shop.ids["supply"], ""))
    receipt("each").do(serials.add, "N-1")
    (content,) = contents(shop)
    assert content.template == "gs1_unit"
    assert content.fields["gs1"] == f"(01){GTIN}(21)N-1"


def test_a_gtin_of_a_carton_is_not_printed_on_a_piece(shop, receipt):
    part = Thing(Kind.PART, shop.ids["supply"], "")
    shop.store.call(barcodes.assign, shop.post, GTIN.encode(), part, 10 * quantity.UNIT)
    receipt("each").do(serials.add, "N-1")
    (content,) = contents(shop)
    assert (content.template, content.fields["code"]) == ("unit", "N-1")
    assert not content.fields["gtin"] + content.fields["gs1"]


@pytest.mark.parametrize("receiving", ["off", "posting"])
def test_serials_of_a_draft_have_none_where_they_are_not_asked_for(shop, receipt, receiving):
    receipt(receiving).do(serials.add, "N-1")
    assert jobs(shop) == []


def test_a_refused_serial_has_no_label(shop, receipt):
    begun = receipt("each").do(serials.add, "N-1").do(serials.add, "N-1")
    begun.do(serials.paste, ("N-2", "SN-0001"))
    assert jobs(shop) == [("PSU-12 · N-1", "waiting")]


def test_what_is_undone_removed_or_edited_is_not_printed_any_more(shop, receipt):
    begun = receipt("each").do(serials.add, "N-1").do(serials.add, "N-2").do(serials.add, "N-3")
    begun.do(editing.undo)
    assert jobs(shop)[2] == ("PSU-12 · N-3", "dropped")
    begun.do(serials.remove, "N-1")
    assert jobs(shop)[0] == ("PSU-12 · N-1", "dropped")
    begun.do(serials.edit, "N-2", "N-22")
    assert jobs(shop)[1:] == [
        ("PSU-12 · N-2", "dropped"),
        ("PSU-12 · N-3", "dropped"),
        ("PSU-12 · N-22", "waiting"),
    ]


def test_what_was_printed_stays_so_when_it_is_undone(shop, receipt):
    begun = receipt("each").do(serials.add, "N-1")
    shop.store.call(lambda db: db.execute_sql("UPDATE print_job SET state = 'printed', settled_at = 1"))
    begun.do(editing.undo)
    assert jobs(shop) == [("PSU-12 · N-1", "printed")]


def test_a_cancelled_draft_drops_what_waits_of_it(shop, receipt):
    receipt("each").do(serials.add, "N-1").do(editing.cancel)
    assert jobs(shop) == [("PSU-12 · N-1", "dropped")]
    assert shop.store.look(verify) == ()


@pytest.mark.parametrize("kind", [DocKind.RECEIPT, DocKind.PURCHASE_INVOICE])
def test_posting_prints_all_that_came_in_with_codes_of_our_own_in_the_order_of_the_scans(shop, receipt, kind):
    begun = receipt("posting", kind).do(serials.add, "N-2").do(serials.add, "N-1")
    loose = {"location_id": shop.ids["a"], "quantity": 7_000_000, "said": 1, "batch": "B-7"}
    shop.store.call(document_lines.add, begun.id, shop.ids["resistor"], loose)
    assert begun.do(posting.post).outcome.result == "posted"
    assert [label for label, _ in jobs(shop)] == ["PSU-12 · N-2", "PSU-12 · N-1", "RES-10K · B-7"]
    units = contents(shop)
    assert [content.template for content in units] == ["unit", "unit", "stock_item"]
    assert all(content.fields["code"].startswith("KSK-SI") for content in units)
    assert shop.store.look(verify) == ()


def by_undo(shop: Any, begun: Any) -> None:
    last = shop.store.look(undo.newest, shop.post)
    assert isinstance(shop.store.call(undo.undo, shop.post, last.id), Undone)


def from_the_document(shop: Any, begun: Any) -> None:
    assert shop.store.call(posting.reverse, shop.post, begun.id).result == "reversed"


@pytest.mark.parametrize("taken_back", [by_undo, from_the_document])
@pytest.mark.parametrize("receiving", ["each", "posting"])
def test_a_receipt_that_is_taken_back_drops_what_waits_of_it(shop, receipt, receiving, taken_back):
    begun = receipt(receiving).do(serials.add, "N-1").do(posting.post)
    taken_back(shop, begun)
    assert jobs(shop) == [("PSU-12 · N-1", "dropped")]


def test_an_issue_prints_nothing(shop, draft):
    shop.post = replace(shop.post, labels=Labelling("posting", "labels"))
    begun = draft(DocKind.ISSUE)
    values = {"quantity": 1_000_000, "said": 1}
    shop.store.call(document_lines.add, begun.id, shop.ids["resistor"], values)
    assert begun.do(posting.post).outcome.result == "posted"
    assert jobs(shop) == []


def test_what_a_scan_costs_does_not_grow_with_the_labels_that_wait(shop, receipt):
    begun = receipt("each")

    def cost(*texts: str) -> int:
        said: list[str] = []

        def counted(db: Any) -> Any:
            db.connection().set_trace_callback(said.append)
            try:
                return serials.paste(db, begun.post, begun.state, texts)
            finally:
                db.connection().set_trace_callback(None)

        begun.state, outcome = shop.store.call(counted)
        assert outcome.result == "collected", outcome
        return len(said)

    one = cost("A-0")
    cost(*(f"B-{number}" for number in range(300)))
    assert cost("C-0") == one
    assert cost(*(f"D-{number}" for number in range(200))) <= one + 8
