"""A store of the first version gets its opening entries, so that stock is what its movements add up to."""

from typing import Any

import pytest

from kiosk.store import tables
from kiosk.store.database import Store
from kiosk.store.migrations import m0001_first, m0002_ledger, m0003_documents, m0004_lists, m0005_labels
from kiosk.store.sql import execute
from kiosk.store.verify import verify

_PLACES = (
    "INSERT INTO location (id, path, name, structural, search, version) VALUES (1, 'A', 'A', 0, 'a a', 1)",
    "INSERT INTO part (id, number, name, description, unit, decimals, root, track_stock, tracking, search, version)"
    " VALUES (1, 'P', 'P', '', 'pcs', 0, 1, 1, 'none', 'p p', 1)",
)
_ITEM = (
    "INSERT INTO stock_item (uid, part_id, location_id, quantity, serial, serial_scope, status, notes, version)"
    " VALUES (?, 1, ?, 1000000, ?, 1, ?, '', 1)"
)
_ON_HAND = ("in_stock", "quarantined", "returned", "defective")
_OUT = ("sold", "in_repair", "repair_done", "lost", "scrapped", "void")


def _old(db: Any, *, station: bool) -> None:
    """An empty store, made one of the first version with a unit of each status."""
    for model in reversed(tables.ALL):
        db.execute_sql(f"DROP TABLE {model._meta.table_name}")
    if db.param != "?":
        db.execute_sql("DROP FUNCTION ledger_is_final")
    m0001_first.up(db)
    for text in _PLACES:
        execute(db, text)
    for status in (*_ON_HAND, *_OUT):
        execute(db, _ITEM, f"u-{status}", 1 if status in _ON_HAND else None, f"S-{status}", status)
    if station:
        execute(db, "INSERT INTO station (id, name, uid) VALUES (5, 'bench', 'b')")
        execute(
            db,
            "INSERT INTO run (id, station_id, started_at, os_user, tty, ssh_client, version, pid)"
            " VALUES (8, 5, 0, '', '', '', '', 1)",
        )


@pytest.mark.parametrize("station", [True, False])
def test_stock_that_was_there_has_come_along_the_table(any_store: Store, station: bool) -> None:
    any_store.call(lambda db: None)
    any_store.call(_old, station=station)
    any_store.call(m0002_ledger.up)
    any_store.call(m0003_documents.up)
    any_store.call(m0004_lists.up)
    any_store.call(m0005_labels.up)
    assert any_store.call(verify) == ()
    text = "SELECT COUNT(DISTINCT item_id), COUNT(DISTINCT operation_id), MIN(station_id), COUNT(*) FROM movement"
    items, operations, place, movements = any_store.call(lambda db: execute(db, text).fetchone())
    assert (items, operations, movements) == (len(_ON_HAND + _OUT), 1, 20)
    assert place == 5 or not station


def test_an_empty_store_has_an_empty_ledger(any_store: Store) -> None:
    assert any_store.call(lambda db: execute(db, "SELECT COUNT(*) FROM operation").fetchone()[0]) == 0
