import io
import re
import sys
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.errors import KioskError
from kiosk.exchange import xlsx_file

HOSTILE = [
    "=1+1",
    "+1",
    "@SUM(A1)",
    "'=x",
    "{=1}",
    "http://example.org",
    "mailto:a@b",
    "internal:Sheet1!A1",
    "00123",
    "123456789012345678901234567890",
    "1e5",
    "TRUE",
    "\x1d\x01\x1b",
    "a\rb\nc\r\nd",
    "_x001D_",
    "_x005F_x001D_",
    "_x005f_",
    "<r>",
    "<r>x</r>",
    "<r><t>x</t></r>\x01",
    "<b>&amp;&\"'",
    "\ufffe\uffff",
    " lead and trail ",
    "\x85\u2028\u202e",
    "😀日本",
    "\x7f",
]
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12) | st.text(
    st.sampled_from("_x005FD<r>/t&=+'\r\n\x1d "), max_size=12
)


def cells(path: Path) -> list[list[str]]:
    lines = list(xlsx_file.read(path))
    assert not any(line.faults for line in lines)
    return [list(line.cells) for line in lines]


def test_hostile_texts_come_back_and_are_texts(tmp_path):
    path = tmp_path / "x.xlsx"
    assert xlsx_file.write(path, [["a"] * len(HOSTILE), HOSTILE]) == 2
    assert cells(path)[1] == HOSTILE
    types = {cell.data_type for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row}
    assert types == {"s"}


@settings(max_examples=40, deadline=None)
@given(row=st.lists(TEXTS, min_size=1, max_size=8))
def test_every_text_comes_back(row, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "x.xlsx"
    xlsx_file.write(path, [["a"] * len(row), row])
    if any(row):
        read = cells(path)[1]
        assert read + [""] * (len(row) - len(read)) == row


@given(TEXTS)
def test_escaping_is_exact(text):
    assert xlsx_file.unescaped(xlsx_file.escaped(text)) == text
    assert not re.search("[\x00-\x08\x0b-\x1f\ufffe\uffff]", xlsx_file.escaped(text))


def test_texts_that_a_spreadsheet_has_saved_come_back(tmp_path):
    """Spreadsheets share the texts of cells, so they stand elsewhere in the file."""
    path = tmp_path / "x.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    texts = ["a", "_x001D_", "\x1d", "a\rb", "00123"]
    for place, text in enumerate(texts):
        sheet.write_string(0, place, text)
    book.close()
    assert "xl/sharedStrings.xml" in ZipFile(path).namelist()
    assert cells(path)[0] == texts


@pytest.fixture
def typed(tmp_path):
    """A workbook with this value in a cell."""

    def write(value, number_format=None) -> Path:
        book = openpyxl.Workbook()
        book.active.append([value])
        if number_format:
            book.active["A1"].number_format = number_format
        path = tmp_path / "x.xlsx"
        book.save(path)
        return path

    return write


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5, "5"),
        (-3, "-3"),
        (2.50, "2.5"),
        (0.1 + 0.2, "0.3"),
        (0.00001, "0.00001"),
        (1e5, "100000"),
        (4006381333931, "4006381333931"),
        (10**15 - 1, "999999999999999"),
        (True, "yes"),
        (False, "no"),
        (date(2027, 3, 31), "2027-03-31"),
        (datetime(2027, 3, 31), "2027-03-31"),
        (datetime(2027, 3, 31, 8, 30), "2027-03-31T08:30:00"),
        ("x", "x"),
    ],
)
def test_a_value_is_read_as_it_was_typed(typed, value, text):
    assert cells(typed(value))[0] == [text]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (10**15, "digits were lost; format the column as text"),
        (12345678901234567890, "digits were lost"),
        (1.5e20, "digits were lost"),
        (-(10**15), "digits were lost"),
        ("=1+1", "is a formula; paste its value"),
        ("=A2", "is a formula"),
        ("#N/A", r"is an error \(#N/A\)"),
        (time(8, 30), "is a time of day"),
    ],
)
def test_a_value_that_is_no_text_is_told(typed, value, why):
    (line,) = xlsx_file.read(typed(value))
    assert re.search(why, line.faults[0])


def test_a_date_that_can_not_be_is_told(typed):
    (line,) = xlsx_file.read(typed(99999999999, "yyyy-mm-dd"))
    assert "is an error" in line.faults[0] or "digits" in line.faults[0]


def test_the_first_sheet_that_can_be_seen_counts(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["hidden"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Parts").append(["seen"])
    book.create_sheet("More").append(["more"])
    book.save(tmp_path / "x.xlsx")
    assert cells(tmp_path / "x.xlsx") == [["seen"]]


def test_wrong_dimensions_hide_nothing(tmp_path):
    path = tmp_path / "x.xlsx"
    xlsx_file.write(path, [["a", "b"], ["1", "2"]])
    with ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(b'<dimension ref="[^"]*"', b'<dimension ref="A1"', parts[sheet])
    with ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    assert cells(path) == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and so on", b"number,name\n"])
def test_what_is_no_workbook_is_told(tmp_path, content):
    (tmp_path / "x.xlsx").write_bytes(content)
    with pytest.raises(KioskError, match="is no XLSX file, or a damaged one"):
        list(xlsx_file.read(tmp_path / "x.xlsx"))


def test_a_zip_that_is_no_workbook_is_told(tmp_path):
    stream = io.BytesIO()
    with ZipFile(stream, "w") as book:
        book.writestr("x", "y")
    (tmp_path / "x.xlsx").write_bytes(stream.getvalue())
    with pytest.raises(KioskError, match="is no XLSX file"):
        list(xlsx_file.read(tmp_path / "x.xlsx"))


def test_a_cell_that_is_too_long_is_told(tmp_path):
    with pytest.raises(KioskError, match="too large for XLSX"):
        xlsx_file.write(tmp_path / "x.xlsx", [["a"], ["x" * 40_000]])


def test_without_the_libraries_their_extra_is_named(tmp_path, monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] in ("openpyxl", "xlsxwriter")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(KioskError, match=r"pip install 'kiosk\[xlsx\]'"):
        list(xlsx_file.read(tmp_path / "x.xlsx"))
    with pytest.raises(KioskError, match=r"pip install 'kiosk\[xlsx\]'"):
        xlsx_file.write(tmp_path / "x.xlsx", [])
