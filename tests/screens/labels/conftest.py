"""Stations with printers that print nothing, so that all labels wait; and codes read off the screen."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import pytest
import zxingcpp

from kiosk.config import FilePrinter

PRINTERS = (FilePrinter(name="desk", folder="/nowhere", language="zpl"), FilePrinter(name="door", folder="/nowhere"))
_WHITE = "#ffffff"
_DARK = {  # upper left, upper right, lower left, lower right
    " ": (0, 0, 0, 0),
    "▀": (1, 1, 0, 0),
    "▄": (0, 0, 1, 1),
    "▌": (1, 0, 1, 0),
    "▐": (0, 1, 0, 1),
    "█": (1, 1, 1, 1),
}
_DOT = 4  # pixels of a quarter of a cell's width; its height is twice that


@pytest.fixture
def bench(station: Callable[..., Any]) -> Callable[..., Any]:
    """`station` with two printers, of which `desk` comes first."""
    return partial(station, printers=PRINTERS)


@pytest.fixture
def queued() -> Callable[..., list[tuple[Any, ...]]]:
    """`queued(kiosk)`: what waits, as (printer, template, label, copies) in its order."""

    def rows(kiosk: Any) -> list[tuple[Any, ...]]:
        sql = "SELECT printer, template, label, copies FROM print_job WHERE state = 'waiting' ORDER BY id"
        found: list[tuple[Any, ...]] = kiosk.rows(sql)
        return found

    return rows


def seen(rows: Sequence[str]) -> list[str]:
    """What a camera reads of cells in black on white; letters are grey to it."""
    width = max(map(len, rows), default=0)
    lines: list[list[int]] = []
    for row in rows:
        cells = [_DARK.get(cell) for cell in row.ljust(width)]
        for half in (0, 2):
            line = [
                128 if dots is None else 255 - 255 * dots[half + side]
                for dots in cells
                for side in (0, 1)
                for _ in range(_DOT)
            ]
            lines += [line] * 2 * _DOT
    return _read(lines)


def _read(lines: list[list[int]]) -> list[str]:
    if not lines:
        return []
    wide = len(lines[0]) + 40
    framed = [[255] * wide] * 20 + [[255] * 20 + line + [255] * 20 for line in lines] + [[255] * wide] * 20
    image = memoryview(bytes(pixel for line in framed for pixel in line)).cast("B", (len(framed), wide))
    return [code.text for code in zxingcpp.read_barcodes(image)]


@pytest.fixture
def camera() -> Callable[[Any], list[str]]:
    """`camera(kiosk)`: the codes that can be read off the screen."""

    def look(kiosk: Any) -> list[str]:
        return seen([row for row in map(_printed, kiosk.app.screen._compositor.render_strips()) if row])

    return look


def _printed(strip: Iterable[Any]) -> str:
    """What is painted on white in a row."""
    return "".join(
        segment.text
        for segment in strip
        if segment.style is not None
        and segment.style.bgcolor is not None
        and segment.style.bgcolor.get_truecolor().hex == _WHITE
    )


@pytest.fixture
def read_off() -> Callable[[Sequence[str]], list[str]]:
    """`read_off(rows)`: the codes in rows of cells."""
    return seen
