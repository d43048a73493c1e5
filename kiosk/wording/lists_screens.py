"""What the screens of scan lists say of their own: titles, keys, what is offered. Answers are their flows'."""

from kiosk.stock.acting import Action
from kiosk.stock.scan_lists import ListRow, ScanList
from kiosk.wording.lists_rows import rows, size

# The lists


def lists_title(*, closed: bool) -> str:
    return "Closed lists" if closed else "Scan lists"


def scan_to_begin() -> str:
    return "Scan anything"


def scan_to_begin_help() -> str:
    return "It begins a new list. Or choose a list to go on with."


def no_lists(*, closed: bool) -> str:
    return "No list was closed yet." if closed else "No list is open. Scan something, or press F6."


def lists_shown(first: int, last: int, total: int) -> str:
    if total == 0:
        return "no lists"
    if first == 1 and last == total:
        return "1 list" if total == 1 else f"{total} lists"
    return f"lists {first:,}-{last:,} of {total:,}"


def reopen(one: ScanList) -> str:
    return f"Open {one.name} again?"


def reopen_help(one: ScanList) -> str:
    return f"{size(one)}. It is worked on again then."


def yes_reopen() -> str:
    return "Open it again"


def no_reopen() -> str:
    return "Leave it closed"


def key_new() -> str:
    return "new"


def key_closed(*, closed: bool) -> str:
    """What F3 shows instead."""
    return "open lists" if closed else "closed lists"


# One list


def list_title() -> str:
    """The title until it is known which one."""
    return "Scan list"


def no_rows() -> str:
    return "Nothing in it yet: scan things, or press F3 to find one."


def rows_shown(first: int, last: int, total: int, marked: int) -> str:
    told = f" · {marked:,} marked" if marked else ""
    if total == 0:
        return "no rows"
    if first == 1 and last == total:
        return f"{rows(total)}{told}"
    return f"rows {first:,}-{last:,} of {total:,}{told}"


def key_mark(*, marked: bool) -> str:
    return "unmark" if marked else "mark"


def key_do() -> str:
    return "do"


def key_more() -> str:
    return "row, list"


def key_leave() -> str:
    return "leave"


def key_find() -> str:
    return "find"


def key_export() -> str:
    return "labels, export"


def key_quantity() -> str:
    return "quantity"


def type_quantity(row: ListRow) -> str:
    unit = f" ({row.unit})" if row.unit else ""
    return f"Quantity of {row.title}{unit}"


def type_name() -> str:
    return "Name of the list"


def type_file() -> str:
    return "File: .csv, .xlsx or .json"


def no_row() -> str:
    return "No row"


def no_row_help() -> str:
    return "Scan a thing first, or press F3 to find one."


# What is to be done


def do_what(one: ScanList) -> str:
    """The question which action; all rows are meant where none is marked."""
    if one.marked:
        return f"Do what with {one.marked:,} marked?"
    return f"Do what with {rows(one.total)}?"


def do_what_help() -> str:
    return "Nothing is done before you have seen it."


_ACTS = {
    Action.MOVE: "Move to a place",
    Action.COUNT: "Count: set the quantity",
    Action.ADD: "Add to the quantity",
    Action.REMOVE: "Take off the quantity",
    Action.STATUS: "Change the status",
    Action.BATCH: "Batch: assign or clear",
    Action.EXPIRY: "Expiry: set or clear",
    Action.MERGE: "Merge what is alike",
    Action.SPLIT: "Split some off",
    Action.ISSUE: "Issue",
    Action.RETURN: "Take back (return)",
}


def act(action: Action) -> str:
    return _ACTS[action]


def batch_or_expiry() -> str:
    return "Batch or expiry"


def merge_or_split() -> str:
    return "Merge or split"


def the_rest() -> str:
    return "This row, or the list itself"


# The row, and the list


def more(one: ScanList) -> str:
    return one.name


def more_help(row: ListRow | None) -> str:
    return "Choose by number." if row is None else f"The row: {row.title}"


def look_again() -> str:
    return "Look up again"


def open_it() -> str:
    return "Open it"


def take_out() -> str:
    return "Take out the row"


def take_out_marked(count: int) -> str:
    return f"Take out the {count:,} marked" if count > 1 else "Take out the marked row"


def expand() -> str:
    return "Rows of what it stands for"


def mark_all() -> str:
    return "Mark all"


def mark_none() -> str:
    return "Take all marks off"


def assign_codes(marked: int) -> str:
    if not marked:
        return "Codes from this row on"
    return f"Codes for the {marked:,} marked" if marked > 1 else "Codes for the marked row"


