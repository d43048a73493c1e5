"""The real station on a terminal, with a serial scanner at its other side that the bench holds.

Its scanner is a pseudo-terminal, so that every scan goes the whole way: port, reader process, link, loop, store,
screen.
"""

import os
import pty
import sqlite3
import sys
import time
import tty
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from loop_probe import reset
from terminal import Terminal

SCANNER = "bench"
USABLE = ("● bench", "store ready")  # the status line when the store is open and the scanner delivers

_SQLITE_ONLY = Path(__file__).with_name("sqlite_only")
_PROBE = Path(__file__).with_name("loop_probe.py")


class Station:
    """One start of the station on `store`. With `probe`, that file holds the longest stall of its loop."""

    def __init__(self, folder: Path, store: Path, probe: Path | None = None) -> None:
        self._scanner, self._port = pty.openpty()
        tty.setraw(self._port)
        config = folder / "kiosk.toml"
        config.write_text(_config(store, os.ttyname(self._port)))
        program = ["-m", "kiosk"]
        if probe is not None:
            reset(probe)
            program = [str(_PROBE), str(probe)]
        # The folders of the user who runs the bench stay out of it.
        places = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
        argv = [sys.executable, "-P", *program, "--config", str(config)]
        self.terminal = Terminal(argv, places | {"XDG_RUNTIME_DIR": str(folder), "PYTHONPATH": str(_SQLITE_ONLY)})

    def usable(self) -> float:
        """Milliseconds from the start to a screen that says that codes may be scanned."""
        return (self.terminal.until(*USABLE) - self.terminal.started) / 1e6

    def scan(self, code: str, shown: str) -> float:
        """Milliseconds from the bytes on the port to the answer on the screen."""
        start = time.perf_counter_ns()
        os.write(self._scanner, code.encode() + b"\r")
        return (self.terminal.until(shown) - start) / 1e6

    def feed(self, codes: Sequence[str]) -> None:
        """Write codes as fast as the port takes them; returns when all of them are on their way."""
        rest = memoryview("".join(f"{code}\r" for code in codes).encode())
        while rest:
            rest = rest[os.write(self._scanner, rest[:4096]) :]

    def close(self) -> None:
        self.terminal.close()
        os.close(self._port)
        os.close(self._scanner)


class Journal:
    """The journal of a store as another program reads it."""

    def __init__(self, store: Path) -> None:
        self._store = store

    def last(self) -> int:
        """The sequence number of the newest row."""
        return int(self._all("SELECT coalesce(max(seq), 0) FROM scan_record")[0][0])

    def after(self, seq: int) -> list[tuple[bytes, int]]:
        """Raw code and time of recording (UTC microseconds) of all newer rows, in order."""
        return self._all(f"SELECT raw, recorded_at FROM scan_record WHERE seq > {seq:d} ORDER BY seq")

    def _all(self, sql: str) -> list[tuple]:
        with closing(sqlite3.connect(f"file:{self._store}?mode=ro", uri=True)) as connection:
            return connection.execute(sql).fetchall()


def _config(store: Path, port: str) -> str:
    return f"""
[station]
name = "bench"
[store]
url = "sqlite:///{store}"
[sound]
bell = false
speaker = false
beeper = false
[[scanner]]
name = "{SCANNER}"
driver = "serial"
port = "{port}"
"""
