"""The journal forgets by itself what is older than the rules say, beside the work of the station."""

import threading
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


class Daily:
    """Backups that note when they are asked for, and how they end."""

    def __init__(self, *ends):
        self.asked: SimpleQueue[bool] = SimpleQueue()
        self._ends = list(ends)

    def daily(self, told):
        self.asked.put(told(0.5))
        end = self._ends.pop(0) if self._ends else None
        if isinstance(end, Exception):
            raise end
        return end


def test_a_station_backs_its_store_up_and_says_so_in_the_log(store, caplog, monkeypatch, tmp_path):
    monkeypatch.setattr(housekeeping, "LOOK", 0)
    caplog.set_level("INFO")
    backups = Daily(tmp_path / "kiosk-1.db")
    keeper = housekeeping.Housekeeping(store, backups, first=0)
    keeper.start()
    assert backups.asked.get(timeout=30) is True
    backups.asked.get(timeout=30)
    keeper.stop()
    assert f"the store was backed up: {tmp_path}/kiosk-1.db" in caplog.text


def test_a_backup_that_fails_is_logged_and_tried_again_after_a_while(store, caplog, monkeypatch):
    monkeypatch.setattr(housekeeping, "LOOK", 0)
    monkeypatch.setattr(housekeeping, "RETRY", 0)
    backups = Daily(StoreError("full", "The disk is full."), ValueError("a fault of its own"))
    keeper = housekeeping.Housekeeping(store, backups, first=0)
    keeper.start()
    for _ in range(3):
        backups.asked.get(timeout=30)
    keeper.stop()
    assert "the daily backup failed: The disk is full." in caplog.text
    assert "a fault of its own" in caplog.text


def test_a_backup_that_failed_is_not_tried_again_at_once(store, monkeypatch):
    monkeypatch.setattr(housekeeping, "LOOK", 0)
    monkeypatch.setattr(housekeeping, "EVERY", 0)
    backups = Daily(*[StoreError("full", "The disk is full.")] * 9)
    forgotten: SimpleQueue[None] = SimpleQueue()
    monkeypatch.setattr(retention, "forget", lambda db, now: forgotten.put(None))
    keeper = housekeeping.Housekeeping(store, backups, first=0)
    keeper.start()
    for _ in range(20):
        forgotten.get(timeout=30)
    keeper.stop()
    assert backups.asked.qsize() == 1


def test_a_backup_is_given_up_when_the_station_ends(store):
    begun, ended = threading.Event(), threading.Event()

    class Long:
        def daily(self, told):
            begun.set()
            while told(0.1):
                pass
            ended.set()
            raise StoreError("store", "stopped")

    keeper = housekeeping.Housekeeping(store, Long(), first=0)
    keeper.start()
    assert begun.wait(30)
    keeper.stop()
    assert ended.is_set()
