"""A shelf with one unit missing and one stranger is counted through the whole program at 40×15, by the scanner alone;
the program is killed in the middle, and its code in the menu leads back to where it was."""

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

SHELF, LOOSE = "SHELF-7", "BOLT-M8"
SERIALS = [f"A-{number:02}" for number in range(1, 7)]
MISSING, STRANGER = SERIALS[3], "NOBODY-HAS-THIS"


def _shop(db: Any) -> None:
    post = begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "1", 1))
    place = locations.add(db, NewLocation(SHELF))
    router = parts.add(db, parts.NewPart(number="RTR-AX55", name="Router AX55", tracking="serial"))
    bolt = parts.add(db, parts.NewPart(number=LOOSE, name="Bolt M8", unit="pcs"))
    units = [NewItem(part=router, location=place, quantity=Decimal(1), serial=serial) for serial in SERIALS]
    loose = NewItem(part=bolt, location=place, quantity=Decimal(40))
    ledger.create(db, post, ledger.begin(db, post, Act.OPENING), [*units, loose])


def _running(start: Start) -> Any:
    station = start(rows=15, columns=40)
    station.until(lambda screen: "● gun" in screen and "db✔" in screen)
    return station


def test_a_shelf_is_counted_with_the_scanner_alone_and_a_power_cut_between(house: Any, gun: Any, start: Start) -> None:
    with closing(Store(f"sqlite:///{house.store}")) as store:
        store.call(_shop)
    station = _running(start)
    gun.scan(b"KSKCMDCOUNT")
    station.until("Scan a place or a part")
    gun.scan(SHELF.encode())
    station.until("New count")
    station.agree(gun, b"KSKCMDDONE", "0 / 7 found")
    for count, serial in enumerate(SERIALS[:3], 1):
        gun.scan(serial.encode())
        station.until(f"{count} / 7 found")
    gun.scan(STRANGER.encode())
    station.until("Unknown code")

    station.signal(signal.SIGKILL)
    station.ended()
    assert house.faults() == ()
    station = _running(start)
    station.until("Resume count SC-1-1")
    gun.scan(b"KSKCMDCOUNT")
    station.until("4 found")
    station.agree(gun, b"KSKCMDR1", "3 / 7 found")
    gun.scan(SERIALS[1].encode())
    station.until("ALREADY")
    for count, serial in enumerate(SERIALS[4:], 4):
        gun.scan(serial.encode())
        station.until(f"{count} / 7 found")
    gun.scan(LOOSE.encode())
    station.until("1 / 40 pcs")
    gun.scan(b"KSKCMDX40")
    station.until("40 / 40 pcs")

    station.agree(gun, b"KSKCMDDONE", "Post SC-1-1?")
    station.until("1 missing, 1 unknown, 6 as expected")
    assert house.rows("SELECT COUNT(*) FROM stock_item WHERE status = 'lost'") == [(0,)]
    station.agree(gun, b"KSKCMDDONE", "is posted")
    assert house.rows("SELECT serial FROM stock_item WHERE status = 'lost'") == [(MISSING,)]
    assert house.rows("SELECT quantity / 1000000 FROM stock_item WHERE serial IS NULL") == [(40,)]
    assert house.rows("SELECT number, state FROM document") == [("SC-1-1", "posted")]
    codes = house.journal()
    assert [code for code in codes if not code.startswith("KSK")] == [
        SHELF, *SERIALS[:3], STRANGER, SERIALS[1], *SERIALS[4:], LOOSE,
    ]  # fmt: skip
    assert house.faults() == ()
