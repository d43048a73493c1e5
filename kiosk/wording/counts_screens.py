"""What the screens of counts say of their own: titles, keys, rows, what is offered. Answers are their flows'.

The review's own is in `kiosk.wording.counts_review`.
"""

from kiosk.stock.counts import Count, Counted, OpenCount
from kiosk.stock.thing import Thing
from kiosk.wording.answers import amount
from kiosk.wording.counting import scope

# The counts


def counts_title() -> str:
    return "Counts"


def scan_to_begin() -> str:
    return "Scan a place or a part"


def scan_to_begin_help() -> str:
    return "A new count of it begins. Or choose one to go on with."


def no_counts() -> str:
    return "Nothing was counted yet. Scan a shelf, or press F6."


def counts_shown(first: int, last: int, total: int) -> str:
    if total == 0:
        return "no counts"
    if first == 1 and last == total:
        return "1 count" if total == 1 else f"{total} counts"
    return f"counts {first:,}-{last:,} of {total:,}"


def key_new() -> str:
    return "new count"


def begins(label: str) -> str:
    return f"{label} is to be counted."


def opens() -> str:
    return "This count is gone on with."


def nothing_to_count() -> str:
    return "Nothing to count"


def nothing_to_count_help() -> str:
    return "Scan a place or a part to be counted, or the number of a count. Or begin with F6."


def several_things() -> str:
    return "Several things"


def several_things_help() -> str:
    return "Several things have this code. Begin with F6, and choose in the form what is counted."


def what(value: Thing | None) -> str:
    """What is counted, without the name that a place has beside its path."""
    return scope(value).partition(" · ")[0]


def far(one: OpenCount) -> str:
    """`2 places, 14 found`."""
    return f"{_number(one.places, 'place', 'places')}, {found(one)}"


def found(one: OpenCount) -> str:
    return f"{one.entries:,} found"


def blind() -> str:
    return "blind"


# Begin one


def start_title() -> str:
    return "New count"


def start_hint() -> str:
    return "Scan what is counted. Nothing: the whole store."


def key_begin() -> str:
    return "begin"


# One count


def count_title() -> str:
    return "Count"


def title(count: Count, place: Thing | None) -> str:
    """`SC-1-4 MAIN/A/01`: the place is what must never be mistaken."""
    return count.document.number if place is None else f"{count.document.number} {place.label}"


def not_read() -> str:
    return "Reading the count …"


def nothing_here(place: Thing | None) -> str:
    return "No place yet: scan the one where you begin." if place is None else "Nothing was counted here yet."


def entries_shown(first: int, last: int, total: int) -> str:
    told = f"{total:,} counted here"
    return told if last - first + 1 >= total else f"{told}, {first:,}-{last:,}"


def place_so_far(here: int, due: int | None) -> str:
    """`3 / 12 found`: things that were found at a place, of the stock items that the books have there."""
    return f"{here:,} found" if due is None else f"{here:,} / {due:,} found"


def counted_so_far(one: Counted) -> str:
    """`3 / 12 pcs`, or `3 pcs` where it is not told what is expected."""
    if one.expected is None:
        return amount(one.quantity, one.unit)
    return f"{amount(one.quantity, '')} / {amount(one.expected, one.unit)}"


def entry_label(one: Counted) -> str:
    """What an entry is of, in a few characters: a serial, the part's number and batch, a code that nothing has."""
    if one.code or one.serial:
        return one.code or one.serial
    return f"{one.number} {one.batch}" if one.batch else one.number


def entry_about(one: Counted) -> str:
    if one.code:
        return unknown_code()
    return f"{one.number} {one.name}" if one.serial else one.name


def entry_amount(one: Counted) -> str:
    """What stands at the right of an entry's row."""
    if one.code:
        return "unknown"
    return "" if one.serial else amount(one.quantity, one.unit)


def unknown_code() -> str:
    return "unknown code"


def chosen(one: Counted) -> str:
    """What is said of the entry that the cursor was moved to."""
    if one.code:
        return "An unknown code: set it aside. F4 leaves it out of the count."
    if one.serial:
        return f"{one.number} {one.name}: counted here."
    return f"{one.name}: {amount(one.quantity, one.unit)} counted here. Type digits where there is another number."


