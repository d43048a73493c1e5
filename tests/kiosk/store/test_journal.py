import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.outcome import Outcome, Tone
from kiosk.stock.history import Record
from kiosk.store import journal
from kiosk.store.database import Store
from kiosk.store.journal import PAGE

DONE = Outcome(Tone.OK, "done", result="found")


@pytest.fixture
def any_shop(any_store: Store, stock: Callable[[Store], Any]) -> Any:
    return stock(any_store)


def add(shop: Any, *codes: bytes, **kwargs: Any) -> None:
    def write(db: Any) -> None:
        for raw in codes:
            journal.add(db, shop.post, "quick_scan", shop.scan(raw, **kwargs), DONE)

    shop.store.call(write)


def rows(shop: Any, *args: Any, **kwargs: Any) -> list[Record]:
    return shop.store.call(lambda db: list(journal.rows(db, *args, **kwargs)))


def test_a_suppliers_code_is_journalled_as_such_though_its_part_is_shown(any_shop: Any) -> None:
    assert any_shop.look_up(b"0805-103").view.thing.kind == "part"
    assert rows(any_shop)[0].kind == "supplier_part"


def test_a_row_holds_who_when_where_and_what(any_shop: Any) -> None:
    before = time.time_ns() // 1000
    any_shop.look_up(b"SN-0001", symbology="C1", typed=True, at=1_700_000_000_123_456)
    (row,) = rows(any_shop)
    assert before - 2_000_000 < row.recorded_at < time.time_ns() // 1000 + 2_000_000
    assert replace(row, id=0, recorded_at=0) == Record(
        id=0,
        station="bench",
        seq=1,
        run=any_shop.post.run,
        device="scanner",
        device_seq=1,
        operator="Jana",
        screen="quick_scan",
        scanned_at=1_700_000_000_123_456,
        recorded_at=0,
        raw=b"SN-0001",
        text="SN-0001",
        symbology="C1",
        typed=True,
        result="found",
        tone="ok",
        kind="stock_item",
        thing_id=any_shop.ids["psu 1"],
    )


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\xff\x00", None),
        (b"a\0b", None),
        (b"", None),
        ("ž\x1d\u202e".encode(), "ž\x1d\u202e"),
        (b"x" * 4096, "x" * 4096),
    ],
)
def test_bytes_are_kept_as_they_came_and_text_where_there_is_any(any_shop: Any, raw: bytes, text: str | None) -> None:
    add(any_shop, raw)
    assert [(row.raw, row.text) for row in rows(any_shop)] == [(raw, text)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(st.lists(st.binary(max_size=20), min_size=1, max_size=5))
def test_any_bytes_come_back_in_order(shop: Any, codes: list[bytes]) -> None:
    known = len(rows(shop))
    add(shop, *codes)
    added = rows(shop)[known:]
    assert [row.raw for row in added] == codes
    assert [row.seq for row in added] == list(range(known + 1, known + 1 + len(codes)))


def test_each_station_counts_for_itself(any_shop: Any, stock: Callable[[Store], Any]) -> None:
    from kiosk.store import stations

    other = any_shop.store.call(stations.register, "second")
    add(any_shop, b"1", b"2")
    any_shop.post, first = replace(any_shop.post, station=other), any_shop.post
    add(any_shop, b"3")
    any_shop.post = first
    add(any_shop, b"4")
    assert [(row.station, row.seq) for row in rows(any_shop)] == [
        ("bench", 1),
        ("bench", 2),
        ("second", 1),
        ("bench", 3),
    ]


def test_a_wrong_clock_changes_no_order(any_shop: Any) -> None:
    add(any_shop, b"1", at=10**15)
    add(any_shop, b"2", at=-1)
    assert [row.raw for row in rows(any_shop)] == [b"1", b"2"]


def test_a_journal_of_several_pages_is_read_to_its_end(shop: Any) -> None:
    codes = [b"%d" % number for number in range(PAGE * 2 + 1)]
    add(shop, *codes)
    assert [row.raw for row in rows(shop)] == codes
    assert [row.raw for row in rows(shop, limit=PAGE + 1)] == codes[: PAGE + 1]
    assert [row.raw for row in rows(shop, after=rows(shop)[-3].id)] == codes[-2:]
    assert rows(shop, limit=0) == []
    assert [row.raw for row in shop.store.call(journal.latest, 2)] == codes[:-3:-1]


def recorded(shop: Any, *times: int) -> None:
    add(shop, *(b"%d" % at for at in times))
    shop.store.call(lambda db: db.execute_sql("UPDATE scan_record SET recorded_at = CAST(text AS BIGINT)"))


def test_since_leaves_out_what_was_recorded_before(any_shop: Any) -> None:
    recorded(any_shop, 10, 20, 30)
    assert [row.recorded_at for row in rows(any_shop, since=20)] == [20, 30]
    assert rows(any_shop, since=31) == []
    assert [row.recorded_at for row in any_shop.store.call(journal.latest, 9, 20)] == [30, 20]


def test_old_rows_are_forgotten_the_oldest_first(any_shop: Any) -> None:
    recorded(any_shop, 10, 20, 30, 40)
    assert any_shop.store.call(journal.forget, 40, 2) == 2
    assert [row.recorded_at for row in rows(any_shop)] == [30, 40]
    assert any_shop.store.call(journal.forget, 40) == 1
    assert any_shop.store.call(journal.forget, 40) == 0


def test_after_all_was_forgotten_numbers_go_on(any_shop: Any) -> None:
    recorded(any_shop, 10, 20)
    any_shop.store.call(journal.forget, 10**18)
    add(any_shop, b"next")
    assert [row.seq for row in rows(any_shop)] == [2, 3]
