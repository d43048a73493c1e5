"""Templates of labels, slips and sheets: small TOML files that say what stands where, in mm from the top left corner.

Pure: who keeps templates of their own, and where, is said by `kiosk.labels.library`. A text names its fields in braces;
which there are is checked when a template is read, so that a label never comes out with a hole in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import Any, Literal

from kiosk.barcodes.commands import Word
from kiosk.labels import supplied
from kiosk.labels.fields import FIELDS, LINE, UNIT
from kiosk.labels.phrases import PhraseError, parse
from kiosk.labels.symbols import Symbology
from kiosk.labels.tables import Reading, TemplateError, nearest
from kiosk.wording import label_templates as wording

__all__ = ["TemplateError", "builtin", "names", "read", "source"]

ENDING = supplied.ENDING
NARROWEST = 0.2  # mm of a module; handhelds read 0.19 at best, and printers spread ink
DOCUMENT, COMMANDS = "document", "commands"

Align = Literal["left", "center", "right"]


class Pages(StrEnum):
    """On which pages of a slip something stands."""

    ALL = "all"
    FIRST = "first"
    LATER = "later"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class TextEntry:
    """[[text]]: `y` is the top of the first line, `size` the height of letters; wrapped to `lines` lines of `width`.

    What doesn't fit is written smaller, down to `smallest`, before it is cut. `otherwise` stands where `text` is empty.
    """

    x: float
    y: float
    size: float
    text: str
    otherwise: str = ""
    width: float | None = None
    bold: bool = False
    align: Align = "left"
    lines: int = 1
    smallest: float | None = None
    pages: Pages = Pages.ALL


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """[[code]]: in a box, with its quiet zones, as large as fits; `otherwise` is printed where `text` can't be."""

    x: float
    y: float
    width: float
    height: float
    symbology: Symbology
    text: str
    otherwise: str = ""
    align: Align = "left"
    module: float = 1.5
    pages: Pages = Pages.ALL


@dataclass(frozen=True, slots=True)
class LineEntry:
    """[[line]]: a filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    pages: Pages = Pages.ALL


@dataclass(frozen=True, slots=True)
class Column:
    """[[rows.column]]: what a line of a document says in one of its columns, below a heading."""

    text: str
    width: float
    heading: str = ""
    align: Align = "left"
    bold: bool = False
    lines: int = 4


@dataclass(frozen=True, slots=True)
class Units:
    """[rows.units]: the serials of a line, side by side below it; `again` begins a page that goes on with them."""

    width: float
    size: float
    text: str = "{serial}"
    indent: float = 0.0
    again: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """[rows]: the lines of a document, from `y` on the first page and `later` on the others, down to `margin`."""

    x: float
    y: float
    size: float
    later: float | None = None
    margin: float = 10.0
    gap: float = 1.0
    column: tuple[Column, ...] = ()
    units: Units | None = None


@dataclass(frozen=True, slots=True)
class Commands:
    """[commands]: the command codes of a sheet, from `x`, `y` on, as far from the right edge, and down to `margin`.

    `quantities` and `rows` are the numbers that there are codes for; `without` are the words that there are none for.
    """

    x: float
    y: float
    margin: float = 15.0
    module: float = 0.3387
    bars: float = 12.0
    quantities: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100)
    rows: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)
    without: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A template. `height` 0: as long as it needs, on a roll. `sheet`: the label paper it is made for, if any."""

    name: str
    about: str
    kind: str
    width: float
    height: float
    sheet: str = ""
    texts: tuple[TextEntry, ...] = ()
    codes: tuple[CodeEntry, ...] = ()
    lines: tuple[LineEntry, ...] = ()
    rows: Rows | None = None
    commands: Commands | None = None


_TABLES = ("label", "text", "code", "line", "rows", "commands")


@dataclass(frozen=True, slots=True)
class _Label:
    """[label]: what it is for, and its size."""

    about: str
    kind: Literal["part", "supplier_part", "stock_item", "unit", "location", "document", "commands"]
    width: float
    height: float
    sheet: str = ""


def read(text: str, name: str, file: str = "") -> Template:
    """The template in the text of a file; `file` is its name for sentences. Raises TemplateError with all faults."""
    reading = Reading(file or name + ENDING)
    template = _template(reading, reading.document(text), name)
    if template is not None:
        _check(reading, template)
    if reading.problems or template is None:
        raise TemplateError(*reading.problems)
    return template


@cache
def builtin(name: str) -> Template:
    """One that comes with the program. Raises KeyError."""
    return read(source(name), name)


@cache
def names() -> tuple[str, ...]:
    """Those that come with the program."""
    return supplied.names("templates")


