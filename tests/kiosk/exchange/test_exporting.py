import io
import os
import stat

import pytest

from kiosk.errors import KioskError
from kiosk.exchange import csv_file, exporting, xlsx_file

COLUMNS = ("number", "name")
ROWS = [("1", "=a"), ("2", "b\nc")]


def names(folder):
    return [path.name for path in folder.iterdir()]


def failing():
    yield ROWS[0]
    raise RuntimeError("no more")


@pytest.fixture
def umask():
    """Sets the umask for the time of a test."""
    before = os.umask(0o077)
    yield os.umask
    os.umask(before)


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_file_may_be_read_by_whom_the_umask_allows(tmp_path, umask, mask, mode, force):
    umask(mask)
    path = tmp_path / "out.csv"
    exporting.write(path, COLUMNS, iter(ROWS), force=force)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.parametrize("ending", ["csv", "xlsx", "CSV"])
def test_a_file_is_written_by_its_ending(tmp_path, ending):
    path = tmp_path / f"out.{ending}"
    assert exporting.write(path, COLUMNS, iter(ROWS)) == 2
    file = io.BytesIO(path.read_bytes())
    lines = xlsx_file.read(path) if ending == "xlsx" else csv_file.read(file, COLUMNS)
    assert [tuple(line.cells) for line in lines] == [COLUMNS, *ROWS]
    assert names(tmp_path) == [path.name]


def test_csv_has_the_mark_that_spreadsheets_need(tmp_path):
    exporting.write(tmp_path / "x.csv", COLUMNS, [])
    assert (tmp_path / "x.csv").read_bytes() == b"\xef\xbb\xbfnumber,name\r\n"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("force", [False, True])
def test_rows_that_fail_leave_no_part_of_a_file(tmp_path, ending, force):
    with pytest.raises(RuntimeError, match="no more"):
        exporting.write(tmp_path / f"x.{ending}", COLUMNS, failing(), force=force)
    assert names(tmp_path) == []


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_that_exists_is_kept(tmp_path, ending):
    path = tmp_path / f"x.{ending}"
    path.write_text("mine")
    with pytest.raises(KioskError, match=r"exists.*--force"):
        exporting.write(path, COLUMNS, ROWS)
    assert path.read_text() == "mine"
    exporting.write(path, COLUMNS, ROWS, force=True)
    assert path.read_bytes() != b"mine"


def test_a_file_that_came_meanwhile_is_kept(tmp_path):
    path = tmp_path / "x.csv"

    def rows():
        path.write_text("mine")
        yield ROWS[0]

    with pytest.raises(KioskError, match="exists"):
        exporting.write(path, COLUMNS, rows())
    assert path.read_text() == "mine"
    assert names(tmp_path) == ["x.csv"]


def test_a_disk_without_hard_links_will_do(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    assert exporting.write(tmp_path / "x.csv", COLUMNS, ROWS) == 2
    assert names(tmp_path) == ["x.csv"]


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(KioskError, match=r"can't be written: No such file"):
        exporting.write(tmp_path / "none" / "x.csv", COLUMNS, ROWS)


@pytest.mark.parametrize("name", ["x.txt", "x", "x.xls", ".csv"])
def test_other_endings_are_no_format(tmp_path, name):
    with pytest.raises(KioskError, match=r"must end in \.csv or \.xlsx"):
        exporting.write(tmp_path / name, COLUMNS, ROWS)
