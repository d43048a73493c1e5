"""The thread, the transaction, the files and the faults of a store on SQLite."""

import asyncio
import fcntl
import os
import sqlite3
import stat
import subprocess
import sys
import threading
import weakref
from contextlib import closing
from pathlib import Path
from typing import Any

import peewee
import pytest

from kiosk.errors import StoreError
from kiosk.store import sqlite
from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.verify import verify


def _path(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def _put(db: Any, key: str, value: str = "") -> None:
    execute(db, "INSERT INTO setting (key, value, changed_at, changed_by) VALUES (?, ?, 0, '')", key, value)


def _keys(db: Any) -> list[str]:
    return [key for (key,) in execute(db, "SELECT key FROM setting ORDER BY key").fetchall()]


def _put_and_fail(db: Any, key: str) -> None:
    _put(db, key)
    raise LookupError(key)


def _fill(db: Any) -> None:
    for number in range(100):
        _put(db, f"k{number}", "x" * 4000)


def test_a_call_is_one_transaction(store: Store, open_store: Any) -> None:
    store.call(_put, "a")
    with pytest.raises(LookupError, match="b"):
        store.call(_put_and_fail, "b")
    assert store.call(_keys) == open_store().call(_keys) == ["a"]


async def test_runs_are_served_in_the_order_they_were_asked_for(store: Store) -> None:
    seen: list[int] = []
    await asyncio.gather(*(store.run(lambda db, n=n: seen.append(n)) for n in range(200)))
    assert seen == list(range(200))


async def test_keyword_arguments_reach_the_function(store: Store) -> None:
    await store.run(_put, key="a", value="1")
    assert await store.read(_keys) == ["a"]


async def test_a_read_does_not_wait_for_a_writer(store: Store, url: str) -> None:
    await store.run(_put, "a")
    with closing(sqlite3.connect(_path(url), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert await store.read(_keys) == ["a"]
        assert store.look(verify) == ()


def test_a_query_on_another_thread_is_an_error(store: Store) -> None:
    kept: list[Any] = []
    store.call(kept.append)
    with pytest.raises(peewee.InterfaceError, match="not opened"):
        execute(kept[0], "SELECT 1")


def test_a_transaction_can_not_wait_for_another_one(store: Store) -> None:
    with pytest.raises(RuntimeError, match="own thread"):
        store.call(lambda db: store.call(_keys))


def test_commits_are_durable_and_keys_are_held(store: Store) -> None:
    pragmas = ("synchronous", "journal_mode", "foreign_keys", "busy_timeout")
    assert [store.call(lambda db, p=p: db.pragma(p)) for p in pragmas] == [2, "wal", 1, 5000]


def test_a_store_that_would_not_wait_for_the_disk_is_not_opened(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "SYNC_FULL", 1)  # the real value, 2, is not the one that is wanted
    with closing(Store(url)) as store, pytest.raises(StoreError, match="can't keep it safe"):
        store.call(_keys)


def test_one_call_is_one_commit(store: Store) -> None:
    statements: list[str] = []
    store.call(lambda db: db.connection().set_trace_callback(statements.append))
    statements.clear()  # of the commit of the call before
    store.call(lambda db: [_put(db, key) for key in "abc"])
    assert statements[0] == "BEGIN IMMEDIATE"  # a plain one can fail after it has read
    assert [text.split()[0] for text in statements[1:]] == ["INSERT", "INSERT", "INSERT", "COMMIT"]


def test_folder_and_files_are_for_their_owner_only(url: str) -> None:
    before = os.umask(0)
    try:
        with closing(Store(url)) as store:
            store.call(_put, "a")
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in _path(url).parent.iterdir()}
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(("kiosk.db", "kiosk.db-wal", "kiosk.db-shm", "kiosk.db.lock"), 0o600)
    assert stat.S_IMODE(_path(url).parent.stat().st_mode) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of another user")
def test_what_root_makes_is_the_station_users(url: str) -> None:
    folder = _path(url).parent
    folder.mkdir()
    os.chown(folder, 54321, 54322)
    for removed in ((), ("kiosk.db.lock",)):  # a new store, and a backup put back
        for name in removed:
            (folder / name).unlink()
        with closing(Store(url)) as store:
            store.call(_keys)
            assert len(list(folder.iterdir())) == 4
            assert {(path.stat().st_uid, path.stat().st_gid) for path in folder.iterdir()} == {(54321, 54322)}


def test_an_open_file_mode_is_tightened(url: str) -> None:
    with closing(Store(url)) as store:
        store.call(_put, "a")
    _path(url).chmod(0o644)
    with closing(Store(url)) as store:
        store.call(_keys)
    assert stat.S_IMODE(_path(url).stat().st_mode) == 0o600


def test_closing_finishes_what_was_asked_for(url: str, open_store: Any) -> None:
    store = Store(url)
    for number in range(20):
        store._submit(_put, (f"{number:02}",), {}, write=True)
    store.close()
    store.close()
    assert len(open_store().call(_keys)) == 20
    with pytest.raises(RuntimeError, match="closed"):
        store.call(_keys)


async def test_a_caller_that_goes_away_before_its_turn_leaves_nothing(store: Store) -> None:
    hold = threading.Event()
    first = asyncio.ensure_future(store.run(lambda db: hold.wait(10)))
    second = asyncio.ensure_future(store.run(_put, "b"))
    await asyncio.sleep(0)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    hold.set()
    assert await first
    assert await store.run(_keys) == []


def test_a_result_is_not_kept_until_the_next_call(store: Store) -> None:
    class Big:
        pass

    gone = threading.Event()
    weakref.finalize(store.call(lambda db: Big()), gone.set)
    assert gone.wait(10)  # the thread lets it go when it has handed it over, without another call


def _one_more(db: Any) -> None:
    row = execute(db, "SELECT value FROM setting WHERE key = 'count'").fetchone()
    execute(db, "UPDATE setting SET value = ? WHERE key = 'count'", str(int(row[0]) + 1))


def test_two_stations_counting_together_lose_nothing(any_store: Store) -> None:
    any_store.call(_put, "count", "0")
    with closing(Store(any_store._url)) as other:
        counting = [
            threading.Thread(target=lambda s=s: [s.call(_one_more) for _ in range(25)]) for s in (any_store, other)
        ]
        for thread in counting:
            thread.start()
        for thread in counting:
            thread.join()
    assert any_store.call(lambda db: execute(db, "SELECT value FROM setting").fetchall()) == [("50",)]


# The faults.


def test_a_full_disk_saves_nothing_and_says_so(store: Store) -> None:
    store.call(_put, "a")
    pages = store.call(lambda db: db.pragma("page_count"))
    store.call(lambda db: db.pragma("max_page_count", pages))
    with pytest.raises(StoreError, match=r"disk .* full") as full:
        store.call(_fill)
    assert full.value.code == "full"
    assert store.call(_keys) == ["a"]
    store.call(lambda db: db.pragma("max_page_count", 1_000_000))
    store.call(_fill)
    assert len(store.call(_keys)) == 101


def test_a_store_that_can_not_be_written_says_so(store: Store) -> None:
    store.call(lambda db: db.pragma("query_only", 1))
    with pytest.raises(StoreError, match="can't be read, or can't be written") as refused:
        store.call(_put, "a")
    assert refused.value.code == "read_only"


def test_a_store_that_stays_locked_says_so(store: Store, url: str) -> None:
    store.call(lambda db: db.pragma("busy_timeout", 50))  # in place of 5 s
    with closing(sqlite3.connect(_path(url), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="busy") as locked:
            store.call(_put, "a")
        assert locked.value.code == "locked"
        other.execute("COMMIT")
    store.call(_put, "a")


def test_a_store_that_another_station_keeps_opening_is_waited_for(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "OPENING_S", 0.1)  # in place of a minute
    with closing(Store(url)) as store:
        store.call(_keys)
    with closing(Store(url)) as store, _path(url + ".lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match="Try again later") as locked:
            store.call(_keys)
        assert locked.value.code == "locked"
        fcntl.flock(lock, fcntl.LOCK_UN)
        assert store.call(_keys) == []


def test_a_file_that_is_no_database_is_called_damaged(url: str) -> None:
    _path(url).parent.mkdir()
    _path(url).write_bytes(b"no database " * 1000)
    with closing(Store(url)) as store, pytest.raises(StoreError, match="kiosk db restore") as damaged:
        store.call(_keys)
    assert damaged.value.code == "damaged"
    assert _path(url).read_bytes() == b"no database " * 1000


def test_a_file_with_a_destroyed_page_is_called_damaged(url: str) -> None:
    with closing(Store(url)) as store:
        store.call(_fill)
    content = bytearray(_path(url).read_bytes())
    content[4096 * 40 : 4096 * 80] = b"\xff" * (4096 * 40)
    _path(url).write_bytes(content)
    with closing(Store(url)) as store, pytest.raises(StoreError) as damaged:
        store.call(lambda db: execute(db, "SELECT key, value FROM setting").fetchall())
    assert damaged.value.code == "damaged"


def test_another_program_s_database_is_not_touched(url: str) -> None:
    _path(url).parent.mkdir()
    with closing(sqlite3.connect(_path(url))) as other:
        other.execute("CREATE TABLE note (text TEXT)")
    before = _path(url).read_bytes()
    with closing(Store(url)) as store, pytest.raises(StoreError, match="not a store of Kiosk"):
        store.call(_keys)
    assert _path(url).read_bytes() == before


def test_a_missing_store_is_made_only_where_that_is_wanted(url: str) -> None:
    with closing(Store(url, create=False)) as store, pytest.raises(StoreError) as missing:
        store.call(_keys)
    assert missing.value.code == "missing"
    assert not _path(url).parent.exists()


def test_a_store_below_a_file_says_that_it_can_not_be_opened(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with closing(Store(f"sqlite:///{tmp_path}/file/kiosk.db")) as store, pytest.raises(StoreError, match="can't be"):
        store.call(_keys)


def test_what_is_no_file_is_not_opened_and_keeps_its_mode(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "kiosk.db", 0o644)
    with closing(Store(f"sqlite:///{tmp_path}/kiosk.db")) as store, pytest.raises(StoreError, match="not a file"):
        store.call(_keys)
    assert stat.S_IMODE((tmp_path / "kiosk.db").stat().st_mode) == 0o644


def test_a_store_that_could_not_be_opened_is_tried_again_by_the_next_call(url: str) -> None:
    _path(url).parent.mkdir()
    _path(url).write_bytes(b"no database " * 1000)
    with closing(Store(url)) as store:
        with pytest.raises(StoreError):
            store.call(_keys)
        _path(url).unlink()
        assert store.call(_keys) == []


@pytest.mark.parametrize("bad", ["", "kiosk.db", "mysql://a/b", "sqlite://kiosk.db"])
def test_a_url_of_another_form_is_refused_at_once(bad: str) -> None:
    with pytest.raises(StoreError, match="must begin with"):
        Store(bad)


def test_a_password_is_never_part_of_the_name() -> None:
    for password in ("s3cret", "s3/cr@et", "s3:cret"):
        url = f"postgresql://ann:{password}@db.example:5433/kiosk?sslmode=require&password=s3cret"
        assert Store(url).name == "postgresql://ann@db.example:5433/kiosk"


def test_a_value_that_no_column_takes_is_refused_in_words(store: Store) -> None:
    with pytest.raises(StoreError, match="did not take this"):
        store.call(_put, None)


HOSTILE = [
    "[/x]",
    "[@click=app.quit]x",
    "\x1b[2J\x1b]0;t\x07",
    "\x1d\x1e\x04",
    "\x9b31m",
    "\u202eabc",
    "ÄÖŘ Ω",
    "?%s%(x)s",
    "x" * 4096,
]


def test_hostile_texts_come_back_as_they_were(any_store: Store) -> None:
    for text in HOSTILE:
        any_store.call(_put, text[:100], text)
    stored = any_store.call(lambda db: execute(db, "SELECT key, value FROM setting").fetchall())
    assert dict(stored) == {text[:100]: text for text in HOSTILE}


def test_a_lone_surrogate_is_refused_by_every_engine(any_store: Store) -> None:
    with pytest.raises((StoreError, UnicodeEncodeError)):
        any_store.call(_put, "\ud800")
    assert any_store.call(_keys) == []


# What a process pays for it.


def _python(code: str, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, timeout=20, check=False)


def test_making_a_store_imports_no_database_library(url: str) -> None:
    code = (
        "import sys; from kiosk.store.database import Store; Store(sys.argv[1]);"
        "print({'peewee', 'sqlite3', 'psycopg2'} & set(sys.modules))"
    )
    assert _python(code, url).stdout.strip() == "set()"


def test_a_database_that_hangs_does_not_keep_the_program_from_ending(url: str) -> None:
    code = """
import sys, threading
from kiosk.store.database import Store
inside = threading.Event()
def hang(db):
    inside.set()
    threading.Event().wait()
store = Store(sys.argv[1])
threading.Thread(target=store.call, args=(hang,), daemon=True).start()
inside.wait()
"""
    assert _python(code, url).returncode == 0
