"""The program's ends as a shell sees them: exit codes, what goes to the terminal, what to the log."""

import gc
import json
import os
import pty
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.__main__ import _open
from kiosk.config import Config, StoreConfig
from kiosk.errors import StoreError

Run = Callable[..., subprocess.CompletedProcess[str]]

# Own modules that may be loaded when the first screen is painted: each one more is waited for at every start.
BEFORE_PAINT = set(
    """
    drivers drivers.link drivers.wire
    kiosk kiosk.__main__ kiosk.barcodes kiosk.barcodes.code_rules kiosk.barcodes.commands
    kiosk.barcodes.reading kiosk.cli kiosk.cli.ending kiosk.cli.exits kiosk.config kiosk.config_file
    kiosk.config_limits kiosk.errors kiosk.flows kiosk.flows.flow kiosk.log kiosk.outcome kiosk.page
    kiosk.paths kiosk.post kiosk.scan kiosk.stock
    kiosk.stock.document_kinds kiosk.stock.labelling kiosk.stock.modes kiosk.stock.rules kiosk.stock.thing
    kiosk.store kiosk.store.sql kiosk.wording kiosk.wording.commands kiosk.wording.config
    kiosk.wording.screens kiosk.wording.tasks
    screens screens.app screens.door screens.frame screens.frame.commanded screens.frame.framed
    screens.frame.task_page screens.guard screens.host screens.intake screens.menu screens.paint
    screens.paint.glyphs screens.paint.marks screens.paint.text screens.paint.theme screens.paint.tones
    screens.parts screens.places screens.routes screens.run screens.shell screens.sound
    screens.stack screens.status screens.tasks screens.terminal screens.thread screens.upkeep screens.vitals
    screens.ways screens.widgets screens.widgets.answer screens.widgets.bars screens.widgets.lines
    screens.widgets.prompt screens.widgets.sheet
    """.split()
)
# What costs most, and what belongs to the reader process or the store's thread.
NOT_BEFORE_PAINT = {
    "argparse", "barcode", "evdev", "importlib.metadata", "peewee", "playhouse", "psycopg2", "serial", "sqlite3",
    "stdnum", "zoneinfo",
}  # fmt: skip
# What belongs to labels, printers, whole documents and checks of the store. Each with all that is in it.
NOT_FOR_A_SCAN = {
    "PIL", "biip", "kiosk.barcodes.content", "kiosk.barcodes.gs1", "kiosk.flows.documents", "kiosk.flows.goods",
    "kiosk.flows.printing", "kiosk.labels", "kiosk.printers", "kiosk.serials", "kiosk.stock.print_jobs",
    "kiosk.store.label_facts", "kiosk.store.parts", "kiosk.store.picking", "kiosk.store.print_jobs",
    "kiosk.store.supplier_parts", "kiosk.store.verify", "kiosk.wording.labelled", "playhouse", "ppf", "reportlab",
    "screens.labels", "screens.printing", "segno", "zxingcpp",
}  # fmt: skip


@pytest.fixture
def env(tmp_path) -> dict[str, str]:
    places = {f"XDG_{kind}_HOME": str(tmp_path / kind.lower()) for kind in ("CONFIG", "DATA", "STATE")}
    (tmp_path / "kiosk.toml").write_text("scanner = []\n")
    return {
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "KIOSK_CONFIG": str(tmp_path / "kiosk.toml"),
    } | places


@pytest.fixture
def kiosk(env) -> Run:
    def run(*words: str, **how: object) -> subprocess.CompletedProcess[str]:
        argv = [sys.executable, "-P", "-m", "kiosk", *words]
        options = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True, "timeout": 60, "env": env} | how
        return subprocess.run(argv, check=False, **options)

    return run


def on_terminal(argv: list[str], env: dict[str, str]) -> int:
    """Run a program on a terminal of its own until it ends; answers its exit code."""
    master, slave = pty.openpty()
    with subprocess.Popen(argv, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True) as process:
        os.close(slave)
        try:
            while os.read(master, 65536):
                pass
        except OSError:  # EIO: the program has ended
            pass
        finally:
            os.close(master)
    return process.returncode


