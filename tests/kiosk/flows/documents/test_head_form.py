"""The head of a draft as a form: who it is with, reference, notes; saved as one step, or refused at its field."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows.documents import editing, head_form
from kiosk.flows.documents.head_form import HeadForm
from kiosk.stock.document_kinds import DocKind
from kiosk.store import documents

Begin = Callable[..., Any]


def form(shop: Any, draft: Any, **values: str) -> tuple[HeadForm, Any]:
    state = shop.store.look(head_form.begin, shop.post, draft.id)
    for name, text in values.items():
        state, _ = shop.store.call(head_form.put, shop.post, state, name, text)
    state, outcome = shop.store.call(head_form.save, shop.post, state)
    return state, outcome


def head(shop: Any, draft: Any) -> tuple[str, str, str]:
    found = shop.store.look(documents.get, draft.id)
    return ("" if found.partner is None else found.partner.name, found.reference, found.notes)


@pytest.mark.parametrize(("kind", "field"), [(DocKind.RECEIPT, "partner"), (DocKind.SALES_INVOICE, "customer")])
def test_it_is_saved_as_one_step_that_is_taken_back(shop: Any, draft: Begin, kind: DocKind, field: str) -> None:
    one = draft(kind)
    state, outcome = form(shop, one, **{field: "New Co", "reference": "DN-1", "notes": "by van"})
    assert state.done
    assert outcome.tone == "ok"
    assert head(shop, one) == ("New Co", "DN-1", "by van")
    assert one.do(editing.undo).said[0] == "ok"
    assert head(shop, one) == ("", "", "")


def test_nothing_that_differs_is_no_step(shop: Any, draft: Begin) -> None:
    one = draft(DocKind.RECEIPT)
    state, outcome = form(shop, one)
    assert state.done
    assert outcome.result == "unchanged"
    assert shop.store.look(editing.last_step, shop.post, one.state) is None


def test_what_is_wrong_stands_at_its_field_and_nothing_is_written(shop: Any, draft: Begin) -> None:
    one = draft(DocKind.RECEIPT)
    state, outcome = form(shop, one, reference="x" * 300, notes="kept")
    assert not state.done
    assert "reference" in state.errors
    assert outcome.tone == "no"
    assert head(shop, one) == ("", "", "")


def test_a_partner_that_is_archived_is_refused(shop: Any, draft: Begin) -> None:
    shop.store.call(lambda db: db.execute_sql("UPDATE partner SET archived_at = 1"))
    ((name,),) = shop.store.call(lambda db: db.execute_sql("SELECT name FROM partner LIMIT 1").fetchall())
    one = draft(DocKind.RECEIPT)
    state, _ = form(shop, one, partner=name)
    assert "partner" in state.errors
    assert head(shop, one)[0] == ""


def test_a_draft_that_is_no_longer_ours_is_not_written(shop: Any, draft: Begin) -> None:
    one = draft(DocKind.RECEIPT)
    state = shop.store.look(head_form.begin, shop.post, one.id)
    shop.store.call(documents.cancel, shop.post, one.id)
    state, _ = shop.store.call(head_form.put, shop.post, state, "reference", "DN-1")
    state, outcome = shop.store.call(head_form.save, shop.post, state)
    assert not state.done
    assert "cancelled" in outcome.detail
    assert head(shop, one)[1] == ""
