"""Labels of what a receipt has brought in, by the scanner alone at 40×15, through the whole program into a folder."""

import re
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from kiosk.flows.begin import RunInfo, begin
from kiosk.stock.rules import Rules
from kiosk.store import locations, parts
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation

PART, PLACE = "RTR-AX55", "GOODS-IN"
SERIALS = ["Z-3", "A-1", "M-2"]
PATIENCE = 30.0  # s


def _shop(db: Any) -> None:
    begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "1", 1))
    locations.add(db, NewLocation(PLACE))
    parts.add(db, parts.NewPart(number=PART, name="Router AX55", tracking="serial"))


def _printed(folder: Path, count: int) -> list[str]:
    """What the labels say after S/N, in the order in which they were printed."""
    end = time.monotonic() + PATIENCE
    while len(files := sorted(folder.glob("*.zpl"))) < count:
        assert time.monotonic() < end, files
        time.sleep(0.05)
    return [serial for file in files for serial in re.findall(r"S/N ([A-Z]-\d)", file.read_text())]


def test_labels_of_a_receipt_come_out_in_the_order_of_its_scans(
    house: Any, gun: Any, start: Callable[..., Any]
) -> None:
    folder = house.root / "labels"
    folder.mkdir()
    with house.config.open("a") as config:
        config.write(f'\n[[printer]]\nname = "desk"\nkind = "file"\nlanguage = "zpl"\nfolder = "{folder}"\n')
    with closing(Store(f"sqlite:///{house.store}")) as store:
        store.call(_shop)
    station = start(rows=15, columns=40)
    station.until(lambda screen: "● gun" in screen and "db✔" in screen)
    gun.scan(b"KSKCMDRECEIPT")
    station.until("New goods receipt")
    station.agree(gun, b"KSKCMDDONE", "Goods receipt begun")
    gun.scan(PART.encode())
    station.until("Router AX55")
    gun.scan(PLACE.encode())
    station.until(lambda screen: screen.count(PLACE) >= 2)
    for serial in SERIALS:
        gun.scan(serial.encode())
        station.until(serial)
    station.agree(gun, b"KSKCMDDONE", "Post GR-1-1")
    station.agree(gun, b"KSKCMDDONE", "GR-1-1 is posted")
    station.until("F8 labels of it")
    gun.scan(b"KSKCMDPRINT")
    station.until("3 things")
    gun.scan(b"KSKCMDDONE")
    station.until("3 labels for desk")
    assert _printed(folder, 3) == SERIALS
    assert house.rows("SELECT DISTINCT state FROM print_job") == [("printed",)]
    assert house.faults() == ()
