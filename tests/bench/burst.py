"""Target 8: codes back to back through port, reader, station and journal, beside raw commits; the loop's stalls."""

import threading
import time
from collections.abc import Sequence
from statistics import median

import shop
from figures import Figure, alternate, compared
from floors import Commits
from loop_probe import read_and_reset
from plan import Plan
from station import Journal, Station

_ITEMS = 100_000
_SCANS = 2_000  # a block
_PATIENCE = 60  # s


def figures(plan: Plan) -> Sequence[Figure]:
    count = plan.samples(_SCANS)
    store, probe = plan.store(_ITEMS), plan.folder / "longest-stall"
    serials = shop.serials(_ITEMS)
    station, commits, journal = Station(plan.folder, store, probe), Commits(plan.folder), Journal(store)
    stalls: list[float] = []
    lost = doubled = 0

    def burst() -> list[float]:
        nonlocal lost, doubled
        codes = [next(serials) for _ in range(count)]
        station.terminal.watch(0.5)
        read_and_reset(probe)
        seconds, read = _through(station, journal, codes)
        stalls.append(read_and_reset(probe))
        if read != codes:
            lost += len(set(codes) - set(read))
            doubled += len(read) - len(set(read))
            if not lost and not doubled:
                raise AssertionError("the journal has the codes in another order")
        return [count / seconds]

    def raw() -> list[float]:
        return [1e6 * count / sum(commits.take(count))]

    try:
        station.usable()
        burst()
        stalls.clear()
        floors, ours = alternate(plan.blocks, raw, burst)
    finally:
        station.close()
        commits.close()
    rate = compared(
        8, f"durable scans a second, {count:,} back to back", "1/s", floors, ours, target=0.5, at_least=True
    )
    return [
        rate,
        Figure(8, "of these lost", "", (lost,), value=lost, target=0),
        Figure(8, "of these doubled", "", (doubled,), value=doubled, target=0),
        Figure(
            8, "longest stall of the loop meanwhile", "ms", (median(stalls), max(stalls)), value=max(stalls), target=50
        ),
    ]


def _through(station: Station, journal: Journal, codes: Sequence[str]) -> tuple[float, list[str]]:
    """Seconds from the first byte to the last commit, and the codes as the journal has them."""
    before = journal.last()
    feeding = threading.Thread(target=station.feed, args=(codes,), daemon=True)
    start = time.time()
    feeding.start()
    end = time.monotonic() + _PATIENCE
    while journal.last() < before + len(codes) and time.monotonic() < end:
        station.terminal.watch(0.1)
    station.terminal.watch(0.5)  # time for a doubled one to come
    rows = journal.after(before)
    return max(at for _, at in rows) / 1e6 - start, [raw.decode() for raw, _ in rows]
