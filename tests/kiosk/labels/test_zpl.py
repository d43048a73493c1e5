"""Labels in ZPL, read by a parser that shares nothing with the writer: texts stay in their fields, codes decode."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from kiosk.labels import zpl
from kiosk.labels.drawing import Code, Drawing, Rule, Text
from kiosk.labels.encoding import encode
from kiosk.labels.symbols import Symbology
from kiosk.labels.text_width import shown

COMMAND = re.compile(rb"([\^~])(A0|[A-Z]{2})([^\^~]*)")
HOSTILE = ["^XA", "~JR", "^FS^XZ", "^XZ^XA^PQ900", "a\nb", "\x00", "_5E", "\\&", "^CC+", "~CT!", "ÄÖÜ Ω µ 中", "a_"]


SETTINGS = {
    "CI": "28",
    "A0": r"N,\d+",
    "FH": "_",
    "FS": "",
    "XZ": "",
    "LH": "0,0",
    "FW": "N",
    "PO": "N",
    "PM": "N",
    "MU": "d",
}


@dataclass
class Label:
    """What a printer makes of a format: texts by their place, pixels that codes and rules have set."""

    size: tuple[int, int]
    texts: list[tuple[int, int, str]]
    dark: set[tuple[int, int]]
    copies: int


def parsed(data: bytes) -> list[Label]:
    """All formats of a stream. Raises AssertionError where there is anything that no format is made of."""
    labels: list[Label] = []
    at: Any = None
    block = False
    rest = COMMAND.sub(b"", data)
    assert not rest.strip(), rest
    for sign, name, arguments in COMMAND.findall(data):
        assert sign == b"^", name
        told = arguments.strip(b"\n").decode("ascii")
        label = labels[-1] if labels else Label((0, 0), [], set(), 0)
        match name.decode():
            case "XA":
                labels.append(Label((0, 0), [], set(), 0))
            case "PW":
                label.size = (int(told), label.size[1])
            case "LL":
                label.size = (label.size[0], int(told))
            case "FO":
                at, block = tuple(map(int, told.split(","))), False
            case "FB":
                block = True
            case "FD":
                said = re.sub(rb"_([0-9A-F]{2})", lambda found: bytes([int(found[1], 16)]), arguments).decode()
                label.texts.append((at[0], at[1], said.replace("\\\\", "\\") if block else said))
            case "GB" | "GF" as drawn:
                dots = box(told) if drawn == "GB" else graphic(told)
                label.dark |= {(at[0] + x, at[1] + y) for x, y in dots}
            case "PQ":
                label.copies = int(told)
            case other:
                assert re.fullmatch(SETTINGS[other], told), other
    return labels


def box(told: str) -> set[tuple[int, int]]:
    """The dark dots of a ^GB, which has to be a filled one."""
    wide, high, thick = map(int, told.split(","))
    assert thick == min(wide, high)
    return {(x, y) for x in range(wide) for y in range(high)}


def graphic(told: str) -> set[tuple[int, int]]:
    """The dark dots of a ^GFA."""
    kind, total, same, per_row, packed = told.split(",", 4)
    assert (kind, total) == ("A", same)
    return pixels(packed, int(per_row), int(total))


def pixels(packed: str, per_row: int, total: int) -> set[tuple[int, int]]:
    """The dark dots of ^GFA data, by Zebra's table of its compression."""
    rows: list[str] = []
    row, times = "", 0
    for char in packed:
        if char == ":":
            assert not row
            rows.append(rows[-1])
        elif char == ",":
            row = row.ljust(per_row * 2, "0")
        elif "G" <= char <= "Y":
            times += ord(char) - ord("G") + 1
        elif "g" <= char <= "z":
            times += 20 * (ord(char) - ord("g") + 1)
        else:
            assert char in "0123456789ABCDEF"
            row, times = row + char * (times or 1), 0
        if len(row) >= per_row * 2:
            assert len(row) == per_row * 2
            rows.append(row)
            row = ""
    assert len(rows) * per_row == total
    return {
        (x, y)
        for y, digits in enumerate(rows)
        for x, bit in enumerate(f"{int(digits, 16):0{per_row * 8}b}")
        if bit == "1"
    }


