"""Target 7: one more thing in a scan list, from its bytes on the port to the green light, with 10, 1,000 and 2,000 rows
in it; beside a bare app that paints a key. Each light comes after the row is on the disk.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

import shop
from figures import Blocks, Figure, alternate, compared
from floors import BareApp
from plan import Plan
from station import Station

from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.lists import listing, scanning
from kiosk.flows.lists.listing import Listing
from kiosk.stock.rules import Rules
from kiosk.stock.thing import Kind, Thing
from kiosk.store.database import Store
from kiosk.store.sql import Db, execute

_ITEMS = 100_000
_SIZES = (10, 1_000, 20, 2_000)
_SCANS = 30  # a block
_F4, _ESCAPE = b"\x1b[14~", b"\x1b"
_SETTLED = 0.4  # s: a screen that was opened has read its rows by then


def figures(plan: Plan) -> Sequence[Figure]:
    path = shop.build(plan.folder / "scan-lists.db", _ITEMS)
    serials = shop.serials(_ITEMS)
    _prepare(path, plan.blocks + 1, list(islice(serials, max(_SIZES))))
    station, bare, taken = Station(plan.folder, path), BareApp(), plan.samples(_SCANS)
    try:
        station.usable()
        for _ in _SIZES:  # warm
            _scans(station, serials, 5)
        floors, *ours = alternate(
            plan.blocks,
            lambda: _presses(bare, taken),
            *[lambda: _scans(station, serials, taken)] * len(_SIZES),
        )
    finally:
        station.close()
        bare.close()
    return [*_compared(floors, ours)]


def _compared(floors: Blocks, ours: Sequence[Blocks]) -> Iterator[Figure]:
    ten, thousand, twenty, two_thousand = ours
    yield compared(7, "one more scan in a list of 1,000 / bare key", "ms", floors, thousand, target=2)
    yield compared(7, "one more scan in a list, at 1,000 / at 10", "ms", ten, thousand, target=1.2)
    yield compared(7, "one more scan in a list, at 2,000 / at 20", "ms", twenty, two_thousand, target=1.2)


def _prepare(path: Path, rounds: int, serials: Sequence[str]) -> None:
    """The lists that are used up one after the other: the newest one stands first on the screen of lists."""
    with closing(Store(f"sqlite:///{path}")) as store:
        post = store.call(begin, "bench", "bench", "", Rules(), RunInfo("bench", "", "", "bench", os.getpid()))

        def fill(db: Db, size: int) -> None:
            state, _ = listing.begin(db, post, Listing(), "")
            for serial in serials[:size]:
                ((id,),) = execute(db, "SELECT id FROM stock_item WHERE serial = ?", serial).fetchall()
                state, _ = scanning.add(db, post, state, Thing(Kind.STOCK_ITEM, id, serial))

        for _ in range(rounds):
            for size in reversed(_SIZES):
                store.call(fill, size)


def _scans(station: Station, serials: Iterator[str], count: int) -> list[float]:
    """Milliseconds of each scan into the first list, which is opened for it and closed for good afterwards."""
    station.scan("KSKCMDLISTS", "Scan lists")
    station.terminal.watch(_SETTLED)
    _keys(station, b"1")
    samples = []
    for turn in range(count):
        serial = next(serials)
        samples.append(station.scan(serial, serial))
        station.terminal.watch(0.06 + turn * 7 % 20 / 1000)  # the paint timer is met in every phase
    _keys(station, _F4, b"0", b"1", _ESCAPE)
    return samples


def _keys(station: Station, *keys: bytes) -> None:
    for key in keys:
        station.terminal.send(key)
        station.terminal.watch(_SETTLED)


def _presses(bare: BareApp, count: int) -> list[float]:
    samples = []
    for turn in range(count):
        samples.append(bare.press())
        bare.terminal.watch(0.06 + turn * 7 % 20 / 1000)
    return samples