def assign_last() -> str:
    return "Assign the last code"


def rename() -> str:
    return "Name the list"


def export() -> str:
    return "Print labels, or export to a file"


def close() -> str:
    return "Close the list"


def no_row_for_it() -> str:
    return "there is no row yet"


def nothing_marked() -> str:
    return "no row is marked"


def stands_for_itself() -> str:
    return "only of a place or a document"


def nothing_in_it() -> str:
    return "nothing is in the list"


def close_question(one: ScanList) -> str:
    return f"Close {one.name}?"


def close_help(one: ScanList) -> str:
    return f"{size(one)}. It stays among the closed lists; stock is as it is."


def yes_close() -> str:
    return "Close it"


def no_close() -> str:
    return "Keep it open"


# Finding


def find_title() -> str:
    return "Find a thing"


def find_label() -> str:
    return "Type a number, a name or a place"


# Export


def export_what(one: ScanList) -> str:
    return f"Labels or a file of {one.name}"


def export_help() -> str:
    return "Into which file? Or print labels."


def another_file() -> str:
    return "Another name"


def no_ending() -> str:
    return "Which kind of file?"


def no_ending_help(name: str) -> str:
    return f"{name} has no ending that is known. End it in .csv, .xlsx or .json."


def file(name: str) -> str:
    return name


def exporting(name: str, path: str) -> str:
    return f"{name} into {path}"


def so_far(done: float) -> str:
    return f"{int(done * 100)} % written. Esc cancels."


# Help


def help_lists() -> tuple[str, ...]:
    return (
        "Lists that wait to be gone on with, at whichever station they were begun, the one that was used last first. A "
        "digit or Enter opens one.",
        "Scan anything here: a new list begins with it. F6 begins an empty one.",
        "F3 shows the lists that were closed; one of them can be opened again.",
    )


def help_list() -> tuple[str, ...]:
    return (
        "Scan what belongs together: parts, units, places, documents. A place stands for all that lies in it. What is "
        "in the list already is answered amber, and its row becomes the current one. Each scan is kept before its "
        "green light: a power cut loses nothing.",
        "F5 has what can be done with the marked rows, or with all where none is marked: move, count, add, take off, "
        "status, batch, expiry, merge, split, issue, take back. You see what becomes of each before it is done, and "
        "F7 takes it back afterwards.",
        "The arrows choose a row. F6 marks it, digits tell how much of it is meant, Enter opens it. F4 has more for "
        "the row and for the list: take out, expand, mark all, name, labels and export, close. Its 5 goes through the "
        "marked rows, or those from the current one on: one is shown, you scan its code, and the next one comes. F8 "
        "exports the list, and prints labels of the marked rows or of all.",
        "F3 finds a thing by typing. F7 takes back the last step, and says before which one that is. Esc leaves: the "
        "list waits as it is, and several can wait at once.",
        "By scanner: the codes for move, issue, return and count begin that at once; done offers what can be "
        "done, ×N is the quantity of the row. The code for a row chooses one that is in sight by its number, and marks "
        "it when it is scanned again; next turns the page.",
    )


def help_find() -> tuple[str, ...]:
    return (
        "Type a piece of a number, a name or a place; Enter puts the one under the cursor into the list. Esc goes "
        "back. A scan goes back, too, and comes into the list.",
    )


def help_form() -> tuple[str, ...]:
    return (
        "What is needed for it. A place can be scanned, and so can an open document that the things are to be added "
        "to; when nothing is missing any more you see what would be done. The code ×N sets the quantity.",
        "F5 shows what becomes of each thing, and asks once more. Esc goes back to the list.",
    )


def help_review() -> tuple[str, ...]:
    return (
        "Each row says what becomes of it. What can't be done stands first, with the reason and what to do. F5 does "
        "all of it at once, or nothing; so does the code for done, and scanning the place once more.",
        "Where something can't be done, F6 (or the code to confirm) does the rest and leaves that. Esc goes back, and "
        "nothing has changed.",
        "While it is done, Esc stops it, and all is as it was.",
    )


def help_report() -> tuple[str, ...]:
    return (
        "What became of each: what was left stands first, with the reason. The next scan goes into the list.",
        "Esc goes back to the list. F7 takes all of it back, and asks before.",
    )


def help_export() -> tuple[str, ...]:
    return (
        "The rows of the list become a file: what each is, how much of it is meant, where it is and how it stands. "
        "Esc stops it, and no part of the file is left.",
    )
