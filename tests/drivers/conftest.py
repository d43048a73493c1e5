"""Scanners on pseudo-terminals, and a station's end that collects what they say."""

import asyncio
import os
import threading
import tty
from pathlib import Path

import pytest

from drivers.link import Link
from kiosk.config import LogConfig, SoundConfig
from kiosk.scan import Condition, Scan, ScannerState, Torn


class PtyScanner:
    """A serial scanner under one path for ever, plugged in and out: each plug is another pseudo-terminal."""

    def __init__(self, path: Path) -> None:
        self.port = str(path)
        self._path = path
        self._fds: tuple[int, ...] = ()

    @property
    def node(self) -> str:
        return os.path.realpath(self._path)

    @property
    def master(self) -> int:
        return self._fds[0]

    def plug(self) -> None:
        self._fds = os.openpty()
        tty.setraw(self._fds[1])
        self._path.symlink_to(os.ttyname(self._fds[1]))

    def unplug(self) -> None:
        self._path.unlink(missing_ok=True)
        for fd in self._fds:
            os.close(fd)
        self._fds = ()

    def write(self, data: bytes) -> None:
        """All of `data`; waits while the terminal is full."""
        while data:
            data = data[os.write(self.master, data) :]

    def write_in_background(self, data: bytes) -> threading.Thread:
        thread = threading.Thread(target=self.write, args=(data,), daemon=True)
        thread.start()
        return thread


@pytest.fixture
def scanner(tmp_path):
    """Makes plugged-in PtyScanners."""
    made = []

    def make() -> PtyScanner:
        one = PtyScanner(tmp_path / f"scanner{len(made)}")
        one.plug()
        made.append(one)
        return one

    yield make
    for one in made:
        one.unplug()


class Station:
    """A link whose messages are kept, and can be waited for."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.messages: list[Scan | Torn | ScannerState] = []
        self._news = asyncio.Event()

    def attach(self) -> None:
        self.link.attach(self._keep)

    def _keep(self, message: Scan | Torn | ScannerState) -> None:
        self.messages.append(message)
        self._news.set()

    async def until(self, condition) -> None:
        while not condition():
            self._news.clear()
            await asyncio.wait_for(self._news.wait(), 20)

    async def is_in(self, condition: Condition, *names: str) -> None:
        """Wait until all scanners (or `names`) are in a condition."""
        for name in names or self.link.names:
            await self.until(lambda name=name: self.state(name).condition is condition)

    async def has_read(self, count: int) -> None:
        """Wait for that many codes, torn ones included."""
        await self.until(lambda: len(self.codes) >= count)

    def state(self, name: str) -> ScannerState:
        states = [one for one in self.messages if isinstance(one, ScannerState) and one.device == name]
        return states[-1] if states else ScannerState(name, Condition.STARTING)

    @property
    def codes(self) -> list[Scan | Torn]:
        return [one for one in self.messages if not isinstance(one, ScannerState)]

    @property
    def raws(self) -> list[bytes]:
        return [one.raw for one in self.codes if isinstance(one, Scan)]


@pytest.fixture
async def station(tmp_path):
    """Makes Stations for scanner configs; their readers are stopped at the end."""
    made = []

    def make(*configs, sound: SoundConfig | None = None) -> Station:
        link = Link(configs, sound or SoundConfig(speaker=False), LogConfig(), tmp_path / f"reader{len(made)}.log")
        made.append(Station(link))
        return made[-1]

    yield make
    for one in made:
        await one.link.stop()
