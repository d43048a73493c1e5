"""A shelf is counted from the menu to its document at 40×15: by codes alone, by keys alone, and blind."""

from collections.abc import Callable
from typing import Any

from kiosk.store.sql import execute
from kiosk.store.verify import verify

SHELF = "MAIN/C/04"
UNITS = ["RTR2500059", "SWI2400063", "AP2600065"]
GONE = "AP2400066"
LOOSE = [("CAB-CAT6-1", 4), ("CAB-CAT6-5", 1), ("PLG-RJ45", 12)]


def status(kiosk: Any, serial: str) -> str:
    return str(kiosk.rows("SELECT status FROM stock_item WHERE serial = ?", serial)[0][0])


async def test_by_scanner_alone(station: Callable[..., Any], shelf: Any, agree: Any) -> None:
    async with station((40, 15)) as kiosk:
        before = shelf(kiosk, SHELF)
        await kiosk.scan("KSKCMDCOUNT")
        assert kiosk.name == "Counts"
        await kiosk.scan(SHELF)
        assert kiosk.name == "StartCount"
        assert SHELF in kiosk.words
        await agree(kiosk, "KSKCMDDONE")
        assert kiosk.name == "CountScreen"
        assert f"SC-1-1 {SHELF}" in kiosk.lines[0]
        assert "0 / 7 found" in kiosk.words
        await kiosk.scan(*UNITS, UNITS[0])
        assert "ALREADY" in kiosk.words
        assert "3 / 7 found" in kiosk.words
        for number, amount in LOOSE:
            await kiosk.scan(number)
            await kiosk.scan(f"KSKCMDX{amount}")
        assert "12 / 12 pcs" in kiosk.words
        await kiosk.scan("NOBODY-HAS-THIS")
        assert "LOOK Unknown code" in kiosk.words
        assert "6 / 7 found" in kiosk.words  # it is none of those
        await agree(kiosk, "KSKCMDDONE")
        assert kiosk.name == "CountReview"
        assert "Post SC-1-1? 1 unit gets lost. Count of MAIN/C/04." in kiosk.words
        assert "1 missing, 1 unknown, 6 as expected" in kiosk.words
        assert f"AP-AX30 · {GONE}" in kiosk.words
        assert shelf(kiosk, SHELF) == before
        await agree(kiosk, "KSKCMDDONE")
        assert kiosk.name == "Card"
        assert "SC-1-1 is posted 1 unit is lost now." in kiosk.words
        assert status(kiosk, GONE) == "lost"
        assert shelf(kiosk, SHELF) == [row for row in before if row[0] != GONE]
        assert kiosk.store.call(verify) == ()
        assert [raw for _, raw, result in kiosk.journal() if result in ("refused", "too_soon")] == []


async def test_by_keyboard_alone(station: Callable[..., Any], shelf: Any) -> None:
    async with station((40, 15)) as kiosk:
        before = shelf(kiosk, SHELF)
        await kiosk.key("7", "f6", "1")
        await kiosk.type_in("c/04")
        assert f"1 Place {SHELF}" in kiosk.words
        assert "Part" not in kiosk.words
        await kiosk.key("f5")
        assert kiosk.name == "CountScreen"
        for serial in UNITS:
            await kiosk.key("f2")
            await kiosk.type_in(serial)
        for number, amount in LOOSE:
            await kiosk.key("f3", *number.lower(), "enter", *str(amount), "enter")
        assert "12 / 12 pcs" in kiosk.words
        await kiosk.key("f7")
        assert "12 pcs PLG-RJ45 at MAIN/C/04" in kiosk.words
        await kiosk.key("1")
        assert "1 / 12 pcs" in kiosk.words
        await kiosk.key("1", "1", "enter", "escape")
        assert kiosk.name == "Counts"
        await kiosk.key("escape")
        assert "Resume count SC-1-1" in kiosk.words
        await kiosk.key("up", "home", "enter")
        assert kiosk.name == "CountScreen"
        assert "11 / 12 pcs" in kiosk.words
        await kiosk.key("f5")
        assert "1 missing, 1 too few, 5 as expected" in kiosk.words
        await kiosk.key("f5")
        assert kiosk.name == "Card"
        after = [(serial, number, 11 if number == "PLG-RJ45" else much) for serial, number, much in before]
        assert shelf(kiosk, SHELF) == [row for row in after if row[0] != GONE]
        assert kiosk.store.call(verify) == ()
        await kiosk.key("f7", "f5")
        assert shelf(kiosk, SHELF) == before
        assert kiosk.store.call(verify) == ()


async def test_a_blind_count_tells_nobody_what_is_expected_before_it_is_reviewed(
    station: Callable[..., Any], agree: Any
) -> None:
    def many(db: Any) -> None:
        sql = """UPDATE stock_item SET quantity = 3917000000
            WHERE part_id = (SELECT id FROM part WHERE number = 'PLG-RJ45')
            AND location_id = (SELECT id FROM location WHERE path = ?)"""
        execute(db, sql, SHELF)

    seen: list[str] = []

    def look(kiosk: Any) -> None:
        seen.append(kiosk.words)

    async with station((80, 24), prepare=many) as kiosk:
        await kiosk.scan("KSKCMDCOUNT", SHELF)
        await kiosk.key("2")
        assert "Blind yes" in kiosk.words
        for code in ("KSKCMDDONE", SHELF, "PLG-RJ45", "KSKCMDX3900", *UNITS, "DIS-A14-BK", "A14D2431-2388", "x?"):
            await agree(kiosk, code)
            look(kiosk)
        for key in ("f4", "escape", "f7", "escape", "down", "down", "f1", "escape", "escape"):
            await kiosk.key(key)
            look(kiosk)
        assert kiosk.name == "Counts"
        await kiosk.key("1")
        look(kiosk)
        assert kiosk.name == "CountScreen"
        for text in seen:
            assert "3917" not in text
            assert "3,917" not in text
            assert "by the books" not in text.lower()
            assert " / " not in text
        await kiosk.key("f5", "f3", "3")
        assert "Too few: 3" in kiosk.words
        assert "17 less" in kiosk.words
