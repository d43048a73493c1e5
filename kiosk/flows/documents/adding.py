"""What is added to the lines of a draft by a part and an amount, and which line takes it.

What comes in by its serial is for `taking`; units that go out or come back are for `units`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kiosk.flows.batch import BatchCode, batch_code
from kiosk.flows.documents import available, editing, sharing
from kiosk.flows.documents.editing import Editing
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock import fields
from kiosk.stock import quantity as quantities
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Document, Line
from kiosk.stock.standing import takes_serials
from kiosk.store import document_lines, draft_steps, parts
from kiosk.store.parts import StoredPart
from kiosk.store.sql import Db
from kiosk.wording import documents_lines as wording


@dataclass(frozen=True, slots=True)
class Of:
    """What is added to a line. `amount` is in millionths of the unit; what is not told is as the line has it.

    Nothing is told of the batch where that is None; empty: it has none. `note` is written to the line's notes.
    """

    part: int
    amount: int = quantities.UNIT
    supplier_part: int | None = None
    batch: str | None = None
    place: int | None = None
    expiry: date | None = None
    note: str = ""


NO_HEAD: Mapping[str, object] = {}
_OF_LABELS = frozenset({"batch", "expiry", "notes", "supplier_part_id"})  # what a label tells of a line beside how much


def add_part(db: Db, post: Post, state: Editing, part: int) -> tuple[Editing, Outcome]:
    """One more of a part that was found by searching, as if its own code had been scanned."""
    return add(db, post, state, Of(part))


def add(db: Db, post: Post, state: Editing, of: Of, head: Mapping[str, object] = NO_HEAD) -> tuple[Editing, Outcome]:
    """More of a part: to the current line or the last one that it fits, else to a new one.

    Of a line that was told how many serials it has, the part's code counts nothing, but makes it the current one.
    `head` are columns of the document that are told with it.
    """
    if over := editing.lost(db, post, state):
        return over
    state = editing.refreshed(db, editing.closed(state))
    document, current = state.document, state.line
    assert document is not None
    part = parts.get(db, of.part)
    if part is None:
        return state, editing.no(wording.no_part(), wording.no_part_help())
    if why := refused(db, document, part):
        return state, editing.no(part.part.number, why)
    line = fitting(db, document, current, of)
    if line is not None and line.said and takes_serials(line, document.way):
        new = {name: value for name, value in told(document, line, of).items() if name in _OF_LABELS}
        if new or head:
            editing.changed(db, post, state, "label", line.number, lines={line.id: new}, head=head)
        again = not new and not head and current is not None and current.id == line.id
        return _chosen(db, state, line, again=again)
    have = Decimal(0) if line is None else line.quantity
    if have + quantities.of(of.amount) > fields.MOST:
        return state, editing.no(part.part.number, wording.too_much(have))
    id, fault = _added(db, post, state, part, line, of, head)
    state = editing.at_line(db, state, id)
    return state, _told_of(db, post, state, fault)


def fitting(db: Db, document: Document, current: Line | None, of: Of) -> Line | None:
    """The line that more of this can go to: the current one, or the last that has the same place, batch, supplier.

    Of a list the first line that still waits for some, but for the current one as long as that does. A line that was
    just begun and has nothing yet but the batch that was offered for it takes goods of another batch, too.
    """
    lines = document_lines.of_part(db, document.id, of.part)
    ours = [line for line in lines if current is not None and line.id == current.id]
    fit = [line for line in (*ours, *lines) if fits(document, line, of)]
    if not fit and of.batch and ours and _only_begun(db, document, ours[0]) and fits(document, ours[0], _loose(of)):
        return ours[0]
    chosen = bool(fit) and current is not None and fit[0].id == current.id
    if fit and fit[0].expected and not (chosen and _waits(document, fit[0])):
        return next((line for line in reversed(fit) if _waits(document, line)), fit[0])
    return fit[0] if fit else None


def counted(line: Line, more: int) -> dict[str, object]:
    """The columns of a line to which `more` serials come (or fewer, where it is negative): its quantity follows them
    unless it was told."""
    serials = line.serials + more
    values: dict[str, object] = {"serials": serials}
    follows = more < 0 and line.quantity == line.serials
    if not line.said and (follows or serials > line.quantity):
        values["quantity"] = serials * quantities.UNIT
    return values


def due(db: Db, post: Post, document: Document, line: Line) -> BatchCode:
    """The batch for goods that are the first to come to a line and need one; nothing for others."""
    if document.way is not Way.IN or not line.tracking.batch or line.batch or line.quantity or line.serials:
        return BatchCode("")
    return batch_code(db, post, line.part.id)


def _added(
    db: Db, post: Post, state: Editing, part: StoredPart, line: Line | None, of: Of, head: Mapping[str, object]
) -> tuple[int, str]:
    """Add to a line, or to a new one where there is none, as a step; answers its id, and why it has no batch."""
    document = state.document
    assert document is not None
    values = told(document, line, of)
    made = line is None
    if line is None:
        line = document_lines.get(db, document_lines.add(db, document.id, part.id, {}))
        assert line is not None
    batch = due(db, post, document, line) if "batch" not in values else BatchCode("")
    if batch.text:
        values["batch"] = batch.text
    values["quantity"] = document_lines.amount(line.quantity) + of.amount
    shared = {}
    if not takes_serials(line, document.way):
        shared = sharing.share(db, document, [line], {line.id: quantities.of(of.amount)})
    found = {**shared, line.id: {**values, **shared.get(line.id, {})}}
    what, label = "line" if made else "added", line.number
    if of.amount != quantities.UNIT:
        label = wording.so_many_of(quantities.of(of.amount), line.unit, line.number, new=made)
    editing.changed(db, post, state, what, label, head=head, lines=found, made=(line.id,) if made else ())
    return line.id, batch.fault


def told(document: Document, line: Line | None, of: Of) -> dict[str, object]:
    """The columns of a line that are told now and were not before."""
    place = of.place if of.place is not None else None if document.place is None else document.place.id
    values: dict[str, object] = {}
    if place is not None and (line is None or line.place is None):
        values["location_id"] = place
    if of.supplier_part is not None and (line is None or line.supplier_part is None):
        values["supplier_part_id"] = of.supplier_part
    if of.batch and (line is None or line.batch != of.batch):
        values["batch"] = of.batch
    if of.expiry is not None and (line is None or line.expiry != of.expiry):
        values["expiry"] = of.expiry.isoformat()
    if of.note and (line is None or of.note not in line.notes.splitlines()):
        values["notes"] = "\n".join(filter(None, ("" if line is None else line.notes, of.note)))[: fields.FREE]
    return values


def fits(document: Document, line: Line, of: Of) -> bool:
    """What a line has already is of no batch and of no place that a label names, as long as none was told of it."""
    force = None if document.place is None else document.place.id
    supplier = None if line.supplier_part is None else line.supplier_part.id
    empty = _is_empty(document, line)
    if line.place is None:
        at_place = of.place is None or empty
    else:
        at_place = line.place.id == (force if of.place is None else of.place) or (force is None and of.place is None)
    of_batch = of.batch is None or line.batch == of.batch or (empty and not line.batch)
    same = bool(of.batch) and line.batch == of.batch
    in_time = of.expiry is None or line.expiry == of.expiry or (line.expiry is None and (empty or same))
    return at_place and of_batch and in_time and (of.supplier_part is None or supplier in (None, of.supplier_part))


def _is_empty(document: Document, line: Line) -> bool:
    return not line.serials if takes_serials(line, document.way) else not line.quantity


def _only_begun(db: Db, document: Document, line: Line) -> bool:
    """Whether nothing has happened since the line was made: what stands in it then was only offered."""
    if line.expected or line.expiry is not None or not _is_empty(document, line):
        return False
    step = draft_steps.last(db, document.id)
    return step is not None and step.what == "line" and line.id in step.before.lines


def _loose(of: Of) -> Of:
    return replace(of, batch=None)


def _waits(document: Document, line: Line) -> bool:
    """Whether a list expects more of it than is here."""
    here = Decimal(line.serials) if takes_serials(line, document.way) else line.quantity
    return line.expected is not None and here < line.expected


def refused(db: Db, document: Document, part: StoredPart) -> str:
    """Why nothing of this part can be in the document."""
    if document.way is Way.NONE and not part.archived:
        return ""
    problems = parts.stock_refused(db, part.id, serials=True)
    return wording.bad_part(problems[0].text) if problems else ""


def _chosen(db: Db, state: Editing, line: Line, *, again: bool) -> tuple[Editing, Outcome]:
    document = state.document
    assert document is not None
    if again:
        return state, Outcome(Tone.AGAIN, line.number, wording.own_code(line, document), result="again")
    detail = wording.current(line, document)
    return editing.at_line(db, state, line.id), Outcome(Tone.OK, line.number, detail, result="entered")


def _told_of(db: Db, post: Post, state: Editing, fault: str) -> Outcome:
    """What is in the current line, to which something came; `fault` is why no batch was offered."""
    line, document = state.line, state.document
    assert line is not None
    assert document is not None
    lacking = available.lacking(db, post, state, line, line.quantity)
    amber = lacking or fault or wording.strange(line, document.way, document.listed)
    detail = " ".join(filter(None, (fault, lacking or wording.added(line, document))))
    return Outcome(Tone.AGAIN if amber else Tone.OK, line.number, detail, result="added")
