"""What the station answers while a scan list is worked on: scans, marks, quantities, steps taken back."""

from kiosk.stock.scan_lists import MOST, ListRow, ScanList
from kiosk.stock.thing import Kind, Thing
from kiosk.wording import lists_rows

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def default_name(number: int, month: int, day: int) -> str:
    """`List 3 · 21 Nov`; the month counts from 1."""
    return f"List {number} · {day} {_MONTHS[month - 1]}"


# Opening and leaving it


def opened(one: ScanList) -> str:
    return one.name


def opened_help(one: ScanList) -> str:
    if one.closed:
        return f"Closed, {lists_rows.size(one)}. F7 opens it again."
    if not one.total:
        return "Scan what belongs in it."
    return f"{lists_rows.size(one)}. Scan more, or choose what to do with them."


def unknown_help(invalid: str, *, opened: bool) -> str:
    """`invalid` says what is wrong with the code, if known; `opened`: a list is, where a thing may get the code."""
    if opened:
        return invalid or "Nothing has this code. F4, then 5, gives it to a thing; F3 finds the thing by its name."
    return invalid or "Nothing has this code. Scan what has one: a list begins with it. F6 begins an empty one."


def no_list() -> str:
    return "No such list"


def no_list_help() -> str:
    return "It is not in the store any more. Choose another one, or begin one."


def not_open() -> str:
    return "Not open yet"


def not_open_help() -> str:
    return "The list is being read. Scan again in a moment."


def closed(one: ScanList) -> str:
    return f"{one.name} is closed"


def closed_help() -> str:
    return "It stays among the closed lists. Undo opens it again."


def is_closed_help(one: ScanList) -> str:
    return f"{one.used_by} closed it, so nothing can be changed in it. Undo opens it again."


def left(one: ScanList) -> str:
    return f"{one.name} is kept"


def left_help() -> str:
    return "It waits among the open lists."


def dropped() -> str:
    return "Nothing was kept"


def dropped_help() -> str:
    return "There was nothing in the list."


# Scans


def added(row: ListRow, total: int) -> str:
    """`Row 12. 250 pcs · MAIN/A/03 · In stock`."""
    told = lists_rows.told(row)
    return f"Row {total:,}. {told}" if told else f"Row {total:,}."


def again(row: ListRow, number: int, since: str) -> str:
    """`since` is a time of the day, or a date."""
    told = lists_rows.told(row)
    return f"In the list since {since}, row {number:,}." + (f" {told}" if told else "")


def full() -> str:
    return "The list is full"


def full_help() -> str:
    return f"A list has at most {MOST:,} rows. Begin another one."


def question_gone() -> str:
    return "Nothing is asked"


def question_gone_help() -> str:
    return "The question was put away by what came after it. Scan the thing again."


# One row


def chosen(row: ListRow) -> str:
    return lists_rows.told(row)


def no_row() -> str:
    return "No row is chosen"


def no_row_help() -> str:
    return "Scan a thing of the list, or choose its row."


def row_gone() -> str:
    return "Not in the list"


def row_gone_help() -> str:
    return "It has been taken out meanwhile. Choose another row."


def quantity_set(row: ListRow) -> str:
    return lists_rows.told(row) if row.quantity is not None else f"All of it is meant. {lists_rows.told(row)}"


def quantity_again() -> str:
    return "That quantity is told already."


def no_quantity() -> str:
    return "It has no quantity"


def no_quantity_help(row: ListRow) -> str:
    if row.serial:
        return f"{row.title} is one unit: all of it is meant."
    return "Of a location or a document all is meant. Expand it to tell quantities of what it stands for."


def bad_quantity() -> str:
    return "Not a quantity"


# Marks


def marked(count: int, one: ScanList) -> str:
    return f"{lists_rows.rows(count)} marked: {one.marked:,} of {one.total:,} are."


def unmarked(count: int, one: ScanList) -> str:
    return f"The mark is off {lists_rows.rows(count)}: {one.marked:,} of {one.total:,} are marked."


def marked_before(*, on: bool) -> str:
    return "Marked already." if on else "Nothing is marked there."


def mark() -> str:
    return "Marked"


def unmark() -> str:
    return "Not marked"


