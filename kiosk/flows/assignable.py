"""Whether a code can be assigned to anything at all, told before anybody looks for the thing.

Of a label that says more than a name only what is the same on each label of the goods can be: its GTIN. What names
goods as their supplier does is no code to be assigned, but makes a supplier part.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.barcodes import commands, forms, internal
from kiosk.barcodes.forms import code_of, decoded, loose
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.store.barcodes import LONGEST
from kiosk.wording import answers, command_codes

if TYPE_CHECKING:
    from kiosk.barcodes.content import Content


def refusal(post: Post, scan: Scan) -> str:
    """Why a code can't be assigned to anything, in a sentence; empty when it can."""
    raw = code_of(scan)
    text = decoded(raw)
    if not loose(raw).strip() or (text is not None and not text.strip()):
        return answers.empty_code()
    if len(raw) > LONGEST:
        return answers.long_code(len(raw), LONGEST)
    if text is not None and internal.has_prefix(text, post.code_prefix):
        return answers.own_code(post.code_prefix)
    if commands.read(raw, post.code_prefix):
        return command_codes.not_assignable()
    content = _says(post, scan)
    if scan.labels or (content is not None and not lasting_of(content) and supplied(post, scan) is None):
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
    if content is None or lasting_of(content) or not (content.skus or content.manufacturer_number):
        return None
    return content


def _says(post: Post, scan: Scan) -> "Content | None":
    return forms.content(scan, post.codes)
