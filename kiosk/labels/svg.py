"""A page as SVG, in millimetres. Texts are escaped here, and nowhere else.

Every text says how wide it is, so that it takes its place in whatever font it is shown.
"""

from collections.abc import Iterator
from html import escape

from kiosk.labels import text_width
from kiosk.labels.drawing import Code, Drawing, Page, Rule, Text
from kiosk.labels.font import FAMILY

_FONTS = f"{FAMILY}, DejaVu Sans, Liberation Sans, Arial, Helvetica, sans-serif"


def render(page: Page) -> str:
    """A whole file: a white page of its size with all of its labels."""
    width, height = _mm(page.width), _mm(page.height)
    drawn = "\n".join(piece for x, y, drawing in page.labels for piece in _label(x, y, drawing))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}" font-family="{_FONTS}" font-stretch="condensed">\n'
        f'<title>{_escaped(page.title)}</title>\n<rect width="100%" height="100%" fill="#fff"/>\n'
        f"{drawn}\n</svg>\n"
    )


def _label(x: float, y: float, drawing: Drawing) -> Iterator[str]:
    for piece in drawing.pieces:
        match piece:
            case Text():
                yield _text(x, y, piece)
            case Code():
                yield _code(x, y, piece)
            case Rule():
                yield (
                    f'<rect x="{_mm(x + piece.x)}" y="{_mm(y + piece.y)}" '
                    f'width="{_mm(piece.width)}" height="{_mm(piece.height)}"/>'
                )


def _text(x: float, y: float, text: Text) -> str:
    line = text_width.line(text)
    weight = ' font-weight="bold"' if text.bold else ""
    wide = f' textLength="{_mm(line.width)}" lengthAdjust="spacingAndGlyphs"' if line.text else ""
    return (
        f'<text x="{_mm(x + line.x)}" y="{_mm(y + line.baseline)}" font-size="{_mm(line.font_size)}"{weight}{wide} '
        f'xml:space="preserve">{_escaped(line.text)}</text>'
    )


def _code(x: float, y: float, code: Code) -> str:
    """A code as one shape: between shapes that only touch, viewers show hairs of light."""
    across, down = code.module, code.high / code.symbol.height
    drawn = "".join(
        f"M{_mm(x + code.x + left * across)} {_mm(y + code.y + top * down)}"
        f"h{_mm(wide * across)}v{_mm(high * down)}h{_mm(-wide * across)}z"
        for left, top, wide, high in code.symbol.boxes()
    )
    return f'<g shape-rendering="crispEdges"><title>{_escaped(code.symbol.text)}</title><path d="{drawn}"/></g>'


def _escaped(told: str) -> str:
    return escape(text_width.shown(told))


def _mm(value: float) -> str:
    written = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
