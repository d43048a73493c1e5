"""The screen of a mode: by scanner alone, by keys alone, and its end when nobody is there any more."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.barcodes.commands import Word, write
from kiosk.outcome import Tone
from kiosk.stock.modes import ModeKind
from kiosk.store.verify import verify
from screens.places import Place

SIZES = pytest.mark.parametrize(
    ("size", "console"), [((40, 15), False), ((80, 24), False), ((40, 15), True)], ids=["40x15", "80x24", "console"]
)
PART = "CAB-USBC-1"  # six in MAIN/C/01, four in MAIN/BENCH/2
UNIT = "A14D2431-2388"
WHERE = """SELECT l.path, SUM(i.quantity) / 1000000 FROM stock_item i JOIN part p ON p.id = i.part_id
    JOIN location l ON l.id = i.location_id WHERE p.number = ? AND i.quantity > 0 GROUP BY l.path"""


def code(word: Word, number: int = 0) -> str:
    return write(word, "KSK", number)


def read(kiosk: Any) -> None:
    """The operator reads what is on the screen, for a second by the scanner's clock."""
    kiosk._mono = max(kiosk._mono, time.monotonic_ns()) + 1_000_000_000


def lies(kiosk: Any) -> dict[str, int]:
    return dict(kiosk.rows(WHERE, PART))


def patience(kiosk: Any, seconds: float) -> None:
    """Modes that begin from now on end after so long."""
    parts = kiosk.app.parts
    station = replace(parts.config.station, mode_idle=seconds)
    kiosk.app.parts = replace(parts, config=replace(parts.config, station=station))


@SIZES
async def test_a_unit_and_pieces_are_moved_by_the_scanner_alone(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console) as kiosk:
        await kiosk.scan(code(Word.MOVE), "MAIN/A/03", UNIT, PART)
        assert kiosk.name == "ModeScreen"
        assert kiosk.frame.answer.tone is Tone.ASK
        assert "MAIN/C/01" in kiosk.words
        read(kiosk)
        await kiosk.scan("MAIN/C/01", code(Word.TIMES, 3))
        assert kiosk.frame.answer.tone is Tone.OK
        assert lies(kiosk) == {"MAIN/C/01": 3, "MAIN/BENCH/2": 4, "MAIN/A/03": 3}
        assert "Into MAIN/A/03: 1 unit, 3 pcs" in kiosk.words
        assert f"{PART} 3 pcs" in kiosk.words, "what was done last is on top"
        await kiosk.scan(code(Word.DONE))
        assert kiosk.name == "Menu"
        assert kiosk.store.call(verify) == ()


