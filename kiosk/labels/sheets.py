"""Label papers: sheets with labels in columns and rows, all measures in mm, and drawings placed on them.

Pure. Those that come with the program are small TOML files beside this one, as users write their own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kiosk.labels import supplied
from kiosk.labels.drawing import Drawing, Page, page
from kiosk.labels.layout import LayoutError
from kiosk.labels.tables import Reading, TemplateError
from kiosk.wording import label_templates as wording

_SLACK = 0.05  # mm; makers round


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A paper, as [paper] tells it. `left` and `top` are where its first label begins.

    The pitches go from one label's edge to the next's; where they are not told, there is no gap.
    """

    name: str = ""  # as its file is called
    about: str
    page_width: float
    page_height: float
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    pitch_x: float = 0.0
    pitch_y: float = 0.0

    @property
    def labels(self) -> int:
        """How many labels a sheet has."""
        return self.columns * self.rows


def read(text: str, name: str, file: str = "") -> Sheet:
    """The paper in the text of a file; `file` is its name for sentences. Raises TemplateError with all faults."""
    reading = Reading(file or name + supplied.ENDING)
    document = reading.document(text)
    reading.known(document, ("paper",))
    paper = reading.table("[paper]", Sheet, document.get("paper", {}), ("name",))
    if reading.problems or paper is None:
        raise TemplateError(*reading.problems)
    across, down = paper.pitch_x or paper.width, paper.pitch_y or paper.height
    sheet = replace(paper, name=name, pitch_x=across, pitch_y=down)
    if problems := list(_problems(sheet, reading.file)):
        raise TemplateError(*problems)
    return sheet


def _problems(sheet: Sheet, file: str) -> Iterator[str]:
    """What keeps it from being a paper, whatever is on it."""
    counted = {"columns": sheet.columns, "rows": sheet.rows, "width": sheet.width, "height": sheet.height}
    if nothing := [key for key, value in counted.items() if value <= 0]:
        yield from (wording.paper_without(file, key) for key in nothing)
        return
    for key, pitch, side, size in (
        ("pitch_x", sheet.pitch_x, "width", sheet.width),
        ("pitch_y", sheet.pitch_y, "height", sheet.height),
    ):
        if pitch < size - _SLACK:
            yield wording.labels_overlap(file, key, pitch, side, size)
    right = sheet.left + (sheet.columns - 1) * sheet.pitch_x + sheet.width
    bottom = sheet.top + (sheet.rows - 1) * sheet.pitch_y + sheet.height
    if right > sheet.page_width + _SLACK or bottom > sheet.page_height + _SLACK:
        yield wording.paper_too_small(file)


@cache
def builtin(name: str) -> Sheet:
    """One that comes with the program. Raises KeyError."""
    return read(source(name), name)


@cache
def names() -> tuple[str, ...]:
    """Those that come with the program."""
    return supplied.names("papers")


def source(name: str) -> str:
    """The file of one that comes with the program. Raises KeyError."""
    return supplied.text("papers", name)


def place(sheet: Sheet, drawings: Sequence[Drawing], start: int = 1) -> tuple[Page, ...]:
    """Pages with a drawing in the middle of each label, row by row, from label `start` of the first sheet on.

    Raises LayoutError where a drawing is larger than a label, or there is no such label.
    """
    if not 1 <= start <= sheet.labels:
        raise LayoutError(wording.no_such_start(start, sheet.labels))
    for drawing in drawings:
        if drawing.width > sheet.width + _SLACK or drawing.height > sheet.height + _SLACK:
            raise LayoutError(
                wording.label_too_large((drawing.width, drawing.height), sheet.name, (sheet.width, sheet.height))
            )
    if not drawings:
        return ()
    cells: list[Drawing | None] = [*[None] * (start - 1), *drawings]
    return tuple(_page(sheet, cells[at : at + sheet.labels]) for at in range(0, len(cells), sheet.labels))


def single(drawings: Sequence[Drawing]) -> tuple[Page, ...]:
    """A page for each drawing, no larger than that."""
    return tuple(map(page, drawings))


def _page(sheet: Sheet, cells: Sequence[Drawing | None]) -> Page:
    placed = []
    for at, drawing in enumerate(cells):
        if drawing is not None:
            row, column = divmod(at, sheet.columns)
            x = sheet.left + column * sheet.pitch_x + (sheet.width - drawing.width) / 2
            y = sheet.top + row * sheet.pitch_y + (sheet.height - drawing.height) / 2
            placed.append((x, y, drawing))
    return Page(sheet.page_width, sheet.page_height, tuple(placed))
