"""XLSX, read and written: every cell a text, and none a formula or a link. Needs the extra `xlsx`.

Neither library keeps every text by itself, so the two places where texts are escaped are overruled here: XlsxWriter
writes a text in `<r>…</r>` as markup and leaves out what XML can't hold, openpyxl takes escapes apart twice.
"""

import re
import warnings
from collections.abc import Generator, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from kiosk.errors import KioskError
from kiosk.exchange.lines import Line
from kiosk.wording import exchange as wording

ROWS = 1_048_576  # that a sheet has
LONGEST = 32_767  # characters of a cell
EXACT = 10**15  # from here on a spreadsheet's numbers lose digits

# What XML can't hold or would change, what looks like an escape, and what XlsxWriter takes for markup.
_TO_ESCAPE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)|^<(?=r>)")
_ESCAPED = re.compile(r"_x([0-9a-fA-F]{4})_")
_SHARED = "xl/sharedStrings.xml"


def escaped(text: str) -> str:
    """The text with what a cell can't hold as `_x001D_`, which is how spreadsheets write it."""
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def read(path: Path) -> Generator[Line]:
    """The rows of the first sheet that can be seen. Raises KioskError where it is no XLSX file."""
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise KioskError(wording.no_xlsx()) from error
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of colours, rules and other things that are no data
        book = rows = None
        try:
            book = load_workbook(path, read_only=True)
            sheet: Any = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
            sheet.reset_dimensions()  # some programs write wrong ones, and then cells would be passed over
            if (texts := _shared_strings(path)) is not None:
                sheet._shared_strings = texts
            rows = sheet.iter_rows()
            for number, cells in enumerate(rows, 1):
                yield _row(number, cells)
        except OSError as error:
            raise KioskError(wording.no_file(str(path), error.strerror or str(error))) from error
        except (KioskError, GeneratorExit):
            raise
        except Exception as error:  # openpyxl raises whatever its parts do
            raise KioskError(wording.no_workbook(str(path))) from error
        finally:
            # The sheet's own file first: as long as it is open, the book's stays so, too.
            for opened in (rows, book):
                if opened is not None:
                    opened.close()


def write(path: Path, rows: Iterable[Sequence[str]]) -> int:
    """Writes the rows, the first of which is the header, and answers how many there were.

    Raises KioskError for what no sheet holds, and OSError.
    """
    try:
        from xlsxwriter import Workbook
        from xlsxwriter.exceptions import FileCreateError
        from xlsxwriter.worksheet import Worksheet
    except ImportError as error:
        raise KioskError(wording.no_xlsx()) from error

    class Sheet(Worksheet):  # type: ignore[misc]
        @staticmethod
        def _escape_control_characters(data: str) -> str:
            return escaped(data)

    book = Workbook(str(path), {"constant_memory": True})  # a row is written and forgotten
    try:
        text = book.add_format({"num_format": "@"})
        bold = book.add_format({"num_format": "@", "bold": True})
        sheet = book.add_worksheet(worksheet_class=Sheet)
        sheet.freeze_panes(1, 0)
        count = 0
        for row in rows:
            if count == 0:
                # Cells that are added to the sheet are texts as well, so that no digits are lost there either.
                sheet.set_column(0, len(row) - 1, 18, text)
            for place, cell in enumerate(row):
                if cell and sheet.write_string(count, place, cell, text if count else bold):
                    raise KioskError(wording.too_large_for_a_sheet(ROWS, LONGEST))
            count += 1
    finally:
        try:
            book.close()
        except FileCreateError as error:
            raise OSError(str(error)) from error
    return count


def _row(number: int, cells: Sequence[Any]) -> Line:
    texts, faults = [], {}
    for place, cell in enumerate(cells):
        try:
            texts.append(_text(cell))
        except ValueError as error:
            texts.append("")
            faults[place] = str(error)
    return Line(number, texts, faults)


def _text(cell: Any) -> str:
    value = cell.value
    match cell.data_type, value:
        case _, None:
            return ""
        case "f", _:
            raise ValueError(wording.formula())
        case "e", _:
            raise ValueError(wording.error_cell(str(value)))
        case _, str():
            return unescaped(value)
        case _, bool():
            return "yes" if value else "no"
        case _, int() | float():
            return _digits(value)
        case _, datetime():
            return (value.date() if value.time() == datetime.min.time() else value).isoformat()
        case _, date():
            return value.isoformat()
        case _:
            raise ValueError(wording.time_cell())


def _digits(value: int | float) -> str:
    """A number as it was typed. Spreadsheets show 15 digits; of what has more, some were lost already."""
    if not abs(value) < EXACT:
        raise ValueError(wording.lost_digits())
    return f"{Decimal(f'{value:.15g}'):f}"


def _shared_strings(path: Path) -> list[str] | None:
    """The texts that cells share, escapes and all; None where the file keeps them in an unusual place, or has none."""
    from openpyxl.cell.text import Text
    from openpyxl.xml.constants import SHEET_MAIN_NS
    from openpyxl.xml.functions import iterparse

    with ZipFile(path) as archive:
        if _SHARED not in archive.namelist():
            return None
        texts = []
        with archive.open(_SHARED) as part:
            for _, node in iterparse(part):
                if node.tag == f"{{{SHEET_MAIN_NS}}}si":
                    texts.append(Text.from_tree(node).content)
                    node.clear()
        return texts
