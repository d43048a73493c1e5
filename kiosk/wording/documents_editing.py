"""What is said about a draft as a whole: opened, held by another, parked, handed over, and a step taken back."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kiosk.stock.document_kinds import DocState
from kiosk.stock.documents import Document
from kiosk.stock.leases import Lease
from kiosk.wording.documents import kind
from kiosk.wording.documents_starting import scan_on

# What a step was, for people; `{}` is its label.
_STEPS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "added": lambda label: f"{label} added",
        "collected": lambda label: f"serial {label}",
        "serials": lambda label: f"serials {label}",
        "removed": lambda label: f"{label} taken out",
        "edited": lambda label: f"serial {label} corrected",
        "quantity": lambda label: f"quantity of {label}",
        "place": lambda label: f"place {label}",
        "batch": lambda label: f"batch {label}",
        "accepted": lambda label: f"{label} accepted",
        "rejected": lambda label: f"{label} rejected",
        "listed": lambda label: f"list {label} loaded",
        "details": lambda label: f"details of {label}",
        "label": lambda label: f"label of {label}",
        "line": lambda label: f"new line of {label}",
        "line_edited": lambda label: f"line of {label} edited",
        "line_removed": lambda label: f"line of {label} taken out",
    }
)


def step(what: str, label: str) -> str:
    """What a step did, in a few words."""
    said = _STEPS.get(what)
    return f"{what.replace('_', ' ')} {label}".strip() if said is None else said(label)


def opened(document: Document) -> str:
    return document.number


def opened_help(document: Document) -> str:
    lines = "no line yet" if not document.lines else "1 line" if document.lines == 1 else f"{document.lines:,} lines"
    partner = f" · {document.partner.name}" if document.partner is not None else ""
    return f"{kind(document.kind)}{partner}: {lines}. {scan_on(document.kind)}"


def not_open() -> str:
    return "Opening the document"


def not_open_help() -> str:
    return "This came before the document was read. Do it again."


def left_already(number: str) -> str:
    return f"{number} is closed here"


def left_already_help() -> str:
    """Something came for a document right behind what ended the work on it."""
    return "Nothing was changed. Do it again where it belongs."


def no_document() -> str:
    return "No such document"


def no_document_help() -> str:
    return "It is not in the store any more. Go back with Esc."


def no_draft(document: Document) -> str:
    return f"{document.number} is {document.state.value}"


def no_draft_help(document: Document) -> str:
    if document.state is DocState.POSTED:
        return f"It was posted by {document.posted_by} and can't be changed any more. A reversal corrects it."
    return "It was cancelled and can't be changed any more. Start a new one."


def own_way(document: Document) -> str:
    return f"{document.number} is a {kind(document.kind).lower()}"


def own_way_help(document: Document) -> str:
    return "It has a screen of its own. Open it from the menu."


def held(document: Document) -> str:
    return f"{document.number} is in use"


def held_by(lease: Lease) -> str:
    who = f"{lease.operator} at {lease.station}" if lease.operator else lease.station
    return f"{who} works on it now. Take it over only if they have left it: they can't go on then."


def take_over() -> str:
    return "Take it over"


def leave() -> str:
    return "Leave it to them"


def left() -> str:
    return "Left as it is"


def left_help(document: Document) -> str:
    return f"{document.number} was not touched."


def lost(number: str) -> str:
    return f"{number} is not yours now"


def lost_to(number: str, lease: Lease | None) -> str:
    """Another works on it since."""
    if lease is None:
        return f"Nothing was changed. {number} was let go meanwhile. Open it again to go on."
    who = f"{lease.operator} at {lease.station}" if lease.operator else lease.station
    return f"Nothing was changed. {who} has it now. Open it again to take it back."


def lost_ended(document: Document) -> str:
    return f"Nothing was changed. {no_draft_help(document)}"


def chosen(number: str, name: str) -> str:
    return f"{number} {name}"


def question_gone() -> str:
    return "Nothing is asked"


def question_gone_help() -> str:
    return "The question was answered already, or dropped by another scan."


def parked(number: str) -> str:
    return f"{number} is parked"


def parked_help() -> str:
    return "All of it is kept. The menu lists it; anybody can go on with it."


def cancelled(number: str) -> str:
    return f"{number} is cancelled"


def cancelled_help() -> str:
    return "Stock was not touched. Its serials are free for other documents."


def handed_over(number: str) -> str:
    return f"{number} is handed over"


def handed_over_help(operator: str) -> str:
    return f"It waits for {operator} in the menu."


def handed_on(giver: str, receiver: str) -> str:
    """Kept with the document when somebody goes on with it."""
    return f"from {giver} to {receiver}" if giver else f"to {receiver}"


def handed_on_help(giver: str, receiver: str) -> str:
    """Told to whoever goes on with it."""
    return f"{giver or 'Somebody'} has handed it over to {receiver}."


def no_operator(why: str) -> str:
    return f"The name {why}."


def not_handed_over() -> str:
    return "Not handed over"


def nothing_to_undo() -> str:
    return "Nothing to undo"


def nothing_to_undo_help(number: str) -> str:
    return f"All steps of {number} are taken back, or it has none yet."


def undone() -> str:
    return "Taken back"


def undone_help(what: str, label: str) -> str:
    return f"{step(what, label)}: that is undone."


def not_undone() -> str:
    return "Not taken back"


def not_undone_help(what: str, label: str, why: str) -> str:
    return f"{step(what, label)} can't be undone. {why}"
