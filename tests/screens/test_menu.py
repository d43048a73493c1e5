"""The menu: usable at once, leads where it says, and tells of a store that can't be opened."""

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.config import Config, SoundConfig
from kiosk.errors import StoreError
from kiosk.outcome import Tone
from kiosk.store.database import Store
from screens.app import KioskApp
from screens.parts import Demo, Opened, Parts
from screens.places import Place

KEY = re.compile(r"(\S+) (\S+(?: \S+)*)(?:  |$)")  # a key and what it does, as the footer has them
SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)], ids=["40x15", "80x24", "120x40"])


@SIZES
async def test_tasks_status_and_keys_are_all_on_it(station: Callable[..., Any], size: tuple[int, int]) -> None:
    async with station(size) as kiosk:
        assert "Kiosk" in kiosk.lines[0]
        assert "Anna" in kiosk.lines[0]
        rows = [row.strip("▸ ").split("  ")[0] for row in kiosk.lines]
        for task in (
            "1 Quick scan",
            "2 Goods receipt",
            "3 Goods issue",
            "4 Scan lists",
            "5 Move, take out, find",
            "6 Repairs",
            "7 Count",
            "8 Documents",
            "9 More",
            "0 Leave Kiosk",
        ):
            assert task in rows
        assert ("where does it live" in kiosk.words) is (size[0] > 40), "the narrow one has the names alone"
        assert "F2 type" in kiosk.lines[-2]
        assert "● bench" in kiosk.lines[-1]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("8", "DocumentTasks"),
        ("9", "More"),
        ("f3", "Search"),
        ("f7", "UndoOne"),
    ],
)
async def test_a_task_is_one_key_away_and_esc_leads_back(station: Callable[..., Any], key: str, name: str) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.key(key)
        assert kiosk.name == name
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