def source(name: str) -> str:
    """The file of one that comes with the program. Raises KeyError."""
    return supplied.text("templates", name)


def _template(reading: Reading, document: dict[str, Any], name: str) -> Template | None:
    reading.known(document, _TABLES)
    head = reading.table("[label]", _Label, document.get("label", {}))
    texts = reading.tables("text", TextEntry, document.get("text", []))
    codes = reading.tables("code", CodeEntry, document.get("code", []))
    lines = reading.tables("line", LineEntry, document.get("line", []))
    rows = _rows(reading, document["rows"]) if "rows" in document else None
    commands = reading.table("[commands]", Commands, document["commands"]) if "commands" in document else None
    if head is None:
        return None
    size = (head.width, head.height)
    return Template(name, head.about, head.kind, *size, head.sheet, texts, codes, lines, rows, commands)


def _rows(reading: Reading, values: object) -> Rows | None:
    rows = reading.table("[rows]", Rows, values, ("column", "units"))
    if not isinstance(values, dict) or rows is None:
        return None
    columns = reading.tables("rows.column", Column, values.get("column", []))
    units = reading.table("[rows.units]", Units, values["units"]) if "units" in values else None
    return replace(rows, column=columns, units=units)


# What holds between the entries


def _check(reading: Reading, template: Template) -> None:
    for table, key, text, fields in _phrases(template):
        try:
            named = parse(text).fields
        except PhraseError as error:
            reading.problems.append(wording.bad_text(reading.file, table, key, text, str(error)))
            continue
        reading.problems += [
            wording.no_field(reading.file, table, key, field, nearest(field, fields), fields, template.kind)
            for field in named
            if field not in fields
        ]
    _check_places(reading, template)
    if (template.commands is not None) != (template.kind == COMMANDS):
        reading.problems.append(wording.commands_alone(reading.file))
    if template.commands is not None:
        _check_commands(reading, template, template.commands)
    if template.rows is not None:
        _check_rows(reading, template, template.rows)
    elif not template.height:
        reading.problems.append(wording.rows_needed(reading.file))


def _phrases(template: Template) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Table, key, text, and the fields it may name."""
    fields = tuple(FIELDS[template.kind])
    for number, text in enumerate(template.texts, 1):
        yield f"[[text]] {number}", "text", text.text, fields
        yield f"[[text]] {number}", "otherwise", text.otherwise, fields
    for number, code in enumerate(template.codes, 1):
        yield f"[[code]] {number}", "text", code.text, fields
        yield f"[[code]] {number}", "otherwise", code.otherwise, fields
    if template.rows is not None:
        for number, column in enumerate(template.rows.column, 1):
            yield f"[[rows.column]] {number}", "text", column.text, tuple(LINE)
        if template.rows.units is not None:
            yield "[rows.units]", "text", template.rows.units.text, tuple({**LINE, **UNIT})
            yield "[rows.units]", "again", template.rows.units.again, tuple(LINE)


def _check_places(reading: Reading, template: Template) -> None:
    height = template.height or float("inf")
    boxes = chain(
        ((f"[[text]] {at}", one.x, one.y, 0.0, one.size) for at, one in enumerate(template.texts, 1)),
        ((f"[[code]] {at}", one.x, one.y, one.width, one.height) for at, one in enumerate(template.codes, 1)),
        ((f"[[line]] {at}", one.x, one.y, one.width, one.height) for at, one in enumerate(template.lines, 1)),
    )
    reading.problems += [
        wording.outside(reading.file, table, template.width, template.height)
        for table, x, y, width, tall in boxes
        if x + width > template.width + 0.01 or y + tall > height + 0.01
    ]


def _check_commands(reading: Reading, template: Template, commands: Commands) -> None:
    wrong = [one for one in commands.quantities if one < 1] + [one for one in commands.rows if one > 9]
    if wrong:
        reading.problems.append(wording.no_such_number(reading.file, wrong[0]))
    if commands.module < NARROWEST:
        reading.problems.append(wording.bars_too_narrow(reading.file, NARROWEST))


def _check_rows(reading: Reading, template: Template, rows: Rows) -> None:
    if template.kind != DOCUMENT:
        reading.problems.append(wording.no_rows(reading.file))
    if rows.x + sum(column.width for column in rows.column) > template.width + 0.01:
        reading.problems.append(wording.columns_wide(reading.file, template.width))
    room = template.height - rows.margin - max(rows.y, rows.later or 0.0)
    if template.height and room < 10 * rows.size:
        reading.problems.append(wording.no_room_for_rows(reading.file))
