"""`kiosk import` and `kiosk export` as a person and a program use them."""

import io
import json
import os
import pty
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from kiosk import paths
from kiosk.cli import imports
from kiosk.exchange import csv_file
from kiosk.exchange.kinds import kinds
from kiosk.exchange.names import NAMES

KIOSK = [sys.executable, "-m", "kiosk"]


@pytest.fixture
def empty(home, kiosk) -> Path:
    """An empty store, and a folder to work in."""
    assert kiosk("db", "upgrade").code == 0
    return home


def file(folder: Path, text: str, name: str = "x.csv") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def rows(table: str) -> int:
    with closing(sqlite3.connect(paths.store())) as db:
        return db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]


def test_the_command_knows_the_names_of_all_kinds():
    assert tuple(kinds()) == NAMES


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_each_template_can_be_imported_as_it_is(kiosk, empty, ending):
    for kind in NAMES:
        name = f"{empty}/{kind}.{ending}"
        assert kiosk("import", kind, "--template", name).code == 0
        ended = kiosk("import", kind, name)
        assert (ended.err, ended.code) == ("", 0), ended.out
        assert ended.out.startswith("Imported: ")


def test_a_filled_template_is_mended_error_by_error(kiosk, empty):
    """As a new user: fifty parts, three rows wrong; all of it is told at once, mended and imported."""
    name = f"{empty}/parts.csv"
    kiosk("import", "parts", "--template", name)
    header = Path(name).read_text(encoding="utf-8-sig").splitlines()[0]
    with io.StringIO(newline="") as stream:
        names = header.split(",")
        rest = [""] * (len(names) - 2)
        csv_file.write(stream, [names, *([f"P-{n}", f"Part {n}", *rest] for n in range(50))])
        good = stream.getvalue()
    bad = good.replace("P-7,Part 7,,", "P-7,,,").replace("P-9,", "P-8,").replace("Part 20,,", "Part 20,,cm\x07")
    ended = kiosk("import", "parts", file(empty, bad))
    assert ended.code == 1
    assert ended.out.splitlines() == [
        "row 9, name: must be given",
        "row 11: is for the same as row 10; take one of them away",
        'row 22, unit: "cm␇" has a control character in it; type it without',
        "3 errors in 50 rows. Nothing was imported: mend the file, then try again.",
    ]
    assert rows("part") == rows("run") == 0
    assert kiosk("import", "parts", file(empty, good)).out == "Imported: 50 new, 0 changed, 0 as they were.\n"
    again = kiosk("import", "parts", file(empty, good))
    assert again.out == "All is as in the file already (50 rows). Nothing was changed.\n"
    assert again.code == 0


def test_a_check_says_the_same_and_imports_nothing(kiosk, empty):
    name = file(empty, "number,name\nA,a\n")
    ended = kiosk("import", "parts", name, "--check")
    assert (ended.code, ended.out) == (
        0,
        "No errors. An import would come to: 1 new, 0 changed, 0 as they were. Nothing was imported.\n",
    )
    assert rows("part") == rows("run") == rows("setting") == 0


@pytest.mark.parametrize(
    "order",
    [("parts", "--check", "x"), ("--check", "parts", "x"), ("parts", "x", "--check"), ("parts", "--check", "-")],
)
def test_options_may_stand_anywhere(kiosk, empty, monkeypatch, order):
    text = "number,name\nA,a\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    ended = kiosk("import", *(file(empty, text) if argument == "x" else argument for argument in order))
    assert (ended.code, ended.err) == (0, "")
    assert "1 new" in ended.out
    assert rows("part") == 0


def test_an_argument_too_many_is_still_refused(kiosk, empty):
    for arguments in (("parts", "--check", "a.csv", "b.csv"), ("parts", "a.csv", "--check", "b.csv")):
        ended = kiosk("import", *arguments)
        assert (ended.code, "unrecognized arguments: b.csv" in ended.err) == (2, True)


def test_a_wrong_header_hides_no_error_of_the_rows(kiosk, empty):
    """Of the rows by themselves, and of what they name in the store."""
    name = file(empty, "number,name,colour,decimals,default_location\nA,a,red,9,\nB,b,,,NOWHERE\nC,c,,,\n")
    ended = kiosk("import", "parts", name)
    assert ended.code == 1
    first, *others = ended.out.splitlines()
    assert first.startswith('row 1: there is no column "colour"; ')
    assert others == [
        'row 2, decimals: "9" is not allowed; a whole number from 0 to 6',
        'row 3, default_location: there is no place "NOWHERE"; import or add it first',
        "3 errors in 3 rows. Nothing was imported: mend the file, then try again.",
    ]
    assert rows("part") == 0


