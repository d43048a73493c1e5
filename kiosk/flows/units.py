"""Serials and one unit: which units are listed, what a scan makes of the list, and all that is known of one.

A scanned unit is opened, whatever the filters; a scanned part or place becomes the filter. A code that several units
have lists just these. Anything else is refused in words, and nothing changes.
"""

from dataclasses import dataclass, replace

from kiosk.barcodes.reading import Ambiguous, Found, Meaning, Unknown
from kiosk.barcodes.resolve import resolve
from kiosk.outcome import Outcome, Tone
from kiosk.page import Page
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.history import Movement
from kiosk.stock.statuses import Status, available
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.units import ANY, ON_HAND, Card, Unit, Wanted
from kiosk.stock.views import ItemDetails, ItemView, Seen
from kiosk.store import details, document_list, item_history, units, views
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import units as wording


@dataclass(frozen=True, slots=True)
class UnitState:
    """The stock item that is shown."""

    item: Thing


@dataclass(frozen=True, slots=True)
class SerialsState:
    """Which units are listed; `opened` is the one that the last scan has asked for."""

    wanted: Wanted = Wanted()
    opened: Thing | None = None


def begin(of: Thing | None) -> SerialsState:
    """The list as it begins: all units in stock, or those of a part or in a place."""
    match of:
        case Thing(kind=Kind.PART):
            return SerialsState(Wanted(part=of))
        case Thing(kind=Kind.LOCATION):
            return SerialsState(Wanted(status=ON_HAND, place=of))
        case _:
            return SerialsState()


def scan(db: Db, post: Post, state: SerialsState, scan: Scan) -> tuple[SerialsState, Outcome]:
    """What a code makes of the list; what was typed and nothing has exactly is searched for."""
    meaning = resolve(db, scan, post.codes)
    state, outcome = _meant(db, post, replace(state, opened=None), scan, meaning)
    return state, replace(outcome, meaning=meaning)


def _meant(db: Db, post: Post, state: SerialsState, scan: Scan, meaning: Meaning) -> tuple[SerialsState, Outcome]:
    match meaning:
        case Found(thing=thing):
            return _thing(db, post, state, thing)
        case Ambiguous(things=things) if scan.text and all(one.kind is Kind.STOCK_ITEM for one in things):
            text = answers.ambiguous(len(things), meaning.more)
            outcome = Outcome(Tone.ASK, text, wording.several(scan.text), result="ambiguous")
            return SerialsState(Wanted(scan.text, ANY)), outcome
        case Ambiguous():
            detail = wording.several_things_help()
            return state, Outcome(Tone.NO, wording.several_things(), detail, result="ambiguous")
        case _ if scan.typed and scan.text and scan.text.strip():
            outcome = Outcome(Tone.OK, wording.searched(scan.text), wording.searched_help(), result="searched")
            return SerialsState(replace(state.wanted, text=scan.text)), outcome
        case _:
            return state, Outcome(Tone.NO, answers.unknown(), wording.unknown_help(), result="unknown")


def _thing(db: Db, post: Post, state: SerialsState, thing: Thing) -> tuple[SerialsState, Outcome]:
    view = views.view(db, thing, returned_available=post.returned_available)
    if view is None:
        return state, Outcome(Tone.NO, answers.vanished(), answers.vanished_help(thing.label), result="refused")
    match view.thing.kind:
        case Kind.STOCK_ITEM:
            outcome = Outcome(Tone.OK, answers.found(view), answers.found_detail(view), view, result="found")
            return replace(state, opened=view.thing), outcome
        case Kind.LOCATION:
            status = state.wanted.status if state.wanted.status in _WITH_PLACE else ON_HAND
            wanted = replace(state.wanted, text="", status=status, place=view.thing)
            outcome = Outcome(Tone.OK, wording.filtered(), wording.place_filter(view.thing.label), result="filtered")
        case Kind.DOCUMENT:
            return state, Outcome(Tone.NO, wording.no_unit(), wording.document_help(thing.label), result="refused")
        case _:
            wanted = replace(state.wanted, text="", part=view.thing)
            outcome = Outcome(Tone.OK, wording.filtered(), wording.part_filter(view.thing.label), result="filtered")
    return replace(state, wanted=wanted), outcome


# Units of other statuses lie in no place, so that a place among them would list nothing.
_WITH_PLACE = (ON_HAND, Status.IN_STOCK, Status.QUARANTINED, Status.RETURNED, Status.DEFECTIVE)


def clear(db: Db, post: Post, state: SerialsState) -> tuple[SerialsState, Outcome]:
    """Back to all units in stock."""
    return SerialsState(), Outcome(Tone.OK, wording.serials_text(), wording.serials_help(), result="filtered")


def page(db: Db, post: Post, wanted: Wanted, offset: int, limit: int) -> Page[Unit]:
    """The units that are wanted, from `offset` on."""
    return units.page(db, wanted, offset, limit)


def card(db: Db, post: Post, item: Thing) -> Card | None:
    """All that is known of a stock item but its history; None when there is no such item."""
    view = views.view(db, item)
    if not isinstance(view, ItemView):
        return None
    known = details.details(db, view)
    assert isinstance(known, ItemDetails)
    usable = available(Status(view.status), returned_available=post.returned_available)
    through = document_list.of_item(db, item.id)
    return Card(view, known, usable, through, item_history.sources(db, item.id))


def scan_unit(db: Db, post: Post, state: UnitState, scan: Scan) -> tuple[UnitState, Outcome]:
    """A scanned stock item is shown in place of the one before; anything else is said in words, and nothing changes."""
    meaning = resolve(db, scan, post.codes)
    match meaning:
        case Found(thing=Thing(kind=Kind.STOCK_ITEM) as item) if (view := views.view(db, item)) is not None:
            state = UnitState(view.thing)
            outcome = Outcome(Tone.OK, answers.found(view), answers.found_detail(view), view, result="found")
        case Found(thing=thing):
            outcome = Outcome(Tone.NO, wording.no_unit(), wording.no_unit_help(thing), result="refused")
        case Ambiguous():
            outcome = Outcome(Tone.NO, wording.several_things(), wording.several_things_help(), result="ambiguous")
        case Unknown():
            outcome = Outcome(Tone.NO, answers.unknown(), wording.unknown_help(), result="unknown")
    return state, replace(outcome, meaning=meaning)


def history(db: Db, post: Post, item: Thing, offset: int, limit: int) -> Page[Movement | Seen]:
    """What happened to a stock item, newest first, from `offset` on."""
    return item_history.page(db, item.id, offset, limit)
