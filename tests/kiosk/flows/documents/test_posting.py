"""Posting a document: all it changes at once, every refusal by name, and its reversal."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.flows import undo
from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.documents import drafts, posting, reviewing
from kiosk.flows.documents.editing import Editing
from kiosk.flows.documents.reviewing import Review
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.documents import SerialState
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.quantity import UNIT
from kiosk.stock.rules import Rules
from kiosk.stock.statuses import Status
from kiosk.store import (
    document_lines,
    document_list,
    documents,
    draft_serials,
    draft_steps,
    item_history,
    ledger,
    locations,
    parts,
    serials,
    settings,
    stations,
)
from kiosk.store.draft_serials import New
from kiosk.store.draft_steps import Before
from kiosk.store.locations import NewLocation
from kiosk.store.parts import NewPart
from kiosk.store.progress import Stopped
from kiosk.store.sql import execute
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify


class Desk:
    """A shop with a document in hand, written as flows write it."""

    def __init__(self, shop: Any) -> None:
        self.shop, self.store, self.ids, self.post = shop, shop.store, shop.ids, shop.post
        self.state = Editing()

    def start(self, kind: DocKind, **head: Any) -> int:
        id: int = self.store.call(documents.create, self.post, kind, **head)
        self.state = Editing(self.store.look(documents.get, id))
        return id

    @property
    def document(self) -> int:
        assert self.state.document is not None
        return self.state.document.id

    def line(self, part: str, quantity: str, *named: str, place: str = "", **values: Any) -> int:
        """A line of this quantity; `named` are serials of new units, or of units where the document hands some out."""
        amount = document_lines.amount(Decimal(quantity))
        where = {"location_id": self.ids[place]} if place else {}
        values = {"quantity": amount, "said": 1, "serials": len(named), **where, **values}

        def write(db: Any) -> int:
            line = document_lines.add(db, self.document, self.ids[part], values)
            scope = serials.scope(db, self.ids[part])
            found = {clash.serial: clash.item for clash in serials.taken(db, scope, named)}
            out = self.state.document.way != "in"
            new = [New(line, one, None if out else scope, found[one] if out else None) for one in named]
            step = draft_steps.add(db, self.post, self.document, "serials", part, Before())
            draft_serials.add(db, self.document, new, step)
            return line

        line: int = self.store.call(write)
        return line

    def post_it(self) -> Outcome:
        self.state, outcome = self.store.call(posting.post, self.post, self.state)
        return outcome

    def codes(self) -> list[str]:
        return [trouble.code.value for trouble in self.troubles()]

    def troubles(self) -> Any:
        return self.store.look(posting.check, self.post, self.state)

    def reverse(self, document: int | None = None) -> Outcome:
        outcome: Outcome = self.store.call(posting.reverse, self.post, document or self.document)
        return outcome

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self.store.look(lambda db: execute(db, sql, *values).fetchall())
        return rows

    def unit(self, serial: str) -> tuple[Any, ...]:
        """Status, place, and end of warranty of the unit of this serial that was written last."""
        sql = "SELECT status, location_id, warranty_until FROM stock_item WHERE serial = ? ORDER BY id DESC LIMIT 1"
        return tuple(self.ask(sql, serial)[0])

    def loose(self, part: str) -> list[tuple[Any, ...]]:
        sql = "SELECT location_id, quantity / 1000000, status, batch FROM stock_item WHERE part_id = ? ORDER BY id"
        return [tuple(row) for row in self.ask(sql, self.ids[part])]


@pytest.fixture
def desk(shop: Any) -> Iterator[Desk]:
    desk = Desk(shop)
    yield desk
    assert shop.store.look(verify) == ()


# Goods that come in


def test_a_receipt_brings_in_units_and_quantities_at_once(desk: Desk) -> None:
    id = desk.start(DocKind.RECEIPT, reference="DN-7")
    units = desk.line("supply", "2", "R-1", "R-2", place="a", batch="B7", expiry="2030-01-31", notes="boxed")
    loose = desk.line("resistor", "50", supplier_part_id=desk.ids["acme"])
    outcome = desk.post_it()
    assert (outcome.tone, outcome.result, desk.state.done) == (Tone.OK, "posted", True)
    assert outcome.detail == "2 lines, 2 units with serials came in."
    head = desk.store.look(documents.get, id)
    assert (head.state, head.posted_by, head.lease) == (DocState.POSTED, "Jana", None)
    rows = desk.ask("SELECT serial, batch, expiry, notes, location_id FROM stock_item WHERE batch = 'B7' ORDER BY id")
    assert [tuple(row) for row in rows] == [(s, "B7", "2030-01-31", "boxed", desk.ids["a"]) for s in ("R-1", "R-2")]
    assert desk.loose("resistor")[-1] == (desk.ids["a"], 50, "in_stock", None)  # the part's usual place
    assert desk.ask("SELECT supplier_part_id FROM stock_item ORDER BY id DESC LIMIT 1")[0][0] == desk.ids["acme"]
    sql = "SELECT line_id FROM movement WHERE operation_id = ? ORDER BY id"
    assert [row[0] for row in desk.ask(sql, head.operation)] == [units, units, loose]
    operation = desk.ask("SELECT kind, reference FROM operation WHERE id = ?", head.operation)
    assert tuple(operation[0]) == ("posting", head.number)


def test_what_only_a_draft_has_is_dropped_when_it_is_posted(desk: Desk) -> None:
    desk.start(DocKind.RECEIPT)
    desk.line("supply", "1", "R-1", place="a")
    desk.post_it()
    for table in ("draft_serial", "draft_step"):
        assert desk.ask(f"SELECT COUNT(*) FROM {table}")[0][0] == 0


def test_rejected_goods_go_to_quarantine(desk: Desk) -> None:
    desk.start(DocKind.RECEIPT)
    desk.line("supply", "1", "R-1", place="a", accepted=0)
    desk.line("resistor", "5", accepted=0)
    desk.post_it()
    assert desk.unit("R-1")[:2] == ("quarantined", desk.ids["a"])
    assert desk.loose("resistor")[-1] == (desk.ids["a"], 5, "quarantined", None)


def test_a_movement_names_the_scan_that_brought_its_serial(desk: Desk) -> None:
    desk.shop.look_up(b"R-1")
    scan = desk.ask("SELECT MAX(id) FROM scan_record")[0][0]
    id = desk.start(DocKind.RECEIPT)
    line = desk.line("supply", "1", place="a", serials=1)
    scope = desk.store.look(serials.scope, desk.ids["supply"])
    desk.store.call(draft_serials.add, id, [New(line, "R-1", scope, scan=scan)], None)
    desk.post_it()
    assert desk.ask("SELECT scan_id FROM movement ORDER BY id DESC LIMIT 1")[0][0] == scan


# Goods that go out


def test_an_issue_sells_units_and_their_warranty_begins(desk: Desk) -> None:
    desk.store.call(lambda db: execute(db, "UPDATE part SET warranty_months = 24 WHERE id = ?", desk.ids["supply"]))
    id = desk.start(DocKind.ISSUE)
    desk.line("supply", "2", "SN-0001", "007")
    assert desk.post_it().detail == "1 line, 2 units with serials went out."
    posted = desk.ask("SELECT posted_at FROM document WHERE id = ?", id)[0][0]
    status, place, until = desk.unit("SN-0001")
    assert (status, place) == ("sold", None)
    assert 720 <= (date.fromisoformat(until) - date.fromtimestamp(posted / 1e6)).days <= 732


def test_loose_stock_is_taken_by_expiry_and_then_the_oldest_first(desk: Desk) -> None:
    cable = NewItem(part=desk.ids["cable"], location=desk.ids["a"], quantity=Decimal(2))
    desk.shop.enter(
        replace(cable, quantity=Decimal(3), batch="late"),
        replace(cable, batch="x", expiry=date(2031, 1, 1)),
        replace(cable, batch="y", expiry=date(2030, 1, 1)),
    )
    desk.start(DocKind.ISSUE)
    desk.line("cable", "3.5")
    desk.post_it()
    sql = "SELECT batch, quantity FROM stock_item WHERE part_id = ? AND status = 'in_stock'"
    assert dict(desk.ask(sql, desk.ids["cable"])) == {"late": 3_000_000, "x": 500_000, "y": 0}


def test_a_line_that_names_place_or_batch_takes_from_there_only(desk: Desk) -> None:
    desk.start(DocKind.ISSUE)
    desk.line("resistor", "5000")  # would use up the reel, if those that can't choose did not come first
    desk.line("resistor", "100", batch="20261101", place="b")
    desk.line("resistor", "100", place="a")
    desk.post_it()
    assert [row[:2] for row in desk.loose("resistor")] == [(desk.ids["a"], 0), (desk.ids["b"], 0), (desk.ids["b"], 0)]


def test_a_unit_goes_out_only_from_the_place_that_its_line_says(desk: Desk) -> None:
    desk.start(DocKind.ISSUE)
    line = desk.line("supply", "1", "SN-0001", place="b")
    (trouble,) = desk.troubles()
    assert (trouble.code.value, trouble.line, trouble.warning) == ("elsewhere", line, False)
    assert trouble.text == "SN-0001 is in MAIN/A, not in MAIN/B. Choose another unit, or another place for the line."
    assert desk.post_it().tone is Tone.NO
    desk.store.call(document_lines.change, line, {"location_id": desk.ids["a"]})
    assert (desk.codes(), desk.post_it().result) == ([], "posted")


def test_an_issue_says_before_and_after_from_where_it_takes(desk: Desk) -> None:
    bulk = NewItem(part=desk.ids["resistor"], location=desk.ids["a"], quantity=Decimal(6))
    desk.shop.enter(bulk)
    id = desk.start(DocKind.ISSUE)
    line = desk.line("resistor", "5203")
    desk.line("supply", "1", "SN-0001")
    state, outcome = desk.store.look(reviewing.look, desk.post, Review(id))
    assert (outcome.result, state.sources) == (
        "asked",
        ((line, "RES-10K: 5,003 pcs from MAIN/A, 200 pcs from MAIN/B"),),
    )
    rows = desk.store.look(drafts.lines, desk.post, id, 0).rows
    assert [row.place for row in rows] == [None, None], "it keeps to no place"
    desk.post_it()
    rows = desk.store.look(drafts.lines, desk.post, id, 0).rows
    assert [(str(one.quantity), one.place) for one in rows[0].taken] == [("5003", "MAIN/A"), ("200", "MAIN/B")]
    assert rows[1].taken == ()


def test_goods_that_have_expired_come_in_with_a_warning(desk: Desk) -> None:
    id = desk.start(DocKind.RECEIPT)
    desk.line("resistor", "1", batch="B1", expiry="2020-01-31")
    (trouble,) = desk.troubles()
    assert (trouble.warning, trouble.text) == (True, "Line 1, RES-10K: it expired on 2020-01-31.")
    state, _ = desk.store.look(reviewing.look, desk.post, Review(id))
    assert [text for _, text in state.facts] == ["RES-10K: batch B1, expires 2020-01-31"]
    assert desk.post_it().result == "posted"


def test_what_went_out_is_shown_as_the_document_moved_it(desk: Desk) -> None:
    id = desk.start(DocKind.ISSUE)
    desk.line("supply", "1", "SN-0001")
    desk.line("resistor", "6", place="b")
    desk.post_it()
    before = desk.store.look(drafts.units_of, desk.post, id, None, 0).rows
    assert [(one.label, one.quantity, one.status, one.place, one.origin) for one in before] == [
        ("SN-0001", 1, "sold", "", "MAIN/A"),
        ("20261101", 6, "sold", "", "MAIN/B"),
    ]
    back = desk.start(DocKind.RETURN)
    desk.line("supply", "1", "SN-0001", place="b")
    desk.post_it()
    (unit,) = desk.store.look(drafts.units_of, desk.post, back, None, 0).rows
    assert (unit.label, unit.quantity, unit.status, unit.place, unit.origin) == ("SN-0001", 1, "returned", "MAIN/B", "")
    assert desk.store.look(drafts.units_of, desk.post, id, None, 0).rows == before, "whatever came later"


def test_a_document_is_of_the_station_that_posted_it(desk: Desk, elsewhere: Post) -> None:
    id = desk.start(DocKind.RECEIPT)
    desk.line("resistor", "6")
    first = desk.store.look(document_list.one, id)
    desk.store.call(documents.take, elsewhere, id)
    desk.post = elsewhere
    desk.post_it()
    posted = desk.store.look(document_list.one, id)
    assert (first.station, posted.by, posted.station) == ("bench", "Petr", "desk")


# What comes back


def test_a_return_brings_sold_units_and_quantities_back_as_returned(desk: Desk) -> None:
    desk.start(DocKind.RETURN)
    desk.line("supply", "1", "SN-0002", place="b")
    desk.line("resistor", "3")
    assert desk.post_it().result == "posted"
    assert desk.unit("SN-0002")[:2] == ("returned", desk.ids["b"])
    assert desk.loose("resistor")[-1] == (desk.ids["a"], 3, "returned", None)


def test_a_rejected_return_goes_to_quarantine(desk: Desk) -> None:
    desk.start(DocKind.RETURN)
    desk.line("supply", "1", "SN-0002", place="b", accepted=0)
    desk.post_it()
    assert desk.unit("SN-0002")[:2] == ("quarantined", desk.ids["b"])


def test_a_unit_that_comes_back_needs_no_batch_told_and_a_quantity_does(desk: Desk) -> None:
    desk.store.call(
        lambda db: execute(db, "UPDATE part SET tracking = 'batch+serial' WHERE id = ?", desk.ids["supply"])
    )
    desk.store.call(lambda db: execute(db, "UPDATE part SET tracking = 'batch' WHERE id = ?", desk.ids["resistor"]))
    desk.start(DocKind.RETURN)
    desk.line("supply", "1", "SN-0002", place="b")
    assert desk.codes() == []
    desk.line("resistor", "3")
    assert desk.codes() == ["batch_required"]


# Orders and invoices


def test_an_order_is_placed_and_moves_nothing(desk: Desk) -> None:
    id = desk.start(DocKind.ORDER)
    desk.line("supply", "20")
    before = desk.ask("SELECT COUNT(*) FROM operation")
    assert desk.post_it().result == "posted"
    head = desk.store.look(documents.get, id)
    assert (head.state, head.operation) == (DocState.POSTED, None)
    assert desk.ask("SELECT COUNT(*) FROM operation") == before
    assert desk.reverse().result == "cancelled"


def test_an_invoice_makes_and_posts_its_warehouse_document_with_it(desk: Desk) -> None:
    order = desk.start(DocKind.ORDER)
    of_order = desk.line("supply", "2")
    desk.post_it()
    id = desk.start(DocKind.PURCHASE_INVOICE, reference="2026-77", source=order)
    old = desk.line("supply", "2", "R-1", "R-2", place="a", order_line_id=of_order)
    outcome = desk.post_it()
    invoice = desk.store.look(documents.get, id)
    made = desk.store.look(documents.get, id + 1)
    assert made.number in outcome.detail
    assert (made.kind, made.source.id, made.reference) == (DocKind.RECEIPT, id, "2026-77")
    assert invoice.operation == made.operation is not None
    (line,) = desk.store.look(document_lines.page, made.id).rows
    assert line.id != old
    moved = desk.ask("SELECT DISTINCT line_id FROM movement WHERE operation_id = ?", made.operation)
    assert [row[0] for row in moved] == [line.id]
    # What has come of the order is counted once.
    assert [row[0] for row in desk.ask("SELECT id FROM document_line WHERE order_line_id = ?", of_order)] == [line.id]


def test_an_invoice_that_moves_no_stock_leaves_its_warehouse_document_to_be_done(desk: Desk) -> None:
    desk.store.call(settings.change, "invoice_posts", False, "Jana")
    id = desk.start(DocKind.PURCHASE_INVOICE)
    desk.line("supply", "3", "R-1", "R-2")
    desk.store.call(documents.change, id, {"listed": 1, "notes": "by noon"})
    outcome = desk.post_it()
    made = desk.store.look(documents.get, id + 1)
    assert made.number in outcome.detail
    assert (made.state, made.lease) == (DocState.DRAFT, None)
    assert (made.listed, made.notes, made.source.label) == (True, "by noon", desk.store.look(documents.get, id).number)
    (line,) = desk.store.look(document_lines.page, made.id).rows
    assert desk.store.look(draft_serials.page, line.id, SerialState.GOT).total == line.serials == 2
    assert desk.store.look(documents.get, id).operation is None
    desk.store.call(documents.take, desk.post, made.id)
    desk.state = Editing(made)
    desk.line("supply", "1", "R-3", place="a")
    assert desk.codes() == ["count_mismatch", "location_required", "unexpected"]


# Refusals


def test_nothing_to_post(desk: Desk) -> None:
    desk.start(DocKind.RECEIPT)
    assert desk.codes() == ["no_lines"]
    assert desk.post_it().tone is Tone.NO


@pytest.mark.parametrize(
    ("part", "quantity", "values", "code"),
    [
        ("supply", "2", {"place": "a"}, "serials_required"),
        ("resistor", "0", {}, "invalid_quantity"),
        ("resistor", "0.5", {}, "invalid_quantity"),
        ("cable", "1.001", {}, "invalid_quantity"),
        ("glue", "1", {"batch": "B"}, "location_required"),
        ("resistor", "1", {"place": "main"}, "structural_location"),
        ("glue", "1", {"place": "a"}, "batch_required"),
        ("old", "1", {"place": "a"}, "archived"),
        ("work", "1", {"place": "a"}, "not_tracked"),
        ("resistor", "1", {"place": "shut"}, "archived_location"),
    ],
)
def test_a_line_that_can_not_come_in_is_refused_by_name(
    desk: Desk, part: str, quantity: str, values: dict[str, Any], code: str
) -> None:
    _more(desk)
    desk.start(DocKind.RECEIPT)
    desk.line(part, quantity, **values)
    assert desk.codes() == [code]
    outcome = desk.post_it()
    assert (outcome.tone, outcome.result) == (Tone.NO, "refused")
    assert desk.troubles()[0].text == outcome.detail
    assert desk.store.look(documents.get, desk.document).state is DocState.DRAFT


def _more(desk: Desk) -> None:
    def add(db: Any) -> None:
        desk.ids["glue"] = parts.add(db, NewPart(number="GLUE", name="Glue", tracking="batch"))
        desk.ids["old"] = parts.add(db, NewPart(number="OLD", name="Old"))
        desk.ids["work"] = parts.add(db, NewPart(number="WORK", name="Work", track_stock=False))
        desk.ids["shut"] = locations.add(db, NewLocation("S"))
        execute(db, "UPDATE part SET archived_at = 1 WHERE id = ?", desk.ids["old"])
        execute(db, "UPDATE location SET archived_at = 1 WHERE id = ?", desk.ids["shut"])

    desk.store.call(add)


def test_another_number_of_serials_than_the_quantity_says_both(desk: Desk) -> None:
    desk.start(DocKind.RECEIPT)
    desk.line("supply", "3", "R-1", "R-2", place="a")
    assert desk.codes() == ["count_mismatch"]
    assert "2 serials, but the quantity is 3 pcs" in desk.troubles()[0].text


def test_all_troubles_are_told_and_the_first_by_name(desk: Desk) -> None:
    desk.start(DocKind.RECEIPT)
    desk.line("supply", "3", "R-1")
    desk.line("resistor", "0")
    assert desk.codes() == ["count_mismatch", "location_required", "invalid_quantity"]
    assert desk.post_it().detail.endswith("2 more things to put right.")


def test_more_than_is_available_is_refused_with_how_much_there_is(desk: Desk) -> None:
    desk.start(DocKind.ISSUE)
    desk.line("resistor", "201", place="b")
    assert desk.codes() == ["insufficient"]
    assert "200 pcs available in MAIN/B" in desk.troubles()[0].text
    assert desk.post_it().result == "refused"
    desk.state = Editing()
    desk.start(DocKind.ISSUE)
    desk.line("resistor", "1", batch="NONE")
    assert "nothing of batch NONE available" in desk.troubles()[0].text


def test_two_lines_share_what_there_is(desk: Desk) -> None:
    desk.start(DocKind.ISSUE)
    desk.line("resistor", "150", place="b")
    second = desk.line("resistor", "51", place="b")
    (trouble,) = desk.troubles()
    assert (trouble.code, trouble.line) == ("insufficient", second)
    assert "50 pcs available" in trouble.text


def test_a_unit_that_is_not_available_any_more_is_named_with_its_state(desk: Desk) -> None:
    desk.start(DocKind.ISSUE)
    line = desk.line("supply", "2", "SN-0001", "007")
    lost = Change(desk.ids["psu 1"], State(desk.ids["a"], UNIT, Status.IN_STOCK), State(None, UNIT, Status.LOST))
    desk.store.call(lambda db: ledger.record(db, desk.post, ledger.begin(db, desk.post, Act.STATUS), [lost]))
    (trouble,) = desk.troubles()
    assert (trouble.code, trouble.line) == ("unavailable", line)
    assert trouble.text == "SN-0001 is lost by now, so it can't go out. Take it out, and choose another unit."
    assert desk.post_it().result == "refused"


def test_a_unit_that_is_on_the_shelf_can_not_come_back(desk: Desk) -> None:
    desk.start(DocKind.RETURN)
    desk.line("supply", "1", "SN-0001", place="b")
    assert desk.codes() == ["unavailable"]
    assert desk.troubles()[0].text == (
        "SN-0001 is in stock in MAIN/A, so it can't come back. Take it out of the document."
    )


def test_a_serial_that_stock_has_got_meanwhile_is_named_with_its_document(desk: Desk) -> None:
    desk.start(DocKind.RECEIPT)
    desk.line("supply", "1", "R-1", place="a")
    first = desk.state
    desk.store.call(
        lambda db: execute(db, "UPDATE draft_serial SET scope = scope + 1000")
    )  # claimed under another rule
    desk.start(DocKind.RECEIPT)
    desk.line("supply", "1", "R-1", place="a")
    desk.post_it()
    by = desk.state.document
    desk.state = first
    (trouble,) = desk.troubles()
    assert trouble.code == "taken"
    assert by is not None
    assert all(word in trouble.text for word in ("R-1", "in stock in MAIN/A", by.number))
    assert desk.post_it().result == "refused"
    desk.start(DocKind.ISSUE)
    desk.line("supply", "1", "R-1")
    desk.post_it()
    by, desk.state = desk.state.document, first
    assert f"sold by {by.number}" in desk.troubles()[0].text  # who sold it, and not who brought it
    desk.store.call(lambda db: execute(db, "UPDATE draft_serial SET scope = scope - 1000"))


def test_a_returned_unit_goes_out_only_where_the_rule_says_so(desk: Desk) -> None:
    desk.start(DocKind.RETURN)
    desk.line("supply", "1", "SN-0002", place="b")
    desk.post_it()
    desk.start(DocKind.ISSUE)
    desk.line("supply", "1", "SN-0002")
    assert desk.codes() == ["unavailable"]
    desk.store.call(settings.change, "returned_available", True, "Jana")
    desk.post = replace(desk.post, returned_available=True)
    assert desk.post_it().result == "posted"


def test_who_does_not_hold_the_draft_any_more_posts_nothing(desk: Desk) -> None:
    id = desk.start(DocKind.RECEIPT)
    desk.line("resistor", "1")
    other = desk.store.call(stations.add_run, desk.post.station, "u", "", "", "1", 2)
    desk.store.call(documents.take, replace(desk.post, run=other, operator="Petr"), id)
    outcome = desk.post_it()
    assert (outcome.tone, desk.state.done) == (Tone.NO, True)
    assert desk.store.look(documents.get, id).state is DocState.DRAFT


def test_posting_that_is_stopped_leaves_the_draft_as_it_was(desk: Desk) -> None:
    desk.start(DocKind.RECEIPT)
    desk.line("supply", "2", "R-1", "R-2", place="a")
    with pytest.raises(Stopped):
        desk.store.call(posting.post, desk.post, desk.state, lambda done: False)
    assert desk.codes() == []
    assert desk.post_it().result == "posted"


def test_stock_that_another_station_moved_at_that_moment_gives_all_of_it_up(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.start(DocKind.ISSUE)
    desk.line("supply", "1", "SN-0001")

    def overtaken(*_: object) -> None:
        raise ledger.Overtaken(1)

    monkeypatch.setattr(ledger, "record", overtaken)
    with pytest.raises(StoreError, match="Another station was faster"):
        desk.store.call(posting.post, desk.post, desk.state)
    monkeypatch.undo()
    assert desk.post_it().result == "posted"


# Lists


def test_a_list_tells_what_is_missing_too_much_and_unexpected(desk: Desk) -> None:
    id = desk.start(DocKind.RECEIPT)
    desk.store.call(documents.change, id, {"listed": 1})
    line = desk.line("supply", "2", "R-1", "STRANGER", place="a", expected=4_000_000)
    desk.store.call(draft_serials.add, id, [New(line, f"R-{n}", None) for n in (2, 3, 4)], None, SerialState.MISSING)
    desk.line("resistor", "7", expected=5_000_000)
    desk.line("fan", "0", expected=2_000_000, said=0)
    desk.line("cable", "1")
    found = desk.troubles()
    assert found[0].line == line
    assert [(one.code.value, one.warning) for one in found] == [
        ("missing", True),
        ("unexpected", True),
        ("surplus", True),
        ("missing", True),
        ("unexpected", True),
    ]
    assert [one.text for one in found] == [
        "PSU-12: 2 of 4 pcs have come, missing: R-2, R-3, R-4.",
        "PSU-12: R-1, STRANGER, not on the list.",
        "RES-10K: 2 pcs more than the 5 expected.",
        "FAN-80: 0 of 2 pcs have come.",
        "CAB-1: 1 m, not on the list.",
    ]
    assert desk.post_it().detail == "3 lines, 2 units with serials came in."


# Reversal


def test_a_reversed_receipt_makes_its_units_void_and_frees_their_serials(desk: Desk) -> None:
    id = desk.start(DocKind.RECEIPT)
    desk.line("supply", "1", "R-1", place="a")
    desk.line("resistor", "5")
    desk.post_it()
    asked = desk.store.look(posting.reversal, desk.post, id)
    words = "Takes back 2 movements. Received units become void, their serials free."
    assert (asked.tone, asked.detail) == (Tone.ASK, words)
    assert desk.reverse().result == "reversed"
    assert desk.store.look(documents.get, id).reversed
    assert desk.unit("R-1")[0] == "void"
    assert desk.reverse().detail == "It has been reversed already."
    desk.start(DocKind.RECEIPT)
    desk.line("supply", "1", "R-1", place="a")
    assert desk.post_it().result == "posted"


def test_a_reversal_is_refused_naming_the_units_that_have_moved_on(desk: Desk) -> None:
    receipt = desk.start(DocKind.RECEIPT)
    desk.line("supply", "2", "R-1", "R-2", place="a")
    desk.post_it()
    issue = desk.start(DocKind.ISSUE)
    desk.line("supply", "1", "R-2")
    desk.post_it()
    outcome = desk.reverse(receipt)
    assert (outcome.tone, outcome.result) == (Tone.NO, "refused")
    number = desk.store.look(documents.get, issue).number
    assert outcome.detail == f"1 item has changed since: PSU-12 · R-2. Take back what came later first: {number}."
    assert desk.store.look(posting.reversal, desk.post, receipt).detail == outcome.detail
    assert desk.reverse(issue).result == "reversed"
    assert desk.unit("R-2")[:2] == ("in_stock", desk.ids["a"])
    assert desk.reverse(receipt).result == "reversed"


def test_an_invoice_and_its_warehouse_document_are_reversed_together_from_any_station(desk: Desk) -> None:
    id = desk.start(DocKind.SALES_INVOICE)
    desk.line("supply", "1", "SN-0001")
    desk.line("resistor", "10")
    desk.post_it()
    before = desk.ask("SELECT SUM(quantity) FROM stock_item WHERE part_id = ?", desk.ids["resistor"])[0][0]
    desk.post = desk.store.call(begin, "other", "Petr", "", Rules(), RunInfo("tester", "tty2", "", "1.0", 2))
    asked = desk.store.look(posting.reversal, desk.post, id)
    assert asked.detail.endswith(". What went out is in stock again, where it was.")
    assert desk.reverse(id + 1).result == "reversed"
    for one in (id, id + 1):
        assert desk.store.look(documents.get, one).reversed
        assert desk.ask("SELECT what FROM document_event WHERE document_id = ? ORDER BY id DESC LIMIT 1", one) == [
            ("reversed",)
        ]
    assert desk.unit("SN-0001")[:2] == ("in_stock", desk.ids["a"])
    after = desk.ask("SELECT SUM(quantity) FROM stock_item WHERE part_id = ?", desk.ids["resistor"])[0][0]
    assert after == before + 10_000_000


def test_undo_at_the_station_that_posted_it_reverses_the_document(desk: Desk) -> None:
    id = desk.start(DocKind.RECEIPT)
    desk.line("supply", "1", "R-1", place="a")
    desk.post_it()
    operation = desk.store.look(documents.get, id).operation
    desk.store.call(undo.undo, desk.post, operation)
    assert desk.store.look(documents.get, id).reversed
    assert desk.ask("SELECT kind FROM operation ORDER BY id DESC LIMIT 1") == [("reversal",)]
    assert desk.ask("SELECT what FROM document_event ORDER BY id DESC LIMIT 1") == [("reversed",)]


# What it costs


@pytest.mark.parametrize(("kind", "most"), [(DocKind.RECEIPT, 8), (DocKind.ISSUE, 8), (DocKind.PURCHASE_INVOICE, 8)])
def test_statements_do_not_grow_with_serials_but_for_chunks_and_one_commit_ends_them(
    desk: Desk, kind: DocKind, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def count(serials_wanted: int, prefix: str) -> tuple[int, int]:
        named = [f"{prefix}{n}" for n in range(serials_wanted)]
        if kind is DocKind.ISSUE:
            desk.shop.enter(*(NewItem(part=desk.ids["supply"], location=desk.ids["a"], serial=one) for one in named))
        desk.start(kind)
        desk.line("supply", str(serials_wanted), *named, place="a")
        said: list[str] = []

        def counted(db: Any) -> Any:
            db.connection().set_trace_callback(said.append)
            return posting.post(db, desk.post, desk.state)

        try:
            _, outcome = desk.store.call(counted)
        finally:
            desk.store.call(lambda db: db.connection().set_trace_callback(None))
        assert outcome.result == "posted"
        ended = next(at for at, sql in enumerate(said) if sql.startswith("COMMIT"))
        said = said[: ended + 1]
        return len(said), sum(sql.startswith("COMMIT") for sql in said)

    few, one = count(10, "F")
    many, other = count(1000, "M")
    assert one == other == 1
    assert few <= many <= few + most
    assert few < 60


def test_the_history_of_a_unit_names_the_invoice_beside_what_it_made(desk: Desk) -> None:
    desk.start(DocKind.SALES_INVOICE)
    desk.line("supply", "1", "SN-0001")
    assert desk.post_it().result == "posted"
    sold = desk.store.look(item_history.page, desk.ids["psu 1"], 0).rows[0]
    assert sold.reference == "GI-1-1 · SI-1-1"
