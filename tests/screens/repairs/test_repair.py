"""One repair on its screen: parts used by scan and by key, stages by F5 and by code, questions, undo."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.barcodes.commands import Word
from kiosk.stock.repairs import Stage

UNIT, LOOSE = "A14D2431-2388", "RES-0805-10R"
RETURNED = "BAT2300022"

Station = Callable[..., Any]
Benches = Callable[[Any], Any]
SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24)], ids=["40x15", "80x24"])


@SIZES
async def test_a_repair_from_the_menu_to_the_customer_by_scanner_alone(
    station: Station, bench: Benches, size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        one = bench(kiosk)
        await one.command(Word.REPAIRS)
        assert kiosk.name == "Repairs"
        await kiosk.scan(RETURNED)
        assert kiosk.name == "StartRepair"
        await one.command(Word.DONE)
        assert kiosk.name == "RepairScreen"
        assert "RO-1-1" in kiosk.words
        await kiosk.scan(UNIT, LOOSE)
        await one.command(Word.TIMES, 3)
        assert "3 pcs" in kiosk.words
        assert one.status(UNIT) == "in_repair"
        await one.command(Word.DONE)
        assert "Complete RO-1-1?" in kiosk.words
        await one.command(Word.DONE)
        assert one.newest.stage is Stage.DONE
        assert one.status(UNIT) == "repair_done"
        await one.command(Word.DONE)
        await one.command(Word.ROW, 2)
        assert one.newest.stage is Stage.HANDED_BACK
        assert one.status(RETURNED) == "sold"
        await one.command(Word.UNDO)
        await one.command(Word.CONFIRM)
        assert one.newest.stage is Stage.DONE
        assert one.status(RETURNED) == "returned"
        await one.command(Word.NEXT)
        assert kiosk.name == "StartRepair"


async def test_digits_are_how_much_of_the_part_is_in_it(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        one = await bench(kiosk).open(serial="X-1")
        await kiosk.scan(LOOSE)
        await kiosk.key("1", "2", "enter")
        assert "12 pcs in the repair now" in kiosk.words
        await kiosk.key("4", "enter")
        assert "8 pcs of RES-0805-10R back in MAIN/A/01" in kiosk.words
        await kiosk.scan(UNIT)
        await kiosk.key("5")
        assert "one unit with a serial" in kiosk.words
        await kiosk.key("up", "2", "enter")
        assert one.newest.parts == 2
        assert "2 pcs in the repair" in kiosk.words or "2 pcs" in kiosk.words


async def test_what_is_typed_is_for_the_part_that_it_was_begun_for(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        await bench(kiosk).open(serial="X-1")
        await kiosk.scan(LOOSE)
        await kiosk.key("7")
        await kiosk.scan(UNIT)
        await kiosk.key("enter")
        used = kiosk.rows("SELECT quantity FROM document_line ORDER BY id")
        assert used == [(7_000_000,), (1_000_000,)]


async def test_f5_asks_and_f5_agrees(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        one = await bench(kiosk).open(serial="X-1", fault="no light")
        assert "no light" in kiosk.words
        await kiosk.key("f5")
        assert "No part was used" in kiosk.words
        await kiosk.key("escape")
        assert one.newest.stage is Stage.OPEN
        await kiosk.key("f5", "f5")
        assert one.newest.stage is Stage.DONE
        await kiosk.key("f5", "f5")
        assert one.newest.stage is Stage.HANDED_BACK
        await kiosk.key("f5")
        assert one.newest.stage is Stage.HANDED_BACK


async def test_what_was_done_is_offered_to_be_told(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        one = await bench(kiosk).open(serial="X-1", fault="no light")
        await kiosk.key("f5", "2")
        await kiosk.type_in("new bulb")
        assert (one.newest.stage, one.newest.work) == (Stage.DONE, "new bulb")
        assert "no light → new bulb" in kiosk.words


async def test_done_agrees_to_the_next_stage_and_never_to_an_undo(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        one = await bench(kiosk).open(serial="X-1")
        await kiosk.scan(UNIT)
        await kiosk.key("f7")
        assert "Take this back?" in kiosk.words
        await one.command(Word.DONE)
        assert one.status(UNIT) == "in_repair"
        await kiosk.key("f5")
        assert one.status(UNIT) == "in_stock"


async def test_done_read_before_the_question_could_be_is_no_answer_to_it(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        one = await bench(kiosk).open(serial="X-1")
        await kiosk.key("f5")
        kiosk._mono = kiosk.frame.seen + 310_000_000 - 500_000_000  # half a second is added to each scan
        await kiosk.scan("KSKCMDDONE")
        assert one.newest.stage is Stage.OPEN
        while one.newest.stage is Stage.OPEN:
            await one.command(Word.DONE)
        assert "RO-1-1 done" in kiosk.words


async def test_fifty_scans_at_a_question_are_parts_or_refused_and_never_its_answer(
    station: Station, bench: Benches
) -> None:
    async with station() as kiosk:
        one = await bench(kiosk).open(serial="X-1")
        await kiosk.key("f5")
        before = len(kiosk.journal())
        codes = [LOOSE if number % 2 else f"nothing {number}" for number in range(50)]
        await kiosk.scan(*codes)
        assert len(kiosk.journal()) == before + 50
        assert one.newest.stage is Stage.OPEN
        assert kiosk.rows("SELECT quantity FROM document_line") == [(25_000_000,)]


async def test_a_part_is_taken_out_by_an_action_and_a_place_that_is_scanned(station: Station, bench: Benches) -> None:
    async with station((40, 15)) as kiosk:
        one = await bench(kiosk).open(serial="X-1")
        await kiosk.scan(UNIT)
        await kiosk.key("f4", "1")
        assert "Back to MAIN/B/01, in stock" in kiosk.words
        kiosk._mono += 10_000_000_000
        await kiosk.scan("MAIN/B/02")
        assert one.status(UNIT) == "in_stock"
        assert "MAIN/B/02 again" in kiosk.words
        assert one.newest.parts == 0


async def test_a_quantity_behind_a_refused_scan_is_of_nothing(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        one = await bench(kiosk).open(serial="X-1")
        await kiosk.scan(LOOSE, "NO SUCH CODE")
        await one.command(Word.TIMES, 3)
        assert "How many of what?" in kiosk.words
        assert one.newest.parts == 1
        assert "1 pc" in kiosk.words
        await kiosk.scan(LOOSE)
        await one.command(Word.TIMES, 3)
        assert "3 pcs" in kiosk.words


async def test_a_broken_part_is_taken_out_by_scanner_alone(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        one = await bench(kiosk).open(serial="X-1")
        await one.command(Word.REJECT)  # nothing is in it: no code of this screen
        await kiosk.scan(UNIT)
        await one.command(Word.REJECT)
        await one.command(Word.ROW, 2)
        assert one.status(UNIT) == "defective"
        await kiosk.scan(LOOSE)
        await one.command(Word.TIMES, 3)
        await one.command(Word.REJECT)
        await one.command(Word.ROW, 3)
        assert f"1 pc of {LOOSE} Defective, in MAIN/A/01" in kiosk.words
        assert one.newest.parts == 1


async def test_actions_that_do_not_fit_say_why(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        one = await bench(kiosk).open(serial="X-1")
        await kiosk.key("f4")
        assert "Take a part out: nothing is in it" in kiosk.words
        assert "no stock of ours" in kiosk.words
        await kiosk.key("2")
        await kiosk.type_in("smells")
        assert one.newest.fault == "smells"
        await kiosk.key("f4", "8")
        await kiosk.type_in("Jan Novák")
        assert one.newest.customer == "Jan Novák"
        assert "Jan Novák" in kiosk.words
        await kiosk.key("f4", "6")
        await kiosk.type_in("burnt")
        assert one.newest.stage is Stage.SCRAPPED
        await kiosk.key("f4")
        assert "the repair is scrapped" in kiosk.words


async def test_cancelling_is_asked_and_only_without_parts(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        one = await bench(kiosk).open(serial="X-1")
        await kiosk.scan(UNIT)
        await kiosk.key("f4", "7", "2")
        assert "Parts are in it: A14D2431-2388" in kiosk.words
        await kiosk.key("f7", "f5", "f4", "7", "1")
        assert one.newest.stage is Stage.OPEN
        await kiosk.key("f4", "7", "2")
        assert one.newest.stage is Stage.CANCELLED


async def test_unit_and_repair_lead_to_each_other(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        one = bench(kiosk)
        await one.open(item=one.unit(RETURNED))
        await kiosk.key("f4", "4")
        assert kiosk.name == "Unit"
        assert "Repair order RO-1-1, open" in kiosk.words
        await kiosk.key(*(["down"] * 40))
        while "Repair order" not in kiosk.lines[kiosk_cursor(kiosk)]:
            await kiosk.key("up")
        await kiosk.key("enter")
        assert kiosk.name == "RepairScreen"


def kiosk_cursor(kiosk: Any) -> int:
    """The line of the screen with the cursor."""
    marked = [at for at, text in enumerate(kiosk.lines) if kiosk.app.marks.cursor in text]
    return marked[0] if marked else 0


async def test_a_slip_leads_to_the_repair_from_everywhere(station: Station, bench: Benches) -> None:
    async with station() as kiosk:
        one = await bench(kiosk).open(serial="X-1")
        await kiosk.key("escape")
        await kiosk.scan("RO-1-1")
        assert kiosk.name == "RepairScreen"
        await kiosk.key("escape", "1")
        await kiosk.scan("RO-1-1")
        assert "Open repair RO-1-1" in kiosk.words
        await kiosk.key("enter")
        assert kiosk.name == "RepairScreen"
        await kiosk.key("f4", "5")
        assert kiosk.name == "Card"
        await kiosk.key("enter")
        assert kiosk.name == "RepairScreen"
        assert one.newest.number == "RO-1-1"


async def test_another_station_is_seen_at_the_next_scan(station: Station, bench: Benches) -> None:
    from kiosk.flows.repairs import ending, working

    async with station() as kiosk:
        one = await bench(kiosk).open(serial="X-1")
        id = one.newest.document.id

        def complete(db: Any) -> None:
            state, _ = working.opened(db, kiosk.post, working.Repairing(), id)
            ending.complete(db, kiosk.post, state)

        kiosk.store.call(complete)
        await kiosk.scan(UNIT)
        assert "RO-1-1 is done" in kiosk.words
        assert one.status(UNIT) == "in_stock"
        assert "F5 hand back" in kiosk.words
