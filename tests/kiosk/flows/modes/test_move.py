"""Move into: a place, then everything goes there at once, each by an operation of its own."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows import modes
from kiosk.flows.modes.pieces import FromWhich
from kiosk.stock.modes import ModeKind
from kiosk.store import operations, stock_items
from kiosk.store.sql import execute
from kiosk.wording import modes as modes_wording

GTIN = "2000000000015"  # ten resistors
PSU = "SN-0001"


def test_a_unit_goes_to_the_place_that_was_scanned(bench: Callable[..., Any]) -> None:
    mode = bench("move").scan("MAIN/B", PSU)
    assert mode.said == ("ok", PSU)
    assert mode.detail == "PSU-12 from MAIN/A to MAIN/B."
    assert mode.lies("PSU-12") == {("MAIN/A", ""): 1, ("MAIN/B", ""): 1}
    assert mode.acts() == ["move"]
    mode.sound()


def test_what_is_there_already_is_amber_and_changes_nothing(bench: Callable[..., Any]) -> None:
    mode = bench("move").scan("MAIN/A")
    before = mode.stock()
    assert mode.scan(PSU).said == ("again", PSU)
    assert mode.scan("MAIN/A").said == ("again", "MAIN/A")
    assert (mode.stock(), mode.acts()) == (before, [])


def test_each_scan_is_in_the_journal_with_what_it_moved(bench: Callable[..., Any]) -> None:
    mode = bench("move").scan("MAIN/B", PSU, PSU)
    sql = "SELECT s.screen, s.result, COUNT(m.id) FROM scan_record s LEFT JOIN movement m ON m.scan_id = s.id"
    rows = mode.rows(f"{sql} GROUP BY s.id, s.screen, s.result, s.seq ORDER BY s.seq")
    assert [tuple(row) for row in rows] == [("move", "place", 0), ("move", "done", 1), ("move", "again", 0)]


def test_nothing_is_moved_before_the_place_is_known(bench: Callable[..., Any]) -> None:
    mode = bench("move")
    before = mode.stock()
    for code in (PSU, GTIN, "RES-10K"):
        assert mode.scan(code).said == ("no", "Scan the place")
    assert mode.stock() == before


def test_a_structural_place_and_what_cant_be_moved_are_refused(bench: Callable[..., Any]) -> None:
    mode = bench("move")
    assert mode.scan("MAIN").said == ("no", "MAIN")
    assert mode.state.place is None
    before = mode.scan("MAIN/B").stock()
    assert mode.scan("SN-0002").said == ("no", "SN-0002"), "it is sold"
    assert mode.scan("PSU-12").said == ("no", "PSU-12"), "its units have serials"
    assert "units" in mode.detail
    assert mode.scan("NOPE").said == ("no", "Unknown code")
    assert mode.state.unknown is not None
    assert (mode.stock(), mode.acts()) == (before, [])


def test_nothing_goes_to_the_place_before_after_one_that_was_refused(bench: Callable[..., Any]) -> None:
    mode = bench("move").scan("MAIN/B", "MAIN")
    assert mode.said == ("no", "MAIN")
    before = mode.stock()
    assert mode.scan(PSU).said == ("no", "Scan the place")
    mode.shop.archive("location", "a")
    assert mode.scan("MAIN/B", "MAIN/A", PSU).said == ("no", "Scan the place")
    assert (mode.stock(), mode.acts()) == (before, [])


def test_a_stock_item_goes_whole_by_its_own_code(bench: Callable[..., Any]) -> None:
    mode = bench("move").scan("MAIN/A")
    mode.scan(f"KSK-SI{mode.shop.ids['bag']}")
    assert mode.said == ("ok", "RES-10K")
    assert mode.detail == "80 pcs from MAIN/B to MAIN/A, none left there."
    assert mode.lies("RES-10K")[("MAIN/A", "20261015")] == 80


# Pieces of a part


def test_a_parts_code_moves_a_pack_from_the_only_place_that_has_some(bench: Callable[..., Any]) -> None:
    mode = bench("move").scan("MAIN/B", GTIN)
    assert mode.said == ("ok", "RES-10K"), "what lies there already is not asked about"
    assert mode.detail == "10 pcs from MAIN/A to MAIN/B, 4,990 pcs left there."
    assert mode.lies("RES-10K") == {
        ("MAIN/A", "20261101"): 4990,
        ("MAIN/B", "20261101"): 130,
        ("MAIN/B", "20261015"): 80,
    }
    mode.sound()


def test_of_several_it_is_asked_from_which_and_the_answer_holds(bench: Callable[..., Any]) -> None:
    mode = bench("move").scan("MAIN/A", "RES-10K")
    assert mode.said == ("ask", "RES-10K")
    assert mode.options == [
        "MAIN/B · 120 pcs · batch 20261101",
        "MAIN/B · 80 pcs · batch 20261015",
        "None of these",
    ]
    assert mode.do(modes.answer, "2").said == ("ok", "RES-10K")
    assert mode.scan("RES-10K", "RES-10K").said == ("ok", "RES-10K")
    assert mode.lies("RES-10K")[("MAIN/B", "20261015")] == 77
    mode.sound()


def place(mode: Any) -> str:
    """A third place, to which all of it can go."""
    mode.shop.store.call(lambda db: execute(db, "UPDATE location SET structural = 0 WHERE path = 'MAIN'"))
    return "MAIN"


def test_scanning_the_place_answers_from_where(bench: Callable[..., Any]) -> None:
    mode = bench("move")
    mode.scan(place(mode), "RES-10K")
    assert len(mode.options) == 4
    assert mode.scan("MAIN/A").said == ("ok", "RES-10K")
    assert mode.state.place.label == "MAIN", "it was an answer, and no other place to go to"
    assert mode.lies("RES-10K")[("MAIN/A", "20261101")] == 4999


def test_a_place_with_several_batches_leaves_those_to_be_asked(bench: Callable[..., Any]) -> None:
    mode = bench("move")
    mode.scan(place(mode), "RES-10K", "MAIN/B")
    assert mode.said == ("ask", "RES-10K")
    assert len(mode.options) == 3
    assert mode.do(modes.answer, "1").said == ("ok", "RES-10K")


@pytest.mark.parametrize("code", ["MAIN/A", "KSK-SI{reel}"])
def test_no_scan_answers_before_the_question_could_be_read(bench: Callable[..., Any], code: str) -> None:
    mode = bench("move")
    mode.scan(place(mode), "RES-10K")
    before = mode.stock()
    mode.scan(code.format(**mode.shop.ids), read=False)
    assert mode.said == ("again", "Look, then scan")
    assert mode.state.question is not None
    assert mode.stock() == before
    mode.scan(code.format(**mode.shop.ids))
    assert mode.detail.startswith("1 pc from MAIN/A to MAIN")


def test_the_next_scan_puts_the_question_away_and_says_what_was_left(bench: Callable[..., Any]) -> None:
    mode = bench("move").scan("MAIN/A", "RES-10K")
    lies = mode.lies("RES-10K")
    mode.scan("007" if False else "SN-0001")
    assert mode.detail.endswith("RES-10K was left: nothing was done with it.")
    assert mode.state.question is None
    assert mode.lies("RES-10K") == lies


def test_the_same_code_once_more_asks_once_more(bench: Callable[..., Any]) -> None:
    mode = bench("move").scan("MAIN/A", "RES-10K", "RES-10K")
    assert mode.said == ("ask", "RES-10K")
    assert "left" not in mode.detail
    assert mode.acts() == []


def test_none_of_these_leaves_all_as_it_is(bench: Callable[..., Any]) -> None:
    mode = bench("move").scan("MAIN/A", "RES-10K")
    before = mode.stock()
    mode.do(modes.answer, "3")
    assert mode.state.question is None
    assert mode.stock() == before
    assert mode.do(modes.answer, "1").said[0] == "no", "nothing is asked any more"


def test_a_code_of_several_things_asks_which(bench: Callable[..., Any]) -> None:
    mode = bench("move").scan("MAIN/B", "007")
    assert mode.said[0] == "ask"
    key = next(str(at) for at, text in enumerate(mode.options, 1) if "PSU" in text)
    assert mode.do(modes.answer, key).said == ("ok", "007")
    assert ("MAIN/B", "") in mode.lies("PSU-12")


def test_all_that_lies_there_already_is_amber(bench: Callable[..., Any]) -> None:
    mode = bench("move")
    for name in ("rest", "bag"):
        mode.scan("MAIN/A", f"KSK-SI{mode.shop.ids[name]}")
    assert mode.scan("RES-10K").said == ("again", "RES-10K")


# How many


@pytest.mark.parametrize("text", ["25", "3"])
def test_a_quantity_is_what_the_last_scan_moved_in_all(bench: Callable[..., Any], text: str) -> None:
    mode = bench("move").scan("MAIN/B", GTIN).do(modes.quantity, text)
    assert mode.said == ("ok", "RES-10K")
    assert mode.lies("RES-10K")[("MAIN/A", "20261101")] == 5000 - int(text)
    assert mode.acts() == ["move", "undo", "move"]
    assert mode.state.here == {"pcs": int(text)}
    mode.sound()
    mode.do(modes.undo)
    assert mode.lies("RES-10K")[("MAIN/A", "20261101")] == 5000, "one step back is all of it"
    mode.sound()


@pytest.mark.parametrize("text", ["10", "5001", "0", "-1", "1.5", "x", ""])
def test_a_quantity_that_cant_be_changes_nothing(bench: Callable[..., Any], text: str) -> None:
    mode = bench("move").scan("MAIN/B", GTIN)
    before = mode.stock()
    assert mode.do(modes.quantity, text).said[0] == ("again" if text == "10" else "no")
    assert mode.stock() == before


@pytest.mark.parametrize("codes", [(), (PSU,), (GTIN, "NOPE"), (GTIN, "MAIN/A")])
def test_a_quantity_is_of_the_last_scan_and_nothing_else(bench: Callable[..., Any], codes: tuple[str, ...]) -> None:
    mode = bench("move").scan("MAIN/B", *codes)
    before = mode.stock()
    assert mode.do(modes.quantity, "5").said[0] == "no"
    assert mode.stock() == before


def test_a_quantity_while_it_is_asked_from_where_is_how_many_there_will_be(bench: Callable[..., Any]) -> None:
    mode = bench("move").scan("MAIN/A", "RES-10K").do(modes.quantity, "12")
    assert mode.said == ("ask", "RES-10K")
    assert isinstance(mode.state.asked, FromWhich)
    assert mode.do(modes.quantity, "x").outcome.question is not None
    mode.do(modes.answer, "1")
    assert mode.lies("RES-10K")[("MAIN/B", "20261101")] == 108


def test_what_went_into_each_place_is_told_by_its_units(bench: Callable[..., Any]) -> None:
    mode = bench("move").scan("MAIN/B", PSU, GTIN)
    assert modes_wording.heading(ModeKind.MOVE, "MAIN/B", mode.state.here) == "Into MAIN/B: 1 unit, 10 pcs"
    mode.scan("MAIN/A")
    assert modes_wording.heading(ModeKind.MOVE, "MAIN/A", mode.state.here) == "Into MAIN/A: nothing yet"
    mode.scan("MAIN/B").do(modes.undo)
    assert mode.state.here == {"": 1}


# Taking back


def test_undo_takes_back_step_by_step_exactly(bench: Callable[..., Any]) -> None:
    mode = bench("move").scan("MAIN/B")
    before = mode.stock()
    mode.scan(PSU, GTIN, GTIN)
    assert mode.state.last.amount == 10
    for _ in range(3):
        assert mode.do(modes.undo).said == ("ok", "Undone")
    assert mode.stock() == before
    assert mode.do(modes.undo).said == ("no", "Nothing to undo")
    assert not mode.state.moved
    mode.sound()


def test_what_has_moved_on_since_is_not_taken_back_and_it_is_said_why(bench: Callable[..., Any]) -> None:
    mode = bench("move").scan("MAIN/B", PSU)
    other = bench("out")
    other.shop = mode.shop
    other.scan(PSU)
    assert mode.do(modes.undo).said == ("no", "Can't be undone")
    assert mode.state.last is not None
    assert stock_items is not None


def test_what_others_have_touched_in_between_is_told_anew_and_taken_back_whole_or_not_at_all(
    bench: Callable[..., Any],
) -> None:
    mode = bench("move").scan("MAIN/B", GTIN)
    other = bench("out").scan("MAIN/A", GTIN)
    assert other.said[0] == "ok"
    before = mode.stock()
    assert mode.do(modes.quantity, "25").said == ("no", "Can't be undone"), "a step of two would come apart in undo"
    assert mode.do(modes.undo).said == ("no", "Can't be undone")
    assert mode.stock() == before
    other.do(modes.undo)
    assert mode.do(modes.quantity, "25").said == ("ok", "RES-10K")
    mode.sound()


def test_what_was_undone_elsewhere_is_off_the_list(bench: Callable[..., Any]) -> None:
    mode = bench("move").scan("MAIN/B", PSU)
    mode.shop.store.call(operations.undo, mode.shop.post, mode.state.last.operation)
    assert mode.do(modes.undo).said == ("ok", "Undone")
    assert mode.lies("PSU-12") == {("MAIN/A", ""): 2}
