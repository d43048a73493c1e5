"""A draft is looked at once more before it is posted: faults first, then warnings; a scan changes nothing."""

from collections.abc import Callable
from typing import Any

from kiosk.flows.documents import lines, reviewing, units
from kiosk.flows.documents.reviewing import Review
from kiosk.scan import Scan
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines, documents, repairs, settings
from kiosk.store.repairs import NewRepair

Begin = Callable[..., Any]


def look(shop: Any, id: int) -> tuple[Review, Any]:
    found: tuple[Review, Any] = shop.store.look(reviewing.look, shop.post, Review(id))
    return found


def test_what_is_well_is_asked_about_and_posted(shop: Any, draft: Begin) -> None:
    one = draft(DocKind.RECEIPT).do(lines.add_part, shop.ids["cable"])
    state, outcome = look(shop, one.id)
    assert state.question is not None
    assert (outcome.tone, outcome.text) == ("ask", "Post GR-1-1?")
    state, outcome = shop.store.call(reviewing.do, shop.post, state)
    assert state.done
    assert outcome.result == "posted"


def test_what_goes_along_with_an_invoice_is_said_before(shop: Any, draft: Begin) -> None:
    one = draft(DocKind.PURCHASE_INVOICE).do(lines.add_part, shop.ids["cable"])
    assert look(shop, one.id)[1].detail == "1 line. A goods receipt is posted with it. F5 posts, Esc goes back."
    shop.store.call(settings.change, "invoice_posts", "false", "ann")
    assert "A goods receipt is left to be done." in look(shop, one.id)[1].detail
    receipt = draft(DocKind.RECEIPT).do(lines.add_part, shop.ids["cable"])
    assert look(shop, receipt.id)[1].detail == "1 line. F5 posts, Esc goes back."


def test_faults_come_before_warnings_and_keep_it_from_being_posted(shop: Any, draft: Begin) -> None:
    one = draft(DocKind.RECEIPT)

    def fill(db: Any) -> None:
        documents.change(db, one.id, {"listed": 1})
        document_lines.add(db, one.id, shop.ids["cable"], {"quantity": 1_000_000, "expected": 5_000_000})
        document_lines.add(db, one.id, shop.ids["supply"], {"quantity": 2_000_000, "said": 1})

    shop.store.call(fill)
    state, outcome = look(shop, one.id)
    assert state.question is None
    assert outcome.tone == "no"
    warnings = [trouble.warning for trouble in state.troubles]
    assert warnings == sorted(warnings)
    assert len(state.faults) == warnings.count(False) > 0
    state, outcome = shop.store.call(reviewing.do, shop.post, state)
    assert not state.done
    assert outcome.tone == "no"


def test_a_scan_is_refused_in_words_and_leaves_the_question_open(shop: Any, draft: Begin) -> None:
    one = draft(DocKind.RECEIPT).do(lines.add_part, shop.ids["cable"])
    state, _ = look(shop, one.id)
    after, outcome = shop.store.call(reviewing.scan, shop.post, state, Scan(b"CAB-1", "gun", 1, 1, 1))
    assert after == state
    assert outcome.tone == "no"
    assert outcome.question is state.question
    assert one.counts() == [("CAB-1", "1", 0)]


def test_what_is_gone_closes_the_screen(shop: Any) -> None:
    state, outcome = look(shop, 4711)
    assert state.done
    assert outcome.tone == "no"


def test_a_unit_that_is_here_for_a_repair_is_warned_about(shop: Any, draft: Begin) -> None:
    thing = Thing(Kind.STOCK_ITEM, shop.ids["psu 1"], "")
    one = draft(DocKind.ISSUE).do(units.take, thing)
    shop.store.call(repairs.create, shop.post, NewRepair(item=thing.id))
    state, outcome = look(shop, one.id)
    (trouble,) = state.troubles
    assert trouble.warning
    assert "is here for repair RO-1-1" in trouble.text
    assert outcome.tone == "ask"
    assert shop.store.call(reviewing.do, shop.post, state)[0].done
