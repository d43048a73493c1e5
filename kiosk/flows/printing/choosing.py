"""Which things labels are wanted of: named by a code as a scan names them, or all of a place, a part or a document."""

from collections.abc import Collection

from kiosk.barcodes.forms import forms
from kiosk.barcodes.reading import Ambiguous, Found
from kiosk.barcodes.resolve import resolve
from kiosk.flows import naming
from kiosk.scan import Scan
from kiosk.stock.thing import Kind, Thing
from kiosk.store import codes, label_things
from kiosk.store.sql import Db


def named(db: Db, text: str, kinds: Collection[Kind]) -> tuple[Thing, ...]:
    """The things of these kinds that a typed code names: what a scan of it means, else all that have it in any way."""
    raw = text.encode("utf-8", "surrogateescape")
    own = naming.code_rules(db)
    match resolve(db, Scan(raw, "", 0, 0, 0, typed=True), own):
        case Found(thing=thing):
            found = [thing]
        case Ambiguous(things=several):
            found = list(several)
        case _:
            found = []
    meant = [thing for thing in found if thing.kind in kinds]
    if not meant:
        meant = [match.thing for match in codes.find(db, forms(raw, own, typed=True)) if match.thing.kind in kinds]
    return _there(db, {(thing.kind, thing.id): thing for thing in meant}.values())


def locations(db: Db, below: Thing | None = None) -> tuple[Thing, ...]:
    """All locations, or one with all below it."""
    return label_things.locations(db, None if below is None else below.id)


def items(db: Db, of: Thing) -> tuple[Thing, ...]:
    """What is in stock of a part, or what a document has moved, in the order of its scans."""
    return label_things.of_part(db, of.id) if of.kind is Kind.PART else label_things.of_document(db, of.id)


def _there(db: Db, things: Collection[Thing]) -> tuple[Thing, ...]:
    """Without units that were received by mistake: nobody has them."""
    void = label_things.void(db, [thing.id for thing in things if thing.kind is Kind.STOCK_ITEM])
    return tuple(thing for thing in things if thing.kind is not Kind.STOCK_ITEM or thing.id not in void)