async def test_the_code_of_another_mode_goes_on_in_that_one(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan(code(Word.MOVE), "MAIN/A/03", code(Word.WHERE), UNIT)
        assert (kiosk.name, kiosk.app.screen.journal_name) == ("ModeScreen", ModeKind.WHERE)
        assert "MAIN/B/01" in kiosk.words
        assert kiosk.rows("SELECT COUNT(*) FROM operation WHERE kind = 'move'") == [(0,)]
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


async def test_a_row_is_chosen_by_its_code_once_it_could_be_read(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan(code(Word.OUT), PART)
        kiosk._mono = 0
        kiosk.send(code(Word.ROW, 1))  # by the scanner's clock right behind the part
        await kiosk.settled()
        assert sum(lies(kiosk).values()) == 10
        read(kiosk)
        await kiosk.scan(code(Word.ROW, 1))
        assert sum(lies(kiosk).values()) == 9


async def test_undo_says_what_it_takes_back_and_does_it_when_it_is_scanned_again(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan(code(Word.OUT), UNIT)
        read(kiosk)
        await kiosk.scan(code(Word.UNDO))
        assert kiosk.frame.answer.tone is Tone.ASK
        assert f"{UNIT}: back to" in kiosk.words
        ((status,),) = kiosk.rows("SELECT status FROM stock_item WHERE serial = ?", UNIT)
        assert status == "sold"
        read(kiosk)
        await kiosk.scan(code(Word.UNDO))
        ((status,),) = kiosk.rows("SELECT status FROM stock_item WHERE serial = ?", UNIT)
        assert status == "in_stock"


async def test_all_of_it_can_be_done_by_keys(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.key("5", "1", "f2")
        await kiosk.type_in("MAIN/A/03")
        await kiosk.key("f2")
        await kiosk.type_in(PART)
        await kiosk.key("1", "9", "enter")
        assert kiosk.frame.answer.tone is Tone.NO, "there are fewer"
        await kiosk.key("4", "enter")
        moved = lies(kiosk)["MAIN/A/03"]
        assert moved == 4
        await kiosk.key("f7", "f5")
        assert "MAIN/A/03" not in lies(kiosk)
        await kiosk.key("escape")
        assert kiosk.name == "Menu", "the page that led here is not in the way"


async def test_a_scan_while_undo_is_asked_is_taken_and_nothing_is_undone(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan(code(Word.MOVE), "MAIN/A/03", UNIT)
        await kiosk.key("f7")
        await kiosk.scan("MAIN/B/01")
        assert kiosk.frame.state.place.label == "MAIN/B/01"
        assert len(kiosk.frame.state.steps) == 1


async def test_a_question_is_left_by_esc_and_the_mode_by_the_next(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan(code(Word.OUT), PART)
        await kiosk.key("escape")
        assert (kiosk.name, kiosk.frame.state.question) == ("ModeScreen", None)
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


async def test_where_is_it_lists_the_places(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan(code(Word.WHERE), PART)
        assert kiosk.frame.answer.text in ("MAIN/C/01", "MAIN/BENCH/2")
        assert "MAIN/BENCH/2" in kiosk.words
        await kiosk.key("5")
        assert "how many" not in kiosk.words.lower(), "there is nothing to count"
        await kiosk.key("enter")
        assert kiosk.name == "QuickScan"


async def test_below_an_unknown_code_stands_nothing_of_what_was_scanned_before(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan(code(Word.WHERE), PART, "NOPE")
        assert "MAIN/BENCH/2" not in kiosk.words
        await kiosk.scan("MAIN/A")
        assert "MAIN/A/01" in kiosk.words, "what only groups places shows these"


async def test_an_unknown_code_can_be_given_to_a_thing(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan(code(Word.OUT), "NOPE")
        await kiosk.key("f4")
        assert kiosk.name == "Assign"
        await kiosk.key("escape")
        assert kiosk.name == "ModeScreen"


# The end by itself


async def test_it_ends_when_nobody_is_there_and_says_so(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        patience(kiosk, 0.1)
        await kiosk.app.enter(Place.MODES)
        await kiosk.key("1")
        await kiosk.until(lambda: kiosk.name == "Menu")
        await kiosk.settled()
        assert "Move into has ended" in kiosk.words
        assert kiosk.frame.answer.tone is Tone.AGAIN
        assert "LOOK" in kiosk.words
        await kiosk.scan(UNIT)
        assert kiosk.name == "QuickScan", "a scan after that moves nothing"
        assert kiosk.rows("SELECT COUNT(*) FROM operation WHERE kind = 'move'") == [(0,)]


async def test_what_was_asked_when_it_ends_is_said_to_have_been_left(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan(code(Word.OUT), PART)
        kiosk.frame._sleep()
        await kiosk.settled()
        assert kiosk.name == "Menu"
        assert f"{PART} was left: nothing was done with it." in kiosk.words
        assert sum(lies(kiosk).values()) == 10


async def test_what_lies_over_it_and_takes_no_scans_goes_with_it(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        patience(kiosk, 0.3)
        await kiosk.app.enter(Place.MODE, ModeKind.OUT)
        await kiosk.key("f1")
        await kiosk.until(lambda: kiosk.name == "Menu")
        await kiosk.settled()


async def test_a_screen_over_it_that_takes_scans_itself_stays(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan(code(Word.MOVE), "MAIN/A/03", UNIT)
        await kiosk.key("enter")
        assert kiosk.name == "QuickScan"
        mode = kiosk.app.screen_stack[-2]
        mode._sleep()
        await kiosk.settled()
        assert kiosk.name == "QuickScan"
        await kiosk.key("escape")
        assert kiosk.name == "ModeScreen"


async def test_a_scan_that_waits_when_the_time_is_up_is_still_taken_and_wakes_the_mode(
    station: Callable[..., Any],
) -> None:
    async with station() as kiosk:
        await kiosk.scan(code(Word.MOVE), "MAIN/A/03")
        mode = kiosk.frame
        with kiosk.held():
            kiosk.send(UNIT)
            mode._sleep()
            await asyncio.sleep(0)
        await kiosk.settled()
        assert kiosk.name == "ModeScreen"
        assert kiosk.frame.answer.text == UNIT
        assert len(kiosk.frame.state.steps) == 1


async def test_a_scan_behind_the_end_is_answered_below(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.scan(code(Word.MOVE), "MAIN/A/03")
        mode = kiosk.frame
        mode._sleep()
        kiosk.send(UNIT)
        await kiosk.settled()
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.text == UNIT
        assert [raw for _, raw, _ in kiosk.journal()][-1] == UNIT.encode()


async def test_scans_and_keys_keep_it_awake(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.app.enter(Place.MODE, ModeKind.WHERE)
        acts = (
            kiosk.scan("MAIN/A/01"),
            kiosk.scan(code(Word.NEXT)),
            kiosk.key("down"),
            kiosk.key("f2"),
            kiosk.key("a"),
        )
        for act in acts:
            before = kiosk.frame._timer
            await act
            assert kiosk.frame._timer is not before
        patience(kiosk, 0)
        await kiosk.app.enter(Place.MODE, ModeKind.MOVE)
        assert kiosk.frame._timer is None
