"""Enter stock for a part that is there: what lay on the shelf before Kiosk did the counting."""

from dataclasses import replace
from types import MappingProxyType

from kiosk.flows import entry, stock_entry
from kiosk.flows.entry import not_saved, put_text, put_thing
from kiosk.flows.stock_entry import STOCK, StockEntry
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.fields import Problem
from kiosk.stock.ledger import Act
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.tracking import Tracking
from kiosk.stock.views import PartView
from kiosk.store import ledger, parts, views
from kiosk.store.parts import StoredPart
from kiosk.store.sql import Db
from kiosk.store.things import thing
from kiosk.wording import entry as wording
from kiosk.wording.answers import amount

_THINGS = MappingProxyType({"location": Kind.LOCATION})

at = entry.at


def begin(db: Db, post: Post, part: Thing) -> StockEntry | None:
    """The form for this part, with the place where it belongs; None if it is gone."""
    stored = parts.get(db, part.id)
    if stored is None:
        return None
    state = _ruled(StockEntry(subject=part, id=stored.id, tree=stored.id), stored)
    place = thing(db, Kind.LOCATION, stored.part.default_location)
    return entry.begun(state, {"quantity": "", "batch": "", "expiry": "", "serials": ""}, {"location": place})


def put(db: Db, post: Post, state: StockEntry, field: str, text: str) -> tuple[StockEntry, Outcome]:
    """Take over one field."""
    if field in _THINGS:
        return put_thing(db, state, field, text, _THINGS[field])
    state, outcome = put_text(state, field, text, STOCK[field])
    return (stock_entry.counted(state) if field == "quantity" else state), outcome


def scan(db: Db, post: Post, state: StockEntry, scan: Scan) -> tuple[StockEntry, Outcome]:
    """A serial while they are collected; else what fills the open field, or the place if it is still missing."""
    if state.collecting:
        return stock_entry.scan(db, post, state, scan)
    return entry.scanned(db, post, state, scan, ("location",), _THINGS, {"batch": STOCK["batch"]})


def save(db: Db, post: Post, state: StockEntry) -> tuple[StockEntry, Outcome]:
    """Write the stock, or say all that keeps it from being written, each at its field."""
    if state.id is not None and (stored := parts.get(db, state.id)) is not None:
        state = _ruled(state, stored)
    if not state.ready or state.id is None:
        return state, entry.opening()
    place = state.thing("location")
    _, lost = entry.parsed(state, {}, _THINGS)
    stock, problems = stock_entry.items(db, state, place)
    problems = lost or problems
    refused = parts.stock_refused(db, state.id, serials=state.tracking.serial)
    problems += [Problem("", wording.bad_part(problem.text)) for problem in refused]
    if problems or place is None:
        return not_saved(replace(state, collecting=False), problems)
    ledger.enter(db, post, Act.INITIAL, [replace(item, part=state.id) for item in stock])
    view = views.view(db, Thing(Kind.PART, state.id, ""), returned_available=post.returned_available)
    unit = view.unit if isinstance(view, PartView) else state.unit
    came = amount(sum((item.quantity for item in stock), start=stock[0].quantity * 0), unit)
    detail = wording.stock_added_help(came, state.values["location"])
    return replace(state, done=True), Outcome(Tone.OK, wording.stock_added(), detail, view, result="saved")


def _ruled(state: StockEntry, stored: StoredPart) -> StockEntry:
    """What the part asks of its stock now; another station may change that while the form is open."""
    part = stored.part
    return replace(state, tracking=Tracking(part.tracking), unit=part.unit, decimals=part.decimals)
