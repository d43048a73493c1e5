"""Take out, and where is it."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows import modes
from kiosk.stock.mode_steps import Step

PSU = "SN-0001"


def test_a_unit_is_sold_by_a_note_and_undo_brings_it_back(bench: Callable[..., Any]) -> None:
    mode = bench("out")
    before = mode.stock()
    assert mode.scan(PSU).said == ("ok", PSU)
    assert mode.detail == "PSU-12 taken out of MAIN/A."
    ((status, place),) = mode.rows("SELECT status, location_id FROM stock_item WHERE serial = ?", PSU)
    assert (status, place) == ("sold", None)
    assert mode.rows("SELECT kind, note FROM operation ORDER BY id DESC LIMIT 1") == [("take_out", "taken out")]
    assert mode.scan(PSU).said == ("again", PSU)
    mode.do(modes.undo)
    assert mode.stock() == before
    mode.sound()


def test_pieces_go_out_from_the_place_that_is_chosen(bench: Callable[..., Any]) -> None:
    mode = bench("out").scan("2000000000015")
    assert mode.said == ("ask", "RES-10K")
    assert mode.scan("MAIN/A").said == ("ok", "RES-10K")
    assert mode.state.place is None, "it was an answer"
    assert mode.lies("RES-10K")[("MAIN/A", "20261101")] == 4990
    mode.do(modes.quantity, "4")
    assert mode.lies("RES-10K")[("MAIN/A", "20261101")] == 4996
    assert mode.acts() == ["take_out", "undo", "take_out"]
    mode.sound()


def test_a_place_that_is_scanned_first_is_where_pieces_are_taken_from(bench: Callable[..., Any]) -> None:
    mode = bench("out").scan("MAIN/A", "RES-10K")
    assert mode.said == ("ok", "RES-10K")
    assert mode.scan("MAIN/A").said == ("again", "MAIN/A")
    assert mode.scan("MAIN", "RES-10K").said == ("ok", "RES-10K"), "what was chosen for the part holds"


def test_the_last_piece_and_what_may_not_go(bench: Callable[..., Any]) -> None:
    mode = bench("out")
    mode.scan(f"KSK-SI{mode.shop.ids['bag']}").do(modes.quantity, "80")
    assert ("MAIN/B", "20261015") not in mode.lies("RES-10K")
    for code, text in (("CAB-1", "CAB-1"), ("PSU-12", "PSU-12"), ("SN-VOID", "Unknown code")):
        assert mode.scan(code).said == ("no", text)
    before = mode.stock()
    mode.scan(f"KSK-SI{mode.shop.ids['fan 7']}")
    assert mode.said[0] == "no", "it is defective"
    assert mode.stock() == before


@pytest.mark.parametrize(
    ("code", "large"),
    [
        ("RES-10K", "MAIN/A"),
        ("SN-0001", "MAIN/A"),
        ("SN-0002", "Sold"),
        ("CAB-1", "None in stock"),
        ("MAIN/B", "MAIN/B"),
    ],
)
def test_where_is_it_says_the_place_in_large_letters_and_changes_nothing(
    bench: Callable[..., Any], code: str, large: str
) -> None:
    mode = bench("where")
    before = mode.stock()
    assert mode.scan(code).said == ("ok", large)
    assert (mode.stock(), mode.acts()) == (before, [])
    assert mode.rows("SELECT screen, result FROM scan_record") == [("where", "found")]


def test_below_the_answer_stand_the_places_or_what_lies_there(bench: Callable[..., Any]) -> None:
    mode = bench("where").scan("RES-10K")
    page = mode.shop.store.look(modes.rows, mode.shop.post, mode.state, 0, 10)
    assert [row.amount.label for row in page.rows] == ["MAIN/A", "MAIN/B"]
    mode = bench("move").scan("MAIN/B", PSU)
    page = mode.shop.store.look(modes.rows, mode.shop.post, mode.state, 0, 2)
    assert isinstance(page.rows[0], Step)
    assert page.total == 4
    rest = mode.shop.store.look(modes.rows, mode.shop.post, mode.state, 2, 9)
    assert not any(isinstance(row, Step) for row in rest.rows)
