"""Labels through the whole program: one for each serial as it is scanned, on a printer that is away and comes back."""

import re
import socket
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from kiosk.flows.begin import RunInfo, begin
from kiosk.stock.rules import Rules
from kiosk.store import locations, parts
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation

Start = Callable[..., Any]
ESC, F5, F6 = b"\x1b", b"\x1b[15~", b"\x1b[17~"
SERIALS = ["S-3", "S-1", "S-2"]


def _shop(db: Any) -> None:
    begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "1", 1))
    place = locations.add(db, NewLocation("GOODS-IN"))
    parts.add(db, parts.NewPart(number="PSU-12", name="Power supply", tracking="serial", default_location=place))


@pytest.fixture
def printing(house: Any) -> Callable[[str], None]:
    """`printing(keys)` gives the station a shop, and a printer with these keys that prints each serial."""

    def fit(keys: str) -> None:
        with closing(Store(f"sqlite:///{house.store}")) as store:
            store.call(_shop)
        text = house.config.read_text()
        house.config.write_text(f'{text}\n[labels]\nreceiving = "each"\n\n[[printer]]\nname = "labels"\n{keys}\n')

    return fit


def _scan_all(station: Any, gun: Any) -> None:
    gun.scan(b"KSKCMDRECEIPT")
    station.until("New goods receipt")
    station.agree(gun, b"KSKCMDDONE", "Goods receipt begun")
    gun.scan(b"PSU-12")
    station.until("Power supply")
    for serial in SERIALS:
        gun.scan(serial.encode())
        station.until(serial)


def _serials(data: bytes) -> list[str]:
    return [found.decode() for found in re.findall(rb"\^FDS/N ([^^]*)\^FS", data)]


def test_each_serial_is_printed_as_it_is_scanned(house: Any, gun: Any, start: Start, printing: Any) -> None:
    folder = house.root / "labels"
    folder.mkdir()
    printing(f'kind = "file"\nlanguage = "zpl"\nfolder = "{folder}"')
    station = start(rows=15, columns=40)
    station.until(lambda screen: "● gun" in screen and "P●" in screen)
    _scan_all(station, gun)
    station.until(lambda _: house.rows("SELECT COUNT(*) FROM print_job WHERE state = 'printed'") == [(3,)])
    files = sorted(folder.glob("*.zpl"))
    assert [_serials(file.read_bytes()) for file in files] == [[serial] for serial in SERIALS]
    assert house.faults() == ()


def test_labels_wait_for_a_printer_that_is_away_and_come_in_order_when_it_is_back(
    house: Any, gun: Any, start: Start, printing: Any
) -> None:
    device = house.root / "lp0"
    printing(f'kind = "device"\ndevice = "{device}"')
    station = start(rows=15, columns=40)
    station.until(lambda screen: "● gun" in screen and "P●" in screen)
    _scan_all(station, gun)
    station.until("P○ 3")
    device.touch()
    for keys, shown in ((b"9", "Station"), (b"6", "Printers"), (b"2", "There is no printer at")):
        if keys == b"9":
            station.keys(ESC)
            station.until("Goods receipt")
        station.keys(keys)
        station.until(shown)
    station.keys(F5)
    station.until("nothing waits")
    assert _serials(device.read_bytes()) == SERIALS


def test_the_station_ends_in_order_though_its_printer_never_answers(
    house: Any, gun: Any, start: Start, printing: Any
) -> None:
    """One whose network takes the connection, and which reads nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        printing(f'kind = "network"\nhost = "127.0.0.1"\nport = {server.getsockname()[1]}')
        station = start(rows=15, columns=40)
        station.until(lambda screen: "● gun" in screen and "P●" in screen)
        _scan_all(station, gun)
        station.keys(ESC)
        station.until("Goods receipt")
        station.keys(b"0")
        station.until("Leave")
        station.keys(b"1")
        assert station.ended() == 0
    assert house.faults() == ()
