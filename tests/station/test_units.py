"""A unit through the whole program, by keyboard and scanner: found, marked defective with a note, undone."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from kiosk.flows.begin import RunInfo, begin
from kiosk.stock.ledger import Act
from kiosk.stock.rules import Rules
from kiosk.store import ledger, locations, parts
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.stock_items import NewItem

Start = Callable[..., Any]


def _stock(db: Any) -> None:
    post = begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "1", 1))
    place = locations.add(db, NewLocation("SHELF"))
    part = parts.add(db, parts.NewPart(number="PSU-12", name="Power supply", tracking="serial"))
    items = [NewItem(part=part, location=place, serial=f"SN-{number:04}") for number in range(1, 13)]
    ledger.create(db, post, ledger.begin(db, post, Act.IMPORT, reference="stock.csv"), items)


def _status(house: Any, serial: str) -> str:
    with closing(Store(f"sqlite:///{house.store}")) as store:
        sql = "SELECT status FROM stock_item WHERE serial = ?"
        return str(store.call(lambda db: db.execute_sql(sql, (serial,)).fetchone()[0]))


@pytest.mark.parametrize(("rows", "columns"), [(15, 40), (24, 80)])
def test_a_unit_is_found_marked_defective_with_a_note_and_undone(
    house: Any, gun: Any, start: Start, rows: int, columns: int
) -> None:
    with closing(Store(f"sqlite:///{house.store}")) as store:
        store.call(_stock)
    station = start(rows=rows, columns=columns)
    station.until(lambda screen: "● gun" in screen and ("store ready" in screen or "db✔" in screen))
    station.keys(b"9")
    station.until("Low stock")
    station.keys(b"2")
    station.until("of 12")
    gun.scan(b"SN-0007")
    station.until("✔ OK")  # its screen comes up before the answer, and a key that is hit until then is not for it
    station.keys(b"\x1b[15~")  # F5
    station.until("Defective:")
    station.keys(b"4")
    station.until("Note")
    station.keys(*(bytes([char]) for char in b"dropped"), b"\r")
    station.until("In stock → Defective")
    station.keys(b"\x1b[15~")
    station.until("F7 undo")
    assert _status(house, "SN-0007") == "defective"
    station.keys(b"\x1b[18~")  # F7
    station.until("In stock ← ")
    station.keys(b"\x1b[15~")
    station.until(lambda screen: "undone" in screen.lower())
    assert _status(house, "SN-0007") == "in_stock"
    assert house.faults() == ()
