"""GS1 element strings: whether a code is one, and what it says (GS1 General Specifications, chapters 3 and 7.8).

Pure. biip knows the application identifiers (AI) and is greedy: it takes `10ABC` for a batch and a misread EAN for an
order. So a code must first show that it is GS1 by one of the rules here, each cheap, and only then is biip imported.
"""

import re
from enum import StrEnum

from kiosk.barcodes.content import Content
from kiosk.barcodes.gtin import check_digit

GS = "\x1d"
SYMBOLOGIES = frozenset({"C1", "d2", "Q3", "e0", "J1"})  # GS1-128, GS1 DataMatrix, QR, DataBar, DotCode

_LEADING = {"00": 18, "01": 14, "02": 14}  # digits behind these AIs, the last of them a check digit
_BRACKETED = re.compile(r"\([0-9]{2,4}\)")
_AI = re.compile(r"(?:0[0-4]|1[0-35-7]|2[0-5]|3[0-79]|4[0-3]|7[0-2]|8[0-2]|9[0-9])", re.ASCII)  # how one begins


class Rule(StrEnum):
    """Why a code is taken for an element string."""

    SYMBOLOGY = "symbology"  # the scanner says that the symbol is a GS1 one
    BRACKETS = "brackets"  # typed as printed below the bars: (01)09501101530003(10)AB-123
    SEPARATOR = "separator"  # FNC1 is in it, as GS, and an AI at its start
    LEADING = "leading"  # it begins with 00, 01 or 02 and a number with the right check digit


def read(text: str, symbology: str = "", *, typed: bool = False) -> Content | None:
    """What an element string says; None for a code that is none. `symbology` is the AIM identifier without `]`.

    What can't be read in it costs nothing else: it is kept as a field, and told of among the faults.
    """
    said = text.lstrip(GS)  # some scanners send the FNC1 that begins a GS1 symbol
    rule = _rule(text, said, symbology, typed=typed)
    if rule is None:
        return None
    from kiosk.barcodes import element_strings, gs1_content  # with biip, which few stations ever need

    read = element_strings.bracketed(said) if rule is Rule.BRACKETS else element_strings.cut(said)
    if rule is not Rule.SYMBOLOGY and not any(element.sound for element in read.elements):
        return None
    return gs1_content.content(rule, read)


def _rule(text: str, said: str, symbology: str, *, typed: bool) -> Rule | None:
    if not said:
        return None
    if symbology in SYMBOLOGIES:
        return Rule.SYMBOLOGY
    if typed and _BRACKETED.match(said):
        return Rule.BRACKETS
    if GS in text and _AI.match(said):
        return Rule.SEPARATOR
    return Rule.LEADING if _has_number(said) else None


def _has_number(text: str) -> bool:
    """Whether it begins with a GTIN or an SSCC behind its AI. A plain EAN or UPC is shorter."""
    digits = text[2 : 2 + _LEADING.get(text[:2], 0)]
    if len(digits) < 14 or len(digits) != _LEADING[text[:2]] or not (digits.isascii() and digits.isdigit()):
        return False
    return bool(digits.strip("0")) and digits[-1] == check_digit(digits)
