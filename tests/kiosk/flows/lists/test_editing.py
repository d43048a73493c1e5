"""What keys do to a list: marks, quantities, rows that go and come, its name, its end; and each taken back."""

from decimal import Decimal
from typing import Any

import pytest

from kiosk.flows import acting
from kiosk.flows.lists import editing, listing, reading, scanning, undoing
from kiosk.stock.acting import Action, Target, Wanted
from kiosk.stock.thing import Kind, Thing
from kiosk.store import journal, list_steps
from kiosk.store.sql import execute
from kiosk.store.verify import verify
from kiosk.wording import lists_working as wording

CODES = (b"SN-0001", b"2000000000015", b"MAIN/B")


def _shown(gathered: Any) -> list[tuple[str, str, bool]]:
    return [(row.title, "" if row.quantity is None else str(row.quantity), row.marked) for row in gathered.rows]


@pytest.mark.parametrize(
    ("fn", "args"),
    [
        (editing.mark, ()),
        (editing.mark, ("row", True)),
        (editing.remove, (["row"],)),
        (editing.expand, ("last",)),
        (editing.rename, ("[bold]x[/]\x1b[2J",)),
        (editing.close, ()),
        (editing.quantity, ("7",)),
        (scanning.add, (Thing(Kind.PART, 2, ""),)),
    ],
)
def test_undo_takes_back_each_step_exactly_even_after_a_restart(gathered: Any, fn: Any, args: Any) -> None:
    gathered.scan(*CODES)
    gathered.do(listing.choose, gathered.rows[1].id)
    ids = {"row": gathered.rows[1].id, "last": gathered.rows[2].id}
    before, name = _shown(gathered), gathered.head.name
    values = [[ids.get(one, one) for one in arg] if isinstance(arg, list) else ids.get(arg, arg) for arg in args]

    assert gathered.do(fn, *values).said[0] == "ok"
    changed = gathered.at(gathered.post)
    assert (_shown(changed), changed.head.name, changed.head.closed) != (before, name, False)
    assert changed.do(undoing.undo).said[:2] == ("ok", "Undone")

    assert (_shown(changed), changed.head.name, changed.head.closed) == (before, name, False)
    assert (changed.head.total, changed.head.marked) == (3, 0)
    assert not changed.state.done
    assert gathered.store.call(verify) == ()


def test_a_row_that_comes_back_stands_where_it_stood(gathered: Any) -> None:
    gathered.scan(*CODES)
    gathered.do(editing.remove, [gathered.rows[0].id])
    assert gathered.titles[0] == "RES-10K · Resistor 10 kΩ"
    gathered.do(undoing.undo)
    assert gathered.titles[0] == "SN-0001 · Power supply 12 V"
    assert gathered.state.row.title == gathered.titles[0]


def test_what_was_taken_out_can_be_scanned_again_and_each_step_still_goes_back(gathered: Any) -> None:
    gathered.scan(*CODES).do(editing.remove, [gathered.rows[0].id]).scan(b"SN-0001")
    assert gathered.titles[-1] == "SN-0001 · Power supply 12 V"
    gathered.do(undoing.undo).do(undoing.undo)
    assert gathered.titles[0] == "SN-0001 · Power supply 12 V"
    assert gathered.head.total == 3


def test_steps_go_back_to_the_beginning_and_then_there_is_nothing_to_undo(gathered: Any) -> None:
    gathered.scan(*CODES).do(editing.mark)
    for left in (3, 2, 1, 0):
        assert gathered.do(undoing.undo).head.total == left
    assert gathered.do(undoing.undo).said[:2] == ("no", "Nothing to undo")
    assert gathered.store.look(undoing.last_step, gathered.post, gathered.state) is None


def test_undo_says_first_what_it_takes_back(gathered: Any) -> None:
    gathered.scan(*CODES).do(editing.mark)
    step = gathered.store.look(undoing.last_step, gathered.post, gathered.state)
    assert wording.step(step.what, step.label) == "marking 3 rows"
    gathered.do(undoing.undo)
    assert gathered.said == ("ok", "Undone", "Taken back: marking 3 rows.")


