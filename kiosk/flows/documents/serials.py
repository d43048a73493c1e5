"""The ways in which serials come into the current line of a draft, and go: typed, pasted, from a file, edited, out.

Texts are taken as they stand; only `expand` and `preview` know patterns.
"""

from collections.abc import Sequence
from pathlib import Path

from kiosk.exchange import serial_file, source
from kiosk.flows import collecting
from kiosk.flows.collecting import MOST
from kiosk.flows.documents import editing, lines, taking
from kiosk.flows.documents.editing import Editing
from kiosk.flows.documents.patterns import Preview, expand, preview
from kiosk.flows.documents.taking import take
from kiosk.flows.printing import receiving
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock.documents import DraftSerial, Line, SerialState
from kiosk.store import draft_serials
from kiosk.store.draft_serials import New
from kiosk.store.sql import Db
from kiosk.wording import documents_lines as line_wording
from kiosk.wording import documents_serials as wording

__all__ = [
    "Preview",
    "add",
    "edit",
    "expand",
    "paste",
    "preview",
    "read_file",
    "remove",
    "take",
]


def add(db: Db, post: Post, state: Editing, text: str) -> tuple[Editing, Outcome]:
    """One serial that was typed, as it stands."""
    return take(db, post, state, (text,))


def paste(db: Db, post: Post, state: Editing, texts: Sequence[str]) -> tuple[Editing, Outcome]:
    """Serials one by line, each as it stands; blanks around them and empty lines do not count."""
    found = [text.strip(serial_file.BLANKS) for text in texts]
    return take(db, post, state, tuple(filter(None, found)))


def read_file(path: str) -> tuple[str, ...]:
    """The serials of a file, for `paste`; needs no store. Raises KioskError with the sentence for the operator."""
    return serial_file.read(Path(source.typed(path)), MOST)


def edit(db: Db, post: Post, state: Editing, old: str, new: str) -> tuple[Editing, Outcome]:
    """Let a serial of the current line be another one: it was entered wrong."""
    at = lines.current(db, post, state)
    if not isinstance(at, lines.At):
        return at
    state, document, line = at.state, at.document, at.line
    found = _of_line(db, line, old)
    if found is None:
        return state, editing.no(old, wording.not_here())
    if found.item is not None:
        return state, editing.no(old, wording.unit_not_edited())
    if new == old:
        return state, Outcome(Tone.AGAIN, old, wording.same(), result="again")
    missing = {text: one for text, one in taking.waited_for(db, document, line, (new,)).items() if one.line == line.id}
    target = collecting.target(db, line.part.id)
    if wrong := taking.refused(db, document, ((target, (new,)),), missing, (new,)):
        return state, wrong
    before = {found.id: SerialState.GOT, **{one.id: one.state for one in missing.values()}}
    step = editing.changed(db, post, state, "edited", new, lines={line.id: {}}, serials=before)
    draft_serials.put(db, [found.id], SerialState.MISSING if found.expected else SerialState.REMOVED)
    receiving.unclaimed(db, document.id)
    if missing:
        draft_serials.put(db, [missing[new].id], SerialState.GOT, scan=post.scan)
    else:
        draft_serials.add(db, document.id, [New(line.id, new, target.scope, scan=post.scan)], step)
    receiving.of_serials(db, post, document, line, [new])
    state = editing.at_line(db, state, line.id)
    return state, Outcome(Tone.OK, new, wording.edited(old), result="entered")


def remove(db: Db, post: Post, state: Editing, serial: str) -> tuple[Editing, Outcome]:
    """Take one serial out of the current line; one that a list names is missing again."""
    at = lines.current(db, post, state)
    if not isinstance(at, lines.At):
        return at
    state, document, line = at.state, at.document, at.line
    found = _of_line(db, line, serial)
    if found is None:
        return state, editing.no(serial, wording.not_here())
    before = {found.id: SerialState.GOT}
    counted = {line.id: lines.counted(line, -1)}
    editing.changed(db, post, state, "removed", serial, lines=counted, serials=before)
    draft_serials.put(db, [found.id], SerialState.MISSING if found.expected else SerialState.REMOVED)
    receiving.unclaimed(db, document.id)
    state = editing.at_line(db, state, line.id)
    assert state.line is not None
    detail = wording.removed_help(serial, line_wording.progress(state.line, document))
    return state, Outcome(Tone.OK, wording.removed(), detail, result="removed")


def _of_line(db: Db, line: Line, serial: str) -> DraftSerial | None:
    rows = draft_serials.of_document(db, line.document, serial)
    return next((one for one in rows if one.line == line.id and one.state is SerialState.GOT), None)
