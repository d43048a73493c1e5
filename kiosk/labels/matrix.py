"""Codes in two dimensions. Text that isn't ASCII is in them as UTF-8, without a note that it is: scanners hand on such
bytes as they are, while a note is kept by some, sent along by others, and refused by many."""

from collections.abc import Sequence

from kiosk.labels import gs1_text
from kiosk.labels.symbols import Symbol, SymbolError, Symbology
from kiosk.wording import labels_symbols as wording

_QR_QUIET = 4  # modules
_DATAMATRIX_QUIET = 2  # modules; the standard asks for 1, printers smear
_FNC1 = 232  # codewords of DataMatrix
_BASE256 = 231
_MOST = 1558  # codewords of the largest symbol


class _Codewords:
    """A text for the library, which encodes it by its own codecs only: any codec answers what is encoded already."""

    def __init__(self, codewords: Sequence[int]) -> None:
        self._codewords = bytes(codewords)

    def encode(self, codec: str) -> bytes:
        return self._codewords


def qr(text: str) -> Symbol:
    """Error correction M, or better where the code gets no larger by it."""
    import segno

    raw = _bytes(Symbology.QR, text)
    try:
        code = segno.make_qr(raw, error="m", mode=None if text.isascii() else "byte")
    except segno.DataOverflowError as error:
        raise SymbolError("length", wording.too_much(Symbology.QR.called)) from error
    rows = tuple("".join("1" if dark else "0" for dark in row) for row in code.matrix)
    return Symbol(Symbology.QR, rows, _QR_QUIET, text)


def datamatrix(text: str) -> Symbol:
    raw = _bytes(Symbology.DATAMATRIX, text)
    return _datamatrix(Symbology.DATAMATRIX, text, _shortest(text) if text.isascii() else _base256(raw))


def gs1_datamatrix(text: str) -> Symbol:
    written = gs1_text.written(text)
    codewords = [_FNC1]
    for number, part in enumerate(written.split(gs1_text.GS)):
        codewords += [*([_FNC1] if number else []), *_ascii(part)]
    return _datamatrix(Symbology.GS1_DATAMATRIX, text, codewords)


def _datamatrix(symbology: Symbology, text: str, codewords: Sequence[int]) -> Symbol:
    """The smallest square that these codewords have room in."""
    from ppf.datamatrix import DataMatrix

    if len(codewords) > _MOST:
        raise SymbolError("length", wording.too_much(symbology.called))
    matrix = DataMatrix(_Codewords(codewords), codecs=["ascii"]).matrix
    rows = tuple("".join("1" if dark else "0" for dark in row) for row in matrix)
    return Symbol(symbology, rows, _DATAMATRIX_QUIET, text)


def _shortest(text: str) -> Sequence[int]:
    """ASCII text by that way of writing it which takes least: as it is, or best for capitals, or for small letters."""
    from ppf.datamatrix.codec_C40 import encode_to_C40
    from ppf.datamatrix.codec_text import encode_to_text

    return min(_ascii(text), encode_to_C40(text)[0], encode_to_text(text)[0], key=len)


def _ascii(text: str) -> bytes:
    from ppf.datamatrix.codec_ascii import encode_to_ascii

    codewords: bytes = encode_to_ascii(text)[0]
    return codewords


def _base256(raw: bytes) -> Sequence[int]:
    """Bytes as they are, each made random by its place, as the standard has it."""
    length = len(raw)
    size = [length] if length < 250 else [length // 250 + 249, length % 250]
    return [_BASE256, *((value + (149 * place) % 255 + 1) % 256 for place, value in enumerate([*size, *raw], 2))]


def _bytes(symbology: Symbology, text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise SymbolError("characters", wording.no_text(symbology.called)) from error
