import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import KioskError
from kiosk.exchange import csv_file
from kiosk.exchange.lines import Line

COLUMNS = ("number", "name", "unit")
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12) | st.text(
    st.sampled_from("'=+-@\t\r\n\",;|\x1d\ufeff ax"), max_size=6
)


def read(raw: bytes | str, **options) -> list[Line]:
    file = io.BytesIO(raw.encode() if isinstance(raw, str) else raw)
    return [line for line in csv_file.read(file, COLUMNS, **options) if not line.blank]


def cells(raw: bytes | str, **options) -> list[list[str]]:
    lines = read(raw, **options)
    assert not any(line.fault or line.faults for line in lines)
    return [list(line.cells) for line in lines]


@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), max_size=5), st.sampled_from(csv_file.DELIMITERS))
def test_every_text_comes_back(rows, delimiter):
    stream = io.StringIO(newline="")
    assert csv_file.write(stream, [COLUMNS, *rows], delimiter) == len(rows) + 1
    assert cells(stream.getvalue().encode("utf-8-sig")) == [list(COLUMNS), *(row for row in rows if any(row))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_mark_tells_the_encoding(encoding):
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    assert cells(f"{mark}number,name\n1,Müller €\n".encode(encoding)) == [["number", "name"], ["1", "Müller €"]]


def test_a_named_encoding_counts():
    raw = "number;name\n1;příliš žluťoučký\n".encode("cp1250")
    assert cells(raw, encoding="cp1250")[1] == ["1", "příliš žluťoučký"]


@pytest.mark.parametrize("raw", ["number\nžlutý".encode("cp1250"), "number\nx".encode("utf-32"), b"\x80"])
def test_no_encoding_is_guessed(raw):
    with pytest.raises(KioskError, match=r"no text in UTF-8.*--encoding cp1250"):
        read(raw)


def test_a_wrong_encoding_far_down_is_found():
    with pytest.raises(KioskError, match="no text in UTF-8"):
        read(b"number,name\n" + b"1,x\n" * 50_000 + b"\xff\n")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_known_columns(delimiter):
    other = "|" if delimiter == ";" else ";"
    assert cells(f"Number{delimiter}NAME{delimiter}x{other}y\n1{delimiter}2{delimiter}3\n")[1] == ["1", "2", "3"]


def test_a_delimiter_inside_quotes_is_none():
    assert cells('"number";"name, or so; or"\n1;2\n') == [["number", "name, or so; or"], ["1", "2"]]


def test_a_named_delimiter_counts():
    assert cells("number:name\n1:2\n", delimiter=":")[1] == ["1", "2"]


def test_rows_are_counted_as_a_spreadsheet_does():
    lines = read('number,name\n\n"1","a\nb"\n,\n2,c\n')
    assert [line.number for line in lines] == [1, 3, 5]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", ""])
def test_each_line_end_ends_a_row(end):
    assert cells(f"number{end or chr(10)}1{end}") == [["number"], ["1"]]


@pytest.mark.parametrize("row", ["1", "1,2", "1,2,3,4", '"1,2,3'])
def test_a_ragged_row_is_told(row):
    (line,) = read(f"number,name,unit\n{row}\n")[1:]
    assert "cells where the first row has 3" in line.fault or "is not closed" in line.fault


def test_empty_cells_at_the_end_are_none():
    assert cells("number,name,unit\n1,2,3,,\n")[1][:3] == ["1", "2", "3"]


@pytest.mark.parametrize("row", ['"a"b,1,2', '"a,1,2\nx,y,z'])
def test_behind_broken_quotes_nothing_is_read(row):
    lines = read(f"number,name,unit\n{row}\n1,2,3\n")
    assert [line.number for line in lines] == [1, 2]
    assert "rows from here on were not read" in lines[1].fault


def test_a_nul_is_told_by_its_cell():
    line = read(b"number,name\n1,a\0b\n")[1]
    assert list(line.faults) == [1]
    assert "has a NUL" in line.faults[1]


def test_a_file_without_lines_is_none():
    with pytest.raises(KioskError, match="is no CSV"):
        read("x" * 2_000_000)


def test_a_pipe_that_delivers_byte_by_byte_is_read():
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb", buffering=0) as end:
        for byte in "\ufeffnumber,name\n1,ä\n".encode():
            end.write(bytes([byte]))
    with os.fdopen(reading, "rb", buffering=0) as file:
        assert [list(line.cells) for line in csv_file.read(file, COLUMNS)][1] == ["1", "ä"]


@pytest.mark.parametrize(("name", "known"), [("cp1250", True), ("UTF8", True), ("hex", False), ("nope", False)])
def test_what_an_encoding_of_texts_is(name, known):
    assert csv_file.is_encoding(name) is known
