"""A file that is to be imported, whatever its format: what it is is seen by its beginning, not by its name."""

import os
import sys
from collections.abc import Collection, Generator, Iterator
from pathlib import Path
from typing import BinaryIO

from kiosk.errors import KioskError
from kiosk.exchange import csv_file, xlsx_file
from kiosk.exchange.lines import Line
from kiosk.wording import exchange as wording

STDIN = "-"
_OLE = b"\xd0\xcf\x11\xe0"  # XLS


def typed(name: str) -> str:
    """The path of the file that an operator has named: never stdin, and nothing that may be read for ever.

    `~` is the home folder. Raises KioskError where something of this name is there that is no plain file.
    """
    try:
        path = Path(name).expanduser().absolute()
        odd = b"\0" in os.fsencode(path) or (path.exists() and not path.is_file())
    except (OSError, RuntimeError, ValueError):  # a closed folder, a home that nobody has, what no name can hold
        odd = True
    if odd:
        raise KioskError(wording.no_plain_file(name))
    return str(path)


def lines(file: str, columns: Collection[str], *, encoding: str | None, delimiter: str | None) -> Generator[Line]:
    """The rows of a file, or of CSV on stdin; as for `csv_file.read`. Raises KioskError where it can't be read."""
    try:
        if file == STDIN:
            yield from _csv(sys.stdin.buffer, columns, encoding, delimiter)
            return
        with Path(file).open("rb") as stream:
            begin = stream.read(4)
            stream.seek(0)
            if begin == _OLE:
                raise KioskError(wording.old_workbook(file))
            if begin != csv_file.ZIP:
                yield from _csv(stream, columns, encoding, delimiter)
                return
        yield from xlsx_file.read(Path(file))
    except OSError as error:
        raise KioskError(wording.no_file(file, error.strerror or str(error))) from error


def plain(file: str, columns: Collection[str], *, delimiter: str | None = None) -> Generator[Line]:
    """The same where nobody can name an encoding: UTF-8, or UTF-16 with its mark."""
    try:
        yield from lines(file, columns, encoding=None, delimiter=delimiter)
    except csv_file.NotTextError as error:
        raise KioskError(wording.not_unicode()) from error


def _csv(stream: BinaryIO, columns: Collection[str], encoding: str | None, delimiter: str | None) -> Iterator[Line]:
    return csv_file.read(stream, columns, encoding=encoding, delimiter=delimiter)
