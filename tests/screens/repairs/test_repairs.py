"""The list of repairs and the form that begins one: what a scan leads to, what is shown, what is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.barcodes.commands import Word
from kiosk.stock.repairs import Stage
from kiosk.store import repairs
from kiosk.store.repairs import NewRepair

Station = Callable[..., Any]
Benches = Callable[[Any], Any]
RETURNED, SOLD = "BAT2300022", "PSU2500039"


async def test_the_list_shows_what_is_in_the_house_open_ones_first(station: Station, bench: Benches) -> None:
    async with station((80, 24)) as kiosk:
        one = bench(kiosk)
        for serial in ("X-1", "X-2", "X-3"):
            await one.open(serial=serial, fault=f"fault of {serial}")
            if serial != "X-2":
                await kiosk.key("f5", "f5")
            if serial == "X-3":
                await kiosk.key("f5", "f5")
            await kiosk.key("escape")
        await one.command(Word.REPAIRS)
        rows = [text for text in kiosk.lines if "RO-1-" in text]
        assert ["RO-1-2" in rows[0], "RO-1-1" in rows[1], len(rows)] == [True, True, 2]
        await kiosk.key("0")
        assert sum("RO-1-" in text for text in kiosk.lines) == 3
        await kiosk.key("f3")
        await kiosk.type_in("fault of x-3")
        assert [text.split()[1] for text in kiosk.lines if "RO-1-" in text] == ["RO-1-3"]
        await kiosk.key("0")
        assert sum("RO-1-" in text for text in kiosk.lines) == 2
        await kiosk.key("1")
        assert kiosk.name == "RepairScreen"


async def test_a_scan_in_the_list_leads_to_the_repair_or_begins_one(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        one = bench(kiosk)
        await one.open(serial="X-1")
        await kiosk.key("escape")
        await one.command(Word.REPAIRS)
        for code in ("RO-1-1", "X-1", "KSK-DO1"):
            await kiosk.scan(code)
            assert kiosk.name == "RepairScreen", code
            await kiosk.key("escape")
        await kiosk.scan("X-9")
        assert kiosk.name == "StartRepair"
        assert "customer's unit" in kiosk.words
        await kiosk.key("escape")
        await kiosk.scan("RES-0805-10R")
        assert kiosk.name == "Repairs"
        assert "Scan a repair's slip" in kiosk.words
        await one.command(Word.NEXT)
        assert kiosk.name == "StartRepair"


async def test_a_strange_serial_is_a_customers_unit_with_all_that_is_told(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        one = bench(kiosk)
        await one.command(Word.REPAIRS)
        await kiosk.key("f6")
        await kiosk.scan("IMEI-445", "CAB-USBC-1")
        await kiosk.key("3")
        await kiosk.type_in("phone, cracked")
        await kiosk.type_in("Jan Novák")
        await kiosk.type_in("dark display")
        await kiosk.key("f5")
        assert kiosk.name == "RepairScreen"
        found = one.newest
        assert (found.serial, found.description, found.fault) == ("IMEI-445", "phone, cracked", "dark display")
        assert (found.customer, found.unit) == ("Jan Novák", None)
        assert found.part is not None
        assert found.part.label.startswith("CAB-USBC-1")
        assert kiosk.rows("SELECT COUNT(*) FROM stock_item WHERE serial = 'IMEI-445'") == [(0,)]


async def test_an_own_unit_is_known_with_part_warranty_and_status(station: Station, bench: Benches) -> None:
    async with station((80, 24)) as kiosk:
        await bench(kiosk).command(Word.REPAIRS)
        await kiosk.scan(SOLD)
        assert "PSU-LAB-3010, Sold" in kiosk.words
        assert "Warranty to 2027-08-14" in kiosk.words
        assert "Description" not in kiosk.words
        await kiosk.key("f5")
        assert bench(kiosk).newest.unit.id == bench(kiosk).unit(SOLD)
        assert bench(kiosk).status(SOLD) == "sold"


async def test_a_second_unit_is_refused_while_the_form_is_open(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        await bench(kiosk).command(Word.REPAIRS)
        await kiosk.scan("X-1")
        await kiosk.scan("X-2")
        assert "The unit is X-1" in kiosk.words
        await kiosk.scan("X-1")
        assert "already" in kiosk.words
        await kiosk.key("1")
        await kiosk.scan("X-2")
        await kiosk.key("f5")
        assert bench(kiosk).newest.serial == "X-2"


@pytest.mark.parametrize("serial", ["X-1", RETURNED])
async def test_a_unit_in_the_house_gets_no_second_repair(station: Station, bench: Benches, serial: str) -> None:
    async with station() as kiosk:
        one = bench(kiosk)
        await one.open(**({"serial": serial} if serial == "X-1" else {"item": one.unit(serial)}))
        await kiosk.key("f6")
        await kiosk.scan(serial)
        assert "is under repair already: RO-1-1" in kiosk.words
        await kiosk.key("f5")
        assert kiosk.name == "StartRepair"
        assert len(kiosk.rows("SELECT document_id FROM repair")) == 1


async def test_a_form_with_nothing_in_it_begins_nothing(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        await bench(kiosk).command(Word.REPAIRS)
        await kiosk.key("f6", "f5")
        assert "scan or type the serial" in kiosk.words
        await kiosk.key("escape")
        assert kiosk.name == "Repairs"


async def test_a_unit_that_was_here_before_is_known_again(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        one = bench(kiosk)
        await one.open(serial="X-1")
        await kiosk.key("f5", "f5", "f5", "f5", "escape")
        assert one.newest.stage is Stage.HANDED_BACK
        await one.command(Word.REPAIRS)
        await kiosk.scan("X-1")
        assert "It was here before: RO-1-1" in kiosk.words


async def test_a_customers_unit_is_known_by_its_repair_everywhere(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        one = await bench(kiosk).open(serial="X-1")
        await kiosk.key("escape")
        await kiosk.scan("X-1")
        assert kiosk.name == "RepairScreen"
        await kiosk.key("escape")
        await one.command(Word.SCAN)
        await kiosk.scan("X-1")
        assert "X-1 is a customer's unit. Repair order: open, no parts" in kiosk.words
        await kiosk.scan("X-2")
        assert "Unknown code" in kiosk.words


async def test_the_menu_of_a_unit_begins_its_repair(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        await kiosk.scan(RETURNED)
        await kiosk.key("f4", "0")
        assert kiosk.name == "StartRepair"
        await kiosk.key("f5")
        assert bench(kiosk).newest.unit.label.endswith(RETURNED)


async def test_many_repairs_are_a_window_and_not_a_copy(station: Station, bench: Benches) -> None:
    async with station() as kiosk:

        def many(db: Any) -> None:
            for number in range(450):
                repairs.create(db, kiosk.post, NewRepair(serial=f"X-{number}"))

        kiosk.store.call(many)
        await bench(kiosk).command(Word.REPAIRS)
        await kiosk.key("end")
        assert "450" in kiosk.words
        assert "RO-1-1 " in kiosk.words
