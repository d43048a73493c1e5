"""Create a place, or rename, move or describe one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from kiosk.flows import entry
from kiosk.flows.entry import Entry, not_saved, put_text, put_thing
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import LocationView
from kiosk.store import locations, views
from kiosk.store.locations import NewLocation
from kiosk.store.sql import Db
from kiosk.store.things import thing
from kiosk.wording import catalogue
from kiosk.wording import entry as wording

_THINGS = MappingProxyType({"parent": Kind.LOCATION})


def _code(text: str) -> str:
    if "/" in text:
        raise ValueError(catalogue.code_form())
    return fields.location_path(text)


PARSERS: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {"code": _code, "name": fields.optional_name, "structural": fields.yes_no}
)

at = entry.at


def begin(db: Db, post: Post, location: Thing | None, parent: Thing | None) -> Entry | None:
    """The form for a new place, inside `parent` or at the first level, or for `location`; None if that is gone."""
    stored = None if location is None else locations.get(db, location.id)
    if stored is None:
        values = {"code": "", "name": "", "structural": "no"}
        return None if location is not None else entry.begun(Entry(), values, {"parent": parent})
    place = stored.location
    values = {"code": place.code, "name": place.name, "structural": "yes" if place.structural else "no"}
    state = Entry(subject=location, id=stored.id, version=stored.version)
    return entry.begun(state, values, {"parent": thing(db, Kind.LOCATION, place.parent)})


def put(db: Db, post: Post, state: Entry, field: str, text: str) -> tuple[Entry, Outcome]:
    """Take over one field."""
    if field in _THINGS:
        return put_thing(db, state, field, text, _THINGS[field])
    return put_text(state, field, text, PARSERS[field])


def scan(db: Db, post: Post, state: Entry, scan: Scan) -> tuple[Entry, Outcome]:
    """A scanned place is where a new one lies, as long as that is not said; one that exists is moved by its field."""
    return entry.scanned(db, post, state, scan, ("parent",) if state.id is None else (), _THINGS, {"code": _code})


def save(db: Db, post: Post, state: Entry) -> tuple[Entry, Outcome]:
    """Write the place, with the paths of all below it."""
    if not state.ready:
        return state, entry.opening()
    values, problems = entry.parsed(state, PARSERS, _THINGS)
    if values.keys() == PARSERS.keys():
        new = NewLocation(**values, parent=state.thing("parent"))
        problems += locations.problems(db, new, state.id, state.version)
    if problems:
        return not_saved(state, problems)
    if state.id is None:
        id, changed = locations.add(db, new), True
    else:
        id, changed = state.id, locations.update(db, state.id, new)
    named = thing(db, Kind.LOCATION, id)
    view = None if named is None else views.view(db, named)
    state = replace(state, done=True)
    if not changed:
        return state, Outcome(Tone.AGAIN, wording.unchanged(), wording.unchanged_help(), view, result="unchanged")
    path = view.path if isinstance(view, LocationView) else ""
    return state, Outcome(Tone.OK, wording.place_saved(), wording.place_saved_help(path), view, result="saved")
