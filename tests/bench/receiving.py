"""Target 3: 1,000 and 10,000 serials received, from the typed pattern to the durable commit, beside the rows alone.

What comes in is written in one transaction: a draft, its serials, each compared with 100,000 items, stock items and
ledger. The floor writes the same rows of stock and ledger into the same tables, and nothing else.
"""

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from decimal import Decimal
from itertools import count
from pathlib import Path

import shop
from figures import Figure, alternate, compared, percentile
from floors import connect
from plan import Plan

from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.documents import headless
from kiosk.flows.documents.headless import Wanted
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.rules import Rules
from kiosk.store import document_lines, documents, draft_serials, parts
from kiosk.store.database import Store
from kiosk.store.parts import NewPart
from kiosk.store.sql import Db

_ITEMS = 100_000
_SOME, _MANY = 1_000, 10_000
_RECEIPTS = 5  # a block
_PART = "RECEIVED"
_TABLES = ("stock_item", "movement")


def figures(plan: Plan) -> Sequence[Figure]:
    taken = plan.samples(_RECEIPTS)
    source = shop.build(plan.folder / "receiving.db", _ITEMS)
    with closing(Receiving(source)) as desk, closing(Raw(desk, plan.folder / "receiving-raw.db")) as raw:
        desk.receive(_SOME)
        raw.write(_SOME)
        floors, some, many = alternate(
            plan.blocks,
            lambda: [raw.write(_SOME) for _ in range(taken)],
            lambda: [desk.receive(_SOME) for _ in range(taken)],
            lambda: [desk.receive(_MANY)],
        )
    pairs = [percentile(ten, 50) / percentile(one, 50) for one, ten in zip(some, many, strict=True)]
    return [
        compared(3, f"receive {_SOME:,} serials / raw executemany", "ms", floors, some, target=4),
        Figure(
            3,
            f"receive {_MANY:,} serials / {_SOME:,}",
            "ms",
            (percentile([ten for block in many for ten in block], 50),),
            (percentile([one for block in some for one in block], 50),),
            sorted(pairs)[len(pairs) // 2],
            (min(pairs), max(pairs)),
            11,
        ),
    ]


class Receiving:
    """A station that receives at the store in `path`, without screens around it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._store = Store(f"sqlite:///{path}")
        started = RunInfo("bench", "", "", "bench", os.getpid())
        self._post = self._store.call(begin, "bench", "bench", "", Rules(), started)
        self._store.call(parts.add, NewPart(number=_PART, name="Received", tracking="serial"))
        self._numbers = count(1)

    def receive(self, quantity: int) -> float:
        """Milliseconds until so many new serials are in stock and on the disk."""
        pattern = f"RX-{next(self._numbers)}-00001+"
        wanted = Wanted(part=_PART, quantity=Decimal(quantity), pattern=pattern, location="A00001")
        start = time.perf_counter_ns()
        self._store.call(headless.receive, self._post, wanted)
        return (time.perf_counter_ns() - start) / 1e6

    def draft(self, serials: int) -> str:
        """A parked receipt with so many serials on its one line; answers its number."""

        def write(db: Db) -> str:
            part = parts.find(db, _PART)
            assert part is not None
            document = documents.create(db, self._post, DocKind.RECEIPT)
            values = {"serials": serials, "quantity": serials * shop.PIECE}
            line = document_lines.add(db, document, part, values)
            new = [draft_serials.New(line, f"D{document}-{number:05d}", part) for number in range(serials)]
            draft_serials.add(db, document, new, None)
            documents.release(db, self._post, document)
            head = documents.get(db, document)
            assert head is not None
            return head.number

        return self._store.call(write)

    def close(self) -> None:
        self._store.close()


class Raw:
    """The rows of a receipt once more, into tables of the same kind with as much in them."""

    def __init__(self, desk: Receiving, path: Path) -> None:
        desk.receive(1_000)
        with closing(sqlite3.connect(desk.path)) as source, closing(sqlite3.connect(path)) as target:
            source.backup(target)
        self._path = path
        self._connection = connect(path)
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._rows = {table: self._last(table) for table in _TABLES}
        self._round = count(1)

    def _last(self, table: str) -> list[list[object]]:
        rows = self._connection.execute(f"SELECT * FROM {table} ORDER BY id DESC LIMIT 1000")
        self._names = getattr(self, "_names", {}) | {table: [column[0] for column in rows.description]}
        return [list(row) for row in rows.fetchall()]

    def write(self, quantity: int) -> float:
        """Milliseconds to write so many rows into each table, in one durable transaction."""
        round_ = next(self._round)
        shift = round_ * 1_000_000
        tables = []
        for table in _TABLES:
            names = self._names[table]
            rows = [self._new(dict(zip(names, row, strict=True)), shift, round_) for row in self._rows[table]]
            tables.append((f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})", rows[:quantity]))
        start = time.perf_counter_ns()
        self._connection.execute("BEGIN IMMEDIATE")
        for sql, rows in tables:
            self._connection.executemany(sql, rows)
        self._connection.execute("COMMIT")
        return (time.perf_counter_ns() - start) / 1e6

    @staticmethod
    def _new(row: dict[str, object], shift: int, round_: int) -> list[object]:
        """The same row as another one: what must be unique is moved on."""
        for name in ("id", "seq", "item_id"):
            if isinstance(row.get(name), int):
                row[name] = int(str(row[name])) + shift
        row["uid"] = f"{round_:08x}{str(row['uid'])[8:]}"
        if "serial" in row:
            row["serial"] = f"{row['serial']}-{round_}"
        return list(row.values())

    def close(self) -> None:
        self._connection.close()
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(f"{self._path}{suffix}").unlink()
