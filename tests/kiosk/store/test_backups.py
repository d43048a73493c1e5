"""Dated backups: one a day among all stations, the oldest deleted, nobody else's file touched, failures told."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.backups import Record, is_due
from kiosk.config import BackupConfig
from kiosk.errors import StoreError
from kiosk.store import backup_record, backups
from kiosk.store.backups import Backups
from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.verify import verify

NOW = datetime(2026, 11, 30, 14, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _path(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


@pytest.fixture
def shop(url: str, load: Callable[[Any], bool]) -> Path:
    with closing(Store(url)) as store:
        store.call(load)
    return _path(url)


@pytest.mark.parametrize(
    ("last", "at", "due"),
    [
        (None, "03:00", True),
        (NOW - 10 * HOUR, "03:00", False),  # today at four
        (NOW - 12 * HOUR, "03:00", True),  # today at two
        (NOW - 12 * HOUR, "15:00", False),  # it is not three yet
        (NOW - 24 * HOUR, "15:00", True),
        (NOW - 24 * 9 * HOUR, "03:00", True),
        (NOW - HOUR, "13:00", False),
        (NOW - HOUR, "14:00", True),
        (NOW + timedelta(minutes=5), "03:00", False),  # another station's clock
        (NOW + 48 * HOUR, "03:00", True),  # a clock that was wrong
    ],
)
def test_a_backup_is_due_when_none_was_made_since_its_time(last: datetime | None, at: str, due: bool) -> None:
    assert is_due(last, at, NOW) is due


def test_one_a_day_is_made_and_it_is_a_sound_store(url: str, shop: Path) -> None:
    keeper = Backups(url, BackupConfig())
    file = keeper.daily()
    assert file is not None
    assert file.parent == shop.parent / "backups"
    assert keeper.daily() is None
    assert Backups(url, BackupConfig(folder=str(shop.parent / "elsewhere"))).daily() is None, "another station"
    with closing(Store(f"sqlite:///{file}")) as copy:
        assert copy.call(verify) == ()
    record = keeper.record()
    assert (record.file, record.failure) == (str(file), "")
    assert record.made_at == record.daily_at > 0


def test_none_is_made_daily_where_the_config_says_so_or_a_server_keeps_the_store(url: str, shop: Path) -> None:
    assert Backups(url, BackupConfig(daily=False)).daily() is None
    server = Backups("postgresql:///kiosk", BackupConfig())
    assert server.by_server
    assert server.daily() is None
    assert server.record() == Record()
    with pytest.raises(StoreError, match="pg_dump"):
        server.make()


def test_of_many_stations_at_once_one_makes_it(url: str, shop: Path) -> None:
    made: list[Path | None] = []
    stations = [threading.Thread(target=lambda: made.append(Backups(url, BackupConfig()).daily())) for _ in range(5)]
    for station in stations:
        station.start()
    for station in stations:
        station.join()
    assert len(made) == 5
    assert len([file for file in made if file]) == 1
    assert len(list((shop.parent / "backups").iterdir())) == 1


def yesterday(shop: Path) -> None:
    record = backup_record.read(shop)
    backup_record._write(shop, Record(record.made_at, record.file, record.daily_at - 2 * 86_400_000_000))


def test_the_oldest_of_its_own_are_deleted_and_no_other_file(
    url: str, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = Backups(url, BackupConfig(keep=3))
    first = keeper.daily()
    assert first is not None
    mark = first.stem[-6:]
    names = [f"kiosk-2026010{day}-030000-{mark}.db" for day in (1, 2, 3)]
    others = ["kiosk-20250101-030000-ffffff.db", "kiosk.db", f"shop-20250101-030000-{mark}.db", "notes.txt"]
    for name in (*names, *others):
        (first.parent / name).write_text("x")
    yesterday(shop)
    monkeypatch.setattr(backups.Backups, "_dated", lambda self, store: f"kiosk-20200101-030000-{mark}.db")
    newest = keeper.daily()
    left = {path.name for path in first.parent.iterdir()}
    assert newest is not None
    assert left == {newest.name, names[2], first.name, *others}, "the new one stays, though its clock was wrong"


def test_the_mark_of_a_store_comes_with_its_copies(url: str, shop: Path, tmp_path: Path) -> None:
    file = Backups(url, BackupConfig()).make()
    copied = Backups(f"sqlite:///{file}", BackupConfig()).make(tmp_path)
    assert copied.stem[-6:] == file.stem[-6:]


def test_a_failure_is_noted_for_all_stations_until_one_succeeds(url: str, shop: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    wrong = Backups(url, BackupConfig(folder=str(tmp_path / "file" / "below")))
    with pytest.raises(StoreError, match="can't be written"):
        wrong.daily()
    right = Backups(url, BackupConfig())
    assert "can't be written" in right.record().failure
    assert right.record().failed_at > 0
    assert right.daily() is not None
    assert right.record().failure == ""


def test_a_damaged_store_deletes_no_backup(url: str, shop: Path) -> None:
    keeper = Backups(url, BackupConfig(keep=1))
    good = keeper.daily()
    yesterday(shop)
    with shop.open("r+b") as file:
        for number in range(5, shop.stat().st_size // 4096):
            file.seek(number * 4096)
            file.write(os.urandom(4096))
    with pytest.raises(StoreError) as damaged:
        keeper.daily()
    assert damaged.value.code == "damaged"
    assert list((shop.parent / "backups").iterdir()) == [good]
    assert f"kiosk db restore {good}" in keeper.record().failure


def test_one_that_is_stopped_leaves_nothing_and_is_no_failure(url: str, shop: Path) -> None:
    keeper = Backups(url, BackupConfig())
    with pytest.raises(StoreError, match="was stopped"):
        keeper.daily(lambda done: False)
    assert list((shop.parent / "backups").iterdir()) == []
    assert keeper.record() == Record()


_MAKER = """
import sys, time
from pathlib import Path
from kiosk.config import BackupConfig
from kiosk.store.backups import Backups
def told(done):
    print(flush=True)
    time.sleep(0.02)
    return True
