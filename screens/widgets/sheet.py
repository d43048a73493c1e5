"""A scrolled sheet of rows, some of which can be chosen: by their number, or by arrows and Enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from screens.paint.marks import Marks
from screens.paint.text import Line, Span
from screens.widgets.lines import Lines

GUTTER = 4  # cells at the left: cursor, number, space; and one at the right
NUMBERS = "123456789"


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `pick` is what choosing it hands to the screen; None for a row that is only read.

    `key` is the digit that chooses it; without one, rows are numbered from 1 on as far as digits go.
    """

    line: Line = ()
    pick: object = None
    key: str = ""


Build = Callable[[int], Sequence[Row]]  # the rows for a width in cells


def no_rows(width: int) -> Sequence[Row]:
    return ()


class Sheet(Lines):
    """Rows longer than the widget are scrolled, never cut off without a sign of it."""

    def __init__(self, marks: Marks) -> None:
        super().__init__(marks, id="sheet")
        self._build: Build = no_rows
        self._rows: Sequence[Row] = ()
        self._picks: list[int] = []  # indexes of rows
        self._cursor = 0  # among the picks
        self._top = 0
        self._numbers = True
        self._aimed = True
        self._held = False
        self._made = -1  # the width that the rows are made for

    def show(self, build: Build, *, numbers: bool = True, aimed: bool = True) -> None:
        """Show other rows, from the top.

        Without `numbers` they are chosen by arrows alone, since digits are typed into a field. Unless `aimed`, the
        cursor is on none of them until it is moved.
        """
        self._build = build
        self._numbers = numbers
        self._aimed = aimed
        self._held = False
        self._top = self._cursor = 0
        self._made = -1
        self.redraw()

    def renew(self) -> None:
        """Make the rows anew, since what they tell has changed; cursor and scrolled position stay."""
        self._made = -1
        self.redraw()

    def hold(self, held: bool) -> None:
        """While it is held nothing can be chosen from it, since the answer above is a newer one."""
        self._held = held

    def _make(self) -> None:
        """Bring the rows up to date with what is shown, and with the width."""
        if self._made != self.size.width:
            self._made = self.size.width
            self._rows = self._build(max(10, self._made - GUTTER))
            self._picks = [index for index, row in enumerate(self._rows) if row.pick is not None]
            self._cursor = min(self._cursor, max(0, len(self._picks) - 1))
        self._top = max(0, min(self._top, len(self._rows) - self.size.height))

    @property
    def pick(self) -> object:
        """What the row under the cursor stands for; None where nothing can be chosen."""
        self._make()
        if not self._picks or self._held or not self._aimed:
            return None
        return self._rows[self._picks[self._cursor]].pick

    @property
    def scrolls(self) -> bool:
        """Whether there is more than fits."""
        self._make()
        return len(self._rows) > self.size.height

    @property
    def at_end(self) -> bool:
        """Whether the last row is in sight."""
        self._make()
        return self._top >= len(self._rows) - self.size.height

    def numbered(self, digit: str) -> object:
        """What the row with this number stands for, or None."""
        self._make()
        for at, index in enumerate(self._picks):
            if self._number(at) == digit and not self._held:
                return self._rows[index].pick
        return None

    def move(self, by: int) -> None:
        """The cursor to the next row that can be chosen; where there is none, the rows scroll."""
        self._make()
        target = self._cursor + by if self._aimed else self._cursor
        self._aimed = True
        if 0 <= target < len(self._picks):
            self._cursor = target
            row = self._picks[target]
            self._top = max(min(self._top, row), row - self.size.height + 1)
            if target == 0:
                self._top = 0
        else:
            self._top = max(0, min(self._top + by, len(self._rows) - self.size.height))
        self.redraw()

    def page(self, by: int) -> None:
        """Scroll by pages; the cursor goes to the first row on it that can be chosen."""
        self._make()
        height = max(1, self.size.height)
        self._top = max(0, min(self._top + by * (height - 1), len(self._rows) - height))
        seen = [at for at, row in enumerate(self._picks) if self._top <= row < self._top + height]
        if seen:
            self._cursor = seen[0]
        self._aimed = True
        self.redraw()

    def edge(self, by: int) -> None:
        """To the first row (-1) or the last (1); the cursor goes to the row there that can be chosen."""
        self._make()
        self._top = 0 if by < 0 else max(0, len(self._rows) - self.size.height)
        self._cursor = 0 if by < 0 else max(0, len(self._picks) - 1)
        self._aimed = True
        self.redraw()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        self._make()
        shown = self._rows[self._top : self._top + height]
        current = self._picks[self._cursor] if self._picks and self._aimed else -1
        return [self._row(self._top + offset, row, current, width) for offset, row in enumerate(shown)]

    def _row(self, index: int, row: Row, current: int, width: int) -> Line:
        gutter = Span("   ")
        if row.pick is not None:
            mark = self.marks.cursor if index == current else " "
            number = self._number(self._picks.index(index)) or " "
            gutter = Span(f"{mark}{number} ", "cursor" if index == current else "key")
        return (gutter, *row.line)

    def _number(self, at: int) -> str:
        if not self._numbers:
            return ""
        key = self._rows[self._picks[at]].key
        return key or (NUMBERS[at] if at < len(NUMBERS) else "")
