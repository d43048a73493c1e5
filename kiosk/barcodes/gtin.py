"""GTINs alone in a code: EAN-13, UPC-A, EAN-8 and ITF-14, all compared in their 14-digit form.

Pure. GTINs inside GS1 element strings are not read here.
"""

_LENGTHS = frozenset({8, 12, 13, 14})


def gtin14(text: str) -> str | None:
    """The 14-digit form of a code that is a GTIN with the right check digit; None for any other."""
    if not has_form(text) or text[-1] != check_digit(text):
        return None
    return text.zfill(14)


def has_form(text: str) -> bool:
    """Whether a code could be a GTIN: 8, 12, 13 or 14 digits of 0-9. Says nothing of its check digit."""
    return len(text) in _LENGTHS and text.isdigit() and text.isascii()


def check_digit(text: str) -> str:
    """The last digit that a code of the form of a GTIN should have."""
    from stdnum.ean import calc_check_digit  # not at the top: codes of other forms never need the library

    digit: str = calc_check_digit(text[:-1])
    return digit
