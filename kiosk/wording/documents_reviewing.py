"""What is said before a document is posted, and while it is."""

from collections.abc import Sequence

from kiosk.stock.document_kinds import RULES
from kiosk.stock.document_lists import Source
from kiosk.stock.documents import Document, Line
from kiosk.stock.posting import Trouble
from kiosk.wording import documents_list
from kiosk.wording.documents import kind as kind_of


def title(number: str) -> str:
    return f"Post {number}"


def reading() -> str:
    return "Looking through all of it"


def question(document: Document) -> str:
    return f"Post {document.number}?"


def question_help(document: Document, warnings: int, *, moves: bool) -> str:
    """`moves`: an invoice moves stock when it is posted, by the document that it makes."""
    lines = "1 line" if document.lines == 1 else f"{document.lines:,} lines"
    look = (
        "" if not warnings else " 1 thing to look at below." if warnings == 1 else f" {warnings:,} things to look at."
    )
    made = RULES[document.kind].makes
    along = (
        "" if made is None else f" A {kind_of(made).lower()} {'is posted with it' if moves else 'is left to be done'}."
    )
    return f"{lines}.{along}{look} F5 posts, Esc goes back."


def not_ready(document: Document) -> str:
    return "Not ready yet"


def not_ready_help(faults: Sequence[Trouble]) -> str:
    things = "1 thing" if len(faults) == 1 else f"{len(faults):,} things"
    where = " Enter goes to the line." if any(fault.line is not None for fault in faults) else ""
    return f"{things} to put right first.{where}"


def taken(line: Line, sources: Sequence[Source]) -> str:
    """From where the stock of a line that names no place will be taken."""
    return f"{line.number}: {documents_list.sources(sources, line.unit)}"


def facts(line: Line) -> str:
    """The batch of a line and when that expires."""
    batch = f"batch {line.batch}" if line.batch else ""
    expiry = f"expires {line.expiry:%Y-%m-%d}" if line.expiry else ""
    return f"{line.number}: {', '.join(filter(None, (batch, expiry)))}"


def no_document() -> str:
    return "No such document"


def no_document_help() -> str:
    return "It is not in the store any more."


def scan_refused() -> str:
    return "Posting is open"


def scan_refused_help(*, ready: bool) -> str:
    """`ready` where nothing keeps it from being posted."""
    return f"{'F5 posts, ' if ready else ''}Esc goes back to scan on. Nothing was done with this scan."


def posting(done: float) -> str:
    return f"{int(done * 100)} %"


def posting_help() -> str:
    return "Posting. Esc stops it, and nothing is changed then."


def stopped() -> str:
    return "Stopped"


def key_post() -> str:
    return "post"


def key_stop() -> str:
    return "stop"


def key_line() -> str:
    return "go to the line"
