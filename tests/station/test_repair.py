"""The life of a unit through the whole program at 40×15, by scanner alone: sold, returned, repaired, handed back."""

import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

from kiosk.flows.begin import RunInfo, begin
from kiosk.stock.ledger import Act
from kiosk.stock.rules import Rules
from kiosk.store import ledger, locations, parts
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.stock_items import NewItem

UNIT, PART, PLACE = "SN-0042", "BAT-7", "SHELF"


def _shop(db: Any) -> None:
    post = begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "1", 1))
    place = locations.add(db, NewLocation(PLACE))
    phone = parts.add(db, parts.NewPart(number="PHONE-A", name="Phone A", tracking="serial", warranty_months=24))
    battery = parts.add(db, parts.NewPart(number="BAT", name="Battery", tracking="serial"))
    items = [
        NewItem(part=phone, location=place, serial=UNIT),
        NewItem(part=battery, location=place, serial=PART),
    ]
    ledger.create(db, post, ledger.begin(db, post, Act.IMPORT, reference="stock.csv"), items)


def _stands(house: Any, serial: str) -> tuple[str, str | None]:
    """Status and place of a unit."""
    sql = """SELECT i.status, l.path FROM stock_item i LEFT JOIN location l ON l.id = i.location_id
        WHERE i.serial = ?"""
    with closing(Store(f"sqlite:///{house.store}")) as store:
        status, place = store.call(lambda db: db.execute_sql(sql, (serial,)).fetchone())
    return status, place


class Walk:
    """An operator with nothing but a scanner."""

    def __init__(self, station: Any, gun: Any) -> None:
        self.station, self.gun = station, gun

    def scan(self, code: str, shows: str) -> None:
        self.gun.scan(code.encode())
        self.station.until(shows)

    def agree(self, code: str, shows: str) -> None:
        """Scan what agrees to something until it leads on: it counts only once one could read what it agrees to."""
        end = time.monotonic() + 40
        while shows not in self.station.screen:
            assert time.monotonic() < end, self.station.screen
            self.gun.scan(code.encode())
            pause = time.monotonic() + 0.7
            while shows not in self.station.screen and (left := pause - time.monotonic()) > 0:
                self.station.feed(left)

    def by_document(self, task: str, title: str, number: str, *codes: str) -> None:
        """Move the unit by a document of its own, from the menu and back to it."""
        self.scan(f"KSKCMD{task}", title)
        self.agree("KSKCMDDONE", f"{number}")
        for code in codes:
            self.gun.scan(code.encode())
        self.station.until(lambda screen: UNIT in screen and "✔ OK" in screen)
        self.agree("KSKCMDDONE", f"Post {number}?")
        self.agree("KSKCMDDONE", f"{number} is posted")
        self.agree("KSKCMDMENU", "1 Quick scan")

    def pages(self, first: str, last: str) -> str:
        """All that a long list says, page by page, joined; from the page with `first` to the one with `last`."""
        self.station.until(first)
        self.rest(0.4)
        told = self.station.screen
        end = time.monotonic() + 40
        while last not in told:
            assert time.monotonic() < end, told
            before = self._rows()
            self.gun.scan(b"KSKCMDNEXT")
            self.station.until(lambda _, before=before: self._rows() != before)
            self.rest(0.4)  # until all rows are painted; and the same code within 0.3 s is a double read
            told += self.station.screen
        return told

    def rest(self, seconds: float) -> None:
        """Let time go by, and the screen be painted."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.station.feed(left)

    def _rows(self) -> list[str]:
        """What the list shows, without the answer above it."""
        return self.station.screen.splitlines()[5:13]


def test_a_unit_is_sold_returned_repaired_and_handed_back_and_its_history_read(
    house: Any, gun: Any, start: Callable[..., Any]
) -> None:
    with closing(Store(f"sqlite:///{house.store}")) as store:
        store.call(_shop)
    station = start(rows=15, columns=40)
    station.until(lambda screen: "● gun" in screen and "db✔" in screen)
    walk = Walk(station, gun)

    walk.by_document("SALE", "New sales invoice", "SI-1-1", UNIT)
    assert _stands(house, UNIT) == ("sold", None)
    walk.by_document("RETURN", "New return", "RT-1-1", PLACE, UNIT)
    assert _stands(house, UNIT) == ("returned", PLACE)

    walk.scan("KSKCMDREPAIRS", "in the house")
    walk.scan(UNIT, "New repair")
    station.until(lambda screen: "Returned, SHELF by RT-1-1" in " ".join(screen.split()))
    walk.agree("KSKCMDDONE", "Write this number on the")
    walk.scan(PART, "✔ OK")
    assert _stands(house, PART) == ("in_repair", None)
    assert _stands(house, UNIT) == ("returned", PLACE)  # what is repaired keeps its status
    walk.scan(PART, "ALREADY")
    walk.agree("KSKCMDDONE", "Complete RO-1-1?")
    walk.agree("KSKCMDDONE", "RO-1-1 done")
    assert _stands(house, PART) == ("repair_done", None)
    walk.agree("KSKCMDDONE", "Hand back")
    station.until("To a customer: it is sold again")
    walk.agree("KSKCMDR2", "RO-1-1 handed back")
    assert _stands(house, UNIT) == ("sold", None)
    assert house.faults() == ()

    walk.agree("KSKCMDMENU", "1 Quick scan")
    walk.scan("RO-1-1", "handed back")  # the slip is enough to find it again
    walk.agree("KSKCMDMENU", "1 Quick scan")
    walk.scan("KSKCMDSERIALS", "In stock")
    walk.scan(UNIT, "✔ OK")
    history = walk.pages("Sold", "import")
    for told in (
        "Sales invoice SI-1-1, posted",
        "Return RT-1-1, posted",
        "Repair order RO-1-1, done",
        "Returned → Sold, SHELF",
        "RO-1-1: handed back",
        "RO-1-1: done",
        "RO-1-1: begun",
        "Sold → Returned",
        "RT-1-1 · Anna · bench-1",
        "In stock → Sold",
        "SI-1-1 · Anna · bench-1",
    ):
        assert told in " ".join(history.split()), f"{told} is not in\n{history}"
    assert house.faults() == ()
