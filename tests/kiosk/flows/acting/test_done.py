"""Doing it: all or nothing, what can be done where that is asked for, stopped without a trace, told in words."""

from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.stock.acting import Plan
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.statuses import Status
from kiosk.store import acting, ledger, stock_items
from kiosk.store.labels import OF_ITEM
from kiosk.store.progress import Stopped
from kiosk.store.sql import execute


def test_with_one_refused_nothing_is_done(acts: Any) -> None:
    before = acts.stock()
    plan = acts.tried("move", "psu 1", "psu 2", to="b")
    assert isinstance(plan, Plan)
    assert (plan.done, plan.refused, plan.again, plan.ready) == (1, 1, 0, False)
    assert acts.stock() == before


def test_what_can_be_done_is_done_where_that_is_wanted(acts: Any) -> None:
    done = acts.do("move", "psu 1", "psu 2", "fan 7", to="b", partial=True)
    assert [(row.after, row.code) for row in done.rows] == [("MAIN/B", None), ("", "not_on_hand"), ("MAIN/B", None)]
    assert (done.outcome.text, done.outcome.detail) == (
        "1 moved",
        "1 was so already; 1 left as refused. F7 undoes it.",
    )


def test_the_note_is_kept_with_the_operation(acts: Any) -> None:
    done = acts.do("move", "psu 1", to="b", note="to the window")
    sql = f"SELECT kind, note FROM operation WHERE id = {done.operation}"
    assert acts.shop.store.look(lambda db: db.execute_sql(sql).fetchone()) == ("move", "to the window")


@pytest.mark.parametrize("stop", [0, 1, 2])
def test_what_is_stopped_keeps_nothing(acts: Any, stop: int) -> None:
    before, heard = acts.stock(), list[float]()

    def told(done: float) -> bool:
        heard.append(done)
        return len(heard) <= stop

    with pytest.raises(Stopped, match="nothing was done"):
        acts.tried("split", "rest", "bag", quantity=1, told=told)
    assert acts.stock() == before
    assert heard == [0, 0, pytest.approx(2 / 4)][: stop + 1]


def test_who_was_overtaken_by_another_station_is_told_so(acts: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite keeps others off while it is done; here the stock changes between the plan and the writing of it."""
    record = ledger.record

    def overtaken(db: Any, post: Any, operation: int, changes: Any) -> None:
        item = changes[0].item
        now = stock_items.state(db, item)
        assert now is not None
        lost = State(None, now.quantity, Status.LOST)
        record(db, post, ledger.begin(db, post, Act.STATUS), [Change(item, now, lost)])
        record(db, post, operation, changes)

    monkeypatch.setattr(ledger, "record", overtaken)
    before = acts.stock()
    with pytest.raises(StoreError, match="Another station has changed this stock meanwhile"):
        acts.tried("move", "psu 1", "psu 7", to="b")
    assert acts.stock() == before


WORDS: list[tuple[str, tuple[str, ...], dict[str, Any], str]] = [
    ("count", ("rest ×100",), {}, "120 pcs → 100 pcs"),
    ("add", ("rest ×1",), {}, "120 pcs → 121 pcs"),
    ("remove", ("rest ×119",), {}, "120 pcs → 1 pc"),
    ("status", ("psu 1",), {"status": Status.SOLD, "note": "x"}, "In stock · MAIN/A → Sold"),
    (
        "status",
        ("rest",),
        {"status": Status.DEFECTIVE, "note": "x"},
        "In stock · MAIN/B · 120 pcs → Defective · MAIN/B · 120 pcs",
    ),
    ("batch", ("psu 1",), {"batch": "X"}, "no batch → batch X"),
    ("batch", ("rest",), {"clear": True}, "batch 20261101 → no batch"),
    ("split", ("rest",), {"quantity": 20}, "MAIN/B · 120 pcs → MAIN/B · 100 pcs and 20 pcs"),
    ("issue", ("psu 1",), {}, "In stock · MAIN/A → Sold"),
    ("issue", ("rest ×20",), {}, "In stock · MAIN/B · 120 pcs → 100 pcs left"),
    ("issue", ("rest",), {}, "In stock · MAIN/B · 120 pcs → none left"),
    ("return", ("psu 2",), {"to": "b"}, "Sold → Returned · MAIN/B"),
]


@pytest.mark.parametrize(("action", "targets", "kwargs", "words"), WORDS)
def test_a_row_says_what_becomes_of_it(
    acts: Any, action: str, targets: tuple[str, ...], kwargs: dict[str, Any], words: str
) -> None:
    (row,) = acts.plan(action, *targets, **kwargs).rows
    assert f"{row.before} → {row.after}" == words


AGAIN: list[tuple[str, str, dict[str, Any], str]] = [
    ("count", "rest ×120", {}, "It is as much already."),
    ("status", "fan 7", {"status": Status.DEFECTIVE, "note": "x"}, "It is defective already."),
    ("batch", "rest", {"batch": "20261101"}, "It has the batch 20261101 already."),
    ("batch", "psu 1", {"clear": True}, "It has no batch already."),
    ("expiry", "psu 1", {"clear": True}, "It has no expiry already."),
]


@pytest.mark.parametrize(("action", "target", "kwargs", "why"), AGAIN)
def test_what_is_as_wanted_is_left(acts: Any, action: str, target: str, kwargs: dict[str, Any], why: str) -> None:
    row = acts.row(action, target, **kwargs)
    assert (row.again, row.code, row.why, row.after) == (True, None, why, row.before)
    assert isinstance(acts.tried(action, target, **kwargs), Plan)


def test_merging_sums_up_in_the_first_one(acts: Any) -> None:
    acts.enter("more", "resistor", "b", 7, batch="20261101")
    acts.enter("again more", "resistor", "b", 3, batch="20261101")
    rows = acts.do("merge", "more", "rest", "again more").rows
    assert [row.after for row in rows] == ["MAIN/B · 130 pcs", *["0 pcs: all of it in the first one"] * 2]
    assert [acts.state(name)[1] for name in ("more", "rest", "again more")] == [130, 0, 0]


def test_what_is_split_off_is_the_same_but_for_its_quantity(acts: Any) -> None:
    acts.enter("noted", "resistor", "b", 9, batch="X", notes="opened", supplier_part=acts.shop.ids["acme"])
    before = acts.stock()
    acts.do("split", "noted", quantity=4)
    (made,) = [row for id, row in acts.stock().items() if id not in before]
    like = before[acts.shop.ids["noted"]]
    assert (made[2:4], made[4], made[5:]) == (like[2:4], 4_000_000, like[5:])


def test_labels_are_those_of_the_store(acts: Any) -> None:
    rows = acts.shop.store.look(
        lambda db: execute(db, f"SELECT i.id, {OF_ITEM.format('i')} FROM stock_item i").fetchall()
    )
    found = acts.shop.store.look(acting.items, [id for id, _ in rows])
    assert {id: item.label for id, item in found.items()} == dict(rows)
