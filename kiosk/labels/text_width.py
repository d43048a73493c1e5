"""How wide texts are, the same for every language that pages are written in, and how they are cut to a width."""

import unicodedata
from dataclasses import dataclass
from itertools import accumulate

from kiosk.labels.drawing import Text
from kiosk.labels.font import font
from kiosk.scan import visible

UNKNOWN = "\N{REPLACEMENT CHARACTER}"  # printed for what the font has no glyph for
CUT = "…"

_NEARLY = 1e-6  # what sums of fractions may be off


@dataclass(frozen=True, slots=True)
class Line:
    """A text as it is printed: its left edge and its baseline, how wide it is, and how large its font is, in mm."""

    x: float
    baseline: float
    width: float
    font_size: float
    text: str


def width(text: str, size: float, bold: bool = False) -> float:
    """The millimetres that a line of this text takes, `size` high as `Text` has it."""
    return _units(shown(text), bold) * _unit(size, bold)


def shown(text: str) -> str:
    """The text as it is printed: what can't be seen, or would act on its reader, as a mark such as `<GS>`."""
    return visible(unicodedata.normalize("NFC", text), pictures=False)


def drawable(text: str, bold: bool = False) -> str:
    """The text with a mark for each character that the font has no glyph for."""
    has = font(bold).advances
    return "".join(char if ord(char) in has else UNKNOWN for char in text)


def cut(text: str, size: float, width: float, bold: bool = False) -> str:
    """The text as it is printed, no wider than `width` mm: where it is, as much of it as has room, and "…"."""
    printed = shown(text)
    room = width / _unit(size, bold) + _NEARLY
    if _units(printed, bold) <= room:
        return printed
    room -= _units(CUT, bold)
    ends = accumulate(_units(char, bold) for char in printed)
    return printed[: sum(end <= room for end in ends)].rstrip() + CUT


def line(text: Text) -> Line:
    """Where a text is printed, and what of it."""
    face = font(text.bold)
    printed = shown(text.text) if text.width is None else cut(text.text, text.size, text.width, text.bold)
    unit = _unit(text.size, text.bold)
    wide = _units(printed, text.bold) * unit
    left = text.x - {"left": 0.0, "center": wide / 2, "right": wide}[text.align]
    return Line(left, text.y + face.ascent * unit, wide, face.em * unit, printed)


def _unit(size: float, bold: bool) -> float:
    """The millimetres of a unit of the font."""
    face = font(bold)
    return size / (face.ascent + face.descent)


def _units(text: str, bold: bool) -> int:
    has = font(bold).advances
    unknown = has[ord(UNKNOWN)]
    return sum(has.get(ord(char), unknown) for char in text)
