"""The pick list: found by a part of the serial, taken by digit, Enter or scan, with n of m in sight."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.outcome import Tone
from kiosk.stock.document_kinds import DocKind
from kiosk.store import document_lines, documents
from screens.places import Place

SIZES = pytest.mark.parametrize("size", [(40, 15), (80, 24)], ids=["40x15", "80x24"])
UNITS = "DIS-A14-BK"


def _issue(db: Any, post: Any, wanted: int, kind: DocKind) -> tuple[int, int]:
    (part,) = db.execute_sql(f"SELECT id FROM part WHERE number = '{UNITS}'").fetchone()
    id = documents.create(db, post, kind)
    return id, document_lines.add(db, id, part, {"quantity": wanted * 1_000_000, "said": 1})


async def pick_for(kiosk: Any, wanted: int, kind: DocKind = DocKind.ISSUE) -> int:
    id, line = kiosk.store.call(_issue, kiosk.post, wanted, kind)
    await kiosk.enter(Place.PICK, id, line)
    assert kiosk.name == "Pick"
    return int(id)


def got(kiosk: Any, document: int) -> set[str]:
    sql = "SELECT serial FROM draft_serial WHERE document_id = ? AND state = 'got'"
    return {str(serial) for (serial,) in kiosk.rows(sql, document)}


@SIZES
async def test_a_digit_or_enter_takes_one_and_the_list_stays(
    station: Callable[..., Any], received: Callable[..., int], size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        received(kiosk, *(f"U-{number:02}" for number in range(30)))
        id = await pick_for(kiosk, 3)
        await kiosk.key("f3", *"u-")
        await kiosk.key("enter", "1")
        assert kiosk.name == "Pick"
        assert got(kiosk, id) == {"U-00"}
        assert "1 / 3" in kiosk.words
        await kiosk.key("3")
        assert got(kiosk, id) == {"U-00", "U-02"}, "the numbers stay what they are"
        await kiosk.key("home", "down", "enter")
        assert got(kiosk, id) == {"U-00", "U-01", "U-02"}
        assert "3 / 3" in kiosk.words
        await kiosk.key("1")
        assert kiosk.frame.answer.tone is Tone.AGAIN
        await kiosk.key("home", "f4")
        assert got(kiosk, id) == {"U-01", "U-02"}
        await kiosk.key("escape")
        assert kiosk.name == "Menu"


async def test_a_typed_piece_of_the_serial_narrows_it_at_once_and_esc_shows_all_again(
    station: Callable[..., Any], received: Callable[..., int]
) -> None:
    async with station() as kiosk:
        received(kiosk, *(f"U-{number:02}" for number in range(30)))
        await pick_for(kiosk, 3)
        total = kiosk.frame.listing.total
        await kiosk.key("f3", *"U-07")
        assert kiosk.frame.listing.total == 1
        await kiosk.key("x")
        assert "No unit has U-07x in its serial" in kiosk.words
        await kiosk.key("escape")
        assert kiosk.frame.listing.total == total
        assert kiosk.name == "Pick"


async def test_a_scanned_unit_is_taken_too_and_one_that_is_out_refused_with_where_it_is(
    station: Callable[..., Any], received: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        received(kiosk, "U-1", "U-2")
        kiosk.store.call(lambda db: db.execute_sql("UPDATE stock_item SET status = 'defective' WHERE serial = 'U-2'"))
        id = await pick_for(kiosk, 2)
        await kiosk.scan("U-1")
        assert got(kiosk, id) == {"U-1"}
        await kiosk.scan("U-2")
        assert kiosk.frame.answer.tone is Tone.NO
        assert "efective" in kiosk.words
        assert got(kiosk, id) == {"U-1"}
        assert [screen for screen, _, _ in kiosk.journal()] == ["pick", "pick"]


async def test_a_unit_of_another_draft_says_which_and_is_refused(
    station: Callable[..., Any], received: Callable[..., int]
) -> None:
    async with station() as kiosk:
        received(kiosk, "U-1")
        first = await pick_for(kiosk, 1)
        await kiosk.scan("U-1")
        await kiosk.key("escape")
        second = await pick_for(kiosk, 1)
        await kiosk.key("f3", *"U-1", "enter")
        assert "in GI-1-1" in kiosk.words
        await kiosk.key("1")
        assert kiosk.frame.answer.tone is Tone.NO
        assert (got(kiosk, first), got(kiosk, second)) == ({"U-1"}, set())


async def test_a_step_is_taken_back_by_the_key_for_it(
    station: Callable[..., Any], received: Callable[..., int]
) -> None:
    async with station() as kiosk:
        received(kiosk, "U-1")
        id = await pick_for(kiosk, 1)
        await kiosk.scan("U-1")
        await kiosk.key("f7", "1")
        assert got(kiosk, id) == set()


async def test_a_line_that_is_gone_closes_it(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        id, line = kiosk.store.call(_issue, kiosk.post, 1, DocKind.ISSUE)
        kiosk.store.call(document_lines.change, line, {"removed": 1})
        await kiosk.enter(Place.PICK, id, line)
        assert kiosk.name == "Menu"


async def test_from_the_collector_of_an_issue_it_is_one_key_away(
    station: Callable[..., Any], received: Callable[..., int]
) -> None:
    async with station((40, 15)) as kiosk:
        received(kiosk, "U-1")
        id, line = kiosk.store.call(_issue, kiosk.post, 2, DocKind.ISSUE)
        await kiosk.enter(Place.SERIALS_OF_LINE, id, line)
        await kiosk.key("f3")
        assert kiosk.name == "Pick"
        await kiosk.scan("U-1")
        await kiosk.key("escape")
        assert kiosk.name == "SerialCollector"
        assert "1 / 2" in kiosk.words
