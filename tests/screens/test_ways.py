"""Going from screen to screen: in turn with the scans, back to where one came from, never a scan on no screen."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.outcome import Outcome, Tone
from kiosk.stock.thing import Kind, Thing
from screens.places import Place
from screens.routes import make

PART, OTHER = "RES-0805-10R", "RES-0805-22R"


def names(kiosk: Any) -> list[str]:
    return [type(screen).__name__ for screen in kiosk.app.screen_stack]


def thing(kiosk: Any, number: str = PART) -> Thing:
    sql = "SELECT id FROM part WHERE number = ?"
    return Thing(Kind.PART, kiosk.store.call(lambda db: db.execute_sql(sql, (number,)).fetchone()[0]), number)


async def test_a_visit_that_a_scan_overtakes_is_dropped(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan(PART)
        with kiosk.held():
            kiosk.send(OTHER)
            kiosk.app.visit(Place.LOW_STOCK)
        await kiosk.settled()
        assert names(kiosk) == ["Menu", "QuickScan"]
        assert kiosk.frame.answer.text == OTHER


async def test_a_key_hit_twice_leads_there_once(station: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Place] = []
    monkeypatch.setattr("screens.ways.make", lambda host, place: made.append(place) or make(host, place))
    async with station() as kiosk:
        for _ in range(3):
            kiosk.app.visit(Place.LOW_STOCK)
        await kiosk.settled()
        assert names(kiosk) == ["Menu", "LowStock"]
        assert made == [Place.LOW_STOCK]


async def test_what_was_laid_over_meanwhile_is_closed_on_the_way(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("f3")
        with kiosk.held():
            kiosk.app.open(thing_of_first_row := kiosk.frame.listing.pick.thing)
            kiosk.press("f1")
            await kiosk.until(lambda: kiosk.name == "HelpScreen")
        await kiosk.settled()
        assert names(kiosk) == ["Menu", "Search", "QuickScan"]
        assert kiosk.frame._view.thing == thing_of_first_row


async def test_a_way_from_a_screen_that_was_left_meanwhile_leads_nowhere(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        part = thing(kiosk)
        await kiosk.key("f3")
        kiosk.app.open(part)
        kiosk.frame.close()
        await kiosk.settled()
        assert names(kiosk) == ["Menu"]


async def test_a_scan_over_a_list_is_answered_by_the_screen_on_top_of_it(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("f3", *"usb", "enter")
        await kiosk.scan(PART)
        assert names(kiosk) == ["Menu", "Search", "QuickScan"]
        assert kiosk.frame.answer.text == PART
        await kiosk.key("escape")
        assert kiosk.name == "Search"


async def test_a_thing_that_is_gone_is_told_where_it_was_to_be_opened(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        kiosk.app.open(Thing(Kind.PART, 99999, "GONE"))
        await kiosk.settled()
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.tone is Tone.NO


async def test_an_answer_over_a_list_comes_up_in_quick_scan_or_above_the_list(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.key("f3")
        await kiosk.app.answer((Outcome(Tone.OK, "Saved", "The partner is saved."),))
        await kiosk.settled()
        assert kiosk.name == "Search"
        assert kiosk.frame.answer.tone is Tone.OK
        assert "✔ OK Saved The partner is saved." in kiosk.words
        assert kiosk.scanners.sounds[-1] == "ok"
        await kiosk.key("f1", "escape")
        assert "The partner is saved." not in kiosk.words
        await kiosk.key(*"res-0805-10r", "enter")
        view = kiosk.frame._view
        await kiosk.key("escape")
        await kiosk.app.answer((Outcome(Tone.OK, "Saved", "again", view),))
        await kiosk.settled()
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.text == "Saved"


async def test_a_store_in_trouble_on_the_way_is_told_where_one_stands(
    station: Callable[..., Any],
) -> None:
    async with station() as kiosk:
        part = thing(kiosk)
        await kiosk.scan(OTHER)
        kiosk.store.call(lambda db: db.execute_sql("ALTER TABLE part RENAME TO elsewhere"))
        kiosk.app.open(part)
        await kiosk.settled()
        assert names(kiosk) == ["Menu", "QuickScan"]
        assert kiosk.frame.answer.tone is Tone.FAULT
