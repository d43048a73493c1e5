"""The lines of a draft by keys: quantity, place, batch, accepted or rejected, a new line, one taken out.

What parts add to lines is in `adding`.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from kiosk.flows.documents import available, editing
from kiosk.flows.documents.adding import Of, add, add_part, counted, due, fitting
from kiosk.flows.documents.editing import Editing
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.stock import fields
from kiosk.stock import quantity as quantities
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Document, Line, SerialState
from kiosk.stock.standing import takes_serials
from kiosk.stock.thing import Thing
from kiosk.store import document_lines, documents, draft_serials, locations
from kiosk.store.draft_steps import Before
from kiosk.store.sql import Db
from kiosk.wording import documents_lines as wording
from kiosk.wording import documents_serials as serials_wording

__all__ = [
    "At",
    "Of",
    "accept",
    "add",
    "add_part",
    "batch",
    "collected",
    "counted",
    "current",
    "differs",
    "due",
    "entered",
    "fitting",
    "match",
    "new_line",
    "next_line",
    "no_line",
    "place",
    "quantity",
    "remove_line",
    "times",
]


@dataclass(frozen=True, slots=True)
class At:
    """The current line of a draft that is held, all as it is now."""

    state: Editing
    document: Document
    line: Line


def current(db: Db, post: Post, state: Editing) -> At | tuple[Editing, Outcome]:
    """Hold the draft and read its current line; or what to answer where the draft is another's, or has no line."""
    if over := editing.lost(db, post, state):
        return over
    state = editing.refreshed(db, editing.closed(state))
    if state.line is None or state.document is None:
        return state, no_line()
    return At(state, state.document, state.line)


def quantity(db: Db, post: Post, state: Editing, text: str) -> tuple[Editing, Outcome]:
    """How many there are to be of the current line, as it was typed."""
    at = current(db, post, state)
    if not isinstance(at, At):
        return at
    state, document, line = at.state, at.document, at.line
    serials = takes_serials(line, document.way)
    try:
        told = fields.amount(text.strip(), 0 if serials else line.decimals)
    except ValueError as error:
        return state, editing.no(wording.no_quantity(), wording.bad_quantity(str(error)))
    if serials and told < line.serials:
        return state, editing.no(wording.no_quantity(), wording.has_serials(line.serials))
    if told == line.quantity and line.said:
        return state, Outcome(Tone.AGAIN, line.number, wording.same_quantity(line), result="again")
    values = {"quantity": document_lines.amount(told), "said": 1}
    editing.changed(db, post, state, "quantity", line.number, lines={line.id: values})
    return entered(db, post, state)


def times(db: Db, post: Post, state: Editing, text: str) -> tuple[Editing, Outcome]:
    """The same by a code, which is of what was scanned before it: nothing, where that was refused."""
    if state.missed:
        return state, editing.no(wording.nothing_to_count(), wording.nothing_to_count_help())
    return quantity(db, post, state, text)


def match(db: Db, post: Post, state: Editing) -> tuple[Editing, Outcome]:
    """Let the quantity of the current line be as many as there are serials."""
    at = current(db, post, state)
    if not isinstance(at, At):
        return at
    state, line = at.state, at.line
    if not line.serials:
        return state, editing.no(wording.no_serials(), wording.no_serials_help())
    if line.quantity == line.serials:
        return state, Outcome(Tone.AGAIN, line.number, wording.same_quantity(line), result="again")
    values = {"quantity": line.serials * quantities.UNIT}
    editing.changed(db, post, state, "quantity", line.number, lines={line.id: values})
    return entered(db, post, state)


def place(db: Db, post: Post, state: Editing, location: Thing) -> tuple[Editing, Outcome]:
    """Where the current line goes to or is taken from, and all that has no place at all; else what comes next.

    So a place may be scanned before each part or behind it: what is scanned behind is not taken for the next part's.
    Another line that goes to the usual place of its part stays there: that is what the screen says of it.
    """
    if over := editing.lost(db, post, state):
        return over
    state = editing.refreshed(db, editing.closed(state))
    document = state.document
    assert document is not None
    if document.way is Way.NONE:
        return state, editing.no(location.label, wording.no_place_needed())
    if problems := locations.stock_refused(db, location.id):
        return state, editing.no(location.label, wording.bad_place(problems[0].text))
    waiting = [line for line in document_lines.unplaced(db, document.id) if _waits(document, line, state.line)]
    before = None if document.place is None else document.place.id
    moving = [*waiting, *_empty(document, state.line, location)]
    head = {} if waiting else {"place_id": before}
    if before == location.id and not moving:
        return state, Outcome(Tone.AGAIN, location.label, wording.same_place(document.way), result="again")
    places = {line.id: {"location_id": None if line.place is None else line.place.id} for line in moving}
    editing.step(db, post, state, "place", location.label, Before(head, places))
    if head:
        documents.change(db, document.id, {"place_id": location.id})
    document_lines.change_all(db, [line.id for line in moving], {"location_id": location.id})
    detail = wording.place_set(document.way, moving if waiting else ())
    return editing.refreshed(db, state), Outcome(Tone.OK, location.label, detail, result="entered")


def accept(db: Db, post: Post, state: Editing, accepted: bool) -> tuple[Editing, Outcome]:
    """Whether the goods of the current line are accepted; those that are not go to quarantine."""
    at = current(db, post, state)
    if not isinstance(at, At):
        return at
    state, document, line = at.state, at.document, at.line
    if document.way not in (Way.IN, Way.BACK):
        return state, editing.no(wording.not_accepted(), wording.not_accepted_help())
    if line.accepted is accepted:
        return state, Outcome(Tone.AGAIN, line.number, wording.accepted(accepted), result="again")
    what = "accepted" if accepted else "rejected"
    editing.changed(db, post, state, what, line.number, lines={line.id: {"accepted": int(accepted)}})
    return entered(db, post, state, wording.accepted(accepted))


