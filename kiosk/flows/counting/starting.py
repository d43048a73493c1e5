"""Begin a count: of a place with all below it, of a part, or of the whole store where both are left empty; blind or
not. Saving makes the draft, which this run holds."""

from dataclasses import dataclass, replace
from types import MappingProxyType

from kiosk.barcodes.reading import Found
from kiosk.barcodes.resolve import resolve
from kiosk.flows import entry
from kiosk.flows.counting import visiting
from kiosk.flows.entry import Entry, key_of, not_saved, put_text, put_thing
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock.counts import Count
from kiosk.stock.fields import Problem
from kiosk.stock.thing import Kind, Thing
from kiosk.store import counts, locations, parts, views
from kiosk.store.sql import Db
from kiosk.wording import counting as wording
from kiosk.wording import entry as entry_wording

PLACE, PART, BLIND = "place", "part", "blind"
NAMES = (PLACE, PART, BLIND)
KINDS = MappingProxyType({PLACE: Kind.LOCATION, PART: Kind.PART})

at = entry.at
find_place = entry.find(Kind.LOCATION)
find_part = entry.find(Kind.PART)


@dataclass(frozen=True, slots=True)
class Start(Entry):
    """The form. `document` is the id of the count when that is made."""

    document: int | None = None


def begin(db: Db, post: Post, scope: Thing | None = None) -> Start:
    """The form, with the place or the part that it is opened from."""
    things = {name: scope for name, kind in KINDS.items() if scope is not None and scope.kind is kind}
    return entry.begun(Start(), {PLACE: "", PART: "", BLIND: wording.no()}, things)


def put(db: Db, post: Post, state: Start, field: str, text: str) -> tuple[Start, Outcome]:
    """Take over one field. A place puts the part away that was named, and the other way round."""
    if field == BLIND:
        return put_text(state, field, text, fields.yes_no)
    state, outcome = put_thing(db, state, field, text, KINDS[field])
    return (_alone(state, field) if field in state.things else state), outcome


def scan(db: Db, post: Post, state: Start, scan: Scan) -> tuple[Start, Outcome]:
    """A place or a part fills its field, whichever is open; anything else is refused in words."""
    if not state.ready:
        return state, entry.opening()
    meaning = resolve(db, scan, post.codes)
    thing = scope_of(db, meaning.thing) if isinstance(meaning, Found) else None
    if thing is None:
        outcome = Outcome(Tone.NO, entry_wording.form_open(), wording.scan_scope(), result="refused")
        return state, replace(outcome, meaning=meaning)
    field = next(name for name, kind in KINDS.items() if kind is thing.kind)
    again = state.things.get(field)
    state = _alone(put_thing(db, state, field, key_of(thing), thing.kind)[0], field)
    if again is not None and again.id == thing.id:
        return state, Outcome(Tone.AGAIN, thing.label, wording.start_now(), result="again", meaning=meaning)
    detail = entry_wording.filled(entry_wording.label(field))
    return state, Outcome(Tone.OK, thing.label, detail, result="entered", meaning=meaning)


def save(db: Db, post: Post, state: Start) -> tuple[Start, Outcome]:
    """Make the count, or say what keeps it from being made, each at its field."""
    if not state.ready:
        return state, entry.opening()
    values, problems = entry.parsed(state, {BLIND: fields.yes_no}, (PLACE, PART))
    scope = next((state.things[name] for name in KINDS if name in state.things), None)
    problems += refusals(db, scope)
    if problems:
        return not_saved(state, problems)
    count = make(db, post, scope, blind=values[BLIND])
    others = counts.overlapping(db, count)
    detail = wording.begun_help(count, others)
    tone = Tone.AGAIN if others else Tone.OK
    outcome = Outcome(tone, count.document.number, detail, result="saved")
    return replace(state, done=True, document=count.document.id, errors=MappingProxyType({})), outcome


def refusals(db: Db, scope: Thing | None) -> list[Problem]:
    """Why this can't be counted."""
    if scope is None:
        return []
    if scope.kind is Kind.LOCATION:
        stored = locations.get(db, scope.id)
        archived = stored is None or stored.archived
        return [Problem(PLACE, wording.scope_archived(scope.label))] if archived else []
    part = parts.get(db, scope.id)
    if part is None or part.archived:
        return [Problem(PART, wording.scope_archived(scope.label))]
    return [] if part.part.track_stock else [Problem(PART, wording.untracked(part.part.number))]


def make(db: Db, post: Post, scope: Thing | None, *, blind: bool) -> Count:
    """A new count, which this run holds. One of a single shelf begins there."""
    id = counts.create(db, post, scope, blind=blind)
    count = counts.get(db, id)
    assert count is not None
    visiting.first(db, post, count)
    count = counts.get(db, id)
    assert count is not None
    return count


def _alone(state: Start, field: str) -> Start:
    """Without what the other field names: a count is of one of them."""
    for name in KINDS:
        if name != field:
            state = entry.put_found(state, name, None)
    return state


def scope_of(db: Db, thing: Thing) -> Thing | None:
    """What a scan can be of: a place, or a part, which a supplier's part stands for."""
    if thing.kind is Kind.SUPPLIER_PART:
        view = views.view(db, thing)
        return None if view is None else view.thing
    return thing if thing.kind in KINDS.values() else None
