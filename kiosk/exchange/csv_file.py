"""CSV, read and written: encodings, delimiters, quotes; the same text comes back whatever is in it.

Written as UTF-8 with a mark at its beginning, without which spreadsheets take it for another encoding.
"""

import codecs
import csv
import io
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from itertools import chain
from typing import IO, BinaryIO

from kiosk.errors import KioskError
from kiosk.exchange.cells import guarded, restored
from kiosk.exchange.header import spelt
from kiosk.exchange.lines import Line
from kiosk.wording import exchange as wording

DELIMITER = ","
DELIMITERS = (DELIMITER, ";", "\t", "|")
ZIP = b"PK\x03\x04"  # what XLSX begins with
LONGEST = 1_000_000  # characters of a line; csv itself takes no cell of more than 131,072

_MARKS = (  # UTF-32's begins like UTF-16's, and nobody writes it
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def is_encoding(name: str) -> bool:
    """Whether Python knows an encoding of texts by this name."""
    try:
        b"a".decode(name)  # nothing at all is decoded without a look at the name
    except UnicodeError:
        return True
    except (LookupError, ValueError):
        return False
    return True


class NotTextError(KioskError):
    """A file is no text in the encoding that it is read in."""


def read(
    file: BinaryIO, columns: Collection[str], *, encoding: str | None = None, delimiter: str | None = None
) -> Generator[Line]:
    """The rows of a file. `columns` are the names to know the delimiter by; what is given counts instead.

    Raises KioskError where it is no text in this encoding. Behind a row whose quotes are broken nothing is read.
    """
    stream, encoding = _text(file, encoding)
    try:
        first = _line(stream)
        rest = iter(lambda: _line(stream), "")
        reader = csv.reader(chain([first], rest), delimiter=delimiter or _delimiter(first, columns), strict=True)
        yield from _rows(reader)
    except UnicodeError as error:
        raise NotTextError(wording.not_encoded(encoding)) from error


def write(stream: IO[str], rows: Iterable[Sequence[str]], delimiter: str = DELIMITER) -> int:
    """Writes the rows and answers how many there were. The stream must leave line breaks as they are."""
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")  # RFC 4180
    count = 0
    for row in rows:
        writer.writerow(map(guarded, row))
        count += 1
    return count


def _text(file: BinaryIO, encoding: str | None) -> tuple[io.TextIOWrapper, str]:
    begin = file.read(4)
    if begin == ZIP:
        raise KioskError(wording.piped_workbook())
    if encoding is None:
        encoding = next((name for mark, name in _MARKS if begin.startswith(mark)), "utf-8")
        if not encoding:
            raise NotTextError(wording.not_encoded("utf-8"))
    whole = io.BufferedReader(_Rejoined(begin, file))
    return io.TextIOWrapper(whole, encoding=encoding, newline=""), encoding


def _line(stream: io.TextIOWrapper) -> str:
    line = stream.readline(LONGEST)
    if len(line) == LONGEST and not line.endswith(("\n", "\r")):
        raise KioskError(wording.no_lines())
    return line


def _delimiter(header: str, columns: Collection[str]) -> str:
    """The one that tells the header into most known names."""

    def known(delimiter: str) -> int:
        try:
            cells = next(csv.reader([header], delimiter=delimiter), [])
        except csv.Error:
            return 0
        return sum(spelt(cell) in columns for cell in cells)

    return max(DELIMITERS, key=known)


def _rows(reader: Iterator[list[str]]) -> Iterator[Line]:
    number = width = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error:
            yield Line(number, fault=wording.broken_quotes())
            return
        if cells is None:
            return
        yield _row(number, cells, width)
        width = width or len(cells)


def _row(number: int, cells: list[str], width: int) -> Line:
    if not any(cells):
        return Line(number)
    if width and (len(cells) < width or any(cells[width:])):
        return Line(number, fault=wording.ragged(len(cells), width))
    nul = {place: wording.nul() for place, cell in enumerate(cells) if "\0" in cell}
    return Line(number, [*map(restored, cells)], nul)


class _Rejoined(io.RawIOBase):
    """A stream with what was read of it put back: not every stream, such as a pipe, can be wound back."""

    def __init__(self, begin: bytes, rest: BinaryIO) -> None:
        self._begin = begin
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        part = self._begin[: len(buffer)] or self._rest.read(len(buffer))
        self._begin = self._begin[len(part) :] if self._begin else b""
        buffer[: len(part)] = part
        return len(part)
