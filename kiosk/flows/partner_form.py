"""Rename a partner, archive it or bring it back. A new one comes into being with what it supplies."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from kiosk.flows import entry
from kiosk.flows.entry import Entry, not_saved, put_text
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock.fields import Problem
from kiosk.store import partners
from kiosk.store.partners import NewPartner
from kiosk.store.sql import Db
from kiosk.wording import entry as wording

PARSERS: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {"partner": fields.partner_name, "archived": fields.yes_no}
)

at = entry.at


def begin(db: Db, post: Post, name: str) -> Entry | None:
    """The form for the partner of this name; None if that is gone."""
    id = partners.find(db, name)
    stored = None if id is None else partners.get(db, id)
    if stored is None:
        return None
    values = {"partner": stored.partner.name, "archived": "yes" if stored.archived else "no"}
    return entry.begun(Entry(id=stored.id, version=stored.version), values, {})


def put(db: Db, post: Post, state: Entry, field: str, text: str) -> tuple[Entry, Outcome]:
    """Take over one field."""
    return put_text(state, field, text, PARSERS[field])


def scan(db: Db, post: Post, state: Entry, scan: Scan) -> tuple[Entry, Outcome]:
    """No code is a partner's: a scan is told off in words."""
    return entry.scanned(db, post, state, scan)


def save(db: Db, post: Post, state: Entry) -> tuple[Entry, Outcome]:
    """Write its name, and whether it is in use; all of it or nothing."""
    if not state.ready or state.id is None:
        return state, entry.opening()
    values, problems = entry.parsed(state, PARSERS)
    if problems:
        return not_saved(state, problems)
    new, archived = NewPartner(values["partner"]), values["archived"]
    found = [
        Problem("partner" if one.field == "name" else one.field, one.text)
        for one in partners.problems(db, new, state.id, state.version)
    ]
    stored = partners.get(db, state.id)
    turning = stored is not None and stored.archived != archived
    if turning:
        found += [Problem("archived", one.text) for one in partners.archive_problems(db, state.id, archived)]
    if found:
        return not_saved(state, found)
    changed = partners.update(db, state.id, new)
    if turning:
        partners.archive(db, state.id, archived)
    state = replace(state, done=True)
    if not (changed or turning):
        return state, Outcome(Tone.AGAIN, wording.unchanged(), wording.unchanged_help(), result="unchanged")
    detail = wording.partner_saved_help(new.name, archived)
    return state, Outcome(Tone.OK, wording.partner_saved(), detail, result="saved")
