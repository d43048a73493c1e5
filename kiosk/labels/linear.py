"""Linear codes: what each kind takes, and its modules. Nothing is repaired: a text is drawn as it is, or refused."""

import string

from kiosk.labels import code128 as code128_modules
from kiosk.labels import gs1_text
from kiosk.labels.symbols import Symbol, SymbolError, Symbology
from kiosk.scan import visible
from kiosk.wording import labels_symbols as wording

LONGEST = 80  # characters; more is wider than a page
_GS1_LONGEST = 48  # characters, as GS1 has it
_ASCII = frozenset(map(chr, range(128)))  # the library draws `ñ` and its like as function characters
_CODE39 = frozenset(string.digits + string.ascii_uppercase + " -.$/+%")
_EAN13_QUIET = 11  # modules; right of the code 7 would do


def code128(text: str) -> Symbol:
    _within(Symbology.CODE128, text, LONGEST)
    _allowed(Symbology.CODE128, text, _ASCII, wording.ascii_alone())
    return Symbol(Symbology.CODE128, (code128_modules.modules(text),), code128_modules.QUIET, text)


def gs1_128(text: str) -> Symbol:
    written = gs1_text.written(text)
    _within(Symbology.GS1_128, written, _GS1_LONGEST)
    return Symbol(Symbology.GS1_128, (code128_modules.gs1_modules(written),), code128_modules.QUIET, text)


def code39(text: str) -> Symbol:
    """Capitals alone, as they are: small letters would be read back as capitals. No check character is added."""
    from barcode.codex import Code39

    _within(Symbology.CODE39, text, LONGEST)
    _allowed(Symbology.CODE39, text, _CODE39, wording.code39_alone())
    return Symbol(Symbology.CODE39, (Code39(text, add_checksum=False).build()[0],), code128_modules.QUIET, text)


def ean13(text: str) -> Symbol:
    """12 digits get their check digit; of 13 the last one has to be right."""
    from barcode.ean import EAN13
    from stdnum.ean import calc_check_digit

    if not (text.isascii() and text.isdigit() and len(text) in {12, 13}):
        raise SymbolError("digits", wording.ean13_digits(visible(text)))
    right = calc_check_digit(text[:12])
    if text[12:] not in {"", right}:
        raise SymbolError("check_digit", wording.ean13_check_digit(text, right))
    return Symbol(Symbology.EAN13, (EAN13(text[:12]).build()[0],), _EAN13_QUIET, text[:12] + right)


def _within(symbology: Symbology, text: str, most: int) -> None:
    if len(text) > most:
        raise SymbolError("length", wording.too_long(symbology.called, len(text), most))


def _allowed(symbology: Symbology, text: str, allowed: frozenset[str], told: str) -> None:
    for char in text:
        if char not in allowed:
            raise SymbolError("characters", wording.no_such_character(symbology.called, visible(char), told))
