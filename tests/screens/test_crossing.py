"""Keys and scans that cross: no answer goes unseen, no key acts on a screen that it was not meant for."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from textual import events

from kiosk.flows.lookup import LookupState
from kiosk.outcome import Outcome, Question, Tone
from screens.intake import painted

PART, OTHER = "RES-0805-10R", "RES-0805-22R"


def an_ambiguous_code(db: Any) -> None:
    from kiosk.store import locations, parts

    parts.add(db, parts.NewPart(number="TWICE", name="A part called twice"))
    locations.add(db, locations.NewLocation("TWICE", "A place called twice"))


async def worked_off(kiosk: Any) -> None:
    """Wait until the keys have been handled, as far as they don't wait for the store."""
    for _ in range(3):
        await kiosk.pilot._wait_for_screen()
        await asyncio.sleep(0)


@pytest.mark.parametrize("key", ["escape", "f1", "f2", "f9"])
async def test_an_answer_is_seen_whatever_key_was_hit_before_it_came(station: Callable[..., Any], key: str) -> None:
    async with station() as kiosk:
        await kiosk.scan(PART)
        with kiosk.held():
            kiosk.send(OTHER)
            kiosk.press(key)
            await worked_off(kiosk)
        await kiosk.settled()
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.text == OTHER


async def test_a_scan_that_comes_before_the_key_that_assigns_is_answered_instead(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan("nope")
        with kiosk.held():
            kiosk.send(OTHER)
            kiosk.press("1")
            await kiosk.until(lambda: [key.key for key in kiosk.passed] == ["1"])
        await kiosk.settled()
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.text == OTHER


async def test_a_question_that_came_up_from_the_menu_can_be_answered_though_a_key_crossed_it(
    station: Callable[..., Any],
) -> None:
    async with station(prepare=an_ambiguous_code) as kiosk:
        with kiosk.held():
            kiosk.send("TWICE")
            kiosk.press("1")
            await kiosk.until(lambda: [key.key for key in kiosk.passed] == ["1"])
        await kiosk.settled()
        assert kiosk.frame.answer.tone is Tone.ASK
        await kiosk.key("1")
        assert kiosk.frame.answer.tone is Tone.OK


async def test_a_key_whose_answer_comes_late_is_no_fault_after_leaving(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan(PART)
        with kiosk.held():
            kiosk.frame.action_number("1")
            kiosk.press("escape")
            await worked_off(kiosk)
        await kiosk.settled()
        assert kiosk.name == "QuickScan"
        assert "What lies here" in kiosk.words


async def test_esc_twice_while_the_store_is_busy_leaves_one_screen(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan(PART)
        kiosk.frame.leave()
        kiosk.frame.leave()
        await kiosk.settled()
        assert kiosk.name == "Menu"


def test_the_time_at_which_a_question_was_first_painted_stands() -> None:
    first = painted(LookupState(question=Question("Which one?")))
    assert first.question.painted > 0
    assert painted(first) is first


async def test_enter_twice_on_a_search_opens_the_thing_once(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan("nope")
        await kiosk.key("2", *"usb")
        field = kiosk.app.focused
        for _ in range(3):  # held down while the loop is busy: the field has them all before the first one acts
            field._forward_event(events.Key("enter", None))
        await kiosk.settled()
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.tone is Tone.OK


async def test_nothing_can_be_chosen_from_a_sheet_that_is_older_than_the_answer(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan("MAIN/A/01")
        sheet = kiosk.frame.sheet
        assert sheet.numbered("1") is not None
        await kiosk.frame.show((Outcome(Tone.NO, "Not this", result="refused"),))
        assert (sheet.pick, sheet.numbered("1")) == (None, None)


async def test_trouble_on_the_menu_stays_on_the_menu(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        kiosk.tear()
        await kiosk.settled()
        assert kiosk.name == "Menu"
        assert kiosk.frame.answer.tone is Tone.FAULT


async def test_a_torn_code_leaves_the_scan_before_it_to_be_explained(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan(PART)
        kiosk.tear()
        await kiosk.settled()
        await kiosk.key("f9")
        assert kiosk.name == "Explain"
        assert PART in kiosk.words


async def test_no_answer_is_waited_for_once_the_station_has_ended(
    station: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would come to a screen that is no more, and end a station that is left as one that crashed."""
    monkeypatch.setattr("screens.app.DRAIN", 0.01)
    async with station() as kiosk:
        await kiosk.scan(PART)
        with kiosk.held():
            kiosk.send(OTHER)
            kiosk.app.leave()
            await kiosk.until(kiosk.app._serving.done)
        assert kiosk.app.fault is None
        assert kiosk.app.return_code == 0
