"""Codes for the rows of a list on its screen, at 40×15: by scanner alone, and by keys alone."""

from collections.abc import Callable
from typing import Any

from kiosk.flows.lists import editing, listing, scanning
from kiosk.flows.lists.listing import Listing
from kiosk.outcome import Tone
from kiosk.scan import Scan
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents
from kiosk.store.verify import verify
from screens.places import Place
from tests.screens.test_hostile import HOSTILE, check, poison

PARTS = ("RES-0805-10R", "RES-0805-22R", "AP-AX30")


def _list(db: Any, post: Any, parts: tuple[Thing, ...]) -> int:
    state, _ = listing.begin(db, post, Listing(), "Shelf")
    for part in parts:
        state, _ = scanning.add(db, post, state, part)
    state, _ = editing.mark(db, post, state)
    assert state.list is not None
    return state.list.id


def listed(kiosk: Any, *numbers: str) -> int:
    """A list of these parts, all of them marked; answers its id."""
    id: int = kiosk.store.call(_list, kiosk.post, tuple(kiosk.part(number) for number in numbers or PARTS))
    return id


def names(kiosk: Any, raw: bytes) -> list[Any]:
    sql = "SELECT p.number FROM barcode b JOIN part p ON p.id = b.thing_id WHERE b.raw = ? AND b.unassigned_at IS NULL"
    return [number for (number,) in kiosk.rows(sql, raw)]


async def read(kiosk: Any) -> None:
    """Wait until the row has stood on the screen for as long as an eye needs."""
    await kiosk.until(lambda: kiosk.frame.state.question is not None and kiosk.frame.state.question.painted > 0)


async def test_three_shelf_labels_by_scanner_alone(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.LIST, listed(kiosk))
        await kiosk.scan_slowly("KSKCMDDONE")
        await kiosk.scan_slowly("KSKCMDR0")
        assert "5 Codes for the 3 marked" in kiosk.words
        await kiosk.scan_slowly("KSKCMDR5")
        assert kiosk.name == "Coding"
        assert "Row 1 of 3" in kiosk.words
        assert PARTS[0] in kiosk.words
        await read(kiosk)
        await kiosk.scan_slowly("E1")
        assert kiosk.frame.answer.tone is Tone.OK
        assert "Row 2 of 3" in kiosk.words
        await kiosk.scan_slowly("KSKCMDUNDO")
        assert "Row 1 of 3" in kiosk.words
        assert names(kiosk, b"E1") == []
        await read(kiosk)
        await kiosk.scan_slowly("KSKCMDX10")
        assert "One scan is 10 pcs" in kiosk.words
        await read(kiosk)
        await kiosk.scan_slowly("E1")
        await kiosk.scan_slowly("KSKCMDNEXT")
        assert "Row 3 of 3" in kiosk.words
        await read(kiosk)
        await kiosk.scan_slowly("E1")
        assert kiosk.frame.answer.tone is Tone.NO
        assert "Code is taken" in kiosk.words
        await kiosk.scan_slowly("E3")
        assert kiosk.name == "ListScreen"
        assert "2 codes assigned" in kiosk.words
        assert [names(kiosk, code) for code in (b"E1", b"E3")] == [[PARTS[0]], [PARTS[2]]]
        assert kiosk.rows("SELECT pack FROM barcode WHERE raw = ? AND unassigned_at IS NULL", b"E1") == [(10_000_000,)]
        await kiosk.scan_slowly("KSKCMDUNDO")
        assert "the code E3" in kiosk.words
        await kiosk.scan_slowly("KSKCMDUNDO")
        assert names(kiosk, b"E3") == []
        assert kiosk.store.call(verify) == ()


async def test_three_shelf_labels_by_keys_alone(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.LIST, listed(kiosk))
        await kiosk.key("f4", "5")
        assert kiosk.name == "Coding"
        await read(kiosk)
        await kiosk.key("1", "0", "enter")
        assert "One scan is 10 pcs" in kiosk.words
        await read(kiosk)
        await kiosk.key("f2")
        await kiosk.type_in("E1")
        assert "Row 2 of 3" in kiosk.words
        await kiosk.key("enter")
        assert "Row 3 of 3" in kiosk.words
        await kiosk.key("up", "f7")
        assert "Row 1 of 3" in kiosk.words
        assert names(kiosk, b"E1") == []
        await read(kiosk)
        await kiosk.key("f2")
        await kiosk.type_in("E2")
        await kiosk.key("escape")
        assert kiosk.name == "ListScreen"
        assert "1 code assigned" in kiosk.words
        assert names(kiosk, b"E2") == [PARTS[0]]


async def test_a_scan_from_before_the_row_was_read_gives_it_no_code(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.enter(Place.LIST_CODES, listed(kiosk), 0)
        await read(kiosk)
        await kiosk.scan_slowly("E1")
        await read(kiosk)
        kiosk.scanners.deliver(Scan(b"E2", "bench", 99, 1, kiosk.frame.state.question.painted))
        await kiosk.settled()
        assert "Look, then scan" in kiosk.words
        assert "Row 2 of 3" in kiosk.words
        assert [names(kiosk, code) for code in (b"E1", b"E2")] == [[PARTS[0]], []]


async def test_a_scan_while_something_is_typed_assigns_nothing_and_what_is_typed_stays(
    station: Callable[..., Any],
) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.LIST_CODES, listed(kiosk), 0)
        await read(kiosk)
        await kiosk.key("1", "2")
        await kiosk.scan_slowly("E1")
        assert "Finish typing" in kiosk.words
        assert kiosk.frame.prompt.text == "12"
        await kiosk.key("enter")
        assert "One scan is 12 pcs" in kiosk.words
        assert names(kiosk, b"E1") == []


async def test_a_pack_that_is_no_quantity_stays_to_be_mended(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.LIST_CODES, listed(kiosk), 0)
        await kiosk.key("0", "enter")
        assert "Not a quantity" in kiosk.words
        assert kiosk.frame.prompt.is_open
        await kiosk.key("escape")
        assert "One scan is 1 pc" in kiosk.words


async def test_a_document_alone_needs_no_code_and_the_list_says_so(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        document = kiosk.store.call(lambda db: documents.create(db, kiosk.post, DocKind.RECEIPT))
        id = kiosk.store.call(_list, kiosk.post, (Thing(Kind.DOCUMENT, document, ""),))
        await kiosk.enter(Place.LIST, id)
        await kiosk.key("f4", "5")
        assert kiosk.name == "ListScreen"
        assert "No row for a code" in kiosk.words


async def test_names_and_codes_that_a_terminal_would_obey_are_shown(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        id = listed(kiosk, *PARTS[:2])
        kiosk.store.call(poison)
        await kiosk.enter(Place.LIST_CODES, id, 0)
        for raw in HOSTILE.values():
            await read(kiosk)
            await kiosk.scan_slowly(raw)
            check(kiosk)
            if kiosk.name == "Coding":
                await kiosk.key("up")
                check(kiosk)