def batch(db: Db, post: Post, state: Editing, text: str) -> tuple[Editing, Outcome]:
    """The batch of the current line."""
    at = current(db, post, state)
    if not isinstance(at, At):
        return at
    state, line = at.state, at.line
    try:
        fields.batch(text)
    except ValueError as error:
        return state, editing.no(wording.no_batch(), wording.bad_batch(str(error)))
    if line.batch == text:
        return state, Outcome(Tone.AGAIN, text, wording.same_batch(line), result="again")
    editing.changed(db, post, state, "batch", text, lines={line.id: {"batch": text}})
    return entered(db, post, state, wording.batch_set(text))


def new_line(db: Db, post: Post, state: Editing) -> tuple[Editing, Outcome]:
    """Another line of the current line's part, such as for another batch; what comes next is of it."""
    at = current(db, post, state)
    if not isinstance(at, At):
        return at
    state, document, line = at.state, at.document, at.line
    if not line.quantity and not line.serials:
        return state, Outcome(Tone.AGAIN, line.number, wording.line_is_new(), result="again")
    place = document.place or line.place
    id = document_lines.copy(db, line.id, None if place is None else place.id)
    values = {"batch": None, "expiry": None, "accepted": 1}
    editing.changed(db, post, state, "line", line.number, lines={id: values}, made=(id,))
    state = replace(editing.at_line(db, state, id), selected=True)
    assert state.line is not None
    if offered := due(db, post, document, state.line).text:
        document_lines.change(db, id, {"batch": offered})
    return entered(db, post, state, wording.new_line())


def differs(line: Line) -> bool:
    """Whether it was told how many there are, and as many serials are not here: one key says they are all."""
    return line.said and line.serials > 0 and not line.full


def next_line(db: Db, post: Post, state: Editing) -> tuple[Editing, Outcome]:
    """A line of the current line's part beside the one there is; first that one is to agree with its serials."""
    line = editing.refreshed(db, state).line
    return (match if line is not None and differs(line) else new_line)(db, post, state)


def remove_line(db: Db, post: Post, state: Editing) -> tuple[Editing, Outcome]:
    """Take the current line out, with its serials."""
    at = current(db, post, state)
    if not isinstance(at, At):
        return at
    state, document, line = at.state, at.document, at.line
    serials = draft_serials.ids(db, line.id, SerialState.GOT)
    found = Before(lines={line.id: {"removed": 0}}, serials=dict.fromkeys(serials, SerialState.GOT))
    editing.step(db, post, state, "line_removed", line.number, found)
    draft_serials.put(db, serials, SerialState.REMOVED)
    document_lines.change(db, line.id, {"removed": 1})
    outcome = Outcome(Tone.OK, wording.line_removed(), wording.line_removed_help(line), result="removed")
    return editing.at_line(db, state, editing.last_line(db, document)), outcome


# What other flows of lines share


def collected(db: Db, state: Editing, texts: Sequence[str], waited: Container[str]) -> Outcome:
    """What is in the current line with the serials that came; `waited` has those that a list waited for."""
    document, line = state.document, state.line
    assert document is not None
    assert line is not None
    if not line.expected and all(text in waited for text in texts):
        document = replace(document, listed=False)  # they are on the list, whoever used up what it expected here
    detail = wording.progress(line, document)
    if document.listed and line.expected and line.serials >= line.expected:
        missing = draft_serials.count(db, line.id, SerialState.MISSING)
        detail = serials_wording.still_missing(line.serials, missing, int(line.expected)) if missing else detail
    amber = wording.strange(line, document.way, document.listed)
    strangers = sum(text not in waited for text in texts) if document.listed and line.expected else 0
    if strangers and (strangers < len(texts) or draft_serials.names_expected(db, line.id)):
        amber, detail = True, serials_wording.not_listed(strangers, detail)
    text = texts[0] if len(texts) == 1 else serials_wording.added(len(texts))
    return Outcome(Tone.AGAIN if amber else Tone.OK, text, detail, result="collected")


def no_line() -> Outcome:
    return editing.no(wording.no_line(), wording.no_line_help())


def _has_place(document: Document, line: Line) -> bool:
    """Whether a place can be told of a line: units that go out are where they are."""
    return not (document.way is Way.OUT and line.tracking.serial)


def _waits(document: Document, line: Line, current: Line | None) -> bool:
    """Whether a line without a told place takes the one that is scanned now: what goes out without one is taken from
    wherever it lies."""
    if current is not None and line.id == current.id:
        return _has_place(document, line)
    return line.usual is None and document.way is not Way.OUT


def _empty(document: Document, line: Line | None, location: Thing) -> tuple[Line, ...]:
    """The current line while it has nothing yet, and another place."""
    if line is None or line.quantity or line.serials or not _has_place(document, line):
        return ()
    return () if line.place is not None and line.place.id == location.id else (line,)


def entered(db: Db, post: Post, state: Editing, detail: str = "") -> tuple[Editing, Outcome]:
    """What the current line is with what was told of it, read anew."""
    state = editing.refreshed(db, state)
    line, document = state.line, state.document
    assert line is not None
    assert document is not None
    lacking = available.lacking(db, post, state, line, line.quantity)
    amber = lacking or (not detail and wording.strange(line, document.way, document.listed))
    detail = lacking or detail or wording.quantity_set(line, document)
    return state, Outcome(Tone.AGAIN if amber else Tone.OK, line.number, detail, result="entered")
