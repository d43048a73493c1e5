"""The guard at the app's door: what a scanner types acts on nothing, and the station says what is wrong."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.outcome import Tone
from screens.guard import GAP, SILENCE


def burst(kiosk: Any, keys: list[str]) -> float:
    """Keys as a scanner types them: 2 ms apart, by the events' own times, however late they are handled.

    Answers the time of the last one.
    """
    at = time.monotonic()
    for key in keys:
        event = kiosk.press(key)
        event.time = at
        at += 0.002
    return at


def stall() -> None:
    """Keep the loop busy for longer than the guard waits for a key's follower."""
    time.sleep(0.2)


async def test_a_burst_acts_on_nothing_and_is_told_as_a_fault(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        burst(kiosk, [*"1234567", "enter"])
        await kiosk.until(lambda: kiosk.frame.answer.tone is Tone.FAULT)
        await kiosk.settled()
        assert kiosk.name == "Menu", "its 1 must not have opened Quick scan"
        assert "typing as a keyboard" in kiosk.words
        assert kiosk.passed == []
        assert kiosk.journal() == []
        assert kiosk.scanners.sounds == ["fault"]


async def test_a_burst_never_lands_in_a_field(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("f2", "A")
        burst(kiosk, [*"4006381333931", "enter"])
        await kiosk.until(lambda: kiosk.frame.answer.tone is Tone.FAULT)
        await kiosk.settled()
        assert kiosk.frame.prompt.text == "A"
        assert kiosk.frame.prompt.is_open
        assert kiosk.journal() == []


async def test_a_burst_over_help_is_told_on_the_screen_below(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("1", "f1")
        burst(kiosk, [*"99999", "enter"])
        await kiosk.until(lambda: kiosk.name == "QuickScan" and kiosk.frame.answer.tone is Tone.FAULT)


async def test_keys_of_a_person_pass_in_order(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("f2", *"a1-B")
        assert kiosk.frame.prompt.text == "a1-B"


async def test_keys_pass_after_a_burst(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        last = burst(kiosk, [*"1234567", "enter"])
        await kiosk.until(lambda: kiosk.frame.answer.tone is Tone.FAULT and time.monotonic() > last + SILENCE)
        await kiosk.key("1")
        assert kiosk.name == "QuickScan"


async def test_a_busy_loop_does_not_let_a_bursts_first_key_through(station: Callable[..., Any]) -> None:
    """Its timer is overdue before any of the keys that follow is handled."""
    async with station() as kiosk:
        burst(kiosk, ["1"])
        await kiosk.until(lambda: kiosk.app._door._burst.due is not None)
        at = kiosk.app._door._burst.due - GAP
        for index, key in enumerate([*"234567", "enter"]):
            kiosk.press(key).time = at + (index + 1) * 0.002
        stall()
        await kiosk.until(lambda: kiosk.frame.answer.tone is Tone.FAULT)
        assert kiosk.name == "Menu"
        assert kiosk.passed == []


@pytest.mark.parametrize("key", ["escape", "1", "enter"])
async def test_a_key_hit_before_an_answer_was_painted_does_not_act_on_it(station: Callable[..., Any], key: str) -> None:
    """Keys come late: printable ones wait for the guard, Esc for the rest of an escape sequence."""
    async with station() as kiosk:
        hit = time.monotonic()
        await kiosk.scan("MAIN/A/01")
        late = kiosk.press(key, at=hit)
        await kiosk.until(lambda: late in kiosk.passed)
        await kiosk.settled()
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.text == "MAIN/A/01"
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


async def test_the_footer_tells_the_keys_of_the_field_while_a_code_is_typed(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.key("f2")
        assert "Enter look up  Esc close" in kiosk.lines[-2]
        await kiosk.key("escape")
        assert "1-9 choose  0 leave" in kiosk.lines[-2]
        await kiosk.scan("MAIN/A/01")
        await kiosk.key("f2")
        assert "Enter look up  Esc close" in kiosk.lines[-2]
        assert "choose" not in kiosk.lines[-2]
        await kiosk.key("enter")
        assert "F4 actions" in kiosk.lines[-2]
