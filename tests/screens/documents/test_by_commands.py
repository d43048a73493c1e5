"""Documents with the scanner alone: begun, filled, corrected and posted by codes off a sheet."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.barcodes.commands import Word, write
from kiosk.store import document_lines, documents
from kiosk.store.sql import execute
from kiosk.store.verify import verify

PART, ROUTER, EAN = "CAB-USBC-1", "RTR-AX18", "2000119240524"


async def command(kiosk: Any, word: Word, number: int = 0) -> None:
    """Scan a command, a second after what is on the screen came up there."""
    kiosk._mono = time.monotonic_ns() + 1_000_000_000
    await kiosk.scan(write(word, "KSK", number))


def lines(kiosk: Any) -> list[tuple[str, str, int, bool]]:
    """Number, quantity, serials and whether it is accepted, of each line of the newest document."""

    def read(db: Any) -> list[tuple[str, str, int, bool]]:
        (id,) = execute(db, "SELECT MAX(id) FROM document").fetchone()
        rows = document_lines.page(db, id).rows
        return [(line.number, f"{line.quantity:f}", line.serials, line.accepted) for line in rows]

    return kiosk.store.call(read)


def newest(kiosk: Any) -> Any:
    def read(db: Any) -> Any:
        (id,) = execute(db, "SELECT MAX(id) FROM document").fetchone()
        return documents.get(db, id)

    return kiosk.store.call(read)


@pytest.mark.parametrize("size", [(40, 15), (80, 24)], ids=["40x15", "80x24"])
async def test_a_whole_receipt(station: Callable[..., Any], size: tuple[int, int]) -> None:
    async with station(size) as kiosk:
        await command(kiosk, Word.RECEIPT)
        assert kiosk.name == "StartDocument"
        await command(kiosk, Word.DONE)
        assert kiosk.name == "DocumentScreen"
        await kiosk.scan(EAN)
        await command(kiosk, Word.TIMES, 3)
        await kiosk.scan("AX-1", "AX-2", "AX-3", "MAIN/C/04")
        assert lines(kiosk) == [(ROUTER, "3", 3, True)]
        await kiosk.scan(PART)
        await command(kiosk, Word.TIMES, 12)
        await command(kiosk, Word.NEXT)
        await command(kiosk, Word.TIMES, 2)
        await command(kiosk, Word.REJECT)
        assert lines(kiosk) == [(ROUTER, "3", 3, True), (PART, "12", 0, True), (PART, "2", 0, False)]
        await command(kiosk, Word.ACCEPT)
        assert lines(kiosk)[-1] == (PART, "2", 0, True)
        await command(kiosk, Word.UNDO)
        await command(kiosk, Word.CONFIRM)
        assert lines(kiosk)[-1] == (PART, "2", 0, False)
        await command(kiosk, Word.DONE)
        assert kiosk.name == "Post"
        await command(kiosk, Word.CONFIRM)
        await kiosk.until(lambda: newest(kiosk).state == "posted")
        await kiosk.settled()
        assert kiosk.name == "Menu"
        stock = kiosk.store.call(
            lambda db: execute(
                db, "SELECT serial, status FROM stock_item WHERE serial LIKE 'AX-_' ORDER BY serial"
            ).fetchall()
        )
        assert stock == [(f"AX-{number}", "in_stock") for number in (1, 2, 3)]
        assert kiosk.store.call(verify) == ()
        commands = [raw.decode() for _, raw, result in kiosk.journal() if result == "command"]
        assert commands[0] == "KSKCMDRECEIPT"
        assert commands[-1] == "KSKCMDCONFIRM"


async def test_a_draft_is_parked_by_the_command_for_the_menu(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station() as kiosk:
        await opened(kiosk)
        await kiosk.scan(PART)
        await command(kiosk, Word.MENU)
        assert kiosk.name == "Menu"
        assert newest(kiosk).lease is None


async def test_a_quantity_behind_a_refused_scan_is_of_nothing(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station() as kiosk:
        await opened(kiosk)
        await kiosk.scan(PART, "NO SUCH CODE")
        await command(kiosk, Word.TIMES, 5)
        assert "How many of what?" in kiosk.words
        assert lines(kiosk) == [(PART, "1", 0, True)]
        await kiosk.key("7", "enter")  # a typed one is of the line under the eye
        assert lines(kiosk) == [(PART, "7", 0, True)]
        await kiosk.scan("NO SUCH CODE", PART)
        await command(kiosk, Word.TIMES, 5)
        assert lines(kiosk) == [(PART, "5", 0, True)]


async def test_a_line_with_fewer_serials_than_told_is_made_to_agree_by_scanner(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station() as kiosk:
        await opened(kiosk)
        await kiosk.scan(EAN)
        await command(kiosk, Word.TIMES, 3)
        await kiosk.scan("AX-1", "AX-2", "MAIN/C/04")
        await command(kiosk, Word.DONE)
        assert "NEXT" in kiosk.words
        await command(kiosk, Word.CANCEL)
        await command(kiosk, Word.NEXT)
        assert lines(kiosk) == [(ROUTER, "2", 2, True)]


async def test_a_question_takes_only_what_answers_it(station: Callable[..., Any], opened: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await opened(kiosk)
        await kiosk.scan(PART)
        await command(kiosk, Word.TIMES, 5)
        await command(kiosk, Word.UNDO)  # asks
        await command(kiosk, Word.TIMES, 7)
        await command(kiosk, Word.REJECT)
        assert lines(kiosk) == [(PART, "5", 0, True)]
        assert "does nothing here" in kiosk.words
        await command(kiosk, Word.CONFIRM)
        assert lines(kiosk) == [(PART, "1", 0, True)]


async def test_what_can_not_be_posted_is_not_confirmed(station: Callable[..., Any], opened: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await opened(kiosk)
        await kiosk.scan(EAN)
        await command(kiosk, Word.DONE)
        assert kiosk.name == "Post"
        await command(kiosk, Word.CONFIRM)
        assert newest(kiosk).state == "draft"
        assert "does nothing here" in kiosk.words
        await command(kiosk, Word.CANCEL)
        assert kiosk.name == "DocumentScreen"


async def test_help_of_a_document_lists_the_codes_that_work_on_it(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station((80, 60)) as kiosk:
        await opened(kiosk)
        await kiosk.scan(PART)
        await kiosk.key("f1", "end")
        for word in (Word.DONE, Word.NEXT, Word.ACCEPT, Word.REJECT, Word.UNDO, Word.CANCEL):
            assert write(word, "KSK") in kiosk.words
        assert "KSKCMDX20" in kiosk.words


async def test_the_collector_takes_commands_and_no_serial_for_one(
    station: Callable[..., Any], opened: Callable[..., Any]
) -> None:
    async with station() as kiosk:
        await opened(kiosk)
        await kiosk.scan(ROUTER)
        await command(kiosk, Word.TIMES, 3)
        await kiosk.key("enter")
        assert kiosk.name == "SerialCollector"
        await kiosk.scan("AX-1")
        await command(kiosk, Word.ORDER)
        await kiosk.scan("AX-2")
        assert lines(kiosk) == [(ROUTER, "3", 2, True)]
        await command(kiosk, Word.DONE)
        assert kiosk.name == "DocumentScreen"
