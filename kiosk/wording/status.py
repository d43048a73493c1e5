"""What the change of a status by hand says: what can follow, what is asked for, what came of it."""

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.stock.statuses import Status
from kiosk.stock.views import ItemView
from kiosk.wording import answers

_MEANINGS: Mapping[Status, str] = MappingProxyType(
    {
        Status.IN_STOCK: "on hand, usable",
        Status.QUARANTINED: "not to be used yet",
        Status.SOLD: "with a customer",
        Status.IN_REPAIR: "built into something under repair",
        Status.REPAIR_DONE: "out with a repair",
        Status.RETURNED: "back from a customer",
        Status.DEFECTIVE: "on hand, broken",
        Status.LOST: "nobody can find it",
        Status.SCRAPPED: "thrown away, for good",
        Status.VOID: "received by mistake",
    }
)


def place_field() -> str:
    return "Place"


def no_such_place(text: str) -> str:
    return f"No place is called {text}. Choose one from the list, or scan it."


def status_title(label: str) -> str:
    return f"Status of {label}"


def status_now(view: ItemView) -> str:
    where = f" in {view.place}" if view.place else ""
    return f"{answers.status(view.status)}{where}"


def no_way(view: ItemView) -> str:
    return f"{answers.status(view.status)} is for good: no other status follows it by hand. Esc leads back."


def nothing_left(label: str) -> str:
    return f"Nothing is left of {label}. Esc leads back."


def choose_status(view: ItemView) -> str:
    return f"{answers.found_detail(view)}. Choose what it is now."


def status_option(status: Status) -> str:
    return f"{answers.status(status)}: {_MEANINGS[status]}"


def new_status_field() -> str:
    return "New status"


def note_field() -> str:
    return "Note, why"


def choose_first() -> str:
    return "Choose the new status first"


def not_from_here(before: str, after: str) -> str:
    return f"{answers.status(before)} can't become {answers.status(after)} by hand. Choose one of the list."


def place_needed(status: Status) -> str:
    return f"{answers.status(status)} is on hand: choose or scan the place where it lies now."


def note_needed() -> str:
    return "Say why, so that others understand it later."


def not_yet() -> str:
    return "Not yet"


def bad_place(why: str) -> str:
    return f"The place {why}."


def bad_note(why: str) -> str:
    return f"The note {why}."


def becomes(before: str, after: str) -> str:
    return f"{before} → {after}"


def confirm_status(what: str) -> str:
    return f"{what}. F5 does it, or scan it once more."


def whole_quantity(amount: str) -> str:
    return f"All {amount} of it"


def what_is_missing(missing: str) -> str:
    return f"Not done yet: {missing}"


def changed_status(view: ItemView) -> str:
    return answers.status(view.status)


def changed_status_help(view: ItemView) -> str:
    return f"{answers.found_detail(view)}. F7 undoes it."


def overtaken() -> str:
    return "Changed meanwhile"


def overtaken_help(view: ItemView) -> str:
    return f"Another station has changed it, nothing was done here. It is now: {status_now(view)}. Choose again."


def finish_first() -> str:
    return "Finish this first"


def finish_first_help() -> str:
    return "F5 saves it, Esc leaves it. Nothing was done with this scan."


def place_not_asked() -> str:
    return "No place is asked for"


def place_not_asked_help(path: str) -> str:
    return f"This change of status does not move it. {path} was not used."


def scan_itself() -> str:
    return "This is the one"


def already_done() -> str:
    return "Done already"


def help_status() -> tuple[str, ...]:
    return (
        "Choose what it is now: only what can follow its present status is offered. Then say why. What comes on hand "
        "from outside needs a place: choose or scan it.",
        "F5 does it, and so does scanning the unit itself once more after the question was seen. Esc leaves all as "
        "it was.",
    )
