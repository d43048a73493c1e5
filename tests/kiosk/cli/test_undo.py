"""`kiosk undo` takes back this station's last change, says what that is, and asks a person first."""

import json
import os
import pty
from pathlib import Path
from typing import Any

import pytest

from kiosk.flows.begin import RunInfo, begin
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.rules import Rules
from kiosk.stock.statuses import Status
from kiosk.store import ledger, stock_items
from kiosk.store.database import Store
from kiosk.store.verify import verify

SERIAL = "A14D2431-2388"


@pytest.fixture
def station(home: Path) -> str:
    """The commands work as the station that the shop's stock was entered by."""
    file = home / "config" / "kiosk" / "kiosk.toml"
    file.parent.mkdir(parents=True)
    file.write_text('[station]\nname = "bench-1"\noperator = "Anna"\ntimezone = "UTC"\n')
    return "bench-1"


def _mark(shop: Path, *statuses: Status) -> None:
    """Give the unit one status after the other, each by an operation of its own."""

    def work(db: Any) -> None:
        post = begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "0", 1))
        item = db.execute_sql("SELECT id FROM stock_item WHERE serial = ?", (SERIAL,)).fetchone()[0]
        for status in statuses:
            before = stock_items.state(db, item)
            assert before is not None
            after = State(before.location, before.quantity, status)
            ledger.record(db, post, ledger.begin(db, post, Act.STATUS, note="dropped"), [Change(item, before, after)])

    with_store(shop, work)


def with_store(shop: Path, work: Any) -> Any:
    store = Store(f"sqlite:///{shop}")
    try:
        return store.call(work)
    finally:
        store.close()


def _status(shop: Path) -> str:
    sql = "SELECT status FROM stock_item WHERE serial = ?"
    return str(with_store(shop, lambda db: db.execute_sql(sql, (SERIAL,)).fetchone()[0]))


def test_it_takes_back_one_after_the_other_and_then_says_that_there_is_nothing(kiosk, shop, station) -> None:
    _mark(shop, Status.DEFECTIVE, Status.IN_STOCK)
    first = kiosk("undo", "--yes")
    assert (first.code, first.err) == (0, "")
    assert "Undone: Status changed (dropped): 1 movement taken back" in first.out
    assert _status(shop) == "defective"
    assert kiosk("undo", "--yes").code == 0
    assert _status(shop) == "in_stock"
    last = kiosk("undo", "--yes")
    assert (last.code, last.out) == (1, "")
    assert "nothing to undo" in last.err
    assert with_store(shop, verify) == ()


def test_programs_get_what_was_undone(kiosk, shop, station) -> None:
    _mark(shop, Status.DEFECTIVE)
    done = json.loads(kiosk("undo", "--yes", "--json").out)
    assert (done["undone"]["kind"], done["undone"]["note"], done["undone"]["movements"]) == ("status", "dropped", 1)
    rows = json.loads(kiosk("undo", "--list", "--json").out)
    assert [(row["kind"], row["undone"], row["undoes"]) for row in rows][:2] == [
        ("undo", False, done["undone"]["id"]),
        ("status", True, None),
    ]
    assert rows[0]["id"] == done["by"]


def test_a_refusal_names_the_units_and_ends_with_1(kiosk, shop, station) -> None:
    _mark(shop, Status.DEFECTIVE)

    def another_station(db: Any) -> None:
        post = begin(db, "bench-2", "Ben", "UTC", Rules(), RunInfo("ben", "", "", "0", 1))
        item = db.execute_sql("SELECT id FROM stock_item WHERE serial = ?", (SERIAL,)).fetchone()[0]
        state = stock_items.state(db, item)
        assert state is not None
        change = Change(item, state, state, {"notes": ("", "seen")})
        ledger.record(db, post, ledger.begin(db, post, Act.EDIT), [change])

    with_store(shop, another_station)
    ended = kiosk("undo", "--yes", "--json")
    answer = json.loads(ended.out)
    assert (ended.code, answer["undone"], answer["why"], answer["things_total"]) == (1, None, "moved_on", 1)
    assert SERIAL in answer["things"][0]["label"]
    assert SERIAL in ended.err
    assert _status(shop) == "defective"


def test_nobody_to_ask_is_refused(kiosk, shop, station, monkeypatch: pytest.MonkeyPatch) -> None:
    _mark(shop, Status.DEFECTIVE)
    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        ended = kiosk("undo")
    assert ended.code == 2
    assert "--yes" in ended.err
    assert _status(shop) == "defective"


@pytest.mark.parametrize(("answer", "code", "status"), [(b"y\n", 0, "in_stock"), (b"\n", 1, "defective")])
def test_a_person_sees_what_it_is_and_is_asked(
    kiosk, shop, station, monkeypatch: pytest.MonkeyPatch, answer: bytes, code: int, status: str
) -> None:
    _mark(shop, Status.DEFECTIVE)
    master, slave = pty.openpty()
    try:
        os.write(master, answer)
        with os.fdopen(slave, "r") as terminal:
            monkeypatch.setattr("sys.stdin", terminal)
            ended = kiosk("undo")
    finally:
        os.close(master)
    assert ended.code == code
    assert "In stock ← Defective" in ended.err
    assert "Take it back?" in ended.err
    assert _status(shop) == status
