"""The sheet of all command codes: which there are, in groups, and where each is drawn on pages of A4.

Columns are as many as a group's widest code leaves room for; a heading stays with the codes below it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kiosk.barcodes.commands import NUMBERED, Command, Word, write
from kiosk.labels.code128 import QUIET
from kiosk.labels.drawing import Code as Drawn
from kiosk.labels.drawing import Drawing, Page, Text, page
from kiosk.labels.symbols import Symbol, Symbology, encode
from kiosk.labels.text_width import width
from kiosk.wording import command_codes
from kiosk.wording import labels as wording

NUMBERS: Mapping[Word, Sequence[int]] = MappingProxyType(
    {Word.TIMES: (*range(1, 11), 20, 50, 100), Word.ROW: (*range(1, 10), 0)}
)

PAGE = (210.0, 297.0)  # mm, A4
MARGIN = 10.0  # mm; what office printers leave white
MODULE = 0.3387  # mm; 4 dots of a printer with 300 to the inch, 8 with 600
BARS = 12.0  # mm of height
_ROW = 23.0  # mm from one row of codes to the next
_CODE = BARS + 9.0  # mm of a code with what is told below it
_NAME, _ASIDE, _DOES = 4.2, 3.0, 3.2  # mm of letters
_APART = 2.0  # mm from a name to what stands beside it
_HEADING = 9.0  # mm from a heading's top to the bars below
_TOP = MARGIN + 14.0  # mm, where a page's codes begin
_BOTTOM = PAGE[1] - MARGIN - 5.0  # mm, where they end


@dataclass(frozen=True, slots=True)
class Code:
    """One code of the sheet: what is scanned, what it is called, and what it does where its name doesn't say it."""

    text: str
    name: str
    does: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row of codes, or a heading where there are none, `y` mm from the top."""

    y: float
    title: str = ""
    codes: tuple[Code, ...] = ()
    columns: int = 1


def groups(prefix: str) -> tuple[Group, ...]:
    """All command codes there are; of those that a number follows, the numbers that a sheet needs."""
    plain = [word for word in Word if word not in NUMBERED]
    keys = [Code(write(word, prefix), _name(word), command_codes.does(word)) for word in plain if not _is_task(word)]
    tasks = [Code(write(word, prefix), _name(word)) for word in plain if _is_task(word)]
    return (
        Group(wording.instead_of_keys(), tuple(keys)),
        *(Group(wording.numbered(word), _with_numbers(word, prefix)) for word in Word if word in NUMBERED),
        Group(wording.tasks(), tuple(tasks)),
    )


def _with_numbers(word: Word, prefix: str) -> tuple[Code, ...]:
    return tuple(Code(write(word, prefix, number), wording.number(word, number)) for number in NUMBERS[word])


def pages(prefix: str) -> tuple[Page, ...]:
    """The sheet, a page after the other."""
    placed = _laid_out(groups(prefix))
    return tuple(
        page(Drawing(*PAGE, (*_frame(number, len(placed)), *_drawn(rows)), wording.sheet_title()))
        for number, rows in enumerate(placed, 1)
    )


def columns(group: Group) -> int:
    """How many codes stand side by side, each with its quiet zones and its texts."""
    return max(1, int((PAGE[0] - 2 * MARGIN) / max(_width(code) for code in group.codes)))


def _width(code: Code) -> float:
    """The millimetres that a code needs."""
    named = width(code.name, _NAME, bold=True) + _APART + width(code.text, _ASIDE)
    told = width(code.does, _DOES)
    return max(_symbol(code).width * MODULE, named, told) + 2 * QUIET * MODULE


def _symbol(code: Code) -> Symbol:
    return encode(Symbology.CODE128, code.text)


def _laid_out(groups: Sequence[Group]) -> list[list[_Placed]]:
    found: list[list[_Placed]] = [[]]
    y = _TOP
    for group in groups:
        across = columns(group)
        title = group.title
        for start in range(0, len(group.codes), across):
            if y + (_HEADING if title else 0) + _CODE > _BOTTOM:
                found.append([])
                y = _TOP
            if title:
                found[-1].append(_Placed(y, title))
                y += _HEADING
                title = ""
            found[-1].append(_Placed(y, codes=group.codes[start : start + across], columns=across))
            y += _ROW
    return found


def _frame(number: int, of: int) -> list[Text]:
    """What stands on every page: its title, and how it has to be printed."""
    title = Text(MARGIN, MARGIN, 7, wording.sheet_title(), bold=True)
    return [
        title,
        Text(PAGE[0] - MARGIN, MARGIN + 2, 4.5, wording.page(number, of), align="right"),
        Text(MARGIN, PAGE[1] - MARGIN - 3.5, 3.5, wording.how_to_print()),
    ]


def _drawn(rows: Sequence[_Placed]) -> list[Text | Drawn]:
    pieces: list[Text | Drawn] = []
    for row in rows:
        if row.title:
            pieces.append(Text(MARGIN, row.y + 1, 5.2, row.title, bold=True))
        for at, code in enumerate(row.codes):
            x = MARGIN + at * (PAGE[0] - 2 * MARGIN) / row.columns + QUIET * MODULE
            pieces += _one(x, row.y, code)
    return pieces


def _one(x: float, y: float, code: Code) -> list[Text | Drawn]:
    """A code, and below it what it is called and what it does."""
    below = y + BARS + 1.0
    aside = x + width(code.name, _NAME, bold=True) + _APART
    return [
        Drawn(x, y, MODULE, BARS, _symbol(code)),
        Text(x, below, _NAME, code.name, bold=True),
        Text(aside, below + 0.78 * (_NAME - _ASIDE), _ASIDE, code.text),
        *([Text(x, below + _NAME, _DOES, code.does)] if code.does else []),
    ]


def _is_task(word: Word) -> bool:
    return word not in command_codes.WHAT_THEY_DO


def _name(word: Word) -> str:
    return command_codes.name(Command(word))
