"""Target 7: one more serial of a draft, from its bytes on the port to the green light, with 5 in it and with 5,000.

On the document's own screen and in the collector of serials; each light comes after the serial is on the disk.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import count

import shop
from figures import Figure, alternate, compared
from plan import Plan
from receiving import Receiving
from station import Station

_ITEMS = 100_000
_FEW, _MANY = 5, 5_000
_SCANS = 30  # a block
_ENTER, _ESCAPE = b"\r", b"\x1b"
_SETTLED = 0.4  # s: a screen that was opened has read its rows by then


def figures(plan: Plan) -> Sequence[Figure]:
    path = shop.build(plan.folder / "scanning.db", _ITEMS)
    with closing(Receiving(path)) as desk:
        few = iter([desk.draft(_FEW) for _ in range(2 * plan.blocks + 2)])
        many = desk.draft(_MANY)
    station, serials = Station(plan.folder, path), (f"SCAN{number:06d}" for number in count(1))
    taken = plan.samples(_SCANS)
    try:
        station.usable()
        return [
            figure
            for collector, where in ((False, "on the document"), (True, "in the collector"))
            for figure in _of(station, plan, taken, few, many, serials, where, collector=collector)
        ]
    finally:
        station.close()


def _of(
    station: Station,
    plan: Plan,
    taken: int,
    few: Iterator[str],
    many: str,
    serials: Iterator[str],
    where: str,
    *,
    collector: bool,
) -> Iterator[Figure]:
    _scans(station, next(few), serials, taken, collector=collector)
    at_few, at_many = alternate(
        plan.blocks,
        lambda: _scans(station, next(few), serials, taken, collector=collector),
        lambda: _scans(station, many, serials, taken, collector=collector),
    )
    yield compared(7, f"one more serial {where}, at {_MANY:,} / at {_FEW}", "ms", at_few, at_many, target=1.2)


def _scans(station: Station, number: str, serials: Iterator[str], taken: int, *, collector: bool) -> list[float]:
    """Milliseconds of each scan into this draft, which is opened for it and parked afterwards."""
    station.scan(number, "1 line")
    station.terminal.watch(_SETTLED)
    if collector:
        station.terminal.send(_ENTER)
        station.terminal.watch(_SETTLED)
    samples = []
    for turn in range(taken):
        serial = next(serials)
        samples.append(station.scan(serial, serial))
        station.terminal.watch(0.06 + turn * 7 % 20 / 1000)  # the paint timer is met in every phase
    for _ in range(1 + collector):
        station.terminal.send(_ESCAPE)
        station.terminal.watch(_SETTLED)
    return samples
