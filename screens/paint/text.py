"""The one door by which text comes to the screen: visible, never markup, never a control character.

Everything a screen paints is a `Line` of `Span`s, and becomes a strip here, or passes `clean` on its way to
a widget of Textual's. Nothing else in this package hands text to a widget.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from kiosk.scan import visible
from screens.paint.marks import Marks


class Span(NamedTuple):
    """A run of text in one style; `style` is the name of a component class, without its prefix."""

    text: str
    style: str = ""


Line = tuple[Span, ...]


def line(*spans: Span | str) -> Line:
    """A line of spans; plain strings are in the normal style."""
    return tuple(span if isinstance(span, Span) else Span(span) for span in spans)


def clean(text: str, marks: Marks) -> str:
    """`text` as it may be shown anywhere: one line, printable, control characters as visible marks."""
    return visible(text, pictures=marks.pictures)


def fit(text: str, width: int, marks: Marks) -> str:
    """Clean `text` in at most `width` cells, with a mark at its end where something was left off."""
    text = clean(text, marks)
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 1)).rstrip() + marks.more if width > 0 else ""


def pad(text: str, width: int, marks: Marks) -> str:
    """Clean `text` in exactly `width` cells."""
    return set_cell_size(fit(text, width, marks), max(0, width))


def wrap(text: str, width: int, rows: int, marks: Marks) -> list[str]:
    """Clean `text` in at most `rows` rows of `width` cells, broken at spaces where it can be.

    What does not fit into the rows is marked at the end of the last one.
    """
    if width < 1 or rows < 1:
        return []
    out: list[str] = []
    rest = clean(text, marks)
    while rest and len(out) < rows - 1:
        row, rest = _break(rest, width)
        out.append(row)
    if rest or not out:
        out.append(fit(rest, width, marks))
    return out


def _break(text: str, width: int) -> tuple[str, str]:
    """The longest beginning of `text` that fits, and the rest."""
    if cell_len(text) <= width:
        return text, ""
    cells = end = 0
    for char in text:
        cells += cell_len(char)
        if cells > width:
            break
        end += 1
    end = max(1, end)
    space = text.rfind(" ", 0, end + 1)
    if space > 0:
        return text[:space], text[space + 1 :]
    return text[:end], text[end:]


def strip(spans: Iterable[Span], width: int, style: Callable[[str], Style], marks: Marks) -> Strip:
    """A line as Textual paints it, exactly `width` cells wide; every span is cleaned on the way."""
    segments = [Segment(clean(text, marks), style(name)) for text, name in spans if text]
    cells = sum(segment.cell_length for segment in segments)
    return Strip(segments, cells).adjust_cell_length(width, style(""))
