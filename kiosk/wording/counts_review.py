"""What the review of a count says of its own: how what was counted differs from the books, what is decided on it."""

from collections.abc import Sequence

from kiosk.stock.counts import Difference, Differs, Summary, Untouched
from kiosk.stock.thing import Thing
from kiosk.wording.answers import amount
from kiosk.wording.counting_posting import kind
from kiosk.wording.counts_screens import what

_NAMED = 3  # places that a sentence names


def review_title(number: str) -> str:
    return f"Review {number}".strip()


def reading() -> str:
    return "Holding it against the books …"


def not_looked() -> str:
    return "One moment"


def not_looked_help() -> str:
    return "The count is being held against the books. Do it again."


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


# Places in which nothing was found


def empty(summary: Summary) -> str:
    """The question before posting."""
    if summary.untouched_total == 1:
        return f"Is {summary.untouched[0].place.label} empty?"
    return f"Are {summary.untouched_total:,} places empty?"


def empty_help(summary: Summary) -> str:
    """`Nothing was counted at A/01, A/02: 14 units and 2 quantities will be lost.`"""
    places = [one.place for one in summary.untouched]
    rest = summary.untouched_total - len(places)
    least = "at least " if rest else ""
    return f"Nothing was counted at {_named(places, rest)}: {least}{_lost(summary.untouched)} will be lost."


def _lost(untouched: Sequence[Untouched]) -> str:
    units, lots = sum(one.units for one in untouched), sum(one.lots for one in untouched)
    told = [_number(units, "unit", "units")] if units else []
    if lots:
        told.append(_number(lots, "quantity", "quantities"))
    return " and ".join(told)


def _named(places: Sequence[Thing], rest: int = 0) -> str:
    rest += max(0, len(places) - _NAMED)
    told = ", ".join(place.label for place in places[:_NAMED])
    return f"{told} and {rest:,} more" if rest else told


def yes_empty(places: int) -> str:
    return "Yes, it is empty: post" if places == 1 else "Yes, they are empty: post"


def leave_uncounted(places: int) -> str:
    return "No, leave it uncounted" if places == 1 else "No, leave them uncounted"


def look_again() -> str:
    return "Look at it again"


def act_uncount(place: Thing) -> str:
    return f"Leave {place.label} uncounted"


def act_count_there(place: Thing) -> str:
    return f"Count {place.label} now"


def uncounted() -> str:
    return "Not counted"


def uncounted_help(places: Sequence[Thing]) -> str:
    return f"Nothing is lost at {_named(places)}."


def not_empty() -> str:
    return "Nothing to leave"


def not_empty_help() -> str:
    return "Something was counted there by now, or nobody counts there any more."


def _number(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


# Help


def help_review() -> tuple[str, ...]:
    return (
        "How what was counted differs from the books. Above the list stands the row under the cursor: what was "
        "expected, what was counted, where, and what posting does about it. F3 shows one kind alone, such as those "
        "that are missing.",
        "Red rows at the top warn of places where nothing at all was counted: all that the books have there would be "
        "lost. F4 there counts the place now, or leaves it uncounted. Before posting it is asked whether they are "
        "empty: answer with a digit, or with the code for confirm.",
        "F4 leaves a difference out, so that posting does not touch it, or has it counted again. What was moved since "
        "it was counted has to be either. Enter opens the unit or the part.",
        "A digit or the code of a row chooses it, and once more offers what F4 does. By scanner, reject leaves it out, "
        "accept takes it in again, and done posts.",
        "F5 posts all of it at once, or nothing. A posted count is taken back by reversing its document.",
    )
