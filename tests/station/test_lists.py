"""Twelve things into a list through the whole program at 40×15: moved, undone, moved elsewhere, with a power cut."""

import signal
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from typing import Any

from kiosk.flows.begin import RunInfo, begin
from kiosk.stock.ledger import Act
from kiosk.stock.rules import Rules
from kiosk.store import ledger, locations, parts
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.stock_items import NewItem

Start = Callable[..., Any]

HERE, FIRST, SECOND = "A/03/1", "A/03/2", "B/01"
SERIALS = [f"SN-{number:02}" for number in range(1, 13)]


def _shop(db: Any) -> None:
    post = begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "1", 1))
    ids: dict[str, int] = {}
    for path in ("A", "A/03", HERE, FIRST, "B", SECOND):
        above, _, code = path.rpartition("/")
        ids[path] = locations.add(db, NewLocation(code, parent=ids.get(above)))
    part = parts.add(db, parts.NewPart(number="PSU-12", name="Power supply", tracking="serial"))
    new = [NewItem(part=part, location=ids[HERE], quantity=Decimal(1), serial=serial) for serial in SERIALS]
    ledger.create(db, post, ledger.begin(db, post, Act.OPENING), new)


def _station(start: Start) -> Any:
    station = start(rows=15, columns=40)
    station.until(lambda screen: "● gun" in screen and "db✔" in screen)
    return station


def _places(house: Any) -> set[str]:
    sql = "SELECT DISTINCT l.path FROM stock_item s JOIN location l ON l.id = s.location_id"
    return {path for (path,) in house.rows(sql)}


def test_twelve_things_by_scanner_alone_with_the_power_cut_in_between(house: Any, gun: Any, start: Start) -> None:
    with closing(Store(f"sqlite:///{house.store}")) as store:
        store.call(_shop)
    station = _station(start)
    gun.scan(b"KSKCMDLISTS")
    station.until("Scan lists")
    for count, serial in enumerate(SERIALS, 1):
        gun.scan(serial.encode())
        station.until(f"Row {count}.")
    gun.scan(b"KSKCMDMOVE")
    station.until("Scan where they go")
    station.signal(signal.SIGKILL)
    station.ended()
    assert house.faults() == ()

    station = _station(start)
    gun.scan(b"KSKCMDLISTS")
    station.until("12 rows")
    station.agree(gun, b"KSKCMDR1", "8-12 of 12")
    gun.scan(b"KSKCMDMOVE")
    station.until("Scan where they go")
    gun.scan(FIRST.encode())
    station.until(f"12 of 12 → {FIRST}")
    assert _places(house) == {HERE}
    station.agree(gun, FIRST.encode(), "12 moved")
    assert _places(house) == {FIRST}
    station.signal(signal.SIGKILL)
    station.ended()
    assert house.faults() == ()

    station = _station(start)
    gun.scan(b"KSKCMDLISTS")
    station.until("12 rows")
    station.agree(gun, b"KSKCMDR1", "8-12 of 12")
    station.agree(gun, b"KSKCMDUNDO", "Take this back?")
    assert _places(house) == {FIRST}
    station.agree(gun, b"KSKCMDUNDO", "Undone")
    assert _places(house) == {HERE}
    gun.scan(b"KSKCMDMOVE")
    station.until("Scan where they go")
    gun.scan(SECOND.encode())
    station.until(f"12 of 12 → {SECOND}")
    station.agree(gun, SECOND.encode(), "12 moved")
    assert _places(house) == {SECOND}
    assert house.faults() == ()
    assert house.rows("SELECT total, marked FROM scan_list") == [(12, 0)]
