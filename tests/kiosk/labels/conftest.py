"""What a printed page looks like to a scanner: drawn as an image, and read by other libraries than drew it."""

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
import resvg_py
import zxingcpp
from PIL import Image

from kiosk.labels import pdf, png, svg
from kiosk.labels.drawing import Page
from kiosk.labels.symbols import Symbol, Symbology

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


FORMATS = {
    Symbology.CODE128: zxingcpp.BarcodeFormat.Code128,
    Symbology.GS1_128: zxingcpp.BarcodeFormat.Code128,
    Symbology.EAN13: zxingcpp.BarcodeFormat.EAN13,
    Symbology.CODE39: zxingcpp.BarcodeFormat.Code39Std,
    Symbology.QR: zxingcpp.BarcodeFormat.QRCode,
    Symbology.DATAMATRIX: zxingcpp.BarcodeFormat.DataMatrix,
    Symbology.GS1_DATAMATRIX: zxingcpp.BarcodeFormat.DataMatrix,
}


@dataclass(frozen=True, order=True)
class Scanned:
    """What a scanner hands on: the symbology identifier, such as `]C1`, and the bytes of the code."""

    identifier: str
    raw: bytes


def picture(page: Page, language: str, dpi: int = 300) -> Image.Image:
    """A page as it is on paper, printed by way of `png`, `svg` or `pdf`."""
    match language:
        case "png":
            return Image.open(io.BytesIO(png.render(page, dpi))).convert("L")
        case "svg":
            drawn = resvg_py.svg_to_bytes(svg_string=svg.render(page), dpi=dpi)
            return Image.open(io.BytesIO(bytes(drawn))).convert("L")
    with pypdfium2.PdfDocument(pdf.render([page])) as document:
        return document[0].render(scale=dpi / 72).to_pil().convert("L")


def scanned(image: Image.Image) -> list[Scanned]:
    """All codes of a picture as zxing reads them, in order."""
    kinds = list(set(FORMATS.values()))
    return sorted(Scanned(code.symbology_identifier, code.bytes) for code in zxingcpp.read_barcodes(image, kinds))


def scanned_symbol(symbol: Symbol, dots: int = 3) -> list[Scanned]:
    """The same for a code of its own, with as much white around it as it asks for."""
    linear = symbol.symbology.linear
    clear = 0 if linear else symbol.quiet
    rows = ["0" * symbol.width] * clear + list(symbol.rows) + ["0" * symbol.width] * clear
    across = symbol.width + 2 * symbol.quiet
    high = 12 if linear else dots
    pixels = bytearray()
    for row in rows:
        padded = row.center(across, "0").replace("1", "\0" * dots).replace("0", "\xff" * dots)
        pixels += padded.encode("latin-1") * high
    shaped = memoryview(bytes(pixels)).cast("B", (len(rows) * high, across * dots))
    found = zxingcpp.read_barcodes(shaped, FORMATS[symbol.symbology], try_rotate=False)
    return [Scanned(code.symbology_identifier, code.bytes) for code in found]


def by_tool(*words: str, file: Path) -> bytes:
    """What a program of the system reads in a picture. Without it, a test is skipped, but where CI says it is there."""
    if shutil.which(words[0]) is None:
        say = f"{words[0]} is not installed"
        pytest.fail(say) if os.environ.get("CI") else pytest.skip(say)
    return subprocess.run([*words, file], capture_output=True, timeout=50, check=True).stdout


@pytest.fixture
def read_page() -> Callable[[Page, str], list[Scanned]]:
    return lambda page, language: scanned(picture(page, language))


@pytest.fixture
def as_picture() -> Callable[[Page, str], Image.Image]:
    return picture


@pytest.fixture
def read_symbol() -> Callable[[Symbol], list[Scanned]]:
    return scanned_symbol


@pytest.fixture
def read_by() -> Callable[..., bytes]:
    return by_tool


@pytest.fixture
def codes_of() -> Callable[[str], list[Drawn]]:
    return drawn


@pytest.fixture
def read() -> Callable[..., list[str]]:
    return decoded
