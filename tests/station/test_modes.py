"""A unit and three pieces moved by the scanner alone, in the whole program at 40×15, and one of them taken back."""

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


def _shop(db: Any) -> None:
    post = begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "1", 1))
    shelf, _, room = (locations.add(db, NewLocation(code)) for code in ("A", "B", "C"))
    psu = parts.add(db, parts.NewPart(number="PSU-12", name="Power supply", tracking="serial"))
    fuse = parts.add(db, parts.NewPart(number="FUSE-1A", name="Fuse"))
    new = [
        NewItem(part=psu, location=shelf, quantity=Decimal(1), serial="SN-01"),
        NewItem(part=fuse, location=shelf, quantity=Decimal(10)),
        NewItem(part=fuse, location=room, quantity=Decimal(5)),
    ]
    ledger.create(db, post, ledger.begin(db, post, Act.OPENING), new)


def _lies(house: Any) -> list[tuple[str, str, int]]:
    sql = """SELECT p.number, l.path, SUM(s.quantity) / 1000000 FROM stock_item s JOIN part p ON p.id = s.part_id
        JOIN location l ON l.id = s.location_id WHERE s.quantity > 0 GROUP BY p.number, l.path ORDER BY 1, 2"""
    with closing(Store(f"sqlite:///{house.store}")) as store:
        return [tuple(row) for row in store.call(lambda db: db.execute_sql(sql).fetchall())]


def test_a_unit_and_three_pieces_are_moved_by_the_scanner_alone(house: Any, gun: Any, start: Start) -> None:
    with closing(Store(f"sqlite:///{house.store}")) as store:
        store.call(_shop)
    station = start(rows=15, columns=40)
    station.until(lambda screen: "● gun" in screen and "db✔" in screen)
    gun.scan(b"KSKCMDMOVE")
    station.until("Scan the place")
    gun.scan(b"B")
    station.until("Into B: nothing yet")
    gun.scan(b"SN-01")
    station.until("Into B: 1 unit")
    gun.scan(b"FUSE-1A")
    station.until("QUESTION")
    station.agree(gun, b"C", "Into B: 1 unit, 1 pc")
    gun.scan(b"KSKCMDX3")
    station.until("3 pcs from C to B")
    assert _lies(house) == [("FUSE-1A", "A", 10), ("FUSE-1A", "B", 3), ("FUSE-1A", "C", 2), ("PSU-12", "B", 1)]
    station.agree(gun, b"KSKCMDUNDO", "Take this back?")
    station.agree(gun, b"KSKCMDUNDO", "Into B: 1 unit  ")
    assert _lies(house) == [("FUSE-1A", "A", 10), ("FUSE-1A", "C", 5), ("PSU-12", "B", 1)]
    gun.scan(b"KSKCMDDONE")
    station.until("Scan anything")
    assert house.faults() == ()
