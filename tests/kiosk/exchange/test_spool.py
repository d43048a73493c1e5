from datetime import date
from decimal import Decimal

import pytest

from kiosk.errors import KioskError
from kiosk.exchange.kind import Row
from kiosk.exchange.spool import CHUNK, Spool
from kiosk.stock.tracking import Tracking


def fill(spool: Spool) -> None:
    for number in range(10 * CHUNK):
        spool.add(Row(number, {"a": f"{number:0200}"}))


def test_rows_come_back_in_order_with_the_types_of_their_values():
    rows = [
        Row(number, {"a": Decimal("1.50"), "b": date(2027, 3, 31), "c": None, "d": Tracking.BOTH, "e": b"\xff", "f": 2})
        for number in range(CHUNK + 1)
    ]
    with Spool() as spool:
        for row in rows:
            spool.add(row)
        for _ in range(2):
            chunks = [*spool.chunks()]
            assert [len(chunk) for chunk in chunks] == [CHUNK, 1]
            assert [row for chunk in chunks for row in chunk] == rows
    assert isinstance(chunks[0][0].values["d"], Tracking)


def test_the_first_row_of_each_key_is_known():
    with Spool() as spool:
        found = [spool.first(key, number) for number, key in enumerate([("a",), ("b",), ("a",), ("a", ""), ("a",)], 2)]
    assert found == [2, 3, 2, 5, 2]


def test_nothing_of_it_is_on_the_disk_by_any_name(tmp_path, monkeypatch):
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    with Spool() as spool:
        fill(spool)
        assert [*tmp_path.iterdir()] == []


def test_a_full_disk_is_told():
    with Spool() as spool:
        spool._db.execute("PRAGMA max_page_count = 20")
        with pytest.raises(KioskError, match=r"database or disk is full.*\$TMPDIR"):
            fill(spool)
