"""Quantities as labels write them: `100`, `000000001`, `2.5KG`, `50NAR000`; with units of UN/ECE and of X12.

Pure.
"""

import re
from decimal import Decimal

from kiosk.stock.quantity import PLACES, fits
from kiosk.wording import supplier_labels as wording

_WRITTEN = re.compile(r"([0-9]{1,18}(?:\.[0-9]{1,6})?) ?(?:([A-Za-z][A-Za-z0-9]{0,2}?)(000)?)?")
_PIECES = frozenset({"", "EA", "PC", "PCS", "PCE", "ST", "STK", "NAR", "C62", "H87", "NMB"})
_MEASURES = {
    "KG": ("kg", Decimal(1)), "KGM": ("kg", Decimal(1)), "G": ("kg", Decimal("0.001")), "GR": ("kg", Decimal("0.001")),
    "GRM": ("kg", Decimal("0.001")), "LB": ("kg", Decimal("0.45359237")), "LBR": ("kg", Decimal("0.45359237")),
    "M": ("m", Decimal(1)), "MTR": ("m", Decimal(1)), "MR": ("m", Decimal(1)), "CM": ("m", Decimal("0.01")),
    "CMT": ("m", Decimal("0.01")), "MM": ("m", Decimal("0.001")), "MMT": ("m", Decimal("0.001")),
    "FT": ("m", Decimal("0.3048")), "FOT": ("m", Decimal("0.3048")),
    "L": ("l", Decimal(1)), "LTR": ("l", Decimal(1)), "LT": ("l", Decimal(1)), "ML": ("l", Decimal("0.001")),
    "MLT": ("l", Decimal("0.001")), "M2": ("m2", Decimal(1)), "MTK": ("m2", Decimal(1)),
    "M3": ("m3", Decimal(1)), "MTQ": ("m3", Decimal(1)),
}  # fmt: skip


def quantity(text: str, unit: str = "") -> tuple[Decimal | None, str, str]:
    """The quantity, its unit ("" for pieces, else kg, m, l, m2 or m3), and what is wrong with it, else "".

    `unit` is that of another field of the label, where the text has none of its own.
    """
    written = _WRITTEN.fullmatch(text)
    if written is None:
        return None, "", wording.bad_quantity(text)
    amount, code = Decimal(written[1]), (written[2] or unit.strip(" ")).upper()
    if code not in _PIECES:
        if code not in _MEASURES:
            return None, "", wording.unknown_unit(text, code)
        code, factor = _MEASURES[code]
        amount *= factor
    else:
        code = ""
    if amount <= 0 or not fits(round(amount, PLACES), PLACES):
        return None, "", wording.bad_quantity(text)
    return _plain(round(amount, PLACES)), code, ""


def _plain(amount: Decimal) -> Decimal:
    """Without needless zeros, nor exponents."""
    return Decimal(int(amount)) if amount == int(amount) else amount.normalize()
