"""Files in and out by the real commands: 100,000 rows of stock imported into an empty store, again, and exported.

Beside the whole time counts how long other stations are kept from writing, seen from a connection of its own, and
the memory: what more rows take more of would not be constant.
"""

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from figures import Figure, compared
from plan import Plan

_ROWS, _FEW = 100_000, 30_000
_PARTS, _PLACES = 1_000, 200
_EVERY = 0.002  # s: how often it is tried to write meanwhile
_TABLES = ("stock_item", "movement")


@dataclass(frozen=True, slots=True)
class Ran:
    """A command: seconds it took, seconds for which it kept others from writing, its memory at most in MB."""

    seconds: float
    locked: float
    memory: float


def figures(plan: Plan) -> Sequence[Figure]:
    blocks = 1 if plan.quick else 3
    file, few = (_file(plan.folder, rows) for rows in (_ROWS, _FEW))
    first, again, out, little, floors = [], [], [], [], []
    for block in range(blocks):
        little.append(_Desk(plan.folder / f"few{block}").run("import", "stock", str(few)))
        desk = _Desk(plan.folder / f"all{block}")
        first.append(desk.run("import", "stock", str(file)))
        again.append(desk.run("import", "stock", str(file)))
        out.append(desk.run("export", "stock", str(plan.folder / f"stock{block}.csv")))
        floors.append([_raw(desk.store, plan.folder / f"raw{block}.db")])
    what = f"import of {_ROWS:,} rows of stock"
    memory = max(ran.memory for ran in first) / max(ran.memory for ran in little)
    return [
        _seconds(what, [ran.seconds for ran in first], target=60),
        compared(11, "its transaction / raw executemany", "s", floors, [[ran.locked] for ran in first], target=2),
        _seconds("the same file again", [ran.seconds for ran in again], target=60),
        _seconds(f"export of {_ROWS:,} rows", [ran.seconds for ran in out], target=60),
        Figure(
            11,
            f"memory (RSS) of an import, {_ROWS:,} rows / {_FEW:,}",
            "MB",
            (max(ran.memory for ran in first),),
            (max(ran.memory for ran in little),),
            value=memory,
            target=1.2,
        ),
    ]


def _seconds(what: str, taken: Sequence[float], target: float) -> Figure:
    middle = sorted(taken)[len(taken) // 2]
    return Figure(11, what, "s", (middle,), value=middle, spread=(min(taken), max(taken)), target=target)


class _Desk:
    """An empty store with parts and places, and commands that work on it, in folders of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.store = folder / "kiosk" / "kiosk.db"
        self._env = os.environ | {f"XDG_{kind}_HOME": str(folder) for kind in ("CONFIG", "DATA", "STATE")}
        self.run("db", "upgrade")
        for kind, lines in (("locations", _places()), ("parts", _parts())):
            file = folder / f"{kind}.csv"
            file.write_text("".join(lines))
            self.run("import", kind, str(file))

    def run(self, *arguments: str) -> Ran:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kiosk", *arguments], env=self._env, stdout=subprocess.DEVNULL
        )
        locked = self._locked(process)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"kiosk {' '.join(arguments)} ended with {process.returncode}")
        return Ran(time.perf_counter() - start, locked, usage.ru_maxrss / 1024)

    def _locked(self, process: "subprocess.Popen[bytes]") -> float:
        """The longest time for which nobody else could write while the process ran, in seconds."""
        longest = 0.0
        since: float | None = None
        while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            now = time.perf_counter()
            if self._writable():
                since = None
            else:
                since = now if since is None else since
                longest = max(longest, now - since)
            time.sleep(_EVERY)
        return longest

    def _writable(self) -> bool:
        if not self.store.exists():
            return True
        with closing(sqlite3.connect(self.store, isolation_level=None, timeout=0)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("ROLLBACK")
            except sqlite3.OperationalError:
                return False
            return True


def _raw(source: Path, path: Path) -> float:
    """Seconds that it takes to write the same rows of stock and ledger plainly, in one durable transaction."""
    with closing(sqlite3.connect(source)) as store, closing(sqlite3.connect(path, isolation_level=None)) as raw:
        store.backup(raw)
        raw.execute("PRAGMA journal_mode = WAL")
        for (trigger,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {trigger}")
        for table in reversed(_TABLES):
            raw.execute(f"DELETE FROM {table}")
        raw.execute("VACUUM")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA synchronous = FULL")
        start = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        for table in _TABLES:
            rows = store.execute(f"SELECT * FROM {table} ORDER BY id")
            marks = ", ".join("?" * len(rows.description))
            while some := rows.fetchmany(1000):
                raw.executemany(f"INSERT INTO {table} VALUES ({marks})", some)
        raw.execute("COMMIT")
        taken = time.perf_counter() - start
    for suffix in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(f"{path}{suffix}").unlink()
    return taken


def _file(folder: Path, rows: int) -> Path:
    """Nine of ten parts have units with serials, of every tenth there are batches; a fifth is not in stock."""
    chance = random.Random(3)
    path = folder / f"stock-{rows}.csv"
    with path.open("w") as file:
        file.write("part,location,quantity,serial,batch,status\n")
        for row in range(rows):
            part = chance.randrange(_PARTS)
            status = chance.choice(("in_stock",) * 8 + ("sold", "defective"))
            place = "" if status == "sold" else f"MAIN/{chance.randrange(_PLACES):03d}"
            unit, amount = (f"SN{row:08d}", 1) if part % 10 else ("", 20)
            file.write(f"PN-{part:06d},{place},{amount},{unit},B{row if amount > 1 else row // 50:06d},{status}\n")
    return path


def _places() -> Iterator[str]:
    yield "path,structural\nMAIN,yes\n"
    yield from (f"MAIN/{place:03d},\n" for place in range(_PLACES))


def _parts() -> Iterator[str]:
    yield "number,name,tracking\n"
    yield from (f"PN-{part:06d},Part {part},{'serial' if part % 10 else 'none'}\n" for part in range(_PARTS))
