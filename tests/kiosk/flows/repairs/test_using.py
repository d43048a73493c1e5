"""Parts that are used in a repair and taken out again: what becomes of the stock, and what is refused."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows import acting
from kiosk.flows import status as status_flow
from kiosk.flows.repairs import ending, taking_out, using, working
from kiosk.stock.acting import Action, Code, Plan, Target, Wanted
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents, draft_serials, locations, repairs
from kiosk.store.document_lines import add as add_line
from kiosk.store.draft_serials import New

Benches = Callable[..., Any]


def test_a_scanned_unit_is_in_repair_and_leaves_its_place(bench: Benches) -> None:
    one = bench(serial="X-1").scan(b"SN-0001")
    assert one.said == ("ok", "SN-0001", "PSU-12 is in the repair now, from MAIN/A.")
    assert one.stands("psu 1") == (Status.IN_REPAIR, "", 1)
    assert one.used() == [("SN-0001", "1")]
    assert one.faults() == ()


def test_a_unit_that_is_in_it_answers_again(bench: Benches) -> None:
    one = bench(serial="X-1").scan(b"SN-0001").scan(b"SN-0001")
    assert one.said[0] == "again"
    assert "PSU-12 · SN-0001 is in RO-1-1 already" in one.said[2]
    assert one.used() == [("SN-0001", "1")]


def test_the_unit_that_is_repaired_is_no_part_of_itself(bench: Benches, shop: Any) -> None:
    assert bench(item=shop.ids["psu 2"]).scan(b"SN-0002").said[::2] == (
        "again",
        "It is the unit that RO-1-1 is for. Nothing changed.",
    )
    assert bench(serial="X-77").scan(b"X-77").tone == "again"


def test_units_that_are_not_there_are_refused_with_where_they_are(bench: Benches, shop: Any) -> None:
    one = bench(serial="X-1")
    assert "is sold" in one.scan(b"SN-0002").said[2]
    other = bench(serial="X-2").scan(b"SN-0001")
    assert other.tone == "ok"
    assert (
        one.scan(b"SN-0001").said[2] == "PSU-12 · SN-0001 is in the repair RO-1-2 as a part. Take it out there first."
    )
    bench(item=shop.ids["psu 7"])
    assert "under repair itself: RO-1-3" in one.do(using.unit, Thing(Kind.STOCK_ITEM, shop.ids["psu 7"], "")).said[2]
    assert one.used() == []


def test_a_unit_that_an_open_draft_hands_out_is_refused(bench: Benches, shop: Any) -> None:
    from kiosk.stock.document_kinds import DocKind

    draft = shop.store.call(documents.create, shop.post, DocKind.ISSUE)
    line = shop.store.call(add_line, draft, shop.ids["supply"], {"serials": 1, "quantity": 1_000_000})
    shop.store.call(draft_serials.add, draft, [New(line, "SN-0001", None, shop.ids["psu 1"])], None)
    one = bench(serial="X-1").scan(b"SN-0001")
    assert one.tone == "no"
    assert "GI-1-1" in one.said[2]


def test_a_part_is_used_piece_by_piece_what_expires_first_first(bench: Benches, shop: Any) -> None:
    one = bench(serial="X-1").scan(b"RES-10K").scan(b"RES-10K")
    assert one.said == ("ok", "RES-10K", "2 pcs in the repair now, from MAIN/A.")
    assert one.stands("reel") == (Status.IN_STOCK, "a", 4998)
    assert one.scan(b"2000000000015").used() == [("RES-10K", "12")]  # a code for ten
    assert one.faults() == ()


def test_a_place_that_is_scanned_is_where_parts_come_from(bench: Benches) -> None:
    one = bench(serial="X-1").scan(b"MAIN/B").scan(b"RES-10K")
    assert one.stands("reel")[2] == 5000
    assert one.stands("rest")[2] == 119
    assert one.do(using.quantity, "202").said[2].startswith("Only 199 pcs in MAIN/B.")
    assert one.used() == [("RES-10K", "1")]
    assert one.scan(b"MAIN/B").said[1] == "From anywhere"
    assert one.scan(b"RES-10K").stands("reel")[2] == 4999


def test_a_quantity_is_what_is_in_it_in_all_and_the_rest_goes_back(bench: Benches) -> None:
    one = bench(serial="X-1").scan(b"MAIN/B").scan(b"RES-10K").do(using.quantity, "150")
    assert one.used() == [("RES-10K", "150")]
    assert (one.stands("rest")[2], one.stands("bag")[2]) == (0, 50)
    assert one.do(using.quantity, "125").said[1:] == ("Taken out", "25 pcs of RES-10K back in MAIN/B.")
    assert (one.stands("rest")[2], one.stands("bag")[2]) == (0, 75)
    assert one.do(using.quantity, "125").tone == "again"
    assert one.do(using.quantity, "0").used() == []
    assert (one.stands("rest")[2], one.stands("bag")[2]) == (120, 80)
    assert one.faults() == ()


@pytest.mark.parametrize("text", ["", "-1", "1.5", "x", "1e3"])
def test_no_quantity_changes_nothing(bench: Benches, text: str) -> None:
    one = bench(serial="X-1").scan(b"RES-10K").do(using.quantity, text)
    assert one.tone == "no"
    assert one.used() == [("RES-10K", "1")]


def test_a_unit_goes_back_to_where_it_was_or_to_a_place_that_is_scanned(bench: Benches) -> None:
    one = bench(serial="X-1").scan(b"SN-0001").do(taking_out.take_out)
    assert one.said[0] == "ask"
    assert one.answer("1").stands("psu 1") == (Status.IN_STOCK, "a", 1)
    one.scan(b"SN-0001").do(taking_out.take_out).answer("2")
    assert one.stands("psu 1") == (Status.DEFECTIVE, "a", 1)
    one.do(working.undo).do(taking_out.take_out).paint().scan(b"MAIN/B")
    assert one.stands("psu 1") == (Status.IN_STOCK, "b", 1)
    assert one.used() == []
    assert one.faults() == ()


@pytest.mark.parametrize(
    ("key", "stays", "broken", "told"),
    [
        ("1", "0", [], "5,010 pcs of RES-10K back in MAIN/B, MAIN/A."),
        ("2", "0", [(10, "20261101"), (5000, "20261101")], "5,010 pcs of RES-10K Defective, in MAIN/B, MAIN/A."),
        ("4", "5009", [(1, "20261101")], "1 pc of RES-10K Defective, in MAIN/B."),
        ("3", "5010", [], "Nothing was changed."),
    ],
)
def test_loose_parts_go_back_or_are_broken(bench: Benches, key: str, stays: str, broken: list[Any], told: str) -> None:
    one = bench(serial="X-1").scan(b"RES-10K").do(using.quantity, "5010")
    before = one.stock()
    one.do(taking_out.take_out).answer(key)
    assert one.said[2] == told
    assert one.broken() == broken
    assert sum(Decimal(amount) for _, amount in one.used()) == Decimal(stays)
    assert one.faults() == ()
    if key != "3":
        one.do(working.undo)
    assert one.stock() == before
    one.do(working.undo).do(working.undo)
    assert (one.used(), one.faults()) == ([], ())


def test_loose_parts_that_another_station_took_out_are_not_taken_out_twice(bench: Benches) -> None:
    one = bench(serial="X-1").scan(b"RES-10K").do(using.quantity, "3").do(taking_out.take_out)
    bench(document=one.id).do(using.quantity, "2")
    assert one.answer("2").said[:2] == ("no", "Not in this repair")
    assert one.used() == [("RES-10K", "2")]


def test_a_place_that_was_on_its_way_is_no_answer_to_the_question(bench: Benches) -> None:
    one = bench(serial="X-1").scan(b"SN-0001").do(taking_out.take_out).paint(10**18)
    assert one.scan(b"MAIN/B").tone == "again"
    assert one.stands("psu 1")[0] is Status.IN_REPAIR
    assert one.state.question is not None


def test_a_part_that_needs_serials_or_is_not_tracked_is_refused(bench: Benches, shop: Any) -> None:
    one = bench(serial="X-1")
    assert one.scan(b"PSU-12").said == ("no", "PSU-12", "It has serials: scan the unit that you use.")
    shop.store.call(lambda db: db.execute_sql(f"UPDATE part SET track_stock = 0 WHERE id = {shop.ids['resistor']}"))
    assert one.scan(b"RES-10K").tone == "no"


def test_undo_takes_back_use_by_use_and_the_lines_follow(bench: Benches) -> None:
    one = bench(serial="X-1").scan(b"SN-0001").scan(b"RES-10K").scan(b"RES-10K")
    assert (
        one.store.look(working.last_step, one.post, one.state).told == "RES-10K was used: then it is back where it was."
    )
    one.do(working.undo)
    assert one.used() == [("SN-0001", "1"), ("RES-10K", "1")]
    one.do(working.undo).do(working.undo)
    assert one.used() == []
    assert one.stands("psu 1") == (Status.IN_STOCK, "a", 1)
    assert one.stands("reel")[2] == 5000
    assert one.do(working.undo).said[1] == "Nothing to undo"
    assert one.faults() == ()


def test_what_was_used_here_can_be_seen_and_taken_out_at_another_station(bench: Benches, shop: Any) -> None:
    from kiosk.flows.begin import RunInfo, begin
    from kiosk.stock.rules import Rules

    one = bench(serial="X-1").scan(b"SN-0001")
    there = shop.store.call(begin, "other", "Petr", "Europe/Prague", Rules(), RunInfo("x", "tty2", "", "1.0", 2))
    other = bench(post=there, document=one.id)
    assert other.used() == [("SN-0001", "1")]
    other.do(working.undo)
    assert other.stands("psu 1")[0] is Status.IN_STOCK
    assert one.scan(b"RES-10K").used() == [("RES-10K", "1")]


def test_nothing_is_used_in_a_repair_that_is_over(bench: Benches) -> None:
    one = bench(serial="X-1").do(ending.complete)
    for raw in (b"SN-0001", b"RES-10K", b"MAIN/A"):
        assert one.scan(raw).said[:2] == ("no", "RO-1-1 is done")
    assert one.do(using.quantity, "3").tone == "no"
    assert one.do(taking_out.take_out).tone == "no"
    assert one.used() == []


def test_a_lot_whose_place_holds_no_stock_any_more_keeps_the_rest_in(bench: Benches, shop: Any) -> None:
    one = bench(serial="X-1").scan(b"CAB-1")
    assert one.tone == "no"  # all of it is sold
    one.scan(b"MAIN/B").scan(b"RES-10K").do(using.quantity, "200")
    shop.store.call(locations.archive, shop.ids["b"], True)
    assert one.do(using.quantity, "1").tone == "no"
    assert one.used() == [("RES-10K", "200")]


def test_a_slip_of_another_repair_opens_that(bench: Benches) -> None:
    bench(serial="X-1")
    one = bench(serial="X-2").scan(b"RO-1-1")
    assert one.state.repair.number == "RO-1-1"
    assert one.scan(b"RO-1-1").tone == "again"
    assert one.scan(f"KSK-DO{one.id}".encode()).state.repair.number == "RO-1-2"


def test_unknown_codes_and_other_documents_are_refused_in_words(bench: Benches, shop: Any) -> None:
    from kiosk.stock.document_kinds import DocKind

    one = bench(serial="X-1").scan(b"nothing")
    assert one.said[1] == "Unknown code"
    assert one.state.unknown is not None
    one.scan(b"[)>\x1e06\x1dPNEW-1-ND\x1d1PNEW1\x1dK\x1d1K7299\x1d11K1\x1dQ25\x1d11ZPICK")
    assert one.said[1] == "Unknown label"
    assert one.said[2].endswith("F4 says which part it is of. Then scan it again.")
    assert one.state.says is not None
    one.scan(b"2112345015003")
    assert "Scan it again." in one.said[2]
    assert one.state.says is None
    shop.store.call(documents.create, shop.post, DocKind.ISSUE)
    assert one.scan(b"GI-1-1").tone == "no"
    assert one.store.look(repairs.get, one.id).parts == 0


def test_a_serial_of_several_units_asks_which(bench: Benches) -> None:
    one = bench(serial="X-1").scan(b"007")
    assert one.tone == "ask"
    options = [option.text for option in one.state.question.options]
    key = next(str(at) for at, text in enumerate(options, 1) if "PSU-12" in text)
    one.answer(key)
    assert one.used() == [("007", "1")]
    assert one.faults() == ()


def test_the_status_of_a_part_that_is_in_it_is_not_changed_around_the_repair(bench: Benches, shop: Any) -> None:
    unit = Thing(Kind.STOCK_ITEM, shop.ids["psu 1"], "")
    one = bench(serial="X-1").scan(b"SN-0001")
    by_hand, outcome = shop.store.look(status_flow.load, shop.post, status_flow.StatusState(unit))
    assert outcome.detail == "It is in the repair RO-1-1 as a part. Open that, and take it out there."
    assert status_flow.choices(by_hand) == ()
    wanted = Wanted(Action.STATUS, status=Status.DEFECTIVE, note="broken")
    plan = shop.store.call(acting.do, shop.post, wanted, [Target(unit)])
    assert isinstance(plan, Plan)
    assert plan.rows[0].code is Code.CLAIMED
    one.do(ending.complete)
    assert one.stands("psu 1")[0] is Status.REPAIR_DONE


def test_an_archived_part_does_not_come_back_out_of_a_repair(bench: Benches, shop: Any) -> None:
    one = bench(serial="X-1").scan(b"SN-0001").scan(b"RES-10K")
    shop.archive("part", "supply")
    shop.archive("part", "resistor")
    assert one.do(taking_out.take_out).tone == "no"
    one.do(working.choose, one.state.used[0].line, shop.ids["psu 1"]).do(taking_out.take_out).answer("1")
    assert one.tone == "no"
    assert one.used() == [("SN-0001", "1"), ("RES-10K", "1")]
