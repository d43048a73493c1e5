"""A DigiKey bag and a GS1 carton are received by one scan each at 40×15; nothing of them is lost in a power cut."""

import signal
from collections.abc import Callable
from contextlib import closing
from typing import Any

from kiosk.flows.begin import RunInfo, begin
from kiosk.stock.rules import Rules
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, locations, partners, parts, supplier_parts
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.partners import NewPartner
from kiosk.store.supplier_parts import NewSupplierPart

Start = Callable[..., Any]

CARTON = b"]d2010400638133393117490531" + b"10LOT7\x1d21SN-0001"
BAG = (
    b"[)>\x1e06\x1dP296-LM358BIDDFRCT-ND\x1d1PLM358BIDDFR\x1dK\x1d1K72991337\x1d10K85781337\x1d11K1\x1d4LPH\x1dQ10"
    b"\x1d11ZPICK\x1d12Z15221337\x1d13Z361337\x1d20Z000000"
)
F5 = b"\x1b[15~"


def _shop(db: Any) -> None:
    post = begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "1", 1))
    place = locations.add(db, NewLocation("GOODS-IN"))
    chip = parts.add(db, parts.NewPart(number="LM358", name="Op-amp", default_location=place))
    router = parts.add(
        db, parts.NewPart(number="RTR-AX55", name="Router", tracking="batch+serial", default_location=place)
    )
    barcodes.assign(db, post, b"4006381333931", Thing(Kind.PART, router, ""))
    digikey = partners.add(db, NewPartner("DigiKey"))
    supplier_parts.add(db, NewSupplierPart(partner=digikey, part=chip, sku="296-LM358BIDDFRCT-ND"))


def _station(start: Start) -> Any:
    station = start(rows=15, columns=40)
    station.until(lambda screen: "● gun" in screen and "db✔" in screen)
    return station


def test_a_bag_and_a_carton_come_in_by_one_scan_each_and_outlive_a_power_cut(
    house: Any, gun: Any, start: Start
) -> None:
    with closing(Store(f"sqlite:///{house.store}")) as store:
        store.call(_shop)
    station = _station(start)
    gun.scan(b"KSKCMDRECEIPT")
    station.until("New goods receipt")
    station.agree(gun, b"KSKCMDDONE", "Goods receipt begun")
    gun.scan(BAG)
    station.until("Op-amp: 10 pcs")
    gun.scan(CARTON)
    station.until("batch LOT7")
    station.process.send_signal(signal.SIGKILL)
    station.ended()
    lines = """SELECT p.number, l.quantity / 1000000, l.serials, COALESCE(l.batch, ''), COALESCE(l.expiry, '')
        FROM document_line l JOIN part p ON p.id = l.part_id WHERE l.removed = 0 ORDER BY l.position"""
    assert house.rows(lines) == [("LM358", 10, 0, "", ""), ("RTR-AX55", 1, 1, "LOT7", "2049-05-31")]
    assert house.rows("SELECT reference FROM document") == [("72991337",)]

    station = _station(start)
    gun.scan(b"GR-1-1")
    station.until("LM358")
    gun.scan(CARTON)
    station.until("ALREADY")
    station.keys(F5)
    station.until("Post GR-1-1?")
    station.keys(F5)
    station.until("is posted")
    stock = "SELECT serial, batch, expiry, quantity / 1000000 FROM stock_item ORDER BY serial"
    assert house.rows(stock) == [(None, None, None, 10), ("SN-0001", "LOT7", "2049-05-31", 1)]
    assert house.faults() == ()