def decoded(label: Label) -> list[str]:
    width, height = label.size
    image = bytearray(b"\xff" * (width * height))
    for x, y in label.dark:
        assert x < width
        assert y < height
        image[y * width + x] = 0
    found = zxingcpp.read_barcodes(memoryview(bytes(image)).cast("B", (height, width)), try_rotate=False)
    return [code.text for code in found]


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize(
    ("symbology", "text"),
    [
        (Symbology.CODE128, "KSK-PA10"),
        (Symbology.EAN13, "4006381333931"),
        (Symbology.CODE39, "AB-123"),
        (Symbology.QR, "~JR^XA ÄÖ"),
        (Symbology.DATAMATRIX, "SN^XZ-1"),
        (Symbology.GS1_128, "(01)09501101530003(10)AB-123"),
        (Symbology.GS1_DATAMATRIX, "(01)09501101530003(21)7"),
    ],
)
def test_a_code_is_printed_dot_by_dot(dpi, symbology, text):
    symbol = encode(symbology, text)
    module = 4 * zpl.dot(dpi)
    drawing = Drawing(160, 40, (Code(8, 6, module, 15, symbol),))
    assert [told.replace("\x1d", "") for told in decoded(parsed(zpl.render(drawing, dpi))[0])] == [text]


def one_text(text: str, **kwargs: Any) -> Drawing:
    return Drawing(50, 25, (Text(25, 5, 3, text, **kwargs),))


@pytest.mark.parametrize("align", ["left", "center", "right"])
@pytest.mark.parametrize("text", HOSTILE)
def test_commands_in_a_name_are_printed_as_text(text, align):
    (label,) = parsed(zpl.render(one_text(text, align=align)))
    assert [said for *_, said in label.texts] == [shown(text)]
    assert label.copies == 1


@given(st.text(max_size=60), st.sampled_from(["left", "center", "right"]), st.sampled_from([None, 10.0, 45.0]))
def test_no_text_leaves_its_field(text, align, width):
    data = zpl.render(one_text(text, align=align, width=width), copies=3)
    (label,) = parsed(data)
    assert len(label.texts) == 1
    assert label.copies == 3
    assert data.count(b"^XA") == data.count(b"^XZ") == data.count(b"^FD") == 1
    if width is None:
        printed = shown(text).encode("utf-8", "replace").decode()
        assert label.texts[0][2] == printed


def test_a_text_without_room_is_cut_as_everywhere():
    (label,) = parsed(zpl.render(one_text("Power supply 12 V, open frame", width=20.0)))
    assert label.texts[0][2].endswith("…")


def test_measures_are_dots_of_the_printer_and_the_paper_may_be_larger():
    drawing = Drawing(50, 25, (Rule(1, 2, 40, 0.25), Text(3, 4, 2.5, "x")))
    (label,) = parsed(zpl.render(drawing, 203))
    assert label.size == (400, 200)
    assert label.dark == {(x, y) for x in range(8, 328) for y in (16, 17)}
    assert label.texts == [(24, 32, "x")]
    assert parsed(zpl.render(drawing, 300, width=60, height=30))[0].size == (709, 354)


def test_a_long_run_of_dots_is_counted_whole():
    """One of more than 400 hex digits, for which a letter more is due."""
    module, high = 425, 2  # dots
    symbol = encode(Symbology.CODE128, "A")
    drawing = Drawing(830, 2, (Code(0, 0, module * 25.4 / 600, high * 25.4 / 600, symbol),))
    bars = "".join(one * module for one in symbol.rows[0])
    assert parsed(zpl.render(drawing, 600))[0].dark == {
        (x, y) for x, bar in enumerate(bars) for y in range(high) if bar == "1"
    }
