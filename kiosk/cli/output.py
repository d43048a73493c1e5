"""How commands print to stdout: JSON and CSV for programs, lines for people, and nothing a terminal would obey.

All of it raises OutputError where stdout does not take it.
"""

import csv
import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from kiosk.cli.ending import printing
from kiosk.exchange.cells import guarded
from kiosk.scan import visible


def document(value: Any) -> None:
    """One JSON document. ASCII only, so that no stored text can act on a terminal."""
    _write(json.dumps(value, indent=2) + "\n")


def array(rows: Iterable[Any]) -> None:
    """A JSON array written row by row, for what may be too long to be held; ASCII only, too."""
    before = "["
    for row in rows:
        _write(f"{before}\n{json.dumps(row)}")
        before = ","
    _write("[]\n" if before == "[" else "\n]\n")


def streamed(head: Mapping[str, Any], name: str, rows: Iterable[Any]) -> None:
    """One JSON object that ends with a list, which may be too long to be held and is written row by row; ASCII only."""
    _write(json.dumps(head, indent=2)[: -len("\n}")] + f',\n  "{name}": [')
    between = "\n    "
    for row in rows:
        _write(f"{between}{json.dumps(row)}")
        between = ",\n    "
    _write(("]" if between == "\n    " else "\n  ]") + "\n}\n")


def lines(*texts: str) -> None:
    """Lines of text, each made visible."""
    _write("".join(f"{visible(text)}\n" for text in texts))


def each(texts: Iterable[str], none: str) -> None:
    """A line of each text as it comes, or of `none` where there is not one."""
    told = False
    for text in texts:
        lines(text)
        told = True
    if not told:
        lines(none)


def rows(cells: Iterable[Sequence[Any]]) -> None:
    """Rows of CSV, each cell as `cell` has it."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for row in cells:
        with printing():
            writer.writerow(map(cell, row))


def cell(value: Any) -> Any:
    """A value as a CSV cell: visible, and with an apostrophe before what a spreadsheet would take for a formula."""
    return guarded(visible(value)) if isinstance(value, str) else value


def copied(file: IO[bytes]) -> None:
    """All of a file as it stands, for programs."""
    with printing():
        sys.stdout.flush()
        shutil.copyfileobj(file, sys.stdout.buffer)


def table(rows: Iterable[Sequence[str]]) -> None:
    """Columns side by side, each as wide as its widest cell."""
    cells = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        _write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")


def _write(text: str) -> None:
    with printing():
        sys.stdout.write(text)
