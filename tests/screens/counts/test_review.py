"""A count held against the books: what differs, what is decided on it, and that posting is agreed to with open eyes."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from kiosk.flows.counting import reviewing
from kiosk.stock.counts import Differs
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.thing import Kind, Thing
from kiosk.store import ledger, stock_items
from kiosk.store.sql import execute
from kiosk.store.verify import verify
from screens.places import Place

SHELF, OTHER = "MAIN/C/04", "MAIN/C/02"
UNITS, LOOSE = ["RTR2500059", "SWI2400063", "AP2600065"], "PLG-RJ45"
AWAY = "A14D2431-2388"  # a unit that lies on another shelf
AT = """SELECT i.id, i.quantity, i.status FROM stock_item i JOIN location l ON l.id = i.location_id
    WHERE l.path = ? ORDER BY i.id"""
Begun = Callable[..., int]


async def reviewed(kiosk: Any, document: int, *codes: str) -> None:
    """Count these at the shelf, and go to the review."""
    await kiosk.enter(Place.COUNT, document)
    await kiosk.scan(*codes)
    await kiosk.key("f5")
    assert kiosk.name == "CountReview"


def moved_away(db: Any, post: Any, serial: str, path: str) -> None:
    """Another station moves a unit."""
    item = execute(db, "SELECT id FROM stock_item WHERE serial = ?", serial).fetchone()[0]
    place = execute(db, "SELECT id FROM location WHERE path = ?", path).fetchone()[0]
    before = stock_items.state(db, item)
    after = State(place, before.quantity, before.status)
    ledger.record(db, post, ledger.begin(db, post, Act.MOVE), [Change(item, before, after)])


def place_of(kiosk: Any, serial: str) -> object:
    sql = "SELECT l.path FROM stock_item i JOIN location l ON l.id = i.location_id WHERE i.serial = ?"
    return kiosk.rows(sql, serial)[0][0]


async def test_what_has_moved_since_is_named_once_and_stands_first(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk, SHELF)
        await kiosk.enter(Place.COUNT, id)
        await kiosk.scan(*UNITS, LOOSE)
        kiosk.store.call(moved_away, kiosk.post, UNITS[1], OTHER)
        await kiosk.key("f5")
        assert f"{UNITS[1]} has moved since it was counted." in kiosk.words
        assert kiosk.words.count("has moved") == 1
        pick = kiosk.frame.listing.pick
        assert (pick.kind, UNITS[1] in pick.label) == (Differs.MOVED, True)


async def test_the_row_under_the_cursor_is_told_whole(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        await reviewed(kiosk, begun(kiosk, SHELF), *UNITS, LOOSE, AWAY, "nobody's")
        assert "1 missing, 3 too few" in kiosk.words
        assert "Missing at MAIN/C/04 expected 1 pc, counted 0 pcs Posting: gets lost" in kiosk.words
        await kiosk.key("down", "down", "down")
        assert "Too few at MAIN/C/04 expected 12 pcs, counted 1 pc Posting: 11 pcs less" in kiosk.words
        await kiosk.key("down")
        assert "expected none here, counted 1 Posting: is moved here from MAIN/B/01" in kiosk.words
        await kiosk.key("down")
        assert "no thing has this code" in kiosk.words
        await kiosk.key("up", "enter")
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.text == AWAY
        await kiosk.key("escape")
        assert kiosk.name == "CountReview"
        await kiosk.key("end")
        assert "Left as they are: 1 unknown code." in kiosk.words


async def test_one_kind_is_shown_alone(station: Any, begun: Begun) -> None:
    async with station((80, 24)) as kiosk:
        await reviewed(kiosk, begun(kiosk, SHELF), *UNITS, LOOSE, AWAY)
        await kiosk.key("f3")
        assert "1 All differences: 5" in kiosk.words
        assert "4 In another place: 1" in kiosk.words
        await kiosk.key("4")
        assert [one.label for one in kiosk.frame.listing._page.rows] == [f"DIS-A14-BK · {AWAY}"]
        await kiosk.key("f3", "5")
        assert [one.kind for one in kiosk.frame.listing._page.rows] == ["match"] * 3
        await kiosk.key("f3", "escape", "f3", "1")
        assert kiosk.frame.listing.total == 5


@pytest.mark.parametrize("how", ["keys", "codes"])
async def test_a_difference_that_is_left_out_is_not_posted(station: Any, begun: Begun, agree: Any, how: str) -> None:
    async with station((40, 15)) as kiosk:
        await reviewed(kiosk, begun(kiosk, SHELF), *UNITS, LOOSE, AWAY)
        if how == "keys":
            await kiosk.key("f4", "1")
        else:
            await agree(kiosk, "KSKCMDR1")
            await agree(kiosk, "KSKCMDREJECT")
        assert "posting leaves it as it is" in kiosk.words
        assert "left out" in kiosk.words
        if how == "keys":
            await kiosk.key("down", "up", "f4", "1")
        else:
            await agree(kiosk, "KSKCMDACCEPT")
        assert "Posting: gets lost" in kiosk.words
        await kiosk.key("f4", "1", "f5")
        assert kiosk.name == "Card"
        assert kiosk.rows("SELECT status FROM stock_item WHERE serial = 'AP2400066'") == [("in_stock",)]
        assert place_of(kiosk, AWAY) == SHELF
        assert kiosk.store.call(verify) == ()


async def test_what_is_counted_again_ends_the_review(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        await reviewed(kiosk, begun(kiosk, SHELF), *UNITS, LOOSE)
        await kiosk.key("f3", "3", "end", "f4", "2")
        assert kiosk.name == "CountScreen"
        assert "Count it again" in kiosk.words
        await kiosk.scan(LOOSE, "KSKCMDX12")
        assert "12 / 12 pcs" in kiosk.words


async def test_what_moved_meanwhile_keeps_it_from_being_posted_until_that_is_decided(
    station: Any, begun: Begun
) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk, SHELF)
        await kiosk.enter(Place.COUNT, id)
        await kiosk.scan(*UNITS)
        kiosk.store.call(moved_away, kiosk.post, UNITS[0], OTHER)
        await kiosk.key("f5")
        assert "SC-1-1 can't be posted" in kiosk.words
        assert "F5" not in kiosk.lines[-2]
        await kiosk.key("f5")
        assert kiosk.name == "CountReview"
        await kiosk.key("f4", "1")
        assert "F5 post" in kiosk.words
        await kiosk.key("f5")
        assert kiosk.name == "Card"
        assert place_of(kiosk, UNITS[0]) == OTHER


def lost(kiosk: Any) -> int:
    return int(kiosk.rows("SELECT COUNT(*) FROM stock_item WHERE status = 'lost' AND serial IS NOT NULL")[0][0])


@pytest.mark.parametrize("how", ["keys", "codes"])
async def test_what_lies_where_nothing_was_counted_is_lost_only_by_a_yes_of_its_own(
    station: Any, begun: Begun, agree: Any, how: str
) -> None:
    async with station((40, 15)) as kiosk:
        await reviewed(kiosk, begun(kiosk), SHELF, *UNITS, OTHER)
        assert kiosk.scanners.sounds[-1] == "no"
        assert "✘ Nothing was counted" in kiosk.words
        before = lost(kiosk)
        if how == "keys":
            await kiosk.key("f5", "f5", "f5")
        else:
            await agree(kiosk, "KSKCMDDONE")
            await agree(kiosk, "KSKCMDDONE")
        assert (kiosk.name, lost(kiosk)) == ("CountReview", before)
        if how == "codes":
            await agree(kiosk, UNITS[0])
            assert "Answer first" in kiosk.words
        await kiosk.key("3", "f5")
        assert "Is MAIN/C/02 empty?" in kiosk.words
        assert "Nothing was counted at MAIN/C/02: 5 units and 5 quantities will be lost." in kiosk.words
        if how == "keys":
            await kiosk.key("1")
        else:
            kiosk._mono = 0
            await kiosk.scan("KSKCMDCONFIRM")  # before the question could be read
            assert (kiosk.name, lost(kiosk)) == ("CountReview", before)
            await agree(kiosk, "KSKCMDCONFIRM")
        assert kiosk.name == "Card"
        assert lost(kiosk) == before + 6


@pytest.mark.parametrize("keys", [("f5", "2"), ("f4", "1")], ids=["before posting", "on its row"])
async def test_a_place_that_was_gone_past_is_left_uncounted(station: Any, begun: Begun, keys: Sequence[str]) -> None:
    async with station((40, 15)) as kiosk:
        await reviewed(kiosk, begun(kiosk), SHELF, *UNITS, OTHER)
        there = kiosk.rows(AT, OTHER)
        await kiosk.key(*keys)
        assert "Nothing is lost at MAIN/C/02" in kiosk.words
        assert "1 missing" in kiosk.words
        assert "Nothing was counted" not in kiosk.words
        await kiosk.key("f5")
        assert kiosk.name == "Card"
        assert kiosk.rows(AT, OTHER) == there
        assert kiosk.store.call(verify) == ()


async def test_esc_leads_back_step_by_step(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        id = begun(kiosk)
        await reviewed(kiosk, id, SHELF, *UNITS, OTHER)
        for keys in (("f5",), ("f4",), ("f3",), ("down", "down", "f4")):
            await kiosk.key(*keys)
            assert kiosk.frame.asks, keys
            await kiosk.key("escape")
            assert "Post SC-1-1?" in kiosk.words, keys
        await kiosk.key("escape")
        assert kiosk.name == "CountScreen"
        await kiosk.key("escape")
        assert kiosk.rows("SELECT state, holder_id FROM document WHERE id = ?", id) == [("draft", None)]


async def test_a_place_that_was_gone_past_is_counted_after_all(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        await reviewed(kiosk, begun(kiosk), OTHER, SHELF, *UNITS)
        await kiosk.key("f4", "2")
        assert kiosk.name == "CountScreen"
        assert OTHER in kiosk.lines[0]


async def test_by_codes_a_row_is_chosen_and_once_more_it_is_decided_on(station: Any, begun: Begun, agree: Any) -> None:
    async with station((40, 15)) as kiosk:
        await reviewed(kiosk, begun(kiosk, SHELF), *UNITS, LOOSE)
        await agree(kiosk, "KSKCMDR1")
        await agree(kiosk, "KSKCMDR2")
        assert not kiosk.frame.asks
        label = kiosk.frame.listing.pick.label
        await agree(kiosk, "KSKCMDR2")
        assert kiosk.frame.asks
        assert kiosk.frame.answer.text == label
        await agree(kiosk, "KSKCMDR2")
        assert kiosk.name == "CountScreen"
        assert "Count it again" in kiosk.words
        await agree(kiosk, "KSKCMDR1")
        assert not kiosk.frame.asks
        await agree(kiosk, "KSKCMDR1")
        await agree(kiosk, "KSKCMDR8")
        assert "Cancel SC-1-1?" in kiosk.words
        await agree(kiosk, "KSKCMDCONFIRM")
        assert kiosk.rows("SELECT state FROM document WHERE number = 'SC-1-1'") == [("cancelled",)]


async def test_digits_choose_rows_as_their_codes_do(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        await reviewed(kiosk, begun(kiosk, SHELF), *UNITS, LOOSE)
        await kiosk.key("2")
        assert not kiosk.frame.asks
        label = kiosk.frame.listing.pick.label
        assert f"2 {label}" in kiosk.words
        await kiosk.key("down", "up", "2")
        assert not kiosk.frame.asks
        await kiosk.key("2", "1")
        assert f"{label}: posting leaves it as it is" in kiosk.words


async def test_a_scan_between_two_codes_of_a_row_parts_them(station: Any, begun: Begun, agree: Any) -> None:
    async with station((40, 15)) as kiosk:
        await reviewed(kiosk, begun(kiosk, SHELF), *UNITS, LOOSE)
        for code in ("KSKCMDR2", "AP2400066", "KSKCMDR2"):
            await agree(kiosk, code)
        assert not kiosk.frame.asks


async def test_posting_that_is_refused_is_looked_at_anew(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        await reviewed(kiosk, begun(kiosk, SHELF), *UNITS)
        kiosk.store.call(moved_away, kiosk.post, UNITS[0], OTHER)
        await kiosk.key("f5")
        assert "SC-1-1 can't be posted" in kiosk.words
        assert "1 moved" in kiosk.words
        await kiosk.key("home", "f3", "2", "f4", "1", "f5")
        assert kiosk.name == "Card"


async def test_a_count_without_a_place_is_not_posted(station: Any, begun: Begun, agree: Any) -> None:
    async with station((40, 15)) as kiosk:
        await reviewed(kiosk, begun(kiosk))
        assert "No place was counted yet" in kiosk.words
        await kiosk.key("f5")
        await agree(kiosk, "KSKCMDDONE")
        assert kiosk.name == "CountReview"
        await kiosk.key("escape")
        assert kiosk.name == "CountScreen"


async def test_a_scan_changes_nothing_there_and_is_journalled(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        await reviewed(kiosk, begun(kiosk, SHELF), *UNITS)
        before = kiosk.rows("SELECT * FROM count_entry")
        for key in ("", "f3", "f4"):
            if key:
                await kiosk.key(key)
            await kiosk.scan("AP2400066")
            assert kiosk.name == "CountReview"
            assert "Not counted" in kiosk.words
            assert not kiosk.frame.asks
        assert kiosk.rows("SELECT * FROM count_entry") == before
        assert [screen for screen, _, _ in kiosk.journal()][-3:] == ["count_review"] * 3


async def test_posting_is_stopped_with_nothing_done(
    station: Any, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, go = threading.Event(), threading.Event()
    do = reviewing.do

    def slowly(db: Any, post: Any, state: Any, told: Any) -> Any:
        def waiting(done: float) -> bool:
            under_way.set()
            go.wait(10)
            return bool(told(done))

        return do(db, post, state, waiting)

    monkeypatch.setattr(reviewing, "do", slowly)
    async with station((40, 15)) as kiosk:
        await reviewed(kiosk, begun(kiosk, SHELF), *UNITS)
        before = kiosk.rows("SELECT * FROM stock_item ORDER BY id")
        kiosk.press("f5")
        await kiosk.until(under_way.is_set)
        assert "Esc stop" in kiosk.words
        kiosk.press("escape")
        await kiosk.until(lambda: kiosk.frame._work.stopped)
        go.set()
        await kiosk.settled()
        assert "LOOK Stopped" in kiosk.words
        assert kiosk.rows("SELECT * FROM stock_item ORDER BY id") == before
        monkeypatch.setattr(reviewing, "do", do)
        await kiosk.key("f5")
        assert kiosk.name == "Card"
        assert kiosk.store.call(verify) == ()


async def test_a_long_list_is_read_by_windows_across_its_kinds(station: Any, begun: Begun) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.COUNT, begun(kiosk))
        places = [path for (path,) in kiosk.rows("SELECT path FROM location WHERE structural = 0 ORDER BY path")]
        await kiosk.scan(*places[:12], *(f"nobody's {number:03}" for number in range(120)))
        await kiosk.key("f5")
        listing = kiosk.frame.listing
        assert listing.total > 210
        await kiosk.key("home")
        seen: list[object] = []
        while not listing.at_end:
            seen += [listing._value(at) for at in range(listing._top, listing._top + listing._room)]
            await kiosk.key("pagedown")
        seen += [listing._value(at) for at in range(listing._top, listing.total)]
        assert None not in seen
        kinds = [one.kind for one in seen if hasattr(one, "kind")]
        assert sorted(kinds, key=list(dict.fromkeys(kinds)).index) == kinds
        assert len(listing._page.rows) <= 200


async def test_the_card_of_a_posted_count_leads_to_what_it_changed(station: Any, begun: Begun) -> None:
    async with station((80, 24)) as kiosk:
        id = begun(kiosk, SHELF)
        await reviewed(kiosk, id, *UNITS, LOOSE, AWAY)
        await kiosk.key("f5")
        assert "1 of 12 pcs" in kiosk.words
        document = Thing(Kind.DOCUMENT, id, "SC-1-1")
        await kiosk.enter(Place.DOCUMENT_UNITS, document)
        assert "AP2400066 AP-AX30 Lost, from MAIN/C/04" in kiosk.words
        assert f"{AWAY} DIS-A14-BK In stock, MAIN/C/04" in kiosk.words
        assert "PLG-RJ45 PLG-RJ45 -11 pcs · In stock, MAIN/C/04" in kiosk.words
        assert "Sold" not in kiosk.words
        await kiosk.key("enter")
        assert kiosk.name == "Unit"
