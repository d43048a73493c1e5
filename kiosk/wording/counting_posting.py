"""What is said of a count that is held against the books: its differences, what posting does, what keeps it from it."""

from collections.abc import Sequence
from decimal import Decimal

from kiosk.stock.counts import Count, Difference, Differs, Summary, Untouched
from kiosk.wording.answers import amount, status_within
from kiosk.wording.counting import scope

_UNITS = 3  # of quantities that are named
_KINDS = {
    Differs.MISSING: "Missing",
    Differs.SHORT: "Too few",
    Differs.OVER: "Too many",
    Differs.ELSEWHERE: "In another place",
    Differs.FOUND: "Found again",
    Differs.MOVED: "Moved meanwhile",
    Differs.UNEXPECTED: "Not on hand",
    Differs.STRANGER: "Unknown codes",
    Differs.UNCOUNTED: "Not counted",
    Differs.MATCH: "As expected",
}


def kind(value: Differs) -> str:
    """The heading of the differences of one kind."""
    return _KINDS[value]


_NOTHING = {
    Differs.STRANGER: "nothing: no thing has this code",
    Differs.UNCOUNTED: "nothing: nobody was there",
    Differs.MATCH: "nothing: as by the books",
}


def does(one: Difference) -> str:
    """What posting does about a difference."""
    if one.left:
        return "left out"
    told = _NOTHING.get(one.kind, "")
    match one.kind:
        case Differs.MISSING:
            claimed = f"; {one.where} names it: end that first, or leave this out" if one.where else ""
            told = f"gets lost{claimed}"
        case Differs.SHORT:
            told = f"{amount(one.expected - one.counted, one.unit)} less"
        case Differs.OVER:
            told = f"{amount(one.counted - one.expected, one.unit)} more"
        case Differs.ELSEWHERE:
            told = f"is moved here from {one.where}"
        case Differs.FOUND:
            told = "was lost, comes back into stock here"
        case Differs.MOVED:
            told = f"count it again, or leave it out{_now(one)}"
        case Differs.UNEXPECTED:
            told = f"nothing: it is {status_within(one.status)}"
    return told


def _now(one: Difference) -> str:
    if not one.status:
        return ""
    return f"; now in {one.where}" if one.where else f"; now {status_within(one.status)}"


# Notes of movements


def not_found_in(number: str) -> str:
    return f"not found in {number}"


def found_in(number: str) -> str:
    return f"found in {number}"


def counted_in(number: str) -> str:
    return f"counted in {number}"


# Looking at it before it is posted


def nothing_lost(untouched: Untouched) -> str:
    """A place was scanned, and nothing in it."""
    told = [_number(untouched.units, "unit", "units")] if untouched.units else []
    if untouched.lots:
        told.append(f"all of {_number(untouched.lots, 'quantity', 'quantities')}")
    return f"Nothing was counted at {untouched.place.label}: {' and '.join(told)} will be lost."


def claimed(count: int, numbers: Sequence[str]) -> str:
    """Missing units that open documents name: they may well have been taken off the shelf for those."""
    units = "1 missing unit is" if count == 1 else f"{count:,} missing units are"
    return f"{units} named by open documents ({', '.join(numbers)}). End those first, or leave the units out."


def more_untouched(count: int) -> str:
    return f"Nothing was counted at {_number(count, 'more place', 'more places')} either."


def alone(summary: Summary) -> str:
    """What is not as it should be, and stays as it is; empty where nothing is."""
    told = [f"{_number(summary.of(one).total, *names)}" for one, names in _ALONE if summary.of(one).total]
    if summary.left:
        told.append(f"{_number(summary.left, 'difference', 'differences')} left out")
    return f"Left as they are: {', '.join(told)}." if told else ""


_ALONE = (
    (Differs.UNEXPECTED, ("unit that is not on hand", "units that are not on hand")),
    (Differs.STRANGER, ("unknown code", "unknown codes")),
    (Differs.UNCOUNTED, ("place not counted", "places not counted")),
)


def moved(count: int, label: str) -> str:
    """`label` names one of them."""
    if count == 1:
        return f"{label} has moved since it was counted. Count it again, or leave it out."
    told = f"{label} and {_number(count - 1, 'other thing', 'other things')} have moved since they were counted."
    return f"{told} Count them again, or leave them out."


def shut_places(paths: Sequence[str]) -> str:
    return f"No stock may lie in {', '.join(paths)} any more. Leave out what was found there."


