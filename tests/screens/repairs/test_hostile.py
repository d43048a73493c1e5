"""Hostile codes and texts on the screens of repairs: shown visibly, journalled, never obeyed, never fatal."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.store.verify import verify
from screens.places import Place
from tests.screens.test_hostile import HOSTILE, TEXTS, check

SIZES = pytest.mark.parametrize(("size", "console"), [((40, 15), True), ((80, 24), False)], ids=["console", "unicode"])


@SIZES
async def test_hostile_codes_are_shown_and_never_obeyed(
    station: Callable[..., Any], bench: Callable[[Any], Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console) as kiosk:
        one = await bench(kiosk).open(serial="X-1", fault=TEXTS[4], description=TEXTS[1], notes=TEXTS[5])
        for raw in HOSTILE.values():
            await kiosk.scan(raw)
            check(kiosk)
        await kiosk.key("f4")
        check(kiosk)
        await kiosk.key("escape", "escape")
        for raw in HOSTILE.values():
            await kiosk.enter(Place.REPAIRS)
            await kiosk.scan(raw)  # a serial that can be one begins the form for a customer's unit
            check(kiosk)
            await kiosk.key("f5")
            check(kiosk)
            while kiosk.name != "Menu":
                await kiosk.app.pop_screen()
        for text in TEXTS[::4]:
            await kiosk.enter(Place.START_REPAIR)
            await kiosk.key("3")
            await kiosk.type_in(text[:200])
            check(kiosk)
            while kiosk.name != "Menu":
                await kiosk.app.pop_screen()
        assert one.newest.number
        assert len(kiosk.journal()) == 2 * len(HOSTILE)
        assert kiosk.store.call(verify) == ()
