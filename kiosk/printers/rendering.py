"""Labels as a printer's own language has them: template and texts from the queue, laid out, in ZPL, PDF or PNG."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.config import AnyPrinter
from kiosk.errors import KioskError
from kiosk.labels import drawn, pdf, png, sheets, trial, zpl
from kiosk.labels.drawing import Drawing, page
from kiosk.labels.layout import LayoutError
from kiosk.labels.library import Library
from kiosk.labels.symbols import SymbolError
from kiosk.labels.tables import TemplateError
from kiosk.stock.print_jobs import Content, Due
from kiosk.wording import printing as wording

_SLACK = 0.05  # mm
DPI = {"pdf": 600}  # a page has no dots; codes are laid out for an office printer's


Label = tuple[Sequence[Drawing], int]  # what is on it, a slip's pages in their order; and its copies


class Unprintable(KioskError):
    """This label can never be printed as it is; the sentence says why."""

    code = "label"


@dataclass(frozen=True, slots=True)
class Renderer:
    """For one printer. What it makes of a label depends on nothing else than that, its template and the config."""

    printer: AnyPrinter
    library: Library

    @property
    def together(self) -> int:
        """How many labels are sent as one piece of work: as many as a sheet has."""
        printer = self.printer
        return self.library.sheet(printer.sheet).labels if printer.language == "pdf" and printer.sheet else 1

    def drawings(self, job: Due) -> tuple[Drawing, ...]:
        """What is on a label, a slip's pages in their order. Raises Unprintable."""
        try:
            return self._drawn(Content.loaded(job.content))
        except (TemplateError, LayoutError, SymbolError) as error:
            raise Unprintable(str(error)) from error
        except ValueError as error:
            raise Unprintable(wording.no_content()) from error

    def _drawn(self, content: Content) -> tuple[Drawing, ...]:
        printer, dot = self.printer, zpl.dot(DPI.get(self.printer.language, self.printer.dpi))
        if content.template == trial.NAME:
            wide, high = printer.width, printer.height
            if self.together > 1:
                paper = self.library.sheet(printer.sheet)
                wide, high = paper.width, paper.height
            return (trial.draw(content.fields, wide, high, dot=dot),)
        drawings = drawn.drawings(self.library, content.template, content.fields, content.rows, dot)
        for one in drawings:
            width, height = printer.width or one.width, printer.height or one.height
            if one.width > width + _SLACK or one.height > height + _SLACK:
                raise Unprintable(wording.too_large(one.width, one.height, width, height))
        if self.together > 1:
            sheets.place(self.library.sheet(printer.sheet), drawings)  # raises where it has no room for them
        return drawings

    def works(self, labels: Sequence[Label]) -> tuple[bytes, ...]:
        """What is sent for these labels. Raises KioskError where a library is missing."""
        printer = self.printer
        if printer.language == "zpl":
            size = {"width": printer.width, "height": printer.height}
            each = ((drawing, copies) for drawings, copies in labels for drawing in drawings)
            return (b"".join(zpl.render(drawing, printer.dpi, copies, **size) for drawing, copies in each),)
        all_ = [drawing for drawings, copies in labels for _ in range(copies) for drawing in drawings]
        if printer.language == "png":
            return tuple(png.render(page(drawing), printer.dpi) for drawing in all_)
        placed = sheets.place(self.library.sheet(printer.sheet), all_) if printer.sheet else sheets.single(all_)
        return (pdf.render(placed),)
