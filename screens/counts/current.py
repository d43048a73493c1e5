"""What is counted now, below the answer: the part or the unit with how much of it, the place with how far that is."""

from collections.abc import Sequence

from rich.cells import cell_len

from kiosk.stock.counts import Counted
from kiosk.stock.thing import Thing
from kiosk.wording import counts_screens as wording
from screens.paint.marks import Marks
from screens.paint.progress import bar
from screens.paint.text import Line, Span, fit, line
from screens.widgets.lines import Lines

_BAR = 6  # cells below which a bar says nothing
_LONGEST_BAR = 40


class Current(Lines):
    """Two rows where there is little room, else three. Of a blind count there is no bar: nothing is expected."""

    def __init__(self, marks: Marks) -> None:
        super().__init__(marks, id="current")
        self.add_class("-pair")
        self._place: Thing | None = None
        self._so_far: tuple[int, int | None] = (0, None)
        self._counted: Counted | None = None

    def say(self, place: Thing | None, here: int, due: int | None, counted: Counted | None) -> None:
        """Paint these; nothing where they are on the screen already."""
        if (place, (here, due), counted) != (self._place, self._so_far, self._counted):
            self._place, self._so_far, self._counted = place, (here, due), counted
            self.redraw()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        inner = width - 2
        rows = [] if self._counted is None else [self._thing(self._counted, inner)]
        if self._place is not None:
            here, due = self._so_far
            share = None if not due else here / due
            rows.append(self._row(wording.what(self._place), wording.place_so_far(here, due), share, inner, "label"))
        if self._counted is not None and self._counted.thing is not None and not self._counted.serial:
            rows.append(line(Span(fit(wording.entry_about(self._counted), inner, self.marks), "dim")))
        return [line(" ", *one) for one in rows[:height]]

    def _thing(self, one: Counted, width: int) -> Line:
        if one.code or one.serial:
            style = "warn" if one.code else "strong"
            return line(Span(fit(f"{wording.entry_label(one)}  {wording.entry_about(one)}", width, self.marks), style))
        share = None if not one.expected else float(one.quantity / one.expected)
        return self._row(wording.entry_label(one), wording.counted_so_far(one), share, width, "strong")

    def _row(self, label: str, told: str, share: float | None, width: int, style: str) -> Line:
        """What it is, a bar where one knows of how much, and the figures."""
        told = fit(told, width - 8, self.marks)
        label = fit(label, max(4, width - cell_len(told) - 2), self.marks)
        room = min(width - cell_len(label) - cell_len(told) - 2, _LONGEST_BAR)
        if share is None or room < _BAR:
            return line(Span(label, style), "  ", Span(told, "strong"))
        return line(Span(label, style), " ", *bar(share, room, self.marks), " ", Span(told, "strong"))
