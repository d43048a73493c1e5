"""A store that takes nothing: the whole program says so, shows no green light, and goes on when it can."""

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from typing import Any

Start = Callable[..., Any]

FULL = """
import sys
from kiosk.store import sqlite

connect = sqlite.Sqlite.connect

def connect_to_full_disk(self):
    connect(self)
    self.db.pragma("max_page_count", self.db.pragma("page_count") + 1)

sqlite.Sqlite.connect = connect_to_full_disk
from kiosk.__main__ import main
sys.exit(main())
"""


def test_a_full_disk_is_a_fault_and_every_green_light_before_it_is_journalled(
    house: Any, gun: Any, start: Start
) -> None:
    house.stock(2)
    station = start(program=[sys.executable, "-P", "-c", FULL])
    station.until(lambda screen: "● gun" in screen and "store ready" in screen)
    green: list[str] = []
    for count in range(1, 300):
        code = f"P000{count % 2 + 1}"
        gun.scan(code.encode())
        station.until(f"{count} read = {count} handled")
        if "FAULT" in station.screen:
            break
        green.append(code)
    assert "FAULT" in station.screen
    assert "The disk of the store is full." in station.screen
    assert "store fault" in station.screen
    assert "OK" not in station.screen
    assert green, "a store that takes nothing at all proves little"
    assert house.journal() == green
    assert house.faults() == ()


def test_a_store_that_another_program_keeps_locked_is_a_fault_until_it_lets_go(
    house: Any, gun: Any, start: Start
) -> None:
    house.stock(2)
    station = start()
    station.until(lambda screen: "● gun" in screen and "store ready" in screen)
    with closing(sqlite3.connect(house.store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        gun.scan(b"P0001")
        station.until("1 read = 0 handled")
        station.keys(b"\x1b")  # leaves nothing, loses nothing
        station.until("busy for more than 5")
        assert b"Part 0001" not in bytes(station.raw)
    gun.scan(b"P0002")
    station.until("Part 0002")
    station.until("store ready")
    assert house.journal() == ["P0001", "P0002"], "the refused scan has its row, too"
    assert b"Part 0001" not in bytes(station.raw)
