"""`kiosk movements`: the ledger for people, programs and spreadsheets, and what its options leave of it."""

import csv
import io
import json
from contextlib import closing
from decimal import Decimal

import pytest

from kiosk.exchange.history import COLUMNS
from kiosk.flows.begin import RunInfo, begin
from kiosk.stock.history import Log
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.rules import Rules
from kiosk.stock.statuses import Status
from kiosk.store import ledger, stock_items
from kiosk.store.database import Store

NOTE = "=damaged\x1b[2J\u202e"


@pytest.fixture
def moved(shop):
    """A unit is found defective, and a quantity of a part is counted anew."""

    def write(db):
        post = begin(db, "bench", "Jana", "", Rules(), RunInfo("jana", "", "", "1", 1))
        unit = db.execute_sql("SELECT id FROM stock_item WHERE serial IS NOT NULL AND status = 'in_stock'").fetchone()[
            0
        ]
        before = stock_items.state(db, unit)
        after = State(before.location, before.quantity, Status.DEFECTIVE)
        operation = ledger.begin(db, post, Act.STATUS, note=NOTE)
        ledger.record(db, post, operation, [Change(unit, before, after, note="seen")])
        reel = db.execute_sql("SELECT id FROM stock_item WHERE serial IS NULL AND location_id > 0").fetchone()[0]
        before = stock_items.state(db, reel)
        after = State(before.location, before.quantity + 1_500_000, before.status)
        ledger.record(db, post, ledger.begin(db, post, Act.ADJUST), [Change(reel, before, after)])
        return db.execute_sql("SELECT serial FROM stock_item WHERE id = ?", (unit,)).fetchone()[0]

    with closing(Store(f"sqlite:///{shop}")) as store:
        return store.call(write)


def rows(kiosk, *options):
    return json.loads(kiosk("movements", "--json", "--operator", "Jana", *options).out)


def test_all_forms_have_all_of_a_movement(kiosk, moved):
    status, adjust = rows(kiosk)
    assert (status["act"], status["serial"], status["note"], status["remark"]) == ("status", moved, NOTE, "seen")
    assert (status["status_before"], status["status_after"]) == ("in_stock", "defective")
    assert (status["from"], status["quantity_after"]) == (status["to"], "1")
    assert Decimal(adjust["quantity_after"]) - Decimal(adjust["quantity_before"]) == Decimal("1.5")
    first, _ = csv.DictReader(io.StringIO(kiosk("movements", "--csv", "--operator", "Jana").out))
    assert list(first) == list(COLUMNS[Log.MOVEMENTS]) == list(status)
    assert first["note"] == "'=damaged␛[2J\\u202e"
    lines = kiosk("movements", "--operator", "Jana").out.splitlines()
    assert moved in lines[0]
    assert "␛[2J" in lines[0]
    assert "quantity changed" in lines[1]
    assert "  Jana  bench  status changed" in lines[0]


def test_a_unit_tells_each_change_of_its_status_with_who_where_and_why(kiosk, moved):
    status = json.loads(kiosk("stock", "--serial", moved, "--json").out)["movements"][0]
    assert (status["status_before"], status["status_after"]) == ("in_stock", "defective")
    assert (status["operator"], status["station"], status["note"], status["remark"]) == ("Jana", "bench", NOTE, "seen")
    line = next(row for row in kiosk("stock", "--serial", moved).out.splitlines() if "In stock → Defective" in row)
    assert "Jana" in line
    assert "bench" in line
    assert line.endswith("=damaged␛[2J\\u202e · seen")


def test_options_leave_in_what_fits_all_of_them(kiosk, moved):
    both = rows(kiosk)
    assert rows(kiosk, "--act", "status") == both[:1]
    assert rows(kiosk, "--serial", moved) == both[:1]
    assert rows(kiosk, "--text", "DAMAGED") == both[:1]
    assert rows(kiosk, "--part", both[1]["part"], "--since", "1h") == both[1:]
    assert rows(kiosk, "--location", both[0]["from"], "--act", "status") == both[:1]
    assert rows(kiosk, "--location", both[0]["from"].partition("/")[0]) == both
    assert rows(kiosk, "--until", "2020-01-01") == []
    assert json.loads(kiosk("movements", "--json", "--operator", "Nobody").out) == []


def test_a_serial_of_several_parts_is_asked_for_by_its_part_or_its_own_code(kiosk, shop):
    def write(db):
        first = "SELECT MIN(id) FROM stock_item WHERE serial IS NOT NULL GROUP BY serial_scope ORDER BY 1 LIMIT 2"
        db.execute_sql(f"UPDATE stock_item SET serial = 'TWIN' WHERE id IN ({first})")

    with closing(Store(f"sqlite:///{shop}")) as store:
        store.call(write)
    ended = kiosk("movements", "--serial", "TWIN")
    assert (ended.code, ended.out) == (3, "")
    code = next(word for word in ended.err.split() if word.startswith("KSK-SI"))
    (unit,) = {row["item"] for row in json.loads(kiosk("movements", "--json", "--serial", code).out)}
    part = next(row["part"] for row in json.loads(kiosk("movements", "--json", "--serial", code).out))
    again = json.loads(kiosk("movements", "--json", "--serial", "TWIN", "--part", part).out)
    assert {row["item"] for row in again} == {unit}
