"""A code in Code 128 drawn in half cells, black on white, as a scanner reads it off the screen."""

from collections.abc import Sequence

from kiosk.labels.code128 import QUIET
from kiosk.wording import command_codes as wording
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, line, wrap
from screens.widgets.lines import Lines

HIGH = 14  # rows of a code; more is no easier to hit
_HALVES = {"00": " ", "10": "▌", "01": "▐", "11": "█"}  # two modules each; all fonts have them, the console's too


class Drawn(Lines):
    """What the code is, and the code itself below; where it has no room, how much it would need."""

    def __init__(self, marks: Marks) -> None:
        super().__init__(marks, id="drawn")
        self._modules = ""
        self._told: Sequence[Span] = ()

    def show(self, modules: str, told: Sequence[Span]) -> None:
        """Another code: its modules, 1 for dark ones, empty where they are not known yet; and what is told of it."""
        self._modules = modules
        self._told = told
        self.redraw()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        told = [text for span in self._told for text in self._wrapped(span, width)]
        row = cells(self._modules)
        if not self._modules:
            return told
        if len(row) > width:
            return [*told, (), *self._wrapped(Span(wording.too_narrow(len(row), width), "warn"), width)]
        left = " " * ((width - len(row)) // 2)
        return [*told, (), *[line(left, Span(row, "printed"))] * max(1, min(HIGH, height - len(told) - 1))]

    def _wrapped(self, span: Span, width: int) -> list[Line]:
        return [line(" ", Span(text, span.style)) for text in wrap(span.text, width - 2, 6, self.marks)]


def cells(modules: str) -> str:
    """One row of a code with its quiet zones."""
    return across(modules, QUIET)


def across(modules: str, quiet: int) -> str:
    """The same for any linear code; its quiet zones have so many modules."""
    clear = "0" * quiet
    drawn = f"{clear}{modules}{clear}"
    drawn += "0" * (len(drawn) % 2)
    return "".join(_HALVES[drawn[at : at + 2]] for at in range(0, len(drawn), 2))
