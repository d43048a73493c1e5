"""A label as ZPL II, the language of label printers. Pure: what sends it is in `kiosk.printers`.

Texts are the printer's own font 0, which is narrower than ours, so what fits here fits there. Codes are graphics of
our own modules and not ^BC, ^BQ or ^BX: those differ between makers and firmwares (modes, check characters, how FNC1
is written, how large a module may be), and each reads some characters of the data as commands of its own. A graphic
is what every other output shows, has nothing in it that a printer could take for a command, and with repeated rows
compressed takes little more room.

Every byte of a text that is no plain sign is written in hex (^FH), so that no text ends its field.
"""

from collections.abc import Iterator
from itertools import groupby

from kiosk.labels.drawing import Code, Drawing, Rule, Text
from kiosk.labels.text_width import line

_MM = {203: 8.0}  # dots per mm, where makers round: 203 dpi are 8 dots per mm
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;-+/()#%=*&")
_ONES, _TWENTIES = "GHIJKLMNOPQRSTUVWXY", "ghijklmnopqrstuvwxyz"  # 1 … 19, and 20, 40 … 400 times what follows


def dot(dpi: int) -> float:
    """The size of a printer's dot in mm."""
    return 1 / _MM.get(dpi, dpi / 25.4)


def render(drawing: Drawing, dpi: int = 203, copies: int = 1, *, width: float = 0.0, height: float = 0.0) -> bytes:
    """One label, so many times. `width` and `height` are the paper's in mm, where it is not as large as the label."""
    per_mm = 1 / dot(dpi)
    size = (round((width or drawing.width) * per_mm), round((height or drawing.height) * per_mm))
    # What an earlier format may have set for good: encoding, unit, orientation, origin, mirroring.
    head = f"^XA^CI28^MUd^FWN^LH0,0^PON^PMN^PW{size[0]}^LL{size[1]}"
    fields = (_field(piece, per_mm) for piece in drawing.pieces)
    return "\n".join([head, *fields, f"^PQ{copies}^XZ", ""]).encode("ascii")


def _field(piece: Text | Code | Rule, per_mm: float) -> str:
    match piece:
        case Text():
            return _text(piece, per_mm)
        case Code():
            return _code(piece, per_mm)
        case Rule():
            wide, high = (max(1, round(side * per_mm)) for side in (piece.width, piece.height))
            return f"{_at(piece.x, piece.y, per_mm)}^GB{wide},{high},{min(wide, high)}^FS"


def _text(text: Text, per_mm: float) -> str:
    printed = line(text)
    height = max(1, round(text.size * per_mm))
    told, block, x, side = printed.text, "", text.x, 0
    match text.align:
        case "right":
            side = 1  # ^FO's x is the right edge
        case "center":
            room = text.width if text.width is not None and text.width > printed.width else printed.width
            x = text.x - room / 2
            block = f"^FB{max(1, round(room * per_mm))},1,0,C"
            told = told.replace("\\", "\\\\")  # a block reads \& and the like as line breaks
    return f"{_at(x, text.y, per_mm)},{side}^A0N,{height}{block}^FH_^FD{_escaped(told)}^FS"


def _at(x: float, y: float, per_mm: float) -> str:
    return f"^FO{max(0, round(x * per_mm))},{max(0, round(y * per_mm))}"


def _escaped(text: str) -> str:
    return "".join(chr(byte) if byte in _PLAIN else f"_{byte:02X}" for byte in text.encode("utf-8", "replace"))


# Codes


def _code(code: Code, per_mm: float) -> str:
    dots = max(1, round(code.module * per_mm))
    linear = code.symbol.symbology.linear
    high = max(1, round(code.height * per_mm)) if linear else dots
    per_row = -(-code.symbol.width * dots // 8)
    total = per_row * high * len(code.symbol.rows)
    data = "".join(_rows(code.symbol.rows, dots, high, per_row))
    return f"{_at(code.x, code.y, per_mm)}^GFA,{total},{total},{per_row},{data}^FS"


def _rows(rows: tuple[str, ...], dots: int, high: int, per_row: int) -> Iterator[str]:
    """Each row of modules as so many rows of dots: the first one in hex, a colon for each that is the same."""
    for row, same in groupby(rows):
        bits = "".join(module * dots for module in row).ljust(per_row * 8, "0")
        yield _packed(f"{int(bits, 2):0{per_row * 2}X}")
        yield ":" * (high * len(list(same)) - 1)


def _packed(digits: str) -> str:
    """A row of hex digits with its runs counted; a comma stands for zeros up to its end."""
    plain = digits.rstrip("0")
    packed = "".join(_run(digit, len(list(same))) for digit, same in groupby(plain))
    return packed if len(plain) == len(digits) else packed + ","


def _run(digit: str, times: int) -> str:
    if times < 3:
        return digit * times
    hundreds, rest = divmod(times, 400)
    twenties, ones = divmod(rest, 20)
    count = _TWENTIES[-1] * hundreds + (_TWENTIES[twenties - 1] if twenties else "")
    return count + (_ONES[ones - 1] if ones else "") + digit
