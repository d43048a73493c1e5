"""Undo: what it takes back is seen first, one after the other, and what can't be is said in words."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.statuses import Status
from kiosk.store import ledger, operations, stock_items
from kiosk.store.stock_items import NewItem
from kiosk.store.verify import verify
from screens.places import Place

SERIAL = "A14D2431-2388"
SIZES = [((40, 15), False), ((80, 24), False), ((80, 25), True)]


def _item(db: Any) -> int:
    return int(db.execute_sql("SELECT id FROM stock_item WHERE serial = ?", (SERIAL,)).fetchone()[0])


def _state(kiosk: Any) -> State:
    state: State = kiosk.store.call(lambda db: stock_items.state(db, _item(db)))
    return state


def _mark(kiosk: Any, *statuses: Status) -> None:
    def work(db: Any) -> None:
        for status in statuses:
            before = stock_items.state(db, _item(db))
            assert before is not None
            after = State(before.location, before.quantity, status)
            operation = ledger.begin(db, kiosk.post, Act.STATUS, note=f"to {status}")
            ledger.record(db, kiosk.post, operation, [Change(_item(db), before, after)])

    kiosk.store.call(work)


def _receive(kiosk: Any, count: int) -> None:
    def work(db: Any) -> None:
        part, place = db.execute_sql(
            "SELECT part_id, location_id FROM stock_item WHERE id = ?", (_item(db),)
        ).fetchone()
        operation = ledger.begin(db, kiosk.post, Act.IMPORT, reference="stock.csv")
        ledger.create(
            db, kiosk.post, operation, [NewItem(part=part, location=place, serial=f"N{n:05}") for n in range(count)]
        )

    kiosk.store.call(work)


@pytest.mark.parametrize(("size", "console"), SIZES)
async def test_one_after_the_other_is_taken_back(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console) as kiosk:
        _mark(kiosk, Status.DEFECTIVE, Status.IN_STOCK, Status.QUARANTINED)
        await kiosk.enter(Place.UNDO)
        assert kiosk.name == "UndoList"
        for expected in (Status.IN_STOCK, Status.DEFECTIVE, Status.IN_STOCK):
            await kiosk.key("enter")
            assert kiosk.name == "UndoOne"
            assert "←" in kiosk.words
            await kiosk.key("f5")
            assert kiosk.name == "UndoList"
            assert _state(kiosk).status is expected
        assert kiosk.store.call(verify) == ()


async def test_it_is_left_without_doing_anything(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        _mark(kiosk, Status.DEFECTIVE)
        await kiosk.enter(Place.UNDO)
        await kiosk.key("enter", "escape")
        assert kiosk.name == "UndoList"
        await kiosk.key("escape")
        assert _state(kiosk).status is Status.DEFECTIVE


async def test_what_was_undone_and_undo_itself_are_marked_and_not_offered(station: Callable[..., Any]) -> None:
    async with station(toasts=True) as kiosk:
        _mark(kiosk, Status.DEFECTIVE)
        await kiosk.enter(Place.UNDO)
        await kiosk.key("enter", "f5")
        assert "an undo" in kiosk.words
        assert "undone" in kiosk.words
        await kiosk.key("home", "enter")
        assert kiosk.name == "UndoList"
        await kiosk.key("2")
        assert kiosk.name == "UndoList"


async def test_a_scan_changes_nothing_while_it_is_asked(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        _mark(kiosk, Status.DEFECTIVE)
        await kiosk.enter(Place.UNDO)
        await kiosk.key("enter")
        await kiosk.scan(SERIAL)
        assert kiosk.name == "UndoOne"
        assert "Undo is open" in kiosk.words
        assert kiosk.scanners.sounds[-1] == "no"
        await kiosk.key("f5")
        assert kiosk.name == "UndoList"
        assert _state(kiosk).status is Status.IN_STOCK
        assert kiosk.journal() == [("undo", SERIAL.encode(), "refused")]


async def test_what_moved_on_is_refused_naming_it(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        _mark(kiosk, Status.DEFECTIVE, Status.IN_STOCK)
        await kiosk.enter(Place.UNDO)
        await kiosk.key("down", "enter")
        assert "Can't be undone" in kiosk.words
        assert SERIAL in kiosk.words
        await kiosk.key("f5")
        assert kiosk.name == "UndoOne"
        assert _state(kiosk).status is Status.IN_STOCK


async def test_a_change_between_the_look_and_the_key_is_refused(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        _mark(kiosk, Status.DEFECTIVE)
        await kiosk.enter(Place.UNDO)
        await kiosk.key("enter")
        _mark(kiosk, Status.IN_STOCK)
        await kiosk.key("f5")
        assert kiosk.name == "UndoOne"
        assert "1 item has changed since" in kiosk.words


async def test_a_large_one_is_shown_as_a_window_and_its_end_is_one_key_away(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        _receive(kiosk, 500)
        await kiosk.enter(Place.UNDO)
        await kiosk.key("enter")
        assert "500 movements" in kiosk.words
        assert "N00499" in kiosk.words
        await kiosk.key("end")
        assert "N00000" in kiosk.words
        await kiosk.key("f5")
        assert kiosk.name == "UndoList"
        count = "SELECT COUNT(*) FROM stock_item WHERE status = 'void' AND serial LIKE 'N0%'"
        assert kiosk.store.call(lambda db: db.execute_sql(count).fetchone()[0]) == 500


async def test_esc_stops_a_large_one_and_all_stays_as_it_was(
    station: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "CHUNK", 1)
    async with station() as kiosk:
        _receive(kiosk, 20)
        await kiosk.enter(Place.UNDO)
        await kiosk.key("enter")
        real = ledger.record

        def held(*args: Any) -> None:
            """After the first chunk Esc is pressed; the second one waits until it was heard."""
            real(*args)
            kiosk.app.screen._work.stopped = True

        monkeypatch.setattr(ledger, "record", held)
        await kiosk.key("f5")
        assert kiosk.name == "UndoOne"
        assert "Stopped" in kiosk.words
        monkeypatch.setattr(ledger, "record", real)
        assert kiosk.store.call(verify) == ()
        await kiosk.key("f5")
        assert kiosk.name == "UndoList"


async def test_how_far_it_is_can_be_seen_and_esc_asks_it_to_stop(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        _receive(kiosk, 3)
        await kiosk.enter(Place.UNDO)
        await kiosk.key("enter")
        with kiosk.held():
            kiosk.press("f5")
            await kiosk.until(lambda: kiosk.app.screen._work is not None)
            screen = kiosk.app.screen
            screen._work.done = 0.4
            screen._tell()
            await kiosk.painted()
            assert screen.answer.text == "40 %"
            kiosk.press("escape")
            await kiosk.until(lambda: screen._work.stopped)
        await kiosk.settled()
        assert "Stopped" in kiosk.words
        assert kiosk.name == "UndoOne"


async def test_a_station_that_has_done_nothing_says_so(station: Callable[..., Any]) -> None:
    def forget(db: Any) -> None:
        db.execute_sql("UPDATE station SET name = 'another'")

    async with station(prepare=forget) as kiosk:
        await kiosk.enter(Place.UNDO)
        assert "has not changed any stock yet" in kiosk.words
