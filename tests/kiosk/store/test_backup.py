"""A backup is whole, checked, new and private, or it is not there."""

import errno
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.store.backup import backup
from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.verify import verify


def _count(db: Any) -> int:
    count: int = execute(db, "SELECT count(*) FROM stock_item").fetchone()[0]
    return count


def _put(db: Any, key: str) -> None:
    execute(db, "INSERT INTO setting (key, value, changed_at, changed_by) VALUES (?, '', 0, '')", key)


def test_a_backup_is_a_sound_store_of_its_own(
    store: Store, url: str, tmp_path: Path, load: Callable[[Any], bool]
) -> None:
    store.call(load)
    target = tmp_path / "copy ä#?.db"
    backup(url, target)
    assert [path.name for path in tmp_path.iterdir() if path.name != "data"] == [target.name]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with closing(Store(f"sqlite:///{target}", create=False)) as copy:
        assert copy.call(verify) == ()
        assert copy.call(_count) == store.call(_count) > 300
        assert copy.upgraded == ()


def test_a_backup_is_on_the_disk_before_it_has_its_name(
    store: Store, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, load: Callable[[Any], bool]
) -> None:
    store.call(load)
    target, synced, fsync = tmp_path / "copy.db", [], os.fsync

    def noted(fd: int) -> None:
        synced.append((os.fstat(fd).st_ino, target.exists()))
        fsync(fd)

    monkeypatch.setattr(os, "fsync", noted)
    backup(url, target)
    assert synced == [(target.stat().st_ino, False), (tmp_path.stat().st_ino, True)]


def test_a_backup_is_made_while_stations_write(
    store: Store, url: str, tmp_path: Path, load: Callable[[Any], bool]
) -> None:
    store.call(load)
    begun, enough, keys = threading.Event(), threading.Event(), []

    def write() -> None:
        while not enough.is_set():
            keys.append(f"k{len(keys):06}")
            store.call(_put, keys[-1])
            begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert begun.wait(30)
        backup(url, tmp_path / "copy.db")
    finally:
        enough.set()
        writer.join()
    with closing(Store(f"sqlite:///{tmp_path}/copy.db")) as copy:
        assert copy.call(verify) == ()
        copied = copy.call(
            lambda db: execute(db, "SELECT key FROM setting WHERE key LIKE 'k0%' ORDER BY key").fetchall()
        )
    assert copied
    assert [key for (key,) in copied] == keys[: len(copied)]  # one moment of the store


def test_a_backup_never_overwrites(store: Store, url: str, tmp_path: Path, load: Callable[[Any], bool]) -> None:
    store.call(load)
    target = tmp_path / "precious"
    target.write_text("precious")
    with pytest.raises(StoreError, match="never overwrites"):
        backup(url, target)
    assert target.read_text() == "precious"


def test_no_backup_is_left_of_a_damaged_store(
    store: Store, url: str, tmp_path: Path, load: Callable[[Any], bool]
) -> None:
    store.call(load)
    with closing(sqlite3.connect(Path(url.removeprefix("sqlite:///")))) as other, other:
        other.execute("DELETE FROM location WHERE path = 'MAIN/A/01'")
    with pytest.raises(StoreError) as damaged:
        backup(url, tmp_path / "copy.db")
    assert damaged.value.code == "damaged"
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_file_that_is_no_store_is_called_damaged(url: str, tmp_path: Path) -> None:
    source = tmp_path / "garbage.db"
    source.write_bytes(b"garbage " * 1000)
    with pytest.raises(StoreError) as damaged:
        backup(f"sqlite:///{source}", tmp_path / "copy.db")
    assert damaged.value.code == "damaged"
    assert not (tmp_path / "copy.db").exists()


def test_a_backup_into_no_folder_says_so(store: Store, url: str, tmp_path: Path, load: Callable[[Any], bool]) -> None:
    store.call(load)
    with pytest.raises(StoreError, match="can't be written"):
        backup(url, tmp_path / "nowhere" / "copy.db")


def test_a_store_that_is_not_there_can_not_be_backed_up(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as missing:
        backup(url, tmp_path / "copy.db")
    assert missing.value.code == "missing"


def test_a_store_in_a_folder_that_may_not_be_entered_says_so(tmp_path: Path) -> None:
    source = tmp_path / ("x" * 300) / "kiosk.db"  # a name that no folder can have: refused for root as well
    with pytest.raises(StoreError, match="can't be opened"):
        backup(f"sqlite:///{source}", tmp_path / "copy.db")


def test_a_server_is_backed_up_by_its_own_tool(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="pg_dump"):
        backup("postgresql:///kiosk", tmp_path / "copy.dump")


def test_a_disk_without_hard_links_takes_a_backup_as_well_and_overwrites_nothing(
    store: Store, url: str, tmp_path: Path, load: Callable[[Any], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.call(load)

    def refused(path: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    backup(url, tmp_path / "copy.db")
    assert {path.name for path in tmp_path.iterdir()} == {"data", "copy.db"}
    with pytest.raises(StoreError, match="never overwrites"):
        backup(url, tmp_path / "copy.db")


_NO_ROOM = """
import resource, signal, sys
from pathlib import Path
from kiosk.errors import StoreError
from kiosk.store.backup import backup
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    backup(sys.argv[1], Path(sys.argv[2]))
except StoreError as error:
    print(error)
"""


def test_a_disk_without_room_says_so_and_keeps_nothing(
    store: Store, url: str, tmp_path: Path, load: Callable[[Any], bool]
) -> None:
    store.call(load)
    target = tmp_path / "copy.db"
    done = subprocess.run(
        [sys.executable, "-c", _NO_ROOM, url, str(target)], capture_output=True, text=True, check=True
    )
    assert f"The backup {target} can't be written" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
