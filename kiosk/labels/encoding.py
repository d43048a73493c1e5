"""A text as a code of any kind. What draws a kind is imported when the first of it is drawn."""

from kiosk.labels.symbols import Symbol, SymbolError, Symbology
from kiosk.wording import labels_symbols as wording


def encode(symbology: Symbology, text: str) -> Symbol:
    """The text as a code. GS1 kinds take identifiers in brackets: `(01)09501101530003(10)AB-123`.

    Raises SymbolError.
    """
    if not text:
        raise SymbolError("empty", wording.empty(symbology.called))
    match symbology:
        case Symbology.CODE128:
            from kiosk.labels.linear import code128 as draw
        case Symbology.EAN13:
            from kiosk.labels.linear import ean13 as draw
        case Symbology.CODE39:
            from kiosk.labels.linear import code39 as draw
        case Symbology.GS1_128:
            from kiosk.labels.linear import gs1_128 as draw
        case Symbology.QR:
            from kiosk.labels.matrix import qr as draw
        case Symbology.DATAMATRIX:
            from kiosk.labels.matrix import datamatrix as draw
        case Symbology.GS1_DATAMATRIX:
            from kiosk.labels.matrix import gs1_datamatrix as draw
    return draw(text)
