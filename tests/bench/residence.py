"""Target 9: memory of station and reader together, beside a bare app; what the idle station costs."""

import time
from collections.abc import Sequence

import machine
import shop
from figures import Figure, alternate, compared
from floors import BareApp
from plan import Plan
from station import Station

_ITEMS = 100_000
_SCANS = 200  # first, so that what it keeps is counted
_IDLE = 10  # s


def figures(plan: Plan) -> Sequence[Figure]:
    # Both run while either is counted: pages of the interpreter that they share are halved for both alike.
    station, bare = Station(plan.folder, plan.store(_ITEMS)), BareApp()
    try:
        station.usable()
        for serial, _ in zip(shop.serials(_ITEMS), range(_SCANS), strict=False):
            station.scan(serial, serial)
            bare.show(serial)
        station.terminal.watch(1)
        bare.terminal.watch(1)
        ours, floor = station.terminal.process.pid, bare.terminal.process.pid
        pss = alternate(plan.blocks, lambda: [_size(floor)[0]], lambda: [_size(ours)[0]])
        rss = alternate(plan.blocks, lambda: [_size(floor)[1]], lambda: [_size(ours)[1]])
        idle = _idle(station, ours), _idle(bare, floor)
    finally:
        station.close()
        bare.close()
    return [
        compared(9, f"memory (PSS), station and reader, {_ITEMS:,} items", "MB", *pss, target=2),
        compared(9, "memory (RSS: shared pages counted in each)", "MB", *rss),
        Figure(9, f"idle processor time over {_IDLE} s", "%", idle[:1], idle[1:], value=idle[0], target=1),
    ]


def _size(pid: int) -> tuple[float, float]:
    sizes = [machine.memory(member) for member in machine.family(pid)]
    return sum(pss for pss, _ in sizes), sum(rss for _, rss in sizes)


def _idle(program: Station | BareApp, pid: int) -> float:
    """Percent of one core that the program and its children take while nobody does anything."""
    members = machine.family(pid)
    before, start = sum(map(machine.cpu, members)), time.perf_counter_ns()
    program.terminal.watch(_IDLE)
    return 100 * (sum(map(machine.cpu, members)) - before) / (time.perf_counter_ns() - start)
