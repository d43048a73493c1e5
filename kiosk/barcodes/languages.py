"""Which language a code speaks, told by a glance at it; only then its reader is imported.

Pure. Most codes speak none, and cost a few comparisons here. No reader claims a code that it can't name its rule for.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.barcodes.content import Content
    from kiosk.barcodes.foreign import ForeignCode

_GS1 = frozenset({"C1", "d2", "Q3", "e0", "J1"})  # AIM identifiers, which promise GS1 element strings
_LEADING = ("01", "00", "02")
GS = "\x1d"
# With what codes begin that may say something: INV-…, {…}, P…, QTY:, PN:, brackets, and 00, 01 and 02.
_BEGINNINGS = frozenset("I{PQ(0")


def may_speak(text: str, symbology: str, amounts: str) -> bool:
    """Whether a code, which is not empty, is worth a closer look. False for most, at the price of one call."""
    return (
        text[0] in _BEGINNINGS
        or GS in text
        or "[)>" in text[:7]
        or symbology in _GS1
        or (amounts != "" and text.isdigit())
    )


def content(text: str, symbology: str = "", *, typed: bool = False, amounts: str = "") -> "Content | None":
    """What a code says, in whatever language; None for a code that is only a name. `amounts` are the store's patterns.

    A supplier's label is looked at first, since its separators are those of GS1, too.
    """
    if _may_be_supplier(text):
        from kiosk.barcodes import supplier_labels

        if said := supplier_labels.read(text):
            return said
    if symbology in _GS1 or GS in text or _may_be_gs1(text) or (typed and text.startswith("(")):
        from kiosk.barcodes import gs1

        if said := gs1.read(text, symbology, typed=typed):
            return said
    if amounts and text.isascii() and text.isdigit():
        from kiosk.barcodes import amounts as amount_codes

        return amount_codes.read(text, amounts)
    return None


def foreign(text: str) -> "ForeignCode | None":
    """What another system calls a thing on a label of its own; None for any other text."""
    if text.startswith("INV-") or (text.startswith("{") and text.endswith("}")):
        from kiosk.barcodes import foreign as foreign_codes

        return foreign_codes.read(text)
    return None


def _may_be_gs1(text: str) -> bool:
    """Whether it may begin with a GTIN or an SSCC behind its AI. A plain EAN is shorter."""
    return len(text) >= 16 and text.startswith(_LEADING)


def _may_be_supplier(text: str) -> bool:
    """Whether it begins as a label in ISO 15434 does, however mangled, or as those of LCSC and TME."""
    return (
        "[)>" in text[:7]
        or text.startswith(("{", "QTY:", "PN:"))
        or (text.startswith("P") and "1P" in text and "K" in text and "Q" in text)
        or (GS in text and not text[:2].isdigit())  # its header gone; identifiers of GS1 begin with two digits
    )
