"""Each action is one operation, and undo restores exactly what was there."""

from datetime import date
from typing import Any

import pytest

from kiosk.stock.statuses import Status

ACTIONS: dict[str, tuple[str, tuple[str, ...], dict[str, Any]]] = {
    "move": ("move", ("reel", "psu 1", "psu 7"), {"to": "b"}),
    "move a part that joins": ("move", ("reel ×10", "psu 7"), {"to": "b"}),
    "move a part that joins nothing": ("move", ("bag ×10", "rest ×5"), {"to": "a"}),
    "move all that lies in a place": ("move", ("a",), {"to": "b"}),
    "move all of a quantity to a like one": ("move", ("rest ×120",), {"to": "a"}),
    "count": ("count", ("reel ×4999", "bag ×0"), {}),
    "add": ("add", ("reel", "rest"), {"quantity": 5}),
    "remove": ("remove", ("reel", "bag ×80"), {"quantity": 5}),
    "status": ("status", ("psu 1", "reel"), {"status": Status.DEFECTIVE, "note": "wet"}),
    "status, out": ("status", ("psu 1", "reel"), {"status": Status.LOST, "note": "gone"}),
    "batch": ("batch", ("psu 1", "reel"), {"batch": "NEW"}),
    "no batch": ("batch", ("reel",), {"clear": True}),
    "an empty batch": ("batch", ("reel",), {"batch": ""}),
    "expiry": ("expiry", ("psu 1", "reel"), {"expiry": date(2027, 1, 31)}),
    "merge": ("merge", ("rest", "more"), {}),
    "split": ("split", ("rest", "bag"), {"quantity": 20}),
    "issue": ("issue", ("psu 1", "psu 7", "reel ×10", "bag"), {}),
    "return": ("return", ("psu 2",), {"to": "b"}),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_undo_restores_all_that_the_action_has_changed(acts: Any, name: str) -> None:
    action, targets, kwargs = ACTIONS[name]
    acts.enter("more", "resistor", "b", 7, batch="20261101")
    before = acts.stock()
    count = acts.shop.store.look(lambda db: db.execute_sql("SELECT COUNT(*) FROM operation").fetchone()[0])
    done = acts.do(action, *targets, **kwargs)
    assert [row.code for row in done.rows] == [None] * len(done.rows)
    assert all(row.after and row.before != row.after for row in done.rows)
    assert acts.stock() != before
    assert count + 1 == acts.shop.store.look(lambda db: db.execute_sql("SELECT COUNT(*) FROM operation").fetchone()[0])
    acts.undo(done)
    after = acts.stock()
    assert {id: row for id, row in after.items() if id in before} == before
    made = [row for id, row in after.items() if id not in before]
    assert all((row[3], row[4], row[9]) == (None, 0, "void") for row in made)
