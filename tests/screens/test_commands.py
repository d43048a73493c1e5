"""Command codes: scanned in place of keys, obeyed by the screen on top alone, and journalled as any scan."""

import random
import time
from typing import Any

import pytest

from kiosk.barcodes.commands import Word, write
from kiosk.flows.begin import RunInfo, begin
from kiosk.scan import Scan
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.rules import Rules
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import ledger, stock_items
from kiosk.store.sql import execute
from kiosk.wording import answers, command_codes
from screens.paint.marks import UNICODE
from screens.paint.text import wrap
from screens.places import Place

NUMBER = "CAB-USBC-1"
EAN = "2012345678903"
SERIAL = "A14D2431-2388"


def code(word: Word, number: int = 0) -> str:
    return write(word, "KSK", number)


def read(kiosk: Any) -> None:
    """The operator reads what is on the screen, for a second by the scanner's clock."""
    kiosk._mono = max(kiosk._mono, time.monotonic_ns()) + 1_000_000_000


async def part(kiosk: Any) -> Thing:
    row = await kiosk.store.run(lambda db: execute(db, "SELECT id FROM part WHERE number = ?", NUMBER).fetchone())
    return Thing(Kind.PART, row[0], NUMBER)


async def test_a_command_does_what_its_key_does(station: Any) -> None:
    async with station() as kiosk:
        await kiosk.scan(EAN, code(Word.HELP))
        assert kiosk.name == "HelpScreen"
        assert "KSKCMDUNDO" in kiosk.words or await _further(kiosk, "KSKCMDUNDO")
        await kiosk.scan(code(Word.CANCEL))
        assert kiosk.name == "QuickScan"
        await kiosk.scan(code(Word.UNDO))
        assert kiosk.name == "UndoOne"
        await kiosk.scan(code(Word.CANCEL), code(Word.CANCEL))
        assert kiosk.name == "Menu"
        assert [row[2] for row in kiosk.journal()] == ["found", *["command"] * 5]


async def _further(kiosk: Any, text: str) -> bool:
    """Whether it stands further down."""
    shown = ""
    while text not in kiosk.words and kiosk.shown != shown:
        shown = kiosk.shown
        await kiosk.key("pagedown")
    return text in kiosk.words


async def test_a_command_that_was_hidden_by_help_is_obeyed_when_it_is_scanned_again(station: Any) -> None:
    async with station() as kiosk:
        await kiosk.enter(Place.PART_FORM, await part(kiosk), None)
        await kiosk.key("2")
        await kiosk.type_in("Cable, 1 m")
        await kiosk.scan(code(Word.HELP))
        assert kiosk.name == "HelpScreen"
        await kiosk.scan(code(Word.DONE))
        assert kiosk.name == "PartForm"
        assert "scan it again" in kiosk.words
        assert kiosk.rows("SELECT 1 FROM part WHERE name = 'Cable, 1 m'") == []
        read(kiosk)
        await kiosk.scan(code(Word.DONE))
        assert kiosk.rows("SELECT number FROM part WHERE name = 'Cable, 1 m'") == [(NUMBER,)]
        assert [row[2] for row in kiosk.journal()] == ["command"] * 3


async def test_help_gives_way_to_what_is_said_of_a_command_that_nobody_takes(station: Any) -> None:
    async with station() as kiosk:
        await kiosk.scan(EAN)
        await kiosk.key("f1")
        await kiosk.scan(code(Word.ACCEPT))
        assert kiosk.name == "QuickScan"
        assert "does nothing here" in kiosk.words


async def test_a_save_by_command_is_in_the_transaction_of_its_scan(station: Any) -> None:
    async with station() as kiosk:
        await kiosk.enter(Place.PART_FORM, await part(kiosk), None)
        await kiosk.key("2")
        await kiosk.type_in("Cable, 1 m")
        await kiosk.scan(code(Word.DONE))
        name = kiosk.store.call(lambda db: execute(db, "SELECT name FROM part WHERE number = ?", NUMBER).fetchone()[0])
        assert name == "Cable, 1 m"
        assert kiosk.name != "PartForm"
        assert kiosk.journal() == [("part_form", b"KSKCMDDONE", "command")]


async def test_a_command_that_the_screen_does_not_offer_says_so_and_changes_nothing(station: Any) -> None:
    async with station() as kiosk:
        await kiosk.scan(EAN)
        before = kiosk.shown
        await kiosk.scan(code(Word.TIMES, 20))
        assert "Quantity 20" in kiosk.words or "NO" in kiosk.words
        assert "does nothing here" in kiosk.words
        assert kiosk.scanners.sounds[-1] == "no"
        assert "MAIN/C/01" in before
        assert "MAIN/C/01" in kiosk.shown, "what was on the screen stays"
        await kiosk.scan("KSKCMDFOO")
        assert "no such command" in kiosk.words
        assert [row[2] for row in kiosk.journal()] == ["found", "command", "command"]


