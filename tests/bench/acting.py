"""Target 4: 100 things of a scan list moved, from what is wanted to the durable commit, beside the rows alone.

What is moved is looked at first, and the list keeps the step, all in one transaction. The floor updates the same rows
of stock and inserts the same rows into the ledger, and nothing else.
"""

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from itertools import count, cycle
from pathlib import Path

import shop
from figures import Figure, alternate, compared, percentile
from floors import connect
from plan import Plan

from kiosk.flows import acting
from kiosk.flows.acting import Done
from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.lists import doing, listing, scanning
from kiosk.flows.lists.listing import Listing
from kiosk.post import Post
from kiosk.stock.acting import Action, Target, Wanted
from kiosk.stock.rules import Rules
from kiosk.stock.thing import Kind, Thing
from kiosk.store.database import Store
from kiosk.store.sql import Db

_ITEMS = 100_000
_FEW, _SOME, _MANY = 100, 2_000, 10_000
_ACTIONS = 20  # a block
_TO, _FURTHER = (1, 2), (3, 4)  # where they are moved, in turn


def figures(plan: Plan) -> Sequence[Figure]:
    taken = plan.samples(_ACTIONS)
    source = shop.build(plan.folder / "acting.db", _ITEMS)
    with closing(sqlite3.connect(source)) as built, closing(sqlite3.connect(plan.folder / "acting-raw.db")) as copy:
        built.backup(copy)
    with closing(Acting(source)) as desk, closing(Raw(plan.folder / "acting-raw.db")) as raw:
        list = desk.list(_FEW)
        desk.act(list)
        raw.move(_FEW)
        floors, ours, many_floors, many, planned = alternate(
            plan.blocks,
            lambda: [raw.move(_FEW) for _ in range(taken)],
            lambda: [desk.act(list) for _ in range(taken)],
            lambda: [raw.move(_SOME)],
            lambda: [desk.move(_SOME)],
            lambda: [desk.plan(_MANY)],
        )
    looks = [sample for block in planned for sample in block]
    return [
        compared(4, f"act on a list of {_FEW} / raw executemany", "ms", floors, ours, target=4),
        compared(4, f"move {_SOME:,} stock items / raw executemany", "ms", many_floors, many),
        Figure(4, f"plan to move {_MANY:,} stock items", "ms", (percentile(looks, 50), max(looks))),
    ]


class Acting:
    """A station that moves stock at the store in `path`, without screens around it."""

    def __init__(self, path: Path) -> None:
        self._store = Store(f"sqlite:///{path}")
        started = RunInfo("bench", "", "", "bench", os.getpid())
        self._post: Post = self._store.call(begin, "bench", "bench", "", Rules(), started)
        self._to, self._further = (cycle(Thing(Kind.LOCATION, id, "") for id in ids) for ids in (_TO, _FURTHER))

    def list(self, things: int) -> Listing:
        """A scan list of so many stock items."""

        def write(db: Db) -> Listing:
            state, _ = listing.begin(db, self._post, Listing())
            for target in _targets(things):
                state, _ = scanning.add(db, self._post, state, target.thing)
            return state

        return self._store.call(write)

    def act(self, list: Listing) -> float:
        """Milliseconds to move all of the list."""
        wanted = Wanted(Action.MOVE, to=next(self._to))
        start = time.perf_counter_ns()
        _, outcome = self._store.call(doing.act, self._post, list, wanted)
        taken = (time.perf_counter_ns() - start) / 1e6
        if outcome.result != "done":
            raise RuntimeError(f"not moved: {outcome}")
        return taken

    def move(self, things: int) -> float:
        """Milliseconds to move so many stock items."""
        wanted, targets = Wanted(Action.MOVE, to=next(self._further)), _targets(things)
        start = time.perf_counter_ns()
        done = self._store.call(acting.do, self._post, wanted, targets)
        taken = (time.perf_counter_ns() - start) / 1e6
        if not isinstance(done, Done):
            raise RuntimeError(f"not moved: {done}")
        return taken

    def plan(self, things: int) -> float:
        """Milliseconds to say what would become of so many."""
        wanted, targets = Wanted(Action.MOVE, to=Thing(Kind.LOCATION, 5, "")), _targets(things)
        start = time.perf_counter_ns()
        self._store.look(acting.plan, self._post, wanted, targets)
        return (time.perf_counter_ns() - start) / 1e6

    def close(self) -> None:
        self._store.close()


def _targets(things: int) -> Sequence[Target]:
    return [Target(Thing(Kind.STOCK_ITEM, id, "")) for id in _items(things)]


def _items(things: int) -> range:
    """So many stock items all over the table: nine of ten are units."""
    return range(9, 9 * things + 1, 9)


class Raw:
    """The same rows in a store of the same kind, written by themselves."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = connect(path)
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._ids = count(self._connection.execute("SELECT MAX(id) + 1 FROM movement").fetchone()[0])
        self._places = cycle((*_TO, *_FURTHER))

    def move(self, things: int) -> float:
        """Milliseconds to move so many stock items in one durable transaction."""
        place = next(self._places)
        sql = f"SELECT id, location_id, quantity FROM stock_item WHERE id IN ({','.join(map(str, _items(things)))})"
        found = self._connection.execute(sql).fetchall()
        items = [(place, id) for id, _, _ in found]
        moves = [
            (new, f"{new:032x}", new, id, before, place, quantity, quantity)
            for (id, before, quantity), new in zip(found, self._ids, strict=False)
        ]
        start = time.perf_counter_ns()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("UPDATE stock_item SET location_id = ?, version = version + 1 WHERE id = ?", items)
        self._connection.executemany(
            "INSERT INTO movement (id, uid, station_id, seq, operation_id, item_id, from_id, to_id, quantity_before,"
            " quantity_after, status_before, status_after, note) VALUES (?, ?, 1, ?, 1, ?, ?, ?, ?, ?, 'in_stock',"
            " 'in_stock', '')",
            moves,
        )
        self._connection.execute("COMMIT")
        return (time.perf_counter_ns() - start) / 1e6

    def close(self) -> None:
        self._connection.close()
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(f"{self._path}{suffix}").unlink()