print(flush=True)
Backups(sys.argv[1], BackupConfig()).make(Path(sys.argv[2]) if sys.argv[2:] else None, told)
"""


@pytest.mark.parametrize("steps", [1, 2, 3, 4])
def test_one_that_is_killed_leaves_no_file_of_its_name_and_the_next_takes_its_rest_away(
    url: str, shop: Path, tmp_path: Path, steps: int
) -> None:
    with closing(Store(url)) as store:
        store.call(lambda db: execute(db, "UPDATE part SET description = ?", "x" * 20_000))
    for target in ([], [str(tmp_path / "copy.db")]):
        with subprocess.Popen([sys.executable, "-c", _MAKER, url, *target], stdout=subprocess.PIPE) as maker:
            assert maker.stdout is not None
            for _ in range(steps):
                maker.stdout.readline()
            maker.send_signal(signal.SIGKILL)
    assert not (tmp_path / "copy.db").exists()
    folder = shop.parent / "backups"
    assert all(path.name.endswith(".part") for path in folder.glob("*"))
    keeper = Backups(url, BackupConfig())
    file = keeper.make()
    assert list(folder.iterdir()) == [file]
    keeper.make(tmp_path / "copy.db")
    assert {path.name for path in tmp_path.iterdir()} == {"data", "copy.db"}


def test_no_commit_waits_for_a_backup(url: str, shop: Path) -> None:
    """The copying is held up for as long as a hundred commits take."""
    with closing(Store(url)) as store:
        begun, enough = threading.Event(), threading.Event()

        def told(done: float) -> bool:
            begun.set()
            return enough.wait(30)

        maker = threading.Thread(target=Backups(url, BackupConfig()).make, args=(None, told))
        maker.start()
        try:
            assert begun.wait(30)
            for _ in range(100):
                store.call(lambda db: execute(db, "UPDATE part SET version = version + 1"))
        finally:
            enough.set()
            maker.join()
    assert len(list((shop.parent / "backups").iterdir())) == 1


def test_two_at_once_are_refused_in_words(url: str, shop: Path) -> None:
    def told(done: float) -> bool:
        with pytest.raises(StoreError, match="being made already"):
            Backups(url, BackupConfig()).make()
        return True

    assert Backups(url, BackupConfig()).make(told=told).exists()
