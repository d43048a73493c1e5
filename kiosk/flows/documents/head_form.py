"""Edit the head of a draft as a form: who it is with, the number on their paper, notes. Saved as one step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from kiosk.flows import entry
from kiosk.flows.documents import editing
from kiosk.flows.documents.editing import Editing
from kiosk.flows.documents.starting import PARSERS, partner_problems
from kiosk.flows.entry import Entry, not_saved, put_text
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Document
from kiosk.stock.fields import Problem
from kiosk.store import documents, partners
from kiosk.store.partners import NewPartner
from kiosk.store.sql import Db
from kiosk.wording import documents_screens as wording
from kiosk.wording import entry as entry_wording

at = entry.at


@dataclass(frozen=True, slots=True)
class HeadForm(Entry):
    """The form of one draft's head. `names` are the fields that it has, the partner's first."""

    names: tuple[str, ...] = ()


def begin(db: Db, post: Post, document: int) -> HeadForm | None:
    """The form with what the head is now; None where there is no such document."""
    found = documents.get(db, document)
    if found is None:
        return None
    names = ("customer" if found.way in (Way.OUT, Way.BACK) else "partner", "reference", "notes")
    return entry.begun(HeadForm(subject=found.thing, id=document, names=names), _texts(found, names), {})


def put(db: Db, post: Post, state: HeadForm, field: str, text: str) -> tuple[HeadForm, Outcome]:
    """Take over one field."""
    return put_text(state, field, text, PARSERS[field])


def scan(db: Db, post: Post, state: HeadForm, scan: Scan) -> tuple[HeadForm, Outcome]:
    """A code fills the reference while that is open; anything else is refused in words."""
    return entry.scanned(db, post, state, scan, texts={"reference": PARSERS["reference"]})


def save(db: Db, post: Post, state: HeadForm) -> tuple[HeadForm, Outcome]:
    """Write what differs as one step, or say all that is wrong, each at its field."""
    if not state.ready:
        return state, entry.opening()
    document = None if state.id is None else documents.get(db, state.id)
    if document is None:
        return not_saved(state, [Problem("", entry_wording.gone())])
    if over := editing.lost(db, post, Editing(document)):
        return not_saved(state, [Problem("", over[1].detail)])
    parsers: Mapping[str, Callable[[str], Any]] = {name: PARSERS[name] for name in state.names}
    values, problems = entry.parsed(state, parsers)
    field = state.names[0]
    problems += partner_problems(db, field, values.get(field))
    if problems:
        return not_saved(state, problems)
    before = _texts(document, state.names)
    changed = [name for name in state.names if state.values[name] != before[name]]
    state = replace(state, done=True, errors=MappingProxyType({}))
    if not changed:
        told = entry_wording.unchanged(), entry_wording.unchanged_help()
        return state, Outcome(Tone.AGAIN, *told, result="unchanged")
    columns: dict[str, object] = {name: values[name] for name in changed if name != field}
    if field in changed:
        name = values[field]
        columns["partner_id"] = None if name is None else partners.find(db, name) or partners.add(db, NewPartner(name))
    editing.changed(db, post, Editing(document), "details", document.number, head=columns)
    return state, Outcome(Tone.OK, document.number, wording.head_saved(), result="saved")


def _texts(document: Document, names: tuple[str, ...]) -> dict[str, str]:
    partner = "" if document.partner is None else document.partner.name
    return dict(zip(names, (partner, document.reference, document.notes), strict=True))
