"""The forms in which one code is looked up: exact bytes, loose bytes, text, our own code, GTIN, what it says.

Pure; whether anything has the code is for the store to say. A scanned code is literal. From a typed one the
surrounding spaces are taken off, and nothing else.
"""

from typing import TYPE_CHECKING, NamedTuple

from kiosk.barcodes import internal, languages
from kiosk.barcodes.code_rules import CodeRules
from kiosk.barcodes.gtin import gtin14
from kiosk.barcodes.internal import OwnCode
from kiosk.scan import Scan

if TYPE_CHECKING:
    from kiosk.barcodes.content import Content
    from kiosk.barcodes.foreign import ForeignCode

_CONTROLS = bytes([*range(0x20), 0x7F])


class Forms(NamedTuple):  # a tuple, since one is made for every scan and a frozen dataclass costs thrice as much
    """One code in all its forms; None where it has no such form."""

    raw: bytes
    loose: bytes
    text: str | None
    own: OwnCode | None
    gtin14: str | None
    prefix: str
    foreign: "ForeignCode | None" = None
    content: "Content | None" = None


def forms(raw: bytes, rules: CodeRules, symbology: str = "", *, typed: bool = False) -> Forms:
    """The forms of a code by what the store has settled; `symbology` is the AIM identifier without `]`, or empty."""
    text = decoded(raw)
    if text is None:
        return Forms(raw, loose(raw), None, None, None, rules.prefix)
    prefix, amounts, _ = rules
    names = Forms(raw, loose(raw), text, internal.read(text, prefix), gtin14(text), prefix)
    if not languages.may_speak(text, symbology, amounts):
        return names
    said = languages.content(text, symbology, typed=typed, amounts=amounts)
    return names._replace(foreign=languages.foreign(text), content=said)


def content(scan: Scan, rules: CodeRules) -> "Content | None":
    """What a scanned or typed code says beyond naming a thing; the same as in its forms, for who needs no more."""
    text = decoded(code_of(scan))
    if text is None or not languages.may_speak(text, scan.symbology, rules.amounts):
        return None
    return languages.content(text, scan.symbology, typed=scan.typed, amounts=rules.amounts)


def of_scan(scan: Scan, rules: CodeRules) -> Forms:
    """The forms of a scanned or typed code."""
    return forms(code_of(scan), rules, scan.symbology, typed=scan.typed)


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