def test_the_report_for_programs_is_one_document(kiosk, empty):
    name = file(empty, "number,name,tracking\nA,a,seriel\nB,b,\n")
    ended = kiosk("import", "parts", name, "--json")
    assert ended.code == 1
    assert json.loads(ended.out) == {
        "kind": "parts",
        "file": name,
        "check": False,
        "imported": False,
        "rows": 2,
        "created": 1,
        "changed": 0,
        "unchanged": 0,
        "errors_total": 1,
        "errors": [
            {
                "row": 2,
                "column": "tracking",
                "code": "value",
                "message": '"seriel" is not allowed; none, batch, serial or batch+serial',
            }
        ],
    }
    ended = kiosk("import", "parts", file(empty, "number,name\nB,b\n"), "--json")
    assert (ended.code, json.loads(ended.out)["imported"], json.loads(ended.out)["created"]) == (0, True, 1)


def test_the_first_hundred_errors_are_shown_and_the_rest_counted(kiosk, empty):
    name = file(empty, "number,decimals\n" + "".join(f"{n},x\n" for n in range(250)))
    lines = kiosk("import", "parts", name).out.splitlines()
    assert len(lines) == 102
    assert lines[-2:] == [
        "… and 150 more.",
        "250 errors in 250 rows. Nothing was imported: mend the file, then try again.",
    ]


def test_a_file_without_rows_changes_nothing(kiosk, empty):
    ended = kiosk("import", "parts", file(empty, "number,name\n"))
    assert (ended.code, ended.out) == (0, "The file has no rows below its header. Nothing was changed.\n")


def test_csv_comes_from_stdin(kiosk, empty, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"number;name\nA;a\n")))
    assert kiosk("import", "parts", "-").code == 0
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"PK\x03\x04")))
    assert "can't be read from stdin" in kiosk("import", "parts", "-").err


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("name\nžluť".encode("cp1250"), "no text in UTF-8"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "in a format of old spreadsheets"),
        (b"PK\x03\x04 and so on", "is no XLSX file"),
    ],
)
def test_a_file_that_can_not_be_read_is_trouble(kiosk, empty, content, why):
    (empty / "x").write_bytes(content)
    ended = kiosk("import", "partners", f"{empty}/x")
    assert ended.code == 4
    assert why in ended.err


def test_encoding_and_delimiter_can_be_named(kiosk, empty):
    (empty / "x.csv").write_bytes("name:archived\nžluť:no\n".encode("cp1250"))
    assert kiosk("import", "partners", f"{empty}/x.csv", "--encoding", "cp1250", "--delimiter", ":").code == 0
    assert "žluť" in kiosk("export", "partners", "-").out


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (["import"], "required: KIND"),
        (["import", "parts"], "required: FILE"),
        (["import", "partz", "x"], "invalid choice"),
        (["import", "parts", "x", "--encoding", "nope"], "there is no encoding"),
        (["import", "parts", "x", "--delimiter", "--"], "expected one argument"),
        (["import", "parts", "x", "--delimiter", "ab"], "can't part cells"),
        (["import", "parts", "x", "--columns"], "import nothing"),
        (["import", "parts", "--template", "x.txt"], "must end in .csv or .xlsx"),
        (["export", "parts", "x.txt"], "must end in .csv or .xlsx"),
    ],
)
def test_a_wrong_command_line_is_told(kiosk, home, argv, why):
    ended = kiosk(*argv)
    assert ended.code == 2
    assert why in ended.err


@pytest.mark.parametrize("name", ["none.csv", "."])
def test_a_file_that_is_not_there_is_trouble(kiosk, empty, name):
    ended = kiosk("import", "parts", f"{empty}/{name}")
    assert ended.code == 4
    assert "can't be read" in ended.err


def test_without_a_store_it_says_what_to_do(kiosk, home):
    ended = kiosk("import", "parts", file(home, "number,name\nA,a\n"))
    assert ended.code == 4
    assert "There is no store" in ended.err
    assert not paths.store().exists()