def test_what_is_imported_before_the_first_paint(env, tmp_path):
    script = tmp_path / "watch.py"
    script.write_text(
        "import sys\n"
        "from pathlib import Path\n"
        "import screens.app\n"
        "def painted(app):\n"
        f"    Path({str(tmp_path / 'modules')!r}).write_text(' '.join(sys.modules))\n"
        "    app.exit()\n"
        "screens.app.KioskApp.open_store = painted  # what follows the first paint\n"
        "sys.argv = ['kiosk']\n"
        "from kiosk.__main__ import main\n"
        "sys.exit(main())\n"
    )
    assert on_terminal([sys.executable, "-P", str(script)], env) == 0
    loaded = set((tmp_path / "modules").read_text().split())
    ours = {name for name in loaded if name.partition(".")[0] in {"kiosk", "drivers", "screens"}}
    assert ours <= BEFORE_PAINT, "imported before the first paint, and not on the list"
    assert loaded.isdisjoint(NOT_BEFORE_PAINT)


def test_what_no_plain_scan_needs_is_not_imported_for_one(env, tmp_path):
    script = tmp_path / "watch.py"
    script.write_text(
        "import sys\n"
        "from pathlib import Path\n"
        "from screens.app import KioskApp\n"
        "serve, handled = KioskApp._begin_serving, KioskApp._handled\n"
        "def serving(app, opened):\n"
        "    serve(app, opened)\n"
        "    app.typed('nothing has this')\n"
        "def answered(app, count, error):\n"
        "    handled(app, count, error)\n"
        "    app.call_after_refresh(painted, app)\n"
        "def painted(app):\n"
        f"    Path({str(tmp_path / 'modules')!r}).write_text(' '.join(sys.modules))\n"
        "    app.exit()\n"
        "KioskApp._begin_serving, KioskApp._handled = serving, answered\n"
        "sys.argv = ['kiosk']\n"
        "from kiosk.__main__ import main\n"
        "sys.exit(main())\n"
    )
    assert on_terminal([sys.executable, "-P", str(script)], env) == 0
    loaded = (tmp_path / "modules").read_text().split()
    assert "screens.lookup.quick_scan" in loaded  # it was answered
    assert [name for name in loaded if f"{name}.".startswith(tuple(f"{one}." for one in NOT_FOR_A_SCAN))] == []


def test_without_a_terminal_the_station_says_so_and_ends_with_4(kiosk):
    for words in ([], ["demo"]):
        ended = kiosk(*words)
        assert (ended.returncode, ended.stdout) == (4, "")
        assert "needs a terminal" in ended.stderr


def test_an_open_station_keeps_house_until_its_store_is_closed(tmp_path):
    def at_work() -> set[str]:
        return {thread.name for thread in threading.enumerate()} & {"housekeeping", "store"}

    opened = _open(Config(store=StoreConfig(url=f"sqlite:///{tmp_path}/kiosk.db")))
    assert at_work() == {"housekeeping", "store"}
    opened.close()
    assert at_work() == set()


def test_a_wrong_configuration_ends_the_station_with_2(kiosk, tmp_path):
    (tmp_path / "kiosk.toml").write_text("[stor]\n[lgo]\n")
    for words in ([], ["--config", str(tmp_path / "kiosk.toml")]):
        ended = kiosk(*words)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert [line.split()[0] for line in ended.stderr.splitlines()] == ["kiosk:", "kiosk:"]


def test_a_fault_of_our_own_goes_to_the_log_and_a_sentence_to_stderr(env, tmp_path):
    broken = (
        "import sys, kiosk.config_file as c; c.load = lambda path: 1 / 0; sys.argv = ['kiosk', 'config', 'check']\n"
    )
    program = f"{broken}from kiosk.__main__ import main; sys.exit(main())"
    ended = subprocess.run(
        [sys.executable, "-P", "-c", program], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout) == (70, "")
    assert "Traceback" not in ended.stderr
    log = tmp_path / "state" / "kiosk" / "kiosk.log"
    assert str(log) in ended.stderr
    assert "ZeroDivisionError" in log.read_text()


