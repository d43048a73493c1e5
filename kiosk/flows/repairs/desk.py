"""The list of repairs: which are shown, and what a scan there leads to.

A slip opens its repair, and so does the unit that is in the house for one; any other unit or serial begins a new one.
"""

from dataclasses import dataclass, replace

from kiosk.barcodes.reading import Ambiguous, Found, Meaning, Unknown
from kiosk.barcodes.resolve import resolve
from kiosk.flows import goods
from kiosk.outcome import Outcome, Tone
from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.repairs import RepairRow, Sought
from kiosk.stock.thing import Kind, Thing
from kiosk.store import picking, repairs
from kiosk.store.sql import Db
from kiosk.wording import repairs_screens as wording


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the last scan leads: to the repair that `opens`, or to a new one of this `unit` or `serial`."""

    opens: Thing | None = None
    unit: Thing | None = None
    serial: str = ""


def scan(db: Db, post: Post, state: Desk, scan: Scan) -> tuple[Desk, Outcome]:
    """What a code leads to."""
    meaning = resolve(db, scan, post.codes)
    state, outcome = _meant(db, scan, meaning)
    return state, replace(outcome, meaning=meaning)


def page(db: Db, post: Post, sought: Sought, offset: int, limit: int = LARGEST) -> Page[RepairRow]:
    """The repairs that are sought, from `offset` on."""
    return repairs.page(db, sought, offset, limit)


def counts(db: Db, post: Post) -> tuple[int, int]:
    """How many are open, and how many are done and wait to be handed back."""
    return repairs.counts(db)


def _meant(db: Db, scan: Scan, meaning: Meaning) -> tuple[Desk, Outcome]:
    content = meaning.tried.content
    serial = goods.serial(scan, content) if isinstance(meaning, Unknown) or content is not None else ""
    match meaning:
        case Found(thing=Thing(kind=Kind.DOCUMENT) as thing) if repairs.get(db, thing.id) is not None:
            return Desk(opens=thing), _opens(thing)
        case Found(thing=Thing(kind=Kind.STOCK_ITEM) as item) if picking.unit(db, item.id) is not None:
            under = repairs.under(db, item.id)
            return (Desk(unit=item), _begins(item.label)) if under is None else (Desk(opens=under), _opens(under))
        case Found(thing=Thing(kind=Kind.PART | Kind.SUPPLIER_PART)) | Unknown() if serial:
            under = repairs.of_serial(db, serial)
            if under is None:
                return Desk(serial=serial), _begins(serial)
            return Desk(opens=under), _opens(under)
        case Ambiguous():
            detail = wording.several_things_help()
            return Desk(), Outcome(Tone.NO, wording.several_things(), detail, result="ambiguous")
    return Desk(), Outcome(Tone.NO, wording.no_unit(), wording.no_unit_help(), result="refused")


def _opens(document: Thing) -> Outcome:
    return Outcome(Tone.OK, document.label, result="found")


def _begins(label: str) -> Outcome:
    return Outcome(Tone.OK, label, wording.begins(), result="found")