def test_marking_counts_and_says_again_where_it_changes_nothing(gathered: Any) -> None:
    gathered.scan(*CODES).do(editing.mark, gathered.rows[0].id)
    assert gathered.said == ("ok", "SN-0001 · Power supply 12 V", "1 row marked: 1 of 3 are.")
    assert gathered.do(editing.mark, gathered.rows[0].id).said[0] == "again"
    gathered.do(editing.mark)
    assert (gathered.head.marked, gathered.said[2]) == (3, "2 rows marked: 3 of 3 are.")
    gathered.do(editing.mark, None, False)
    assert (gathered.head.marked, gathered.said[2]) == (0, "The mark is off 3 rows: 0 of 3 are marked.")


def test_the_marked_rows_go_together_and_are_marked_still_when_they_come_back(gathered: Any) -> None:
    assert gathered.scan(*CODES).do(editing.remove).said[:2] == ("no", "Nothing is marked")
    gathered.do(editing.mark, gathered.rows[0].id).do(editing.mark, gathered.rows[2].id).do(editing.remove)
    assert (gathered.head.total, gathered.head.marked) == (1, 0)
    gathered.do(undoing.undo)
    assert (gathered.head.total, gathered.head.marked) == (3, 2)


def test_a_quantity_is_one_of_loose_stock(gathered: Any) -> None:
    gathered.scan(b"SN-0001").do(editing.quantity, "2")
    assert gathered.said == ("no", "It has no quantity", "SN-0001 · Power supply 12 V is one unit: all of it is meant.")
    gathered.scan(b"2000000000015").do(editing.quantity, "1.5")
    assert gathered.said[:2] == ("no", "Not a quantity")
    assert gathered.do(editing.quantity, "12").said[2] == "12 of 5,200 pcs · MAIN/A +1"
    assert gathered.do(editing.quantity, "12").said[0] == "again"
    assert gathered.do(editing.quantity, "").said[2] == "All of it is meant. 5,200 pcs · MAIN/A +1"
    assert gathered.scan(b"MAIN/B").do(editing.quantity, "1").said[:2] == ("no", "It has no quantity")


def test_a_location_becomes_the_rows_of_what_lies_in_it_and_below(gathered: Any) -> None:
    gathered.scan(b"SN-0001", b"MAIN").do(editing.mark, gathered.rows[1].id).do(editing.expand, gathered.rows[1].id)
    assert gathered.said[:2] == ("ok", "5 rows in its place")
    assert gathered.said[2] == "MAIN · Workshop: 6 rows, 6 marked now. 1 was in the list already."
    assert [row.thing.label for row in gathered.rows] == [
        "PSU-12 · SN-0001",
        "PSU-12 · 007",
        "RES-10K · batch 20261101 · MAIN/A",
        "FAN-80 · 007",
        "RES-10K · batch 20261101 · MAIN/B",
        "RES-10K · batch 20261015 · MAIN/B",
    ]
    assert [row.marked for row in gathered.rows] == [True] * 6  # what is meant is what the marked location stood for
    assert [row.marked for row in gathered.do(undoing.undo).rows] == [False, True]


def test_a_document_is_expanded_into_what_an_action_on_it_is_for(gathered: Any) -> None:
    """What is left of a quantity that went out is no part of the issue."""
    wanted = [Target(gathered.item("psu 1")), Target(gathered.item("rest"), Decimal(5))]
    done = gathered.store.call(acting.do, gathered.post, Wanted(Action.ISSUE), wanted)
    gathered.things(done.document)
    before = gathered.store.look(acting.plan, gathered.post, Wanted(Action.MERGE), [Target(done.document)]).rows
    gathered.do(editing.expand, gathered.rows[0].id)
    assert [row.thing.id for row in gathered.rows] == [row.thing.id for row in before] == [gathered.ids["psu 1"]]


