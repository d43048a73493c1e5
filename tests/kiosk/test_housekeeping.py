"""The journal forgets by itself what is older than the rules say, beside the work of the station."""

import threading
import time

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


def test_a_store_in_trouble_is_logged_and_stops_nothing(caplog):
    asked = threading.Event()

    class Shut:
        def call(self, fn, *args):
            asked.set()
            raise StoreError("locked", "Another program kept the store busy.")

    keeper = housekeeping.Housekeeping(Shut(), first=0)
    keeper.start()
    assert asked.wait(30)
    keeper.stop()
    assert "kept the store busy" in caplog.text
