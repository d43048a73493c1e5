"""Twenty routers are received through the whole program at 40×15: with the scanner alone, with the keyboard alone."""

import re
from collections.abc import Callable
from contextlib import closing
from typing import Any

from kiosk.flows.begin import RunInfo, begin
from kiosk.stock.rules import Rules
from kiosk.store import locations, parts
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation

Start = Callable[..., Any]

PART, PLACE = "RTR-AX55", "GOODS-IN"
SERIALS = [f"A-{number:02}" for number in range(1, 21)]
ENTER, ESC, F3, F4, F5 = b"\r", b"\x1b", b"\x1b[13~", b"\x1b[14~", b"\x1b[15~"


def _shop(db: Any) -> None:
    begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "1", 1))
    locations.add(db, NewLocation(PLACE))
    parts.add(db, parts.NewPart(number=PART, name="Router AX55", tracking="serial"))
    parts.add(db, parts.NewPart(number="RTR-AC12", name="Router AC12", tracking="serial"))


def _station(house: Any, start: Start) -> Any:
    with closing(Store(f"sqlite:///{house.store}")) as store:
        store.call(_shop)
    station = start(rows=15, columns=40)
    station.until(lambda screen: "● gun" in screen and "db✔" in screen)
    return station


def _received(house: Any) -> None:
    """All twenty are in stock where they belong, by one document, and nothing is wrong with the store."""
    sql = """SELECT s.serial, l.path, s.status FROM stock_item s JOIN location l ON l.id = s.location_id
        ORDER BY s.serial"""
    assert house.rows(sql) == [(serial, PLACE, "in_stock") for serial in SERIALS]
    assert house.rows("SELECT number, state FROM document") == [("GR-1-1", "posted")]
    assert house.rows("SELECT COUNT(*) FROM draft_serial") == [(0,)]
    assert house.faults() == ()


def _typed(text: str) -> list[bytes]:
    return [bytes([char]) for char in text.encode()]


def test_twenty_routers_are_received_with_the_scanner_alone(house: Any, gun: Any, start: Start) -> None:
    station = _station(house, start)
    gun.scan(b"KSKCMDRECEIPT")
    station.until("New goods receipt")
    station.agree(gun, b"KSKCMDDONE", "Goods receipt begun")
    gun.scan(PART.encode())
    station.until("Router AX55")
    gun.scan(b"KSKCMDX20")
    station.until("0 / 20 pcs")
    gun.scan(PLACE.encode())
    station.until(lambda screen: screen.count(PLACE) >= 2)
    for count, serial in enumerate(SERIALS, 1):
        gun.scan(serial.encode())
        station.until(f"{count} / 20 pcs")
    gun.scan(SERIALS[4].encode())
    station.until("ALREADY")
    station.agree(gun, b"KSKCMDDONE", "Post GR-1-1?")
    assert house.rows("SELECT COUNT(*) FROM stock_item") == [(0,)]
    station.agree(gun, b"KSKCMDDONE", "is posted")
    _received(house)


def test_twenty_routers_are_received_with_the_keyboard_alone(house: Any, start: Start) -> None:
    station = _station(house, start)
    task = re.search(r"(\d) Goods receipt", station.screen)
    assert task is not None, station.screen
    station.keys(task[1].encode())
    station.until("New goods receipt")
    station.keys(b"2", *_typed("D1"), ENTER, ESC, F5)
    station.until("Goods receipt begun")
    station.keys(F3)
    station.until("Find a part")
    station.keys(*_typed("ax5"))
    station.until("1 of 1")
    station.keys(ENTER)
    station.until("0 / 1 pc")
    station.keys(b"2", b"0", ENTER)
    station.until("0 / 20 pcs")
    station.keys(F4)
    station.until("Edit the line")
    station.keys(b"2")
    station.until("Where")
    station.keys(b"2")
    station.until("type to find")
    station.keys(*_typed(PLACE.lower()[:5]), ENTER, ESC, F5)
    station.until(lambda screen: "Goods receipt" in screen and PLACE in screen)
    station.keys(ENTER)
    station.until("Type a serial")
    for count, serial in enumerate(SERIALS[:2], 1):
        station.keys(*_typed(serial), ENTER)
        station.until(f"{count} / 20 pcs")
    station.keys(F3, *_typed("A-03..A-20"))
    station.until("18 serials")
    station.keys(ENTER)
    station.until("20 / 20 pcs")
    station.keys(F5)
    station.until(lambda screen: "F5 post" in screen and "20 / 20 pcs" in screen)
    station.keys(F5)
    station.until("Post GR-1-1?")
    assert house.rows("SELECT COUNT(*) FROM stock_item") == [(0,)]
    station.keys(F5)
    station.until("is posted")
    assert house.rows("SELECT reference FROM document") == [("D1",)]
    _received(house)
