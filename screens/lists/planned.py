"""What becomes of each thing as rows of a window: a refused one has as many as its reason needs, any other has one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.page import Page
from kiosk.stock.acting import Planned
from kiosk.wording import lists_action as wording
from screens.lists import rows
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, line, wrap
from screens.thread import in_thread
from screens.widgets.sheet import GUTTER

_LONG = 5  # rows that one reason has at most


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the window: of a thing that is not refused, itself; else a piece of the reason.

    `at` is which row it is, `thing` which of the things, both counted from 0.
    """

    at: int
    thing: int
    planned: Planned
    text: str = ""
    first: bool = True


class PlannedRows:
    """`source` answers the things, the refused ones first; `width` how many cells the screen has."""

    def __init__(self, source: Callable[[], Sequence[Planned]], width: Callable[[], int], marks: Marks) -> None:
        self._source = source
        self._width = width
        self._marks = marks
        self._of: tuple[Sequence[Planned], int] = ((), 0)
        self._said: Sequence[Row] = ()  # the rows of what is refused
        self._rest: Sequence[Planned] = ()

    async def page(self, offset: int, limit: int) -> Page[Row]:
        """So many rows from `offset` on."""
        of = self._source(), self._width()
        if of[0] is not self._of[0] or of[1] != self._of[1]:
            said, rest = await in_thread(partial(_wrapped, *of, self._marks))  # there may be thousands
            self._of, self._said, self._rest = of, said, rest
        known = self._said[offset : offset + limit]
        first = max(0, offset - len(self._said))
        rest = self._rest[first : first + limit - len(known)]
        more = [Row(len(self._said) + at, self._refused + at, planned) for at, planned in enumerate(rest, first)]
        return Page((*known, *more), len(self._said) + len(self._rest), offset)

    def counted(self, first: int, last: int, total: int) -> str:
        """Which things are in sight by the first and the last visible row, counted from 1, and how many there are."""
        things = self._refused + len(self._rest)
        return wording.shown(self._thing(first), self._thing(last), things, self._refused)

    def _thing(self, row: int) -> int:
        said = len(self._said)
        return self._said[row - 1].thing + 1 if 0 < row <= said else self._refused + row - said

    @property
    def _refused(self) -> int:
        return self._said[-1].thing + 1 if self._said else 0

    def paint(self, value: Row, width: int, marks: Marks) -> Line:
        if value.planned.code is None:
            return rows.planned(value.planned, width, marks)
        return line(
            Span(f"{marks.bad if value.first else ' '} ", "bad"), Span(value.text, "" if value.first else "dim")
        )


def _wrapped(things: Sequence[Planned], cells: int, marks: Marks) -> tuple[Sequence[Row], Sequence[Planned]]:
    width = max(10, cells - GUTTER - 2)
    refused = [one for one in things if one.code is not None]
    said: list[Row] = []
    for thing, one in enumerate(refused):
        called = rows.called(one, width)
        told = one.why if one.why.startswith(f"{called} ") else f"{called}: {one.why}"
        texts = wrap(told, width, _LONG, marks)
        said += [Row(len(said) + at, thing, one, text, first=at == 0) for at, text in enumerate(texts)]
    return said, things[len(refused) :]
