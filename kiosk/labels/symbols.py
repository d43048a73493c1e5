"""Codes as modules: which kinds can be drawn, and what one is. Neither how it is encoded nor what it is drawn on."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kiosk.errors import KioskError


class Symbology(StrEnum):
    CODE128 = "code128"
    EAN13 = "ean13"
    CODE39 = "code39"
    QR = "qr"
    DATAMATRIX = "datamatrix"
    GS1_128 = "gs1-128"
    GS1_DATAMATRIX = "gs1-datamatrix"

    @property
    def called(self) -> str:
        """What people call it."""
        return _TITLES[self]

    @property
    def linear(self) -> bool:
        return self in _LINEAR


_TITLES = {
    Symbology.CODE128: "Code 128",
    Symbology.EAN13: "EAN-13",
    Symbology.CODE39: "Code 39",
    Symbology.QR: "QR",
    Symbology.DATAMATRIX: "DataMatrix",
    Symbology.GS1_128: "GS1-128",
    Symbology.GS1_DATAMATRIX: "GS1 DataMatrix",
}
_LINEAR = frozenset({Symbology.CODE128, Symbology.EAN13, Symbology.CODE39, Symbology.GS1_128})


class SymbolError(KioskError):
    """A text that can't be drawn as what it was asked for.

    `code` is one of `empty`, `characters`, `length`, `digits`, `check_digit`, `gs1`; `str()` is the sentence.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True, slots=True)
class Symbol:
    """A code from its first dark module to its last, without the quiet zone around it.

    A row is a text with `1` for each dark module and `0` for each light one; linear codes have one row, as high as
    they are drawn. `quiet` is what has to stay clear, in modules: on all sides, or left and right of linear codes.
    `text` is what was asked to be drawn.
    """

    symbology: Symbology
    rows: tuple[str, ...]
    quiet: int
    text: str = ""

    @property
    def width(self) -> int:
        """In modules."""
        return len(self.rows[0])

    @property
    def height(self) -> int:
        """In modules; 1 for linear codes."""
        return len(self.rows)

    def boxes(self) -> tuple[tuple[int, int, int, int], ...]:
        """The dark modules as few rectangles: x, y, width and height of each, in modules."""
        found = []
        open_: dict[tuple[int, int], int] = {}  # where a run of dark modules that still goes on downwards began
        for y, row in enumerate((*self.rows, "")):
            runs = set(_runs(row))
            for run in [run for run in open_ if run not in runs]:
                top = open_.pop(run)
                found.append((run[0], top, run[1], y - top))
            for run in runs:
                open_.setdefault(run, y)
        return tuple(sorted(found, key=lambda box: (box[1], box[0])))


def _runs(row: str) -> Iterator[tuple[int, int]]:
    """Where each run of dark modules begins, and how long it is."""
    end = 0
    while (at := row.find("1", end)) >= 0:
        end = row.find("0", at)
        end = len(row) if end < 0 else end
        yield at, end - at
