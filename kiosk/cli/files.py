"""What `kiosk import` and `kiosk export` have in common: options of files, and rows that go to a file or to stdout."""

import io
import tempfile
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from kiosk.cli import output
from kiosk.exchange.names import NAMES
from kiosk.wording import exchange as wording

STDOUT = "-"


def delimiter(text: str) -> str:
    """A delimiter as the command line names it."""
    if text.lower() in ("tab", "\\t"):
        return "\t"
    if len(text) != 1 or text in "\"'\r\n\0" or text.isalnum() or not text.isascii():
        raise ArgumentTypeError(wording.no_delimiter(text))
    return text


def kind_argument(parser: ArgumentParser, *, optional: bool = False) -> None:
    described = wording.kinds_option(NAMES)
    if optional:
        parser.add_argument("kind", metavar="KIND", nargs="?", choices=NAMES, help=described)
    else:
        parser.add_argument("kind", metavar="KIND", choices=NAMES, help=described)


def file_options(parser: ArgumentParser) -> None:
    """What goes for files that are written."""
    parser.add_argument("--delimiter", metavar="CHAR", type=delimiter, help=wording.delimiter_option())
    parser.add_argument("--force", action="store_true", help=wording.force_option())


def format_checked(arguments: Namespace, file: str) -> None:
    """Refuse a file to be written whose ending is that of no format."""
    from kiosk.exchange.exporting import FORMATS

    if file != STDOUT and not file.lower().endswith(FORMATS):
        arguments.refuse(wording.no_format(file))


def written(arguments: Namespace, file: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write rows to a new file, or to stdout; answers how many. Raises KioskError."""
    from itertools import chain

    from kiosk.exchange import csv_file, exporting

    delimiter = arguments.delimiter or csv_file.DELIMITER
    if file != STDOUT:
        return exporting.write(Path(file), columns, rows, force=arguments.force, delimiter=delimiter)
    # On stdout, too, there is all or nothing.
    with tempfile.TemporaryFile() as part, io.TextIOWrapper(part, encoding="utf-8", newline="") as stream:
        count = csv_file.write(stream, chain([columns], rows), delimiter)
        stream.flush()
        part.seek(0)
        output.copied(part)
    return count - 1
