"""Twelve things into a list, moved, undone, moved elsewhere: by codes alone, and by keys alone, at 40×15."""

from collections.abc import Callable
from typing import Any

from kiosk.store.verify import verify
from screens.places import Place

FIRST, SECOND = "MAIN/A/01", "MAIN/A/02"


def places(kiosk: Any, serials: list[str]) -> list[str]:
    sql = "SELECT l.path FROM stock_item s JOIN location l ON l.id = s.location_id WHERE s.serial = ?"
    return [kiosk.rows(sql, serial)[0][0] for serial in serials]


async def test_by_scanner_alone(station: Callable[..., Any], units: Callable[..., list[str]]) -> None:
    async with station((40, 15)) as kiosk:
        serials = units(kiosk, 12)
        before = places(kiosk, serials)
        await kiosk.scan_slowly("KSKCMDLISTS")
        assert kiosk.name == "Lists"
        for serial in serials:
            await kiosk.scan_slowly(serial)
        assert kiosk.name == "ListScreen"
        assert "8-12 of 12" in kiosk.words
        assert sum(f" {serial} " in line for line in kiosk.lines[6:] for serial in serials) == 5
        await kiosk.scan_slowly("KSKCMDMOVE")
        assert "Scan where they go" in kiosk.words
        await kiosk.scan_slowly(FIRST)
        assert f"12 of 12 → {FIRST}" in kiosk.words
        assert places(kiosk, serials) == before
        await kiosk.scan_slowly(FIRST)
        assert places(kiosk, serials) == [FIRST] * 12
        assert "12 moved" in kiosk.words
        await kiosk.scan_slowly("KSKCMDUNDO")
        assert kiosk.name == "ListScreen"
        assert f"Take this back? 12 moved to {FIRST}" in kiosk.words
        assert places(kiosk, serials) == [FIRST] * 12
        await kiosk.scan_slowly("KSKCMDUNDO")
        assert places(kiosk, serials) == before
        assert [line for line in kiosk.lines[8:13] if FIRST in line] == []
        await kiosk.scan_slowly("KSKCMDMOVE")
        await kiosk.scan_slowly(SECOND)
        await kiosk.scan_slowly("KSKCMDDONE")
        assert places(kiosk, serials) == [SECOND] * 12
        await kiosk.scan_slowly("KSKCMDCANCEL")
        assert kiosk.name == "ListScreen"
        assert "12 moved" in kiosk.words
        assert len([line for line in kiosk.lines[8:13] if SECOND in line]) == 5
        await kiosk.scan_slowly("KSKCMDCANCEL")
        assert kiosk.name == "Lists"
        assert "is kept" in kiosk.words
        assert kiosk.store.call(verify) == ()


async def test_by_keyboard_alone(station: Callable[..., Any], units: Callable[..., list[str]]) -> None:
    async with station((40, 15)) as kiosk:
        serials = units(kiosk, 12)
        before = places(kiosk, serials)
        await kiosk.enter(Place.LISTS)
        await kiosk.key("f6")
        assert kiosk.name == "ListScreen"
        for serial in serials:
            await kiosk.key("f2")
            await kiosk.type_in(serial)
        assert "8-12 of 12" in kiosk.words
        await kiosk.key("f5", "1")
        await kiosk.type_in(FIRST)
        await kiosk.key("f5")
        assert f"12 of 12 → {FIRST}" in kiosk.words
        assert places(kiosk, serials) == before
        await kiosk.key("f5")
        assert places(kiosk, serials) == [FIRST] * 12
        await kiosk.key("f7")
        assert f"Take this back? 12 moved to {FIRST}" in kiosk.words
        await kiosk.key("f5")
        assert places(kiosk, serials) == before
        await kiosk.key("f5", "1")
        await kiosk.type_in(SECOND)
        await kiosk.key("f5", "f5")
        assert places(kiosk, serials) == [SECOND] * 12
        await kiosk.key("escape", "escape")
        assert kiosk.name == "Lists"
        await kiosk.key("1")
        assert kiosk.name == "ListScreen"
        assert "12 rows" in kiosk.words or "of 12" in kiosk.words
