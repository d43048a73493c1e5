"""Acting on a list: what its rows stand for, one step that undo takes back with all it did to stock."""

from decimal import Decimal
from typing import Any

from kiosk.flows import acting
from kiosk.flows import undo as undo_flow
from kiosk.flows.lists import doing, editing, undoing
from kiosk.stock.acting import Action, Target, Wanted
from kiosk.stock.thing import Kind, Thing
from kiosk.store import stock_items
from kiosk.store.verify import verify


def _to(gathered: Any, place: str) -> Wanted:
    return Wanted(Action.MOVE, to=Thing(Kind.LOCATION, gathered.ids[place], "MAIN/" + place.upper()))


def _places(gathered: Any) -> list[str]:
    return [row.place for row in gathered.rows]


def _targets(gathered: Any) -> list[tuple[str, Decimal | None]]:
    found = gathered.store.look(doing.targets, gathered.post, gathered.id)
    return [(one.thing.label, one.quantity) for one in found]


def test_all_rows_are_meant_unless_some_are_marked(gathered: Any) -> None:
    gathered.scan(b"SN-0001", b"2000000000015").do(editing.quantity, "3").things(gathered.item("void"))
    assert _targets(gathered) == [("PSU-12 · SN-0001", None), ("RES-10K · Resistor 10 kΩ", Decimal(3))]
    gathered.do(editing.mark, gathered.rows[2].id)
    assert _targets(gathered) == [("FAN-80 · SN-VOID", None)]


def test_a_move_is_one_step_and_undo_brings_the_stock_back(gathered: Any) -> None:
    gathered.scan(b"SN-0001").things(gathered.item("rest"), gathered.item("psu 7"))
    before = _places(gathered)
    gathered.do(doing.act, _to(gathered, "b"))
    assert gathered.said[:2] == ("ok", "2 moved")
    assert _places(gathered) == ["MAIN/B"] * 3
    assert [row.again for row in gathered.state.report] == [False, True, False]

    step = gathered.store.look(undoing.last_step, gathered.post, gathered.state)
    assert (step.what, step.label) == ("move", "2 moved to MAIN/B")
    gathered = gathered.at(gathered.post).do(undoing.undo)
    assert gathered.said == ("ok", "Undone", "Taken back: 2 moved to MAIN/B.")
    assert _places(gathered) == before
    assert gathered.store.call(verify) == ()


def test_nothing_is_done_where_one_is_refused_and_the_rest_is_where_that_is_wanted(gathered: Any) -> None:
    gathered.scan(b"SN-0001").things(gathered.item("psu 2"))
    before = _places(gathered)
    gathered.do(doing.act, _to(gathered, "b"))
    assert gathered.said[:2] == ("no", "Nothing was done")
    assert gathered.said[2].startswith("1 of 2 can't be. PSU-12 · SN-0002: ")
    assert _places(gathered) == before
    assert len(gathered.state.report) == 2

    wanted = Wanted(Action.MOVE, to=_to(gathered, "b").to, partial=True)
    assert gathered.do(doing.act, wanted).said[:2] == ("ok", "1 moved")
    assert _places(gathered) == ["MAIN/B", ""]


def test_what_is_so_already_is_said_to_be(gathered: Any) -> None:
    gathered.scan(b"SN-0001").do(doing.act, _to(gathered, "a"))
    assert gathered.said == ("again", "Nothing was done", "It is so already.")
    assert gathered.store.look(undoing.last_step, gathered.post, gathered.state).what == "added"


def test_undo_is_refused_where_the_stock_has_moved_on(gathered: Any) -> None:
    gathered.scan(b"SN-0001").do(doing.act, _to(gathered, "b"))
    other = gathered.at(gathered.post)
    item = gathered.ids["psu 1"]
    gathered.store.call(acting.do, gathered.post, _to(gathered, "a"), [Target(Thing(Kind.STOCK_ITEM, item, ""))])
    other.do(undoing.undo)
    assert other.said[:2] == ("no", "Can't be undone")
    assert "1 item has changed since: PSU-12 · SN-0001." in other.said[2]
    assert "It stays: 1 moved to MAIN/B." in other.said[2]
    assert gathered.store.look(stock_items.state, item).location == gathered.ids["a"]


def test_an_action_that_was_undone_elsewhere_does_not_keep_older_steps_from_being_undone(gathered: Any) -> None:
    gathered.scan(b"SN-0001").do(doing.act, _to(gathered, "b"))
    step = gathered.store.look(undoing.last_step, gathered.post, gathered.state)
    gathered.store.call(undo_flow.undo, gathered.post, step.operation)

    gathered.do(undoing.undo)
    assert gathered.said[:2] == ("ok", "Undone")
    assert gathered.said[2].endswith("It has been undone already.")
    assert gathered.do(undoing.undo).head.total == 0


def test_another_station_may_take_back_what_was_done_to_a_list_that_it_works_on(gathered: Any, elsewhere: Any) -> None:
    gathered.scan(b"SN-0001").do(doing.act, _to(gathered, "b"))
    there = gathered.at(elsewhere).do(undoing.undo)
    assert there.said[:2] == ("ok", "Undone")
    assert _places(there) == ["MAIN/A"]
    assert gathered.store.call(verify) == ()
