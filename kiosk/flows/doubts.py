"""What speaks against assigning a code that no other thing has been given: it names another thing by itself, or it
looks mistyped."""

from kiosk.barcodes import gtin
from kiosk.barcodes.forms import decoded, forms
from kiosk.barcodes.reading import Match, Reader
from kiosk.post import Post
from kiosk.scan import visible_bytes
from kiosk.stock.thing import Kind, Thing
from kiosk.store import codes
from kiosk.store.sql import Db
from kiosk.wording import assigned as wording

_NAMES = frozenset({Reader.EXTERNAL, Reader.PART_NUMBER, Reader.SERIAL, Reader.LOCATION, Reader.DOCUMENT})
_OF_GOODS = frozenset({Reader.BATCH, Reader.SUPPLIER_SKU})  # names that many things of one part may share
_WHOLE = 8  # digits: an EAN-8 is as short as many numbers that are none


def named(db: Db, post: Post, raw: bytes, thing: Thing) -> str:
    """Which other thing this code means as it stands, which it would no more once assigned to `thing`; else empty.

    A code that is one of the thing's own names, too, may settle which one is meant.
    """
    matches = [match for match in codes.find(db, forms(raw, post.codes)) if not match.archived]
    names = [match for match in matches if match.reader in _NAMES | _OF_GOODS]
    if not names or any(_key(match.thing) == _key(thing) for match in names):
        return ""
    parts = codes.parts(db, [thing, *(match.thing for match in names)])
    part = parts.get(_key(thing))

    def is_another(match: Match) -> bool:
        return match.reader in _NAMES or part is None or parts.get(_key(match.thing)) != part

    other = next(filter(is_another, names), None)
    return "" if other is None else wording.is_name(visible_bytes(raw), other.reader, other.thing)


def mistyped(raw: bytes) -> str:
    """That the last digit of a code as long as an EAN, a UPC or an ITF-14 is wrong for one; empty for any other code.

    Such codes exist: it may be a number of another kind.
    """
    text = decoded(raw) or ""
    if len(text) <= _WHOLE or not gtin.has_form(text) or text[-1] == (right := gtin.check_digit(text)):
        return ""
    return wording.wrong_check_digit(text, right)


def _key(thing: Thing) -> tuple[Kind, int]:
    return thing.kind, thing.id
