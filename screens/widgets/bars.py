"""The lines around a screen's own part: title above; keys and status below; a notice where nothing fits."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len

from kiosk.wording import screens as wording
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line
from screens.status import Status, status_line
from screens.widgets.lines import Lines

Keys = Sequence[tuple[str, str]]  # (key, what it does), the most needed first


class Title(Lines):
    """Screen name at the left; who works here at the right."""

    def __init__(self, marks: Marks, title: str) -> None:
        super().__init__(marks, id="title")
        self.title = title
        self.right = ""

    def say(self, title: str, right: str) -> None:
        if (title, right) != (self.title, self.right):
            self.title, self.right = title, right
            self.redraw()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        title = fit(self.title, width - 2, self.marks)
        right = fit(self.right, width - cell_len(title) - 4, self.marks)
        space = width - 2 - cell_len(title) - cell_len(right)
        return [line(" ", Span(title, "strong"), " " * space, Span(right, "dim"))]


class KeyLine(Lines):
    """The keys that work now. Where there is no room for all, a mark stands for the last ones: F1 has them all."""

    def __init__(self, marks: Marks, keys: Callable[[], Keys]) -> None:
        super().__init__(marks, id="keys")
        self._keys = keys

    def draw(self, width: int, height: int) -> Sequence[Line]:
        keys, mark = list(self._keys()), ""
        if _cells(keys) > width:
            keys, mark = self._shortened([(key, word) for key, word in keys if key != "F1"], width)
        told = [span for key, word in keys for span in (Span("  "), Span(key, "key"), Span(f" {word}"))]
        return [line(" ", *told[1:], mark)]

    def _shortened(self, keys: Sequence[tuple[str, str]], width: int) -> tuple[list[tuple[str, str]], str]:
        """The keys that have room, and the mark; F1 stands at it unless that would cost another key."""
        more = self.marks.more
        room = next(count for count in range(len(keys), -1, -1) if _cells(keys[:count]) + 2 <= width)
        shown = [*keys[:room], ("F1", more)]
        return (shown, "") if _cells(shown) <= width else (list(keys[:room]), f" {more}")


def _cells(keys: Keys) -> int:
    """How much room they take, with a cell before them and two between."""
    return sum(cell_len(key) + cell_len(word) + 3 for key, word in keys) - (1 if keys else 0)


class StatusLine(Lines):
    """Scanners, store, counts, the last scan's age and the clock."""

    def __init__(self, marks: Marks, status: Callable[[], Status]) -> None:
        super().__init__(marks, id="status")
        self._status = status
        self._last: Line = ()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        self._last = status_line(self._status(), width, self.marks)
        return [self._last]

    def tick(self) -> None:
        """Paint again if something on it has changed."""
        if status_line(self._status(), self.size.width, self.marks) != self._last:
            self.redraw()


class TooSmall(Lines):
    """Stands alone on a terminal that has no room for the rest."""

    def __init__(self, marks: Marks) -> None:
        super().__init__(marks, id="small")

    def draw(self, width: int, height: int) -> Sequence[Line]:
        from screens.paint.text import wrap

        text = wording.too_small(self.app.size.width, self.app.size.height)
        return [line(row) for row in wrap(text, width, height, self.marks)]
