"""The lines of a slip, with the serials of each, spread over as many pages as they need. Pure.

What goes down a page are bands, as wide as the slip: a line of the document, or a row of serials side by side. A line
stays with the first of its serials; a page that goes on with serials says first whose they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from kiosk.labels.drawing import Rule, Text
from kiosk.labels.phrases import parse
from kiosk.labels.templates import Column, Rows, Units
from kiosk.labels.text_width import width
from kiosk.labels.wrapping import PITCH, wrapped

_HAIR = 0.15  # mm of the line below headings
_APART = 2.0  # mm between columns
_MOST = 10  # lines of a serial that is wider than the slip; none is longer
SERIAL = "serial"  # a row that has it is a unit of the line before


@dataclass(frozen=True, slots=True)
class _Band:
    """`pieces` from its own top on. `joined`: the next band has to stand on the same page. `again` comes before it
    where it begins a page."""

    height: float
    pieces: tuple[Text | Rule, ...]
    joined: bool = False
    again: "_Band | None" = None


@dataclass(slots=True)
class Laid:
    """One page's part of the rows; `bottom` is where they end."""

    bottom: float
    pieces: list[Text | Rule] = field(default_factory=list)

    def put(self, band: _Band) -> None:
        self.pieces += (replace(piece, y=piece.y + self.bottom) for piece in band.pieces)
        self.bottom += band.height


def pages(height: float, rows: Rows, lines: Sequence[Mapping[str, str]]) -> tuple[Laid, ...]:
    """The rows on pages of this height, or on one without end where it is 0. There is one page at least."""
    limit = height - rows.margin if height else float("inf")
    head = _heading(rows)
    found = [_begun(rows.y, head)]
    bands = list(_bands(rows, lines))
    for band, following in zip_longest(bands, bands[1:]):
        needed = band.height + (following.height if band.joined and following is not None else 0.0)
        if found[-1].bottom + needed > limit and len(found[-1].pieces) > len(head.pieces):
            found.append(_begun(rows.y if rows.later is None else rows.later, head))
            if band.again is not None:
                found[-1].put(band.again)
        found[-1].put(band)
    return tuple(found)


def _begun(y: float, head: _Band) -> Laid:
    page = Laid(y)
    page.put(head)
    return page


def _heading(rows: Rows) -> _Band:
    pieces = tuple(
        Text(_at(rows, number), 0.0, rows.size, column.heading, True, column.align, _room(rows, column))
        for number, column in enumerate(rows.column)
        if column.heading
    )
    if not pieces:
        return _Band(0.0, ())
    height = PITCH * rows.size
    wide = sum(column.width for column in rows.column)
    return _Band(height + 2 * rows.gap, (*pieces, Rule(rows.x, height + rows.gap / 2, wide, _HAIR)))


def _bands(rows: Rows, lines: Sequence[Mapping[str, str]]) -> Iterator[_Band]:
    line: Mapping[str, str] = {}
    units: list[Mapping[str, str]] = []
    for row in lines:
        if SERIAL in row:
            units.append(row)
            continue
        yield from _line(rows, line, units)
        line, units = row, []
    yield from _line(rows, line, units)


def _line(rows: Rows, line: Mapping[str, str], units: Sequence[Mapping[str, str]]) -> Iterator[_Band]:
    if line:
        band = _cells(rows, line)
        yield replace(band, joined=bool(units) and rows.units is not None)
    if rows.units is not None:
        yield from _units(rows, rows.units, line, units)


def _cells(rows: Rows, line: Mapping[str, str]) -> _Band:
    pieces, most = [], 1
    for number, column in enumerate(rows.column):
        room = _room(rows, column)
        told = wrapped(parse(column.text).filled(line), rows.size, room, column.lines, bold=column.bold)
        most = max(most, len(told))
        pieces += [
            Text(_at(rows, number), at * PITCH * rows.size, rows.size, text, column.bold, column.align, room)
            for at, text in enumerate(told)
        ]
    return _Band(most * PITCH * rows.size + rows.gap, tuple(pieces))


def _units(rows: Rows, units: Units, line: Mapping[str, str], serials: Sequence[Mapping[str, str]]) -> Iterator[_Band]:
    """Rows of serials, which are read from left to right; as many in a row as the widest leaves room for."""
    wide = sum(column.width for column in rows.column) - units.indent
    told = [parse(units.text).filled({**line, **one}) for one in serials]
    widest = max((width(text, units.size) for text in told), default=0.0)
    each = min(max(units.width, widest + _APART), wide)
    across = max(1, int(wide / each + 1e-6))
    again = parse(units.again).filled(line)
    before = _Band(PITCH * rows.size, (Text(rows.x, 0.0, rows.size, again, False, "left", wide),)) if again else None
    for start in range(0, len(told), across):
        cells = [wrapped(text, units.size, wide, _MOST) for text in told[start : start + across]]
        pieces = tuple(
            Text(rows.x + units.indent + number * each, at * PITCH * units.size, units.size, text, width=wide)
            for number, cell in enumerate(cells)
            for at, text in enumerate(cell)
        )
        height = max(map(len, cells)) * PITCH * units.size
        yield _Band(height + (rows.gap if start + across >= len(told) else 0.0), pieces, again=before)


def _at(rows: Rows, number: int) -> float:
    """Where a column's text begins, has its middle, or ends."""
    column = rows.column[number]
    left = rows.x + sum(one.width for one in rows.column[:number])
    return left + {"left": 0.0, "center": 0.5, "right": 1.0}[column.align] * _room(rows, column)


def _room(rows: Rows, column: Column) -> float:
    """The width of a column without what keeps it apart from the next."""
    return max(column.width - _APART, 1.0)
