from contextlib import closing
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kiosk.errors import StoreError
from kiosk.post import Post
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, locations, parts
from kiosk.store.barcodes import Taken
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.parts import NewPart
from kiosk.store.sql import execute
from kiosk.store.verify import verify

POST = Post(1, 1, "ann")
FIRST = Thing(Kind.PART, 1, "P1 · One")
SECOND = Thing(Kind.PART, 2, "P2 · Two")
PLACE = Thing(Kind.LOCATION, 1, "A")


def _things(db: Any) -> None:
    parts.add(db, NewPart(number="P1", name="One"))
    parts.add(db, NewPart(number="P2", name="Two"))
    locations.add(db, NewLocation("A"))


def _active(db: Any) -> list[tuple[Any, ...]]:
    return execute(
        db, "SELECT raw, loose, gtin14, kind, thing_id, pack, assigned_by FROM barcode WHERE unassigned_at IS NULL"
    ).fetchall()


def test_a_code_is_assigned_in_all_its_forms(any_store: Store) -> None:
    any_store.call(_things)
    assert any_store.call(barcodes.assign, POST, b"4006381333931", FIRST, 10_000_000) == FIRST
    assert any_store.call(barcodes.assign, POST, b"A\x1dB\xff", PLACE) == PLACE
    assert any_store.call(_active) == [
        (b"4006381333931", b"4006381333931", "04006381333931", "part", 1, 10_000_000, "ann"),
        (b"A\x1dB\xff", b"AB\xff", None, "location", 1, 1_000_000, "ann"),
    ]
    assert any_store.call(verify) == ()


@pytest.mark.parametrize(
    ("has", "wanted"),
    [
        (b"ABC", b"ABC"),
        (b"A\x1dBC", b"ABC"),  # the same without control characters
        (b"0012345678905", b"012345678905"),  # the same GTIN as EAN-13 and as UPC-A
    ],
)
def test_a_code_that_another_thing_has_is_refused_naming_it(any_store: Store, has: bytes, wanted: bytes) -> None:
    any_store.call(_things)
    any_store.call(barcodes.assign, POST, has, FIRST)
    assert any_store.call(barcodes.assign, POST, wanted, SECOND) == Taken(FIRST)
    assert len(any_store.call(_active)) == 1


def test_a_thing_may_have_its_code_in_several_forms(any_store: Store) -> None:
    any_store.call(_things)
    any_store.call(barcodes.assign, POST, b"A\x1dBC", FIRST)
    assert any_store.call(barcodes.assign, POST, b"ABC", FIRST) == FIRST
    assert any_store.call(barcodes.assign, POST, b"ABC", FIRST) == Taken(FIRST)


def test_an_unassigned_code_is_history_and_free_again(any_store: Store) -> None:
    any_store.call(_things)
    any_store.call(barcodes.assign, POST, b"ABC", FIRST)
    assert any_store.call(barcodes.unassign, POST, b"AB") is None
    assert any_store.call(barcodes.unassign, POST, b"ABC") == FIRST
    assert any_store.call(barcodes.assign, POST, b"ABC", SECOND) == SECOND
    assert any_store.call(lambda db: execute(db, "SELECT count(*) FROM barcode").fetchone()) == (2,)


def test_two_stations_can_not_both_assign_a_code(pg_store: Store) -> None:
    pg_store.call(_things)
    answers: list[object] = []
    with closing(Store(pg_store._url)) as other:
        other.call(lambda db: None)

        def overtaken(db: Any) -> Thing | Taken:
            execute(db, "SELECT count(*) FROM barcode").fetchone()
            if not answers:
                answers.append(other.call(barcodes.assign, POST, b"ABC", SECOND))
            return barcodes.assign(db, POST, b"ABC", FIRST)

        assert pg_store.call(overtaken) == Taken(SECOND)
    assert answers == [SECOND]


@pytest.mark.parametrize("raw", [b"", b"x" * (barcodes.LONGEST + 1)])
def test_a_code_that_can_not_be_one_is_refused_by_the_store(any_store: Store, raw: bytes) -> None:
    any_store.call(_things)
    with pytest.raises(StoreError):
        any_store.call(barcodes.assign, POST, raw, FIRST)


def test_the_longest_code_fits_every_index(any_store: Store) -> None:
    any_store.call(_things)
    raw = bytes(33 + (number * 7919) % 94 for number in range(barcodes.LONGEST))
    assert any_store.call(barcodes.assign, POST, raw, FIRST) == FIRST


def test_what_is_not_there_can_not_be_given_a_code(store: Store) -> None:
    with pytest.raises(LookupError):
        store.call(barcodes.assign, POST, b"ABC", Thing(Kind.PART, 99, ""))


@given(st.binary(min_size=1, max_size=60))
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_can_be_a_code_and_come_back(store: Store, raw: bytes) -> None:
    if not store.call(lambda db: execute(db, "SELECT count(*) FROM part").fetchone()[0]):
        store.call(_things)
    answer = store.call(barcodes.assign, POST, raw, FIRST)
    assert answer in (FIRST, Taken(FIRST))
    assert raw in {row[0] for row in store.call(_active)}
    assert store.call(verify) == ()
