"""What a typed name stands for, without a scan: a part's number, a serial, a location's path, any code."""

from collections.abc import Collection, Sequence

from kiosk.barcodes.code_rules import CodeRules
from kiosk.barcodes.forms import forms
from kiosk.barcodes.reading import Ambiguous, Found
from kiosk.barcodes.resolve import OFFERED, resolve
from kiosk.flows import goods
from kiosk.flows.goods import Pieces
from kiosk.scan import Scan
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import ItemView
from kiosk.store import codes, loose_stock, settings, views
from kiosk.store.sql import Db


def named(db: Db, text: str, kinds: Collection[Kind] = ()) -> tuple[Thing, ...]:
    """The things that a typed text names, archived ones too where `kinds` are given; none where nothing has it.

    Without `kinds`, what a scan of it would mean. With them, all of those kinds in whatever way they have it; a
    supplier's part counts as its part.
    """
    return _named(db, text, kinds, code_rules(db))


def all_named(db: Db, texts: Sequence[str]) -> Sequence[tuple[Thing, ...]]:
    """What a scan of each of these would mean."""
    own = code_rules(db)
    return [_named(db, text, (), own) for text in texts]


def _named(db: Db, text: str, kinds: Collection[Kind], own: CodeRules) -> tuple[Thing, ...]:
    raw = text.encode("utf-8", "surrogateescape")
    if kinds:
        found = [match.thing for match in codes.find(db, forms(raw, own))]
        if Kind.PART in kinds:
            kinds = {*kinds, Kind.SUPPLIER_PART}
        things = [_whole(db, thing) for thing in found if thing.kind in kinds]
    else:
        match resolve(db, Scan(raw, "", 0, 0, 0), own):
            case Found() as meaning:
                things = [_whole(db, thing) for thing in _of_label(db, meaning)]
            case Ambiguous(things=several):
                things = [_whole(db, thing) for thing in several]
            case _:
                things = []
    return tuple({(thing.kind, thing.id): thing for thing in things}.values())


def _of_label(db: Db, meaning: Found) -> tuple[Thing, ...]:
    """Of a label just what it names: a unit by its serial, the stock of its batch; never all of the part instead."""
    try:
        told = goods.stock(db, meaning.thing, meaning.pack, meaning.tried.content)
    except ValueError:
        return ()
    if isinstance(told, Pieces):
        return (meaning.thing,) if told.batch is None else loose_stock.of_batch(db, told.part, told.batch, OFFERED)
    return (told or meaning.thing,)


def prefix(db: Db) -> str:
    """That of our own codes, which name one thing each."""
    return settings.rules(db).code_prefix


def code_rules(db: Db) -> CodeRules:
    """What is settled about codes in this store."""
    rules = settings.rules(db)
    return CodeRules(rules.code_prefix, rules.code_amounts)


def of_part(db: Db, things: Collection[Thing], part: Thing) -> tuple[Thing, ...]:
    """Those of the stock items that are of this part."""
    items = ((thing, views.view(db, thing)) for thing in things)
    return tuple(thing for thing, view in items if isinstance(view, ItemView) and view.part.id == part.id)


def _whole(db: Db, thing: Thing) -> Thing:
    """The thing itself; of a supplier's part the part."""
    if thing.kind is not Kind.SUPPLIER_PART:
        return thing
    view = views.view(db, thing)
    return thing if view is None else view.thing
