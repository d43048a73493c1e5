"""The difference under the cursor, whole: what was expected and counted, where, and what posting does about it."""

from collections.abc import Sequence

from kiosk.stock.counts import Difference
from kiosk.wording import counts_screens as wording
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, wrap
from screens.widgets.lines import Lines


class DifferenceLines(Lines):
    """Three rows, whatever is under the cursor."""

    def __init__(self, marks: Marks) -> None:
        super().__init__(marks, id="current")
        self._one: Difference | None = None

    def say(self, one: Difference | None) -> None:
        """Paint this one; nothing where it is on the screen already."""
        if one != self._one:
            self._one = one
            self.redraw()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        one, inner = self._one, width - 2
        if one is None:
            return ()
        rows = [Span(fit(told, inner, self.marks)) for told in (wording.kind_at(one), wording.expected_counted(one))]
        rows += [Span(told, "strong") for told in wrap(wording.posting(one), inner, 2, self.marks)]
        return [line(" ", told) for told in (rows[2:3] if height < 2 else rows)[:height]]
