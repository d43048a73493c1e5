"""Documents that are begun from a part or a stock item: with their first line, or not at all."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows.documents import picking, shortcuts, units
from kiosk.flows.documents.editing import Editing
from kiosk.post import Post
from kiosk.stock.document_kinds import DocKind, Way
from kiosk.stock.documents import SerialState
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines, draft_serials
from kiosk.store.stock_items import NewItem

Begin = Callable[..., Any]


def _do(shop: Any, fn: Callable[..., Any], *args: object) -> Any:
    return shop.store.call(fn, shop.post, Editing(), *args)


def _item(shop: Any, name: str) -> Thing:
    return Thing(Kind.STOCK_ITEM, shop.ids[name], name)


def _lines(shop: Any, state: Any) -> list[tuple[str, str, int]]:
    rows = shop.store.look(document_lines.page, state.document.id).rows
    return [(line.number, f"{line.quantity:f}", line.serials) for line in rows]


def _documents(shop: Any) -> int:
    count: int = shop.store.look(lambda db: db.execute_sql("SELECT COUNT(*) FROM document").fetchone()[0])
    return count


def test_restock_is_a_receipt_of_one_line_with_nothing_in_it_yet(shop: Any) -> None:
    state, outcome = _do(shop, shortcuts.restock, shop.part("supply"))
    assert (outcome.tone, outcome.text) == ("ok", state.document.number)
    assert outcome.detail == "Goods receipt of PSU-12. Scan its serials, or type how many."
    assert (state.document.kind, state.line.number) == (DocKind.RECEIPT, "PSU-12")
    assert _lines(shop, state) == [("PSU-12", "0", 0)]


def test_a_part_that_takes_no_stock_is_not_restocked(shop: Any) -> None:
    shop.archive("part", "supply")
    state, outcome = _do(shop, shortcuts.restock, shop.part("supply"))
    assert (state.document, outcome.tone, outcome.text) == (None, "no", "No goods receipt")
    assert _documents(shop) == 0


def test_an_unknown_code_is_received_as_the_first_serial(shop: Any) -> None:
    state, outcome = _do(shop, shortcuts.receive_new, shop.part("fan"), "NEW-7")
    assert outcome.detail == "Goods receipt of FAN-80 with the serial NEW-7. Scan more, or post it."
    assert _lines(shop, state) == [("FAN-80", "1", 1)]
    rows = shop.store.look(draft_serials.page, state.line.id, SerialState.GOT).rows
    assert [one.serial for one in rows] == ["NEW-7"]


def test_an_unknown_code_of_a_part_without_serials_is_not_kept_and_that_is_said(shop: Any) -> None:
    state, outcome = _do(shop, shortcuts.receive_new, shop.part("resistor"), "NEW-7")
    assert (outcome.tone, _lines(shop, state)) == ("again", [("RES-10K", "0", 0)])
    assert "NEW-7 is not kept" in outcome.detail


def test_a_code_that_can_be_no_serial_is_told_and_the_receipt_begun(shop: Any) -> None:
    state, outcome = _do(shop, shortcuts.receive_new, shop.part("fan"), "NEW\x1d7")
    assert (outcome.tone, _lines(shop, state)) == ("no", [("FAN-80", "0", 0)])
    assert "begun, without the code" in outcome.detail


@pytest.mark.parametrize("kind", [DocKind.ISSUE, DocKind.SALES_INVOICE])
def test_a_unit_is_issued_from_itself(shop: Any, kind: DocKind) -> None:
    state, outcome = _do(shop, shortcuts.issue_of, _item(shop, "psu 1"), kind)
    assert (outcome.tone, state.document.kind) == ("ok", kind)
    assert _lines(shop, state) == [("PSU-12", "1", 1)]


def test_a_sold_unit_comes_back_from_itself(shop: Any) -> None:
    state, outcome = _do(shop, shortcuts.return_of, _item(shop, "psu 2"))
    assert (outcome.tone, _lines(shop, state)) == ("ok", [("PSU-12", "1", 1)])


def test_stock_of_a_batch_is_issued_from_where_it_lies(shop: Any) -> None:
    state, _ = _do(shop, shortcuts.issue_of, _item(shop, "bag"), DocKind.ISSUE)
    assert (state.line.batch, state.line.place.id, state.line.quantity) == ("20261015", shop.ids["b"], 0)
    state, _ = _do(shop, shortcuts.return_of, _item(shop, "sold batch"))
    assert (state.line.batch, state.line.place) == ("OUT-1", None)


@pytest.mark.parametrize(
    ("fn", "item", "args", "told"),
    [
        (shortcuts.issue_of, "psu 2", (DocKind.ISSUE,), "is sold. If it came back"),
        (shortcuts.issue_of, "sold batch", (DocKind.ISSUE,), "is not on hand"),
        (shortcuts.issue_of, "void", (DocKind.ISSUE,), "receive it as new"),
        (shortcuts.return_of, "psu 1", (), "is in stock in MAIN/A"),
        (shortcuts.return_of, "fan 7", (), "is defective in MAIN/B"),
    ],
)
def test_what_can_not_go_leaves_no_draft_behind(
    shop: Any, fn: Any, item: str, args: tuple[object, ...], told: str
) -> None:
    state, outcome = _do(shop, fn, _item(shop, item), *args)
    assert (state.document, outcome.tone) == (None, "no")
    assert told in outcome.detail
    assert _documents(shop) == 0


def test_a_unit_that_another_draft_has_is_named_with_it(shop: Any, draft: Begin, elsewhere: Post) -> None:
    other = draft(DocKind.ISSUE, post=elsewhere).do(units.take, _item(shop, "psu 1"))
    _, outcome = _do(shop, shortcuts.issue_of, _item(shop, "psu 1"), DocKind.ISSUE)
    assert f"is in the open document {other.state.document.number} (Petr at desk)" in outcome.detail


def test_what_is_gone_is_told(shop: Any) -> None:
    gone = Thing(Kind.STOCK_ITEM, 10**6, "gone")
    assert _do(shop, shortcuts.return_of, gone)[1].tone == "no"
    assert _do(shop, shortcuts.restock, Thing(Kind.PART, 10**6, "gone"))[1].tone == "no"


# Pick lists


def _picked(shop: Any, draft: Any, *args: Any) -> list[tuple[str, str]]:
    way = draft.state.document.way
    args = args or ("", None)
    rows = shop.store.look(picking.available, shop.post, draft.state.line, way, *args, 0, 50).rows
    return [(one.serial, one.claim.label if one.claim else "") for one in rows]


def test_a_pick_list_has_what_can_go_and_tells_what_drafts_have(shop: Any, draft: Begin) -> None:
    out = draft(DocKind.ISSUE).do(units.take, "SN-0001")
    assert _picked(shop, out) == [("007", ""), ("SN-0001", out.state.document.number)]
    assert _picked(shop, out, "sn", None) == [("SN-0001", out.state.document.number)]
    assert _picked(shop, out, "", Thing(Kind.LOCATION, shop.ids["b"], "MAIN/B")) == []


def test_the_pick_list_of_a_return_has_what_went_out(shop: Any, draft: Begin) -> None:
    shop.enter(NewItem(part=shop.ids["supply"], location=None, serial="SN-0009", status=Status.SOLD))
    back = draft(DocKind.RETURN).do(units.take, "SN-0002")
    assert back.state.document.way is Way.BACK
    assert _picked(shop, back) == [("SN-0002", back.state.document.number), ("SN-0009", "")]
    assert len(_picked(shop, back, "", Thing(Kind.LOCATION, shop.ids["b"], "MAIN/B"))) == 2
