"""How commands print: JSON for programs, aligned lines for people, and nothing that a terminal would obey."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from kiosk.scan import visible

_FORMULA = re.compile(r"'*[=+\-@]")


def document(out: TextIO, value: Any) -> None:
    """One JSON document. ASCII only, so that no stored text can act on a terminal."""
    out.write(json.dumps(value, indent=2) + "\n")


def array(out: TextIO, rows: Iterable[Any]) -> None:
    """A JSON array written row by row, for what may be too long to be held; ASCII only, too."""
    before = "["
    for row in rows:
        out.write(f"{before}\n{json.dumps(row)}")
        before = ","
    out.write("[]\n" if before == "[" else "\n]\n")


def lines(out: TextIO, *texts: str) -> None:
    """Lines of text, each made visible."""
    out.writelines(f"{visible(text)}\n" for text in texts)


def cell(value: Any) -> Any:
    """A value as a CSV cell: visible, and with an apostrophe before what a spreadsheet would take for a formula.

    What begins with apostrophes and then such a sign gets one more, so that taking one off restores it.
    """
    if not isinstance(value, str):
        return value
    text = visible(value)
    return f"'{text}" if _FORMULA.match(text) else text


def table(out: TextIO, rows: Iterable[Sequence[str]]) -> None:
    """Columns side by side, each as wide as its widest cell."""
    cells = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        out.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")