def test_a_fault_of_our_own_without_a_log_is_told_on_stderr(env, tmp_path):
    (tmp_path / "state").write_text("a file where the folder should be")
    program = (
        "import sys, kiosk.config_file as c; c.load = lambda path: 1 / 0; sys.argv = ['kiosk', 'config', 'check']\n"
        "from kiosk.__main__ import main; sys.exit(main())"
    )
    ended = subprocess.run(
        [sys.executable, "-P", "-c", program], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 70
    assert "ZeroDivisionError" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_an_output_that_can_not_be_written_is_told_and_ends_with_4(kiosk):
    with Path("/dev/full").open("w") as full:
        ended = kiosk("config", "show", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert ended.returncode == 4
    assert ended.stderr.startswith("kiosk: The output can't be written (No space left")
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize(("closed", "code"), [("<&-", 4), (">&-", 1), ("2>&-", 1), ("<&- >&- 2>&-", 1)])
def test_closed_streams_are_no_fault_and_never_become_the_stores(env, tmp_path, closed, code):
    words = "" if code == 4 else "scan nothing"
    ended = subprocess.run(
        ["sh", "-c", f"exec {sys.executable} -P -m kiosk {words} {closed}"],
        env=env, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == code
    log = tmp_path / "state" / "kiosk" / "kiosk.log"
    assert not log.exists() or log.read_text() == ""


def test_a_reader_of_the_output_that_leaves_is_no_fault(kiosk):
    read, write = os.pipe()
    os.close(read)
    ended = kiosk("config", "show", capture_output=False, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (ended.returncode, ended.stderr) == (141, "")


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("form", [[], ["--csv"], ["--json"]])
def test_a_long_journal_ends_as_a_short_one_where_it_can_not_be_written(kiosk, env, tmp_path, form, unbuffered):
    kiosk("scan", *["A" * 4000] * 20)  # longer than any buffer of the output
    how = {"capture_output": False, "stderr": subprocess.PIPE, "env": env | {"PYTHONUNBUFFERED": unbuffered}}
    with Path("/dev/full").open("w") as full:
        ended = kiosk("journal", *form, stdout=full, **how)
    assert ended.returncode == 4
    assert ended.stderr.startswith("kiosk: The output can't be written (No space left")
    read, write = os.pipe()
    os.close(read)
    ended = kiosk("journal", *form, stdout=write, **how)
    os.close(write)
    assert (ended.returncode, ended.stderr) == (141, "")
    assert (tmp_path / "state" / "kiosk" / "kiosk.log").read_text() == ""


def test_umlauts_in_a_locale_without_them_are_no_fault(kiosk, env, tmp_path):
    (tmp_path / "kiosk.toml").write_text('scanner = []\n[station]\nname = "Büro"\n')
    ended = kiosk("config", "show", env=env | {"PYTHONIOENCODING": "ascii"})
    assert ended.returncode == 0
    assert 'name = "B\\xfcro"' in ended.stdout


def test_version_and_help_need_neither_terminal_nor_configuration(kiosk, tmp_path):
    (tmp_path / "kiosk.toml").write_text("this is no TOML")
    assert kiosk("--version").stdout.startswith("kiosk ")
    assert "usage: kiosk" in kiosk("--help").stdout


def test_scanners_lists_what_this_machine_has(kiosk, tmp_path):
    (tmp_path / "kiosk.toml").write_text('[[scanner]]\ndriver = "hid"\n[[scanner]]\ndriver = "hid"\nname = "second"\n')
    ended = kiosk("scanners", "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    answer = json.loads(ended.stdout)
    assert [entry["name"] for entry in answer["entries"]] == ["scanner", "second"]
    for device in answer["devices"]:
        assert [verdict["scanner"] for verdict in device["verdicts"]] == ["scanner", "second"]
    assert kiosk("scanners").stdout


def test_simulate_without_a_demo_says_what_to_do(kiosk):
    ended = kiosk("simulate", "1")
    assert (ended.returncode, ended.stdout) == (4, "")
    assert "kiosk demo" in ended.stderr


def test_garbage_is_collected_again_once_the_store_is_open_or_refused(tmp_path: Path) -> None:
    (tmp_path / "no.db").write_bytes(b"this is no database, whatever its name says" * 100)
    gc.disable()
    try:
        with pytest.raises(StoreError):
            _open(Config(store=StoreConfig(url=f"sqlite:///{tmp_path}/no.db")))
        assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()
