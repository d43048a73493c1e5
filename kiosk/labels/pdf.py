"""Pages as PDF: shapes and text, with the font in the file, to be printed at 100 %. Needs the extra `labels`.

The same pages give the same bytes: no time, no name of a machine and no number by chance is in them.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kiosk.errors import KioskError
from kiosk.labels import text_width
from kiosk.labels.drawing import Code, Page, Rule, Text
from kiosk.labels.font import FAMILY, font
from kiosk.wording import labels_symbols as wording

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_MM = 72 / 25.4  # points


def render(pages: Sequence[Page]) -> bytes:
    """The file with all of the pages, each of its own size. Raises KioskError without the libraries."""
    canvas = _canvas(written := BytesIO())
    canvas.setTitle(text_width.shown(next((page.title for page in pages if page.title), "")))
    for page in pages:
        canvas.setPageSize((page.width * _MM, page.height * _MM))
        for x, y, drawing in page.labels:
            for piece in drawing.pieces:
                _draw(canvas, x, page.height - y, piece)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def _canvas(file: BytesIO) -> "Canvas":
    try:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas
    except ImportError as error:
        raise KioskError(wording.no_libraries("PDF")) from error
    for bold in (False, True):
        if _name(bold) not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(_name(bold), str(font(bold).path)))
    canvas = Canvas(file, invariant=1, pageCompression=1)
    canvas.setCreator("Kiosk")
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setViewerPreference("PrintScaling", "None")
    return canvas


def _name(bold: bool) -> str:
    return f"{FAMILY} Bold" if bold else FAMILY


def _draw(canvas: Any, x: float, y: float, piece: Text | Code | Rule) -> None:
    """Draw a piece of a label whose left top corner is at `x` mm from the left and `y` mm from the bottom."""
    match piece:
        case Text():
            line = text_width.line(piece)
            canvas.setFont(_name(piece.bold), line.font_size * _MM)
            told = text_width.drawable(line.text, piece.bold)
            canvas.drawString((x + line.x) * _MM, (y - line.baseline) * _MM, told)
        case Code():
            _code(canvas, x + piece.x, y - piece.y, piece)
        case Rule():
            bottom = y - piece.y - piece.height
            canvas.rect((x + piece.x) * _MM, bottom * _MM, piece.width * _MM, piece.height * _MM, stroke=0, fill=1)


def _code(canvas: Any, x: float, y: float, code: Code) -> None:
    """A code as one shape, measured in modules: between shapes that only touch, viewers show hairs of light."""
    symbol = code.symbol
    canvas.saveState()
    canvas.translate(x * _MM, y * _MM)
    canvas.scale(code.module * _MM, code.high / symbol.height * _MM)
    path = canvas.beginPath()
    for left, top, wide, high in symbol.boxes():
        path.rect(left, -top - high, wide, high)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()
