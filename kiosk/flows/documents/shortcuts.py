"""Documents that are begun from a part or a stock item, with their first line: restock, receive as new, issue, return.

Each answers the draft as it is then worked on. Where the line can't be, nothing is made: no draft is left behind.
"""

from dataclasses import replace

from kiosk.barcodes.content import Content
from kiosk.flows.documents import editing, labelled, lines, serials, units
from kiosk.flows.documents.editing import Editing
from kiosk.flows.documents.labelled import Label
from kiosk.flows.documents.lines import Of
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock.document_kinds import RULES, DocKind, Way
from kiosk.stock.quantity import UNIT
from kiosk.stock.statuses import RULES as STATUSES
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.tracking import Tracking
from kiosk.stock.views import ItemView
from kiosk.store import documents, parts, views
from kiosk.store.parts import StoredPart
from kiosk.store.sql import Db
from kiosk.wording import documents_shortcuts as wording


def restock(db: Db, post: Post, state: Editing, part: Thing) -> tuple[Editing, Outcome]:
    """A goods receipt of one line, of this part, with nothing in it yet."""
    stored = _part(db, part.id, DocKind.RECEIPT)
    if isinstance(stored, Outcome):
        return state, stored
    state = _begun(db, post, DocKind.RECEIPT, Of(stored.id, 0))
    serial = Tracking(stored.part.tracking).serial
    return state, _ok(state, wording.restock_help(DocKind.RECEIPT, stored.part.number, serial))


def receive_new(db: Db, post: Post, state: Editing, part: Thing, code: str) -> tuple[Editing, Outcome]:
    """The same for a code that nothing has yet: it is the first serial, where the part has serials."""
    stored = _part(db, part.id, DocKind.RECEIPT)
    if isinstance(stored, Outcome):
        return state, stored
    number = stored.part.number
    state = _begun(db, post, DocKind.RECEIPT, Of(stored.id, 0))
    if not Tracking(stored.part.tracking).serial:
        detail = wording.no_serial_help(DocKind.RECEIPT, number, code)
        return state, Outcome(Tone.AGAIN, _number(state), detail, result="begun")
    state, outcome = serials.add(db, post, state, code)
    if outcome.result != "collected":
        detail = wording.serial_refused_help(DocKind.RECEIPT, number, outcome.detail)
        return state, Outcome(outcome.tone, _number(state), detail, result="refused")
    return state, _ok(state, wording.received_new_help(DocKind.RECEIPT, number, code))


def receive_labelled(
    db: Db, post: Post, state: Editing, part: Thing, scan: Scan, content: Content
) -> tuple[Editing, Outcome]:
    """The same for a label of which nothing here is known: all that it says comes to the first line of this part."""
    stored = _part(db, part.id, DocKind.RECEIPT)
    if isinstance(stored, Outcome):
        return state, stored
    number = stored.part.number
    state = _begun(db, post, DocKind.RECEIPT, Of(stored.id, 0))
    label = Label(scan, Thing(Kind.PART, stored.id, number), UNIT, content)
    state, outcome = labelled.take(db, post, state, label)
    if outcome.tone is Tone.NO:
        detail = wording.label_refused_help(DocKind.RECEIPT, number, outcome.detail)
        return state, Outcome(outcome.tone, _number(state), detail, result="refused")
    return state, replace(outcome, text=_number(state), result="begun")


def issue_of(db: Db, post: Post, state: Editing, item: Thing, kind: DocKind) -> tuple[Editing, Outcome]:
    """A goods issue or a sales invoice with this unit in it; of a quantity a line of its part, place and batch."""
    return _of_item(db, post, state, item, kind)


def return_of(db: Db, post: Post, state: Editing, item: Thing) -> tuple[Editing, Outcome]:
    """A return with this unit in it, which went out; of a quantity a line of its part and batch."""
    return _of_item(db, post, state, item, DocKind.RETURN)


def _of_item(db: Db, post: Post, state: Editing, item: Thing, kind: DocKind) -> tuple[Editing, Outcome]:
    view = views.view(db, item)
    if not isinstance(view, ItemView):
        return state, editing.no(wording.not_begun(kind), wording.gone())
    stored = _part(db, view.part.id, kind)
    if isinstance(stored, Outcome):
        return state, stored
    if not view.serial:
        return _of_loose(db, post, state, view, kind)
    if why := units.refusal(db, post, RULES[kind].way, item):
        return state, editing.no(wording.not_begun(kind), why)
    state, _ = units.take(db, post, _empty(db, post, kind), item)
    return state, _ok(state, wording.unit_help(kind, view.thing.label))


def _of_loose(db: Db, post: Post, state: Editing, view: ItemView, kind: DocKind) -> tuple[Editing, Outcome]:
    out = RULES[kind].way is Way.OUT
    if out and not STATUSES[Status(view.status)].on_hand:
        return state, editing.no(wording.not_begun(kind), wording.loose_out(view.thing.label, view.place))
    place = view.location.id if out and view.location is not None else None
    state = _begun(db, post, kind, Of(view.part.id, 0, None, view.batch, place))
    return state, _ok(state, wording.loose_help(kind, view.thing.label))


def _part(db: Db, part: int, kind: DocKind) -> StoredPart | Outcome:
    """The part, or why nothing of it can be in a document."""
    stored = parts.get(db, part)
    problems = parts.stock_refused(db, part, serials=True)
    if stored is None or problems:
        why = wording.bad_part(problems[0].text) if problems else wording.gone()
        return editing.no(wording.not_begun(kind), why)
    return stored


def _empty(db: Db, post: Post, kind: DocKind) -> Editing:
    return Editing(documents.get(db, documents.create(db, post, kind)))


def _begun(db: Db, post: Post, kind: DocKind, of: Of) -> Editing:
    return lines.add(db, post, _empty(db, post, kind), of)[0]


def _number(state: Editing) -> str:
    assert state.document is not None
    return state.document.number


def _ok(state: Editing, detail: str) -> Outcome:
    return Outcome(Tone.OK, _number(state), detail, result="begun")
