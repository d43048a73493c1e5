"""Edit a line of a draft as a form: quantity, place, batch, expiry, accepted or not, notes. Saved as one step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from kiosk.flows import entry
from kiosk.flows.documents import editing
from kiosk.flows.documents.editing import Editing
from kiosk.flows.entry import Entry, not_saved, put_text, put_thing
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Line
from kiosk.stock.fields import Problem
from kiosk.stock.standing import takes_serials
from kiosk.stock.thing import Kind
from kiosk.store import document_lines, documents, locations
from kiosk.store.sql import Db
from kiosk.wording import documents_lines as wording
from kiosk.wording import entry as entry_wording

AMOUNT, PLACE, ACCEPTED = "amount", "location", "accepted"
_THINGS = MappingProxyType({PLACE: Kind.LOCATION})
_PARSERS: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {
        AMOUNT: lambda text: fields.optional(fields.quantity, text),
        "batch": lambda text: fields.optional(fields.batch, text),
        "expiry": lambda text: fields.optional(fields.day, text),
        ACCEPTED: fields.yes_no,
        "notes": fields.free_text,
    }
)
# What can be said of a line, by where the stock of its document goes.
_NAMES: Mapping[Way, tuple[str, ...]] = MappingProxyType(
    {
        Way.IN: (AMOUNT, PLACE, "batch", "expiry", ACCEPTED, "notes"),
        Way.BACK: (AMOUNT, PLACE, "batch", "expiry", ACCEPTED, "notes"),
        Way.OUT: (AMOUNT, PLACE, "batch", "notes"),
        Way.NONE: (AMOUNT, "notes"),
    }
)

at = entry.at


@dataclass(frozen=True, slots=True)
class LineForm(Entry):
    """The form of one line. `names` are the fields that it has, `usual` is where it goes to while no place is told."""

    names: tuple[str, ...] = ()
    decimals: int = 0
    usual: str = ""


def begin(db: Db, post: Post, line: int) -> LineForm | None:
    """The form with what the line is now; None where it has been taken out."""
    found = document_lines.get(db, line)
    document = None if found is None else documents.get(db, found.document)
    if found is None or document is None:
        return None
    names = _NAMES[document.way]
    decimals = 0 if takes_serials(found, document.way) else found.decimals
    usual = found.usual.label if found.usual is not None and document.way in (Way.IN, Way.BACK) else ""
    state = LineForm(subject=found.part, id=line, names=names, decimals=decimals, usual=usual)
    values = {name: text for name, text in _texts(found).items() if name in names}
    return entry.begun(state, values, {PLACE: found.place} if PLACE in names else {})


def put(db: Db, post: Post, state: LineForm, field: str, text: str) -> tuple[LineForm, Outcome]:
    """Take over one field."""
    if field in _THINGS:
        return put_thing(db, state, field, text, _THINGS[field])
    return put_text(state, field, text, _parsers(state)[field])


def scan(db: Db, post: Post, state: LineForm, scan: Scan) -> tuple[LineForm, Outcome]:
    """A code into the open field, a place into its own at any time; anything else is refused in words."""
    if PLACE not in state.names:
        return entry.scanned(db, post, state, scan)
    return entry.scanned(db, post, state, scan, (PLACE,), _THINGS, {"batch": _PARSERS["batch"]}, again=True)


def save(db: Db, post: Post, state: LineForm) -> tuple[LineForm, Outcome]:
    """Write what differs as one step, or say all that is wrong, each at its field."""
    line = None if state.id is None else document_lines.get(db, state.id)
    if not state.ready:
        return state, entry.opening()
    document = None if line is None else documents.get(db, line.document)
    if line is None or document is None:
        return not_saved(state, [Problem("", wording.line_gone())])
    if over := editing.lost(db, post, Editing(document, line)):
        return not_saved(state, [Problem("", over[1].detail)])
    values, problems = entry.parsed(state, _parsers(state), [name for name in _THINGS if name in state.names])
    place = state.thing(PLACE)
    if place is not None and place != (None if line.place is None else line.place.id):
        problems += locations.stock_refused(db, place)
    if problems:
        return not_saved(state, problems)
    columns = _columns(state, line, values)
    if not columns:
        told = entry_wording.unchanged(), entry_wording.unchanged_help()
        return replace(state, done=True), Outcome(Tone.AGAIN, *told, result="unchanged")
    editing.changed(db, post, Editing(document, line), "line_edited", line.number, lines={line.id: columns})
    changed = document_lines.get(db, line.id)
    assert changed is not None
    detail = wording.quantity_set(changed, document)
    return replace(state, done=True), Outcome(Tone.OK, wording.line_saved(), detail, result="saved")


def _parsers(state: LineForm) -> Mapping[str, Callable[[str], Any]]:
    """Of the fields that it has; a quantity with as many decimals as the part's."""
    own = {AMOUNT: lambda text: fields.optional(lambda one: fields.quantity(one, state.decimals), text)}
    return {name: {**_PARSERS, **own}[name] for name in state.names if name not in _THINGS}


def _columns(state: LineForm, line: Line, values: Mapping[str, Any]) -> dict[str, object]:
    """The columns of the line that differ from what they are."""
    now, columns = _texts(line), dict[str, object]()
    changed = {name for name in values if state.values[name] != now[name]}
    if AMOUNT in changed:
        columns["quantity"] = document_lines.amount(values[AMOUNT] or Decimal(line.serials))  # it follows them again
        columns["said"] = int(bool(values[AMOUNT]))
    if "batch" in changed:
        columns["batch"] = values["batch"]
    if "expiry" in changed:
        columns["expiry"] = None if values["expiry"] is None else values["expiry"].isoformat()
    if ACCEPTED in changed:
        columns["accepted"] = int(values[ACCEPTED])
    if "notes" in changed:
        columns["notes"] = values["notes"]
    place = state.thing(PLACE)
    if PLACE in state.names and place != (None if line.place is None else line.place.id):
        columns["location_id"] = place
    return columns


def _texts(line: Line) -> dict[str, str]:
    return {
        AMOUNT: f"{line.quantity:f}" if line.quantity else "",
        PLACE: "",
        "batch": line.batch,
        "expiry": "" if line.expiry is None else line.expiry.isoformat(),
        ACCEPTED: "yes" if line.accepted else "no",
        "notes": line.notes,
    }
