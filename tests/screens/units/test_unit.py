"""One unit: facts and history, another status by keys and by scans, edits, undo; and typed work is never lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows.documents import posting
from kiosk.flows.documents import units as units_of_documents
from kiosk.flows.documents.editing import Editing
from kiosk.outcome import Tone
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents, ledger, stock_items
from kiosk.store.verify import verify
from screens.places import Place
from tests.screens.test_hostile import check

UNIT = "A14D2431-2388"
SIZES = [((40, 15), False), ((80, 24), False), ((80, 25), True)]


def _id(db: Any, serial: str = UNIT) -> int:
    return int(db.execute_sql("SELECT id FROM stock_item WHERE serial = ?", (serial,)).fetchone()[0])


def _state(kiosk: Any, serial: str = UNIT) -> State:
    state: State = kiosk.store.call(lambda db: stock_items.state(db, _id(db, serial)))
    return state


def _elsewhere(kiosk: Any, after: Status) -> None:
    """Another station gives the unit a status."""

    def work(db: Any) -> None:
        item = _id(db)
        before = stock_items.state(db, item)
        assert before is not None
        location = before.location if after is not Status.SOLD else None
        change = Change(item, before, State(location, before.quantity, after))
        ledger.record(db, kiosk.post, ledger.begin(db, kiosk.post, Act.STATUS, note="there"), [change])

    kiosk.store.call(work)


async def _open(kiosk: Any, code: str = UNIT) -> None:
    await kiosk.enter(Place.SERIALS)
    await kiosk.scan(code)
    assert kiosk.name == "Unit"


@pytest.mark.parametrize(("size", "console"), SIZES)
async def test_it_is_marked_defective_with_a_note_and_that_is_undone(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console) as kiosk:
        await _open(kiosk)
        before = _state(kiosk)
        await kiosk.key("f5", "4", *"dropped", "enter")
        assert "In stock → Defective" in kiosk.words
        await kiosk.key("f5")
        assert kiosk.name == "Unit"
        assert _state(kiosk) == State(before.location, before.quantity, Status.DEFECTIVE)
        await kiosk.key("end", "pageup")
        assert "In stock → Defective" in kiosk.words
        await kiosk.key("f7")
        assert "In stock ←" in kiosk.words
        await kiosk.key("f5")
        assert _state(kiosk) == before
        assert kiosk.store.call(verify) == ()


async def test_its_own_code_confirms_after_half_a_second(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await _open(kiosk)
        await kiosk.key("f5", "4", *"dropped", "enter")
        painted = kiosk.frame.state.question.painted
        kiosk._mono = painted - 500_000_000  # the scan was on its way before the question was seen
        kiosk.send(UNIT)
        await kiosk.settled()
        kiosk._mono = max(kiosk._mono, painted)
        await kiosk.scan(UNIT)
        assert kiosk.name == "Unit"
        assert _state(kiosk).status is Status.DEFECTIVE
        assert kiosk.journal()[-1] == ("status", UNIT.encode(), "changed")


async def test_a_note_has_to_be_given_and_no_other_status_is_offered(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await _open(kiosk)
        await kiosk.key("f5")
        assert "Returned:" not in kiosk.words
        assert "Void" not in kiosk.words
        await kiosk.key("4", "escape", "f5")
        assert "Say why" in kiosk.words
        assert _state(kiosk).status is Status.IN_STOCK


async def test_a_unit_that_comes_back_needs_a_place_which_can_be_scanned(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await _open(kiosk)
        kiosk_place = _state(kiosk).location
        _elsewhere(kiosk, Status.SOLD)
        await kiosk.key("f5", "1")
        assert "Place" in kiosk.words
        await kiosk.scan("MAIN")  # holds no stock itself
        assert "only holds other places" in kiosk.words
        await kiosk.scan("MAIN/C/01")
        await kiosk.key(*"back", "enter")
        assert "→ MAIN/C/01" in kiosk.words
        await kiosk.key("f5")
        state = _state(kiosk)
        assert state.status is Status.RETURNED
        assert state.location not in (None, kiosk_place)
        assert kiosk.store.call(verify) == ()


async def test_the_likely_places_are_offered_first(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await _open(kiosk)
        before = _state(kiosk)
        _elsewhere(kiosk, Status.SOLD)
        await kiosk.key("f5", "1")
        assert "MAIN/B/01" in kiosk.words
        await kiosk.key("enter", *"back", "enter", "f5")
        assert _state(kiosk) == State(before.location, before.quantity, Status.RETURNED)


async def test_what_another_station_changed_meanwhile_is_told_and_not_overwritten(
    station: Callable[..., Any],
) -> None:
    async with station() as kiosk:
        await _open(kiosk)
        await kiosk.key("f5", "4", *"dropped", "enter")
        _elsewhere(kiosk, Status.SOLD)
        await kiosk.key("f5")
        assert "Changed meanwhile" in kiosk.words
        assert "Sold" in kiosk.words
        assert _state(kiosk).status is Status.SOLD
        assert "Returned" in kiosk.words  # what can follow now is offered


async def test_a_scan_of_something_else_is_refused_and_the_note_stays(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await _open(kiosk)
        await kiosk.key("f5", "4", *"drop")
        await kiosk.scan("2012345678903")
        assert "Finish this first" in kiosk.words
        assert kiosk.frame.prompt.text == "drop"
        await kiosk.scan("NOPE")
        assert kiosk.frame.prompt.text == "drop"
        assert [row[2] for row in kiosk.journal()[1:]] == ["refused", "unknown"]


async def test_a_status_that_is_for_good_says_so(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await _open(kiosk)
        await kiosk.key("f5", "6", *"gone", "enter", "f5")
        assert _state(kiosk) == State(None, 1_000_000, Status.SCRAPPED)
        await kiosk.key("f5")
        assert "is for good" in kiosk.words
        await kiosk.key("escape")
        assert kiosk.name == "Unit"


async def test_notes_and_dates_are_edited_and_undone(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await _open(kiosk)
        await kiosk.key("f4", "2", *"2031", "enter")
        assert "2031" in kiosk.words
        await kiosk.key("f5")
        assert kiosk.name == "UnitForm"  # that is no date
        await kiosk.type_in("2031-05-06")  # it is still open, to be mended
        await kiosk.key("escape", "4", *"bent", "enter", "f5")
        assert kiosk.name == "Unit"
        assert "2031-05-06" in kiosk.words
        assert "bent" in kiosk.words
        await kiosk.key("f7")
        assert "←" in kiosk.words
        await kiosk.key("f5")
        assert kiosk.name == "Unit", kiosk.shown
        assert kiosk.store.call(verify) == ()
        row = kiosk.store.call(
            lambda db: db.execute_sql(f"SELECT expiry, notes FROM stock_item WHERE id = {_id(db)}").fetchone()
        )
        assert row == (None, "")


async def test_another_scanned_unit_is_shown_in_its_place_and_nothing_else_is(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await _open(kiosk)
        await kiosk.scan("A14D2508-3981")
        assert "A14D2508-3981" in kiosk.words
        assert UNIT not in kiosk.words
        await kiosk.scan("MAIN/C/01")
        assert "Not a unit" in kiosk.words
        assert kiosk.name == "Unit"


async def test_a_stock_item_without_a_serial_changes_as_a_whole(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        sql = "SELECT id FROM stock_item WHERE serial IS NULL AND status = 'in_stock' AND quantity > 1000000 LIMIT 1"
        item = kiosk.store.call(lambda db: db.execute_sql(sql).fetchone()[0])
        await _open(kiosk, f"KSK-SI{item}")
        await kiosk.key("f5", "4", *"wet", "enter")
        assert "All " in kiosk.words
        await kiosk.key("f5")
        state = kiosk.store.call(stock_items.state, item)
        assert state.status is Status.DEFECTIVE


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 30)])
async def test_each_change_of_status_tells_when_who_where_and_why(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        _elsewhere(kiosk, Status.DEFECTIVE)
        _elsewhere(kiosk, Status.IN_STOCK)
        number = kiosk.store.call(_sell, kiosk)
        await _open(kiosk)
        ((issue,),) = kiosk.rows("SELECT number FROM document WHERE kind = 'goods_issue'")
        for change, behind in (
            ("In stock → Defective", "Anna · bench-1 · there"),
            ("Defective → In stock", "Anna · bench-1 · there"),
            ("In stock → Sold", f"{issue} · {number} · Anna · bench-1"),
        ):
            narrow = size[0] < 50 and change.endswith("Sold")  # what has no room in the first row begins the second
            await kiosk.key("home")
            while change not in kiosk.shown or kiosk.lines[-3].count(change):
                await kiosk.key("down")
            at = next(at for at, row in enumerate(kiosk.lines) if change in row)
            assert re.search(rf"\d\d-\d\d \d\d:\d\d {change}", kiosk.lines[at])
            assert (f"MAIN/B/01 → out · {issue} · {number}" if narrow else behind) in kiosk.lines[at + 1]


async def test_a_change_opens_its_details_by_either_row_and_these_its_document(station: Callable[..., Any]) -> None:
    async with station((80, 24)) as kiosk:
        number = kiosk.store.call(_sell, kiosk)
        await _open(kiosk)
        issue = kiosk.rows("SELECT number FROM document WHERE kind = 'goods_issue'")[0][0]
        for row in ("In stock → Sold", f"{issue} · {number} · Anna · bench-1"):
            await kiosk.key("home")
            while not _under_cursor(kiosk, row):
                await kiosk.key("down")
            await kiosk.key("enter")
            assert kiosk.name == "HistoryEntry"
            assert "In stock → Sold" in kiosk.words
            assert "bench-1" in kiosk.words
            digit = next(line.strip()[:1] for line in kiosk.lines if f" Document        {issue}" in line)
            await kiosk.key(digit)
            assert kiosk.name == "Card"
            assert issue in kiosk.words
            await kiosk.key("escape", "escape")
            assert kiosk.name == "Unit"


async def test_what_took_a_document_back_leads_to_it_as_well(station: Callable[..., Any]) -> None:
    async with station((80, 24)) as kiosk:
        number = kiosk.store.call(_sell, kiosk)
        ((invoice,),) = kiosk.rows("SELECT id FROM document WHERE number = ?", number)
        outcome = kiosk.store.call(lambda db: posting.reverse(db, kiosk.post, invoice))
        assert outcome.tone is Tone.OK
        await _open(kiosk)
        while not _under_cursor(kiosk, "Sold → In stock"):
            await kiosk.key("down")
        await kiosk.key("enter")
        ((issue,),) = kiosk.rows("SELECT number FROM document WHERE kind = 'goods_issue'")
        assert re.search(rf"\d Document +{issue}", kiosk.shown), kiosk.shown


def _under_cursor(kiosk: Any, text: str) -> bool:
    return any(line.startswith("▸") and text in line for line in kiosk.lines)


@pytest.mark.parametrize(("size", "console"), SIZES)
async def test_hostile_texts_are_shown_and_never_obeyed(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    text = "[@click=app.quit]x[/x]\x1b[2J\x9b\u202e\x1d"

    def poison(db: Any) -> None:
        db.execute_sql("UPDATE part SET name = ?, unit = ?", (text, text[:20]))
        db.execute_sql("UPDATE location SET name = ?", (text,))
        post = kiosk_post(db)
        item = _id(db)
        state = stock_items.state(db, item)
        assert state is not None
        operation = ledger.begin(db, post, Act.EDIT, reference=text, note=text)
        fields = {"notes": ("", text * 20), "batch": (None, text)}
        ledger.record(db, post, operation, [Change(item, state, state, fields, note=text)])

    async with station(size, console=console, prepare=poison) as kiosk:
        await _open(kiosk)
        for key in ("pagedown", "end", "f7", "enter", "escape", "escape", "f5", "4", "escape", "escape"):
            await kiosk.key(key)
            check(kiosk)
        if kiosk.name == "UnitStatus":
            await kiosk.key("1")
        await kiosk.key("f4")
        check(kiosk)


def kiosk_post(db: Any) -> Any:
    from kiosk.flows.begin import RunInfo, begin
    from kiosk.stock.rules import Rules

    return begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "tty1", "", "0", 1))


async def _choose(kiosk: Any, text: str) -> None:
    """Open the row that has this text; the cursor stands on rows that lead on only."""
    for _ in range(20):
        await kiosk.key("down")
        pick = kiosk.app.screen.listing.pick
        if text in "".join(span if isinstance(span, str) else span.text for span in getattr(pick, "line", ())):
            await kiosk.key("enter")
            return
    raise AssertionError(kiosk.shown)


def _sell(db: Any, kiosk: Any) -> str:
    """The unit is sold by an invoice; answers its number."""
    invoice = documents.create(db, kiosk.post, DocKind.SALES_INVOICE)
    state = Editing(documents.get(db, invoice))
    state, _ = units_of_documents.take(db, kiosk.post, state, Thing(Kind.STOCK_ITEM, _id(db), UNIT))
    state, outcome = posting.post(db, kiosk.post, state)
    assert outcome.tone is Tone.OK
    assert state.document is not None
    return state.document.number


async def test_the_documents_that_it_went_through_are_listed_and_lead_to_their_cards(
    station: Callable[..., Any],
) -> None:
    async with station((80, 24)) as kiosk:
        number = kiosk.store.call(_sell, kiosk)
        await _open(kiosk)
        assert f"Sales invoice {number}, posted" in kiosk.words
        assert "Goods issue GI-" in kiosk.words
        await _choose(kiosk, number)
        assert kiosk.name == "Card"
        await kiosk.key("escape")
        assert kiosk.name == "Unit"


async def test_document_operator_and_station_of_an_event_are_told_whole_on_the_smallest_screen(
    station: Callable[..., Any],
) -> None:
    async with station((40, 15)) as kiosk:
        await _open(kiosk)
        await kiosk.key("end")
        text = " ".join(line.strip(" ▸") for line in kiosk.lines[5:13])
        assert "sample data · Anna · bench-1" in text
        assert "…" not in text
