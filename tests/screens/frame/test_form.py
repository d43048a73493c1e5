"""The base of entry forms, over a real little flow: typed, chosen, scanned, saved, asked about before it is lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import pytest
from textual.widgets import Input

from kiosk.barcodes.reading import Found
from kiosk.barcodes.resolve import resolve
from kiosk.outcome import Option, Outcome, Tone
from kiosk.stock.thing import Kind, Thing
from kiosk.store import views
from kiosk.store.search import search
from screens.frame.form import Field, FieldKind, Form

PART = "RES-0805-10R"
SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)], ids=["40x15", "80x24", "120x40"])
STORED = {"number": PART, "name": "Resistor 10 Ω 0805 1%", "tracked": "no", "unit": "pcs", "place": ""}


@dataclass(frozen=True)
class State:
    values: Mapping[str, str] = field(default_factory=lambda: dict(STORED))
    errors: Mapping[str, str] = field(default_factory=dict)
    done: bool = False
    at: str = ""

    @property
    def changed(self) -> bool:
        return self.values != STORED


def put(db: Any, post: Any, state: State, name: str, text: str) -> tuple[State, Outcome]:
    state = replace(state, values={**state.values, name: text}, errors=dict(state.errors))
    if name == "name" and not text:
        state.errors[name] = "A name is needed. Type it."
        return state, Outcome(Tone.NO, "No name", state.errors[name])
    state.errors.pop(name, None)
    return state, Outcome(Tone.OK, "Taken over", text)


def save(db: Any, post: Any, state: State) -> tuple[State, Outcome]:
    if not state.values["place"]:
        state = replace(state, errors={"place": "A place is needed. Scan it, or find it by typing."})
        return state, Outcome(Tone.NO, "Not saved", "A place is needed.", result="refused")
    db.execute_sql("UPDATE part SET name = ? WHERE number = ?", (state.values["name"], state.values["number"]))
    row = db.execute_sql("SELECT id FROM part WHERE number = ?", (state.values["number"],)).fetchone()
    view = views.view(db, Thing(Kind.PART, row[0], ""))
    return replace(state, done=True), Outcome(Tone.OK, "Saved", state.values["name"], view, result="saved")


def scan(db: Any, post: Any, state: State, scan: Any) -> tuple[State, Outcome]:
    meaning = resolve(db, scan, post.codes)
    if isinstance(meaning, Found) and meaning.thing.kind is Kind.LOCATION:
        path = meaning.thing.label.partition(" · ")[0]
        state = replace(state, values={**state.values, "place": path}, errors={})
        return state, Outcome(Tone.OK, path, "is where it lives", result="filled", meaning=meaning)
    detail = "Save or leave this form first."
    return state, Outcome(Tone.NO, "A form is open", detail, result="refused", meaning=meaning)


def at(db: Any, post: Any, state: State, name: str) -> State:
    return replace(state, at=name)


def places(db: Any, post: Any, text: str) -> tuple[Option, ...]:
    found = search(db, text or "main", 50)
    return tuple(Option(thing.label.partition(" · ")[0], thing.label) for thing in found if thing.kind is Kind.LOCATION)


UNITS = (Option("pcs", "pieces"), Option("m", "metres"))
FIELDS = (
    Field("number", "Part number"),
    Field("name", "Name"),
    Field("tracked", "Kept by serial", FieldKind.YES_NO),
    Field("unit", "Unit", FieldKind.CHOICE, UNITS),
    Field("place", "Lives in", FieldKind.THING, find=places),
)


class PartForm(Form):
    journal_name = "test_form"

    def __init__(self, host: Any, state: State) -> None:
        super().__init__(host, "Part", state, FIELDS, SimpleNamespace(put=put, save=save, scan=scan, at=at))


async def open_form(kiosk: Any, state: State | None = None) -> None:
    await kiosk.scan(PART)
    await kiosk.app.push_screen(PartForm(kiosk.app, state or State()))
    await kiosk.settled()


async def fill_in(kiosk: Any, digit: str, text: str) -> None:
    await kiosk.key(digit)
    kiosk.frame.query_one(Input).value = text
    await kiosk.settled()
    await kiosk.key("enter")


def stored_name(kiosk: Any) -> str:
    sql = "SELECT name FROM part WHERE number = ?"
    return kiosk.store.call(lambda db: db.execute_sql(sql, (PART,)).fetchone()[0])


@SIZES
@pytest.mark.parametrize("console", [False, True], ids=["unicode", "console"])
async def test_all_fields_their_values_and_the_keys_are_on_it(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console) as kiosk:
        await open_form(kiosk)
        for number, one in enumerate(FIELDS, 1):
            assert f"{number} {one.label}" in kiosk.words
        assert "pieces" in kiosk.words
        assert "F5 save" in kiosk.lines[-2]
        await fill_in(kiosk, "2", "")
        assert "A name is needed." in kiosk.words


async def test_a_field_is_typed_saved_and_seen_on_the_screen_below(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await open_form(kiosk)
        await kiosk.key("2")
        assert kiosk.frame.prompt.text == STORED["name"], "the present value is there to be changed"
        assert any(row.startswith("▸2") for row in kiosk.lines), "the cursor is on what is typed"
        await fill_in(kiosk, "2", "Resistor, new name")
        assert kiosk.frame.state.values["name"] == "Resistor, new name"
        assert kiosk.frame.sheet.pick.name == "tracked", "the next field comes next"
        assert stored_name(kiosk) != "Resistor, new name"
        await kiosk.scan("MAIN/A/01")
        await kiosk.key("f5")
        assert kiosk.name == "QuickScan"
        assert kiosk.frame.answer.text == "Saved"
        assert "Resistor, new name" in kiosk.words
        assert stored_name(kiosk) == "Resistor, new name"


async def test_what_is_prefilled_is_replaced_by_what_is_typed(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await open_form(kiosk)
        await kiosk.key("2", *"New", "enter")
        assert kiosk.frame.state.values["name"] == "New"


async def test_a_text_that_cant_be_taken_stays_with_its_error_below(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await open_form(kiosk)
        await fill_in(kiosk, "2", "")
        assert kiosk.frame.answer.tone is Tone.NO
        assert "A name is needed." in kiosk.words
        assert kiosk.frame.sheet.pick.name == "name"
        await fill_in(kiosk, "2", "x")
        assert "A name is needed." not in kiosk.words


async def test_yes_or_no_is_flipped_and_one_of_a_few_is_chosen_by_number(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await open_form(kiosk)
        await kiosk.key("3")
        assert kiosk.frame.state.values["tracked"] == "yes"
        await kiosk.key("3")
        assert kiosk.frame.state.values["tracked"] == "no"
        await kiosk.key("4")
        assert "1 pieces" in kiosk.words
        await kiosk.key("2")
        assert kiosk.frame.state.values["unit"] == "m"
        assert "metres" in kiosk.words
        await kiosk.key("4", "escape")
        assert kiosk.frame.state.values["unit"] == "m"


async def test_a_place_is_found_by_typing(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await open_form(kiosk)
        await kiosk.key("5", *"main/a")
        assert "MAIN/A/01" in kiosk.words
        await kiosk.key("down", "enter")
        assert kiosk.frame.state.values["place"].startswith("MAIN/A/")
        assert not kiosk.frame.prompt.is_open


async def test_a_list_that_is_older_than_the_typed_text_is_not_chosen_from(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await open_form(kiosk)
        await kiosk.key("5")
        with kiosk.held():
            kiosk.frame.query_one(Input).value = "MAIN/B"
            kiosk.frame.submitted("MAIN/B")
        await kiosk.settled()
        assert kiosk.frame.state.values["place"] == "MAIN/B"


async def test_a_scan_fills_the_field_that_it_is_for(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await open_form(kiosk)
        await kiosk.key("5")
        await kiosk.scan("MAIN/A/01")
        assert kiosk.frame.state.values["place"] == "MAIN/A/01"
        assert not kiosk.frame.prompt.is_open, "the open field has been filled"
        assert kiosk.journal()[-1] == ("test_form", b"MAIN/A/01", "filled")


async def test_a_scan_that_fills_nothing_is_refused_in_words_and_nothing_typed_is_lost(
    station: Callable[..., Any],
) -> None:
    async with station((40, 15)) as kiosk:
        await open_form(kiosk)
        await fill_in(kiosk, "2", "Typed")
        await kiosk.key("1", "X", "Y")
        await kiosk.scan("RES-0805-22R")
        assert kiosk.name == "PartForm"
        assert "Save or leave this form first." in kiosk.words
        assert kiosk.frame.prompt.text == "XY"
        assert kiosk.frame.state.values["name"] == "Typed"
        assert kiosk.journal()[-1][2] == "refused"
        await kiosk.key("Z", "enter")
        assert kiosk.frame.state.values["number"] == "XYZ"


async def test_the_flow_knows_which_field_is_open(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await open_form(kiosk)
        await kiosk.key("5")
        assert kiosk.frame.state.at == "place"
        await kiosk.scan("RES-0805-22R")
        assert kiosk.frame.state.at == "place"
        await kiosk.key("escape")
        assert kiosk.frame.state.at == ""


async def test_enter_that_a_scan_overtakes_leaves_the_text_in_its_field(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await open_form(kiosk)
        await kiosk.key("2")
        kiosk.frame.query_one(Input).value = "Typed"
        with kiosk.held():
            kiosk.send("RES-0805-22R")
            kiosk.press("enter")
            await kiosk.until(lambda: bool(kiosk.passed) and kiosk.passed[-1].key == "enter")
            await kiosk.pilot.pause()  # the field tells of it by a message
        await kiosk.settled()
        assert kiosk.frame.prompt.is_open
        assert kiosk.frame.prompt.text == "Typed"


async def test_saving_takes_the_open_field_along(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await open_form(kiosk, State(values={**STORED, "place": "MAIN/A/01"}))
        await kiosk.key("2", *"Typed", "f5")
        assert kiosk.name == "QuickScan"
        assert stored_name(kiosk) == "Typed"


async def test_what_is_wrong_is_told_on_saving_with_the_cursor_on_it(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await open_form(kiosk)
        await kiosk.key("f5")
        assert kiosk.name == "PartForm"
        assert "A place is needed. Scan it" in kiosk.words
        assert kiosk.frame.sheet.pick.name == "place"


async def test_the_open_field_is_not_saved_around_when_it_is_wrong(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await open_form(kiosk, State(values={**STORED, "place": "MAIN/A/01"}))
        before = stored_name(kiosk)
        await kiosk.key("2", "delete", "f5")
        assert kiosk.name == "PartForm"
        assert stored_name(kiosk) == before


async def test_leaving_a_changed_form_asks_first(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await open_form(kiosk)
        await fill_in(kiosk, "2", "Typed")
        for stay in ("2", "escape"):
            await kiosk.key("escape")
            assert kiosk.frame.answer.tone is Tone.ASK
            assert "1 Leave without saving" in kiosk.words
            await kiosk.key(stay)
            assert kiosk.frame.state.values["name"] == "Typed"
        await kiosk.key("escape", "1")
        assert kiosk.name == "QuickScan"
        assert stored_name(kiosk) != "Typed"


async def test_an_unchanged_form_is_left_at_once(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await open_form(kiosk)
        await kiosk.key("escape")
        assert kiosk.name == "QuickScan"


async def test_esc_takes_back_what_was_typed_into_one_field_alone(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await open_form(kiosk)
        await kiosk.key("2", "X", "escape")
        assert kiosk.name == "PartForm"
        assert kiosk.frame.state.values == STORED


MENU = "KSKCMDMENU"


@pytest.mark.parametrize("field", ["2", "4", "5"], ids=["text", "choice", "thing"])
async def test_the_menu_is_gone_to_at_once_from_an_open_field_with_nothing_typed(
    station: Callable[..., Any], field: str
) -> None:
    async with station((40, 15)) as kiosk:
        await open_form(kiosk)
        await kiosk.key(field)
        await kiosk.scan(MENU)
        assert kiosk.name == "Menu"


async def test_what_is_being_typed_is_kept_when_the_menu_is_asked_for(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await open_form(kiosk)
        await kiosk.key("2", "X")
        await kiosk.scan(MENU)
        assert "Name is still open" in kiosk.words
        assert kiosk.frame.prompt.text.endswith("X")
        await kiosk.key("enter")
        assert kiosk.frame.state.values["name"].endswith("X")


async def test_from_an_open_field_of_a_changed_form_the_menu_asks_first(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await open_form(kiosk)
        await fill_in(kiosk, "2", "Typed")
        await kiosk.key("1")
        await kiosk.scan(MENU)
        assert "1 Leave without saving" in kiosk.words
        await kiosk.key("2")
        assert kiosk.frame.state.values["name"] == "Typed"


async def test_hostile_values_are_shown_and_edited_without_being_obeyed(station: Callable[..., Any]) -> None:
    hostile = "a\x1b[2J\x9b\u202e[/x]b"
    for console in (False, True):
        async with station((40, 15), console=console) as kiosk:
            await open_form(kiosk, State(values={**STORED, "name": hostile, "place": "MAIN/A/01"}))
            for keys in ((), ("2",), ("end", "c")):
                await kiosk.key(*keys)
                text = "".join(kiosk.lines)
                assert text.isprintable()
            await kiosk.key("enter")
            assert kiosk.frame.state.values["name"] == f"{hostile}c"


async def test_enter_takes_the_thing_that_the_cursor_is_on_where_one_chose_to_look_for_one(
    station: Callable[..., Any],
) -> None:
    async with station((40, 15)) as kiosk:
        await open_form(kiosk)
        await kiosk.key("5")
        await kiosk.settled()
        assert kiosk.frame.sheet.pick is not None
        first = kiosk.frame.sheet.pick.text.partition(" · ")[0]
        await kiosk.key("enter")
        assert kiosk.frame.state.values["place"] == first


async def test_enter_leaves_what_is_there_until_the_cursor_is_moved(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await open_form(kiosk, State({**STORED, "place": "MAIN/A"}))
        await kiosk.key("5")
        await kiosk.settled()
        assert kiosk.frame.sheet.pick is None
        await kiosk.key("enter")
        assert kiosk.frame.state.values["place"] == "MAIN/A"
        await kiosk.key("5")
        await kiosk.settled()
        await kiosk.key("down")
        assert kiosk.frame.sheet.pick is not None, "the first step shows the cursor"
        await kiosk.key("down", "down")
        chosen = kiosk.frame.sheet.pick.text.partition(" · ")[0]
        assert chosen != "MAIN/A"
        await kiosk.key("enter")
        assert kiosk.frame.state.values["place"] == chosen
