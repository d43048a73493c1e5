"""Repairs in the store: the same on either engine, read by their indexes, and checked against the ledger."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows import units
from kiosk.flows.documents import drafts
from kiosk.flows.repairs import ending, using, working
from kiosk.stock.document_lists import Sought as Documents
from kiosk.stock.history import Movement
from kiosk.stock.repairs import Sought, Stage
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_contents, document_list, documents, forgotten, item_history, repairs
from kiosk.store.database import Store
from kiosk.store.repairs import NewRepair
from kiosk.store.sql import execute
from kiosk.store.verify import verify
from tests.kiosk.flows.repairs.conftest import Bench

Stocked = Callable[[Store], Any]


def test_a_repair_goes_the_same_way_on_either_engine(any_store: Store, stock: Stocked) -> None:
    shop = stock(any_store)
    one = Bench(shop, item=shop.ids["fan 7"], fault="dead")
    one.scan(b"SN-0001").scan(b"MAIN/B").scan(b"RES-10K").do(using.quantity, "130")
    assert one.used() == [("SN-0001", "1"), ("RES-10K", "130")]
    assert (one.stands("rest")[2], one.stands("bag")[2]) == (0, 70)
    one.do(using.quantity, "125").do(working.undo).do(working.undo)
    assert one.used() == [("SN-0001", "1"), ("RES-10K", "1")]
    one.do(ending.complete, "new supply").do(ending.hand_back, "in_stock")
    assert one.stands("fan 7") == (Status.IN_STOCK, "b", 1)
    assert any_store.look(repairs.get, one.id).stage is Stage.HANDED_BACK
    for stage in (Stage.DONE, Stage.OPEN):
        assert one.do(working.undo).state.repair.stage is stage
    assert any_store.look(verify) == ()

    head = any_store.look(documents.get, one.id)
    listed = any_store.look(document_contents.units, head, None, 0).rows
    assert [(unit.label, f"{unit.quantity:f}", unit.status) for unit in listed] == [
        ("SN-0001", "1", "in_repair"),
        ("20261101", "1", "in_repair"),
    ]
    lines = any_store.look(drafts.lines, shop.post, one.id, 0).rows
    assert [(line.line.number, f"{line.got:f}") for line in lines] == [("PSU-12", "1"), ("RES-10K", "1")]


def test_repairs_are_found_by_all_that_is_known_of_them(any_store: Store, stock: Stocked) -> None:
    shop = stock(any_store)
    Bench(shop, item=shop.ids["fan 7"], fault="Dead motor")
    Bench(shop, serial="X-1", description="Kettle").do(ending.complete)
    Bench(shop, serial="100%", fault="leaks").do(ending.complete).do(ending.hand_back, ending.KEEP)

    def found(text: str, *, everything: bool = True) -> list[str]:
        rows = any_store.look(repairs.page, Sought(text, all=everything), 0).rows
        return [row.number for row in rows]

    assert found("", everything=False) == ["RO-1-1", "RO-1-2"]  # the open one first
    assert found("") == ["RO-1-3", "RO-1-2", "RO-1-1"]
    assert found("MOTOR") == found("fan-80") == found("007 dead") == ["RO-1-1"]
    assert found("kettle x-1") == ["RO-1-2"]
    assert found("100%") == ["RO-1-3"]
    assert found("1_0") == found("a\0b") == []
    assert any_store.look(repairs.counts) == (1, 1)


def test_unit_and_part_both_lead_to_their_repair(any_store: Store, stock: Stocked) -> None:
    shop = stock(any_store)
    one = Bench(shop, item=shop.ids["fan 7"]).scan(b"SN-0001")
    for name in ("fan 7", "psu 1"):
        through = any_store.look(document_list.of_item, shop.ids[name])
        assert [(view.number, view.kind) for view in through] == [("RO-1-1", "repair_order")]
    one.do(ending.complete).do(ending.hand_back, ending.KEEP)
    rows = any_store.look(item_history.page, shop.ids["fan 7"], 0).rows
    told = [row.text for row in rows if not isinstance(row, Movement)]
    assert told == ["RO-1-1: handed back", "RO-1-1: done", "RO-1-1: begun"]
    card = any_store.look(units.card, shop.post, Thing(Kind.STOCK_ITEM, shop.ids["psu 1"], ""))
    assert [view.number for view in card.documents] == ["RO-1-1"]
    assert card.sources == ()  # the repair is among the documents, and not once more beside them


def test_repairs_are_among_the_documents_and_in_no_way_of_theirs(any_store: Store, stock: Stocked) -> None:
    from kiosk.flows.documents import editing, posting
    from kiosk.flows.documents.editing import Editing

    shop = stock(any_store)
    one = Bench(shop, serial="X-1")
    listed = any_store.look(drafts.documents, shop.post, Documents(), 0).rows
    assert [view.number for view in listed] == ["RO-1-1"]
    state, outcome = any_store.call(editing.opened, shop.post, Editing(), one.id)
    assert (state.document, outcome.text) == (None, "RO-1-1 is a repair order")
    around = Editing(any_store.look(documents.get, one.id))
    assert [trouble.code for trouble in any_store.look(posting.check, shop.post, around)] == ["own_way"]
    _, outcome = any_store.call(posting.post, shop.post, around)
    assert outcome.tone.value == "no"
    assert one.stage is Stage.OPEN


# What a check finds


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("UPDATE repair SET stage = 'done' WHERE document_id = {id}", "it is draft, and its repair done"),
        ("UPDATE document_line SET quantity = 9000000 WHERE document_id = {id}", "its movements 1 and 1"),
        ("UPDATE document_line SET serials = 0 WHERE document_id = {id}", "0 serials, its movements 1 and 1"),
        ("UPDATE repair SET ended_at = 1 WHERE document_id = {id}", "does not fit how far it is"),
        ("DELETE FROM repair WHERE document_id = {id}", "a repair order has no repair"),
        ("UPDATE stock_item SET status = 'sold' WHERE id = {unit}", "was used in the open repair RO-1-1, and is sold"),
        ("UPDATE document SET number = 'RO-9-9' WHERE id = {id}", "and is not of that"),
    ],
)
def test_what_does_not_fit_is_found(any_store: Store, stock: Stocked, damage: str, fault: str) -> None:
    shop = stock(any_store)
    one = Bench(shop, serial="X-1").scan(b"SN-0001")
    Bench(shop, serial="X-2")
    assert one.faults() == ()
    sql = damage.format(id=one.id, psu=shop.ids["psu 7"], unit=shop.ids["psu 1"])
    any_store.call(lambda db: execute(db, sql))
    assert any(fault in told for told in any_store.look(verify))


# What it costs


def test_repairs_of_a_full_store_are_read_by_indexes(store: Store, stock: Stocked) -> None:
    shop = stock(store)
    one = Bench(shop, item=shop.ids["fan 7"]).scan(b"SN-0001").scan(b"RES-10K")

    def asked(fn: Callable[..., Any], *args: object) -> list[str]:
        """Tables that a function reads from their beginning to their end."""
        seen: list[str] = []

        def look(db: Any) -> None:
            class Watched:
                param = db.param

                def execute_sql(self, sql: str, params: Any = ()) -> Any:
                    plan = db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()
                    seen.extend(row[3] for row in plan if row[3].startswith("SCAN "))
                    return db.execute_sql(sql, params)

            fn(Watched(), *args)

        store.look(look)
        return [
            told for told in seen if told.split()[1] not in ("CONSTANT", "w", "h", "x", "seen", "moved", "repaired")
        ]

    item = shop.ids["psu 1"]
    from kiosk.store import repair_parts

    for fn, args in (
        (repairs.get, (one.id,)),
        (repairs.under, (item,)),
        (repairs.of_serial, ("X-1",)),
        (forgotten.of_code, ("X-1",)),
        (repairs.known, (item,)),
        (repairs.counts, ()),
        (repair_parts.used, (one.id,)),
        (repair_parts.last, (one.id,)),
        (repair_parts.used_in, (item,)),
        (repair_parts.lots, (one.state.used[1].line,)),
        (item_history.page, (item, 0)),
        (document_list.of_item, (item,)),
    ):
        scanned = asked(fn, *args)
        assert not [told for told in scanned if "USING" not in told], (fn.__name__, scanned)


def test_one_more_part_costs_the_same_whatever_is_in_it(store: Store, stock: Stocked) -> None:
    shop = stock(store)
    one = Bench(shop, serial="X-1")

    def statements() -> int:
        count = 0

        def scan(db: Any, post: Any, state: Any) -> Any:
            class Counting:
                param = db.param

                def execute_sql(self, sql: str, params: Any = ()) -> Any:
                    nonlocal count
                    count += 1
                    return db.execute_sql(sql, params)

                def cursor(self) -> Any:
                    return db.cursor()

            return using.piece(Counting(), post, state, shop.ids["resistor"])

        one.do(scan)
        return count

    statements()
    few = statements()
    for _ in range(20):
        one.scan(b"RES-10K")
    store.call(lambda db: [repairs.create(db, shop.post, NewRepair(serial=f"Y-{number}")) for number in range(50)])
    assert statements() == few
