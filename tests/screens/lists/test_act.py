"""Acting on a list: the last look, who may agree to it and when, what is refused, stopped, overtaken, taken back."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.errors import StoreError
from kiosk.flows.lists import doing
from kiosk.scan import Scan
from kiosk.stock.acting import Action, Wanted
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.ledger import Act, Change, State
from kiosk.store import documents, stock_items
from kiosk.store.ledger import begin, record
from kiosk.store.verify import verify
from screens.places import Place
from tests.screens.test_hostile import check

SHELF, OTHER, PART = "MAIN/A/01", "MAIN/A/02", "RES-0805-10R"


def where(kiosk: Any, list: int) -> set[str]:
    sql = """SELECT COALESCE(l.path, '') FROM scan_list_row r JOIN stock_item s ON s.id = r.thing_id
        LEFT JOIN location l ON l.id = s.location_id WHERE r.list_id = ? AND r.kind = 'stock_item'"""
    return {path for (path,) in kiosk.rows(sql, list)}


def results(kiosk: Any, screen: str) -> list[tuple[str, str]]:
    return [(raw.decode(), result) for name, raw, result in kiosk.journal() if name == screen]


@pytest.fixture
def asked(station: Callable[..., Any], filled: Callable[..., int]) -> Callable[..., Any]:
    """`await asked(kiosk, 12)`: a list of so many, and the question whether they are to go to the shelf."""

    async def ask(kiosk: Any, count: int = 12, place: str = SHELF) -> int:
        id = filled(kiosk, count)
        await kiosk.enter(Place.LIST, id)
        await kiosk.scan_slowly("KSKCMDMOVE")
        await kiosk.scan_slowly(place)
        assert kiosk.name == "Review"
        return id

    return ask


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
async def test_none_of_fifty_scans_behind_the_question_answers_it_and_none_is_lost(
    station: Callable[..., Any], asked: Callable[..., Any], units: Callable[..., list[str]], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        id = await asked(kiosk)
        before = where(kiosk, id)
        codes = [code for serial in units(kiosk, 25) for code in (SHELF, serial)]
        mono = kiosk.frame.state.question.painted
        for number, code in enumerate(codes):
            at = mono + (number + 1) * 9_000_000  # 50 of them within 500 ms
            kiosk.scanners.deliver(Scan(code.encode(), "bench", 1000 + number, time.time_ns() // 1000, at))
        await kiosk.settled()
        assert results(kiosk, "act_review") == [(code, "answer_first") for code in codes]
        assert kiosk.app.vitals.waiting == 0
        assert kiosk.name == "Review"
        assert kiosk.frame.state.question is not None
        assert where(kiosk, id) == before
        assert kiosk.rows("SELECT total FROM scan_list") == [(12,)]
        assert "Answer first" in kiosk.words
        await kiosk.scan_slowly(SHELF)
        assert where(kiosk, id) == {SHELF}


async def test_a_scan_before_all_was_looked_through_does_not_keep_it_from_that(
    station: Callable[..., Any], filled: Callable[..., int], units: Callable[..., list[str]]
) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.LIST, filled(kiosk, 12))
        await kiosk.scan_slowly("KSKCMDMOVE")
        kiosk.send(SHELF, units(kiosk, 1)[0])
        await kiosk.settled()
        assert [result for _, result in results(kiosk, "act_review")] == ["answer_first"]
        assert f"12 of 12 → {SHELF}" in kiosk.words


async def test_another_scan_much_later_is_told_to_wait_too_and_the_place_does_it(
    station: Callable[..., Any], asked: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await asked(kiosk)
        before = where(kiosk, id)
        await kiosk.scan_slowly(PART, OTHER, "NOTHING-AT-ALL")
        assert "Answer first" in kiosk.words
        assert "12 things" in kiosk.words
        assert where(kiosk, id) == before
        await kiosk.scan_slowly(SHELF)
        assert where(kiosk, id) == {SHELF}
        assert [result for _, result in results(kiosk, "act_review")] == ["answer_first"] * 3 + ["done"]


@pytest.mark.parametrize("code", ["KSKCMDCONFIRM", "KSKCMDDONE"])
async def test_a_code_agrees_only_once_the_question_could_be_read(
    station: Callable[..., Any], asked: Callable[..., Any], code: str
) -> None:
    async with station() as kiosk:
        id = await asked(kiosk)
        before = where(kiosk, id)
        at = kiosk.frame.state.question.painted + 100_000_000
        kiosk.scanners.deliver(Scan(code.encode(), "gun", 1, time.time_ns() // 1000, at))
        await kiosk.settled()
        assert kiosk.name == "Review"
        assert where(kiosk, id) == before
        await kiosk.scan_slowly(code)
        assert where(kiosk, id) == {SHELF}


async def test_esc_leads_back_to_the_form_with_what_was_scanned_and_another_place_asks_anew(
    station: Callable[..., Any], asked: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await asked(kiosk)
        await kiosk.key("escape")
        assert kiosk.name == "Act"
        assert SHELF in kiosk.words
        await kiosk.scan_slowly(OTHER)
        assert f"12 of 12 → {OTHER}" in kiosk.words
        await kiosk.key("f5")
        assert where(kiosk, id) == {OTHER}
        await kiosk.key("escape")
        assert kiosk.name == "ListScreen"


async def test_the_place_may_be_scanned_right_behind_the_code_of_the_action(
    station: Callable[..., Any], filled: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        id = filled(kiosk, 3)
        await kiosk.enter(Place.LIST, id)
        before = where(kiosk, id)
        with kiosk.held():
            kiosk.send("KSKCMDMOVE", SHELF, OTHER)
        await kiosk.settled()
        assert kiosk.name == "Review"
        assert f"3 of 3 → {SHELF}" in kiosk.words
        assert where(kiosk, id) == before
        assert [code for code, _ in results(kiosk, "act")] == [SHELF]


@pytest.mark.parametrize(
    ("code", "told"),
    [(PART, f"{PART} is no place"), ("NOTHING-AT-ALL", "Unknown code")],
)
async def test_what_is_scanned_in_place_of_a_place_is_named_and_what_is_wanted(
    station: Callable[..., Any], filled: Callable[..., int], code: str, told: str
) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.LIST, filled(kiosk, 3))
        await kiosk.scan_slowly("KSKCMDMOVE", code)
        assert kiosk.frame.answer.text == told
        assert "Scan where they go. Nothing was changed." in kiosk.words
        await kiosk.scan_slowly(SHELF)
        assert kiosk.name == "Review"


async def test_what_is_refused_stands_first_with_its_reason_and_f6_does_the_rest(
    station: Callable[..., Any], filled: Callable[..., int], units: Callable[..., list[str]]
) -> None:
    async with station((40, 15)) as kiosk:
        id = filled(kiosk, 5)
        await kiosk.enter(Place.LIST, id)
        await kiosk.scan_slowly(PART)  # lies in two places
        await kiosk.scan_slowly("KSKCMDMOVE")
        await kiosk.scan_slowly(SHELF)
        assert f"5 of 6 → {SHELF}" in kiosk.words
        assert "lies in 2 places" in kiosk.words
        assert kiosk.lines[6].lstrip("▸ ").startswith(f"✘ {PART}")
        assert kiosk.lines[5].strip() == "6 things · 1 refused", "things are counted, not the rows of a reason"
        assert "F5" not in kiosk.lines[-2]
        await kiosk.key("f5")
        await kiosk.scan_slowly(SHELF)
        assert where(kiosk, id) != {SHELF}
        assert "F6 or CONFIRM" in kiosk.words
        await kiosk.key("f6")
        assert kiosk.name == "Report"
        assert where(kiosk, id) == {SHELF}
        assert "1 was left" in kiosk.words
        assert "lies in 2 places" in kiosk.words
        await kiosk.scan_slowly("KSKCMDUNDO")
        await kiosk.scan_slowly("KSKCMDCONFIRM")
        assert where(kiosk, id) != {SHELF}
        assert kiosk.store.call(verify) == ()


async def test_the_rest_is_done_by_the_code_to_confirm(station: Callable[..., Any], filled: Callable[..., int]) -> None:
    async with station((40, 15)) as kiosk:
        id = filled(kiosk, 5)
        await kiosk.enter(Place.LIST, id)
        await kiosk.scan_slowly(PART)
        await kiosk.scan_slowly("KSKCMDMOVE")
        await kiosk.scan_slowly(SHELF)
        await kiosk.scan_slowly("KSKCMDDONE")
        assert kiosk.name == "Review"
        await kiosk.scan_slowly("KSKCMDCONFIRM")
        assert where(kiosk, id) == {SHELF}


async def test_the_next_scan_after_the_report_comes_into_the_list(
    station: Callable[..., Any], asked: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await asked(kiosk)
        await kiosk.scan_slowly(SHELF)
        assert kiosk.name == "Report"
        await kiosk.scan_slowly(PART)
        assert kiosk.name == "ListScreen"
        assert kiosk.rows("SELECT total FROM scan_list WHERE id = ?", id) == [(13,)]
        assert kiosk.lines[12].startswith("▸")
        assert PART in kiosk.lines[12]


async def test_stopped_half_way_all_is_as_it_was(
    station: Callable[..., Any], asked: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with station((40, 15)) as kiosk:
        id = await asked(kiosk)
        before, real = where(kiosk, id), doing.act

        def stopped(db: Any, post: Any, state: Any, wanted: Any, told: Any) -> Any:
            def tell(done: float) -> bool:
                kiosk.app.screen._work.stopped = True  # as by Esc
                return bool(told(done))

            return real(db, post, state, wanted, tell)

        monkeypatch.setattr(doing, "act", stopped)
        await kiosk.key("f5")
        assert kiosk.name == "Review"
        assert "Stopped: nothing was done" in kiosk.words
        assert where(kiosk, id) == before
        assert kiosk.rows("SELECT COUNT(*) FROM list_step WHERE operation_id IS NOT NULL") == [(0,)]
        monkeypatch.setattr(doing, "act", real)
        await kiosk.key("f5")
        assert where(kiosk, id) == {SHELF}


async def test_two_thousand_rows_are_moved_by_the_place_scanned_again(
    station: Callable[..., Any], many: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        id = many(kiosk, 2000)
        await kiosk.enter(Place.LIST, id)
        assert "of 2,000" in kiosk.words
        assert len(kiosk.frame.listing._page.rows) <= 200
        await kiosk.scan_slowly("KSKCMDMOVE")
        await kiosk.scan_slowly(SHELF)
        assert "2,000 things" in kiosk.words
        assert "MANY-00000" in kiosk.words
        await kiosk.key("end")
        assert "MANY-01999" in kiosk.words
        await kiosk.scan_slowly(SHELF)
        assert kiosk.name == "Report"
        assert where(kiosk, id) == {SHELF}
        assert kiosk.rows("SELECT COUNT(*) FROM list_step WHERE operation_id IS NOT NULL") == [(1,)]
        assert results(kiosk, "act_review") == [(SHELF, "entered")]


async def stopped_half_way(kiosk: Any) -> None:
    """F5 begins it; how far it is can be seen, and Esc stops it."""
    with kiosk.held():
        kiosk.press("f5")
        await kiosk.until(lambda: kiosk.app.screen.busy)
        screen = kiosk.app.screen
        screen._work.done = 0.4
        screen._tell()
        await kiosk.painted()
        assert screen.answer.text == "40 %"
        assert "Esc stop" in kiosk.words
        kiosk.press("escape")
        await kiosk.until(lambda: screen._work.stopped)
    await kiosk.settled()
    assert "Stopped" in kiosk.words


async def test_how_far_it_is_can_be_seen_and_esc_asks_it_to_stop(
    station: Callable[..., Any], asked: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await asked(kiosk)
        before = where(kiosk, id)
        await stopped_half_way(kiosk)
        assert where(kiosk, id) == before


async def test_what_another_station_has_changed_meanwhile_is_shown_before_anything_is_done(
    station: Callable[..., Any], asked: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await asked(kiosk, 3)
        before = where(kiosk, id)
        ((item,),) = kiosk.rows("SELECT thing_id FROM scan_list_row WHERE list_id = ? ORDER BY id LIMIT 1", id)
        shelf = kiosk.rows("SELECT id FROM location WHERE path = ?", OTHER)[0][0]

        def move(db: Any) -> None:
            was = stock_items.state(db, item)
            change = Change(item, was, State(shelf, was.quantity, was.status))
            record(db, kiosk.post, begin(db, kiosk.post, Act.MOVE), [change])

        kiosk.store.call(move)
        await kiosk.key("f5")
        assert kiosk.name == "Review"
        assert "Look again" in kiosk.words
        assert SHELF not in where(kiosk, id)
        assert where(kiosk, id) == before | {OTHER}
        assert f"{OTHER} → {SHELF}" in kiosk.words
        await kiosk.key("f5")
        assert where(kiosk, id) == {SHELF}


async def test_nothing_is_kept_where_another_station_is_faster_within_the_action(
    station: Callable[..., Any], asked: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with station((40, 15)) as kiosk:
        id = await asked(kiosk, 3)
        before, real = where(kiosk, id), doing.act

        def overtaken(*args: Any) -> Any:
            real(*args)
            raise StoreError("store", "Another station was faster with this stock.")

        monkeypatch.setattr(doing, "act", overtaken)
        await kiosk.scan_slowly(SHELF)
        assert kiosk.name == "Review"
        assert "Another station was faster" in kiosk.words
        assert where(kiosk, id) == before
        monkeypatch.setattr(doing, "act", real)
        await kiosk.scan_slowly(SHELF)
        assert where(kiosk, id) == {SHELF}


async def test_a_status_is_asked_for_with_a_note_and_both_are_needed(
    station: Callable[..., Any], filled: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        id = filled(kiosk, 3)
        await kiosk.enter(Place.LIST, id)
        await kiosk.key("f5", "5")
        assert kiosk.name == "Act"
        await kiosk.key("1", "7", "f5")
        assert "Not yet Note is needed" in kiosk.words
        await kiosk.key("enter")
        await kiosk.type_in("fell down")
        await kiosk.key("f5")
        assert kiosk.name == "Review"
        assert "In stock" in kiosk.words
        assert "Defective" in kiosk.words
        await kiosk.key("f5")
        statuses = "SELECT DISTINCT s.status FROM scan_list_row r JOIN stock_item s ON s.id = r.thing_id"
        assert kiosk.rows(statuses) == [("defective",)]


async def test_the_times_code_tells_the_quantity_of_an_action(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan_slowly("KSKCMDLISTS")
        ((item,),) = kiosk.rows(
            "SELECT id FROM stock_item WHERE serial IS NULL AND status = 'in_stock' AND quantity > 5000000 LIMIT 1"
        )
        await kiosk.scan_slowly(f"KSK-SI{item}")
        await kiosk.scan_slowly("KSKCMDCOUNT")
        await kiosk.scan_slowly("KSKCMDX7")
        await kiosk.scan_slowly("KSKCMDDONE")
        assert kiosk.name == "Review"
        await kiosk.scan_slowly("KSKCMDDONE")
        assert kiosk.rows("SELECT quantity FROM stock_item WHERE id = ?", item) == [(7_000_000,)]


async def test_merging_asks_for_nothing(station: Callable[..., Any], filled: Callable[..., int]) -> None:
    async with station((40, 15)) as kiosk:
        id = filled(kiosk, 2)
        await kiosk.enter(Place.ACT_REVIEW, id, Wanted(Action.MERGE))
        check(kiosk)
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


async def test_a_status_with_its_note_by_scanner_alone(station: Callable[..., Any], filled: Callable[..., int]) -> None:
    async with station((40, 15)) as kiosk:
        id = filled(kiosk, 3)
        await kiosk.enter(Place.LIST, id)
        for code in ("DONE", "R5", "R1", "R7", "R2"):
            await kiosk.scan_slowly(f"KSKCMD{code}")
        await kiosk.scan_slowly("DAMAGED")
        assert "DAMAGED" in kiosk.words
        await kiosk.scan_slowly("KSKCMDDONE")
        assert kiosk.name == "Review"
        await kiosk.scan_slowly("KSKCMDDONE")
        assert kiosk.rows("SELECT DISTINCT note FROM operation WHERE kind = 'status'")[-1] == ("DAMAGED",)


async def test_things_are_issued_by_a_document_of_their_own_or_added_to_a_draft_that_is_scanned(
    station: Callable[..., Any], filled: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        id = filled(kiosk, 3)
        draft: int = kiosk.store.call(lambda db: documents.create(db, kiosk.post, DocKind.ISSUE))
        kiosk.store.call(lambda db: documents.release(db, kiosk.post, draft))
        await kiosk.enter(Place.LIST, id)
        await kiosk.scan_slowly("KSKCMDISSUE")
        ((number,),) = kiosk.rows("SELECT number FROM document WHERE id = ?", draft)
        await kiosk.scan_slowly(number)
        assert f"3 of 3 → {number}" in kiosk.words
        await kiosk.key("f5")
        assert kiosk.rows("SELECT COUNT(*) FROM draft_serial WHERE line_id IN (SELECT id FROM document_line)") == [(3,)]
        await kiosk.key("escape", "f7", "f5")
        await kiosk.scan_slowly("KSKCMDISSUE")
        await kiosk.key("escape", "f5", "f5")
        assert kiosk.rows("SELECT COUNT(*) FROM stock_item WHERE status = 'sold' AND location_id IS NULL")[0][0] >= 3
        assert kiosk.store.call(verify) == ()


async def test_taking_back_what_was_done_to_many_can_be_stopped(
    station: Callable[..., Any], asked: Callable[..., Any]
) -> None:
    async with station((40, 15)) as kiosk:
        id = await asked(kiosk)
        before = where(kiosk, id)
        await kiosk.key("f5", "f7")
        assert "Take this back?" in kiosk.words
        await stopped_half_way(kiosk)
        assert where(kiosk, id) == {SHELF}
        await kiosk.key("f7", "f5")
        assert where(kiosk, id) == before


async def test_a_double_read_before_all_was_looked_through_does_not_keep_it_from_that(
    station: Callable[..., Any], filled: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.LIST, filled(kiosk, 3))
        await kiosk.scan_slowly("KSKCMDMOVE")
        at = time.monotonic_ns() + 2_000_000_000
        for number in (0, 1):
            kiosk.scanners.deliver(Scan(SHELF.encode(), "bench", 1000 + number, 0, at + number * 100_000_000))
        await kiosk.settled()
        assert results(kiosk, "act_review") == [(SHELF, "double")]
        assert "Looking at" not in kiosk.words
        assert kiosk.frame.state.question is not None


async def test_how_much_of_loose_parts_goes_is_not_cut_off_on_the_smallest_screen(
    station: Callable[..., Any],
) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan_slowly("KSKCMDLISTS", "GLA-A14", "KSKCMDMOVE", "MAIN/BENCH/2")
        assert kiosk.name == "Review"
        row = next(line for line in kiosk.lines if "GLA-A14" in line)
        assert "7 pcs" in row
