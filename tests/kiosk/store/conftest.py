"""Real stores to test on: an SQLite file each time, and one PostgreSQL server for all tests."""

import os
import pwd
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from kiosk.store.database import Store

APT = "apt-get install postgresql"
_numbers = count(1)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Of a store that does not exist yet."""
    return f"sqlite:///{tmp_path}/data/kiosk.db"


@pytest.fixture
def store(url: str, empty: Path) -> Iterator[Store]:
    """An empty SQLite store."""
    path = Path(url.removeprefix("sqlite:///"))
    path.parent.mkdir()
    shutil.copy(empty, path)
    opened = Store(url)
    yield opened
    opened.close()


class Server:
    """A PostgreSQL server of our own, on a socket in its folder."""

    def __init__(self, bin_folder: Path, folder: Path) -> None:
        self.bin = bin_folder
        self.folder = folder
        self._has_empty = False

    def run(self, program: str, *args: str) -> None:
        command = [str(self.bin / program), *args]
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(
            command,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout

    def begin(self) -> None:
        self.run("initdb", "-D", f"{self.folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()

    def start(self) -> None:
        # A log file, since the server keeps what it inherits: a pipe would never end.
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off -c full_page_writes=off"
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-o", options, "-l", f"{self.folder}/log", "start")

    def stop(self, mode: str = "fast") -> None:
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-m", mode, "stop")

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def new(self) -> str:
        """The URL of a new database without tables."""
        return self._create(f"kiosk{next(_numbers)}", "template1")

    def empty(self) -> str:
        """The URL of an empty store, a copy of one that is made once: making its tables takes longer."""
        if not self._has_empty:
            with closing(Store(self._create("empty", "template1"))) as store:
                store.call(lambda db: None)
            self._has_empty = True
        return self._create(f"kiosk{next(_numbers)}", "empty")

    def drop(self, url: str) -> None:
        """Give back the room that a database takes, which is some MB."""
        name = url.removeprefix("postgresql://postgres@/").partition("?")[0]
        self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _create(self, name: str, template: str) -> str:
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def _execute(self, sql: str) -> None:
        with closing(psycopg2.connect(self.url("postgres"))) as connection:
            connection.autocommit = True
            connection.cursor().execute(sql)


def _bin_folder() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("pg_ctl")
    return Path(on_path).parent if on_path else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The server; tests that need one are skipped where there is none, but never in CI."""
    bin_folder = _bin_folder()
    if bin_folder is None:
        say = f"PostgreSQL is not installed: {APT}"
        pytest.fail(say) if os.environ.get("CI") == "true" else pytest.skip(say)
    # Not below pytest's folder, which the user postgres may not enter, and whose path is too long for a socket.
    folder = Path(tempfile.mkdtemp(prefix="kiosk-pg-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
    server = Server(bin_folder, folder)
    try:
        server.begin()
        yield server
        server.stop("immediate")  # hundreds of databases are thrown away: writing them out takes half a minute
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def pg_store(postgres: Server) -> Iterator[Store]:
    """An empty store on PostgreSQL."""
    url = postgres.empty()
    opened = Store(url)
    yield opened
    opened.close()
    postgres.drop(url)


@pytest.fixture(params=["store", "pg_store"], ids=["sqlite", "postgresql"])
def any_store(request: pytest.FixtureRequest) -> Any:
    """An empty store on each engine in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def any_shop(any_store: Store, stock: Callable[[Store], Any]) -> Any:
    """The small shop on each engine in turn."""
    return stock(any_store)


OpenStore = Callable[[], Store]


@pytest.fixture
def open_store(url: str) -> Iterator[OpenStore]:
    """Opens the same SQLite file as often as it is called, each with a connection of its own."""
    opened: list[Store] = []

    def another() -> Store:
        opened.append(Store(url))
        return opened[-1]

    yield another
    for each in opened:
        each.close()


def _unlock(db: Any) -> None:
    for table in ("operation", "movement"):
        names = ("no_update", "no_delete") if db.param == "?" else ("is_final",)
        for name in names:
            db.execute_sql(f"DROP TRIGGER {table}_{name}" + ("" if db.param == "?" else f" ON {table}"))


@pytest.fixture
def unlock() -> Callable[[Any], None]:
    """`unlock(db)` takes away what refuses to change the ledger, as a program beside Kiosk can."""
    return _unlock


@pytest.fixture
def until_killed() -> Callable[..., set[str]]:
    """`until_killed(program, *args)` kills a Python program a moment after its first line, and answers its lines."""
    moment = random.Random(3)

    def run(program: str, *args: object) -> set[str]:
        command = [sys.executable, "-c", program, *map(str, args)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, bufsize=1)
        assert process.stdout is not None
        with process.stdout as lines:
            first = lines.readline()
            time.sleep(moment.uniform(0, 0.1))  # any moment will do
            process.kill()
            said = {line.strip() for line in (first, *lines) if line.endswith("\n")}
        process.wait()
        return said

    return run


@pytest.fixture
def race() -> Callable[..., list[list[str]]]:
    """`race(program, *argvs)` runs a Python program once with each of the arguments, all from the same moment on.

    The program prints "ready" and waits for a line. Answers what each of them has printed after that.
    """

    def run(program: str, *argvs: Sequence[str]) -> list[list[str]]:
        racers = [
            subprocess.Popen(
                [sys.executable, "-c", program, *argv], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            for argv in argvs
        ]
        for racer in racers:
            assert racer.stdout is not None
            assert racer.stdout.readline() == "ready\n"
        for racer in racers:
            assert racer.stdin is not None
            racer.stdin.write("go\n")
            racer.stdin.flush()
        said = [racer.communicate()[0].splitlines() for racer in racers]
        assert [racer.returncode for racer in racers] == [0] * len(racers)
        return said

    return run


@pytest.fixture
def killed_at() -> Callable[..., int]:
    """`killed_at(script, args, end, least, pause)` is how a program ended that was killed in the middle.

    It says how much is done, 0 to 1, line by line, and `end` when all is; it is killed so many seconds after it has
    said that at least so much is.
    """

    def run(script: str, args: Sequence[object], end: str, least: float, pause: float) -> int:
        command = [sys.executable, "-c", script, *map(str, args)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, bufsize=1)
        assert process.stdout is not None
        with process.stdout as said:
            for line in said:
                if line.strip() == end or float(line) >= least:
                    time.sleep(pause)  # any moment will do
                    process.kill()
                    break
        return process.wait()

    return run
