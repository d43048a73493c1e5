"""The power goes while a long import is saved: nothing of it is there, and the next one works."""

import os
import pty
import random
import re
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kiosk.store import locations, parts
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.parts import NewPart
from kiosk.store.sql import execute
from kiosk.store.verify import verify

ROWS = 20_000  # many times what the store keeps in memory, so most is on the disk when the import is killed
_SAVED = re.compile(rb"saving [^0-9]*([0-9,]+) of")


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment with folders of its own."""
    return os.environ | {f"XDG_{kind}_HOME": str(tmp_path) for kind in ("CONFIG", "DATA", "STATE")} | {"COLUMNS": "80"}


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Of the store that commands use in that environment, with a part and a place in it."""
    url = f"sqlite:///{tmp_path}/kiosk/kiosk.db"
    with closing(Store(url)) as store:
        store.call(_catalogue)
    return url


def _catalogue(db: Any) -> None:
    locations.add(db, NewLocation(code="A"))
    parts.add(db, NewPart(number="PSU", name="Power supply", tracking="serial"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "stock.csv"
    path.write_text("part,location,serial\n" + "".join(f"PSU,A,{number:06}\n" for number in range(ROWS)))
    return path


def _saving(file: Path, env: dict[str, str]) -> Generator[tuple[subprocess.Popen[bytes], int], None, None]:
    """Runs the command and answers how many rows it says are saved, each time that it says so."""
    master, slave = pty.openpty()  # it tells how far it is to a terminal only
    command = [sys.executable, "-P", "-m", "kiosk", "import", "stock", str(file)]
    process = subprocess.Popen(command, stdin=slave, stdout=subprocess.DEVNULL, stderr=slave, env=env)
    os.close(slave)
    said = b""
    try:
        while data := os.read(master, 4096):
            said += data
            if found := _SAVED.findall(said):
                yield process, int(found[-1].replace(b",", b""))
                said = said[-40:]
    except OSError:  # how a pty says that nobody is at its other end any more
        pass
    finally:
        os.close(master)
        process.wait()


def _counts(db: Any) -> list[int]:
    tables = ("stock_item", "movement", "operation")
    return [execute(db, f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in tables]


def test_nothing_is_left_of_an_import_that_was_killed_at_any_moment(url: str, file: Path, home: dict[str, str]) -> None:
    moment, killed = random.Random(5), 0
    path = Path(url.removeprefix("sqlite:///"))
    bare = path.read_bytes()
    for least in (1, moment.randrange(ROWS // 2), moment.randrange(ROWS // 2, ROWS - 4000)):
        with closing(_saving(file, home)) as saving:
            for process, saved in saving:
                if saved >= least:
                    process.kill()
                    break
        if process.returncode == 0:  # this machine was too busy to kill it in time
            path.write_bytes(bare)
            continue
        assert process.returncode == -signal.SIGKILL
        killed += 1
        with closing(Store(url)) as store:
            assert store.look(_counts) == [0, 0, 0]
            assert store.look(verify) == ()
    assert killed
    with closing(_saving(file, home)) as saving:
        assert [saved for _, saved in saving]
    with closing(Store(url)) as store:
        assert store.look(_counts) == [ROWS, ROWS, 1]
        assert store.look(verify) == ()
