"""Assigning a code: search or scan the thing, confirm by key or by scanning it once more, or take it back."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from textual.widgets import Input

from kiosk.outcome import Tone
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes
from screens.lookup.assign import Assign

PART, OTHER = "RES-0805-10R", "RES-0805-22R"
SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24)], ids=["40x15", "80x24"])


async def begin(kiosk: Any, code: str = "nope-1") -> None:
    await kiosk.scan(code)
    await kiosk.key("1")
    assert kiosk.name == "Assign"


async def search(kiosk: Any, text: str) -> None:
    kiosk.frame.query_one(Input).value = text
    await kiosk.settled()


def codes(kiosk: Any) -> list[bytes]:
    sql = "SELECT raw FROM barcode WHERE unassigned_at IS NULL"
    return [bytes(raw) for (raw,) in kiosk.store.call(lambda db: db.execute_sql(sql).fetchall())]


def _take(db: Any, post: Any, raw: bytes) -> None:
    """As another station does meanwhile."""
    number = db.execute_sql("SELECT id FROM part WHERE number = ?", (OTHER,)).fetchone()[0]
    barcodes.assign(db, post, raw, Thing(Kind.PART, number, OTHER))


@SIZES
async def test_search_choose_and_confirm_by_keys(station: Callable[..., Any], size: tuple[int, int]) -> None:
    async with station(size) as kiosk:
        await begin(kiosk)
        await search(kiosk, "res-0805-10r")
        assert PART in kiosk.words
        await kiosk.key("down", "up", "enter")
        assert kiosk.frame.answer.tone is Tone.ASK
        assert "1 Yes, assign" in kiosk.words
        await kiosk.key("1")
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.tone is Tone.OK
        assert b"nope-1" in codes(kiosk)
        await kiosk.scan("nope-1")
        assert kiosk.frame.answer.tone is Tone.OK


async def test_scan_the_thing_then_scan_it_again_to_confirm(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await begin(kiosk)
        await kiosk.scan(PART)
        assert kiosk.frame.answer.tone is Tone.ASK
        assert b"nope-1" not in codes(kiosk)
        await kiosk.until(lambda: kiosk.frame.state.question.painted > 0)
        await kiosk.scan(PART)
        assert kiosk.name == "QuickScan"
        assert b"nope-1" in codes(kiosk)


async def test_a_label_is_shown_as_its_part_once_it_is_said_which_that_is(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await begin(kiosk, "[)>\x1e06\x1dPNEW-1-ND\x1d1PNEW1\x1dK\x1d1K7299\x1d11K1\x1dQ25\x1d11ZPICK")
        await kiosk.scan(PART)
        await kiosk.until(lambda: kiosk.name == "SupplierForm")
        await kiosk.settled()
        await kiosk.key("f5")
        await kiosk.until(lambda: kiosk.name == "QuickScan" and kiosk.frame.state.last.view is not None)
        await kiosk.settled()
        assert f"{PART}: DigiKey calls it NEW-1-ND." in " ".join(kiosk.words.split())
        await kiosk.key("f4")
        assert kiosk.name == "Actions"


async def test_two_scans_at_once_never_confirm(station: Callable[..., Any]) -> None:
    """The second was on its way before anybody could have read the question."""
    async with station() as kiosk:
        await begin(kiosk)
        await kiosk.scan(PART, PART)
        assert kiosk.name == "Assign"
        assert kiosk.frame.answer.tone is Tone.AGAIN
        assert b"nope-1" not in codes(kiosk)


async def test_another_code_while_the_question_is_open_changes_nothing(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await begin(kiosk)
        await kiosk.scan(PART)
        await kiosk.scan(OTHER)
        assert kiosk.frame.answer.tone is Tone.AGAIN
        assert kiosk.frame.state.chosen.label.startswith(PART)
        assert "1 Yes, assign" in kiosk.words, "the question can still be answered"


@pytest.mark.parametrize("key", ["2", "escape"])
async def test_a_choice_can_be_taken_back(station: Callable[..., Any], key: str) -> None:
    async with station() as kiosk:
        await begin(kiosk)
        await kiosk.scan(PART)
        await kiosk.key(key)
        assert kiosk.name == "Assign"
        assert kiosk.frame.state.question is None
        assert b"nope-1" not in codes(kiosk)
        await kiosk.key("escape")
        assert kiosk.name == "QuickScan"


async def test_a_code_that_was_taken_meanwhile_is_refused_by_name(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await begin(kiosk)
        await kiosk.scan(PART)
        await kiosk.store.run(_take, kiosk.post, b"nope-1")
        await kiosk.key("1")
        assert kiosk.frame.answer.tone is Tone.NO
        assert OTHER in kiosk.words


async def test_the_scan_after_the_confirming_one_belongs_to_the_screen_below(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await begin(kiosk)
        await kiosk.scan(PART)
        await kiosk.until(lambda: kiosk.frame.state.question.painted > 0)
        await kiosk.scan(PART, OTHER)
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.text == OTHER
        assert [row[0] for row in kiosk.journal()][-2:] == ["assign", "quick_scan"]


async def test_digits_are_typed_into_the_search_and_choose_nothing(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await begin(kiosk)
        await search(kiosk, "res-")
        await kiosk.key("2")
        assert isinstance(kiosk.app.screen, Assign)
        assert kiosk.frame.prompt.text == "res-2"
        assert kiosk.frame.state.question is None


@SIZES
async def test_the_code_is_on_the_screen_whatever_is_answered(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        await begin(kiosk)
        assert "nope-1" in kiosk.lines[0]
        await kiosk.scan(PART)
        await kiosk.key("2")
        assert "nope-1" in kiosk.lines[0]
        await kiosk.scan("nope-2")
        assert kiosk.frame.answer.tone is Tone.NO
        assert "nope-1" in kiosk.lines[0]


async def test_a_new_search_begins_after_each_answer(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await begin(kiosk)
        await kiosk.key(*"usb")
        await kiosk.scan("nope-2")
        await kiosk.key(*"res")
        assert kiosk.frame.prompt.text == "res"


async def test_a_new_search_begins_after_a_choice_was_refused(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await begin(kiosk)
        await search(kiosk, "usb")
        await kiosk.store.run(_take, kiosk.post, b"nope-1")
        await kiosk.key("enter")
        assert kiosk.frame.answer.tone is Tone.NO
        assert kiosk.frame.sheet.pick is not None, "another can be chosen from what was found"
        await kiosk.key(*"res")
        assert kiosk.frame.prompt.text == "res"


async def test_a_key_hit_before_leaving_does_not_act_afterwards(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await begin(kiosk)
        await kiosk.scan(PART)
        held = asyncio.Event()

        async def hold(_: object) -> None:
            await held.wait()

        kiosk.app.intake.ask(kiosk.frame, lambda db, post, state: None, then=hold)
        kiosk.frame.action_number("1")
        kiosk.frame.turn += 1  # as Esc does
        held.set()
        await kiosk.settled()
        assert b"nope-1" not in codes(kiosk)


@SIZES
async def test_how_much_one_scan_is_is_told_by_digits_and_shown_before_it_is_confirmed(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        await begin(kiosk)
        await kiosk.scan(PART)
        assert "3 One scan is 1 pc: change that" in kiosk.words
        await kiosk.key("3")
        await kiosk.type_in("10")
        assert "1 Yes, assign as 10 pcs" in kiosk.words
        await kiosk.key("1")
        assert kiosk.name == "QuickScan"
        assert pack(kiosk) == 10_000_000


async def test_how_much_one_scan_is_is_told_by_the_code_for_a_quantity(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await begin(kiosk)
        await kiosk.scan(PART)
        await kiosk.until(lambda: kiosk.frame.seen > 0)
        await kiosk.scan("KSKCMDX20")
        assert "1 Yes, assign as 20 pcs" in kiosk.words
        await kiosk.until(lambda: kiosk.frame.state.question.painted > 0)
        await kiosk.scan(PART)
        assert pack(kiosk) == 20_000_000


async def test_a_scan_of_the_part_confirms_nothing_while_the_quantity_is_typed(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await begin(kiosk)
        await kiosk.scan(PART)
        await kiosk.until(lambda: kiosk.frame.state.question.painted > 0)
        await kiosk.key("3", "7")
        await kiosk.scan(PART)
        assert kiosk.frame.answer.tone is Tone.AGAIN
        assert kiosk.frame.query_one(Input).value == "7"
        await kiosk.key("enter", "1")
        assert pack(kiosk) == 7_000_000


async def test_esc_leaves_the_quantity_as_it_was_and_the_question_open(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await begin(kiosk)
        await kiosk.scan(PART)
        await kiosk.key("3", "7", "escape")
        assert "1 Yes, assign" in kiosk.words
        await kiosk.key("1")
        assert pack(kiosk) == 1_000_000


def pack(kiosk: Any) -> int:
    ((found,),) = kiosk.rows("SELECT pack FROM barcode WHERE raw = ? AND unassigned_at IS NULL", b"nope-1")
    return int(found)
