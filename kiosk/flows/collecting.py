"""Collecting serials one by one: what may come in, and what is said of each.

Scanned and typed serials are taken literally. A scanned code that names something else, such as the label of a shelf
or the part's own barcode, is no serial; whoever has a unit that is called so types it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.barcodes.reading import Found, Meaning
from kiosk.barcodes.resolve import resolve
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock.statuses import RULES, Status
from kiosk.stock.thing import Kind
from kiosk.store import serials as store_serials
from kiosk.store.serials import Clash
from kiosk.store.sql import Db
from kiosk.wording import collecting as wording
from kiosk.wording.readings import KINDS

MOST = 10_000  # serials of one entry


@dataclass(frozen=True, slots=True)
class Serial:
    """A serial that may come in."""

    text: str
    meaning: Meaning | None = None


def scanned(db: Db, post: Post, scan: Scan, have: Sequence[str], wanted: int | None, scope: int) -> Serial | Outcome:
    """The serial that a scan adds to those that are here, or why it doesn't."""
    meaning = resolve(db, scan, post.code_prefix)
    text = scan.text
    if text is None:
        return Outcome(Tone.NO, wording.no_serial(), wording.unreadable(), result="refused", meaning=meaning)
    if isinstance(meaning, Found) and meaning.thing.kind is not Kind.STOCK_ITEM and text not in have:
        detail = wording.names_thing(KINDS[meaning.thing.kind], meaning.thing.label)
        return Outcome(Tone.NO, wording.no_serial(), detail, result="refused", meaning=meaning)
    found = typed(db, text, have, wanted, scope)
    return Serial(found.text, meaning) if isinstance(found, Serial) else found


def typed(db: Db, text: str, have: Sequence[str], wanted: int | None, scope: int) -> Serial | Outcome:
    """The same for a text that was typed."""
    try:
        fields.serial(text)
    except ValueError as error:
        return Outcome(Tone.NO, wording.no_serial(), wording.refused(str(error)), result="refused")
    if text in have:
        return Outcome(Tone.AGAIN, text, wording.again(len(have), wanted), result="again")
    if len(have) >= MOST:
        return Outcome(Tone.NO, text, wording.full(MOST), result="refused")
    if clashes := store_serials.taken(db, scope, (text,)):
        return Outcome(Tone.NO, text, told(clashes[0]), result="refused")
    return Serial(text)


def told(clash: Clash) -> str:
    """Whose serial it is, and what to do about it."""
    if RULES[Status(clash.status)].on_hand:
        return wording.taken(clash.label, clash.status, clash.place)
    return wording.taken_by_sold(clash.label, clash.status)


def collected(serial: Serial, have: int, wanted: int | None) -> Outcome:
    """`serial` has come in; there are `have` of them now."""
    return Outcome(Tone.OK, serial.text, wording.collected(have, wanted), result="collected", meaning=serial.meaning)
