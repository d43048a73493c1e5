"""Rows become a CSV, XLSX or JSON file, by the ending of its name: whole, or not at all."""

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import uuid4

from kiosk.errors import KioskError
from kiosk.exchange import csv_file, xlsx_file
from kiosk.wording import exchange as wording

FORMATS = (".csv", ".xlsx")
JSON = ".json"


def format_of(path: Path) -> str:
    """One of `FORMATS`. Raises KioskError for any other ending."""
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise KioskError(wording.no_format(str(path)))
    return ending


def write(
    path: Path,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    force: bool = False,
    delimiter: str = csv_file.DELIMITER,
) -> int:
    """Write a new file with a header and the rows, which are used up one by one; answers how many.

    Raises KioskError as `whole` does, for an ending of no format, and without the libraries for XLSX. What `rows`
    raises goes through.
    """
    ending = format_of(path)
    all_rows = chain([columns], rows)

    def fill(part: Path) -> int:
        return _csv(part, all_rows, delimiter) if ending == ".csv" else xlsx_file.write(part, all_rows)

    return whole(path, fill, force=force) - 1


def write_json(path: Path, rows: Iterable[Mapping[str, Any]], *, force: bool = False) -> int:
    """Write a new file with a JSON array, a row to a line; answers how many. Raises KioskError as `whole` does.

    ASCII only, so that nothing in it acts on a terminal.
    """
    return whole(path, lambda part: _json(part, rows), force=force)


def folder(path: Path) -> None:
    """Make the folder of a file, for nobody else to read. Raises KioskError where that can't be."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise KioskError(wording.no_folder(str(path.parent), error.strerror or str(error))) from error


def whole(path: Path, fill: Callable[[Path], int], *, force: bool = False) -> int:
    """A new file that `fill` writes under another name first; answers what `fill` does.

    It may be read by whom any new file of the user may, as the umask has it.

    Raises KioskError for a file that exists unless `force` overwrites it, and where it can't be written. What `fill`
    raises goes through. No part of a file is left.
    """
    if path.exists() and not force:
        raise KioskError(wording.exists(str(path)))
    try:
        part = path.with_name(f".{path.name[:100]}.{uuid4().hex}{path.suffix}")
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666))
        try:
            count = fill(part)
            _sync(part)
            _publish(part, path, force=force)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise KioskError(wording.not_written(str(path), error.strerror or str(error))) from error
    return count


def _csv(part: Path, rows: Iterable[Sequence[str]], delimiter: str) -> int:
    # Without the mark, a spreadsheet takes UTF-8 for the encoding of its own country.
    with part.open("w", encoding="utf-8-sig", newline="") as stream:
        return csv_file.write(stream, rows, delimiter)


def _json(part: Path, rows: Iterable[Mapping[str, Any]]) -> int:
    count = 0
    with part.open("w", encoding="ascii") as stream:
        stream.write("[")
        for row in rows:
            stream.write(f"{',' if count else ''}\n{json.dumps(row)}")
            count += 1
        stream.write("\n]\n" if count else "]\n")
    return count


def _publish(part: Path, path: Path, *, force: bool) -> None:
    """Give the whole file its name at once."""
    if force:
        part.replace(path)
        return
    try:
        path.hardlink_to(part)  # unlike a rename, it never overwrites
    except FileExistsError:
        raise KioskError(wording.exists(str(path))) from None
    except OSError:  # the disk knows no hard links
        part.rename(path)
    with suppress(OSError):  # some file systems can't sync a folder
        _sync(path.parent)


def _sync(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
