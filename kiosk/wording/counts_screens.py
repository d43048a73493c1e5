"""What the screens of counts say of their own: titles, keys, rows, what is offered. Answers are their flows'."""

from kiosk.stock.counts import Count, Counted, Difference, Differs, OpenCount, Summary
from kiosk.stock.thing import Thing
from kiosk.wording.answers import amount
from kiosk.wording.counting import scope
from kiosk.wording.counting_posting import kind

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


# The review


def review_title(number: str) -> str:
    return f"Review {number}".strip()


def reading() -> str:
    return "Holding it against the books …"


def all_differences() -> str:
    return "All differences"


def kind_of(value: Differs, total: int) -> str:
    return f"{kind(value)}: {total:,}"


def all_of(total: int) -> str:
    return f"{all_differences()}: {total:,}"


def which_kind() -> str:
    return "Which are to be shown?"


def which_kind_help() -> str:
    return "Choose by number. Esc goes back."


def differences_shown(which: Differs | None, total: int) -> str:
    """The heading of the list."""
    if which is not None:
        return kind_of(which, total)
    return "no differences" if not total else "1 difference" if total == 1 else f"{total:,} differences"


def rows_shown(told: str, first: int, last: int, total: int) -> str:
    return told if last - first + 1 >= total else f"{told}, rows {first:,}-{last:,} of {total:,}"


def no_differences(which: Differs | None) -> str:
    return "All is as the books say." if which is None else "There is none of this kind."


_SHORT = {
    Differs.MISSING: "missing",
    Differs.FOUND: "was lost",
    Differs.MOVED: "moved",
    Differs.STRANGER: "unknown",
    Differs.UNEXPECTED: "not on hand",
    Differs.ELSEWHERE: "elsewhere",
    Differs.UNCOUNTED: "not counted",
    Differs.MATCH: "as expected",
}


def in_short(one: Difference) -> str:
    """What is the matter with it, as a row has room for: `missing`, `4,999 less`, `left out`."""
    if one.left:
        return "left out"
    by = one.counted - one.expected
    match one.kind:
        case Differs.SHORT:
            return f"{amount(-by, '')} less"
        case Differs.OVER:
            return f"{amount(by, '')} more"
    return _SHORT[one.kind]


def expected_counted(one: Difference) -> str:
    """`expected 12 pcs, counted 14 pcs`; of what is no stock only what it is."""
    match one.kind:
        case Differs.STRANGER:
            return "no thing has this code"
        case Differs.UNCOUNTED:
            return f"{_number(int(one.expected), 'stock item', 'stock items')} by the books"
        case Differs.UNEXPECTED | Differs.ELSEWHERE | Differs.FOUND:
            return "expected none here, counted 1"
    return f"expected {amount(one.expected, one.unit)}, counted {amount(one.counted, one.unit)}"


def at(one: Difference) -> str:
    """Where it was counted, or should have been."""
    return f"at {what(one.place)}"


def kind_at(one: Difference) -> str:
    return f"{kind(one.kind)} {at(one)}" if one.kind is not Differs.UNCOUNTED else kind(one.kind)


def posting(one: Difference) -> str:
    """What posting does about it."""
    return "Posting leaves it as it is." if one.left else f"Posting: {one.what}"


_SUMMED = {Differs.SHORT: "too few", Differs.OVER: "too many", Differs.FOUND: "found again"}


def summed(summary: Summary) -> str:
    """`1 missing, 2 too few, 1 unknown`: how many there are of each kind."""
    told = [(summary.of(kind).total, _SUMMED.get(kind) or _SHORT[kind]) for kind in Differs]
    return ", ".join(f"{total:,} {name}" for total, name in told if total)


def key_post() -> str:
    return "post"


def key_kind() -> str:
    return "kinds"


def key_decide() -> str:
    return "decide"


def key_stop() -> str:
    return "stop, post nothing"


def act_left(one: Difference) -> str:
    return "Post it after all" if one.left else "Leave it out of the posting"


def act_again(one: Difference) -> str:
    match one.kind:
        case Differs.UNCOUNTED:
            return "Count this place now"
        case Differs.STRANGER:
            return "Forget this code"
    return "Count it again"


def act_open() -> str:
    return "Open it"


def no_thing() -> str:
    return "it is only a code"


def posting_now(done: float) -> str:
    return f"Posting: {done:.0%}"


def posting_now_help() -> str:
    return "Esc stops it, and nothing was posted."


def stopped() -> str:
    return "Stopped"


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
        "Each scan is kept before its green light. Esc parks the count, and the menu lists it. F5 reviews: nothing in "
        "stock changes before that is posted.",
    )


def help_find() -> tuple[str, ...]:
    return ("Type some of the path or the name, choose with the arrows, and Enter counts there. Esc goes back.",)


def help_review() -> tuple[str, ...]:
    return (
        "How what was counted differs from the books. Above the list stands the row under the cursor: what was "
        "expected, what was counted, where, and what posting does about it. F3 shows one kind alone, such as those "
        "that are missing.",
        "Red rows at the top warn of places where nothing at all was counted: all that the books have there would be "
        "lost. Scan there, or leave it out.",
        "F4 leaves a difference out, so that posting does not touch it, or has it counted again. What was moved since "
        "it was counted has to be either. Enter opens the unit or the part.",
        "By scanner: the code of a row chooses it, reject leaves it out, accept takes it in again, done posts.",
        "F5 posts all of it at once, or nothing. A posted count is taken back by reversing its document.",
    )
