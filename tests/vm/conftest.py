"""Readers, devices and plugs for the tests on kernel devices; only for the machine that `tests/vm/run` boots."""

import os
import subprocess
from collections.abc import Callable, Iterator

import pytest
from devices import Device, Plugs
from reader import Station

from kiosk.config import ScannerConfig


@pytest.fixture
def station() -> Iterator[Callable[..., Station]]:
    """Makes stations, not started yet."""
    made: list[Station] = []

    def make(*scanners: ScannerConfig) -> Station:
        made.append(Station(*scanners))
        return made[-1]

    yield make
    for one in made:
        one.stop()


@pytest.fixture
def device() -> Iterator[Callable[..., Device]]:
    """Makes devices, plugged in."""
    made: list[Device] = []

    def make(name: str | bytes = "Test Scanner", **facts: int) -> Device:
        made.append(Device(name, **facts))
        return made[-1]

    yield make
    for one in made:
        one.unplug()


@pytest.fixture(scope="session")
def plugs() -> Plugs:
    return Plugs()


@pytest.fixture
def busy_cores() -> Iterator[None]:
    """As many endless loops as there are cores."""
    loops = [subprocess.Popen(["/bin/sh", "-c", "while :; do :; done"]) for _ in range(os.cpu_count() or 1)]
    yield
    for loop in loops:
        loop.kill()
        loop.wait()


_figures = pytest.StashKey[list[str]]()


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Prints a line after the tests."""
    return request.config.stash.setdefault(_figures, []).append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in terminalreporter.config.stash.get(_figures, []):
        terminalreporter.write_line(line)
