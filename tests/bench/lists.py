"""Lists at 10,000 parts, 100,000 units and 1,000,000 scans: open, one page on, the end, each until its rows are
painted; the loop's stalls meanwhile. The guard against scanners that type holds the digit which opens a list back for
30 ms.

A list is named by how it is opened and what stands in its rows, so that another one is one line in `LISTS`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

import shop
from figures import Figure, percentile
from loop_probe import read_and_reset
from plan import Plan
from station import Station

_ITEMS, _PARTS, _SCANS = 100_000, 10_000, 1_000_000
_COUNTED = 10_000  # rows of the journal that are looked for at once: the end of the list until it is scrolled to
_PAGES = 20  # a block
_SETTLED = 0.3  # s: rows beyond the visible ones are on their way after each move
_FRAMES = 33.0  # ms: two frames of the screen

_HOME, _END, _PAGE_DOWN, _ESCAPE = b"\x1b[H", b"\x1b[F", b"\x1b[6~", b"\x1b"

_MORE = b"9", "Low stock"


def _unit(index: int) -> str:
    """The serial of the unit at this place among all of them, counted from 0: nine of ten items are units."""
    return shop.serial(index // 9 * 10 + index % 9 + 1)


@dataclass(frozen=True, slots=True)
class List:
    """A task: its key on the menu or on the page of it, how many rows are visible on 80×24, and a text of one of them.

    `page` is the key of the menu's page and a text of that; None where the task is on the menu itself.
    """

    name: str
    page: tuple[bytes, str] | None
    key: bytes
    visible: int
    row: Callable[[int], str]
    last: str  # a text of the last row


LISTS = (
    List("Search, 10,000 parts", None, b"\x1bOR", 18, lambda index: shop.part_number(index + 1), "A00200"),
    List("Serials, 90,000 units", _MORE, b"2", 14, _unit, _unit(89_999)),
    List(
        "History, 1,000,000 scans",
        _MORE,
        b"4",
        19,
        lambda index: shop.scanned(_SCANS - index),
        shop.scanned(_SCANS - _COUNTED + 1),
    ),
)


def figures(plan: Plan) -> Sequence[Figure]:
    probe = plan.folder / "longest-stall"
    station = Station(plan.folder, shop.scan(shop.build(plan.folder / "lists.db", _ITEMS, _PARTS), _SCANS), probe)
    try:
        station.usable()
        return [figure for one in LISTS for figure in _of(one, station, plan, lambda: read_and_reset(probe))]
    finally:
        station.close()


def _of(one: List, station: Station, plan: Plan, stall: Callable[[], float]) -> list[Figure]:
    opened: list[float] = []
    paged: list[float] = []
    ended: list[float] = []
    station.terminal.watch(_SETTLED)
    back = "Leave Kiosk"
    if one.page is not None:
        _hit(station, *one.page)
        back = one.page[1]
    stall()
    for _ in range(plan.blocks):
        opened.append(_hit(station, one.key, one.row(0), one.row(one.visible - 1)))
        for page in range(1, plan.samples(_PAGES) + 1):
            paged.append(_hit(station, _PAGE_DOWN, one.row(page * (one.visible - 1) + one.visible - 1)))
        ended.append(_hit(station, _END, one.last))
        _hit(station, _HOME, one.row(0))
        _hit(station, _ESCAPE, back)
    longest = stall()
    if one.page is not None:
        _hit(station, _ESCAPE, "Leave Kiosk")
    return [
        _figure(f"{one.name}: open → painted", opened),
        _figure(f"{one.name}: PgDn → painted", paged),
        _figure(f"{one.name}: End → painted", ended),
        Figure(10, f"{one.name}: longest stall of the loop", "ms", (longest,), value=longest, target=_FRAMES),
    ]


def _hit(station: Station, keys: bytes, *shown: str) -> float:
    """Milliseconds from the keys to all of these texts on the screen."""
    start = station.terminal.send(keys)
    milliseconds = (station.terminal.until(*shown) - start) / 1e6
    station.terminal.watch(_SETTLED)
    return milliseconds


def _figure(what: str, samples: Sequence[float]) -> Figure:
    return Figure(10, what, "ms", (median(samples), percentile(samples, 99)))
