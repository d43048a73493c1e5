"""What the look of a text gives away that has no meaning here: a label of ours or of others, and so no serial.

Pure. Asked only about codes that nothing has.
"""

import re

from kiosk.barcodes import foreign, internal
from kiosk.barcodes.forms import Forms
from kiosk.barcodes.gtin import check_digit, has_form

_BRACKETED = re.compile(r"\((?:0[12]\) ?(?P<gtin>[0-9]{14})|00\) ?(?P<sscc>[0-9]{18}))", re.ASCII)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,11}://", re.ASCII | re.IGNORECASE)
_ARTICLE = 12  # digits of an article number that is no serial, most likely: shorter ones often are


def named(forms: Forms) -> bool:
    """Whether it is as a label that names something, of this store or of another system, and never a serial."""
    text = forms.text
    if forms.own is not None or forms.foreign is not None:
        return True
    return text is not None and (
        internal.has_prefix(text, forms.prefix) or bracketed(text) or bool(capitals(text, forms.prefix))
    )


def bracketed(text: str) -> bool:
    """Whether it is a GS1 code as it stands below the bars, with its identifiers in brackets, and rightly read."""
    found = _BRACKETED.match(text)
    number = None if found is None else found["gtin"] or found["sscc"]
    return number is not None and number[-1] == check_digit(number)


def capitals(text: str, prefix: str) -> str:
    """The code of ours, or of another system, that it would be with capital letters; else empty."""
    upper = text.upper()
    if upper == text or len(text) != len(upper):
        return ""
    named = internal.read(upper, prefix) is not None or (upper.startswith("INV-") and foreign.read(upper) is not None)
    return upper if named else ""


def address(text: str) -> bool:
    """Whether it is the address of a page, as labels for telephones have."""
    return _ADDRESS.match(text) is not None


def article(forms: Forms) -> bool:
    """Whether it is an article number of something unknown, by its check digit."""
    return forms.gtin14 is not None and len(forms.text or "") >= _ARTICLE


def misread_article(forms: Forms) -> bool:
    """Whether it may be such a number that was misread: all but its check digit tells so."""
    text = forms.text
    return text is not None and forms.gtin14 is None and len(text) >= _ARTICLE and has_form(text)
