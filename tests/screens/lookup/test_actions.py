"""F4: what can be done with the thing on the screen, by digits that stay, and what can't and why."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.flows.actions import Action
from kiosk.outcome import Tone
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import ItemView, LocationView, PartView
from screens.lookup.actions import way
from screens.places import Place

SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24)], ids=["40x15", "80x24"])
PART, UNTRACKED = "RES-0805-10R", "RES-0805-22R"


async def actions_of(kiosk: Any, code: str) -> None:
    await kiosk.scan(code)
    await kiosk.key("f4")
    assert kiosk.name == "Actions"


def unit(kiosk: Any) -> str:
    sql = "SELECT id FROM stock_item WHERE serial IS NOT NULL AND status = 'in_stock' LIMIT 1"
    return f"KSK-SI{kiosk.store.call(lambda db: db.execute_sql(sql).fetchone()[0])}"


def empty_part(db: Any) -> None:
    from kiosk.store import parts
    from kiosk.store.parts import NewPart

    parts.add(db, NewPart(number="EMPTY", name="Never had any"))


@SIZES
async def test_a_part_its_unit_and_a_place_have_their_actions_by_number(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        await actions_of(kiosk, PART)
        for action in ("1 Edit", "3 Add stock", "4 Codes", "5 Supplier parts", "6 New variant", "8 History"):
            assert action in kiosk.words
        assert PART in kiosk.words
        await actions_of(kiosk, unit(kiosk))
        for action in ("1 Change status", "3 Codes", "4 Its part", "5 History"):
            assert action in kiosk.words
        await actions_of(kiosk, "MAIN/A/01")
        for action in ("1 Edit", "2 New place in it", "3 Stock items", "6 Archive"):
            assert action in kiosk.words


async def test_what_cant_be_done_is_dim_says_why_and_keeps_its_number_free(station: Callable[..., Any]) -> None:
    def untrack(db: Any) -> None:
        db.execute_sql("UPDATE part SET track_stock = 0 WHERE number = ?", (PART,))

    async with station((40, 15), prepare=untrack) as kiosk:
        await actions_of(kiosk, PART)
        assert "Stock items: its stock is not tracked" in kiosk.words
        await kiosk.key("2")
        assert kiosk.name == "Actions"
        assert "4 Codes" in kiosk.words


async def test_esc_leads_back_and_a_scan_closes_it(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await actions_of(kiosk, PART)
        await kiosk.key("escape")
        assert kiosk.name == "QuickScan"
        await kiosk.key("f4")
        await kiosk.scan(UNTRACKED)
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.text == UNTRACKED


async def test_a_units_part_is_opened_and_esc_leads_back_to_the_unit(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await actions_of(kiosk, unit(kiosk))
        await kiosk.key("4")
        assert kiosk.name == "QuickScan"
        assert isinstance(kiosk.frame._view, PartView)
        await kiosk.key("escape")
        assert isinstance(kiosk.frame._view, ItemView)


async def test_without_a_thing_on_the_screen_there_are_none(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("1", "f4")
        assert kiosk.name == "QuickScan"
        await kiosk.scan("nope")
        await kiosk.key("f4")
        assert kiosk.name == "QuickScan"


async def test_a_thing_that_is_gone_says_so(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        kiosk.app.visit(Place.ACTIONS, Thing(Kind.PART, 99999, "GONE · [/x]\x1b"))
        await kiosk.settled()
        assert "GONE · [/x]␛ is no more" in kiosk.words


@SIZES
async def test_a_part_without_stock_is_archived_after_a_question_and_brought_back(
    station: Callable[..., Any], size: tuple[int, int]
) -> None:
    async with station(size, prepare=empty_part) as kiosk:
        await actions_of(kiosk, "EMPTY")
        await kiosk.key("9")
        assert kiosk.name == "Archive"
        await kiosk.key("2")
        assert kiosk.name == "QuickScan"
        await kiosk.key("f4", "9", "1")
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.text == "Archived"
        assert "Archived: in no list" in kiosk.words
        await kiosk.key("f4")
        assert "Add stock: it is archived" in kiosk.words
        assert "9 Bring back" in kiosk.words
        await kiosk.key("9", "1")
        assert kiosk.frame.answer.text == "Brought back"
        assert "Archived:" not in kiosk.words


async def test_a_part_with_stock_cant_be_archived_and_says_where_it_is(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await actions_of(kiosk, PART)
        await kiosk.key("9", "1")
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.tone is Tone.NO
        assert "MAIN/A/01" in kiosk.frame.answer.detail


async def test_a_scan_does_not_answer_whether_to_archive(station: Callable[..., Any]) -> None:
    async with station((40, 15), prepare=empty_part) as kiosk:
        await actions_of(kiosk, "EMPTY")
        await kiosk.key("9")
        await kiosk.scan("EMPTY")
        assert kiosk.name == "Archive"
        assert kiosk.journal()[-1] == ("archive", b"EMPTY", "refused")
        await kiosk.key("1")
        assert kiosk.frame.answer.text == "Archived"


async def test_from_a_list_the_way_back_is_to_the_list(station: Callable[..., Any]) -> None:
    async with station(prepare=empty_part) as kiosk:
        await kiosk.key("f3", *"empty", "f4", "9", "escape")
        assert kiosk.name == "Search"
        assert kiosk.frame.prompt.text == "empty"


@pytest.mark.parametrize(
    ("action", "place", "args"),
    [
        (Action.EDIT, Place.PART_FORM, ("thing", None)),
        (Action.VARIANT, Place.PART_FORM, (None, "thing")),
        (Action.UNITS, Place.LOOSE_STOCK, ("thing",)),
        (Action.HISTORY, Place.HISTORY, ("thing",)),
        (Action.ARCHIVE, Place.ARCHIVE, ("thing", True)),
        (Action.RESTORE, Place.ARCHIVE, ("thing", False)),
    ],
)
def test_each_action_of_a_part_leads_to_its_place(action: Action, place: Place, args: tuple[Any, ...]) -> None:
    thing = Thing(Kind.PART, 1, "A")
    view: Any = PartView(thing, "A", "", "pcs", 0, 0, 0, None, "", 0)
    assert way(action, view) == (place, tuple(thing if arg == "thing" else arg for arg in args))


def test_the_stock_of_a_part_with_serials_is_its_units() -> None:
    thing = Thing(Kind.PART, 1, "A")
    view: Any = PartView(thing, "A", "", "pcs", 0, 0, 0, None, "", 0, tracking="serial")
    assert way(Action.UNITS, view) == (Place.SERIALS, (thing,))


def test_a_place_is_edited_in_its_own_form() -> None:
    thing = Thing(Kind.LOCATION, 1, "A")
    view = LocationView(thing, "A", "", False, 0, 0)
    assert way(Action.EDIT, view) == (Place.LOCATION_FORM, (thing, None))
    assert way(Action.INSIDE, view) == (Place.LOCATION_FORM, (None, thing))
