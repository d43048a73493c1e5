"""Rows that tell facts: a label with its value, a text, a heading. The same on all pages of the station."""

from collections.abc import Iterator

from screens.paint.marks import Marks
from screens.paint.text import Span, line, pad, wrap
from screens.widgets.sheet import Row

LONG = 60  # rows that one value may take
_NARROW = 50  # cells below which labels are shorter


def fact(
    name: str, value: str, width: int, marks: Marks, style: str = "", *, pick: object = None, sign: Span | None = None
) -> Iterator[Row]:
    """A label and a value, which goes on below itself where it is long; `sign` stands before the value."""
    label = 10 if width < _NARROW else 14
    before = (sign, Span(" ")) if sign is not None else ()
    room = max(8, width - label - sum(len(span.text) for span in before))
    for at, row in enumerate(wrap(value, room, LONG, marks)):
        head = Span(pad(name if at == 0 else "", label - 1, marks) + " ", "dim")
        signs = before if at == 0 else tuple(Span(" " * len(span.text)) for span in before)
        yield Row(line(head, *signs, Span(row, style)), pick if at == 0 else None)


def text(told: str, width: int, marks: Marks, style: str = "", *, pick: object = None) -> Iterator[Row]:
    """A text over as many rows as it needs; the first of them can be chosen."""
    for at, row in enumerate(wrap(told, width, LONG, marks)):
        yield Row(line(Span(row, style)), pick if at == 0 else None)


def heading(told: str) -> Iterator[Row]:
    yield Row()
    yield Row(line(Span(told, "label")))