def test_what_stands_for_nothing_else_is_not_expanded(gathered: Any) -> None:
    gathered.scan(b"SN-0001").do(editing.expand, gathered.rows[0].id)
    assert gathered.said[:2] == ("no", "Nothing to expand")


def test_a_closed_list_takes_nothing_and_waits_among_the_closed_ones(gathered: Any) -> None:
    gathered.scan(*CODES)
    other = gathered.at(gathered.post)
    gathered.do(editing.close)
    assert gathered.state.done
    assert gathered.store.look(reading.open_lists, gathered.post, 0).rows == ()
    assert [one.id for one in gathered.store.look(reading.closed_lists, gathered.post, 0).rows] == [gathered.id]

    tone, text, detail = other.scan(b"007x", b"SN-0002").said
    assert (tone, text) == ("no", f"{gathered.head.name} is closed")
    assert "Jana closed it" in detail
    assert other.state.done
    assert len(other.rows) == 3
    assert other.do(undoing.undo).scan(b"SN-0002").said[0] == "ok"


def test_a_list_that_was_emptied_is_closed_when_it_is_left(gathered: Any) -> None:
    gathered.scan(b"SN-0001").do(editing.remove, [gathered.rows[0].id]).do(listing.leave)
    assert gathered.do(listing.opened, gathered.id).head.closed
    gathered.do(undoing.undo).do(undoing.undo)
    assert gathered.titles == ["SN-0001 · Power supply 12 V"]


@pytest.mark.parametrize(("name", "why"), [("", "must"), ("  ", "must"), ("x" * 101, "101"), ("a\0b", "")])
def test_a_name_has_up_to_a_hundred_characters_and_may_be_any_text(gathered: Any, name: str, why: str) -> None:
    gathered.scan(b"SN-0001").do(editing.rename, name)
    assert gathered.said[:2] == ("no", "Not a name")
    assert why in gathered.said[2]
    assert gathered.do(editing.rename, "=1+1\u202e" + "x" * 94).said[0] == "ok"
    assert gathered.do(editing.rename, gathered.head.name).said[0] == "again"


def test_the_rows_of_things_that_are_of_no_use_any_more_stay_and_say_why(gathered: Any) -> None:
    shop = gathered.shop
    gathered.scan(b"SN-0001", b"2000000000015", b"0805-103", b"MAIN/B")
    gathered.things(Thing(Kind.STOCK_ITEM, shop.ids["void"], ""))
    for table, name in (("part", "resistor"), ("location", "b")):
        shop.archive(table, name)
    gone = [str(row.gone) for row in gathered.rows]
    assert gone == ["", "archived", "archived", "archived", "void"]


def test_steps_are_words_that_people_can_read() -> None:
    assert set(wording._STEPS) == {
        "added", "quantity", "marked", "unmarked", "removed", "expanded", "renamed", "closed", "coded",
    }  # fmt: skip
    assert list_steps.Before() == list_steps.Before((), None, None)


def test_a_list_from_which_all_was_taken_back_is_gone_when_it_is_left(gathered: Any) -> None:
    gathered.scan(b"SN-0001").do(undoing.undo).do(listing.leave)
    assert gathered.said == ("ok", "Nothing was kept", "There was nothing in the list.")
    assert gathered.do(listing.opened, gathered.id).said[:2] == ("no", "No such list")


def test_the_scans_of_a_list_stay_in_the_journal_as_long_as_the_list_does(gathered: Any) -> None:
    gathered.scan(b"SN-0001", b"nothing has this", b"2000000000015").do(editing.close).scan(b"1", b"2")

    def left(db: Any) -> list[str]:
        return [row[0] for row in execute(db, "SELECT result FROM scan_record ORDER BY id").fetchall()]

    assert gathered.store.call(journal.forget, 2**62) == 2
    assert gathered.store.look(left)[:2] == ["added", "added"]
