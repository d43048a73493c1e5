"""How a text stands in a CSV cell, so that no spreadsheet takes it for a formula, and how it is read back. Pure.

What begins like a formula, or with apostrophes and then like one, gets one more apostrophe: taking one off such a
cell restores every text exactly.
"""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def guarded(text: str) -> str:
    """The text as a cell of CSV."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(cell: str) -> str:
    """The text that a cell of CSV stands for; what was written without an apostrophe stands for itself."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