async def test_a_list_stays_open_where_it_has_no_use_for_a_command(station: Any) -> None:
    async with station() as kiosk:
        await kiosk.enter(Place.SEARCH)
        await kiosk.scan(code(Word.DONE))
        assert kiosk.name == "Search"
        assert kiosk.scanners.sounds[-1] == "no"


async def test_a_command_is_no_value_of_a_form(station: Any) -> None:
    async with station() as kiosk:
        await kiosk.enter(Place.PART_FORM, None, None)
        await kiosk.key("1")
        await kiosk.scan(code(Word.NEXT))
        assert "NEXT" not in kiosk.app.screen.prompt.text
        assert "does nothing here" in kiosk.words


async def test_what_was_typed_is_asked_about_and_confirmed_by_command(station: Any) -> None:
    async with station() as kiosk:
        await kiosk.enter(Place.PART_FORM, await part(kiosk), None)
        await kiosk.key("2")
        await kiosk.type_in("Cable, 1 m")
        await kiosk.scan(code(Word.MENU))
        assert kiosk.name == "PartForm"
        read(kiosk)
        await kiosk.scan(code(Word.CONFIRM))
        assert kiosk.name == "Menu"


async def test_the_question_of_an_archived_part_is_confirmed_only_when_it_was_read(station: Any) -> None:
    async with station() as kiosk:
        await kiosk.enter(Place.ARCHIVE, await part(kiosk), True)
        hasty = Scan(code(Word.CONFIRM).encode(), "bench", 90, 0, kiosk.app.screen.seen + 1)
        kiosk.scanners.deliver(hasty)
        await kiosk.settled()
        assert kiosk.name == "Archive"
        assert "Look, then scan" in kiosk.words
        read(kiosk)
        await kiosk.scan(code(Word.CONFIRM))
        assert kiosk.name != "Archive"


async def test_a_command_goes_before_what_was_scanned_after_it(station: Any) -> None:
    """Leaving by command, then a code at once: it is answered by the screen that one has come back to."""
    async with station() as kiosk:
        await kiosk.enter(Place.TRIAL)
        kiosk.send(code(Word.CANCEL), EAN)
        await kiosk.settled()
        assert kiosk.name == "QuickScan"
        assert [(screen, result) for screen, _, result in kiosk.journal()] == [("trial", "command"), ("menu", "found")]


async def test_one_pull_of_the_trigger_is_one_command(station: Any) -> None:
    async with station() as kiosk:
        await kiosk.scan(EAN)
        at = kiosk.app.screen.seen + 10**9
        for seq in (91, 92):
            kiosk.scanners.deliver(Scan(code(Word.HELP).encode(), "bench", seq, 0, at + seq))
        await kiosk.settled()
        assert kiosk.name == "HelpScreen"
        assert [row[2] for row in kiosk.journal()] == ["found", "command", "double"]


@pytest.mark.parametrize(
    ("word", "name"),
    [
        (Word.SCAN, "QuickScan"),
        (Word.SEARCH, "Search"),
        (Word.SERIALS, "Serials"),
        (Word.LOW, "LowStock"),
        (Word.HISTORY, "History"),
        (Word.STATION, "StationHub"),
    ],
)
async def test_a_task_is_gone_to_from_the_menu_and_from_quick_scan(station: Any, word: Word, name: str) -> None:
    async with station() as kiosk:
        await kiosk.scan(code(word))
        assert kiosk.name == name
        await kiosk.scan(code(Word.MENU))
        assert kiosk.name == "Menu"
        await kiosk.scan(EAN, code(word))
        assert kiosk.name == name


async def test_leaving_is_confirmed_by_command(station: Any) -> None:
    async with station() as kiosk:
        await kiosk.scan(code(Word.CANCEL))
        assert kiosk.name == "Leave"
        await kiosk.scan(code(Word.CANCEL))
        assert kiosk.name == "Menu"
        await kiosk.scan(code(Word.CANCEL))
        read(kiosk)
        kiosk.send(code(Word.CONFIRM))
        await kiosk.until(lambda: kiosk.scanners.stopped == 1)


