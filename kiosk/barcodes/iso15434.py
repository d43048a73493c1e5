r"""The envelope of ISO/IEC 15434, `[)> RS 06 GS … RS EOT`: as it should be, and as printers and scanners mangle it.

Pure. Knows where a message begins, and what parts its elements; not what they mean. Suppliers leave out the trailer
or print `>[)>06`; scanners that act as keyboards write the separators as other characters, or drop them.
"""

import re
from typing import NamedTuple

_GS, _RS, _EOT = "\x1d", "\x1e", "\x04"
_FORMATS = r"(?P<format>0[1-9]|1[0-2])"
_BEGINNING = r"(?:\][A-Za-z][0-9])?(?P<mouser>>?)\[\)>"  # with an AIM identifier that nobody took off
_BEGINS = re.compile(_BEGINNING)
_HEADER = re.compile(_BEGINNING + r"(?P<after>[^0-9A-Za-z]?)" + _FORMATS)
_INNER = re.compile(_FORMATS + _GS)

# What scanners, and people who write codes down, put in place of each separator: escapes, names, function keys (F8, F9)
# of terminals and of other systems, pictures, glyphs of code page 437.
_PICTURES = (
    (_GS, ("\\u001d", "\\x1d", "\\x1D", "<GS>", "{GS}", "[GS]", "\x1b[19~", "\uf70b", "␝", "↔")),
    (_RS, ("\\u001e", "\\x1e", "\\x1E", "<RS>", "{RS}", "[RS]", "\x1b[20~", "\uf70c", "␞", "▲")),
    (_EOT, ("\\u0004", "\\x04", "<EOT>", "{EOT}", "[EOT]", "␄", "♦")),
)
_CARETS = ((_GS, ("^]",)), (_RS, ("^^",)), (_EOT, ("^D",)))  # all of them or none: ^ alone may be an RS
# Printable characters that no part number has, and which thus can stand for a separator.
_REPLACES = frozenset("]@|~^;?!`")
_KEYBOARD_TRAILER = re.compile(r"\^?\^[dD]?\Z")  # of a keyboard that lost its Ctrl: RS is ^, EOT is ^d


class Envelope(NamedTuple):
    """One envelope of a message: the two digits of its format, and its elements, empty ones left out."""

    format: str
    elements: tuple[str, ...]


class Message(NamedTuple):
    """What a code has in its envelopes, and the code of the rule by which it was taken apart.

    No envelopes: it is such a message, but its separators are gone. `packed` is then what stands behind the header.
    """

    rule: str
    envelopes: tuple[Envelope, ...] = ()
    mouser: bool = False  # the header as only Mouser misprints it
    packed: str = ""


def split(text: str) -> Message | None:
    """The elements of a message; None for a code that doesn't begin as one."""
    if _BEGINS.match(text) is None:
        return None
    if plain := _parted(text, replaced=False):
        return plain
    pictured = text
    for separator, pictures in _PICTURES + (_CARETS if "^]" in text else ()):
        for picture in pictures:
            pictured = pictured.replace(picture, separator)
    if said := _parted(pictured, replaced=True):
        return said
    header = _HEADER.match(pictured)
    packed = pictured[header.end() :].strip("".join((_GS, _RS, _EOT))) if header and header["format"] == "06" else ""
    return Message("separators_dropped", (), bool(header and header["mouser"]), packed)


def _parted(text: str, *, replaced: bool) -> Message | None:
    """The message by the separators that it has, GS or another; None where it has none that can be relied on."""
    header = _HEADER.match(text)
    if header is None:
        return None
    body = text[header.end() :]
    if _GS in body:
        separator = _GS
    elif body[:1] == _RS or (replaced and body[:1] and _may_replace(body[0])):
        separator = body[0]
    else:
        return None
    if separator in _REPLACES:
        body = _KEYBOARD_TRAILER.sub("", body)
    if separator not in (_GS, _RS):
        body, replaced = body.replace(separator, _GS), True
    envelopes = _envelopes(header["format"], body.split(_EOT, 1)[0])
    return Message(_rule(header, replaced, separator), envelopes, header["mouser"] != "")


def _envelopes(format: str, body: str) -> tuple[Envelope, ...]:
    """An RS ends an envelope if another begins behind it; else it is taken for one more GS."""
    envelopes: list[Envelope] = []
    elements: list[str] = []
    for part in body.split(_RS):
        if inner := _INNER.match(part):
            envelopes.append(Envelope(format, tuple(elements)))
            format, elements = inner["format"], []
        elements += [element for element in part[inner.end() if inner else 0 :].split(_GS) if element]
    return (*envelopes, Envelope(format, tuple(elements)))


def _rule(header: re.Match[str], replaced: bool, separator: str) -> str:
    if replaced:
        return "separators_replaced"
    if header["mouser"]:
        return "header_mouser"
    return "header" if header["after"] == _RS and separator == _GS else "header_mangled"


def _may_replace(char: str) -> bool:
    return char in _REPLACES or not char.isascii() or char < " "
