"""An open store and a post at it, as a station has them, without a station around it: flows are timed here."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from kiosk.barcodes.plugins import Read
from kiosk.barcodes.resolve import resolve
from kiosk.flows import intake, lookup
from kiosk.flows.begin import RunInfo, begin
from kiosk.plugins import Plugin
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.rules import Rules
from kiosk.store.database import Store
from kiosk.store.sql import Db

AMOUNTS = "21.....{NNDDD} 2112345015002=1.5"  # as `shop.weighed` writes them


class Desk:
    """Quick scan at the store in `path`."""

    def __init__(self, path: Path) -> None:
        self._store = Store(f"sqlite:///{path}")
        started = RunInfo("bench", "", "", "bench", os.getpid())
        rules = Rules(code_amounts=AMOUNTS)
        self._post = self._store.call(begin, "bench", "bench", "", rules, started)

    def look_up(self, codes: Sequence[str]) -> list[float]:
        """Microseconds of each lookup in the flow, all within one transaction on the store's thread; no journal."""
        return self._store.call(_look_up, self._post, codes)

    def resolve(self, codes: Sequence[str], read: Read | None = None) -> list[float]:
        """Microseconds of finding out what each code means, without showing it; `read` is a plugin to be asked."""
        plugins = () if read is None else (Plugin("bench", lambda: read),)
        return self._store.call(_resolve, self._post, codes, plugins)

    def accept(self, codes: Sequence[str]) -> list[float]:
        """Microseconds of each accepted scan: from the call of the store to the answer after the durable commit."""
        before, samples = (intake.Recent(), lookup.LookupState()), []
        for number, code in enumerate(codes):
            scan = _scan(code, number)
            start = time.perf_counter_ns()
            before, _ = self._store.call(intake.take, self._post, "quick_scan", lookup.scan, before, (scan,))
            samples.append((time.perf_counter_ns() - start) / 1e3)
        return samples

    def close(self) -> None:
        self._store.close()


def _resolve(db: Db, post: Post, codes: Sequence[str], plugins: Sequence[Plugin[Read]]) -> list[float]:
    samples = []
    for number, code in enumerate(codes):
        scan = _scan(code, number)
        start = time.perf_counter_ns()
        resolve(db, scan, post.codes, plugins)
        samples.append((time.perf_counter_ns() - start) / 1e3)
    return samples


def _look_up(db: Db, post: Post, codes: Sequence[str]) -> list[float]:
    state, samples = lookup.LookupState(), []
    for number, code in enumerate(codes):
        scan = _scan(code, number)
        start = time.perf_counter_ns()
        state, _ = lookup.scan(db, post, state, scan)
        samples.append((time.perf_counter_ns() - start) / 1e3)
    return samples


def _scan(code: str, number: int) -> Scan:
    return Scan(code.encode(), "bench", number + 1, time.time_ns() // 1000, time.monotonic_ns())
