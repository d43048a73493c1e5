"""The wheel, built from a copy of the sources, installed elsewhere and started there."""

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyte
import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("kiosk", "drivers", "screens")
DATA = {".tcss", ".json", ".csv", ".toml", ".ttf", ".txt"}
PATIENCE = 40.0  # s


def run(*argv: object, **how: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in argv], capture_output=True, text=True, timeout=60, check=False, **how)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Built in a copy, so that the checkout stays as it is; with the setuptools that is installed, off line."""
    copy = tmp_path_factory.mktemp("sources")
    for room in ROOMS:
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, copy)
    pip = [sys.executable, "-m", "pip", "wheel", "--disable-pip-version-check", "--no-deps", "--no-build-isolation"]
    built = run(*pip, "--wheel-dir", copy / "out", copy)
    assert built.returncode == 0, built.stdout + built.stderr
    (file,) = (copy / "out").iterdir()
    return file


@pytest.fixture(scope="module")
def elsewhere(wheel, tmp_path_factory) -> Path:
    """The bin folder of another environment with the wheel in it; the libraries are those of this one."""
    place = tmp_path_factory.mktemp("elsewhere")
    venv.create(place, symlinks=True)
    python = place / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--disable-pip-version-check"]
    installed = run(*pip, "--no-deps", "--no-index", wheel)
    assert installed.returncode == 0, installed.stdout + installed.stderr
    libraries = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip())
    # A folder named in a .pth file is searched, but its own .pth files, such as the editable Kiosk's, are not read.
    (libraries / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return place / "bin"


@pytest.fixture
def env(tmp_path) -> dict[str, str]:
    places = {f"XDG_{kind}_HOME": str(tmp_path / kind.lower()) for kind in ("CONFIG", "DATA", "STATE")}
    return {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"} | places


def test_the_wheel_holds_all_modules_and_data_files_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    sources = {path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file()}
    expected = {path.as_posix() for path in sources if path.suffix in {".py", *DATA}}
    assert inside == expected
    assert {Path(name).suffix for name in inside} == {".py", *DATA}


def test_it_runs_where_it_is_installed(elsewhere, env, tmp_path):
    where = run(elsewhere / "python", "-P", "-c", "import kiosk, drivers, screens; print(kiosk.__file__)", cwd=tmp_path)
    assert Path(where.stdout).is_relative_to(elsewhere.parent)
    assert run(elsewhere / "kiosk", "--version", env=env, cwd=tmp_path).stdout.startswith("kiosk ")
    scanned = run(elsewhere / "kiosk", "scan", "--json", "nothing", env=env, cwd=tmp_path)
    assert (scanned.returncode, scanned.stderr) == (1, "")
    assert json.loads(scanned.stdout)[0]["result"] == "unknown"


class Screen:
    """A program on a terminal of 80 by 24, and what a person sees on it."""

    def __init__(self, argv: list[str], env: dict[str, str], cwd: Path) -> None:
        self.master, slave = pty.openpty()
        size = {"LINES": "24", "COLUMNS": "80"}
        self.process = subprocess.Popen(
            argv, stdin=slave, stdout=slave, stderr=slave, env=env | size, cwd=cwd, start_new_session=True
        )
        os.close(slave)
        self.shown = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.shown)

    def until(self, condition: Callable[[str], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition(text := "\n".join(self.shown.display)):
            assert time.monotonic() < end, text
            if select.select([self.master], [], [], 0.2)[0]:
                self._stream.feed(os.read(self.master, 65536))

    def leave(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        try:
            while os.read(self.master, 65536):
                pass
        except OSError:  # EIO: the program has ended
            pass
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)


def test_the_demo_shows_what_is_simulated(elsewhere, env, tmp_path):
    screen = Screen([str(elsewhere / "kiosk"), "demo"], env, tmp_path)
    try:
        # Not the whole command: its program may stand in a folder of a long name.
        screen.until(lambda text: "Demo." in text and "store ready" in text)
        assert run(elsewhere / "kiosk", "simulate", "2012345678903", env=env, cwd=tmp_path).returncode == 0
        screen.until(lambda text: "Cable USB-C to USB-C 1 m" in text and "1 read = 1 handled" in text)
        assert screen.leave() == 0
    finally:
        screen.close()
