"""A delivery of 200 units as the README has it: received through a power cut; one unit is sold and comes back."""

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from kiosk.flows.begin import RunInfo, begin
from kiosk.stock.rules import Rules
from kiosk.store import sample_delivery
from kiosk.store.database import Store

ENTER, ESCAPE = b"\r", b"\x1b"
F5 = b"\x1b[15~"
LACKING = ("AX25W47117", "AX25W47163")
STRANGER = b"AX25W31999"
UNIT = b"AX25W47100"


def _shop(house: Any) -> tuple[Path, list[bytes]]:
    """The demo's shop, which waits for a delivery; its list, and the serials that come of it."""
    with closing(Store(f"sqlite:///{house.store}")) as store:
        post = store.call(begin, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "1", 1))
        assert store.call(sample_delivery.load, post)
    listed = list(sample_delivery.listed())
    path = house.root / "list.csv"
    path.write_text("".join(f"{row}\n" for row in listed))
    serials = [row.split(",")[1] for row in listed[1:]]
    return path, [serial.encode() for serial in serials if serial not in LACKING]


def _ready(screen: str) -> bool:
    return "● gun" in screen and "db✔" in screen


def _one(house: Any, sql: str, *values: str) -> Any:
    with closing(Store(f"sqlite:///{house.store}")) as store:
        return store.call(lambda db: db.execute_sql(sql, values).fetchone()[0])


def _count(house: Any, sql: str) -> int:
    return int(_one(house, sql))


def _status(house: Any, serial: bytes) -> str:
    return str(_one(house, "SELECT status FROM stock_item WHERE serial = ?", serial.decode()))


def _begin(station: Any, house: Any, listed: Path) -> None:
    """A goods receipt for the order, with the supplier's list."""
    station.keys(b"2")
    station.until("List (file)")
    station.keys(b"3")
    station.until("PO-1-1")
    station.keys(ENTER)
    station.until(lambda screen: "taken over" in screen and "PO-1-1" in screen)  # the list is asked for now
    station.keys(*(bytes([char]) for char in str(listed).encode()), ENTER)
    station.keys(F5)
    station.until("0 / 200")


def test_a_delivery_is_received_through_a_power_cut_and_one_unit_is_sold_and_taken_back(
    house: Any, gun: Any, start: Callable[..., Any]
) -> None:
    listed, serials = _shop(house)
    station = start(rows=15, columns=40)
    station.until(_ready)
    _begin(station, house, listed)
    gun.scan(*serials[:110])
    station.until(lambda screen: re.search(r"\d\d / 200", screen) is not None)  # in the middle of it
    station.process.kill()
    station.ended()
    got = _count(house, "SELECT COUNT(*) FROM draft_serial WHERE state = 'got'")
    assert got >= 10
    assert _count(house, "SELECT COUNT(*) FROM scan_record WHERE result = 'collected'") == got
    assert house.faults() == ()

    station = start(rows=15, columns=40)
    station.until(_ready)
    station.until(f"{got} of 200")
    station.keys(ENTER)
    station.until(f"{got} / 200")
    gun.scan(*serials[got:], STRANGER)
    station.until("199 / 200")
    station.until("LOOK")
    station.keys(F5)
    station.until(lambda screen: all(serial in screen for serial in LACKING))
    station.keys(F5)
    station.until("GR-1-1 is posted")
    assert _status(house, STRANGER) == "in_stock"
    assert _count(house, "SELECT COUNT(*) FROM stock_item WHERE serial LIKE 'AX25W%' AND status = 'in_stock'") == 199

    gun.scan(UNIT)
    station.until("In stock")
    _by_document(station, gun, b"3", "Sales invoice", "SI-1-1")
    assert _status(house, UNIT) == "sold"
    _by_document(station, gun, b"4", "Return", "RT-1-1")
    assert _status(house, UNIT) == "returned"
    assert house.faults() == ()


def _by_document(station: Any, gun: Any, task: bytes, kind: str, number: str) -> None:
    """Move the unit by a document of its own, from the menu and back to it."""
    station.keys(*_home(station), b"8")
    station.until("All documents")
    station.keys(task)
    station.until(f"New {kind.lower()}")
    station.keys(F5)
    station.until(number)
    gun.scan(UNIT)
    station.until(lambda screen: "✔ OK" in screen and UNIT.decode() in screen)
    station.keys(F5)
    station.until(f"Post {number}?")
    station.keys(F5)
    station.until(f"{number} is posted")


def _home(station: Any) -> tuple[bytes, ...]:
    return () if "1 Quick scan" in station.screen else (ESCAPE,)
