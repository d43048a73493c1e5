"""`kiosk labels queue`, `print`, `reprint`, `drop`: what waits, what comes out, what is told of the rest."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

CONFIG = """
[[printer]]
name = "desk"
kind = "file"
language = "zpl"
folder = "{folder}"

[[printer]]
name = "dock"
kind = "device"
device = "{device}"
"""


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def labels(kiosk, shop, tmp_path, out):
    """`labels(*words)` calls `kiosk labels` at a station with a folder, and a printer that is away."""
    config = tmp_path / "printing.toml"
    config.write_text(CONFIG.format(folder=out, device=tmp_path / "missing"))
    return lambda *words: kiosk("--config", str(config), "labels", *words)


@pytest.fixture
def waiting(labels):
    """Two labels that wait for a printer that is away."""
    ended = labels("location", "MAIN", "MAIN/A", "--printer", "dock")
    assert ended.code == 4


def test_what_waits_is_listed_with_what_keeps_it(labels, waiting):
    ended = labels("queue")
    assert ended.code == 0
    first, second = ended.out.splitlines()
    assert first.startswith("1  ")
    assert "dock  MAIN  waiting, tried" in first
    assert "There is no printer at" in first
    assert "MAIN/A  waiting" in second
    assert re.match(r"2  \d{4}-\d\d-\d\d \d\d:\d\d:\d\d  dock", second), "the time alone, without its zone"


def test_a_program_gets_all_of_it(labels, waiting):
    rows = json.loads(labels("queue", "--json").out)
    assert [(row["id"], row["label"], row["state"], row["copies"]) for row in rows] == [
        (1, "MAIN", "waiting", 1),
        (2, "MAIN/A", "waiting", 1),
    ]
    assert rows[0]["at"].endswith("Z")
    assert rows[1]["fault"] is None


def test_nothing_waits_at_a_new_station(labels):
    assert labels("queue").out == "No label waits for a printer.\n"
    assert labels("queue", "--all").out == "No label was printed here yet.\n"
    assert json.loads(labels("queue", "--json").out) == []
    assert labels("print").out == "No label waits for a printer.\n"


def test_print_prints_what_waits_once_the_printer_is_there(labels, waiting, tmp_path):
    (tmp_path / "missing").touch()
    ended = labels("print")
    assert (ended.code, ended.out) == (0, "dock: 2 labels printed.\n")
    assert (tmp_path / "missing").read_bytes().count(b"^XA") == 2
    assert labels("queue").out == "No label waits for a printer.\n"


def test_print_says_which_printer_is_away_and_ends_so(labels, waiting):
    ended = labels("print")
    assert ended.code == 4
    assert ended.out == "dock: 0 labels printed, 2 waiting.\n"
    assert "There is no printer at" in ended.err
    (told,) = json.loads(labels("print", "--json").out)["printers"]
    assert (told["printer"], told["waiting"], told["condition"]) == ("dock", 2, "away")


def test_what_waits_is_dropped_and_printed_after_all_on_another_printer(labels, waiting, out):
    assert labels("drop", "1", "2").out == "2 labels dropped.\n"
    ended = labels("drop", "1", "99")
    assert (ended.code, ended.out) == (1, "0 labels dropped.\n")
    assert "1: MAIN waits no more; it is dropped already" in ended.err
    assert "99: no label of this station" in ended.err
    assert json.loads(labels("drop", "1", "--json").out) == {"changed": 0, "not": 1, "left": [1]}
    ended = labels("reprint", "2", "--printer", "desk")
    assert (ended.code, ended.out) == (0, "1 label waits to be printed again.\n")
    assert labels("print").out == "desk: 1 label printed.\n"
    (file,) = out.iterdir()
    assert b"MAIN/A" in file.read_bytes()
    rows = json.loads(labels("queue", "--all", "--json").out)
    assert [(row["id"], row["state"], row["printer"], row["reprints"]) for row in rows] == [
        (1, "dropped", "dock", None),
        (2, "dropped", "dock", None),
        (3, "printed", "desk", 2),
    ]


def test_what_is_printed_again_is_exactly_what_it_was(labels, out):
    labels("location", "MAIN", "--printer", "desk")
    labels("reprint", "1", "1")
    labels("print")
    first, again = sorted(out.iterdir())
    assert first.read_bytes() == again.read_bytes()


def test_print_says_which_labels_could_not_be_drawn(labels, waiting, shop, tmp_path):
    with closing(sqlite3.connect(shop)) as db, db:
        db.execute("UPDATE print_job SET content = '{' WHERE id = 1")
    (tmp_path / "missing").touch()
    ended = labels("print", "--json")
    (told,) = json.loads(ended.out)["printers"]
    assert (ended.code, told["printed"], told["waiting"]) == (1, 1, 0)
    assert "can't be read" in told["fault"]
    assert "MAIN  can't be printed: " in labels("queue").out
    assert labels("drop", "1").out == "1 label dropped.\n"
    assert labels("queue").out == "No label waits for a printer.\n"


def test_ids_that_there_are_not_are_told(labels, waiting):
    ended = labels("reprint", "1", "77")
    assert ended.code == 1
    assert "77: no label of this station has this id" in ended.err
    for wrong in ("x", "-1", "9" * 40):
        assert labels("drop", wrong).code == 2


def test_a_printer_that_there_is_not_is_told(labels, waiting):
    assert labels("print", "--printer", "office").code == 2
    assert labels("reprint", "1", "--printer", "office").code == 2
