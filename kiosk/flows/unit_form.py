"""Edit what is noted of a stock item: batch, expiry, warranty, notes. Where it is and how it is are not edited here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from kiosk.flows import entry
from kiosk.flows.entry import Entry, not_saved, put_text
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock.fields import Problem
from kiosk.stock.ledger import Act, Change
from kiosk.stock.thing import Thing
from kiosk.stock.tracking import Tracking
from kiosk.stock.views import ItemView
from kiosk.store import ledger, stock_items, units, views
from kiosk.store.sql import Db
from kiosk.wording import entry as entry_wording
from kiosk.wording import units as wording


def _optional(parse: Callable[[str], object]) -> Callable[[str], object]:
    return lambda text: fields.optional(parse, text)


FIELDS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "batch": _optional(fields.batch),
        "expiry": _optional(fields.day),
        "warranty_until": _optional(fields.day),
        "notes": fields.free_text,
    }
)

at = entry.at


@dataclass(frozen=True, slots=True)
class UnitEntry(Entry):
    """The form for one stock item; `tracking` is that of its part."""

    tracking: Tracking = Tracking.NONE


def begin(db: Db, post: Post, item: Thing) -> UnitEntry | None:
    """The form with what is stored; None when there is no such item."""
    noted = units.noted(db, item.id)
    view = views.view(db, item)
    if noted is None or not isinstance(view, ItemView):
        return None
    state = UnitEntry(subject=view.thing, id=item.id, tracking=Tracking(noted.tracking))
    return entry.begun(state, noted.texts, {})


def put(db: Db, post: Post, state: UnitEntry, field: str, text: str) -> tuple[UnitEntry, Outcome]:
    """Take over one field."""
    return put_text(state, field, text, FIELDS[field])


def scan(db: Db, post: Post, state: UnitEntry, scan: Scan) -> tuple[UnitEntry, Outcome]:
    """A code fills the batch while that field is open; anything else is refused in words."""
    return entry.scanned(db, post, state, scan, texts={"batch": FIELDS["batch"]})


def save(db: Db, post: Post, state: UnitEntry) -> tuple[UnitEntry, Outcome]:
    """Write what differs as one operation. What another station has changed meanwhile is told, not overwritten."""
    if not state.ready or state.id is None or state.subject is None:
        return state, entry.opening()
    noted, now = units.noted(db, state.id), stock_items.state(db, state.id)
    if noted is None or now is None:
        return not_saved(state, [Problem("", wording.gone())])
    if overtaken := [
        Problem(name, wording.edited_meanwhile(noted.texts[name])) for name in _others(state, noted.texts)
    ]:
        return not_saved(replace(state, first=MappingProxyType(dict(noted.texts))), overtaken)
    _, problems = entry.parsed(state, FIELDS)
    if state.tracking.batch and not state.values["batch"]:
        problems.append(Problem("batch", wording.batch_needed()))
    if problems:
        return not_saved(state, problems)
    changed = {
        name: (_stored(name, before), _stored(name, state.values[name]))
        for name, before in noted.texts.items()
        if state.values[name] != before
    }
    view = views.view(db, state.subject)
    if not changed:
        told = entry_wording.unchanged(), entry_wording.unchanged_help()
        return replace(state, done=True), Outcome(Tone.AGAIN, *told, view, result="unchanged")
    ledger.record(db, post, ledger.begin(db, post, Act.EDIT), [Change(state.id, now, now, changed)])
    detail = wording.edited_help(tuple(changed))
    return replace(state, done=True), Outcome(Tone.OK, wording.edited(), detail, view, result="saved")


def _stored(name: str, text: str) -> str | None:
    """As the store has it: notes are never missing, only empty."""
    return text or ("" if name == "notes" else None)


def _others(state: UnitEntry, stored: Mapping[str, str]) -> list[str]:
    """The fields that are not any more what the form began with."""
    return [name for name in FIELDS if stored[name] != state.first[name]]