def shut_parts(numbers: Sequence[str]) -> str:
    return f"No stock like what was found may come in of {', '.join(numbers)} any more. Leave it out."


def no_places() -> str:
    return "No place was counted yet. Scan the place where you begin."


def not_ready(number: str) -> str:
    return f"{number} can't be posted"


def not_ready_help(faults: Sequence[str]) -> str:
    more = len(faults) - 1
    return f"{faults[0]} {_number(more, 'more thing', 'more things')} to be mended." if more else faults[0]


def question(number: str) -> str:
    return f"Post {number}?"


def question_help(count: Count, summary: Summary) -> str:
    told = does_all(summary)
    return f"{told[:1].upper()}{told[1:]} Count of {scope(count.scope)}."


def does_all(summary: Summary) -> str:
    """What posting does in all, before it is done."""
    return f"{_sum(summary, done=False)}." if summary.changes else "all is as by the books, no stock changes."


def did_all(summary: Summary) -> str:
    """What posting has done in all."""
    return f"{_sum(summary, done=True)}." if summary.changes else "all is as by the books, no stock has changed."


def _sum(summary: Summary, *, done: bool) -> str:
    """What concerns most of them first: on a small screen the end is cut off."""
    told = []
    if lost := summary.of(Differs.MISSING).done:
        told.append((lost, _number(lost, *_BECOMES[done])))
    unseen = sum(one.lots for one in summary.unseen)
    if unseen:
        told.append((unseen, f"{_number(unseen, *_TO_NONE[done])} ({_amounts(summary)})"))
    if moved := summary.of(Differs.ELSEWHERE).done:
        told.append((moved, f"{_number(moved, 'unit', 'units')} moved to where found"))
    if found := summary.of(Differs.FOUND).done:
        told.append((found, f"{_number(found, 'lost unit', 'lost units')} back"))
    if changed := summary.of(Differs.SHORT).done - unseen + summary.of(Differs.OVER).done:
        told.append((changed, f"{_number(changed, 'quantity', 'quantities')} corrected"))
    return ", ".join(text for _, text in sorted(told, key=lambda one: one[0], reverse=True))


# Before it is done, and after
_BECOMES = (("unit gets lost", "units get lost"), ("unit is lost now", "units are lost now"))
_TO_NONE = (
    ("quantity not scanned goes to 0", "quantities not scanned go to 0"),
    ("quantity not scanned is 0 now", "quantities not scanned are 0 now"),
)


def _amounts(summary: Summary) -> str:
    """How much nobody has scanned, unit by unit: it must not get lost by oversight."""
    gone = [amount(one.quantity, one.unit) for one in summary.unseen[:_UNITS]]
    return " and ".join((*gone, "more") if len(summary.unseen) > _UNITS else gone)


def scan_refused() -> str:
    return "Not counted"


def scan_refused_help(*, ready: bool) -> str:
    post = "Post it with F5, or go" if ready else "Go"
    return f"{post} back to the count with Esc and scan it there."


# Posting


def posted(number: str) -> str:
    return f"{number} is posted"


def posted_help(summary: Summary) -> str:
    told = did_all(summary)
    left = alone(summary)
    return f"{told[:1].upper()}{told[1:]}{f' {left}' if left else ''}"


def stopped() -> str:
    return "The count was not posted: it was stopped. It is as it was before."


def overtaken() -> str:
    return "Another station was faster with some of this stock. Nothing was posted: look at the differences again."


# A difference is decided on


def left_out(one: Difference) -> str:
    return f"{one.label}: posting leaves it as it is."


def taken_in(one: Difference) -> str:
    return f"{one.label}: {does(one)}."


def left_out_title() -> str:
    return "Left out"


def taken_in_title() -> str:
    return "To be posted"


def nothing_done() -> str:
    return "Posting does nothing about it anyway."


def already(*, left: bool) -> str:
    return "It is left out already." if left else "It is to be posted already."


def again() -> str:
    return "Count it again"


def again_help(one: Difference) -> str:
    if one.kind is Differs.STRANGER:
        return f"{one.label} at {one.place.label} is forgotten. Scan it there once more."
    return f"{one.label} at {one.place.label}: count it there once more. Until then none of it counts."


def expected_counted(one: Difference) -> str:
    """`12 of 14 pcs`, as a row shows it."""
    return f"{_plain(one.counted)} of {amount(one.expected, one.unit)}"


def _plain(quantity: Decimal) -> str:
    return amount(quantity, "")


def _number(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
