"""The font of labels, which ships with Kiosk: what it has glyphs for, how wide each is, and where its file is.

All measures are in units of the font, `em` of which are the size that other programs call the font's size.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

FAMILY = "DejaVu Sans Condensed"

_FOLDER = Path(__file__).parent / "fonts"


@dataclass(frozen=True, slots=True)
class Font:
    """`advances` has the width of each character by its code point. The box of a line is `ascent` + `descent` high."""

    path: Path
    em: int
    ascent: int
    descent: int
    advances: Mapping[int, int]


@cache
def font(bold: bool = False) -> Font:
    """The font as its file describes it; read once."""
    path = _FOLDER / f"DejaVuSansCondensed-{'Bold' if bold else 'Regular'}.ttf"
    data = path.read_bytes()
    (tables,) = struct.unpack_from(">4xH", data)
    at = {tag: start for tag, _, start, _ in struct.iter_unpack(">4sIII", data[12 : 12 + 16 * tables])}
    (em,) = struct.unpack_from(">18xH", data, at[b"head"])
    ascent, descent = struct.unpack_from(">4xhh", data, at[b"hhea"])
    (wide,) = struct.unpack_from(">34xH", data, at[b"hhea"])
    start = at[b"hmtx"]
    widths = [width for width, _ in struct.iter_unpack(">Hh", data[start : start + 4 * wide])]
    glyphs = _glyphs(data, at[b"cmap"])
    advances = {point: widths[min(glyph, wide - 1)] for point, glyph in glyphs.items()}
    return Font(path, em, ascent, -descent, MappingProxyType(advances))


def _glyphs(data: bytes, start: int) -> dict[int, int]:
    """The glyph of each character, by the table of characters of the first 65,536."""
    (tables,) = struct.unpack_from(">2xH", data, start)
    (offset,) = struct.unpack_from(">4xI", data, start + 4 + 8 * (tables - 1))
    table = start + offset
    form, twice = struct.unpack_from(">H4xH", data, table)
    assert form == 4, "what the font was written with"
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{twice // 2}H", data, table + 14 + n * twice + (2 if n else 0)) for n in range(4)
    )
    ids = table + 16 + 3 * twice
    found = {}
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for point in range(first, min(last, 0xFFFE) + 1):
            glyph = point
            if offsets[number]:
                place = ids + 2 * number + offsets[number] + 2 * (point - first)
                (glyph,) = struct.unpack_from(">H", data, place)
            if glyph := (glyph + deltas[number]) % 0x10000:
                found[point] = glyph
    return found
