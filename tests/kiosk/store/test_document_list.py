"""Documents in lists, and what one holds: on either engine, and by indexes."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.document_lists import Sought
from kiosk.stock.documents import Event, Partner, SerialState
from kiosk.stock.ledger import Act
from kiosk.stock.thing import Kind
from kiosk.store import document_contents, document_lines, document_list, documents, draft_serials, ledger, operations
from kiosk.store.draft_serials import New
from kiosk.store.stock_items import NewItem

ONE = 1_000_000


class Desk:
    """A shop in which documents are begun and posted by hand, as flows do it."""

    def __init__(self, shop: Any) -> None:
        self.shop = shop
        self.store, self.post, self.ids = shop.store, shop.post, shop.ids

    def draft(self, kind: DocKind = DocKind.RECEIPT, **values: Any) -> int:
        id: int = self.store.call(documents.create, self.post, kind, **values)
        return id

    def line(self, document: int, part: str = "supply", **values: object) -> int:
        id: int = self.store.call(document_lines.add, document, self.ids[part], values)
        return id

    def got(self, document: int, line: int, *serials: str, item: int | None = None, **kwargs: Any) -> None:
        scope = 7 if item is None else None
        self.store.call(draft_serials.add, document, [New(line, one, scope, item) for one in serials], None, **kwargs)
        if not kwargs:
            self.store.call(document_lines.change, line, {"serials": len(serials)})

    def finish(self, document: int, operation: int | None) -> None:
        sql = "UPDATE document SET state = 'posted', posted_at = 5, posted_by = 'Jana', operation_id = {} WHERE id = {}"
        end = sql.format(operation or "NULL", document)
        self.store.call(lambda db: (db.execute_sql(end), documents.clear(db, document)))

    def receive(self, document: int, line: int, *serials: str, also: int | None = None) -> int:
        """Post a receipt of new units, and `also` an invoice with it."""

        def act(db: Any) -> int:
            operation = ledger.begin(db, self.post, Act.POSTING, reference="GR")
            part, place = document_lines.get(db, line).part.id, self.ids["a"]
            new = [NewItem(part=part, location=place, serial=one, line=line) for one in serials]
            ledger.create(db, self.post, operation, new)
            return operation

        operation: int = self.store.call(act)
        for one in filter(None, (document, also)):
            self.finish(one, operation)
        return operation

    def look(self, fn: Callable[..., Any], *args: Any) -> Any:
        return self.store.look(fn, *args)

    def numbers(self, sought: Sought) -> list[str]:
        return [row.number.rsplit("-", 2)[0] + row.number[-2:] for row in self.look(document_list.page, sought, 0).rows]

    def units(self, document: int, line: int | None = None) -> Any:
        head = self.look(documents.get, document)
        return self.look(document_contents.units, head, line, 0)


@pytest.fixture
def desk(any_shop: Any) -> Desk:
    return Desk(any_shop)


def test_a_draft_says_how_much_of_what_is_wanted_it_has_and_who_holds_it(desk: Desk) -> None:
    id = desk.draft(reference="DN-7")
    listed = desk.line(id, quantity=3 * ONE, said=1, expected=200 * ONE)
    desk.line(id, "resistor", quantity=40 * ONE)
    desk.line(id, "cable", quantity=9 * ONE, removed=1)
    desk.got(id, listed, "A", "B", "C")
    row = desk.look(document_list.one, id)
    assert (row.lines, row.got, row.wanted) == (2, 43, 240)
    assert (row.lease.operator, row.lease.station, row.state) == ("Jana", "bench", DocState.DRAFT)
    assert row.since > 0
    desk.store.call(documents.release, desk.post, id)
    assert desk.look(document_list.one, id).lease is None


def test_lists_have_what_their_filter_fits_newest_first(desk: Desk) -> None:
    acme = desk.shop.store.look(lambda db: db.execute_sql("SELECT id FROM partner").fetchone()[0])
    first = desk.draft(reference="Dodací list Ž-1")
    desk.draft(DocKind.ISSUE, partner=acme)
    desk.finish(desk.draft(DocKind.ORDER), None)
    desk.store.call(documents.cancel, desk.post, first)
    assert desk.numbers(Sought()) == ["PO-1", "GI-1", "GR-1"]
    assert desk.numbers(Sought(kind=DocKind.ISSUE)) == ["GI-1"]
    assert desk.numbers(Sought(state=DocState.DRAFT)) == ["GI-1"]
    assert desk.numbers(Sought(state=DocState.CANCELLED)) == ["GR-1"]
    assert desk.numbers(Sought(apart=(DocKind.ORDER, DocKind.RECEIPT))) == ["GI-1"]
    assert desk.numbers(Sought(partner=Partner(acme, "Acme"))) == ["GI-1"]
    assert desk.numbers(Sought(text="gr-")) == ["GR-1"]
    assert desk.numbers(Sought(text="DODACÍ list Ž")) in (["GR-1"], [])  # SQLite folds no accents
    assert desk.numbers(Sought(text="list Ž")) == ["GR-1"]
    assert desk.numbers(Sought(text="100%")) == []
    assert desk.numbers(Sought(text="a\0")) == []


def test_pages_are_windows_that_know_how_many_there_are(desk: Desk) -> None:
    for _ in range(5):
        desk.draft()
    page = desk.look(document_list.page, Sought(), 2, 2)
    assert (page.total, [row.number[-1] for row in page.rows]) == (5, ["3", "2"])


def test_an_order_is_open_until_all_of_it_was_received_and_again_when_that_is_reversed(desk: Desk) -> None:
    order = desk.draft(DocKind.ORDER)
    ordered = desk.line(order, quantity=2 * ONE, said=1)
    assert desk.numbers(Sought(open_orders=True)) == []  # it is not placed yet
    desk.finish(order, None)
    for serial in ("N-1", "N-2"):
        assert desk.numbers(Sought(open_orders=True)) == ["PO-1"]
        receipt = desk.draft(source=order)
        line = desk.line(receipt, quantity=ONE, said=1, serials=1, order_line_id=ordered)
        operation = desk.receive(receipt, line, serial)
    assert desk.numbers(Sought(open_orders=True)) == []
    desk.store.call(operations.undo, desk.post, operation)
    assert desk.numbers(Sought(open_orders=True)) == ["PO-1"]
    row = desk.look(document_list.one, order)
    assert (row.got, row.wanted) == (1, 2)
    (line,) = desk.look(document_contents.lines, desk.look(documents.get, order), 0).rows
    assert (line.got, line.wanted) == (Decimal(1), Decimal(2))


def test_what_comes_beyond_one_line_of_an_order_does_not_stand_for_another(desk: Desk) -> None:
    order = desk.draft(DocKind.ORDER)
    ordered = desk.line(order, quantity=ONE, said=1)
    desk.line(order, "fan", quantity=ONE, said=1)
    desk.finish(order, None)
    receipt = desk.draft(source=order)
    line = desk.line(receipt, quantity=2 * ONE, said=1, order_line_id=ordered)
    desk.receive(receipt, line, "N-1", "N-2")
    row = desk.look(document_list.one, order)
    assert (row.got, row.wanted) == (1, 2)
    assert desk.numbers(Sought(open_orders=True)) == ["PO-1"]


def test_a_posted_documents_units_are_what_it_moved_by_line_too(desk: Desk) -> None:
    id = desk.draft()
    first, second = desk.line(id, quantity=2 * ONE), desk.line(id, "fan", quantity=ONE)
    desk.receive(id, first, "U-1", "U-2")
    page = desk.units(id)
    assert [(one.label, one.number, one.quantity, one.status, one.place) for one in page.rows] == [
        ("U-1", "PSU-12", 1, "in_stock", "MAIN/A"),
        ("U-2", "PSU-12", 1, "in_stock", "MAIN/A"),
    ]
    assert page.rows[0].thing.kind is Kind.STOCK_ITEM
    assert (desk.units(id, first).total, desk.units(id, second).total) == (2, 0)


def test_units_stay_those_of_their_document_when_it_is_reversed(desk: Desk) -> None:
    id = desk.draft()
    line = desk.line(id, quantity=ONE)
    operation = desk.receive(id, line, "U-1")
    desk.store.call(operations.undo, desk.post, operation)
    (unit,) = desk.units(id, line).rows
    assert (unit.label, unit.status, unit.place) == ("U-1", "in_stock", "MAIN/A"), "as it moved them"
    card = desk.look(document_list.card, id)
    assert card.view.reversed
    assert (card.reversal.operator, card.reversal.station) == ("Jana", "bench")


def test_an_invoice_shows_what_the_receipt_that_it_made_has_moved(desk: Desk) -> None:
    invoice = desk.draft(DocKind.PURCHASE_INVOICE)
    lines = [desk.line(invoice, "fan", quantity=ONE), desk.line(invoice, quantity=ONE)]
    receipt = desk.draft(source=invoice)
    desk.line(receipt, "fan", quantity=ONE)
    desk.receive(receipt, desk.line(receipt, quantity=ONE), "U-1", also=invoice)
    assert [one.label for one in desk.units(invoice).rows] == ["U-1"]
    assert [desk.units(invoice, line).total for line in lines] == [0, 1]
    assert [one.number[:2] for one in desk.look(document_list.card, invoice).made] == ["GR"]
    (unit,) = desk.units(invoice).rows
    assert [one.number[:2] for one in desk.look(document_list.of_item, unit.thing.id)] == ["GR", "PI"]


def test_a_drafts_units_are_the_serials_that_it_names_or_misses(desk: Desk) -> None:
    id = desk.draft()
    line = desk.line(id, quantity=2 * ONE)
    desk.got(id, line, "S-2")
    desk.got(id, line, "S-1", state=SerialState.MISSING)
    desk.got(id, line, "S-3", state=SerialState.REMOVED)
    for page in (desk.units(id), desk.units(id, line)):
        assert [(one.label, one.state, one.thing) for one in page.rows] == [
            ("S-1", SerialState.MISSING, None),
            ("S-2", SerialState.GOT, None),
        ]


def test_a_unit_knows_its_documents_and_the_draft_that_names_it(desk: Desk) -> None:
    receipt = desk.draft()
    desk.receive(receipt, desk.line(receipt, quantity=ONE), "U-1")
    (unit,) = desk.units(receipt).rows
    issue = desk.draft(DocKind.ISSUE)
    desk.got(issue, desk.line(issue, quantity=ONE), "U-1", item=unit.thing.id)
    known = desk.look(document_list.of_item, unit.thing.id)
    assert [(one.kind, one.state) for one in known] == [
        (DocKind.ISSUE, DocState.DRAFT),
        (DocKind.RECEIPT, DocState.POSTED),
    ]
    assert [one.thing.label for one in desk.units(issue).rows] == ["PSU-12 · U-1"]
    assert desk.look(document_list.of_item, desk.ids["psu 1"]) == ()


def test_a_card_has_what_happened_oldest_first(desk: Desk) -> None:
    id = desk.draft()
    desk.store.call(documents.tell, desk.post, id, Event.HANDED_OVER, "Petr")
    card = desk.look(document_list.card, id)
    assert [(one.what, one.operator, one.note) for one in card.events] == [
        (Event.CREATED, "Jana", ""),
        (Event.HANDED_OVER, "Jana", "Petr"),
    ]
    assert card.head.id == id
    assert desk.look(document_list.card, 999) is None


def test_the_ledger_knows_an_invoice_by_what_it_made(desk: Desk) -> None:
    receipt, other = desk.draft(), desk.draft(DocKind.ISSUE)
    desk.receive(receipt, desk.line(receipt, quantity=ONE), "U-1")
    assert desk.look(document_list.moved_as, receipt) == "GR"
    assert desk.look(document_list.moved_as, other).startswith("GI-")
    assert desk.look(document_list.moved_as, 999) == ""


def plans(desk: Desk, *calls: tuple[Any, ...]) -> list[str]:
    """Steps of the plans of all statements of these calls that read a table from end to end."""
    asked: list[tuple[str, Any]] = []

    class Listening:
        param = "?"

        def __init__(self, db: Any) -> None:
            self._db = db

        def execute_sql(self, sql: str, params: Any = None) -> Any:
            asked.append((sql, params))
            return self._db.execute_sql(sql, params)

    for fn, *args in calls:
        desk.store.call(lambda db, fn=fn, args=args: fn(Listening(db), *args))
    steps: list[str] = []
    for sql, params in asked:

        def explained(db: Any, sql: str = sql, params: Any = params) -> list[Any]:
            return list(db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params).fetchall())

        steps += [row[3] for row in desk.store.call(explained) if row[3].startswith("SCAN")]
    return steps


def test_no_list_reads_lines_serials_or_movements_from_end_to_end(shop: Any) -> None:
    desk = Desk(shop)
    draft, posted = desk.draft(), desk.draft()
    line = desk.line(posted, quantity=ONE)
    desk.receive(posted, line, "U-1")
    heads = [desk.look(documents.get, id) for id in (draft, posted)]
    steps = plans(
        desk,
        (document_list.page, Sought(state=DocState.DRAFT), 0),
        (document_list.page, Sought(open_orders=True), 0),
        (document_list.card, posted),
        (document_list.of_item, shop.ids["psu 1"]),
        *((document_contents.lines, head, 0) for head in heads),
        *((document_contents.units, head, of, 0) for head in heads for of in (None, line)),
    )
    # What is left are windows that were cut already, and the documents themselves, among which open orders are sought.
    assert {step.split()[1] for step in steps} <= {"w", "x", "s", "d", "CONSTANT", "o"}
    drafts = plans(desk, (document_list.page, Sought(state=DocState.DRAFT), 0))
    assert not [step for step in drafts if step.startswith("SCAN d ") and "INDEX" not in step]


def test_a_scanned_document_takes_no_more_statements_than_another_thing(shop: Any) -> None:
    number = shop.store.look(documents.get, Desk(shop).draft()).number
    ran: list[str] = []
    shop.store.call(lambda db: db.connection().set_trace_callback(ran.append))
    outcome = shop.look_up(number.encode())
    shop.store.call(lambda db: db.connection().set_trace_callback(None))
    assert outcome.view.number == number
    first = next(at for at, sql in enumerate(ran) if sql.startswith("BEGIN"))
    assert len([sql for sql in ran[first : ran.index("COMMIT")] if not sql.startswith("BEGIN")]) <= 4
