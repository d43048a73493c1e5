"""Places, suppliers, codes and counted quantities: by keys alone, by scans, with hostile texts, on small screens."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.stock.thing import Kind, Thing
from kiosk.store.sql import execute
from kiosk.store.verify import verify
from screens.places import Place

HOSTILE = "[/x]\x1b[2J\u202e[@click=app.quit]"
SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24)], ids=["40x15", "80x24"])


@SIZES
async def test_a_place_is_made_in_another_one(station: Callable[..., Any], size: tuple[int, int]) -> None:
    async with station(size) as kiosk:
        await kiosk.enter(Place.LOCATION_FORM)
        await kiosk.key("1")
        await kiosk.type_in("NEW")
        await kiosk.scan("MAIN/A")
        await kiosk.key("f5")
        assert "Place saved" in kiosk.words
        assert "MAIN/A/NEW" in kiosk.words
        assert kiosk.store.call(verify) == ()


@SIZES
async def test_a_supplier_part_is_entered_edited_archived_and_brought_back(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        await kiosk.enter(Place.SUPPLIER_PARTS, kiosk.part("AP-AX30"))
        await kiosk.key("f6", "1")
        await kiosk.type_in("Brand new")
        await kiosk.key("2")
        await kiosk.type_in("B-1")
        await kiosk.key("f5")
        assert kiosk.name == "SupplierParts"
        assert "B-1" in kiosk.words
        at = next(number for number in range(1, 9) if f"{number} Brand new" in kiosk.words)
        await kiosk.key(str(at), "4")
        await kiosk.type_in("25")
        await kiosk.key("f5")
        assert "pack of 25 pcs" in kiosk.words
        for archived in (True, False):
            while kiosk.frame.listing.pick.sku != "B-1":
                await kiosk.key("down")
            await kiosk.key("f4")
            assert kiosk.name == "Archive"
            await kiosk.key("1")
            assert kiosk.name == "SupplierParts"
            await kiosk.until(lambda: kiosk.frame.listing.total > 0)
            assert ("archived" in kiosk.words) is archived


@SIZES
async def test_a_supplier_is_renamed_archived_and_brought_back_from_what_it_supplies(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    def prepare(db: Any) -> None:
        db.execute_sql("UPDATE supplier_part SET archived_at = 1")

    async with station(size, prepare=prepare) as kiosk:
        ((part, partner),) = kiosk.rows("SELECT part_id, partner_id FROM supplier_part ORDER BY id LIMIT 1")
        await kiosk.enter(Place.SUPPLIER_PARTS, Thing(Kind.PART, part, "part"))

        async def form() -> None:
            await kiosk.until(lambda: kiosk.name == "SupplierParts" and kiosk.frame.listing.pick is not None)
            await kiosk.key("f3")
            await kiosk.until(lambda: kiosk.name == "PartnerForm" and kiosk.frame.state.ready)

        await form()
        await kiosk.key("1")
        await kiosk.type_in("Renamed")
        await kiosk.scan("MAIN/A")
        assert "A form is open" in kiosk.words
        await kiosk.key("f5")
        for archived in (True, False):
            await form()
            await kiosk.key("2", "f5")
            sql = "SELECT name, archived_at IS NOT NULL FROM partner WHERE id = ?"
            assert kiosk.rows(sql, partner) == [("Renamed", int(archived))], kiosk.shown


@SIZES
async def test_a_code_is_assigned_by_scanning_it_twice_and_taken_off_by_keys(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        await kiosk.enter(Place.CODES, kiosk.part("AP-AX30"))
        await kiosk.scan("AB\x1dNEW")
        assert "AB␝NEW" in kiosk.words
        assert "Yes, assign" in kiosk.words
        await kiosk.until(lambda: kiosk.frame.state.question.painted > 0)
        await kiosk.scan("AB\x1dNEW")
        if kiosk.frame.state.question is not None:  # the scanner was quicker than an eye
            await kiosk.scan("AB\x1dNEW")
        assert kiosk.rows("SELECT kind FROM barcode WHERE raw = ?", b"AB\x1dNEW") == [("part",)]
        await kiosk.key("1", "1")
        await kiosk.type_in("12")
        assert "12 pcs each" in kiosk.words
        await kiosk.key("f4", "1")
        assert "Taken off" in kiosk.words
        assert "No longer in use" in kiosk.words
        assert kiosk.rows("SELECT unassigned_by FROM barcode WHERE raw = ?", b"AB\x1dNEW") == [("Anna",)]
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


@SIZES
async def test_what_one_scan_of_a_new_code_stands_for_is_told_before_it_is_assigned(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        await kiosk.enter(Place.CODES, kiosk.part("CAB-USBC-1"))
        await kiosk.scan("BOX")
        await kiosk.key("3")
        await kiosk.type_in("0")
        assert "must be more than 0" in kiosk.words
        assert kiosk.frame.prompt.is_open
        await kiosk.key("backspace")
        await kiosk.type_in("12")
        assert "1 Yes, assign as 12 pcs" in kiosk.words
        await kiosk.scan("KSKCMDX10")
        assert "1 Yes, assign as 10 pcs" in kiosk.words
        await kiosk.key("1")
        assert "10 pcs each" in kiosk.words
        assert kiosk.rows("SELECT pack FROM barcode WHERE raw = ?", b"BOX") == [(10_000_000,)]


async def test_the_code_scanned_once_more_confirms_nothing_while_its_pack_is_typed(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.enter(Place.CODES, kiosk.part("CAB-USBC-1"))
        await kiosk.scan("BOX")
        await kiosk.until(lambda: kiosk.frame.state.question.painted > 0)
        await kiosk.key("3", "1", "2")
        await kiosk.scan_slowly("BOX")
        assert "Finish typing" in kiosk.words
        await kiosk.key("enter", "1")
        assert kiosk.rows("SELECT pack FROM barcode WHERE raw = ?", b"BOX") == [(12_000_000,)]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("RES-0805-10R", "Take another code: RES-0805-10R is the number of the part"),
        ("MAIN/A/01", "Take another code: MAIN/A/01 is the path of the location"),
        ("2012345678903", "Take 2012345678903 off first: it names the"),
        ("4006381333949", "4006381333949 is no EAN: its last digit would be 8."),
    ],
)
async def test_why_a_code_is_refused_or_doubted_is_whole_on_a_small_screen(
    station: Callable[..., Any], code: str, told: str
) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.CODES, kiosk.part("AP-AX30"))
        await kiosk.scan(code)
        assert told in kiosk.words


async def test_what_other_systems_call_a_thing_is_shown_with_its_codes(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        part = kiosk.part("CAB-USBC-1")

        def call(db: Any) -> None:
            execute(
                db,
                "INSERT INTO external_id (source, foreign_kind, foreign_id, kind, thing_id) VALUES (?, ?, ?, ?, ?)",
                *("inventree", "part", "4711", "part", part.id),
            )

        kiosk.store.call(call)
        await kiosk.enter(Place.CODES, part)
        await kiosk.key("pagedown")
        assert "In other systems inventree · part · 4711" in kiosk.words


async def test_esc_closes_a_question_about_a_code_before_the_screen(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.enter(Place.CODES, kiosk.part("CAB-USBC-1"))
        await kiosk.scan("NEW")
        await kiosk.key("escape")
        assert kiosk.name == "Codes"
        assert "Nothing changed" in kiosk.words
        await kiosk.key("1", "1")
        assert kiosk.frame.prompt.is_open
        await kiosk.key("escape", "f2")
        await kiosk.type_in("TYPED")
        assert "Assign this code" in kiosk.words
        await kiosk.key("2", "escape")
        assert kiosk.name == "Menu"


@SIZES
async def test_stock_without_serials_is_listed_opened_and_adjusted_by_keys(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        await kiosk.scan("CAB-USBC-1")
        await kiosk.key("f4", "2")
        assert kiosk.name == "LooseStock"
        assert "4 pcs MAIN/BENCH/2" in kiosk.words
        await kiosk.key("f4", "6")
        assert kiosk.name == "AdjustForm"
        await kiosk.key("1")
        await kiosk.type_in("3")
        await kiosk.key("2")
        await kiosk.type_in("counted")
        await kiosk.key("f5")
        assert "4 pcs became 3 pcs" in kiosk.words
        await kiosk.key("escape")
        assert kiosk.name == "LooseStock"
        assert "3 pcs MAIN/BENCH/2" in kiosk.words
        await kiosk.key("f6")
        assert kiosk.name == "StockForm"


async def test_a_counted_quantity_is_saved_with_its_note(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        sql = "SELECT id FROM stock_item WHERE serial IS NULL AND location_id IS NOT NULL AND quantity > 0 LIMIT 1"
        ((item,),) = kiosk.rows(sql)
        await kiosk.enter(Place.ADJUST, Thing(Kind.STOCK_ITEM, item, "stock"))
        await kiosk.key("1")
        await kiosk.type_in("3")
        await kiosk.key("f5")
        assert "why is the quantity another one" in kiosk.words
        await kiosk.key("2")
        await kiosk.type_in("counted")
        await kiosk.key("f5")
        assert "Adjusted" in kiosk.words
        assert kiosk.rows("SELECT quantity FROM stock_item WHERE id = ?", item) == [(3_000_000,)]
        assert kiosk.store.call(verify) == ()


def poison(db: Any) -> None:
    db.execute_sql("UPDATE part SET name = ?, description = ?, unit = ?", (HOSTILE,) * 3)
    db.execute_sql("UPDATE location SET name = ?", (HOSTILE,))
    db.execute_sql("UPDATE partner SET name = ? || id", (HOSTILE,))
    db.execute_sql("UPDATE supplier_part SET sku = ? || id", (HOSTILE,))
    db.execute_sql("UPDATE stock_item SET batch = ? WHERE serial IS NULL", (HOSTILE,))
    db.execute_sql("UPDATE barcode SET assigned_by = ?", (HOSTILE,))


@pytest.mark.parametrize(("size", "console"), [((40, 15), True), ((80, 24), False)], ids=["console", "unicode"])
async def test_hostile_texts_are_shown_and_edited_but_never_obeyed(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    def check() -> None:
        assert all(line.isprintable() for line in kiosk.lines), kiosk.shown
        assert kiosk.app.return_code is None

    async with station(size, console=console, prepare=poison) as kiosk:
        cable = kiosk.part("CAB-USBC-1")
        labelled = Thing(Kind.PART, cable.id, f"CAB-USBC-1 · {HOSTILE}")
        ((place,),) = kiosk.rows("SELECT id FROM location WHERE path = 'MAIN/A'")
        ((item,),) = kiosk.rows("SELECT id FROM stock_item WHERE batch IS NOT NULL AND quantity > 0 LIMIT 1")
        for where, args in (
            (Place.PART_FORM, (labelled, None)),
            (Place.PART_FORM, (None, labelled)),
            (Place.INITIAL_STOCK, (labelled,)),
            (Place.SERIALISE, (labelled,)),
            (Place.SUPPLIER_PARTS, (labelled,)),
            (Place.LOOSE_STOCK, (labelled,)),
            (Place.SUPPLIER_FORM, (labelled, None)),
            (Place.CODES, (labelled,)),
            (Place.LOCATION_FORM, (Thing(Kind.LOCATION, place, HOSTILE), None)),
            (Place.ADJUST, (Thing(Kind.STOCK_ITEM, item, HOSTILE),)),
        ):
            await kiosk.enter(where, *args)
            check()
            await kiosk.scan(HOSTILE, b"\xff\xfe", "MAIN/A")
            check()
            await kiosk.key("f1")
            check()
            await kiosk.key("escape", "pagedown", "f5")
            check()
            while kiosk.name != "Menu":
                await kiosk.app.pop_screen()