async def test_what_a_toast_says_of_a_command_does_not_cover_the_next_answer(station: Any) -> None:
    async with station((40, 15), toasts=True) as kiosk:
        await kiosk.scan(code(Word.CANCEL), code(Word.UNDO))
        assert kiosk.name == "Leave"
        await kiosk.until(lambda: bool(kiosk.app.screen.query("Toast")))
        await kiosk.scan(EAN)
        assert kiosk.name == "QuickScan"
        await kiosk.settled()
        assert not kiosk.app.screen.query("Toast"), "it goes by itself only after seconds"


async def test_the_last_scan_is_explained_as_a_command(station: Any) -> None:
    async with station() as kiosk:
        await kiosk.scan(code(Word.TIMES, 20))
        await kiosk.key("f9")
        assert "command code for quantity" in kiosk.words


async def test_a_typed_command_is_one(station: Any) -> None:
    async with station() as kiosk:
        await kiosk.key("f2")
        await kiosk.type_in("kskcmdsearch")
        await kiosk.until(lambda: kiosk.name == "Search")


@pytest.mark.parametrize("word", [Word.UNDO, Word.CONFIRM, Word.DONE])
async def test_a_change_is_taken_back_by_commands_alone(station: Any, word: Word) -> None:
    def status(kiosk: Any) -> str:
        sql = "SELECT status FROM stock_item WHERE serial = ?"
        return str(kiosk.store.call(lambda db: execute(db, sql, SERIAL).fetchone()[0]))

    async with station(prepare=defective) as kiosk:
        assert status(kiosk) == "defective"
        read(kiosk)
        await kiosk.scan(code(Word.UNDO))
        assert kiosk.name == "UndoOne"
        await kiosk.until(lambda: kiosk.app.screen.state.question is not None)
        await kiosk.settled()
        read(kiosk)
        await kiosk.scan(code(word))
        await kiosk.until(lambda: status(kiosk) == "in_stock")
        assert kiosk.scanners.sounds[-1] == "ok"


def defective(db: Any) -> None:
    """The station's last change: a unit is found to be defective."""
    post = begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "0", 1))
    item = execute(db, "SELECT id FROM stock_item WHERE serial = ?", SERIAL).fetchone()[0]
    before = stock_items.state(db, item)
    assert before is not None
    after = State(before.location, before.quantity, Status.DEFECTIVE)
    ledger.record(db, post, ledger.begin(db, post, Act.STATUS), [Change(item, before, after)])


async def test_a_serial_collector_takes_no_command_for_a_serial(station: Any) -> None:
    async with station() as kiosk:
        row = await kiosk.store.run(lambda db: execute(db, "SELECT id FROM part WHERE number = 'RTR-AX18'").fetchone())
        await kiosk.enter(Place.INITIAL_STOCK, Thing(Kind.PART, row[0], "RTR-AX18"))
        await kiosk.key("2")
        assert kiosk.app.screen.state.collecting
        await kiosk.scan("R-1", code(Word.ACCEPT), "kskcmdx5", "R-2")
        assert kiosk.app.screen.state.serials == ("R-1", "R-2")
        await kiosk.scan(code(Word.CANCEL))
        assert not kiosk.app.screen.state.collecting


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_is_commanded_in_whatever_order_each_is_journalled_once(station: Any, seed: int) -> None:
    chance = random.Random(seed)
    words = [word for word in Word if word is not Word.CONFIRM]  # which may leave the station
    others = [EAN, "MAIN/C/01", SERIAL, "NOPE", "KSKCMDFOO"]
    sent: list[str] = []
    async with station((40, 15)) as kiosk:
        for _ in range(12):
            burst = [
                chance.choice(others) if chance.random() < 0.3 else code(chance.choice(words), 5) for _ in range(4)
            ]
            burst = [one for at, one in enumerate(burst) if at == 0 or one != burst[at - 1]]
            sent += burst
            kiosk.send(*burst)
            if chance.random() < 0.5:
                await kiosk.settled()
        await kiosk.settled()
        await kiosk.until(lambda: kiosk.app.vitals.waiting == 0)
        assert [raw.decode() for _, raw, _ in kiosk.journal()] == sent
        results = {raw.decode(): result for _, raw, result in kiosk.journal() if raw.startswith(b"KSKCMD")}
        assert set(results.values()) <= {"command", "double"}


async def test_what_to_do_about_a_refused_command_is_not_cut_off_on_the_smallest_screen(station: Any) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.scan(EAN, code(Word.ACCEPT))
        assert "F1 lists the codes that work here." in kiosk.words
    for told in (command_codes.too_soon_help(), command_codes.hidden_help(), answers.too_soon_help()):
        assert len(wrap(told, 38, 9, UNICODE)) <= 2, told
