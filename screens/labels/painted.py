"""A label drawn in cells: texts as they are, codes in half blocks, black on white as scanners read them off the screen.

Pure: a drawing in millimetres in, lines for a width and a height in cells out. Where not all has room in its place,
texts and codes stand below each other, and what a code needs is told.
"""

from collections.abc import Sequence
from math import ceil

from rich.cells import cell_len

from kiosk.labels import text_width
from kiosk.labels.drawing import Code, Drawing, Text
from kiosk.wording import labels_screens as wording
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, clean, line, wrap
from screens.widgets.drawn import across

PAPER = "printed"  # the style of black on white
STRETCH = 1.7  # how far the proportions of a label may be off, for the sake of its codes
_HALVES = {"00": " ", "10": "▀", "01": "▄", "11": "█"}  # an upper and a lower module
_LONG = 20  # rows that one text may take where there is no room for it in its place
_APART = "  "  # between texts of one height
_BARS = 3  # rows of a linear code at least

_Placed = tuple[int, str]  # column and text


def lines(drawing: Drawing, width: int, height: int, marks: Marks) -> Sequence[Line]:
    """The label in at most `width` columns; in at most `height` rows, unless it has to be scrolled."""
    return _in_place(drawing, width, height, marks) or _below_each_other(drawing, width, height, marks)


def whole(drawing: Drawing, width: int, height: int, marks: Marks) -> Sequence[Line]:
    """The same where all of it has room, its codes drawn; nothing where it has not."""
    found = lines(drawing, width, height, marks)
    return found if len(found) <= height and all(_fits(code, width, height) for code in _codes(drawing)) else ()


def cells(code: Code, scale: int = 1, bars: int = 1) -> tuple[str, ...]:
    """A code with its quiet zones; a module of one with two dimensions is `scale` half cells."""
    symbol = code.symbol
    if symbol.symbology.linear:
        return (across(symbol.rows[0], symbol.quiet),) * bars
    quiet = symbol.quiet * scale
    empty = "0" * (symbol.width * scale + 2 * quiet)
    drawn = ["".join(dark * scale for dark in row).center(len(empty), "0") for row in symbol.rows for _ in range(scale)]
    dots = [*[empty] * quiet, *drawn, *[empty] * quiet]
    dots += [empty] * (len(dots) % 2)
    return tuple(
        "".join(_HALVES[upper + lower] for upper, lower in zip(top, bottom, strict=True))
        for top, bottom in zip(dots[::2], dots[1::2], strict=True)
    )


# All in its place


def _in_place(drawing: Drawing, width: int, height: int, marks: Marks) -> Sequence[Line]:
    """Nothing where something has no room."""
    if not drawing.width or not drawing.height:
        return ()
    right, down = width / drawing.width, height / drawing.height  # cells and rows of a mm; a row is as high as two
    right, down = min(right, 2 * down * STRETCH), min(down, right / 2 * STRETCH)
    grid = _Grid(int(drawing.width * right), int(drawing.height * down))
    if not all(grid.code(code, right, down) for code in _codes(drawing)):
        return ()
    for text in sorted(_texts(drawing), key=lambda one: (one.y, one.x)):
        if not grid.text(text, right, down, marks):
            return ()
    return grid.lines()


class _Grid:
    """The cells of a label, with what is in them row by row."""

    def __init__(self, width: int, height: int) -> None:
        self._width = width
        self._rows: list[list[_Placed]] = [[] for _ in range(height)]

    def code(self, code: Code, right: float, down: float) -> bool:
        """Put it where it is on the label, as large as there; whether it has room."""
        linear = code.symbol.symbology.linear
        scale = 1 if linear else max(1, min(int(code.module * right), int(code.module * down * 2)))
        drawn = cells(code, scale, max(_BARS, round(code.high * down)))
        wide, high = len(drawn[0]), len(drawn)
        if wide > self._width or high > len(self._rows):
            return False
        left = _within((code.x + code.wide / 2) * right - wide / 2, self._width - wide)
        top = _within((code.y + code.high / 2) * down - high / 2, len(self._rows) - high)
        if not all(self._is_free(row, left, wide) for row in range(top, top + high)):
            return False
        for at, row in enumerate(drawn):
            self._rows[top + at].append((left, row))
        return True

    def text(self, text: Text, right: float, down: float, marks: Marks) -> bool:
        """Put it into its row, or else into the one below or above; whether it has room."""
        told = clean(text_width.line(text).text, marks).strip()
        wide = cell_len(told)
        if not told:
            return True
        before = {"left": 0.0, "center": wide / 2, "right": float(wide)}[text.align]
        left = _within(text.x * right - before, self._width - wide)
        if wide > self._width:
            return False
        at = int((text.y + text.size / 2) * down)
        for row in (at, at + 1, at - 1):
            if 0 <= row < len(self._rows) and self._is_free(row, left, wide):
                self._rows[row].append((left, told))
                return True
        return False

    def lines(self) -> Sequence[Line]:
        return [self._line(sorted(row)) for row in self._rows]

    def _line(self, placed: Sequence[_Placed]) -> Line:
        told, at = "", 0
        for left, text in placed:
            told += " " * (left - at) + text
            at = left + cell_len(text)
        return line(Span(told + " " * (self._width - at), PAPER))

    def _is_free(self, row: int, left: int, wide: int) -> bool:
        """Whether nothing is there, nor just beside it."""
        return all(left + wide < at or at + cell_len(text) < left for at, text in self._rows[row])


def _within(at: float, last: int) -> int:
    return max(0, min(round(at), last))


# What has no room there


def _below_each_other(drawing: Drawing, width: int, height: int, marks: Marks) -> Sequence[Line]:
    """The texts, then the codes; codes first where that has to be scrolled, or none would be seen whole."""
    texts = [line(row) for told in _rows(drawing) for row in wrap(told, width, _LONG, marks)]
    codes = [row for code in _codes(drawing) for row in ((), *_code(code, width, height, marks))]
    return [*texts, *codes] if len(texts) + len(codes) <= height else [*codes[1:], *([()] if codes else []), *texts]


def _rows(drawing: Drawing) -> Sequence[str]:
    """The texts from top to bottom, those of one height beside each other."""
    rows: list[list[Text]] = []
    for text in sorted(_texts(drawing), key=lambda one: one.y + one.size):
        if rows and abs(text.y + text.size - rows[-1][-1].y - rows[-1][-1].size) < text.size / 2:
            rows[-1].append(text)
        else:
            rows.append([text])
    return [_APART.join(text.text for text in sorted(row, key=lambda one: one.x)) for row in rows]


def _texts(drawing: Drawing) -> Sequence[Text]:
    return [piece for piece in drawing.pieces if isinstance(piece, Text) and piece.text]


def _codes(drawing: Drawing) -> Sequence[Code]:
    return [piece for piece in drawing.pieces if isinstance(piece, Code)]


def _fits(code: Code, width: int, height: int) -> bool:
    drawn = cells(code)
    return len(drawn[0]) <= width and len(drawn) <= height


def _code(code: Code, width: int, height: int, marks: Marks) -> Sequence[Line]:
    drawn = cells(code, bars=max(_BARS, min(height, ceil(code.high / 3))))
    kind, text = code.symbol.symbology.called, code.symbol.text
    why = ""
    if len(drawn[0]) > width:
        why = wording.too_narrow(kind, text, len(drawn[0]), width)
    elif len(drawn) > height:
        why = wording.too_low(kind, text, len(drawn), height)
    if why:
        return [line(Span(row, "warn")) for row in wrap(why, width, _LONG, marks)]
    return [line(Span(row, PAPER)) for row in drawn]
