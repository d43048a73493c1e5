"""Moving stock: a whole stock item stays what it is, a part of a quantity joins what is like it."""

from typing import Any


def _amounts(acts: Any, place: str) -> list[int]:
    """How much each loose stock item in a place has."""
    where = acts.shop.ids[place]
    return [row[4] // 1_000_000 for row in acts.stock().values() if row[3] == where and row[6] is None and row[4]]


def test_a_whole_stock_item_keeps_its_identity_beside_a_like_one(acts: Any) -> None:
    row = acts.do("move", "reel", to="b").rows[0]
    assert (row.before, row.after) == ("MAIN/A · 5,000 pcs", "MAIN/B · 5,000 pcs")
    assert acts.state("reel") == ("MAIN/B", 5000, "in_stock")
    assert acts.state("rest") == ("MAIN/B", 120, "in_stock")


def test_a_part_of_a_quantity_joins_what_is_like_it_there(acts: Any) -> None:
    row = acts.do("move", "reel ×10", to="b").rows[0]
    assert (row.before, row.after) == ("MAIN/A · 5,000 pcs", "MAIN/B · 10 pcs, 4,990 pcs left")
    assert acts.state("reel") == ("MAIN/A", 4990, "in_stock")
    assert acts.state("rest") == ("MAIN/B", 130, "in_stock")
    assert acts.state("bag") == ("MAIN/B", 80, "in_stock")


def test_a_quantity_that_is_all_of_it_joins_too_where_it_was_told(acts: Any) -> None:
    acts.do("move", "rest ×120", to="a")
    assert acts.state("rest") == ("MAIN/B", 0, "in_stock")
    assert acts.state("reel") == ("MAIN/A", 5120, "in_stock")


def test_a_quantity_that_is_all_of_it_moves_whole_where_nothing_is_like_it(acts: Any) -> None:
    acts.do("move", "bag ×80", to="a")
    assert acts.state("bag") == ("MAIN/A", 80, "in_stock")


def test_parts_that_are_alike_become_one_where_nothing_is_like_them(acts: Any) -> None:
    acts.enter("more", "resistor", "b", 5, batch="20261015")
    acts.do("move", "bag ×10", "more ×3", to="a")
    assert sorted(_amounts(acts, "a")) == [13, 5000]
    assert (acts.state("bag")[1], acts.state("more")[1]) == (70, 2)


def test_what_has_notes_joins_nothing(acts: Any) -> None:
    acts.enter("noted", "resistor", "b", 5, batch="20261101", notes="opened")
    acts.do("move", "noted ×2", to="a")
    assert sorted(_amounts(acts, "a")) == [2, 5000]
    (made,) = [row for row in acts.stock().values() if row[3] == acts.shop.ids["a"] and row[4] == 2_000_000]
    assert (made[5], made[11]) == ("20261101", "opened")


def test_two_quantities_join_one_after_the_other(acts: Any) -> None:
    acts.enter("more", "resistor", "b", 5, batch="20261101")
    done = acts.do("move", "rest ×20", "more ×5", to="a")
    assert acts.state("reel")[1] == 5025
    acts.undo(done)
    assert acts.state("reel")[1] == 5000


def test_what_is_there_already_is_left_and_the_rest_moves(acts: Any) -> None:
    done = acts.do("move", "psu 1", "rest", "fan 7", to="b")
    assert [row.again for row in done.rows] == [False, True, True]
    assert done.rows[1].why == "It is in MAIN/B already."
    assert (done.outcome.text, done.outcome.detail) == ("1 moved", "2 were so already. F7 undoes it.")


def test_a_quantity_for_all_is_of_each_loose_one_and_of_no_unit(acts: Any) -> None:
    rows = acts.plan("move", "rest", "bag", "fan 7", to="a", quantity=5).rows
    assert [row.code for row in rows] == [None, None, "is_unit"]
    acts.do("move", "rest", "bag ×6", to="a", quantity=5)
    assert (acts.state("rest")[1], acts.state("bag")[1]) == (115, 74)


def test_a_defective_quantity_stays_defective_where_it_comes_to(acts: Any) -> None:
    acts.enter("broken", "cable", "b", "2.5", status="defective")
    done = acts.do("move", "broken ×1.25", to="a")
    (made,) = [
        row for row in acts.stock().values() if row[2] == acts.shop.ids["cable"] and row[3] == acts.shop.ids["a"]
    ]
    assert (made[4], made[9]) == (1_250_000, "defective")
    acts.undo(done)
