"""What is being typed or chosen is there after any scan; and who ends closes what lies over it, and nothing else."""

from collections.abc import Callable
from typing import Any

from textual.widgets import Input

from kiosk.outcome import Option, Tone
from kiosk.stock.thing import Kind, Thing
from screens.places import Place


async def test_a_choice_stays_open_when_a_scan_is_refused(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.PART_FORM)
        await kiosk.key("3")
        await kiosk.scan("RES-0805-10R")
        assert kiosk.frame.answer.tone is Tone.NO
        assert isinstance(kiosk.frame.sheet.pick, Option)
        await kiosk.key("3")
        assert kiosk.frame.state.values["tracking"] == "serial"
        await kiosk.key("3", "escape")
        assert kiosk.name == "PartForm"
        assert not isinstance(kiosk.frame.sheet.pick, Option)


async def test_a_refusal_on_a_form_is_read_in_full_on_a_small_screen(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.PART_FORM)
        await kiosk.scan("RES-0805-10R")
        assert "…" not in "".join(kiosk.lines[1:5])


async def test_a_pack_that_is_typed_outlives_a_scan_and_a_refusal(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.enter(Place.CODES, kiosk.part("CAB-USBC-1"))
        await kiosk.key("1", "1")
        kiosk.frame.query_one(Input).value = "many"
        await kiosk.scan("NOBODY-HAS-THIS")
        assert kiosk.frame.query_one(Input).value == "many"
        await kiosk.key("enter")
        assert kiosk.frame.answer.tone is Tone.NO
        assert kiosk.frame.query_one(Input).value == "many"
        await kiosk.type_in("12")
        assert not kiosk.frame.prompt.is_open
        assert kiosk.frame.answer.tone is Tone.OK
        assert kiosk.frame.state.question is not None, "the scanned code is still asked about"
        assert kiosk.rows("SELECT COUNT(*) FROM barcode WHERE pack = 12000000") == [(1,)]


async def test_an_undo_that_ends_under_its_help_closes_both(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.enter(Place.PART_FORM)
        await kiosk.key("1")
        await kiosk.type_in("DRV-1")
        await kiosk.key("2")
        await kiosk.type_in("Drive")
        await kiosk.key("5")
        await kiosk.type_in("3")
        await kiosk.key("9" if "9 Where" in kiosk.words else "8")
        await kiosk.scan("MAIN/A/01")
        await kiosk.key("f5")
        assert "Part saved" in kiosk.words, kiosk.shown
        await kiosk.enter(Place.UNDO)
        await kiosk.key("enter")
        assert kiosk.name == "UndoOne"
        with kiosk.held():
            kiosk.press("f5")
            await kiosk.until(lambda: kiosk.frame._work is not None)
            kiosk.press("f1")
            await kiosk.until(lambda: kiosk.name == "HelpScreen")
        await kiosk.settled()
        assert kiosk.name == "UndoList"
        assert kiosk.frame.answer.tone is Tone.OK
        assert kiosk.scanners.sounds[-1] == "ok"
        assert "Undone" in kiosk.words


async def test_a_rule_is_opened_once_however_often_its_key_is_hit(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.enter(Place.RULES)
        kiosk.press("1")
        kiosk.press("1")
        await kiosk.until(lambda: kiosk.name == "Rule" and len(kiosk.passed) == 2)
        await kiosk.settled()
        assert [type(screen).__name__ for screen in kiosk.app.screen_stack].count("Rule") == 1


async def test_an_answer_that_an_undo_has_made_untrue_is_not_on_the_unit_any_more(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        ((id, serial),) = kiosk.rows("SELECT id, serial FROM stock_item WHERE serial LIKE 'A14D%' LIMIT 1")
        await kiosk.enter(Place.UNIT, Thing(Kind.STOCK_ITEM, id, serial))
        await kiosk.key("f5", "1")
        await kiosk.type_in("dropped")
        await kiosk.key("f5")
        assert kiosk.name == "Unit"
        assert kiosk.frame.answer.tone is Tone.OK
        await kiosk.key("f7", "f3", "enter", "f5", "escape", "escape")
        assert kiosk.name == "Unit"
        assert kiosk.frame.answer.tone is None
        assert "Status In stock" in kiosk.words