async def test_one_opens_quick_scan(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("1")
        assert kiosk.name == "QuickScan"


async def test_the_demo_says_how_to_scan(station: Callable[..., Any]) -> None:
    async with station((40, 15), demo=Demo("kiosk simulate 2012345678903")) as kiosk:
        assert "kiosk simulate 2012345678903" in kiosk.words


@SIZES
async def test_the_demos_command_can_be_copied_from_rows_of_its_own(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    command = "/opt/kiosk/bin/kiosk simulate 2012345678903"
    async with station(size, demo=Demo(command)) as kiosk:
        rows = [row.strip() for row in kiosk.lines]
        assert "type:" in " ".join(rows)
        first = next(at for at, row in enumerate(rows) if row.startswith("/opt/kiosk"))
        assert command in (rows[first], " ".join(rows[first : first + 2]))


async def test_footers_have_one_style_of_capitals(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        footers = [kiosk.lines[-2]]
        await kiosk.key("escape")
        footers.append(kiosk.lines[-2])
        await kiosk.key("escape", "1", "f2")
        footers.append(kiosk.lines[-2])
        assert all(word.islower() for footer in footers for _, word in KEY.findall(footer)), footers


async def test_help_tells_of_the_screen_and_the_keys(station: Callable[..., Any]) -> None:
    async with station((80, 40)) as kiosk:
        await kiosk.key("f1")
        assert "Choose a task by its number" in kiosk.words
        assert "explain the last scan" in kiosk.words
        await kiosk.key("f1")
        assert kiosk.name == "Menu"


async def test_a_scan_over_help_closes_it_and_is_answered(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("f1")
        await kiosk.scan("RES-0805-10R")
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.tone is Tone.OK


async def test_f9_before_any_scan_says_so(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("f9")
        assert kiosk.name == "Menu"


@pytest.mark.parametrize("keys", [("0",), ("escape",)])
async def test_leaving_asks_first(station: Callable[..., Any], keys: tuple[str, ...]) -> None:
    async with station() as kiosk:
        await kiosk.key(*keys)
        assert kiosk.name == "Leave"
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


async def test_a_scan_is_an_answer_to_the_question_whether_to_leave(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("0")
        await kiosk.scan("RES-0805-10R")
        assert kiosk.name == "QuickScan"


async def test_leaving_stops_the_reader_and_ends_with_zero(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.pilot.press("0")
        await kiosk.until(lambda: kiosk.name == "Leave")
        await kiosk.pilot.press("1")
        await kiosk.until(lambda: kiosk.app.return_code is not None)
        assert kiosk.app.return_code == 0
        assert kiosk.scanners.stopped == 1


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c", "ctrl+p"])
async def test_the_librarys_own_ways_out_are_locked(station: Callable[..., Any], key: str) -> None:
    async with station() as kiosk:
        await kiosk.key(key)
        assert kiosk.name == "Menu"
        assert kiosk.app.return_code is None


class Shut:
    """A store that can't be opened until it is mended, and then opens only when it is told to."""

    def __init__(self, store: Store, post: Any) -> None:
        self.mended = False
        self.go = threading.Event()
        self.calls = 0
        self.opened = Opened(store, post, store.close, store, store, None)

    def __call__(self) -> Opened:
        self.calls += 1
        self.go.wait(20)
        self.go.clear()
        if not self.mended:
            raise StoreError("newer", "This store was made by a newer Kiosk. Update this station, then try again.")
        return self.opened


@SIZES
async def test_a_store_that_cant_be_opened_is_told_and_can_be_retried(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with station() as other:
        shut = Shut(other.store, other.post)
        parts = Parts(Config(sound=SoundConfig(bell=False)), shut, other.scanners)
        app = KioskApp(parts)
        async with app.run_test(size=size) as pilot:
            kiosk = type(other)(app, pilot, other.scanners, other.store, other.post)
            await kiosk.until(lambda: "Opening the store" in kiosk.words or "▀" in kiosk.words)
            shut.go.set()
            await kiosk.until(lambda: "made by a newer Kiosk" in kiosk.words)
            assert kiosk.frame.answer.tone is Tone.FAULT
            kiosk.frame.pick(Place.QUICK_SCAN)
            assert kiosk.name == "Menu", "the screen that tells of the store stays"
            kiosk.send("RES-0805-10R")
            await kiosk.until(lambda: kiosk.app.vitals.waiting == 1)
            shut.mended = True
            await pilot.press("1")
            await kiosk.until(lambda: shut.calls == 2)
            await pilot.press("1")
            kiosk.app.open_store()
            shut.go.set()
            await kiosk.until(lambda: kiosk.name == "QuickScan")
            await kiosk.settled()
            assert kiosk.frame.answer.text == "RES-0805-10R", "what was scanned in the meantime is not lost"
            assert shut.calls == 2, "a store that is being opened is not opened twice"


async def test_what_is_scanned_while_the_store_opens_is_answered_after(station: Callable[..., Any]) -> None:
    async with station() as other:
        shut = Shut(other.store, other.post)
        shut.mended = True
        parts = Parts(Config(sound=SoundConfig(bell=False)), shut, other.scanners)
        app = KioskApp(parts)
        async with app.run_test(size=(80, 24)) as pilot:
            kiosk = type(other)(app, pilot, other.scanners, other.store, other.post)
            kiosk.send("nope", "RES-0805-10R")
            assert kiosk.app.vitals.waiting == 2
            shut.go.set()
            await kiosk.until(lambda: kiosk.name == "QuickScan")
            await kiosk.settled()
            assert kiosk.frame.answer.text == "RES-0805-10R"
            assert [raw for _, raw, _ in kiosk.journal()] == [b"nope", b"RES-0805-10R"]


async def test_quick_scan_leads_to_undo_by_the_same_key(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan("RES-0805-10R")
        await kiosk.key("f7")
        assert kiosk.name == "UndoOne"
        await kiosk.key("escape")
        assert kiosk.name == "QuickScan"


async def test_every_row_leads_to_a_screen_and_says_how_much_waits_there(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan("KSKCMDLISTS", "RES-0805-10R", "KSKCMDMENU")
        assert kiosk.name == "Menu"
        assert "4 Scan lists (1)" in kiosk.words
        names = []
        for digit in "123456789":
            await kiosk.key(digit)
            names.append(kiosk.name)
            while kiosk.name != "Menu":
                await kiosk.app.pop_screen()
            await kiosk.settled()
        assert names == [
            "QuickScan",
            "StartDocument",
            "StartDocument",
            "Lists",
            "Modes",
            "Repairs",
            "Counts",
            "DocumentTasks",
            "More",
        ]


async def test_more_leads_to_the_rest_and_esc_back_to_it(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.key("9")
        for digit, name in enumerate(("Search", "Serials", "LowStock", "History", "UndoList", "StationHub"), 1):
            await kiosk.key(str(digit))
            assert kiosk.name == name
            await kiosk.key("escape")
            assert kiosk.name == "More"


async def test_the_codes_of_tasks_and_rows_work_on_the_pages_as_on_the_menu(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.key("9")
        await kiosk.scan("KSKCMDHISTORY")
        assert kiosk.name == "History"
        await kiosk.scan("KSKCMDMENU")
        await kiosk.key("5")
        kiosk._mono += 2_000_000_000
        await kiosk.scan("KSKCMDR3")
        assert kiosk.name == "ModeScreen"
        await kiosk.scan("KSKCMDCANCEL")
        assert kiosk.name == "Menu"


async def test_a_scan_on_a_page_is_answered_as_on_the_menu(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.key("5")
        await kiosk.scan("RES-0805-10R")
        assert kiosk.name == "QuickScan"
        await kiosk.key("escape")
        assert kiosk.name == "Menu"
