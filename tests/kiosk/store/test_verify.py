"""A check of the store finds each fault that nothing else would, and names its row."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.verify import LISTED, verify

_RUN = ("INSERT INTO station (id, name, uid) VALUES (2, 'two', 'b')",)
_RECORD = (
    "INSERT INTO scan_record (uid, station_id, seq, run_id, device, device_seq, operator, screen, scanned_at,"
    " recorded_at, raw, symbology, typed, result, tone, kind, thing_id)"
    " VALUES ('u{0}', {0}, 1, 1, 'd', 1, 'o', 's', 0, 0, CAST('x' AS {blob}), '', 0, 'found', 'ok', 'part', {1})"
)

FAULTS = [
    ("UPDATE location SET path = 'MAIN/Z/01/9' WHERE path = 'MAIN/A/01'", "location"),
    ("UPDATE location SET path = 'B' || path WHERE path = 'MAIN/A/01'", "location"),
    ("UPDATE location SET path = 'X/MAIN' WHERE path = 'MAIN'", "location"),
    ("UPDATE location SET search = 'old' WHERE path = 'VAN-1'", "search"),
    ("UPDATE part SET root = root + 1 WHERE number = 'RES-0805-10K'", "tree of variants"),
    ("UPDATE part SET variant_of_id = id WHERE number = 'KIT-REP-54'", "tree of variants"),
    ("UPDATE part SET name = 'Renamed' WHERE number = 'KIT-REP-54'", "search"),
    ("UPDATE part SET decimals = 0 WHERE number = 'IPA-99'", "decimals"),
    ("UPDATE stock_item SET serial_scope = 0 WHERE id = (SELECT min(id) FROM stock_item WHERE serial > '')", "scope"),
    ("UPDATE stock_item SET expiry = '2026-02-30' WHERE id = 5", "no date"),
    ("UPDATE stock_item SET warranty_until = 'soon' WHERE id = 5", "no date"),
    ("UPDATE location SET structural = 1 WHERE path = 'MAIN/A/01'", "holds no stock"),
    ("UPDATE barcode SET loose = CAST('x' AS {blob}) WHERE id = 1", "do not fit its bytes"),
    ("UPDATE barcode SET gtin14 = NULL WHERE id = 1", "do not fit its bytes"),
    ("UPDATE barcode SET thing_id = 9999 WHERE id = 1", "part 9999 that does not exist"),
    ("UPDATE barcode SET kind = 'document' WHERE id = 1", "document"),
    ("INSERT INTO external_id (source, foreign_kind, foreign_id, kind, thing_id)"
     " VALUES ('inventree', 'part', '10', 'part', 9999)", "part 9999 that does not exist"),
    (_RECORD.format(1, 9999, blob="{blob}"), "part 9999 that does not exist"),
    (_RECORD.format(2, 1, blob="{blob}"), "another station's"),
]  # fmt: skip


def _faults(db: Any, spoil: str) -> tuple[str, ...]:
    """What is found after one statement has done its harm, which is undone again."""
    with db.atomic() as savepoint:
        db.execute_sql(spoil.format(blob="BLOB" if db.param == "?" else "BYTEA"))
        found = verify(db)
        savepoint.rollback()
    return found


def _shop(db: Any, load: Any) -> None:
    load(db)
    for text in _RUN:
        execute(db, text)


def test_a_sound_store_has_no_faults_and_each_fault_is_found(any_store: Store, load: Any) -> None:
    any_store.call(_shop, load)
    assert any_store.call(verify) == ()
    for spoil, says in FAULTS:
        found = any_store.call(_faults, spoil)
        assert found, spoil
        assert says in found[0]
    assert any_store.call(verify) == ()


def test_no_more_than_twenty_of_a_kind_are_listed(store: Store, load: Any) -> None:
    store.call(_shop, load)
    assert len(store.call(_faults, "UPDATE part SET search = 'old'")) == LISTED


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        ("DELETE FROM location WHERE path = 'MAIN/A/01'", "does not exist"),
        ("UPDATE stock_item SET status = 'stolen' WHERE id = 1", "CHECK"),
    ],
)
def test_what_another_program_did_behind_the_constraints_is_found(
    store: Store, url: str, spoil: str, says: str, load: Any
) -> None:
    store.call(_shop, load)
    with closing(sqlite3.connect(Path(url.removeprefix("sqlite:///")))) as other, other:
        other.execute("PRAGMA ignore_check_constraints = ON")
        other.execute(spoil)
    assert [fault for fault in store.call(verify) if says in fault]
