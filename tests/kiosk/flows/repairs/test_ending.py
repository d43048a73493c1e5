"""How repairs end: completed, handed back, scrapped, cancelled; and each of it taken back."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows import undo as undo_flow
from kiosk.flows.documents import posting, reversing
from kiosk.flows.repairs import ending, working
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.operations import Refusal, Why
from kiosk.stock.repairs import Stage
from kiosk.stock.statuses import Status
from kiosk.store import documents, ledger, operations, partners, stock_items

Benches = Callable[..., Any]


def give(shop: Any, name: str, status: Status, place: str = "") -> None:
    """Another status, as by hand."""

    def change(db: Any) -> None:
        was = stock_items.state(db, shop.ids[name])
        assert was is not None
        after = State(shop.ids[place] if place else None, was.quantity, status)
        operation = ledger.begin(db, shop.post, Act.STATUS, note="test")
        ledger.record(db, shop.post, operation, [Change(shop.ids[name], was, after)])

    shop.store.call(change)


def keys(one: Any) -> list[str]:
    return [option.key for option in one.store.look(ending.ways, one.post, one.state)]


def test_completing_lets_the_parts_stay_and_posts_the_order(bench: Benches, shop: Any) -> None:
    one = bench(item=shop.ids["psu 2"], fault="dead").scan(b"SN-0001").scan(b"RES-10K")
    one.do(ending.complete, "new supply")
    assert one.said[:2] == ("ok", "RO-1-1 done")
    assert one.stands("psu 1") == (Status.REPAIR_DONE, "", 1)
    assert one.stands("psu 2")[0] is Status.SOLD  # a unit under repair keeps its status
    assert (one.state.repair.stage, one.state.repair.work) == (Stage.DONE, "new supply")
    assert one.used() == [("SN-0001", "1"), ("RES-10K", "1")]
    head = one.store.look(documents.get, one.id)
    assert (head.state, head.posted_by) == ("posted", "Jana")
    assert one.faults() == ()


def test_one_without_units_is_completed_without_an_operation(bench: Benches) -> None:
    one = bench(serial="X-1").scan(b"RES-10K").do(ending.complete)
    assert one.state.repair.operation is None
    assert one.faults() == ()
    one.do(working.undo)
    assert one.stage is Stage.OPEN
    assert one.scan(b"RES-10K").used() == [("RES-10K", "2")]
    assert one.faults() == ()


def test_completing_taken_back_opens_it_with_all_that_is_in_it(bench: Benches) -> None:
    one = bench(serial="X-1").scan(b"SN-0001").do(ending.complete).do(working.undo)
    assert one.stage is Stage.OPEN
    assert one.stands("psu 1") == (Status.IN_REPAIR, "", 1)
    assert one.used() == [("SN-0001", "1")]
    assert one.faults() == ()
    one.do(ending.complete)
    assert one.stands("psu 1")[0] is Status.REPAIR_DONE
    assert one.faults() == ()


def test_the_document_reversed_opens_the_repair_too(bench: Benches) -> None:
    one = bench(serial="X-1").scan(b"SN-0001").do(ending.complete)
    state, asked = one.store.look(reversing.load, one.post, reversing.Reversing(one.id))
    assert asked.tone.value == "ask"
    _, outcome = one.store.call(reversing.do, one.post, state)
    assert outcome.tone.value == "ok"
    assert one.stage is Stage.OPEN
    assert one.faults() == ()


def test_one_that_moved_nothing_is_opened_by_the_reversal_and_not_cancelled(bench: Benches) -> None:
    one = bench(serial="X-1").do(ending.complete)
    assert one.store.look(posting.reversal, one.post, one.id).tone.value == "ask"
    assert one.store.call(posting.reverse, one.post, one.id).tone.value == "ok"
    assert one.stage is Stage.OPEN
    assert one.faults() == ()


def test_a_customers_unit_is_handed_back_and_nothing_moves(bench: Benches) -> None:
    one = bench(serial="X-1").do(ending.complete)
    assert keys(one) == [ending.KEEP]
    one.do(ending.hand_back, ending.KEEP)
    assert one.stage is Stage.HANDED_BACK
    assert one.state.repair.ended_by == "Jana"
    assert one.do(working.undo).stage is Stage.DONE
    assert one.faults() == ()


@pytest.mark.parametrize(
    ("way", "status", "place"), [("sold", Status.SOLD, ""), ("in_stock", Status.IN_STOCK, "b"), ("keep", None, "b")]
)
def test_a_returned_unit_leaves_as_it_is_told(bench: Benches, shop: Any, way: str, status: Any, place: str) -> None:
    give(shop, "psu 2", Status.RETURNED, "b")
    customer = shop.store.call(partners.find, "Acme")
    one = bench(item=shop.ids["psu 2"], customer=customer).scan(b"SN-0001").do(ending.complete)
    assert keys(one) == ["sold", "in_stock", "keep"]
    one.do(ending.hand_back, way)
    assert one.stands("psu 2") == (status or Status.RETURNED, place, 1)
    assert one.faults() == ()
    one.do(working.undo)
    assert one.stands("psu 2") == (Status.RETURNED, "b", 1)
    assert one.stage is Stage.DONE
    assert one.faults() == ()


def test_without_a_customer_a_returned_unit_rather_goes_into_stock(bench: Benches, shop: Any) -> None:
    give(shop, "psu 2", Status.RETURNED, "b")
    assert keys(bench(item=shop.ids["psu 2"]).do(ending.complete))[0] == "in_stock"


def test_a_defective_unit_is_mended_into_stock(bench: Benches, shop: Any) -> None:
    one = bench(item=shop.ids["fan 7"]).do(ending.complete).do(ending.hand_back, "in_stock")
    assert one.stands("fan 7") == (Status.IN_STOCK, "b", 1)
    assert one.faults() == ()


def test_an_open_repair_is_not_handed_back(bench: Benches) -> None:
    one = bench(serial="X-1").do(ending.hand_back, ending.KEEP)
    assert one.said[0] == "no"
    assert one.stage is Stage.OPEN


def test_scrap_needs_a_note_and_completes_what_is_open(bench: Benches, shop: Any) -> None:
    one = bench(item=shop.ids["fan 7"]).scan(b"SN-0001")
    assert one.do(ending.scrap, " ").tone == "no"
    assert one.do(ending.scrap, "burnt").tone == "ok"
    assert one.stage is Stage.SCRAPPED
    assert one.stands("fan 7") == (Status.SCRAPPED, "", 1)
    assert one.stands("psu 1")[0] is Status.REPAIR_DONE
    assert one.faults() == ()
    assert one.do(working.undo).stage is Stage.DONE
    assert one.stands("fan 7") == (Status.DEFECTIVE, "b", 1)
    assert one.do(working.undo).stage is Stage.OPEN
    assert one.do(working.undo).stands("psu 1") == (Status.IN_STOCK, "a", 1)
    assert one.faults() == ()


def test_a_sold_unit_that_is_scrap_stays_sold(bench: Benches, shop: Any) -> None:
    one = bench(item=shop.ids["psu 2"]).do(ending.scrap, "burnt")
    assert (one.stage, one.stands("psu 2")[0]) == (Stage.SCRAPPED, Status.SOLD)
    assert one.faults() == ()


def test_only_a_repair_without_parts_is_cancelled(bench: Benches) -> None:
    one = bench(serial="X-1").scan(b"SN-0001").do(ending.cancel)
    assert one.said[2] == "Parts are in it: SN-0001. Take them out with F4 first."
    assert one.do(working.undo).do(ending.cancel).stage is Stage.CANCELLED
    assert one.do(working.undo).tone == "no"
    assert one.faults() == ()


def test_the_list_of_undo_takes_a_use_back_and_the_line_follows(bench: Benches, shop: Any) -> None:
    one = bench(serial="X-1").scan(b"SN-0001").scan(b"RES-10K")
    newest = shop.store.look(undo_flow.newest, shop.post)
    shop.store.call(undo_flow.undo, shop.post, newest.id)
    assert one.do(working.opened, one.id).used() == [("SN-0001", "1")]
    assert one.faults() == ()


def test_loose_parts_of_a_repair_that_is_done_are_not_undone_around_it(bench: Benches, shop: Any) -> None:
    one = bench(serial="X-1").scan(b"RES-10K")
    used = shop.store.look(undo_flow.newest, shop.post)
    one.do(ending.complete)
    refused = shop.store.call(undo_flow.undo, shop.post, used.id)
    assert isinstance(refused, Refusal)
    assert (refused.why, refused.things[0].label) == (Why.REPAIR, "RO-1-1")
    assert one.do(working.undo).do(working.undo).used() == []


def test_a_completion_is_not_taken_back_under_a_unit_that_has_left(bench: Benches, shop: Any) -> None:
    one = bench(serial="X-1").scan(b"SN-0001").do(ending.complete)
    posted = one.state.repair.operation
    one.do(ending.hand_back, ending.KEEP)
    refused = shop.store.call(operations.reverse, shop.post, posted)
    assert isinstance(refused, Refusal)
    assert refused.why is Why.REPAIR
    assert one.stage is Stage.HANDED_BACK


def test_undo_of_the_hand_back_in_the_list_brings_the_unit_back_into_the_repair(bench: Benches, shop: Any) -> None:
    give(shop, "psu 2", Status.RETURNED, "b")
    one = bench(item=shop.ids["psu 2"]).do(ending.complete).do(ending.hand_back, "in_stock")
    newest = shop.store.look(undo_flow.newest, shop.post)
    shop.store.call(undo_flow.undo, shop.post, newest.id)
    assert (one.stage, one.stands("psu 2")[0]) == (Stage.DONE, Status.RETURNED)
    assert one.faults() == ()


@pytest.mark.parametrize("way", [ending.KEEP, "sold"])
def test_a_unit_that_came_in_once_more_is_not_brought_back_into_its_first_repair(
    bench: Benches, shop: Any, way: str
) -> None:
    give(shop, "psu 2", Status.RETURNED, "b")
    one = bench(item=shop.ids["psu 2"]).do(ending.complete).do(ending.hand_back, way)
    newest = shop.store.look(undo_flow.newest, shop.post)
    other = bench(item=shop.ids["psu 2"])
    assert one.do(working.undo).said[2].startswith("Its unit is in repair RO-1-2 by now")
    if way != ending.KEEP:
        refused = shop.store.call(undo_flow.undo, shop.post, newest.id)
        assert (refused.why, refused.things[0].label) == (Why.IN_REPAIR, "RO-1-2")
    other.do(ending.cancel)
    assert one.do(working.undo).stage is Stage.DONE
    assert one.faults() == ()


def test_a_unit_that_is_a_part_by_now_and_a_serial_that_came_again_are_not_brought_back_either(
    bench: Benches, shop: Any
) -> None:
    own = bench(item=shop.ids["psu 1"]).do(ending.complete).do(ending.hand_back, ending.KEEP)
    bench(serial="X-1").scan(b"SN-0001")
    assert own.do(working.undo).said[:2] == ("no", "Not undone")
    theirs = bench(serial="X-2").do(ending.complete).do(ending.hand_back, ending.KEEP)
    bench(serial="X-2")
    assert theirs.do(working.undo).said[:2] == ("no", "Not undone")
    assert (own.stage, theirs.stage) == (Stage.HANDED_BACK, Stage.HANDED_BACK)


def test_what_is_wrong_and_what_was_done_is_told_while_it_is_here(bench: Benches) -> None:
    one = bench(serial="X-1").do(ending.fault, "no light").do(ending.work, "new bulb")
    assert (one.state.repair.fault, one.state.repair.work) == ("no light", "new bulb")
    assert one.do(ending.work, "x" * 10_001).tone == "no"
    one.do(ending.cancel)
    assert one.do(ending.fault, "late").tone == "no"
