"""The real program under a pseudo-terminal, seen through a terminal emulator, with a serial scanner on another one."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import tty
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pyte
import pytest

from kiosk.store import journal, parts
from kiosk.store.database import Store
from kiosk.store.verify import verify

# Keyboard protocol requests, which the emulator does not know and would print.
_PRIVATE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]")
KIOSK = (sys.executable, "-P", "-m", "kiosk")
PATIENCE = 40.0  # s: how long a condition may take on a busy machine before the test gives up


class Terminal:
    """A program on a pty. `screen` is what a person would see now; `raw` is all that was ever written to it."""

    def __init__(self, argv: Sequence[str], env: dict[str, str], rows: int, columns: int) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.emulator = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.emulator)
        self.raw = bytearray()
        self.process = subprocess.Popen(
            ["setsid", "--ctty", *argv],  # so that a hangup of the pty reaches the program
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=env,
        )
        os.close(slave)

    @property
    def screen(self) -> str:
        return "\n".join(self.emulator.display)

    def feed(self, wait: float) -> bool:
        """Take in what was painted; False when nothing came within `wait` seconds or the program has gone."""
        if not select.select([self.master], [], [], wait)[0]:
            return False
        try:
            painted = os.read(self.master, 65536)
        except OSError:  # EIO: the last program on the pty has gone
            return False
        self.raw += painted
        self._stream.feed(_PRIVATE.sub(b"", painted))
        return bool(painted)

    def until(self, condition: Callable[[str], bool] | str, patience: float = PATIENCE) -> str:
        """Wait until the screen holds a text or meets a condition; answers the screen."""
        met = condition if callable(condition) else lambda screen: condition in screen
        end = time.monotonic() + patience
        while not met(self.screen):
            if time.monotonic() > end or (not self.feed(0.2) and self.process.poll() is not None):
                pytest.fail(f"not on the screen: {condition!r}; program {self.process.poll()}; shown:\n{self.screen}")
        return self.screen

    def agree(self, gun: "SerialScanner", code: bytes, shows: str) -> None:
        """Scan what agrees to something until it leads on: it counts only once one could read what it agrees to."""
        end = time.monotonic() + PATIENCE
        while shows not in self.screen:
            assert time.monotonic() < end, self.screen
            gun.scan(code)
            pause = time.monotonic() + 0.7
            while shows not in self.screen and (left := pause - time.monotonic()) > 0:
                self.feed(left)

    def keys(self, *keys: bytes) -> None:
        """Press keys as a person does, one at a time: each well apart, or the guard takes them for a scanner."""
        for key in keys:
            os.write(self.master, key)
            end = time.monotonic() + 0.12
            while (left := end - time.monotonic()) > 0:
                self.feed(left)

    def burst(self, keys: bytes) -> None:
        """Keys as fast as a scanner types them."""
        os.write(self.master, keys)

    def settings(self) -> list[Any]:
        """The terminal's own modes (echo, canonical input and the like)."""
        return termios.tcgetattr(self.master)

    def readers(self) -> list[int]:
        """The processes that the program has started."""
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def ended(self, patience: float = PATIENCE) -> int:
        """Wait for the program's end, painting what it still says; answers its exit code."""
        end = time.monotonic() + patience
        while self.process.poll() is None and time.monotonic() < end:
            self.feed(0.1)
        while self.feed(0.05):
            pass
        return self.process.wait(timeout=1)

    def hang_up(self) -> int:
        """The connection is lost; answers the exit code."""
        os.close(self.master)
        return self.process.wait(timeout=PATIENCE)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        with contextlib.suppress(OSError):
            os.close(self.master)


class SerialScanner:
    """The scanner's end of a serial line; `port` is what the station opens."""

    def __init__(self) -> None:
        self.master, self._slave = pty.openpty()
        tty.setraw(self._slave)
        self.port = os.ttyname(self._slave)

    def scan(self, *codes: bytes) -> None:
        data = memoryview(b"".join(code + b"\r" for code in codes))
        while data:
            data = data[os.write(self.master, data) :]

    def is_free(self) -> bool:
        """Whether nobody holds the port by flock, as the station's serial driver does."""
        try:
            fcntl.flock(self._slave, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        fcntl.flock(self._slave, fcntl.LOCK_UN)
        return True

    def close(self) -> None:
        os.close(self.master)
        os.close(self._slave)


def _add_parts(db: Any, count: int) -> None:
    for number in range(1, count + 1):
        parts.add(db, parts.NewPart(number=f"P{number:04d}", name=f"Part {number:04d}"))


class House:
    """A station's own folders and config file, and its commands."""

    def __init__(self, root: Path, port: str) -> None:
        self.root = root
        self.config = root / "kiosk.toml"
        self.store = root / "data" / "kiosk.db"
        self.config.write_text(
            f'[station]\nname = "bench-1"\noperator = "Anna"\n\n[store]\nurl = "sqlite:///{self.store}"\n\n'
            f'[[scanner]]\nname = "gun"\ndriver = "serial"\nport = "{port}"\n'
        )
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(root),
            "XDG_DATA_HOME": str(root / "share"),
            "XDG_STATE_HOME": str(root / "state"),
            "XDG_RUNTIME_DIR": str(root / "run"),
            "KIOSK_CONFIG": str(self.config),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        (root / "run").mkdir(mode=0o700)

    def stock(self, parts: int) -> None:
        """Make the store, with parts P0001 "Part 0001" and on."""
        with closing(Store(f"sqlite:///{self.store}")) as store:
            store.call(_add_parts, parts)

    def journal(self) -> list[str]:
        """The codes that are journalled, in their order."""
        with closing(Store(f"sqlite:///{self.store}")) as store:
            return store.call(lambda db: [record.text for record in journal.rows(db)])

    def rows(self, sql: str) -> list[Any]:
        """What the store answers to one statement."""
        with closing(Store(f"sqlite:///{self.store}")) as store:
            return store.call(lambda db: list(db.execute_sql(sql).fetchall()))

    def faults(self) -> tuple[str, ...]:
        """What `kiosk db verify` finds."""
        with closing(Store(f"sqlite:///{self.store}")) as store:
            return store.call(verify)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """One `kiosk` command, to its end."""
        return subprocess.run([*KIOSK, *words], env=self.env, capture_output=True, text=True, timeout=60, check=False)

    def start(self, *words: str, rows: int = 24, columns: int = 80, program: Sequence[str] = KIOSK) -> Terminal:
        return Terminal([*program, *words], self.env, rows, columns)


@pytest.fixture
def gun() -> Iterator[SerialScanner]:
    scanner = SerialScanner()
    yield scanner
    scanner.close()


@pytest.fixture
def house(tmp_path: Path, gun: SerialScanner) -> House:
    return House(tmp_path, gun.port)


@pytest.fixture
def start(house: House) -> Iterator[Callable[..., Terminal]]:
    """Start the station (or `kiosk WORDS`) on a pty; all are ended after the test."""
    open_terminals = []

    def begin(*words: str, **how: Any) -> Terminal:
        terminal = house.start(*words, **how)
        open_terminals.append(terminal)
        return terminal

    yield begin
    for terminal in open_terminals:
        terminal.close()
