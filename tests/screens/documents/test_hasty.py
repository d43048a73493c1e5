"""Keys and scans that come faster than a draft's screens can answer: no scan is lost, and the draft stays whole."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.store.verify import verify
from screens.places import Place

PHONE, PART, SHELF = "PHO-A14-256", "RES-0805-10R", "MAIN/A/01"
KEYS = ("escape", "enter", "up", "down", "end", "home", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f9", *"1239")


@pytest.mark.parametrize("seed", range(4))
async def test_each_scan_is_journalled_once_whatever_keys_come_between(
    station: Callable[..., Any], opened: Callable[..., Any], seed: int
) -> None:
    chance = random.Random(seed)
    async with station((40, 15)) as kiosk:
        id = await opened(kiosk)
        sent: list[bytes] = []
        for step in range(60):
            if chance.random() < 0.3:
                codes = chance.choices((PHONE, PART, SHELF, f"SN-{step}", f"SN-{step - 1}", "KSK-NOTHING"), k=2)
                sent += [code.encode() for code in codes]
                kiosk.send(*codes)
            else:
                key = chance.choice(KEYS)
                if chance.random() < 0.8 or len(key) == 1:
                    await kiosk.key(key)
                else:
                    kiosk.press(key)
            if kiosk.name in ("Menu", "QuickScan"):
                await kiosk.settled()
                await kiosk.enter(Place.DOCUMENT, id)
        await kiosk.settled()
        scanned = [bytes(raw) for (raw,) in kiosk.rows("SELECT raw FROM scan_record WHERE typed = 0 ORDER BY seq")]
        assert scanned == sent
        assert kiosk.app.return_code is None
        assert kiosk.store.call(verify) == ()
