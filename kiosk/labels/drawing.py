"""What is on a label or a page, before it is written in any language: texts, codes and rules, in millimetres.

Measures go from the top left corner to the right and down.
"""

from dataclasses import dataclass
from typing import Literal

from kiosk.labels.symbols import Symbol

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text in a box that begins at `y` and is `size` high: letters with what stands above and below them.

    `x` is the left edge of the text, its middle or its right edge, as `align` says. A text that is wider than `width`
    is cut, and ends in "…".
    """

    x: float
    y: float
    size: float
    text: str
    bold: bool = False
    align: Align = "left"
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A code from its first dark module at `x`, `y` on; its quiet zone is left to the caller.

    `height` is that of the bars of a linear code. Others are as high as their modules.
    """

    x: float
    y: float
    module: float
    height: float
    symbol: Symbol

    @property
    def wide(self) -> float:
        return self.symbol.width * self.module

    @property
    def high(self) -> float:
        return self.height if self.symbol.symbology.linear else self.symbol.height * self.module


@dataclass(frozen=True, slots=True)
class Rule:
    """A black rectangle: lines and frames are made of them."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """One label: what is drawn on it, and what it is called where a file has a title."""

    width: float
    height: float
    pieces: tuple[Text | Code | Rule, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page with labels: each with its left and its top edge on the page."""

    width: float
    height: float
    labels: tuple[tuple[float, float, Drawing], ...]

    @property
    def title(self) -> str:
        """What its first label is called."""
        return next((drawing.title for _, _, drawing in self.labels if drawing.title), "")


def page(drawing: Drawing) -> Page:
    """A page that is no larger than its one label."""
    return Page(drawing.width, drawing.height, ((0.0, 0.0, drawing),))