def test_a_file_that_exists_is_overwritten_only_by_force(kiosk, shop, home):
    name = file(home, "mine", "out.csv")
    for argv in (["export", "parts", name], ["import", "parts", "--template", name]):
        ended = kiosk(*argv)
        assert (ended.code, Path(name).read_text()) == (4, "mine")
        assert "--force" in ended.err
    assert kiosk("export", "parts", name, "--force").code == 0
    assert Path(name).read_bytes().startswith(b"\xef\xbb\xbfnumber,name,")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_whole_shop_goes_into_an_empty_store(kiosk, shop, home, tmp_path, monkeypatch, ending):
    folder = home / "out"
    folder.mkdir()
    for kind in NAMES:
        assert kiosk("export", kind, f"{folder}/{kind}.{ending}").code == 0
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "other"))
    kiosk("db", "upgrade")
    for kind in NAMES:
        ended = kiosk("import", kind, f"{folder}/{kind}.{ending}")
        assert ended.code == 0, ended.out + ended.err
        assert kiosk("import", kind, f"{folder}/{kind}.{ending}").out.startswith(("All is", "The file has no rows"))
    for kind in NAMES:
        assert kiosk("export", kind, f"{folder}/again.csv", "--force").code == 0
        kiosk("export", kind, f"{folder}/again.{ending}", "--force")
        assert content(folder / f"again.{ending}") == content(folder / f"{kind}.{ending}"), kind
    assert kiosk("db", "verify").code == 0


def content(path: Path) -> list[str]:
    if path.suffix == ".csv":
        return sorted(path.read_text(encoding="utf-8-sig").splitlines())
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        return sorted(str(row) for row in book.active.iter_rows(values_only=True))
    finally:
        book.close()


def test_the_columns_of_a_kind_are_explained(kiosk, home):
    assert "| `tracking` | none (empty), batch, serial or batch+serial" in kiosk("import", "parts", "--columns").out
    every = kiosk("import", "--columns").out
    assert re.findall(r"^### `(.+)`$", every, flags=re.MULTILINE) == list(NAMES)


def test_ctrl_c_while_reading_imports_nothing(kiosk, empty, monkeypatch, capsys):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("kiosk.exchange.reading.read", interrupted)
    with pytest.raises(KeyboardInterrupt):
        kiosk("import", "parts", file(empty, "number,name\nA,a\n"))
    assert capsys.readouterr().err == "kiosk: Stopped. Nothing was imported.\n"


def test_ctrl_c_while_saving_imports_nothing(kiosk, empty, monkeypatch, capsys):
    def pressed(done):
        os.kill(os.getpid(), signal.SIGINT)
        return ""

    monkeypatch.setattr(imports.wording, "saving", lambda done, all: pressed(done))
    text = "number,name\n" + "".join(f"{n},x\n" for n in range(3000))
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        kiosk("import", "parts", file(empty, text))
    assert capsys.readouterr().err == "kiosk: Stopped. Nothing was imported.\n"
    assert signal.getsignal(signal.SIGINT) is before
    assert rows("part") == rows("run") == 0


Started = Callable[..., tuple[subprocess.Popen[bytes], int]]


@pytest.fixture
def started(empty) -> Iterator[Started]:
    """Starts a command on a terminal of its own."""
    running: list[tuple[subprocess.Popen[bytes], int]] = []

    def start(*argv: str) -> tuple[subprocess.Popen[bytes], int]:
        ours, theirs = pty.openpty()
        process = subprocess.Popen([*KIOSK, *argv], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
        os.close(theirs)
        running.append((process, ours))
        return process, ours

    yield start
    for process, terminal in running:
        process.kill()
        process.wait()
        os.close(terminal)


def shown(terminal: int, text: bytes = b"") -> bytes:
    """What the command shows until `text` or until its end."""
    seen = b""
    while not text or text not in seen:
        try:
            seen += os.read(terminal, 4096)
        except OSError:
            break
    return seen


def many(folder: Path) -> str:
    return file(folder, "number,name\n" + "".join(f"P-{n},Part {n}\n" for n in range(100_000)))


def test_progress_is_shown_on_a_terminal(started, empty):
    process, terminal = started(
        "import", "parts", file(empty, "number,name\n" + "".join(f"{n},x\n" for n in range(4000)))
    )
    seen = shown(terminal)
    assert process.wait() == 0
    assert re.search(rb"\rreading: [0-9,]+ rows|\rsaving \[[#.]{10}\] [0-9,]+ of 4,000", seen)
    assert re.search(rb"\rImported: 4,000 new, 0 changed, 0 as they were\.\r\n$", seen)


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_an_import_that_is_killed_leaves_nothing_and_the_next_one_works(kiosk, started, empty, stop):
    process, terminal = started("import", "parts", many(empty))
    assert b"saving [" in shown(terminal, b"saving [")
    process.send_signal(stop)
    seen = shown(terminal)
    assert process.wait() == (-9 if stop is signal.SIGKILL else 130)
    assert (b"Nothing was imported" in seen) == (stop is signal.SIGINT)
    assert rows("part") == rows("run") == 0
    assert kiosk("import", "parts", file(empty, "number,name\nA,a\n")).code == 0
    assert [path.name for path in empty.glob("*.tmp")] == []
