"""What a list costs: one more scan the same with 20 rows and with 2,000, a window a few statements, by indexes."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows import intake
from kiosk.flows.lists import doing, editing, reading, scanning, undoing
from kiosk.stock.acting import Action, Wanted
from kiosk.stock.thing import Kind, Thing
from kiosk.store import scan_list_facts, scan_list_rows, scan_lists
from kiosk.store.stock_items import NewItem

FEW, MANY = 20, 2_000
CHUNKS = 4 * (MANY // 500)  # statements that are for 500 rows each

STATEMENTS = {
    "the window": scan_list_rows._PAGE,
    "the rows behind one": scan_list_rows._AFTER,
    "the last row": scan_list_rows._LAST,
    "the row of a thing": scan_list_rows._FIND,
    "where a row stands": scan_list_rows._INDEX,
    "the marked rows": scan_list_rows._TARGETS.format(scan_list_rows._MARKED),
    "all rows": scan_list_rows._TARGETS.format(scan_list_rows._USEFUL),
    "what lies in a place": scan_list_rows._LIES_IN,
    "what a document moved": scan_list_rows._MOVED,
    "the counters": scan_lists._COUNT,
    "the open lists": scan_lists._OPEN_PAGE,
    "stock items": scan_list_facts._ITEMS.format("?, ?"),
    "parts": scan_list_facts._PARTS.format("?, ?"),
    "what is held of parts": scan_list_facts._HELD.format("?, ?"),
    "suppliers' parts": scan_list_facts._SUPPLIER_PARTS.format("?, ?"),
    "locations": scan_list_facts._LOCATIONS.format("?, ?"),
    "documents": scan_list_facts._DOCUMENTS.format("?, ?"),
}
LARGE = {"scan_list_row", "list_step", "stock_item", "movement", "part", "document", "document_line", *"imptx"}


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_statement_goes_by_indexes(shop: Any, name: str) -> None:
    sql = STATEMENTS[name]

    def plan(db: Any) -> list[str]:
        return [row[3] for row in db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", [1] * sql.count("?")).fetchall()]

    steps = shop.store.look(plan)
    assert [step for step in steps if step.startswith("SCAN ") and step.split()[1] in LARGE] == []
    assert "SEARCH" in " ".join(steps) or name == "the open lists"


@pytest.fixture
def many_units(shop: Any, gathered: Any) -> Callable[[int], Any]:
    """`many_units(n)` is a new list of n units, which lie in a place of their own kind."""

    def of(count: int) -> Any:
        new = [
            NewItem(part=shop.ids["supply"], location=shop.ids["b"], quantity=Decimal(1), serial=f"{count}-{n:05d}")
            for n in range(count)
        ]
        items = shop.enter(*new)
        list = type(gathered)(shop)

        def fill(db: Any) -> Any:
            state = list.state
            for item in items:
                state, _ = scanning.add(db, shop.post, state, Thing(Kind.STOCK_ITEM, item, ""))
            return state

        list.state = shop.store.call(fill)
        return list

    return of


def _scanned(cost: Any, list: Any, code: bytes) -> tuple[Any, int]:
    before = (intake.Recent(), list.state)
    said, ticks, _ = cost(intake.take, "list", scanning.scan, before, [list.shop.scan(code)])
    return said, ticks


def test_one_more_scan_costs_the_same_with_twenty_rows_and_with_two_thousand(many_units: Any, cost: Any) -> None:
    few, many = (many_units(count) for count in (FEW, MANY))
    for code in (b"SN-0001", b"2000000000015", b"nothing has this"):
        (said, ticks), (said_of_many, ticks_of_many) = _scanned(cost, few, code), _scanned(cost, many, code)
        assert said == said_of_many
        assert len(said) <= 16
        assert ticks_of_many < ticks * 1.2
    assert _scanned(cost, few, b"20-00003")[0] == _scanned(cost, many, b"2000-00003")[0]


def test_undo_of_a_scan_costs_the_same(many_units: Any, cost: Any) -> None:
    few, many = (cost(undoing.undo, one.state)[0] for one in (many_units(FEW), many_units(MANY)))
    assert few == many


@pytest.mark.parametrize("step", ["page", "mark", "move", "remove"])
def test_the_statements_do_not_grow_with_the_rows(many_units: Any, cost: Any, step: str) -> None:
    found = []
    for count in (FEW, MANY):
        one = many_units(count)
        to = Wanted(Action.MOVE, to=Thing(Kind.LOCATION, one.ids["a"], "MAIN/A"))
        if step == "remove":
            one.do(editing.mark)
        found.append(
            cost(
                *{
                    "page": (reading.page, one.id, 0, 200),
                    "mark": (editing.mark, one.state),
                    "move": (doing.act, one.state, to),
                    "remove": (editing.remove, one.state),
                }[step],
            )[0]
        )
    few, many = found
    assert len(many) <= len(few) + (CHUNKS if step != "page" else 0) + (30 if step == "move" else 0)


def test_a_window_with_all_kinds_of_rows_takes_a_statement_for_each_kind(gathered: Any, cost: Any) -> None:
    gathered.scan(b"SN-0001", b"2000000000015", b"0805-103", b"MAIN/B")
    said, _, _ = cost(reading.page, gathered.id, 0, 200)
    assert len(said) <= 2 + 1 + 2 + 3 + 1  # the rows and how many; units, parts, a supplier's part, locations
