"""What is said before and while something is done to the things of a list: what is missing, what is asked."""

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.stock.acting import Action, Plan, Planned, Wanted
from kiosk.stock.thing import Thing
from kiosk.stock.views import DocumentView

_DOT = " · "
_NAMES: Mapping[Action, str] = MappingProxyType(
    {
        Action.MOVE: "Move",
        Action.COUNT: "Count",
        Action.ADD: "Add",
        Action.REMOVE: "Take away",
        Action.STATUS: "Status",
        Action.BATCH: "Batch",
        Action.EXPIRY: "Expiry",
        Action.MERGE: "Merge",
        Action.SPLIT: "Split",
        Action.ISSUE: "Issue",
        Action.RETURN: "Return",
    }
)
_HINTS: Mapping[Action, str] = MappingProxyType(
    {
        Action.MOVE: "Scan where they go.",
        Action.COUNT: "How many of each were counted.",
        Action.ADD: "How many more there are of each.",
        Action.REMOVE: "How many fewer there are of each.",
        Action.STATUS: "What they are now, and why.",
        Action.BATCH: "Their batch; empty takes it off.",
        Action.EXPIRY: "The day, as 2027-03-31; empty: none.",
        Action.MERGE: "What is alike becomes one.",
        Action.SPLIT: "How many of each become one apart.",
        Action.ISSUE: "F5 issues by a document of their own.",
        Action.RETURN: "Scan where they go back to.",
    }
)


def name(action: Action) -> str:
    """The action in a word or two."""
    return _NAMES[action]


def title(action: Action, things: str) -> str:
    """`things` are told as `12 rows`."""
    return f"{_NAMES[action]}: {things}"


def hint(action: Action) -> str:
    return _HINTS[action]


# The form


def opening() -> str:
    return "One moment"


def opening_help() -> str:
    return "What will be done is being shown. Nothing was done with this scan."


def draft(view: DocumentView) -> str:
    """A draft in a list to choose from."""
    return " · ".join(filter(None, (view.number, view.partner, view.reference)))


def no_draft(action: Action) -> str:
    if action is Action.ISSUE:
        return "is no open goods issue or sales invoice; empty makes a new goods issue"
    return "is no open return; empty makes a new one"


def no_place(label: str) -> str:
    """`label` is what was scanned, of which the code is enough."""
    return f"{label.partition(_DOT)[0]} is no place"


def no_place_help(action: Action) -> str:
    return f"{_HINTS[action]} Nothing was changed."


def missing() -> str:
    """Of a field that can't be left empty, behind its name."""
    return "is needed"


def not_yet() -> str:
    return "Not yet"


def looking(action: Action) -> str:
    return _NAMES[action]


# The question


def reading() -> str:
    return "Looking at what would be done"


def question(plan: Plan) -> str:
    """`12 of 12 → MAIN/A/03`."""
    count = f"{plan.done:,} of {len(plan.rows):,}"
    told = _to(plan.wanted)
    return f"{count} → {told}" if told else f"{_NAMES[plan.wanted.action]} {count}"


def question_help(plan: Plan) -> str:
    already = f"{plan.again:,} as wanted already. " if plan.again else ""
    return f"{already}F5 does it{_once_more(plan.wanted)}. Esc goes back."


def rest_help(plan: Plan) -> str:
    return f"{plan.refused:,} can't, see below. F6 or CONFIRM does the rest, Esc goes back."


def none_of(plan: Plan) -> str:
    return f"None of {len(plan.rows):,}" if len(plan.rows) > 1 else "It can't be done"


def none_of_help() -> str:
    return "The reasons stand below. Esc goes back."


def nothing_to_do() -> str:
    return "Nothing to do"


def nothing_to_do_help() -> str:
    return "All of it is as wanted already. Esc goes back."


def nothing_there() -> str:
    return "Nothing in the list"


def nothing_there_help() -> str:
    return "There is nothing in it that this can be done to. Esc goes back."


def overtaken() -> str:
    return "Look again"


def overtaken_help(plan: Plan) -> str:
    return f"The stock has changed meanwhile: {plan.done:,} of {len(plan.rows):,} now. Nothing was done yet."


def left_help(plan: Plan) -> str:
    return f"{plan.refused:,} {'was' if plan.refused == 1 else 'were'} left: the reasons stand first."


# Scans meanwhile


def answer_first_help(wanted: Wanted, *, rest: bool) -> str:
    if rest:
        return "This scan changed nothing. F6 or CONFIRM does what can be done, Esc goes back."
    return f"This scan changed nothing. F5 does it{_once_more(wanted)}, Esc goes back."


def rest_by_hand_help() -> str:
    return "Not all of it can be done. F6 or CONFIRM does the rest, Esc goes back."


def not_now() -> str:
    return "Not now"


def not_now_help() -> str:
    return "Nothing was done with this scan. Esc goes back to the list, scan it there."


def being_done_help() -> str:
    return "It is being done. Nothing was done with this scan."


def agreed() -> str:
    return "Doing it"


# While it is done, and after


def doing(done: float) -> str:
    return f"{int(done * 100)} %"


def doing_help() -> str:
    return "Esc stops it, and all stays as it was."


def stopped() -> str:
    return "Stopped: nothing was done"


def key_stop() -> str:
    return "stop"


def key_do() -> str:
    return "do it"


def key_rest() -> str:
    return "what can be done"


def key_look() -> str:
    return "look"


def becomes(row: Planned) -> str:
    """What becomes of a row: `5 pcs · MAIN/A/01 → MAIN/A/03`; of one that stays as it is, that.

    What ends both is told once; how many it is first, since a short row has no end, and where all goes stands above.
    """
    if row.again or not row.after:
        return f"{row.before}, already" if row.again else row.before
    before, after = row.before.split(_DOT), row.after.split(_DOT)
    both: list[str] = []
    while len(before) > 1 and len(after) > 1 and before[-1] == after[-1]:
        both = [after.pop(), *both]
        before.pop()
    if len(both) == 1 and both[0][0].isdigit() and " " in both[0]:
        return f"{_DOT.join((*both, *before))} → {_DOT.join(after)}"
    told = _DOT.join(before)
    return f"{told} → {row.after}" if told else row.after


def shown(first: int, last: int, things: int, refused: int) -> str:
    """How many things there are, how many of these are refused, and which of them are in sight."""
    told = f"{things:,} thing{'' if things == 1 else 's'}" + (f" · {refused:,} refused" if refused else "")
    return told if first == 1 and last == things else f"{told} · {first:,}-{last:,} of {things:,}"


def report_title(action: Action) -> str:
    return f"{_NAMES[action]}: what was done"


def _to(wanted: Wanted) -> str:
    """What it leads to, in a word: a place, a document, a status …"""
    match wanted:
        case Wanted(to=Thing(label=label)):
            return label.split(" · ", 1)[0]
        case Wanted(document=Thing(label=label)):
            return label
    return ""


def _once_more(wanted: Wanted) -> str:
    return "" if wanted.to is None else ", and so does the place scanned again"
