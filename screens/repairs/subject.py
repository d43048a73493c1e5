"""What is repaired, above the parts that are in it: which unit, how far, whose it is, what is wrong."""

from collections.abc import Sequence

from rich.cells import cell_len

from kiosk.stock.repairs import Repair, Stage
from kiosk.wording import repairs as words
from kiosk.wording import repairs_screens as wording
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line
from screens.widgets.lines import Lines


class Subject(Lines):
    """One row where there is little room, else three."""

    def __init__(self, marks: Marks) -> None:
        super().__init__(marks, id="current")
        self.add_class("-pair")
        self._repair: Repair | None = None

    def say(self, repair: Repair | None) -> None:
        """Paint this repair; nothing where it is on the screen already."""
        if repair != self._repair:
            self._repair = repair
            self.redraw()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        repair, inner = self._repair, width - 2
        if repair is None:
            return ()
        stage = words.stage(repair.stage)
        name = fit(words.subject(repair), max(8, inner - cell_len(stage) - 2), self.marks)
        style = "warn" if repair.stage is Stage.OPEN else "good"
        rows: list[Line] = [line(Span(name, "strong"), "  ", Span(stage, style))]
        rows.append(line(fit(f" {self.marks.dot} ".join(wording.facts(repair)), inner, self.marks)))
        rows.append(line(Span(fit(repair.notes or repair.description, inner, self.marks), "dim")))
        return [line(" ", *one) for one in rows[:height]]
