"""Target 6: from the start of the program to a station that can be used, beside a bare app's first text."""

from collections.abc import Sequence

from figures import Figure, alternate, compared
from floors import bare_start
from plan import Plan
from station import Station

_ITEMS = 1_000
_STARTS = 5  # a block


def figures(plan: Plan) -> Sequence[Figure]:
    store = plan.store(_ITEMS)

    def usable() -> float:
        station = Station(plan.folder, store)
        try:
            return station.usable()
        finally:
            station.close()

    count = plan.samples(_STARTS)
    bare_start(), usable()  # files into memory, code compiled
    floors, ours = alternate(
        plan.blocks, lambda: [bare_start() for _ in range(count)], lambda: [usable() for _ in range(count)]
    )
    return [compared(6, "start → store open and reader listening, shown", "ms", floors, ours, target=1.35)]