def count_here() -> str:
    return "Scan all that is here."


def no_quantity() -> str:
    return "Nothing to set"


def no_quantity_help(one: Counted | None) -> str:
    if one is None:
        return "Scan a part without serials first, or press F3 to find one. Then type how much there is."
    return "It counts once. Scan a part without serials, then type how much there is of it."


def type_quantity(one: Counted) -> str:
    """The label of the field in which a quantity is typed."""
    unit = f" ({one.unit})" if one.unit else ""
    return f"How much {entry_label(one)}{unit} in all"


def type_batch() -> str:
    return "The batch on the label"


def key_review() -> str:
    return "review"


def key_quantity() -> str:
    return "quantity"


def key_batch() -> str:
    return "type batch"


def actions() -> str:
    return "What is to be done?"


def actions_help(number: str) -> str:
    return f"{number}: choose by number. Esc goes back."


def act_leave_out(one: Counted | None) -> str:
    return "Leave out what was counted" if one is None else f"Leave out {entry_label(one)}"


def act_place() -> str:
    return "Count at another place"


def act_hand_over() -> str:
    return "Hand over to another operator"


def act_cancel() -> str:
    return "Cancel the count"


def nothing_counted() -> str:
    """Why nothing can be left out."""
    return "nothing was counted here yet"


def cancel_question(number: str) -> str:
    return f"Cancel {number}?"


def cancel_help(count: Count) -> str:
    if not count.entries:
        return "It can't be opened again."
    return f"What was counted, {_number(count.entries, 'thing', 'things')}, would be given up. This can't be undone."


def yes_cancel() -> str:
    return "Cancel it"


def no_cancel() -> str:
    return "No, go on with it"


def empty(number: str) -> str:
    return f"{number} is empty"


def empty_help() -> str:
    return "Nothing was counted yet."


def keep_draft() -> str:
    return "Keep it to go on with"


def forgotten() -> str:
    return "Left out"


def forgotten_help(step: str) -> str:
    """`step` is what the entry said: `12 pcs RES-10K at MAIN/A`."""
    return f"{step}: that does not count any more."


def entry_gone() -> str:
    return "Nothing to leave out"


def entry_gone_help() -> str:
    return "This entry does not count any more. Look at the list again."


# Find a place


def find_place_title() -> str:
    return "Find a place"


def type_a_place() -> str:
    return "Type a place's path or name"


def _number(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


# Help


def help_counts() -> tuple[str, ...]:
    return (
        "The counts that are open stand first, each with what is counted, how far it is and who works on it; below "
        "them those that were posted. Enter goes on with an open one, and opens the card of a posted one.",
        "Scan a shelf or a part to begin a count of it, or press F6 and choose. The number of a count on paper opens "
        "that count.",
    )


def help_start() -> tuple[str, ...]:
    return (
        "What is counted: a place with all that lies below it, one part wherever it lies, or, with both left empty, "
        "the whole store. The place or the part can be scanned.",
        "A blind count tells nobody what the books expect before it is reviewed.",
        "F5 or the code for done begins. Other work in the warehouse goes on: what is moved after it was counted is "
        "pointed out in the review.",
    )


def help_count() -> tuple[str, ...]:
    return (
        "Scan a place, then all that is there: each serial once, each part without serials by its code, one scan a "
        "piece or a pack. Or scan it once, type how much there is, and Enter. Then scan the next place.",
        "A place counts once it was scanned. What the books have there and you have not found is missing then; places "
        "that you do not go to are left alone. An unknown code is noted with the count: set the thing aside.",
        "The arrows make another entry the current one. F3 finds a part by its name, F2 types a code, F4 leaves an "
        "entry out, goes to another place, hands the count over or cancels it. F7 takes the last entry back, and says "
        "first which one that is.",
        "By scanner: the code of a row makes it the current one, and scanned once more offers what F4 does. Reject "
        "leaves it out.",
        "Each scan is kept before its green light. Esc parks the count, and the menu lists it. F5 reviews: nothing in "
        "stock changes before that is posted.",
    )


def help_find() -> tuple[str, ...]:
    return ("Type some of the path or the name, choose with the arrows, and Enter counts there. Esc goes back.",)
