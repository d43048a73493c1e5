"""A label that says more than what the goods are, taken into a draft whole and as one step, or refused whole in words.

One scan fills part, batch, expiry, serials and quantity of a line, and the reference of what comes in. A label of
another part than the line that the operator has chosen is not taken in, until a key says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kiosk.barcodes.content import Content, Counts
from kiosk.flows import goods
from kiosk.flows.documents import adding, editing, lines, taking, units
from kiosk.flows.documents.adding import Of
from kiosk.flows.documents.editing import Editing
from kiosk.flows.goods import Goods
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock import quantity as quantities
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Document, Line, SerialState
from kiosk.stock.standing import takes_serials
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.tracking import Tracking
from kiosk.store import document_lines, documents, draft_serials, parts, picking, supplier_parts
from kiosk.store.parts import StoredPart
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import documents_lines as line_wording
from kiosk.wording import labelled as wording


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it was scanned, and of what it is: a part or a supplier part, `pack` millionths of it by one scan."""

    scan: Scan
    thing: Thing
    pack: int
    content: Content


def take(db: Db, post: Post, state: Editing, label: Label) -> tuple[Editing, Outcome]:
    """All that a label says, as one step."""
    if over := editing.lost(db, post, state):
        return over
    state = editing.refreshed(db, editing.closed(state))
    document = state.document
    assert document is not None
    supplied = supplier_parts.get(db, label.thing.id) if label.thing.kind is Kind.SUPPLIER_PART else None
    id = label.thing.id if supplied is None else supplied.supplier_part.part
    part = parts.get(db, id)
    if part is None:
        return state, editing.no(line_wording.no_part(), line_wording.no_part_help())
    if wrong := of_another(state, part, label.scan):
        return wrong
    if why := adding.refused(db, document, part):
        return state, editing.no(part.part.number, wording.not_taken(why))
    try:
        told = goods.read(part.part, label.pack, label.content)
        head = _head(db, document, label.content)
    except ValueError as error:
        return state, editing.no(part.part.number, wording.not_taken(str(error)))
    of = _of(db, document, state, part, told, None if supplied is None else supplied.id)
    state, outcome = _taken(db, post, state, part, told, of, head)
    return state, _noted(db, post, state, outcome, told, label.content)


def of_line(db: Db, post: Post, state: Editing, scan: Scan, content: Content) -> tuple[Editing, Outcome]:
    """A label that says something of goods, but not of which: it is of the current line."""
    if over := editing.lost(db, post, state):
        return over
    state = editing.refreshed(db, editing.closed(state))
    document, line = state.document, state.line
    assert document is not None
    if line is None and content.serials and document.way in (Way.OUT, Way.BACK):
        return taking.take(db, post, state, content.serials)
    if line is None:
        return state, _waits_for_part(content)
    part = parts.get(db, line.part.id)
    assert part is not None
    if why := adding.refused(db, document, part):
        return state, editing.no(line.number, wording.not_taken(why))
    try:
        told = goods.read(part.part, 0, content)
        head = _head(db, document, content)
    except ValueError as error:
        return state, editing.no(_heading(content, line), wording.not_taken(str(error)))
    if told.serials and document.way is Way.IN and not head and _only_serials(told):
        state, outcome = taking.take(db, post, state, told.serials)
    elif told.serials:
        of = _of(db, document, state, part, told, None)
        state, outcome = _taken(db, post, state, part, told, of, head)
    else:
        state, outcome = _completed(db, post, state, line, told, head)
    return state, _noted(db, post, state, outcome, told, content)


def _only_serials(told: Goods) -> bool:
    """Whether a label of the current line says no more than a plain serial does."""
    return told.batch is None and told.expiry is None and not told.date_code


def _waits_for_part(content: Content) -> Outcome:
    if content.faults:
        return editing.no(answers.unknown_label(), wording.not_taken(" ".join(content.faults)))
    return editing.no(line_wording.no_line(), f"{wording.nameless(content)} {wording.part_first()}")


def _heading(content: Content, line: Line) -> str:
    """What a refusal is headed by: nobody knows of what a label is that can't be read."""
    return answers.unknown_label() if content.faults else line.number


def of_another(state: Editing, part: StoredPart, scan: Scan) -> tuple[Editing, Outcome] | None:
    """What to answer where the operator has chosen a line of another part; the label is kept for a key to take it."""
    line = state.line
    if not state.selected or line is None or line.part.id == part.id:
        return None
    detail = wording.other_part(part.part.number, line.position, line.number)
    return replace(state, kept=scan), editing.no(part.part.number, detail)


# What is told of a line