def nothing_there() -> str:
    return "The list is empty"


def nothing_there_help() -> str:
    return "Scan what belongs in it."


# Rows that go and come


def nothing_marked() -> str:
    return "Nothing is marked"


def nothing_marked_help() -> str:
    return "Mark the rows that are to go first."


def removed(count: int) -> str:
    return f"{lists_rows.rows(count)} out"


def removed_help(one: ScanList) -> str:
    return f"{lists_rows.size(one)} left. Stock is as it was; undo brings the rows back."


def expanded(count: int) -> str:
    return f"{lists_rows.rows(count)} in its place"


def expanded_help(row: ListRow, there: int, one: ScanList) -> str:
    """`there` is how many of them were in the list already."""
    before = (
        "" if not there else " 1 was in the list already." if there == 1 else f" {there:,} were in the list already."
    )
    return f"{row.title}: {lists_rows.size(one)} now.{before}"


def not_expanded() -> str:
    return "Nothing to expand"


def not_expanded_help(row: ListRow) -> str:
    return f"{row.title} stands for itself. Only a location or a document stands for other stock."


def stands_for_nothing(row: ListRow) -> str:
    if row.thing.kind is Kind.LOCATION:
        return f"No stock lies in {row.title}."
    return f"{row.title} has moved no stock that is still there."


def too_many_help(row: ListRow, count: int) -> str:
    many = f"more than {MOST:,}" if count > MOST else f"{count:,}"
    return f"{row.title} has {many} stock items, and a list has at most {MOST:,} rows. Expand smaller places."


# What is done to stock


def acted(text: str, to: Thing | None, document: Thing | None) -> str:
    """What undo takes back: `12 moved to MAIN/A`, `3 issued in GI-1-4`."""
    told = f"{text} to {to.label}" if to is not None else text
    return f"{told} in {document.label}" if document is not None else told


def nothing_done() -> str:
    return "Nothing was done"


def as_wanted(count: int) -> str:
    return "It is so already." if count == 1 else f"All {count:,} are so already."


def refused(label: str, why: str, count: int, total: int) -> str:
    """The first of `count` refusals."""
    told = f"{label}: {why}" if label else why
    return told if total == 1 else f"{count:,} of {total:,} can't be. {told}"


# The list itself


def renamed(one: ScanList) -> str:
    return one.name


def renamed_help() -> str:
    return "The list is called so now."


def renamed_before() -> str:
    return "It is called so already."


def no_name() -> str:
    return "Not a name"


# Taking steps back

_STEPS = {
    "added": "adding {}",
    "quantity": "the quantity of {}",
    "marked": "marking {}",
    "unmarked": "unmarking {}",
    "removed": "taking out {}",
    "expanded": "expanding {}",
    "renamed": "renaming it {}",
    "closed": "closing {}",
    "coded": "the code {}",
}


def step(what: str, label: str) -> str:
    """What undo takes back: `taking out 3 rows`, `move to MAIN/A/03: 12 done`."""
    return _STEPS[what].format(label) if what in _STEPS else label


def undone() -> str:
    return "Undone"


def undone_help(what: str, label: str, before: str) -> str:
    """`before` says that what it did outside of the list had been taken back before, empty where it had not."""
    return f"Taken back: {step(what, label)}." + (f" {before}" if before else "")


def nothing_to_undo() -> str:
    return "Nothing to undo"


def nothing_to_undo_help(one: ScanList) -> str:
    return f"{one.name} is as it was begun."


def not_undone() -> str:
    return "Can't be undone"


def not_undone_help(what: str, label: str, why: str) -> str:
    return f"{why} It stays: {step(what, label)}."


def draft_ended(number: str, *, before: bool) -> str:
    """`before`: what it was added to does not count any more."""
    if before:
        return f"{number} is cancelled or reversed already."
    return f"{number} is no draft any more. Reverse the document first."


def draft_changed(number: str) -> str:
    return f"{number} was changed since. Take it back there, in the draft."


def draft_without(number: str) -> str:
    return f"It was taken out of {number} already."


def draft_held(number: str, station: str) -> str:
    return f"{number} is worked on at {station}. Leave it there first."


def code_off_already() -> str:
    return "The code was taken off already."
