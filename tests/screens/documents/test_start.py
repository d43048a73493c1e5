"""A document is begun: with whom, what is expected; then its draft comes up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.stock.document_kinds import DocKind
from screens.places import Place
from tests.screens.test_hostile import check, poison

SIZES = [((40, 15), False), ((80, 24), False), ((80, 25), True)]
PART, PHONE = "RES-0805-10R", "PHO-A14-256"


@pytest.mark.parametrize("kind", [kind for kind in DocKind if kind not in ("repair_order", "transfer", "stock_count")])
async def test_every_kind_begins_with_nothing_filled_in(station: Callable[..., Any], kind: DocKind) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.START_DOCUMENT, kind)
        assert kiosk.name == "StartDocument"
        await kiosk.key("f5")
        assert kiosk.name == "DocumentScreen"
        assert kiosk.rows("SELECT kind, state FROM document") == [(kind.value, "draft")]
        assert ("or a place" in kiosk.words) == (kind is not DocKind.ORDER), "an order takes parts alone"
        await kiosk.scan(PART)
        assert PART in kiosk.words
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


@pytest.mark.parametrize(("size", "console"), SIZES)
async def test_a_partner_is_found_by_typing_and_the_rest_typed_field_by_field(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console) as kiosk:
        await kiosk.enter(Place.START_DOCUMENT, DocKind.RECEIPT)
        await kiosk.key("1", *"New Co", "enter")
        await kiosk.type_in("DN-4711")
        await kiosk.key("f5")
        assert kiosk.name == "DocumentScreen"
        sql = "SELECT a.name, d.reference FROM document d JOIN partner a ON a.id = d.partner_id"
        assert kiosk.rows(sql) == [("New Co", "DN-4711")]


async def test_a_list_says_what_is_expected_and_what_is_wrong_with_it(
    station: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("part,quantity,serial\nNO-SUCH,3,\nRES-0805-10R,4,\nNEITHER,2,\n")
    async with station((80, 24)) as kiosk:
        await kiosk.enter(Place.START_DOCUMENT, DocKind.RECEIPT)
        await kiosk.key("4")
        await kiosk.type_in(str(path))
        assert "NO-SUCH" in kiosk.words
        assert "NEITHER" in kiosk.words
        await kiosk.key("f5")
        assert kiosk.name == "StartDocument"
        assert kiosk.rows("SELECT id FROM document") == []
        path.write_text(f"part,quantity,serial\n{PART},4,\n{PHONE},,SN-1\n{PHONE},,SN-2\n")
        await kiosk.key("4")
        await kiosk.type_in(str(path) + " ")
        await kiosk.key("f5")
        assert kiosk.name == "DocumentScreen"
        assert "0 / 4" in kiosk.words
        assert "4 missing" in kiosk.words
        assert "2 missing" in kiosk.words


async def test_all_errors_of_a_list_can_be_read_and_a_mended_one_begins_by_the_same_key(
    station: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    names = [f"NO-SUCH-PART-{at}" for at in range(30)]
    path.write_text("part,quantity\n" + "".join(f"{name},1\n" for name in names))
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.START_DOCUMENT, DocKind.RECEIPT)
        await kiosk.key("4", *str(path), "f5")
        assert "PgDn scroll" in kiosk.words
        read = ""
        while not kiosk.app.screen.sheet.at_end:
            read += kiosk.words
            await kiosk.key("pagedown")
        read += kiosk.words
        assert [name for name in names if f'"{name}"' not in read] == []
        path.write_text(f"part,quantity\n{PART},4\n")
        await kiosk.key("f5")
        assert kiosk.name == "DocumentScreen"
        assert "0 / 4" in kiosk.words


async def test_a_list_is_loaded_into_a_draft_too(
    station: Callable[..., Any], opened: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"part,quantity,serial\n{PHONE},,SN-1\n{PHONE},,SN-2\n")
    async with station((40, 15)) as kiosk:
        await opened(kiosk)
        await kiosk.scan(PART)
        await _act(kiosk, "Load a list")
        await kiosk.type_in(str(tmp_path / "none.csv"))
        assert "Nothing is loaded" in kiosk.words
        assert "none.csv" in kiosk.app.screen.prompt.text
        await kiosk.type_in(str(path))
        assert "0 / 2" in kiosk.words
        assert "unexpected" in kiosk.words
        await kiosk.scan("SN-2")
        assert "1 / 2" in kiosk.words


async def test_a_scan_never_loses_what_is_typed(station: Callable[..., Any]) -> None:
    async with station((40, 15)) as kiosk:
        await kiosk.enter(Place.START_DOCUMENT, DocKind.RECEIPT)
        await kiosk.key("2", *"DN-1")
        await kiosk.scan(PART)
        assert kiosk.name == "StartDocument"
        await kiosk.key("escape", "escape")
        assert kiosk.name in ("StartDocument", "Menu")
        assert kiosk.rows("SELECT id FROM document") == []


@pytest.mark.parametrize(("size", "console"), SIZES)
async def test_hostile_partners_are_shown_and_never_obeyed(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console, prepare=poison) as kiosk:
        await kiosk.enter(Place.START_DOCUMENT, DocKind.RECEIPT)
        await kiosk.key("1")
        check(kiosk)
        await kiosk.key("down", "enter", "f5")
        check(kiosk)
        await kiosk.key("f5")
        check(kiosk)


async def _act(kiosk: Any, name: str) -> None:
    """Choose an action by its digit."""
    await kiosk.key("f4")
    picks = [row for row in kiosk.app.screen.sheet._rows if row.pick is not None]
    await kiosk.key(next(row.key for row in picks if name in "".join(span.text for span in row.line)))
