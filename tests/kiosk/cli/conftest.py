"""Commands run in this process, on a real store with the sample shop, in folders of the test's own."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kiosk import log, paths
from kiosk.cli import main
from kiosk.cli.equipment import Device, Equipment
from kiosk.errors import DeviceError
from kiosk.flows.begin import RunInfo, begin
from kiosk.stock.rules import Rules
from kiosk.store import sample_data
from kiosk.store.database import Store


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


class Hardware:
    """What stands in for screens and devices: remembers what it was asked for."""

    def __init__(self) -> None:
        self.stations: list[object] = []
        self.devices: list[Device] = []
        self.simulated: list[tuple[Path, list[bytes]]] = []
        self.refuses: DeviceError | None = None

    def station(self, config: object) -> int:
        self.stations.append(config)
        return 0

    def simulate(self, socket: Path, codes: list[bytes]) -> None:
        if self.refuses:
            raise self.refuses
        self.simulated.append((socket, codes))

    def equipment(self) -> Equipment:
        return Equipment(self.station, lambda: 0, lambda entries: self.devices, self.simulate)


@pytest.fixture
def hardware() -> Hardware:
    return Hardware()


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    """The user's folders, empty, and no configuration of the machine's own."""
    for kind in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    monkeypatch.delenv("KIOSK_CONFIG", raising=False)
    monkeypatch.setattr(paths, "SYSTEM_CONFIG", tmp_path / "none.toml")
    return tmp_path


@pytest.fixture
def kiosk(hardware, capsys) -> Callable[..., Ended]:
    """`kiosk("scan", "123")` runs the command."""

    def run(*argv: str) -> Ended:
        try:
            code = main.run(argv, hardware.equipment(), "1.2.3")
        except SystemExit as end:
            code = end.code
        finally:
            log.stop()
        return Ended(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def shop_file(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("shop") / "kiosk.db"
    store = Store(f"sqlite:///{file}")
    started = RunInfo("anna", "tty1", "", "0", 1)
    post = store.call(begin, "bench-1", "Anna", "UTC", Rules(), started)
    store.call(sample_data.load, post)
    store.close()
    return file


@pytest.fixture
def shop(home, shop_file) -> Path:
    """The user's own store, with the sample shop."""
    paths.store().parent.mkdir(parents=True)
    shutil.copy(shop_file, paths.store())
    return paths.store()
