"""The walks of the README at 40×15: each code is scanned as it stands there, with the keys that are named beside it,
and each screen that is shown there is one that was painted on the way."""

import re
import shlex
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from drivers.framing import finish
from kiosk.cli.simulate import unescaped
from kiosk.config import SerialConfig
from kiosk.store.verify import verify

README = (Path(__file__).parents[2] / "README.md").read_text()
STATUS = """SELECT i.status, COALESCE(l.path, '') FROM stock_item i LEFT JOIN location l ON l.id = i.location_id
    WHERE i.serial = ?"""


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def scanned(text: str) -> list[list[bytes]]:
    """The codes of each command that scans, as a shell would hand them over, and as a scanner would: in bytes, without
    the symbology identifier."""
    lines = re.findall(r"^    \.venv/bin/kiosk simulate (.+)$", text, flags=re.MULTILINE)
    return [[finish(unescaped(code), SerialConfig())[0].raw for code in shlex.split(line)] for line in lines]


def shown(text: str) -> list[list[str]]:
    """The rows of each screen, without its last one: that has the clock and the scanner."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    return [_plain(block.splitlines()) for language, block in blocks if not language]


def _plain(rows: list[str]) -> list[str]:
    """What the time, the day, the operator, the station and other work before it may change is left out."""
    title, answer, *rest = rows[:-1]
    plain = [title.rpartition("   ")[0], re.sub(r" {3,}.*", "", answer), *rest]
    return [re.sub(r"\d", "0", re.sub(r"· (Anna · )?(demo|bench-1)\b.*", "·", row)).rstrip() for row in plain]


async def walk(
    kiosk: Any, title: str, keys: Mapping[int, Sequence[str]] | None = None, refused: Collection[bytes] = ()
) -> None:
    """Scan what the section says, line by line; every screen in it is to be seen behind one of the lines, or behind one
    of the keys that are pressed after the line of that number. All but `refused` is taken."""
    seen = []
    for number, codes in enumerate(scanned(section(title)), 1):
        await kiosk.scan_slowly(*codes[:1])
        await kiosk.scan(*codes[1:])
        seen.append(_plain(kiosk.shown.splitlines()))
        for key in (keys or {}).get(number, ()):
            await kiosk.key(key)
            seen.append(_plain(kiosk.shown.splitlines()))
    screens = shown(section(title))
    assert screens
    for screen in screens:
        assert screen in seen, "\n".join(screen)
    answers = ("refused", "too_soon", "answer_first")
    assert [code for _, code, result in kiosk.journal() if result in answers and code not in refused] == []
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


async def test_a_bag_and_a_carton_come_in_and_a_misread_one_is_explained(bench: Any) -> None:
    async with bench as kiosk:
        keys = {3: ["f4", "9"], 8: ["f9", "escape"]}
        await walk(kiosk, "What a code says", keys, refused=scanned(section("What a code says"))[7])
        assert kiosk.rows("SELECT batch, expiry FROM stock_item WHERE serial = 'BAT2600099'") == [
            ("22611", "2029-05-31")
        ]
        sql = "SELECT sku, manufacturer_number FROM supplier_part WHERE sku = '497-6063-ND'"
        assert kiosk.rows(sql) == [("497-6063-ND", "STM32F103C8T6")]
        sql = "SELECT SUM(e.quantity) / 1000000 FROM document_line e JOIN part p ON p.id = e.part_id WHERE p.number = ?"
        assert kiosk.rows(sql, "IC-STM32F103") == [(35,)]


async def test_labels_of_two_places_and_a_unit_are_asked_for(bench: Any) -> None:
    async with bench as kiosk:
        await walk(kiosk, "Print labels")
        assert kiosk.name == "Labels"
