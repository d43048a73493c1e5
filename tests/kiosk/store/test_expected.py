"""What came against what was expected, of a list and of an order: on both engines, by indexes."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import SerialState
from kiosk.store import document_lines, documents, draft_serials, expected, named_parts, orders
from kiosk.store.database import Store
from kiosk.store.draft_serials import New
from kiosk.store.sql import execute

UNIT = 1_000_000


@pytest.fixture
def desk(any_store: Store, stock: Callable[[Store], Any]) -> Any:
    """A shop on either engine."""
    return stock(any_store)


def _receipt(desk: Any, kind: DocKind = DocKind.RECEIPT, source: int | None = None) -> int:
    id: int = desk.store.call(documents.create, desk.post, kind, source=source)
    desk.store.call(documents.change, id, {"listed": 1})
    return id


def _line(desk: Any, id: int, part: str, **values: Any) -> int:
    line: int = desk.store.call(document_lines.add, id, desk.ids[part], values)
    return line


def _name(desk: Any, id: int, line: int, *serials: str, state: SerialState = SerialState.GOT) -> None:
    desk.store.call(draft_serials.add, id, [New(line, serial, 7) for serial in serials], None, state)


def _told(desk: Any, id: int) -> list[tuple[str, ...]]:
    rows = desk.store.look(expected.differences, id).rows
    return [
        (one.number, *(f"{value:f}" for value in (one.expected, one.came, one.missing, one.surplus, one.unexpected)))
        for one in rows
    ]


def test_quantities_are_compared_by_part_whatever_line_they_are_on(desk: Any) -> None:
    id = _receipt(desk)
    _line(desk, id, "resistor", expected=5 * UNIT, quantity=3 * UNIT)
    _line(desk, id, "resistor", quantity=2 * UNIT, accepted=0)
    _line(desk, id, "cable", expected=UNIT // 2, quantity=2 * UNIT)
    _line(desk, id, "supply", expected=3 * UNIT, quantity=0)
    _line(desk, id, "fan", quantity=UNIT, serials=1)
    assert _told(desk, id) == [
        ("CAB-1", "0.5", "2", "0", "1.5", "0"),
        ("PSU-12", "3", "0", "3", "0", "0"),
        ("FAN-80", "0", "1", "0", "0", "1"),
    ]
    page = desk.store.look(expected.differences, id, 1, 1)
    assert (page.total, [one.number for one in page.rows]) == (3, ["PSU-12"])


def test_of_named_serials_the_missing_and_the_strange_are_told_and_the_removed_forgotten(desk: Any) -> None:
    id = _receipt(desk)
    line = _line(desk, id, "supply", expected=3 * UNIT, quantity=3 * UNIT, serials=3)
    _name(desk, id, line, "B", "A", "C", state=SerialState.MISSING)
    _name(desk, id, line, "X", "Y")
    rows = desk.store.look(expected.missing, id).rows
    desk.store.call(
        draft_serials.put, [row.id for row in desk.store.look(draft_serials.missing, id, ["C"])], SerialState.GOT
    )
    (gone,) = desk.store.look(draft_serials.of_document, id, "Y")
    desk.store.call(draft_serials.put, [gone.id], SerialState.REMOVED)
    assert [row.serial for row in rows] == ["A", "B", "C"]
    assert _told(desk, id) == [("PSU-12", "3", "3", "2", "0", "1")]
    assert [row.serial for row in desk.store.look(expected.missing, id).rows] == ["A", "B"]
    assert [(row.number, row.serial) for row in desk.store.look(expected.unexpected, id).rows] == [("PSU-12", "X")]


def test_without_serials_on_the_list_none_is_strange(desk: Any) -> None:
    id = _receipt(desk)
    line = _line(desk, id, "supply", expected=UNIT, quantity=UNIT, serials=1)
    _name(desk, id, line, "X")
    assert (_told(desk, id), desk.store.look(expected.unexpected, id).total) == ([], 0)


def test_what_came_before_the_list_is_expected_until_the_list_is_taken_back(desk: Any) -> None:
    id = _receipt(desk)
    line = _line(desk, id, "supply", expected=2 * UNIT, quantity=UNIT, serials=1)
    _name(desk, id, line, "X")
    here = desk.store.look(expected.here, line, ["X", "Y"])
    desk.store.call(expected.expect, tuple(here.values()))
    (row,) = desk.store.look(draft_serials.of_document, id, "X")
    assert (list(here), row.expected) == (["X"], True)
    desk.store.call(documents.change, id, {"listed": 0})
    (row,) = desk.store.look(draft_serials.of_document, id, "X")
    assert not row.expected


def _placed(desk: Any, **head: Any) -> int:
    id: int = desk.store.call(documents.create, desk.post, DocKind.ORDER, **head)
    _line(desk, id, "supply", quantity=3 * UNIT, said=1)
    _line(desk, id, "cable", quantity=2 * UNIT, said=1)
    desk.store.call(lambda db: execute(db, "UPDATE document SET state = 'posted', posted_at = 1 WHERE id = ?", id))
    return id


def test_orders_wait_for_what_has_not_come(desk: Any) -> None:
    acme = desk.store.look(lambda db: execute(db, "SELECT id FROM partner WHERE name = 'Acme'").fetchone()[0])
    first, second = _placed(desk, partner=acme, reference="Č-15/a"), _placed(desk)
    draft = desk.store.call(documents.create, desk.post, DocKind.ORDER)
    station = desk.post.station
    labels = [f"PO-{station}-2", f"PO-{station}-1 · Acme · Č-15/a"]
    assert [one.label for one in desk.store.look(orders.waiting, "", 9)] == labels
    for text, ids in (("po-", [second, first]), ("acme Č-15", [first]), ("15/A", [first]), ("no", []), ("\0", [])):
        assert [one.id for one in desk.store.look(orders.waiting, text, 9)] == ids
    assert [desk.store.look(orders.is_open, id) for id in (first, second, draft)] == [True, True, False]
    rows = desk.store.look(orders.lines, first).rows
    assert [(one.line.number, one.received, one.open) for one in rows] == [("PSU-12", 0, 3), ("CAB-1", 0, 2)]
    assert desk.store.look(orders.open_line, first, desk.ids["cable"]) == rows[1].line.id
    assert desk.store.look(orders.open_line, first, desk.ids["fan"]) is None


def test_a_nul_is_in_no_number_and_on_no_list(desk: Any) -> None:
    id = _receipt(desk)
    line = _line(desk, id, "supply", expected=UNIT)
    _name(desk, id, line, "A", state=SerialState.MISSING)
    assert [one.serial for one in desk.store.look(draft_serials.missing, id, ["\0", "A"])] == ["A"]
    assert desk.store.look(documents.find, "GR\0") is None


def test_parts_are_named_by_number_code_and_sku(desk: Any) -> None:
    look = desk.store.look
    (resistor,) = look(named_parts.by_number, {"RES-10K", "NONE"})["RES-10K"]
    assert (resistor.id, resistor.decimals, resistor.supplier_part) == (desk.ids["resistor"], 0, None)
    assert [one.id for one in look(named_parts.by_gtin, {"02000000000015"})["02000000000015"]] == [resistor.id]
    (supplied,) = look(named_parts.by_sku, {"0805-103"}, None)["0805-103"]
    assert (supplied.id, supplied.supplier_part) == (resistor.id, desk.ids["acme"])
    assert look(named_parts.by_sku, {"0805-103"}, 10**6) == {}


class _Explaining:
    """Takes down how each statement is run."""

    def __init__(self, db: Any) -> None:
        self.db, self.param, self.plans = db, db.param, list[str]()

    def execute_sql(self, sql: str, params: Any) -> Any:
        self.plans += [row[3] for row in self.db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()]
        return self.db.execute_sql(sql, params)


@pytest.mark.parametrize(
    ("fn", "args"),
    [
        (expected.differences, (1,)),
        (expected.missing, (1,)),
        (expected.unexpected, (1,)),
        (expected.here, (1, ["X"])),
        (orders.lines, (1,)),
        (orders.is_open, (1,)),
        (orders.waiting, ("acme", 9)),
        (named_parts.by_number, ({"X"},)),
        (named_parts.by_gtin, ({"02000000000015"},)),
        (named_parts.by_sku, ({"X"}, None)),
    ],
)
def test_each_statement_goes_by_an_index(shop: Any, fn: Callable[..., Any], args: tuple[Any, ...]) -> None:
    _placed(shop)

    def plans(db: Any) -> list[str]:
        explaining = _Explaining(db)
        fn(explaining, *args)
        return explaining.plans

    tables = ("draft_serial", "document", "document_line", "part", "barcode", "supplier_part")
    aliases = {"s", "d", "l", "o", "e", "w", "p", "b", *tables}
    walked = [plan for plan in shop.store.look(plans) if plan.startswith("SCAN") and plan.split()[1] in aliases]
    assert walked == []
