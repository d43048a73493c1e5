"""What only a server does: other sessions overtake, it restarts, it refuses."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.store.database import ATTEMPTS, Store
from kiosk.store.sql import execute


def _put(db: Any, key: str, value: str) -> None:
    execute(
        db,
        "INSERT INTO setting (key, value, changed_at, changed_by) VALUES (?, ?, 0, '')"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        key,
        value,
    )


def _value(db: Any, key: str) -> str:
    row = execute(db, "SELECT value FROM setting WHERE key = ?", key).fetchone()
    return row[0] if row else "0"


def _one_more(db: Any) -> None:
    _put(db, "count", str(int(_value(db, "count")) + 1))


def test_a_transaction_that_is_overtaken_runs_again(pg_store: Store) -> None:
    pg_store.call(_put, "count", "0")
    attempts: list[int] = []
    with closing(Store(pg_store._url)) as other:
        other.call(_value, "count")

        def overtaken(db: Any) -> None:
            attempts.append(int(_value(db, "count")))
            if len(attempts) == 1:
                other.call(_one_more)
            _one_more(db)

        pg_store.call(overtaken)
    assert attempts == [0, 1]
    assert pg_store.call(_value, "count") == "2"


def test_a_transaction_that_is_overtaken_again_and_again_is_not_given_up(pg_store: Store) -> None:
    """Two stations that scan into one list without a pause."""
    pg_store.call(_put, "count", "0")
    times = 2 * ATTEMPTS
    attempts: list[int] = []
    with closing(Store(pg_store._url)) as other:

        def overtaken(db: Any) -> None:
            attempts.append(int(_value(db, "count")))
            if len(attempts) <= times:
                other.call(_one_more)
            _one_more(db)

        pg_store.call(overtaken)
    assert attempts == list(range(times + 1))


def test_work_goes_on_after_the_server_was_restarted(pg_store: Store, postgres: Any) -> None:
    pg_store.call(_put, "a", "1")
    postgres.stop()
    with pytest.raises(StoreError, match="can't be reached") as gone:
        pg_store.call(_put, "b", "2")
    assert gone.value.code == "unreachable"
    postgres.start()
    pg_store.call(_put, "b", "3")
    assert pg_store.call(_value, "b") == "3"


def test_a_connection_that_breaks_in_the_middle_is_made_again(pg_store: Store) -> None:
    attempts: list[int] = []

    def cut_once(db: Any) -> None:
        attempts.append(1)
        _one_more(db)
        if len(attempts) == 1:
            execute(db, "SELECT pg_terminate_backend(pg_backend_pid())")

    pg_store.call(cut_once)
    assert (len(attempts), pg_store.call(_value, "count")) == (2, "1")


def test_a_connection_that_breaks_at_the_commit_is_not_taken_for_a_failure(pg_store: Store) -> None:
    attempts: list[int] = []
    with closing(Store(pg_store._url)) as other:
        other.call(lambda db: None)

        def cut_at_the_end(db: Any) -> None:
            attempts.append(1)
            _put(db, "a", "1")
            pid = execute(db, "SELECT pg_backend_pid()").fetchone()[0]
            other.call(lambda db: execute(db, "SELECT pg_terminate_backend(?, 5000)", pid).fetchone())

        with pytest.raises(StoreError, match="may or may not be saved") as unsure:
            pg_store.call(cut_at_the_end)
    assert (unsure.value.code, len(attempts)) == ("unsure", 1)
    assert pg_store.call(_value, "a") == "0"


def _read_only(db: Any) -> None:
    db.execute_sql("SET TRANSACTION READ ONLY")
    _put(db, "a", "1")


def _too_long(db: Any) -> None:
    execute(db, "INSERT INTO station (name, uid) VALUES (?, 'u')", "x" * 201)


@pytest.mark.parametrize(("fn", "code"), [(_read_only, "read_only"), (_too_long, "store")])
def test_what_the_server_refuses_is_said_in_words(pg_store: Store, fn: Callable[[Any], None], code: str) -> None:
    with pytest.raises(StoreError, match="othing was saved") as refused:
        pg_store.call(fn)
    assert refused.value.code == code


def test_a_row_that_stays_locked_is_given_up(pg_store: Store) -> None:
    pg_store.call(_put, "a", "1")
    pg_store.call(lambda db: db.execute_sql("SET SESSION lock_timeout = 50") and None)  # in place of 5 s
    with closing(Store(pg_store._url)) as other:

        def hold(db: Any) -> None:
            _put(db, "a", "2")
            with pytest.raises(StoreError, match="busy") as locked:
                pg_store.call(_put, "a", "3")
            assert locked.value.code == "locked"

        other.call(hold)
    assert pg_store.call(_value, "a") == "2"


def test_a_server_that_is_not_there_is_named(tmp_path: Any) -> None:
    url = f"postgresql://ann:s3cret@/kiosk?host={tmp_path}"
    with closing(Store(url)) as store, pytest.raises(StoreError, match="Check the network") as gone:
        store.call(lambda db: None)
    assert gone.value.code == "unreachable"
    assert "s3cret" not in str(gone.value)


def test_a_network_that_is_cut_is_noticed_in_seconds(pg_store: Store) -> None:
    options = pg_store.call(lambda db: db.connection().get_dsn_parameters())
    assert int(options["tcp_user_timeout"]) <= 10_000
    idle, interval, count = (int(options[f"keepalives_{part}"]) for part in ("idle", "interval", "count"))
    assert idle + interval * count <= 10


def test_commits_wait_for_the_disk_and_bytes_come_as_bytes(pg_store: Store) -> None:
    assert pg_store.call(lambda db: execute(db, "SHOW synchronous_commit").fetchone()) == ("on",)
    assert pg_store.call(lambda db: execute(db, "SHOW transaction_isolation").fetchone()) == ("serializable",)
    raw = bytes(range(256))
    assert pg_store.call(lambda db: execute(db, "SELECT CAST(? AS BYTEA)", raw).fetchone()) == (raw,)