def _of(db: Db, document: Document, state: Editing, part: StoredPart, told: Goods, supplier_part: int | None) -> Of:
    """What the label tells of a line. A date code is the batch of what is tracked by batch and has no other."""
    of = Of(part.id, told.amount, supplier_part, told.batch)
    if document.way in (Way.IN, Way.BACK):
        of = replace(of, expiry=told.expiry)
    if document.way is Way.NONE:
        return replace(of, batch=None)
    if document.way is Way.OUT or not told.date_code:
        return of
    if told.batch is None and Tracking(part.part.tracking).batch and fields.may_be_batch(told.date_code):
        coded = replace(of, batch=told.date_code)
        other = adding.fitting(db, document, state.line, of)
        keeps = other is not None and (other.expected or (state.selected and other == state.line))
        if not keeps or adding.fitting(db, document, state.line, coded) is not None:
            return coded
    return replace(of, note=wording.date_code(told.date_code))


def _head(db: Db, document: Document, content: Content) -> dict[str, object]:
    """The reference of what comes in, where nobody has told one: the number on the supplier's own papers first."""
    named = goods.reference(content)
    return {"reference": named} if document.way is Way.IN and named and not document.reference else {}


# What is done


def _taken(
    db: Db, post: Post, state: Editing, part: StoredPart, told: Goods, of: Of, head: Mapping[str, object]
) -> tuple[Editing, Outcome]:
    document = state.document
    assert document is not None
    if not told.serials or document.way is Way.NONE:
        return adding.add(db, post, state, of, head)
    if document.way is Way.IN:
        return taking.take_of(db, post, state, of, told.serials, head)
    if len(told.serials) > 1:
        return units.several_of(db, post, state, Thing(Kind.PART, part.id, part.part.number), told.serials)
    unit = picking.of_part(db, part.id, told.serials).get(told.serials[0])
    if unit is None:
        return state, editing.no(told.serials[0], wording.not_units(part.part.number, told.serials, 1))
    return units.take(db, post, state, unit.unit)


def _completed(
    db: Db, post: Post, state: Editing, line: Line, told: Goods, head: Mapping[str, object]
) -> tuple[Editing, Outcome]:
    """What the current line is told beside its part: batch, expiry, how many."""
    document = state.document
    assert document is not None
    note = wording.date_code(told.date_code) if told.date_code else ""
    of = Of(line.part.id, 0, None, told.batch, expiry=told.expiry, note=note)
    if document.way in (Way.OUT, Way.NONE):
        of = replace(of, expiry=None, note="", batch=told.batch if document.way is Way.OUT else None)
    values = {name: value for name, value in adding.told(document, line, of).items() if name != "location_id"}
    if told.amount and quantities.of(told.amount) != line.quantity:
        if takes_serials(line, document.way) and quantities.of(told.amount) < line.serials:
            return state, editing.no(line.number, line_wording.has_serials(line.serials))
        values |= {"quantity": told.amount, "said": 1}
    if not values and not head:
        return state, Outcome(Tone.AGAIN, line.number, wording.of_line(line.number), result="again")
    editing.changed(db, post, state, "label", line.number, head=head, lines={line.id: values})
    return lines.entered(db, post, state)


# What is said


def _noted(db: Db, post: Post, state: Editing, outcome: Outcome, told: Goods, content: Content) -> Outcome:
    """The answer with what is amiss and taken in all the same: an expiry that is over, another order, another batch."""
    document, line = state.document, state.line
    if outcome.tone not in (Tone.OK, Tone.AGAIN) or document is None or line is None:
        return outcome
    amiss = [wording.unused_count() if content.counts is Counts.UNNAMED else ""]
    if outcome.result == "again":
        detail = (outcome.detail, _other_batch(document, _line_of(db, document, told), told), *amiss)
        return replace(outcome, detail=" ".join(filter(None, detail)))
    amiss += [_expired(told.expiry, post), _other_order(db, document, content), _other_batch(document, line, told)]
    if not any(amiss):
        return outcome
    return replace(outcome, tone=Tone.AGAIN, detail=" ".join(filter(None, (*amiss, outcome.detail))))


def _other_batch(document: Document, line: Line | None, told: Goods) -> str:
    """Both batches, where the label names another than the line has."""
    if line is None or told.batch is None or document.way is Way.NONE or line.batch == told.batch:
        return ""
    return wording.other_batch(told.batch, line.batch)


def _line_of(db: Db, document: Document, told: Goods) -> Line | None:
    """The line that has the first serial of a label that is here already."""
    rows = draft_serials.of_document(db, document.id, told.serials[0]) if told.serials else []
    got = next((one for one in rows if one.state is SerialState.GOT), None)
    return None if got is None else document_lines.get(db, got.line)


def _expired(expiry: date | None, post: Post) -> str:
    return wording.expired(expiry) if expiry is not None and goods.over(expiry, post) else ""


def _other_order(db: Db, document: Document, content: Content) -> str:
    """Both orders, where a receipt works off one and the label names another."""
    if document.way is not Way.IN or document.source is None or not content.order:
        return ""
    order = documents.get(db, document.source.id)
    if order is None or content.order in (order.number, order.reference):
        return ""
    return wording.other_order(content.order, order.number)


def free(state: Editing) -> Editing:
    """No line is chosen any more, so that a label finds its own."""
    return replace(state, selected=False, kept=None)
