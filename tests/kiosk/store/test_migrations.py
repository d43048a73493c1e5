"""Migrations: once, in order, together with their record, whoever starts them."""

import subprocess
import sys
from contextlib import closing
from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.store.database import Store
from kiosk.store.migrations import runner
from kiosk.store.sql import execute

_OPEN = """
import sys
from kiosk.store.database import Store
sys.stdin.readline()
store = Store(sys.argv[1])
store.call(lambda db: None)
print(len(store.upgraded))
store.close()
"""


def _recorded(db: Any) -> list[tuple[int, str]]:
    return execute(db, "SELECT number, name FROM migration ORDER BY number").fetchall()


def _four_at_once(url: str) -> int:
    """How many migrations four stations run in all. Each is run by one of them, not all need be by the same."""
    stations = [
        subprocess.Popen(
            [sys.executable, "-c", _OPEN, url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(4)
    ]
    for station in stations:
        assert station.stdin is not None
        station.stdin.write("\n")
        station.stdin.flush()
    return sum(int(station.communicate(timeout=40)[0]) for station in stations)


def test_four_stations_starting_together_migrate_once(url: str) -> None:
    assert _four_at_once(url) == len(runner.ALL)


def test_four_stations_starting_together_migrate_once_on_a_server(postgres: Any) -> None:
    assert _four_at_once(postgres.new()) == len(runner.ALL)


def test_a_station_that_finds_the_record_just_made_by_another_goes_on(any_store: Store) -> None:
    any_store.call(lambda db: None)
    any_store.call(runner._begin)
    assert len(any_store.call(_recorded)) == 1 + len(runner.ALL)


def test_a_station_that_another_overtook_on_the_way_to_the_lock_does_not_migrate_again(
    any_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    any_store.call(lambda db: None)
    version = runner._version
    before = iter([len(runner.ALL) - 1])  # what was read before the lock was had
    monkeypatch.setattr(runner, "_version", lambda db: next(before, version(db)))
    assert any_store.call(lambda db: runner.upgrade(db, "store")) == ()
    assert len(any_store.call(_recorded)) == 1 + len(runner.ALL)


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_each_migration_is_recorded_and_runs_once(engine: str, url: str, request: pytest.FixtureRequest) -> None:
    if engine == "postgresql":
        url = request.getfixturevalue("postgres").new()
    names = tuple(name for name, _ in runner.ALL)
    with closing(Store(url)) as new:
        assert new.call(_recorded) == [(0, "lock"), *enumerate(names, 1)]
        assert new.upgraded == names


def test_a_store_that_is_up_to_date_is_only_opened(url: str) -> None:
    with closing(Store(url)) as first:
        first.call(lambda db: None)
    with closing(Store(url)) as second:
        second.call(lambda db: None)
        assert second.upgraded == ()


def _half(db: Any) -> None:
    db.execute_sql("CREATE TABLE half (id INTEGER)")
    raise LookupError("in the middle")


def test_a_migration_that_fails_leaves_nothing_behind(any_store: Store) -> None:
    any_store.call(lambda db: None)
    further = (*runner.ALL, ("half", _half))

    def upgrade(db: Any) -> None:
        runner.upgrade(db, "store", further)

    with pytest.raises(LookupError):
        any_store.call(upgrade)
    assert any_store.call(lambda db: db.table_exists("half")) is False
    assert len(any_store.call(_recorded)) == 1 + len(runner.ALL)


def test_an_older_store_is_brought_up_to_date(any_store: Store) -> None:
    any_store.call(lambda db: None)
    further = (*runner.ALL, ("more", lambda db: db.execute_sql("CREATE TABLE more (id INTEGER)")))
    assert any_store.call(lambda db: runner.upgrade(db, "store", further)) == ("more",)
    assert any_store.call(lambda db: db.table_exists("more"))


def test_a_newer_store_is_refused_with_what_to_do(any_store: Store) -> None:
    newer = len(runner.ALL) + 1
    any_store.call(lambda db: execute(db, "INSERT INTO migration VALUES (?, 'later', 0)", newer) and None)
    with closing(Store(any_store._url)) as old, pytest.raises(StoreError, match="Update Kiosk") as refused:
        old.call(lambda db: None)
    assert refused.value.code == "newer"
