"""What is said of posting a document: what keeps it from being posted, what it did, and of its reversal."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from kiosk.stock.document_kinds import DocKind, DocState, Way
from kiosk.stock.documents import Document, Line
from kiosk.stock.expected import Difference
from kiosk.stock.operations import Refusal, Why
from kiosk.stock.posting import Code
from kiosk.stock.standing import Standing
from kiosk.stock.statuses import Status
from kiosk.wording import undo
from kiosk.wording.answers import amount, status_within
from kiosk.wording.documents import kind as kind_of

_NAMED = 3  # serials that one sentence names

_LINES: Mapping[Code, str] = MappingProxyType(
    {
        Code.NO_SERIALS: "needs a serial for each unit: scan or type them, or take the line out",
        Code.BATCH: "needs a batch: scan or type it",
        Code.NO_PLACE: "has no place, and the part has no usual one: scan the place",
        Code.ARCHIVED: "is archived: bring the part back, or take the line out",
        Code.UNTRACKED: "keeps no stock: switch that on in the part, or take the line out",
    }
)


# Before it is posted


def no_lines() -> str:
    return "There is nothing to post: scan a part first."


def line(line: Line, code: Code) -> str:
    """What is wrong with a line that needs no figures to be told."""
    return f"{_where(line)} {_LINES[code]}."


def quantity(line: Line) -> str:
    if line.quantity <= 0:
        return f"{_where(line)}: the quantity must be more than 0. Type it, or take the line out."
    most = "whole numbers only" if not line.decimals else f"at most {line.decimals} decimals"
    return f"{_where(line)}: {amount(line.quantity, line.unit)}, but the part has {most}. Type another quantity."


def count(line: Line) -> str:
    """Serials and quantity differ: both numbers."""
    serials = "1 serial" if line.serials == 1 else f"{line.serials:,} serials"
    what = "Scan the rest" if line.serials < line.quantity else "Take some out"
    told = f"{_where(line)}: {serials}, but the quantity is {amount(line.quantity, line.unit)}."
    return f"{told} {what}, or F6 (NEXT) sets the quantity to {line.serials:,}."


def place(line: Line, code: Code) -> str:
    found = line.place or line.usual
    label = found.label if found is not None else ""
    why = "is only a group of places and holds no stock" if code is Code.STRUCTURAL else "is archived"
    return f"{_where(line)}: {label} {why}. Scan another place."


def insufficient(line: Line, have: Decimal) -> str:
    where = f" in {line.place.label}" if line.place is not None else ""
    batch = f" of batch {line.batch}" if line.batch else ""
    there = amount(have, line.unit) if have else "nothing"
    return f"{_where(line)}: {amount(line.quantity, line.unit)} wanted, {there}{batch} available{where}. Type less."


def unavailable(serial: str, status: Status, place: str, way: Way) -> str:
    told = f"{serial} is {status_within(status)}{f' in {place}' if place else ''}"
    if way is Way.BACK:
        return f"{told}, so it can't come back. Take it out of the document."
    return f"{told} by now, so it can't go out. Take it out, and choose another unit."


def elsewhere(serial: str, place: str, told: str) -> str:
    """A unit lies in one place, its line says another."""
    path = told.split(" · ", 1)[0]
    return f"{serial} is in {place}, not in {path}. Choose another unit, or another place for the line."


def taken(serial: str, why: str) -> str:
    return f"{serial} {why}. Take it out of the document."


def more(count: int) -> str:
    return f"And {count:,} more like these."


def missing(document: Document, found: Difference, serials: Sequence[str]) -> str:
    """There is less than a list says; `serials` are some of those that it names."""
    is_one = found.came == 1
    did = {Way.OUT: "goes out" if is_one else "go out", Way.BACK: "has come back" if is_one else "have come back"}
    here = did.get(document.way, "has come" if is_one else "have come")
    told = f"{amount(found.came, '')} of {amount(found.expected, found.unit)} {here}"
    named = f", missing: {_names(serials, found.missing)}" if found.named else ""
    rest = " The rest stays open." if document.way is Way.IN and document.source is not None else ""
    return f"{found.number}: {told}{named}.{rest}"


def surplus(found: Difference) -> str:
    over = amount(found.surplus, found.unit)
    return f"{found.number}: {over} more than the {amount(found.expected, '')} expected."


def other_batch(line: Line, stands: Standing) -> str:
    """Of a batch there is more or less than the list has, and of another one of the part it is the other way round."""
    assert stands.wanted is not None
    told = f"{amount(stands.here, '')} where the list has {amount(stands.wanted, line.unit)}"
    return f"{_where(line)}, batch {line.batch}: {told}."


def unexpected(found: Difference, serials: Sequence[str]) -> str:
    """Of a part that is not on the list, or units of it that are not."""
    what = _names(serials, found.unexpected) if found.named else amount(found.unexpected, found.unit)
    return f"{found.number}: {what}, not on the list."


def expired(line: Line, day: date) -> str:
    return f"{_where(line)}: it expired on {day:%Y-%m-%d}."


def repaired(serial: str, number: str) -> str:
    return f"{serial} is here for repair {number}, which stays open when it goes out."


def _names(serials: Sequence[str], total: Decimal) -> str:
    return undo.listed(serials[:_NAMED], int(total))


def _where(line: Line) -> str:
    return f"Line {line.position}, {line.number}"


# Posted, or not


def not_posted(number: str) -> str:
    return f"{number} is not posted"


def not_posted_help(first: str, others: int) -> str:
    if not others:
        return first
    return f"{first} {others:,} more thing{'' if others == 1 else 's'} to put right."


def posted(number: str) -> str:
    return f"{number} is posted"


_DONE = {Way.IN: "came in", Way.OUT: "went out", Way.BACK: "came back"}


def posted_help(way: Way, lines: int, units: int, made: str) -> str:
    """How much moved; `made` is the number of the warehouse document that an invoice was posted with."""
    serials = "" if not units else ", 1 unit with its serial" if units == 1 else f", {units:,} units with serials"
    by = f" by {made}" if made else ""
    return f"{_lines(lines)}{serials} {_DONE[way]}{by}."


def ordered_help(lines: int) -> str:
    return f"{_lines(lines)} ordered. A goods receipt started from it takes them in."


def left_help(kind: DocKind, made: str) -> str:
    """An invoice without its stock."""
    return f"Stock has not moved yet: {kind_of(kind).lower()} {made} is open for that."


def stopped() -> str:
    return "Nothing was changed, it is a draft as before."


def overtaken() -> str:
    return "Another station was faster with this stock. Nothing was posted: look at the document, and post it again."


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count:,} lines"


# Taken back


def reverses(document: Document) -> str:
    return f"Reverse {document.number}"


_REVERSES = {
    Way.IN: "Received units become void, their serials free.",
    Way.OUT: "What went out is in stock again, where it was.",
    Way.BACK: "What came back is out again.",
    Way.OWN: "Stock is as it was before then.",
}


def reverses_help(way: Way, movements: int, documents: Sequence[str]) -> str:
    """What a reversal takes back; `documents` are those that were posted together."""
    both = f" of {' and '.join(documents)}" if len(documents) > 1 else ""
    return f"Takes back {undo.movements(movements)}{both}. {_REVERSES[way]}"


def reversed_(number: str) -> str:
    return f"{number} is reversed"


def reversed_help(documents: Sequence[str]) -> str:
    together = f" {' and '.join(documents)} went together." if len(documents) > 1 else ""
    return f"Stock is as it was before.{together}"


def not_reversed(number: str) -> str:
    return f"{number} can't be reversed"


def not_reversible(document: Document) -> str:
    """It is a draft, or was cancelled."""
    if document.state is DocState.CANCELLED:
        return "It has been cancelled already."
    return "It is not posted. Only a posted document can be reversed."


def opens_again(number: str) -> str:
    return f"Open {number} again"


def opens_again_help() -> str:
    return "The repair was completed, and is open again then."


def is_open_again(number: str) -> str:
    return f"{number} is open again"


def is_open_again_help() -> str:
    return "More parts can be used, and others taken out."


def own_way(number: str) -> str:
    return f"{number} has its own screen, and is not posted as a document. Open it from the menu."


def cancels(document: Document) -> str:
    return f"Cancel {document.number}"


def cancels_help(document: Document) -> str:
    """It has moved no stock itself, and nothing that it has made does."""
    if document.kind is DocKind.ORDER:
        return "No more of it is expected then. What has come stays."
    return "It has moved no stock, and none will move by it."


def cancelled(number: str) -> str:
    return f"{number} is cancelled"


def cancelled_help(document: Document) -> str:
    if document.kind is DocKind.ORDER:
        return "What was still to come is not expected any more."
    return "No stock has moved, and none will by it."


def not_cancelled(number: str) -> str:
    return f"{number} can't be cancelled"


def all_as_it_was(number: str) -> str:
    """A count that has found all as the books had it."""
    return f"{number} has changed no stock: there is nothing to take back."


def draft_first(number: str) -> str:
    return f"{number} is open for it. Post or cancel that first."


def reverse_first(number: str) -> str:
    return f"{number} has moved its stock. Reverse that first."


def why(refusal: Refusal) -> str:
    """Why a posted document can't be taken back, naming what has moved on."""
    match refusal.why:
        case Why.UNDONE:
            return "It has been reversed already."
        case Why.MOVED_ON:
            names = undo.listed([thing.label for thing in refusal.things], refusal.total)
            later = undo.later(refusal)
            return f"{undo.moved_on(refusal.total)} since: {names}. Take back what came later first{later}."
        case _:
            return undo.why(refusal)


def no_document() -> str:
    return "No such document"


def no_document_help() -> str:
    return "It is not in the store any more."
