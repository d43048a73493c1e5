"""Target 1: from a scan's bytes on the port to its answer on the screen, beside a bare app fed by a pipe."""

from collections.abc import Callable, Sequence

import shop
from figures import Figure, alternate, compared
from floors import BareApp
from plan import Plan
from station import Station

_ITEMS = 100_000
_SCANS = 100  # a block


def figures(plan: Plan) -> Sequence[Figure]:
    count = plan.samples(_SCANS)
    serials = iter(shop.serials(_ITEMS))
    station, bare = Station(plan.folder, plan.store(_ITEMS)), BareApp()
    try:
        station.usable()

        def scan() -> float:
            serial = next(serials)
            return station.scan(serial, serial)

        def show() -> float:
            return bare.show(next(serials))

        _paced(station.terminal.watch, scan, 20)
        _paced(bare.terminal.watch, show, 20)
        floors, ours = alternate(
            plan.blocks,
            lambda: _paced(bare.terminal.watch, show, count),
            lambda: _paced(station.terminal.watch, scan, count),
        )
    finally:
        station.close()
        bare.close()
    what = "scan's bytes → answer painted"
    return [
        compared(1, f"{what}, {_ITEMS:,} items", "ms", floors, ours, target=1.6),
        compared(1, f"{what}, 99th percentile", "ms", floors, ours, percent=99, target=2.5),
    ]


def _paced(watch: Callable[[float], str], sample: Callable[[], float], count: int) -> list[float]:
    """Samples with pauses of 60 to 80 ms, so that they meet the paint timer (60 a second) in every phase.

    Shorter ones would meet the last answer's details on their way to the screen; how scans that come faster are
    served is for the burst to say.
    """
    watch(0.2)
    samples = []
    for number in range(count):
        samples.append(sample())
        watch(0.06 + number * 7 % 20 / 1000)
    return samples
