"""The sheet of command codes: which there are, in groups, and where a template lets each be drawn.

Columns are as many as a group's widest code leaves room for; a heading stays with the codes below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.barcodes.commands import NUMBERED, Command, Word, write
from kiosk.labels.code128 import QUIET
from kiosk.labels.drawing import Code as Drawn
from kiosk.labels.drawing import Drawing, Text
from kiosk.labels.encoding import encode
from kiosk.labels.layout import LayoutError, Piece, standing
from kiosk.labels.symbols import Symbol, Symbology
from kiosk.labels.templates import Commands, Template
from kiosk.labels.text_width import width
from kiosk.wording import command_codes
from kiosk.wording import labels as wording

_NAME, _ASIDE, _DOES = 4.2, 3.0, 3.2  # mm of letters
_APART = 2.0  # mm from a name to what stands beside it
_BELOW = 9.0  # mm of what is told below a code
_GAP = 2.0  # mm from that to the next row
_TITLE = 5.2  # mm of the letters of a heading
_HEADING = 9.0  # mm from a heading's top to the bars below


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


def groups(prefix: str, template: Template) -> tuple[Group, ...]:
    """The command codes of a sheet; of those that a number follows, the numbers that it has."""
    commands = _commands(template)
    numbers = {Word.TIMES: commands.quantities, Word.ROW: commands.rows}
    words = [word for word in Word if word not in commands.without]
    plain = [word for word in words if word not in NUMBERED]
    keys = [Code(write(word, prefix), _name(word), command_codes.does(word)) for word in plain if not _is_task(word)]
    tasks = [Code(write(word, prefix), _name(word)) for word in plain if _is_task(word)]
    found = (
        Group(wording.instead_of_keys(), tuple(keys)),
        *(
            Group(wording.numbered(word), _with_numbers(word, prefix, numbers[word]))
            for word in words
            if word in NUMBERED
        ),
        Group(wording.tasks(), tuple(tasks)),
    )
    return tuple(group for group in found if group.codes)


def _with_numbers(word: Word, prefix: str, numbers: Sequence[int]) -> tuple[Code, ...]:
    return tuple(Code(write(word, prefix, number), wording.number(word, number)) for number in numbers)


def drawings(prefix: str, template: Template) -> tuple[Drawing, ...]:
    """The pages of a sheet, one after the other. Raises LayoutError where a code doesn't fit the page."""
    pages = _laid_out(template, groups(prefix, template))
    found = []
    for number, pieces in enumerate(pages, 1):
        told = {"prefix": prefix, "page": str(number), "pages": str(len(pages))}
        all_ = (*standing(template, told, number, len(pages)), *pieces)
        found.append(Drawing(template.width, template.height, all_, wording.sheet_title()))
    return tuple(found)


def columns(group: Group, template: Template) -> int:
    """How many codes stand side by side, each with its quiet zones and its texts. Raises LayoutError where none can."""
    module, room = _commands(template).module, _room(template)
    for code in group.codes:
        if _bars(code, module) > room:
            raise LayoutError(wording.too_wide(template.name, code.text))
    return max(1, int(room / max(_width(code, module) for code in group.codes)))


def _laid_out(template: Template, groups: Sequence[Group]) -> list[list[Piece]]:
    """What stands on each page."""
    commands, room = _commands(template), _room(template)
    end, deep = template.height - commands.margin, commands.bars + _BELOW
    if commands.y + _HEADING + deep > end:
        raise LayoutError(wording.no_room(template.name))
    pages: list[list[Piece]] = [[]]
    y = commands.y
    for group in groups:
        across = columns(group, template)
        for start in range(0, len(group.codes), across):
            if y + (0.0 if start else _HEADING) + deep > end:
                pages.append([])
                y = commands.y
            if not start:
                pages[-1].append(Text(commands.x, y + 1, _TITLE, group.title, bold=True, width=room))
                y += _HEADING
            for at, code in enumerate(group.codes[start : start + across]):
                pages[-1] += _one(commands.x + at * room / across + QUIET * commands.module, y, code, commands)
            y += deep + _GAP
    return pages


def _one(x: float, y: float, code: Code, commands: Commands) -> list[Piece]:
    """A code, and below it what it is called and what it does."""
    below = y + commands.bars + 1.0
    aside = x + width(code.name, _NAME, bold=True) + _APART
    return [
        Drawn(x, y, commands.module, commands.bars, _symbol(code)),
        Text(x, below, _NAME, code.name, bold=True),
        Text(aside, below + 0.78 * (_NAME - _ASIDE), _ASIDE, code.text),
        *([Text(x, below + _NAME, _DOES, code.does)] if code.does else []),
    ]


def _commands(template: Template) -> Commands:
    assert template.commands is not None, "a template of this kind is not read without them"
    return template.commands


def _room(template: Template) -> float:
    """The millimetres from the first code's left edge to the last one's right edge, quiet zones included."""
    return template.width - 2 * _commands(template).x


def _bars(code: Code, module: float) -> float:
    """The millimetres that a code needs with its quiet zones."""
    return (_symbol(code).width + 2 * QUIET) * module


def _width(code: Code, module: float) -> float:
    """The same with its texts."""
    named = width(code.name, _NAME, bold=True) + _APART + width(code.text, _ASIDE)
    return max(_bars(code, module), max(named, width(code.does, _DOES)) + 2 * QUIET * module)


def _symbol(code: Code) -> Symbol:
    return encode(Symbology.CODE128, code.text)


def _is_task(word: Word) -> bool:
    return word not in command_codes.WHAT_THEY_DO


def _name(word: Word) -> str:
    return command_codes.name(Command(word))
