"""Whether a code can be assigned to anything at all, told before anybody looks for the thing.

Of a label that says more than a name only what is the same on each label of the goods can be: its GTIN. What names
goods as their supplier does is no code to be assigned, but makes a supplier part.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.barcodes import commands, forms, internal
from kiosk.barcodes.forms import Forms, of_scan
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.store.barcodes import LONGEST
from kiosk.wording import answers, command_codes

if TYPE_CHECKING:
    from kiosk.barcodes.content import Content


def refusal(post: Post, scan: Scan) -> str:
    """Why a code can't be assigned to anything, in a sentence; empty when it can."""
    return refused(of_scan(scan, post.codes), several=bool(scan.labels))


def refused(code: Forms, *, several: bool = False) -> str:
    """The same for a code in all its forms; `several`: it is the labels of one trigger."""
    raw, text, prefix, content = code.raw, code.text, code.prefix, code.content
    if not code.loose.strip() or (text is not None and not text.strip()):
        return answers.empty_code()
    if len(raw) > LONGEST:
        return answers.long_code(len(raw), LONGEST)
    if text is not None and internal.has_prefix(text, prefix):
        return answers.own_code(prefix)
    if commands.read(raw, prefix):
        return command_codes.not_assignable()
    if several or (content is not None and not lasting_of(content) and not _names_supplied(content)):
        from kiosk.wording import labelled as wording  # no plain code needs it

        return wording.not_assignable(content)
    return ""


def lasting(post: Post, scan: Scan) -> Scan:
    """The scan of what is the same on each label of the same goods: of a GS1 code its GTIN, without batch or serial.

    Of any other code itself.
    """
    content = _says(post, scan)
    code = "" if content is None else lasting_of(content)
    return replace(scan, raw=code.encode(), symbology="") if code else scan


def lasting_of(content: "Content") -> str:
    """What of a label can be assigned; empty where nothing can."""
    gtin = content.gtin14
    return (gtin[1:] if gtin.startswith("0") else gtin) or next(iter(content.keys), "")


def supplied(post: Post, scan: Scan) -> "Content | None":
    """What a label says that names goods as their supplier does; None for any other code."""
    content = _says(post, scan)
    return content if content is not None and not lasting_of(content) and _names_supplied(content) else None


def _names_supplied(content: "Content") -> bool:
    return bool(content.skus or content.manufacturer_number)


def _says(post: Post, scan: Scan) -> "Content | None":
    return forms.content(scan, post.codes)
