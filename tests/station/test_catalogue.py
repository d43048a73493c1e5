"""A part with tracking and ten serials, made by hand in the whole program."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

from kiosk.store import locations
from kiosk.store.database import Store
from kiosk.store.sql import execute

Start = Callable[..., Any]
ENTER, F3, F5, F6 = b"\r", b"\x1bOR", b"\x1b[15~", b"\x1b[17~"


def typed(text: str) -> list[bytes]:
    return [char.encode() for char in text]


def row(text: str) -> Callable[[str], bool]:
    """Whether a field is told so, however wide the labels are."""
    return lambda screen: text in " ".join(screen.split())


def test_a_part_with_ten_serials_is_made_by_hand(house: Any, gun: Any, start: Start) -> None:
    with closing(Store(f"sqlite:///{house.store}")) as store:
        store.call(locations.add, locations.NewLocation("A"))
    station = start(rows=15, columns=40)
    station.until(lambda screen: "● gun" in screen and "db✔" in screen)
    station.keys(F3)
    station.until("F6")
    station.keys(F6)
    station.until("New part")
    station.until("1 Number")
    station.keys(b"1", *typed("DRV"), ENTER)
    station.until("DRV")
    station.keys(*typed("Driver"), ENTER)  # the next field is open
    station.until(row("2 Name Driver"))
    station.keys(b"3", b"3")
    station.until("by serial")
    gun.scan(b"A")
    station.until(row("Belongs in A"))
    station.keys(b"5", *typed("10"), ENTER)
    station.until("0 of 10")  # after the quantity come the serials
    for serial in "0123456789":
        station.keys(serial.encode(), ENTER)
    station.until("10 of 10")
    station.keys(F5)
    station.until("Part saved")
    station.until("10 pcs")
    assert house.faults() == ()
    with closing(Store(f"sqlite:///{house.store}")) as store:
        rows = store.look(lambda db: execute(db, "SELECT serial FROM stock_item ORDER BY id").fetchall())
    assert [serial for (serial,) in rows] == list("0123456789")
