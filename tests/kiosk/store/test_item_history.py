"""The history of an item: movements, and its scans as one row, in one list, newest first, in windows."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.stock.history import Movement
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.statuses import Status
from kiosk.store import details, item_history, journal, ledger, operations
from kiosk.store.database import Store

_PIECE = 1_000_000


@pytest.fixture
def any_shop(any_store: Store, stock: Callable[[Store], Any]) -> Any:
    return stock(any_store)


def _mark(shop: Any, before: Status, after: Status, reference: str = "") -> int:
    def work(db: Any) -> int:
        operation = ledger.begin(db, shop.post, Act.STATUS, reference=reference, note="dropped")
        state = [State(shop.ids["a"], _PIECE, status) for status in (before, after)]
        ledger.record(db, shop.post, operation, [Change(shop.ids["psu 1"], *state)])
        return operation

    return int(shop.store.call(work))


def _told(shop: Any, offset: int = 0, limit: int = 200) -> list[str]:
    page = shop.store.look(item_history.page, shop.ids["psu 1"], offset, limit)
    return [one.act if isinstance(one, Movement) else "scan" for one in page.rows]


def test_movements_and_the_last_of_all_scans_come_newest_first(any_shop: Any) -> None:
    any_shop.look_up(b"SN-0001")
    operation = _mark(any_shop, Status.IN_STOCK, Status.DEFECTIVE)
    any_shop.look_up(b"SN-0001")
    any_shop.store.call(operations.undo, any_shop.post, operation)
    assert _told(any_shop) == ["undo", "scan", "status", "opening"]
    page = any_shop.store.look(item_history.page, any_shop.ids["psu 1"], 0)
    status = page.rows[2]
    assert isinstance(status, Movement)
    assert (status.note, status.operator, status.station, status.before, status.after) == (
        "dropped", "Jana", "bench", Status.IN_STOCK, Status.DEFECTIVE,
    )  # fmt: skip
    assert status.reversed_by == page.rows[0].id


def test_each_window_is_a_piece_of_the_whole(any_shop: Any) -> None:
    for _ in range(4):
        any_shop.look_up(b"SN-0001")
        _mark(any_shop, Status.IN_STOCK, Status.DEFECTIVE)
        _mark(any_shop, Status.DEFECTIVE, Status.IN_STOCK)
    whole = _told(any_shop)
    assert len(whole) == 10
    for offset in range(11):
        assert _told(any_shop, offset, 4) == whole[offset : offset + 4]
        assert any_shop.store.look(item_history.page, any_shop.ids["psu 1"], offset, 4).total == 10


def test_sources_are_the_operations_that_name_a_document(any_shop: Any) -> None:
    _mark(any_shop, Status.IN_STOCK, Status.DEFECTIVE, "complaint 7")
    _mark(any_shop, Status.DEFECTIVE, Status.IN_STOCK)
    (source,) = any_shop.store.look(item_history.sources, any_shop.ids["psu 1"])
    assert (source.act, source.reference) == ("status", "complaint 7")


def test_the_journal_never_forgets_a_scan_that_moved_something(any_shop: Any) -> None:
    for _ in range(3):
        any_shop.look_up(b"SN-0001")
    operation = _mark(any_shop, Status.IN_STOCK, Status.DEFECTIVE)

    def name_the_first(db: Any) -> None:
        first = db.execute_sql("SELECT MIN(id) FROM scan_record").fetchone()[0]
        db.execute_sql(
            "INSERT INTO movement (uid, station_id, seq, operation_id, item_id, scan_id, from_id, to_id,"
            " quantity_before, quantity_after, status_before, status_after, note)"
            f" SELECT 'x', station_id, seq + 1, operation_id, item_id, {first}, to_id, to_id, quantity_after,"
            f" quantity_after, status_after, status_after, '' FROM movement WHERE operation_id = {operation}"
        )

    any_shop.store.call(name_the_first)
    assert any_shop.store.call(journal.forget, 2**62) == 1  # the second: the last one counts the next
    left = any_shop.store.call(lambda db: [record.seq for record in journal.rows(db)])
    assert left == [1, 3]


def test_quick_scan_tells_how_often_it_was_scanned_and_each_movement(any_shop: Any) -> None:
    any_shop.look_up(b"SN-0001")
    _mark(any_shop, Status.IN_STOCK, Status.DEFECTIVE)
    view = any_shop.look_up(b"SN-0001").view
    found = any_shop.store.look(details.details, view)
    assert [seen.text for seen in found.seen] == [
        "Scanned 2 times, last in quick scan: found",
        "Status changed: In stock → Defective (dropped)",
        "Opening entry: In stock in MAIN/A",
    ]
    assert found.seen_total == 3
