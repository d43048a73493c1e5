"""The journal forgets by itself what is older than the rules say, beside the work of the station."""

import time
from queue import SimpleQueue

import pytest

from kiosk import housekeeping
from kiosk.errors import StoreError
from kiosk.flows import retention
from kiosk.flows.begin import RunInfo, begin
from kiosk.outcome import Outcome, Tone
from kiosk.scan import Scan
from kiosk.stock.rules import Rules
from kiosk.store import journal
from kiosk.store.database import Store
from kiosk.store.sql import execute

DAY = 86_400_000_000
NOW = time.time_ns() // 1000


@pytest.fixture
def store(tmp_path):
    """A store whose journal of 30 days has scans of 50, 40, 31, 29 and 0 days ago."""
    store = Store(f"sqlite:///{tmp_path / 'kiosk.db'}")
    started = RunInfo("eva", "", "", "1", 1)
    post = store.call(begin, "east", "eva", "", Rules(journal_days=30), started)
    for seq, days in enumerate((50, 40, 31, 29, 0), 1):
        scan = Scan(str(days).encode(), "gun", seq, NOW, 0)
        store.call(journal.add, post, "menu", scan, Outcome(Tone.NO, "", result="unknown"))
        store.call(execute, "UPDATE scan_record SET recorded_at = ? WHERE seq = ?", NOW - days * DAY, seq)
    yield store
    store.close()


def kept(store):
    return store.call(lambda db: [record.raw.decode() for record in journal.rows(db)])


def test_what_is_past_its_days_is_forgotten_step_by_step(store, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    assert store.call(retention.forget, NOW) is True
    assert kept(store) == ["31", "29", "0"]
    assert store.call(retention.forget, NOW) is False
    assert kept(store) == ["29", "0"]


def test_a_station_forgets_by_itself_and_stops_when_told(store):
    keeper = housekeeping.Housekeeping(store, first=0)
    keeper.start()
    while len(kept(store)) > 2:
        time.sleep(0.01)
    keeper.stop()
    assert kept(store) == ["29", "0"]


def test_a_clock_that_jumps_years_ahead_forgets_nothing_while_nobody_scans(store):
    assert store.call(retention.forget, NOW + 20 * 365 * DAY) is False
    assert kept(store) == ["29", "0"]


def test_a_clock_that_jumps_back_forgets_nothing(store):
    assert store.call(retention.forget, 0) is False
    assert len(kept(store)) == 5


def test_an_empty_journal_has_nothing_to_forget(store):
    store.call(execute, "DELETE FROM scan_record")
    assert store.call(retention.forget, NOW) is False


@pytest.mark.parametrize("fault", [StoreError("locked", "Another program kept it."), ValueError("Another program")])
def test_a_store_in_trouble_is_logged_and_stops_nothing(caplog, capfd, monkeypatch, fault):
    monkeypatch.setattr(housekeeping, "EVERY", 0)
    asked: SimpleQueue[None] = SimpleQueue()

    class Shut:
        def call(self, fn, *args):
            asked.put(None)
            raise fault

    keeper = housekeeping.Housekeeping(Shut(), first=0)
    keeper.start()
    for _ in range(2):
        asked.get(timeout=30)
    keeper.stop()
    assert "Another program" in caplog.text
    assert capfd.readouterr() == ("", "")
