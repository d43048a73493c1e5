"""What there is to be compared with: SQLite with nothing of ours around it, and a bare Textual app."""

import os
import sqlite3
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from terminal import Terminal

_BARE = Path(__file__).with_name("bare.py")


def connect(path: Path) -> sqlite3.Connection:
    """A connection with the durability of the real store: write-ahead log, every commit synced."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


class Commits:
    """One row into a table of its own, committed durably."""

    def __init__(self, folder: Path) -> None:
        self._connection = connect(folder / "commits.db")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, device TEXT, raw BLOB, at INTEGER)"
        )

    def take(self, count: int) -> list[float]:
        """Microseconds of each of `count` commits, one after the other."""
        execute, clock, samples = self._connection.execute, time.perf_counter_ns, []
        for number in range(count):
            raw = b"SN-%08d" % number
            start = clock()
            execute("INSERT INTO row (device, raw, at) VALUES (?, ?, ?)", ("bench", raw, start))
            samples.append((clock() - start) / 1e3)
        return samples

    def close(self) -> None:
        self._connection.close()


def lookups(connection: sqlite3.Connection, sql: str, keys: Sequence[object]) -> list[float]:
    """Microseconds of each lookup of one row, its values fetched."""
    execute, clock, samples = connection.execute, time.perf_counter_ns, []
    for key in keys:
        start = clock()
        execute(sql, (key,)).fetchone()
        samples.append((clock() - start) / 1e3)
    return samples


class BareApp:
    """The bare app on a terminal, fed by a pipe and by keys."""

    def __init__(self) -> None:
        lines, self._pipe = os.pipe()
        self.terminal = Terminal([sys.executable, str(_BARE), str(lines)], pass_fds=(lines,))
        os.close(lines)
        self._keys = 0
        self.terminal.until("BARE-READY")

    def show(self, text: str) -> float:
        """Milliseconds from the bytes on the pipe to the text on the screen."""
        start = time.perf_counter_ns()
        os.write(self._pipe, text.encode() + b"\n")
        return (self.terminal.until(f"BARE-{text}") - start) / 1e6

    def press(self) -> float:
        """Milliseconds from a key to what it changes on the screen."""
        self._keys += 1
        start = self.terminal.send(b"x")
        return (self.terminal.until(f"BARE-KEY-{self._keys}.") - start) / 1e6

    def close(self) -> None:
        self.terminal.close()
        os.close(self._pipe)


def bare_start() -> float:
    """Milliseconds from the start of a bare app to its first text on the screen."""
    terminal = Terminal([sys.executable, str(_BARE)])
    try:
        return (terminal.until("BARE-READY") - terminal.started) / 1e6
    finally:
        terminal.close()
