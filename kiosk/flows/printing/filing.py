"""Labels become a file where no printer is: a PDF with all pages, or an SVG for each. Blocks; belongs into a thread."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path

from kiosk.exchange import exporting
from kiosk.flows.printing import making
from kiosk.flows.printing.making import Made
from kiosk.flows.printing.previewing import drawings
from kiosk.labels.drawing import Drawing, Page
from kiosk.labels.library import Library
from kiosk.store.progress import Stopped, Told, go_on
from kiosk.wording import labels_screens as wording

FILES = PDF, SVG = ".pdf", ".svg"


def name(now: datetime, ending: str) -> str:
    """The name of a file that labels are written to now."""
    return f"labels-{now:%Y-%m-%d-%H%M%S}{ending}"


def write(library: Library, labels: Sequence[Made], copies: int, path: Path, start: int = 1, told: Told = go_on) -> int:
    """Write them in their order, on the paper that their template is made for; answers how many pages there are.

    `start` is the first label that is free on the first sheet. SVG has a file for each page: further ones end in -2,
    -3 and so on. `told` hears how much is drawn, 0 to 1. Raises KioskError where they can't be drawn or written, and
    Stopped where `told` says not to go on.
    """
    drawn: list[Drawing] = []
    for at, one in enumerate(labels, 1):
        drawn += chain.from_iterable([drawings(library, one.content)] * copies)
        if not told(at / len(labels)):
            raise Stopped(wording.stopped())
    of_things = all(one.thing is not None for one in labels)  # the sheet of command codes has pages of its own
    pages = making.pages(making.paper(library, labels) if of_things else None, drawn, start)
    exporting.folder(path)
    if path.suffix == PDF:
        from kiosk.labels import pdf

        exporting.whole(path, partial(_written, pdf.render(pages)))
    else:
        _svg(path, pages)
    return len(pages)


def _svg(path: Path, pages: Sequence[Page]) -> None:
    from kiosk.labels import svg

    for number, page in enumerate(pages, 1):
        named = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        exporting.whole(named, partial(_written, svg.render(page).encode()))


def _written(data: bytes, part: Path) -> int:
    return part.write_bytes(data)
