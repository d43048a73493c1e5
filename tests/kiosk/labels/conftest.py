"""What a printed page looks like to a scanner: its rectangles drawn as an image, and read by another library."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

import pytest
import zxingcpp

BAR = re.compile(r"M(\S+) (\S+?)h([\d.]+)v([\d.]+)h-[\d.]+z")
SVG = "{http://www.w3.org/2000/svg}"
WHITE, BLACK = 255, 0


@dataclass(frozen=True)
class Rect:
    """A bar, in millimetres."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Drawn:
    """A code on a page: what its title says, and its bars."""

    text: str
    bars: tuple[Rect, ...]

    @property
    def left(self) -> float:
        return min(bar.x for bar in self.bars)

    @property
    def right(self) -> float:
        return max(bar.x + bar.width for bar in self.bars)

    @property
    def top(self) -> float:
        return self.bars[0].y

    @property
    def bottom(self) -> float:
        return self.bars[0].y + self.bars[0].height


def drawn(page: str) -> list[Drawn]:
    """The codes of an SVG page."""
    root = ElementTree.fromstring(page.encode())
    return [
        Drawn(
            group.findtext(f"{SVG}title", ""),
            tuple(Rect(*map(float, bar)) for path in group.iter(f"{SVG}path") for bar in BAR.findall(path.attrib["d"])),
        )
        for group in root.iter(f"{SVG}g")
    ]


def decoded(rects: Sequence[Rect], dot: float, size: tuple[float, float]) -> list[str]:
    """What zxing reads where these rectangles are printed with dots of `dot` mm, on white paper of `size` mm."""
    width, height = (int(side / dot) for side in size)
    image = bytearray([WHITE]) * (width * height)
    for rect in rects:
        left, right = round(rect.x / dot), round((rect.x + rect.width) / dot)
        for y in range(round(rect.y / dot), round((rect.y + rect.height) / dot)):
            image[y * width + left : y * width + right] = bytearray([BLACK]) * (right - left)
    pixels = memoryview(bytes(image)).cast("B", (height, width))
    found = zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormat.Code128, try_rotate=False)
    return [code.text for code in found]


@pytest.fixture
def codes_of() -> Callable[[str], list[Drawn]]:
    return drawn


@pytest.fixture
def read() -> Callable[..., list[str]]:
    return decoded
