import pytest

from kiosk.store import batch_counter
from kiosk.store.database import Store
from kiosk.store.sql import Db


def test_each_key_counts_by_itself_and_gives_no_number_twice(any_store: Store) -> None:
    keys = ["20261121-{}", "20261121-{}", "", "20261122-{}", "20261121-{}"]
    assert [any_store.call(batch_counter.following, key) for key in keys] == [1, 2, 1, 1, 3]


def test_a_number_of_work_that_is_rolled_back_is_given_again(store: Store) -> None:
    class Broken(Exception):
        pass

    def work(db: Db) -> None:
        batch_counter.following(db, "x")
        raise Broken

    with pytest.raises(Broken):
        store.call(work)
    assert store.call(batch_counter.following, "x") == 1
