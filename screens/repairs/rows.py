"""How repairs and the parts that are in them are painted, one row each. Pure: values in, lines out."""

from collections.abc import Mapping
from types import MappingProxyType

from rich.cells import cell_len

from kiosk.stock.repairs import RepairRow, Stage, Used
from kiosk.wording import repairs as words
from kiosk.wording import repairs_screens as wording
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad

_NUMBER = 10  # cells of most numbers, and a gap
_STAGE = 12  # cells of the longest stage, and a gap
_SHORT = 5  # cells of the stages of what is in the house
_NARROW = 60
_STYLES: Mapping[Stage, str] = MappingProxyType({Stage.OPEN: "warn", Stage.DONE: "good"})


def repair(value: RepairRow, width: int, marks: Marks) -> Line:
    """Number, stage, unit, whose it is, what is wrong."""
    number = Span(pad(value.number, max(_NUMBER, cell_len(value.number) + 1), marks), "strong")
    cells = _SHORT if width < _NARROW and value.stage in _STYLES else _STAGE
    stage = Span(pad(words.stage(value.stage), cells, marks), _STYLES.get(value.stage, "dim"))
    told = f" {marks.dot} ".join(wording.row_about(value))
    return line(number, stage, fit(told, max(0, width - cell_len(number.text) - cells), marks))


def used(value: Used, width: int, marks: Marks) -> Line:
    """A unit by its serial, loose stock by its name and how much; the part's number where there is room."""
    amount = wording.amount_of(value)
    figures = min(cell_len(amount), width // 3)
    number = min(max(9, cell_len(value.number) + 1), width // 3)
    origin = f" {marks.dot} {value.origin}" if value.origin and width >= _NARROW else ""
    told = fit(f"{value.label}{origin}", width - number - figures - 1, marks)
    return line(
        Span(pad(value.number, number - 1, marks) + " ", "strong"),
        pad(told, width - number - figures - 1, marks) + " ",
        Span(fit(amount, figures, marks).rjust(figures), "dim" if value.item is not None else "strong"),
    )
