"""A draft on its screen: scans, lines, quantities, questions, undo, parking; by keys and by scans, small and large."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows.begin import RunInfo, begin
from kiosk.stock import quantity as quantities
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.document_lists import Sought
from kiosk.stock.rules import Rules
from kiosk.store import document_lines, documents
from screens.places import Place
from tests.screens.test_hostile import check, poison

SIZES = [((40, 15), False), ((80, 24), False), ((80, 25), True)]
PART, PHONE = "RES-0805-10R", "PHO-A14-256"
PCS = quantities.UNIT


def draft(kiosk: Any, id: int) -> Any:
    return kiosk.store.call(lambda db: documents.get(db, id))


def lines(kiosk: Any, id: int) -> list[Any]:
    return list(kiosk.store.call(lambda db: document_lines.page(db, id).rows))


@pytest.mark.parametrize(("size", "console"), SIZES)
async def test_the_current_line_stands_below_the_answer_with_its_bar_and_its_place(
    station: Callable[..., Any], opened: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console) as kiosk:
        await opened(kiosk)
        assert "Goods receipt GR-1-1" in kiosk.lines[0]
        await kiosk.scan(PART, PHONE)
        await kiosk.key("4", "enter")
        await kiosk.scan("SN-1", "SN-2", "MAIN/A/01")
        assert "2 / 4 pcs" in kiosk.words
        assert kiosk.app.marks.bar * 4 in kiosk.words
        assert "2 missing" in kiosk.words
        assert "SN-2, SN-1" in kiosk.words
        assert "MAIN/A/01" in kiosk.words
        assert [line.strip()[:12] for line in kiosk.lines if PART in line]
        check(kiosk)


async def test_digits_type_the_quantity_of_the_current_line(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.key("7")
        assert "No line to count" in kiosk.words
        await kiosk.scan(PART)
        await kiosk.key("1", "2")
        assert f"Quantity of {PART}" in kiosk.words
        await kiosk.key("enter")
        assert "12 pcs" in kiosk.words
        assert [line.quantity for line in lines(kiosk, id)] == [12]
        await kiosk.key("5", "escape")
        assert [line.quantity for line in lines(kiosk, id)] == [12]


async def test_a_quantity_being_typed_survives_a_scan_and_goes_to_the_line_it_was_typed_for(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station() as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PART)
        await kiosk.key("9")
        await kiosk.scan(PHONE)
        assert f"Quantity of {PART}" in kiosk.words
        await kiosk.key("enter")
        assert [(line.number, line.quantity) for line in lines(kiosk, id)] == [(PART, 9), (PHONE, 1)]


async def test_arrows_make_another_line_the_current_one_and_the_next_serial_is_of_that(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PHONE, PART)
        await kiosk.key("up")
        await kiosk.scan("SN-1")
        assert [line.serials for line in lines(kiosk, id)] == [1, 0]
        await kiosk.key("end", "3", "enter")
        assert [line.quantity for line in lines(kiosk, id)] == [1, 3]
        await kiosk.key("home", "pagedown", "pageup")
        assert kiosk.app.screen.state.line.number == PHONE


async def test_of_a_thousand_lines_the_one_that_was_scanned_is_in_sight(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id: int = kiosk.store.call(lambda db: documents.create(db, kiosk.post, DocKind.RECEIPT))
        part, phone = kiosk.part(PART).id, kiosk.part(PHONE).id

        def fill(db: Any) -> None:
            for at in range(1000):
                document_lines.add(db, id, phone if at == 700 else part, {"quantity": PCS, "said": 1})

        kiosk.store.call(fill)
        await kiosk.enter(Place.DOCUMENT, id)
        await kiosk.scan(PHONE)
        assert any(line.startswith("▸") and PHONE in line for line in kiosk.lines)
        assert "of 1,000" in kiosk.words
        listing = kiosk.app.screen.listing
        assert len(listing._page.rows) <= 200
        await kiosk.key("home")
        assert kiosk.app.screen.state.line.position == 1


async def test_esc_parks_the_draft_and_the_menu_says_so(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PART)
        await kiosk.key("escape")
        assert kiosk.name == "Menu"
        assert "GR-1-1 is parked" in kiosk.words
        assert draft(kiosk, id).lease is None
        assert len(lines(kiosk, id)) == 1
        await kiosk.scan(PART)
        assert kiosk.name == "QuickScan"


async def test_an_empty_draft_is_rather_cancelled_than_parked(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.key("escape")
        assert "GR-1-1 is empty" in kiosk.words
        await kiosk.key("escape")
        assert kiosk.name == "DocumentScreen"
        await kiosk.key("escape", "2")
        assert draft(kiosk, id).state == "draft"
        await kiosk.enter(Place.DOCUMENT, id)
        await kiosk.key("escape", "1")
        assert kiosk.name == "Menu"
        assert draft(kiosk, id).state == "cancelled"


async def test_undo_says_what_it_takes_back_and_asks(station: Callable[..., Any], opened: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PART, PART)
        await kiosk.key("f7")
        assert "Take this back?" in kiosk.words
        assert f"{PART} added" in kiosk.words
        await kiosk.key("2", "f7", "escape", "f7", "1")
        assert [line.quantity for line in lines(kiosk, id)] == [1]
        assert "Taken back" in kiosk.words
        await kiosk.key("f7", "1")
        assert lines(kiosk, id) == []
        assert "No line yet" in kiosk.words
        await kiosk.key("f7")
        assert "Nothing to undo" in kiosk.words


async def test_a_scan_puts_the_screens_own_question_away_and_is_taken(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PART)
        await kiosk.key("f7")
        await kiosk.scan(PART)
        assert "Take it back" not in kiosk.words
        assert [line.quantity for line in lines(kiosk, id)] == [2]
        await kiosk.key("1", "escape")
        assert [line.quantity for line in lines(kiosk, id)] == [2]


async def test_a_question_of_the_flow_is_answered_by_its_digit_and_what_is_typed_stays(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    def batches(db: Any) -> None:
        db.execute_sql("UPDATE part SET tracking = 'batch' WHERE number = ?", (PART,))

    async with station((40, 15), prepare=batches) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PART)
        await kiosk.key("5")
        await kiosk.scan("LOT-77")
        assert "QUESTION" in kiosk.words
        await kiosk.key("1")
        assert [line.batch for line in lines(kiosk, id)] == ["LOT-77"]
        assert f"Quantity of {PART}" in kiosk.words
        await kiosk.key("enter")
        assert [line.quantity for line in lines(kiosk, id)] == [5]


async def test_what_is_scanned_before_the_draft_is_on_the_screen_is_in_it(
    station: Callable[..., Any],
) -> None:
    async with station((40, 15)) as kiosk:
        id: int = kiosk.store.call(lambda db: documents.create(db, kiosk.post, DocKind.RECEIPT))
        with kiosk.held():
            kiosk.app.visit(Place.DOCUMENT, id)
            kiosk.send(PART, PHONE, "SN-1")
        await kiosk.settled()
        assert kiosk.name == "DocumentScreen"
        assert [(line.number, line.serials) for line in lines(kiosk, id)] == [(PART, 0), (PHONE, 1)]
        assert "SN-1" in kiosk.words


async def test_a_draft_is_cancelled_only_when_that_is_said_twice(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PART)
        await _act(kiosk, "Cancel the document")
        assert "Cancel GR-1-1?" in kiosk.words
        await kiosk.key("1")
        assert draft(kiosk, id).state == "draft"
        await _act(kiosk, "Cancel the document")
        await kiosk.key("2")
        assert draft(kiosk, id).state == "cancelled"
        assert kiosk.name == "Menu"
        assert "GR-1-1 is cancelled" in kiosk.words


async def test_a_draft_is_handed_over_by_name(station: Callable[..., Any], opened: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PART)
        await _act(kiosk, "Hand over to another operator")
        await kiosk.type_in("Ben")
        assert kiosk.name == "Menu"
        assert "Ben" in kiosk.words
        assert draft(kiosk, id).lease is None


async def test_a_line_is_rejected_accepted_and_taken_out_by_number(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PART)
        await _act(kiosk, "Reject it")
        assert "REJECTED" in kiosk.words
        assert not lines(kiosk, id)[0].accepted
        await _act(kiosk, "Accept it after all")
        assert lines(kiosk, id)[0].accepted
        await _act(kiosk, "Take out the line")
        assert lines(kiosk, id) == []


async def test_a_line_is_edited_as_a_form_which_a_scan_fills_and_never_loses(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PART)
        await kiosk.key("enter", "1")
        await kiosk.type_in("25")
        await kiosk.scan("MAIN/A/02", PHONE)
        assert kiosk.name == "LineForm"
        assert "A form is open" in kiosk.words
        await kiosk.key("5", "f5")
        assert kiosk.name == "DocumentScreen"
        assert "25 pcs" in kiosk.words
        assert "MAIN/A/02" in kiosk.words
        assert "REJECTED" in kiosk.words
        (line,) = lines(kiosk, id)
        assert (line.quantity, line.place.label[:9], line.accepted) == (25, "MAIN/A/02", False)
        await kiosk.key("f7", "1")
        (line,) = lines(kiosk, id)
        assert (line.quantity, line.place, line.accepted) == (1, None, True)
        await kiosk.key("enter", "escape")
        assert kiosk.name == "DocumentScreen"


async def test_the_head_is_edited_as_a_form_and_taken_back(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PART)
        await _act(kiosk, "Partner, reference, notes")
        await kiosk.key("1", *"New Co", "enter")
        await kiosk.scan("DN-1", PART)
        assert kiosk.name == "HeadForm"
        await kiosk.type_in("DN-47")
        await kiosk.key("escape", "f5")
        assert kiosk.name == "DocumentScreen"
        head = draft(kiosk, id)
        assert (head.partner.name, head.reference) == ("New Co", "DN-47")
        await kiosk.key("f7")
        assert "details of GR-1-1" in kiosk.words
        await kiosk.key("1")
        head = draft(kiosk, id)
        assert (head.partner, head.reference) == (None, "")
        await kiosk.enter(Place.HEAD_FORM, head.thing)
        await kiosk.key("f5")
        assert "Nothing changed" in kiosk.words


async def test_the_serials_of_a_line_are_collected_over_the_document_and_stand_on_it_afterwards(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        await opened(kiosk)
        await kiosk.scan(PHONE)
        await kiosk.key("3", "enter", "enter")
        assert kiosk.name == "SerialCollector"
        await kiosk.scan("SN-1", "SN-2")
        await kiosk.key("f5")
        assert kiosk.name == "DocumentScreen"
        assert "2 / 3 pcs" in kiosk.words
        await kiosk.scan("SN-3")
        assert "3 / 3 pcs" in kiosk.words
        assert "SN-3, SN-2, SN-1" in kiosk.words


async def test_a_part_is_found_by_typing_and_added(station: Callable[..., Any], opened: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.key("f3", *"0805-10r")
        assert kiosk.name == "FindPart"
        await kiosk.key("enter")
        assert kiosk.name == "DocumentScreen"
        assert [line.number for line in lines(kiosk, id)] == [PART]
        await kiosk.key("f3")
        await kiosk.scan(PHONE)
        assert kiosk.name == "DocumentScreen"
        assert len(lines(kiosk, id)) == 2


async def test_another_line_of_the_same_part_is_begun_by_a_key(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PART)
        await kiosk.key("f6", "4", "enter")
        assert [line.quantity for line in lines(kiosk, id)] == [1, 4]
        assert "2 lines" in kiosk.words


async def test_one_key_sets_the_quantity_to_the_serials_that_are_here(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station() as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PHONE)
        await kiosk.key("5", "enter")
        await kiosk.scan("SN-1", "SN-2")
        assert "F6 quantity = 2" in kiosk.words
        await kiosk.key("f6")
        assert [(line.quantity, line.serials) for line in lines(kiosk, id)] == [(2, 2)]


async def test_a_receipt_is_written_and_posted_by_scans_alone(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PHONE, "KSKCMDX3", "SN-1", "SN-2", "SN-9", "MAIN/A/01")
        assert "3 / 3 pcs" in kiosk.words
        await kiosk.scan(PART, "KSKCMDX20", "KSKCMDREJECT")
        assert "REJECTED" in kiosk.words
        await kiosk.scan("KSKCMDNEXT", "KSKCMDX2", "KSKCMDREJECT")
        assert [(line.quantity, line.accepted) for line in lines(kiosk, id)] == [(3, True), (20, False), (2, False)]
        await kiosk.scan("KSKCMDACCEPT")
        assert lines(kiosk, id)[2].accepted
        await kiosk.scan("KSKCMDUNDO")
        assert "Take this back?" in kiosk.words
        await kiosk.scan("KSKCMDCONFIRM")
        assert not lines(kiosk, id)[2].accepted
        await kiosk.scan("KSKCMDUNDO", "KSKCMDCANCEL")
        assert "Take this back?" not in kiosk.words
        await kiosk.scan("KSKCMDDONE")
        assert kiosk.name == "Post"
        await kiosk.scan("KSKCMDCANCEL")
        assert kiosk.name == "DocumentScreen"
        await kiosk.scan("KSKCMDDONE")
        await kiosk.scan("KSKCMDDONE")
        assert kiosk.name == "Menu"
        assert draft(kiosk, id).state == "posted"
        sql = "SELECT status, SUM(s.quantity) FROM stock_item s JOIN movement m ON m.item_id = s.id"
        moved = kiosk.rows(f"{sql} WHERE m.line_id IS NOT NULL GROUP BY status ORDER BY status")
        assert moved == [("in_stock", 3 * PCS), ("quarantined", 22 * PCS)]


async def test_the_command_for_the_menu_parks_the_draft(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PART, "KSKCMDMENU")
        assert kiosk.name == "Menu"
        assert "GR-1-1 is parked" in kiosk.words
        assert draft(kiosk, id).lease is None


async def test_a_unit_goes_out_by_its_code_and_comes_back_by_it(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        units = "SELECT s.serial FROM stock_item s JOIN part p ON p.id = s.part_id WHERE p.number = ?"
        unit = str(kiosk.rows(f"{units} AND s.status = 'in_stock' AND s.serial <> '' ORDER BY s.id", PHONE)[0][0])
        await opened(kiosk, DocKind.ISSUE)
        await kiosk.scan(unit, "NO-SUCH-UNIT")
        assert "NO" in kiosk.words
        await kiosk.key("f5", "f5")
        assert "GI-1-1 is posted" in kiosk.words
        await opened(kiosk, DocKind.RETURN)
        await kiosk.scan(unit, "MAIN/A/01")
        await kiosk.key("f5", "f5")
        assert "RT-1-1 is posted" in kiosk.words
        assert kiosk.rows("SELECT status FROM stock_item WHERE serial = ?", unit) == [("returned",)]


async def test_a_purchase_order_takes_no_serials(station: Callable[..., Any], opened: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk, DocKind.ORDER)
        await kiosk.scan(PHONE)
        await kiosk.key("8", "enter")
        assert "8 pcs" in kiosk.words
        assert "missing" not in kiosk.words
        await kiosk.scan("SN-1")
        assert "NO" in kiosk.words
        await kiosk.key("enter")
        assert kiosk.name == "LineForm"
        await kiosk.key("escape", "f5", "f5")
        assert draft(kiosk, id).state == "posted"


async def test_a_code_is_typed_with_f2_as_if_it_were_scanned(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.key("f2")
        await kiosk.type_in(PART)
        assert [line.number for line in lines(kiosk, id)] == [PART]


async def test_a_draft_that_another_station_has_is_taken_over_only_when_that_is_said(
    station: Callable[..., Any],
) -> None:
    async with station((40, 15)) as kiosk:
        id = _of_another(kiosk)
        await kiosk.enter(Place.DOCUMENT, id)
        assert "is in use" in kiosk.words
        await kiosk.scan(PART)
        assert "QUESTION" in kiosk.words or "ALREADY" in kiosk.words
        assert lines(kiosk, id) == []
        await kiosk.key("2")
        assert kiosk.name == "Menu"
        await kiosk.enter(Place.DOCUMENT, id)
        await kiosk.key("1")
        await kiosk.scan(PART)
        assert len(lines(kiosk, id)) == 1


async def test_a_draft_that_was_taken_over_is_closed_and_it_is_said_who_has_it(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PART)
        _give_to_another(kiosk, id)
        await kiosk.scan(PART, PHONE)
        assert kiosk.name == "Menu"
        assert "GR-1-1 is not yours now" in kiosk.words
        assert [line.quantity for line in lines(kiosk, id)] == [1]


@pytest.mark.parametrize(("size", "console"), SIZES)
async def test_hostile_names_are_shown_and_never_obeyed(
    station: Callable[..., Any], opened: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console, prepare=poison) as kiosk:
        ((partner,),) = kiosk.rows("SELECT MAX(id) FROM partner")
        id = await opened(kiosk, partner=partner, reference="[@click=app.quit]\x1b[2J\u202e")
        parts = kiosk.rows("SELECT id FROM part ORDER BY id DESC LIMIT 5")
        place = kiosk.rows("SELECT id FROM location ORDER BY id DESC LIMIT 1")[0][0]
        values = {"quantity": PCS, "batch": "\x1b[2J[/x]\x9b", "notes": "a\x00b\u202e", "location_id": place}
        kiosk.store.call(lambda db: [document_lines.add(db, id, part, values) for (part,) in parts])
        await kiosk.key("escape")
        await kiosk.enter(Place.DOCUMENT, id)
        for code in ("[/]", b"\x1b[2J", b"\xff\xfe\x80", "漢字" * 40):
            await kiosk.scan(code)
            check(kiosk)
        await kiosk.key("f4")
        check(kiosk)
        await kiosk.key("escape", "f7")
        check(kiosk)
        await kiosk.key("escape", "f5")
        check(kiosk)


async def test_what_f4_offers_has_the_same_digit_on_every_line_and_says_why_it_is_not_possible(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    always = {"Edit the line": "2", "Reject it": "3", "Take out the line": "4", "Cancel the document": "8"}

    def digits(kiosk: Any) -> dict[str, str]:
        return {name: next(key for text, key in _offers(kiosk).items() if name in text) for name in always}

    async with station((80, 24)) as kiosk:
        await opened(kiosk)
        await kiosk.key("f4")
        assert "Take out the line: there is no line yet" in kiosk.words
        await kiosk.key("4")
        assert "What is to be done?" in kiosk.words, "it does nothing now"
        await kiosk.scan(PART)
        await kiosk.key("f4")
        assert "Serials of this line: no serials are taken on it" in kiosk.words
        assert digits(kiosk) == always
        await kiosk.scan("NOTHING HAS THIS", PHONE)
        await kiosk.key("f4")
        assert digits(kiosk) == always
        await kiosk.key("1")
        assert kiosk.name == "SerialCollector"
        await opened(kiosk, DocKind.ISSUE)
        await kiosk.scan(PART)
        await kiosk.key("f4")
        assert "nothing comes in by this document" in kiosk.words


async def test_f5_agrees_to_take_a_step_back_and_to_nothing_else(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((80, 24)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PART, PHONE)
        await kiosk.key("f7")
        assert "F5 undo" in kiosk.words
        await kiosk.key("f5")
        assert [line.number for line in lines(kiosk, id)] == [PART]
        await kiosk.scan(PHONE)
        await kiosk.key("enter", *"SN-1", "enter", "f7", "f5")
        assert kiosk.name == "SerialCollector"
        assert [line.serials for line in lines(kiosk, id)] == [0, 0]
        await kiosk.key("escape")
        await _act(kiosk, "Cancel the document")
        await kiosk.key("f5")
        assert draft(kiosk, id).state == "draft"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_names_stand_below_each_other_whatever_the_figures_are(
    station: Callable[..., Any], opened: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PART, PHONE)
        await kiosk.key(*"5000", "enter")
        assert "0 / 5,000 pcs" in kiosk.words
        begins = [
            row.index(line.name[:8])
            for line in lines(kiosk, id)
            for row in kiosk.lines
            if line.number in row and line.name[:8] in row
        ]
        assert len(begins) == 2
        assert begins[0] == begins[1]


@pytest.mark.parametrize(("size", "console"), SIZES)
async def test_a_draft_that_was_handed_over_says_for_whom_it_waits(
    station: Callable[..., Any], opened: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console) as kiosk:
        await opened(kiosk)
        await kiosk.scan(PART)
        await _act(kiosk, "Hand over to another operator")
        await kiosk.type_in("Petr")
        assert kiosk.name == "Menu"
        assert "for Petr" in kiosk.words
        await kiosk.enter(Place.DOCUMENTS, Sought())
        assert any("GR-1-1" in row and "for Petr" in row for row in kiosk.lines)
        await kiosk.scan("GR-1-1")
        check(kiosk)


async def test_a_command_for_more_than_a_quantity_can_be_says_how_many_there_may_be(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PART, "KSKCMDX99999")
        assert "Quantity 99,999" in kiosk.words
        assert "at most 10,000" in kiosk.words
        assert [line.quantity for line in lines(kiosk, id)] == [1]


async def test_the_form_of_a_line_shows_the_usual_place_and_takes_a_scanned_one_at_any_time(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan(PHONE)
        await _act(kiosk, "Edit the line")
        assert "MAIN/SAFE · Safe, as usual" in kiosk.words
        await kiosk.scan("MAIN/A/01")
        assert "MAIN/A/01" in kiosk.words
        await kiosk.key("1", "4")
        await kiosk.scan("MAIN/B/01")
        assert kiosk.name == "LineForm"
        assert any("Where" in row and "MAIN/B/01" in row for row in kiosk.lines), kiosk.lines
        assert kiosk.app.screen.prompt.text == "4"
        await kiosk.key("f5")
        (line,) = lines(kiosk, id)
        assert (line.quantity, line.place.label.split()[0]) == (4, "MAIN/B/01")


async def _act(kiosk: Any, name: str) -> None:
    """Choose an action by its digit."""
    await kiosk.key("f4")
    await kiosk.key(next(digit for text, digit in _offers(kiosk).items() if name in text))


def _offers(kiosk: Any) -> dict[str, str]:
    """The digits of what can be chosen, by their texts."""
    rows = [row for row in kiosk.app.screen.sheet._rows if row.pick is not None]
    return {"".join(span.text for span in row.line): row.key for row in rows}


def _of_another(kiosk: Any) -> int:
    id: int = kiosk.store.call(lambda db: documents.create(db, kiosk.post, DocKind.RECEIPT))
    _give_to_another(kiosk, id)
    return id


def _give_to_another(kiosk: Any, id: int) -> None:
    """Another station works on this draft now."""
    other = kiosk.store.call(begin, "bench-9", "Ben", "UTC", Rules(), RunInfo("ben", "tty2", "", "0", 2))
    kiosk.store.call(lambda db: documents.take(db, other, id))


async def test_a_unit_that_is_out_is_taken_back_by_a_return_from_here(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        await opened(kiosk)
        ((sold,),) = kiosk.rows("SELECT MIN(serial) FROM stock_item WHERE status = 'sold'")
        await kiosk.scan(sold)
        assert "comes back by a return" in kiosk.words
        await _act(kiosk, "Return ")
        assert "Return RT-1-1" in kiosk.lines[0]
        await kiosk.key("escape")
        assert "Goods receipt GR-1-1" in kiosk.lines[0]


async def test_an_unknown_code_is_kept_and_can_be_assigned(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        await kiosk.scan("nope-1")
        assert "assign the code with F4" in kiosk.words
        await _act(kiosk, "Assign this code")
        assert kiosk.name == "Assign"
        await kiosk.scan(PART)
        await kiosk.key("1")
        assert "Goods receipt GR-1-1" in kiosk.lines[0]
        await kiosk.scan("nope-1")
        assert [line.number for line in lines(kiosk, id)] == [PART]


async def test_all_of_it_fits_the_smallest_terminal(station: Callable[..., Any], opened: Callable[..., Any]) -> None:
    async with station((40, 12)) as kiosk:
        await opened(kiosk)
        await kiosk.scan(PHONE, "SN-1")

        def frame() -> tuple[str, str]:
            return kiosk.lines[-2], kiosk.lines[-1]

        keys, status = frame()
        assert ("Esc park" in keys, "● bench" in status) == (True, True)
        assert any(row.startswith("▸") and PHONE in row for row in kiosk.lines), "the list has a row"
        await kiosk.key("3")
        keys, status = frame()
        assert ("Enter take over" in keys, "● bench" in status) == (True, True)
        assert " 3" in kiosk.words
        await kiosk.key("enter", "enter")
        assert kiosk.name == "SerialCollector"
        keys, status = frame()
        assert ("Enter add" in keys, "● bench" in status) == (True, True)
        assert any(row.startswith("▸") and "SN-1" in row for row in kiosk.lines)


async def test_the_line_that_a_page_leads_to_is_the_current_one(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        await opened(kiosk)
        await kiosk.scan(PART, PHONE, "CAB-USBC-1", "RTR-AX18")
        await kiosk.key("home", "pagedown")
        document = kiosk.app.screen
        assert document.listing.pick.position > 1
        assert document.state.line.id == document.listing.pick.id
