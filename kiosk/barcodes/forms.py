"""The forms in which one code is looked up: exact bytes, loose bytes, text, our own code, GTIN.

Pure; whether anything has the code is for the store to say. A scanned code is literal. From a typed one the
surrounding spaces are taken off, and nothing else.
"""

from typing import NamedTuple

from kiosk.barcodes import internal
from kiosk.barcodes.gtin import gtin14
from kiosk.barcodes.internal import OwnCode
from kiosk.scan import Scan

_CONTROLS = bytes([*range(0x20), 0x7F])


class Forms(NamedTuple):  # a tuple, since one is made for every scan and a frozen dataclass costs thrice as much
    """One code in all its forms; None where it has no such form."""

    raw: bytes
    loose: bytes
    text: str | None
    own: OwnCode | None
    gtin14: str | None
    prefix: str


def forms(raw: bytes, prefix: str) -> Forms:
    """The forms of a code; `prefix` is the one of our own codes."""
    text = decoded(raw)
    if text is None:
        return Forms(raw, loose(raw), None, None, None, prefix)
    return Forms(raw, loose(raw), text, internal.read(text, prefix), gtin14(text), prefix)


def code_of(scan: Scan) -> bytes:
    """The code that a scan stands for."""
    return scan.raw.strip(b" ") if scan.typed else scan.raw


def loose(raw: bytes) -> bytes:
    """A code without control characters, which many scanners drop, and some keyboards can't deliver."""
    return raw.translate(None, _CONTROLS)


def decoded(raw: bytes) -> str | None:
    """The code as text; None where it is empty, is not UTF-8, or holds a NUL, which no store keeps as text."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text or None
