"""The walks of the README that take the scanner alone, at 40×15: each code is scanned as it stands there, and each
screen that is shown there is one that was painted on the way."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.store.verify import verify

README = (Path(__file__).parents[2] / "README.md").read_text()
STATUS = """SELECT i.status, COALESCE(l.path, '') FROM stock_item i LEFT JOIN location l ON l.id = i.location_id
    WHERE i.serial = ?"""


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def scanned(text: str) -> list[list[str]]:
    """The codes of each command that scans, as a shell would hand them over."""
    return [shlex.split(line) for line in re.findall(r"^    \.venv/bin/kiosk simulate (.+)$", text, flags=re.MULTILINE)]


def shown(text: str) -> list[list[str]]:
    """The rows of each screen, without its last one: that has the clock and the scanner."""
    return [
        _plain(block.splitlines()) for block in re.findall(r"^```\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    ]


def _plain(rows: list[str]) -> list[str]:
    """What the time, the day, the operator, the station and other work before it may change is left out."""
    title, answer, *rest = rows[:-1]
    plain = [title.rpartition("   ")[0], re.sub(r" {3,}.*", "", answer), *rest]
    return [re.sub(r"\d", "0", re.sub(r"· (Anna · )?(demo|bench-1)\b.*", "·", row)).rstrip() for row in plain]


async def walk(kiosk: Any, title: str) -> None:
    """Scan what the section says, line by line; every screen in it is to be seen behind one of the lines."""
    seen = []
    for codes in scanned(section(title)):
        await kiosk.scan_slowly(*codes[:1])
        await kiosk.scan(*codes[1:])
        seen.append(_plain(kiosk.shown.splitlines()))
    screens = shown(section(title))
    assert screens
    for screen in screens:
        assert screen in seen, "\n".join(screen)
    assert [code for _, code, result in kiosk.journal() if result in ("refused", "too_soon", "answer_first")] == []
    assert kiosk.store.call(verify) == ()


def stands(kiosk: Any, serial: str) -> tuple[str, str]:
    ((status, place),) = kiosk.rows(STATUS, serial)
    return status, place


@pytest.fixture
def bench(station: Callable[..., Any]) -> Any:
    return station((40, 15))


async def test_twelve_things_go_with_the_van_after_the_cellar_was_taken_back(bench: Any) -> None:
    async with bench as kiosk:
        await walk(kiosk, "Act on many things at once")
        assert kiosk.name == "Menu"
        assert stands(kiosk, "A14D2526-1971") == ("in_stock", "VAN-1")
        sql = "SELECT COUNT(*) FROM stock_item i JOIN location l ON l.id = i.location_id WHERE l.path = ?"
        assert kiosk.rows(sql, "A/03/2") == [(0,)]
        assert kiosk.rows("SELECT total FROM scan_list") == [(12,)]


async def test_a_unit_is_sold_taken_back_repaired_and_handed_back(bench: Any) -> None:
    async with bench as kiosk:
        await walk(kiosk, "Sell, take back, repair")
        assert kiosk.name == "Menu"
        assert stands(kiosk, "PF-9CD27") == ("sold", "")
        assert stands(kiosk, "BAT2600021") == ("repair_done", "")


async def test_a_shelf_is_counted_with_one_missing_and_one_stranger(bench: Any) -> None:
    async with bench as kiosk:
        await walk(kiosk, "Count a shelf")
        assert kiosk.name == "Menu"
        assert kiosk.rows("SELECT serial FROM stock_item WHERE status = 'lost'") == [("S6KBN7T287216",)]


async def test_three_pieces_and_a_unit_are_moved_without_a_list(bench: Any) -> None:
    async with bench as kiosk:
        await walk(kiosk, "Without a list, and by commands")
        assert stands(kiosk, "UPS2500043") == ("in_stock", "MAIN/COUNTER")
