"""Pages as black and white dots, for PNG, printers that take pictures, and previews. Needs the extra `labels`.

Modules of codes are whole dots, so that all bars of one width stay of one width; a code that is narrower by that stands
in the middle of its place.
"""

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from kiosk.errors import KioskError
from kiosk.labels import text_width
from kiosk.labels.drawing import Code, Drawing, Page, Rule, Text, page
from kiosk.labels.font import font
from kiosk.wording import labels_symbols as wording

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

MM = 25.4  # of an inch
_BLACK, _WHITE = 0, 1
_WIDENED = 2  # modules that a code may be wider than its place where it gets a dot more to each module by that


def dots(drawing: Drawing, dpi: int) -> tuple[str, ...]:
    """The rows of a label, `1` for each black dot and `0` for each white one. Raises as `image` does."""
    drawn = image(page(drawing), dpi)
    inverted = bytes(255 - octet for octet in drawn.tobytes())
    stride = (drawn.width + 7) // 8
    return tuple(
        f"{int.from_bytes(inverted[at : at + stride]):0{8 * stride}b}"[: drawn.width]
        for at in range(0, len(inverted), stride)
    )


def image(page: Page, dpi: int) -> "Image":
    """The page with 1 bit for each dot. Raises KioskError without the libraries, and for codes finer than a dot."""
    try:
        from PIL import Image, ImageDraw
    except ImportError as error:
        raise KioskError(wording.no_libraries("PNG")) from error
    scale = dpi / MM
    drawn = Image.new("1", (max(1, round(page.width * scale)), max(1, round(page.height * scale))), _WHITE)
    pen = _Pen(ImageDraw.Draw(drawn), dpi, {})
    for x, y, drawing in page.labels:
        for piece in drawing.pieces:
            match piece:
                case Text():
                    pen.text(x, y, piece)
                case Code():
                    pen.code(x, y, piece)
                case Rule():
                    pen.rule(x, y, piece)
    return drawn


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws pieces of a label whose left top corner is at `x`, `y` mm of the page."""

    canvas: "ImageDraw"
    dpi: int
    fonts: "dict[tuple[bool, float], FreeTypeFont]"

    def text(self, x: float, y: float, text: Text) -> None:
        """Each letter where the font's measures have it: libraries would round every width to dots, and add up."""
        line = text_width.line(text)
        face = self._font(text.bold, line.font_size)
        em, advances = font(text.bold).em, font(text.bold).advances
        baseline = round(self._dots(y + line.baseline))
        at = x + line.x
        for char in text_width.drawable(line.text, text.bold):
            if char != " ":
                self.canvas.text((round(self._dots(at)), baseline), char, fill=_BLACK, font=face, anchor="ls")
            at += advances[ord(char)] * line.font_size / em

    def code(self, x: float, y: float, code: Code) -> None:
        symbol = code.symbol
        module = self._module(self._dots(code.module), symbol.width)
        linear = symbol.symbology.linear
        high = max(1, round(self._dots(code.height))) if linear else module
        left = round(self._dots(x + code.x) + (self._dots(code.wide) - symbol.width * module) / 2)
        top = round(self._dots(y + code.y) + (0 if linear else (self._dots(code.high) - symbol.height * module) / 2))
        for column, row, wide, deep in symbol.boxes():
            self._box(left + column * module, top + row * high, wide * module, deep * high)

    def _module(self, asked: float, modules: int) -> int:
        """The dots of a module for which `asked` dots would be its size."""
        more = ceil(asked - 1e-6)
        module = more if (more - asked) * modules <= _WIDENED * more else more - 1
        if module < 1:
            raise KioskError(wording.code_too_small(self.dpi))
        return module

    def rule(self, x: float, y: float, rule: Rule) -> None:
        wide, high = (max(1, round(self._dots(side))) for side in (rule.width, rule.height))
        self._box(round(self._dots(x + rule.x)), round(self._dots(y + rule.y)), wide, high)

    def _box(self, left: int, top: int, wide: int, high: int) -> None:
        self.canvas.rectangle((left, top, left + wide - 1, top + high - 1), fill=_BLACK)

    def _dots(self, length: float) -> float:
        return length * self.dpi / MM

    def _font(self, bold: bool, size: float) -> "FreeTypeFont":
        from PIL import ImageFont

        if (bold, size) not in self.fonts:
            self.fonts[bold, size] = ImageFont.truetype(
                font(bold).path, self._dots(size), layout_engine=ImageFont.Layout.BASIC
            )
        return self.fonts[bold, size]
