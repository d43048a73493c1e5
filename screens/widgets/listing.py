"""A window on a long list: it asks for the rows around its cursor and never holds more than 200 of them.

Rows come asynchronously, and nothing waits for them: where they are not there yet, dots are painted.
Knows nothing of where they come from.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from textual.message import Message

from kiosk.errors import StoreError
from kiosk.page import LARGEST, Page
from kiosk.wording import lists as wording
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, wrap
from screens.widgets.lines import Lines
from screens.widgets.sheet import GUTTER, NUMBERS

T = TypeVar("T")

Fetch = Callable[[int, int], Awaitable[Page[T]]]  # (offset, limit) -> the rows there; raises StoreError
RowOf = Callable[[T, int, Marks], Line]  # (value, width in cells, marks) -> how it is painted

AHEAD = 40  # rows beyond the visible ones that are fetched before they are scrolled to


class Listing(Lines, Generic[T]):
    """Rows of a list chosen by arrows and Enter, or the first nine visible ones by their digits.

    `heading` answers a line above the rows, such as the names of columns; `empty` is the sentence for a list
    without rows; `same` answers what a value is recognised by after `reload`, itself by default.
    """

    class Arrived(Message):
        """Rows have come: what can be chosen has changed."""

    def __init__(
        self,
        marks: Marks,
        fetch: Fetch[T],
        row: RowOf[T],
        *,
        heading: Callable[[int, Marks], Line] | None = None,
        empty: str = "",
        same: Callable[[T], object] = lambda value: value,
    ) -> None:
        super().__init__(marks, id="listing")
        self.empty = empty
        self.numbers = True  # digits choose rows
        self.by_code = False  # codes alone do, so the numbers are painted where they are not for digits, too
        self.counted: Callable[[int, int, int], str] = wording.shown  # first and last visible row, all rows → words
        self._fetch = fetch
        self._row = row
        self._heading = heading
        self._same = same
        self._page: Page[T] | None = None
        self._cursor = self._top = 0  # in the whole list
        self._asked = 0  # counts `show` and `reload`: an answer to an older question is dropped
        self._answered = -1
        self._sought: int | None = None  # where the cursor is to be in the list as it is read next
        self._another = False  # another list has been asked for: what is painted can't be chosen any more
        self._feeding = False
        self._trouble = ""

    # What the screen does with it

    def show(self, *, empty: str | None = None) -> None:
        """Another list is to be shown, such as one with another filter: from its top, when it has come."""
        if empty is not None:
            self.empty = empty
        self._another = True
        self._ask()

    def reload(self) -> None:
        """Read the same list anew; the cursor stays on its value where that still is."""
        self._ask()

    def put(self, value: T) -> bool:
        """A row has changed: paint it as it is now, with the cursor on it. False where it is not in the window."""
        page, sought = self._page, self._same(value)
        if page is None or self._another:
            return False
        for at, row in enumerate(page.rows):
            if self._same(row) == sought:
                self._sought = None  # an older wish for where the cursor is to be
                self._page = replace(page, rows=(*page.rows[:at], value, *page.rows[at + 1 :]))
                self._go(page.offset + at, self._top)
                if self._feeding:
                    self._ask()  # what is under way was read before the change
                return True
        return False

    def append(self, value: T) -> bool:
        """A row has come to the end of the list: paint it there, with the cursor on it. False where the window does
        not reach so far."""
        page = self._page
        if page is None or self._another or page.offset + len(page.rows) < page.total:
            return False
        rows = (*page.rows, value)[-LARGEST:]
        self._sought = None
        self._page = Page(rows, page.total + 1, page.total + 1 - len(rows))
        self._go(page.total, self._top)
        if self._feeding:
            self._ask()
        return True

    def seek(self, index: int) -> None:
        """Read the list anew, with the cursor on this row of it."""
        self._sought = index
        self._ask()

    @property
    def total(self) -> int:
        """How many rows the whole list has; 0 until that is known."""
        return self._page.total if self._page else 0

    @property
    def pick(self) -> T | None:
        """The value under the cursor; None where there is none, or where it has not come yet."""
        return None if self._another else self._value(self._cursor)

    @property
    def scrolls(self) -> bool:
        return self.total > self._room

    @property
    def at_end(self) -> bool:
        """Whether the last row is in sight."""
        return self._top >= self.total - self._room

    def numbered(self, digit: str) -> T | None:
        """The value of the visible row with this number."""
        at = NUMBERS.find(digit)
        if not self.numbers or self._another or not 0 <= at < self._room:
            return None
        return self._value(self._top + at)

    def aim(self, at: int) -> bool:
        """The cursor on the visible row of this number, counted from 1, whether or not it is painted; False where
        there is none."""
        index = self._top + at - 1
        if self._another or not 0 < at <= self._room or index >= self.total:
            return False
        self._go(index, self._top)
        return True

    def move(self, by: int) -> None:
        """The cursor so many rows on."""
        self._go(self._cursor + by, self._top)

    def page(self, by: int) -> None:
        """So many pages on; the cursor stays on its row of the screen where it can."""
        step = by * max(1, self._room - 1)
        self._go(self._cursor + step, self._top + step)

    def edge(self, by: int) -> None:
        """To the first row (-1) or the last (1)."""
        self._go(0 if by < 0 else self.total - 1, self._top)

    # Rows and where they are

    @property
    def _room(self) -> int:
        """Visible rows of the list itself."""
        return max(1, self.size.height - self._head)

    @property
    def _head(self) -> int:
        return 1 if self._heading is None else 2

    def _value(self, index: int) -> T | None:
        page = self._page
        if page is None or not page.offset <= index < page.offset + len(page.rows):
            return None
        return page.rows[index - page.offset]

    def _go(self, cursor: int, top: int) -> None:
        self._cursor, self._top = cursor, top
        self._place()
        self._trouble = ""
        self.redraw()
        self._feed_if_needed()

    def _place(self) -> None:
        """The cursor within the list, and the visible rows around the cursor."""
        self._cursor = max(0, min(self._cursor, self.total - 1))
        top = max(min(self._top, self._cursor), self._cursor - self._room + 1)
        self._top = max(0, min(top, self.total - self._room))

    # Fetching

    def on_mount(self) -> None:
        self._feed_if_needed()

    def on_resize(self) -> None:
        super().on_resize()
        self._place()
        self._feed_if_needed()

    def _ask(self) -> None:
        self._asked += 1
        self._trouble = ""
        self._feed_if_needed()

    def _feed_if_needed(self) -> None:
        if self.is_attached and not self._feeding and self._wanted() is not None:
            self._feeding = True
            self.run_worker(self._feed)  # not a coroutine: one that is ended before it has begun would be left over

    def _wanted(self) -> int | None:
        """The offset of the window that should be here and isn't; None where all is well."""
        if self._trouble:
            return None
        around = max(0, self._top - (LARGEST - min(self._room, LARGEST)) // 2)
        if self._page is None or self._asked != self._answered:
            if self._sought is not None:
                return max(0, self._sought - LARGEST // 2)
            return 0 if self._another or self._page is None else around
        first, last = self._page.offset, self._page.offset + len(self._page.rows)
        low, high = max(0, self._top - AHEAD), min(self.total, self._top + self._room + AHEAD)
        return around if (low < first or high > last) and around != first else None

    async def _feed(self) -> None:
        """Fetch until the rows around the cursor are here; one fetch at a time, always where the cursor is by then."""
        try:
            while (offset := self._wanted()) is not None:
                asked = self._asked
                try:
                    page = await self._fetch(offset, LARGEST)
                except StoreError as error:
                    self._trouble = str(error)
                    self.redraw()
                    return
                if asked == self._asked:
                    self._take(page)
        finally:
            self._feeding = False

    def _take(self, page: Page[T]) -> None:
        kept, self._page = None if self._another else self._value(self._cursor), page
        if self._another:
            self._cursor = self._top = 0
        elif self._sought is not None:
            self._cursor = self._sought
        elif kept is not None and self._answered != self._asked:
            self._follow(kept)
        self._another, self._sought = False, None
        self._answered = self._asked
        self._place()
        self.redraw()
        self.post_message(self.Arrived())

    def _follow(self, value: T) -> None:
        """Move with a value that is elsewhere in the list now."""
        assert self._page is not None
        sought = self._same(value)
        for at, row in enumerate(self._page.rows, self._page.offset):
            if self._same(row) == sought:
                self._top += at - self._cursor
                self._cursor = at
                return

    # Painting

    def draw(self, width: int, height: int) -> Sequence[Line]:
        self._place()
        inner = max(10, width - GUTTER)
        head: list[Line] = [line(" ", Span(fit(self._counted(), width - 2, self.marks), "dim"))]
        if self._heading is not None:
            head.append(line(" " * (GUTTER - 1), *self._heading(inner, self.marks)))
        if self._trouble:
            return [*head, *(line(" ", Span(text, "bad")) for text in self._wrapped(self._trouble, width))]
        if self._page is None:
            return [*head, self._dots()]
        if not self.total:
            return [*head, *(line(" ", text) for text in self._wrapped(self.empty, width))]
        rows = range(self._top, min(self._top + self._room, self.total))
        return [*head, *(self._painted_row(index, inner) for index in rows)]

    def _wrapped(self, text: str, width: int) -> list[str]:
        return wrap(text, width - 2, self._room, self.marks)

    def _counted(self) -> str:
        if self._page is None:
            return wording.reading()
        return self.counted(self._top + 1, min(self._top + self._room, self.total), self.total)

    def _painted_row(self, index: int, width: int) -> Line:
        value = self._value(index)
        current = index == self._cursor
        at = index - self._top
        number = NUMBERS[at] if (self.numbers or self.by_code) and at < len(NUMBERS) else " "
        style = "cursor" if current else "key" if self.numbers else "dim"
        gutter = Span(f"{self.marks.cursor if current else ' '}{number} ", style)
        return (gutter, *self._row(value, width, self.marks)) if value is not None else (gutter, *self._dots())

    def _dots(self) -> Line:
        return (Span(f" {self.marks.dot * 3}", "dim"),)
