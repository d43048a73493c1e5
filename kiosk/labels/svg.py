"""Pieces of an SVG page, all measures in millimetres. Texts are escaped here, and nowhere else."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from kiosk.labels import code128
from kiosk.scan import visible

ASIDE = 0.7  # the size of what follows a text, to the text's own
APART = 2.0  # mm between the two


def page(width: float, height: float, title: str, pieces: Iterable[str]) -> str:
    """A whole file: a white page of this size with what is drawn on it."""
    drawn = "\n".join(pieces)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}" font-family="Liberation Sans, Arial, Helvetica, sans-serif">\n'
        f'<title>{_escaped(title)}</title>\n<rect width="100%" height="100%" fill="#fff"/>\n'
        f"{drawn}\n</svg>\n"
    )


def text(x: float, y: float, size: float, told: str, *, bold: bool = False, aside: str = "") -> str:
    """A line of text on the baseline `y`; `aside` follows it, smaller."""
    weight = ' font-weight="bold"' if bold else ""
    rest = (
        f'<tspan dx="{_mm(APART)}" font-size="{_mm(size * ASIDE)}" font-weight="normal">{_escaped(aside)}</tspan>'
        if aside
        else ""
    )
    return f'<text x="{_mm(x)}" y="{_mm(y)}" font-size="{_mm(size)}"{weight}>{_escaped(told)}{rest}</text>'


def barcode(x: float, y: float, module: float, height: float, code: str) -> str:
    """A code in Code 128, from its first bar on; the quiet zones beside it are left to the caller."""
    drawn = "".join(
        f'<rect x="{_mm(x + at * module)}" y="{_mm(y)}" width="{_mm(width * module)}" height="{_mm(height)}"/>'
        for at, width in code128.bars(code128.modules(code))
    )
    return f'<g shape-rendering="crispEdges"><title>{_escaped(code)}</title>{drawn}</g>'


def _escaped(told: str) -> str:
    return escape(visible(told), {'"': "&quot;"})


def _mm(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
