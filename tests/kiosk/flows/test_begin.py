"""A station begins: it is registered once, each start by itself, under the rules of the store."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.flows.begin import RunInfo, begin
from kiosk.post import Post
from kiosk.stock.rules import Rules
from kiosk.store import settings
from kiosk.store.database import Store
from kiosk.store.sql import execute

STARTED = RunInfo(os_user="kiosk", tty="/dev/tty1", ssh_client="10.0.0.7 50122 22", version="0.1.0", pid=4711)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/kiosk.db")
    yield store
    store.close()


def _rows(db: Any, table: str) -> list[Any]:
    return execute(db, f"SELECT * FROM {table} ORDER BY id").fetchall()


def test_a_station_is_registered_once_and_each_of_its_starts(opened: Store) -> None:
    first = opened.call(begin, "goods in", "ann", "Europe/Prague", Rules(), STARTED)
    second = opened.call(begin, "goods in", "bob", "", Rules(), STARTED)
    other = opened.call(begin, "counter", "bob", "", Rules(), STARTED)
    assert first.station == second.station != other.station
    assert len({first.run, second.run, other.run}) == 3
    assert (first.operator, first.zone) == ("ann", "Europe/Prague")
    assert [row[1] for row in opened.call(_rows, "station")] == ["goods in", "counter"]
    run = opened.call(_rows, "run")[0]
    assert run[1] == first.station
    assert run[3:] == ("kiosk", "/dev/tty1", "10.0.0.7 50122 22", "0.1.0", 4711)


def test_the_rules_of_the_store_count_and_the_seeds_only_in_a_new_one(opened: Store) -> None:
    seeds = Rules(code_prefix="SHOP", journal=False)
    assert opened.call(begin, "a", "ann", "", seeds, STARTED) == Post(1, 1, "ann", "SHOP", False, "")
    opened.call(settings.change, "journal", True, "ann")
    post = opened.call(begin, "b", "ann", "", Rules(code_prefix="X"), STARTED)
    assert (post.code_prefix, post.journal) == ("SHOP", True)
