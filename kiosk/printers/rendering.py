"""Labels as a printer's own language has them: template and texts from the queue, laid out, in ZPL, PDF or PNG."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.config import AnyPrinter
from kiosk.errors import KioskError
from kiosk.labels import drawn, pdf, png, sheets, trial, zpl
from kiosk.labels.drawing import Drawing, page
from kiosk.labels.layout import LayoutError
from kiosk.labels.library import Library
from kiosk.labels.sheets import Sheet
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
        sheet = self._sheet
        return 1 if sheet is None else sheet.labels

    @property
    def _sheet(self) -> Sheet | None:
        """The paper with labels that is in the printer; None where each is a page."""
        printer = self.printer
        return self.library.sheet(printer.sheet) if printer.language == "pdf" and printer.sheet else None

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
            if (sheet := self._sheet) is not None:
                wide, high = sheet.width, sheet.height
            return (trial.draw(content.fields, wide, high, dot=dot),)
        drawings = drawn.drawings(self.library, content.template, content.fields, content.rows, dot)
        for one in drawings:
            width, height = printer.width or one.width, printer.height or one.height
            if one.width > width + _SLACK or one.height > height + _SLACK:
                raise Unprintable(wording.too_large(one.width, one.height, width, height))
        if (sheet := self._sheet) is not None:
            self._has_room(sheet, drawings)
        return drawings

    def _has_room(self, sheet: Sheet, drawings: Sequence[Drawing]) -> None:
        """Raises Unprintable for what a label of the printer's sheet has no room for."""
        try:
            sheets.place(sheet, drawings)
        except LayoutError as error:
            raise Unprintable(wording.on_sheets(str(error), self.printer.name)) from error

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
        sheet = self._sheet
        return (pdf.render(sheets.single(all_) if sheet is None else sheets.place(sheet, all_)),)
