"""What the screens of documents say of their own: titles, keys, how a line stands. Answers are their flows'."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Document, Line
from kiosk.stock.standing import Lack, Standing
from kiosk.wording.answers import amount
from kiosk.wording.documents import kind

_FIRST = 3  # serials of a pattern that are shown before its last one


def title(document: Document) -> str:
    return f"{kind(document.kind)} {document.number}"


def document() -> str:
    """The title until it is known which one."""
    return "Document"


# Lines


def no_lines() -> str:
    return "No line yet: scan a part, or press F3 to find one."


def lines_shown(first: int, last: int, total: int) -> str:
    if total == 0:
        return "no lines"
    if first == 1 and last == total:
        return "1 line" if total == 1 else f"{total} lines"
    return f"lines {first:,}-{last:,} of {total:,}"


def progress(stands: Standing, unit: str) -> str:
    """`12 / 20 pcs` where it is known how many there are to be, else `12 pcs`."""
    if stands.wanted is None:
        return amount(stands.here, unit)
    return f"{amount(stands.here, '')} / {amount(stands.wanted, unit)}"


def lack(stands: Standing) -> str:
    """In words what is not as it is to be; empty where all is."""
    told = amount(stands.by, "")
    match stands.lack:
        case None:
            return "all here" if stands.wanted is not None else ""
        case Lack.MISSING:
            return f"{told} missing"
        case Lack.SURPLUS:
            return f"{told} surplus"
        case Lack.TOO_MANY:
            return f"{told} too many"
        case Lack.UNEXPECTED:
            return "unexpected"


def facts(line: Line, way: Way) -> tuple[str, ...]:
    """Where it lies or goes, and what is noted of it."""
    place = line.at(way)
    told = (
        place.label if place else any_place() if way is Way.OUT and not line.tracking.serial else "",
        *batch(line),
        line.supplier_part.label if line.supplier_part else "",
        line.notes,
    )
    return tuple(filter(None, told)) or ((no_place(),) if way in (Way.IN, Way.BACK) else ())


def batch(line: Line) -> tuple[str, ...]:
    """Its batch, and when that expires."""
    told = (f"batch {line.batch}" if line.batch else "", f"exp {line.expiry:%Y-%m-%d}" if line.expiry else "")
    return tuple(filter(None, told))


def place(line: Line, way: Way) -> str:
    """The path of where it goes or comes from."""
    found = line.at(way)
    if found is not None:
        return found.label.split(" · ", 1)[0]
    return no_place() if way is Way.IN else ""


def any_place() -> str:
    return "from any place"


def no_place() -> str:
    return "no place yet"


def rejected() -> str:
    return "REJECTED"


# Keys


def key_add() -> str:
    return "add"


def key_post() -> str:
    return "post"


def key_park() -> str:
    return "park"


def key_line() -> str:
    return "line"


def key_new_line() -> str:
    return "new line"


def key_find() -> str:
    return "find part"


def key_pick() -> str:
    return "pick list"


def key_quantity() -> str:
    return "quantity"


def key_set(quantity: int) -> str:
    return f"quantity = {quantity:,}"


def key_pattern() -> str:
    return "pattern"


def key_literal() -> str:
    return "one by one"


def key_file() -> str:
    return "file"


def key_done() -> str:
    return "done"


def key_serials() -> str:
    return "serials"


# What the screens ask, and what they offer


def type_quantity(line: Line) -> str:
    unit = f" ({line.unit})" if line.unit else ""
    return f"Quantity of {line.number}{unit}"


def type_operator() -> str:
    return "Name of who goes on with it"


def type_a_list() -> str:
    return "CSV or XLSX file of what is expected"


def not_loaded() -> str:
    return "Nothing is loaded"


def no_line_for_quantity() -> str:
    return "No line to count"


def no_line_for_quantity_help() -> str:
    return "Scan a part first, or press F3 to find one. Then type how many."


def actions() -> str:
    return "What is to be done?"


def actions_help(document: Document) -> str:
    return f"{document.number}: choose by number. Esc goes back."


def act_return(label: str) -> str:
    return f"Return {label}"


def act_serials() -> str:
    return "Serials of this line"


def act_line(line: Line) -> str:
    return f"Edit the line of {line.number}"


def act_reject() -> str:
    return "Reject it: goes to quarantine"


def act_accept() -> str:
    return "Accept it after all"


def act_remove(line: Line) -> str:
    return f"Take out the line of {line.number}"


def as_usual(place: str) -> str:
    """Where a line goes while nobody tells a place."""
    return f"{place}, as usual"


def act_any_line() -> str:
    """The same where there is no line."""
    return "Edit the line"


def act_remove_any() -> str:
    return "Take out the line"


def no_line_for_it() -> str:
    """Why something can't be done with the current line."""
    return "there is no line yet"


def no_serials_for_it() -> str:
    return "no serials are taken on it"


def nothing_comes_in() -> str:
    return "nothing comes in by this document"


def act_head() -> str:
    return "Partner, reference, notes"


def act_list() -> str:
    return "Load a list of what is expected"


def act_hand_over() -> str:
    return "Hand over to another operator"


def act_cancel() -> str:
    return "Cancel the document"


def cancel_question(document: Document) -> str:
    return f"Cancel {document.number}?"


def cancel_help(document: Document) -> str:
    lines = "Its line" if document.lines == 1 else f"Its {document.lines:,} lines"
    return f"{lines} would be given up. This can't be undone." if document.lines else "It can't be opened again."


def yes_cancel() -> str:
    return "Cancel it"


def no_cancel() -> str:
    return "No, go on with it"


def empty(document: Document) -> str:
    return f"{document.number} is empty"


def empty_help() -> str:
    return "Nothing has come into it yet."


def keep_draft() -> str:
    return "Keep it as a draft"


def head_title(number: str) -> str:
    return f"Details of {number}"


def head_saved() -> str:
    return "The details are saved."


def line_title(label: str) -> str:
    return f"Line of {label}"


# Find a part


def type_a_part() -> str:
    return "Type a part's number or name"


def find_title() -> str:
    return "Find a part"


# Serials of a line


WHICH: Mapping[str, str] = MappingProxyType({"here": "here", "missing": "missing", "unexpected": "unexpected"})
NO_SERIALS: Mapping[str, str] = MappingProxyType(
    {
        "here": "No serial is here yet.",
        "missing": "The list names no other serial.",
        "unexpected": "No serial here is unexpected.",
    }
)


def scan_serials(document: Document) -> str:
    return "Scan the serials" if document.way is Way.IN else "Scan the units"


def missing() -> str:
    return "missing"


def unexpected() -> str:
    return "unexpected"


def serials_shown(which: str, first: int, last: int, total: int) -> str:
    if total == 0:
        return f"{WHICH[which]}: none"
    if first == 1 and last == total:
        return f"{WHICH[which]}: {total}"
    return f"{WHICH[which]}: {first:,}-{last:,} of {total:,}"


def type_a_pattern() -> str:
    return "Pattern, then Enter"


def type_a_path() -> str:
    return "File with a serial in each line"


def correct(serial: str) -> str:
    return f"Correct {serial}, then Enter"


def pattern_help() -> str:
    return "SN-001..SN-020 from one to the other · SN-1+4 and 4 more · ~+9 the next 10 · commas between groups"


def gives(count: int) -> str:
    return "1 serial" if count == 1 else f"{count:,} serials"


def first_and_last(first: Sequence[str], count: int, last: str) -> tuple[str, ...]:
    """The first few of a pattern's serials, and its last one."""
    return tuple(first[:count]) if count <= _FIRST + 1 else (*first[:_FIRST], "…", last)
