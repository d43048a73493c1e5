"""What the screens of units say: the list of serials, one unit, its history, and its change of status."""

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.stock.history import Movement
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Thing
from kiosk.stock.units import ANY, ON_HAND, Source, Wanted
from kiosk.stock.views import ItemView
from kiosk.wording import answers
from kiosk.wording.history import act as history_act
from kiosk.wording.history import column
from kiosk.wording.readings import KINDS

_MEANINGS: Mapping[Status, str] = MappingProxyType(
    {
        Status.IN_STOCK: "on hand, usable",
        Status.QUARANTINED: "not to be used yet",
        Status.SOLD: "with a customer",
        Status.IN_REPAIR: "used in an open repair",
        Status.REPAIR_DONE: "out with a repair",
        Status.RETURNED: "back from a customer",
        Status.DEFECTIVE: "on hand, broken",
        Status.LOST: "nobody can find it",
        Status.SCRAPPED: "thrown away, for good",
        Status.VOID: "received by mistake",
    }
)


def act(value: str) -> str:
    """A kind of operation, as a sentence begins with it."""
    told = history_act(value)
    return told[:1].upper() + told[1:]


# The list


def serials() -> str:
    return "Serials"


def serials_text() -> str:
    return "Units"


def serials_help() -> str:
    return "Scan a unit to open it, a part or a place to list what belongs to it."


def no_units() -> str:
    return "No unit fits these filters."


def filters(wanted: Wanted) -> tuple[str, ...]:
    """The filters in force, the status first: it is always said."""
    told = [wanted_status(wanted.status)]
    if wanted.place is not None:
        told.append(f"in {_short(wanted.place)}")
    if wanted.part is not None:
        told.append(_short(wanted.part))
    if wanted.text:
        told.append(f'"{wanted.text}"')
    return tuple(told)


def _short(thing: Thing) -> str:
    """A place's path, a part's number: there is one line for all filters."""
    return thing.label.split(" · ", 1)[0]


def wanted_status(status: str) -> str:
    if status == ANY:
        return "Any status"
    return "On hand" if status == ON_HAND else answers.status(status)


def out() -> str:
    return "out"


def serial_column() -> str:
    return "Serial"


def key_clear() -> str:
    return "clear"


def key_status() -> str:
    return "status"


def key_details() -> str:
    return "details"


def key_edit() -> str:
    return "edit"


def key_undo() -> str:
    return "undo"


# Filter


def filter_title() -> str:
    return "Filter of units"


def place_field() -> str:
    return "Place"


def bad_text(longest: int) -> str:
    return f"can't be looked for: it has more than {longest} characters, or some that no code has"


def filtered() -> str:
    return "Filter set"


def no_such_place(text: str) -> str:
    return f"No place is called {text}. Choose one from the list, or scan it."


def no_such_part(text: str) -> str:
    return f"No part is called {text}. Choose one from the list, or scan it."


def place_filter(path: str) -> str:
    return f"Units in {path}"


def part_filter(label: str) -> str:
    return f"Units of {label}"


def several(code: str) -> str:
    return f"Several units have the code {code}. Choose one."


def several_things() -> str:
    return "Several things"


def several_things_help() -> str:
    return "This code names several things. Scan it in Quick scan to choose one of them."


def unknown_help() -> str:
    return "Nothing has this code. In Quick scan it can be given to something."


def no_unit() -> str:
    return "Not a unit"


def no_unit_help(thing: Thing) -> str:
    return f"{thing.label} is a {KINDS[thing.kind]}. Esc leads back, where it can be scanned."


def searched(text: str) -> str:
    return f"Searched for {text}"


def searched_help() -> str:
    return "Nothing has exactly this code: the list shows what contains it."


# One unit


def unit(view: ItemView) -> str:
    return view.serial or view.number


def reading_unit() -> str:
    return "reading it"


def gone() -> str:
    return "It is no longer there."


def usable(yes: bool) -> str:
    return "Available" if yes else "Not available: can't be sold or used as it is"


def history() -> str:
    return "History"


def sources() -> str:
    return "Documents"


def source(source: Source) -> str:
    return f"{act(source.act)}: {source.reference}"


def moved(movement: Movement) -> str:
    """What a movement changed, in one line."""
    told = "; ".join(changes(movement)) or "nothing"
    more = [movement.reference] if movement.reference else []
    more += [note for note in (movement.note, movement.remark) if note]
    if movement.reversed_by is not None:
        more.append("undone")
    return f"{act(movement.act)}: {told}" + (f" ({'; '.join(more)})" if more else "")


def changes(movement: Movement, arrow: str = "→") -> tuple[str, ...]:
    """What a movement changed: status, place, quantity and further fields, each before → after."""
    after = answers.status(movement.after)
    if movement.before is None:
        where = f" in {movement.target}" if movement.target else ""
        amount = "" if movement.serial else f", {answers.amount(movement.quantity_after, movement.unit)}"
        return (f"{after}{where}{amount}",)
    told = []
    if movement.before is not movement.after:
        told.append(f"{answers.status(movement.before)} {arrow} {after}")
    if movement.origin != movement.target:
        told.append(f"{movement.origin or out()} {arrow} {movement.target or out()}")
    if movement.quantity_before != movement.quantity_after:
        before = answers.amount(movement.quantity_before, "")
        told.append(f"{before} {arrow} {answers.amount(movement.quantity_after, movement.unit)}")
    told += [
        f"{column(name)} {before or 'none'} {arrow} {after or 'none'}"
        for name, (before, after) in movement.changed.items()
    ]
    return tuple(told)


# Change of status


def status_title(label: str) -> str:
    return f"Status of {label}"


def status_now(view: ItemView) -> str:
    where = f" in {view.place}" if view.place else ""
    return f"{answers.status(view.status)}{where}"


def no_way(view: ItemView) -> str:
    return f"{answers.status(view.status)} is for good: no other status follows it by hand. Esc leads back."


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


# Edit


def edit_title(label: str) -> str:
    return f"Edit {label}"


def edited() -> str:
    return "Saved"


def edited_help(names: tuple[str, ...]) -> str:
    return f"Changed: {', '.join(column(name) for name in names)}. F7 undoes it."


def edited_meanwhile(now: str) -> str:
    return f"was changed at another station meanwhile, to {now or 'nothing'}; F5 overwrites that"


def batch_needed() -> str:
    return "can't be empty: this part has to have one"


# Help


def help_serials() -> tuple[str, ...]:
    return (
        "All units that have a serial number, at first those in stock. Enter or a digit opens one, F4 tells what can "
        "be done with it.",
        "Scan a unit and it is opened, whatever the filter. Scan a place or a part and the list shows what lies "
        "there, or its units. A code that several units have lists just these.",
        "F3 filters by a part of the serial or of the part's name, by status, place and part. What is in force "
        "stands above the list; 0 goes back to all units in stock.",
        "F2 types a code. One that nothing has exactly is searched for.",
    )


def help_filter() -> tuple[str, ...]:
    return (
        "Choose a field by its number, type, Enter takes it over; F5 shows the units that fit all of them. An empty "
        "field leaves nothing out.",
        "A place has all places below it, a part its variants. Both can be scanned.",
    )


def help_unit() -> tuple[str, ...]:
    return (
        "All that is known of one unit or stock item, and below it whatever happened to it, the newest first. Enter "
        "opens the thing under the cursor, or the details of a movement.",
        "F5 gives it another status, F4 edits batch, expiry, warranty and notes, F7 undoes.",
        "Scan another unit to see that one instead.",
    )


def help_status() -> tuple[str, ...]:
    return (
        "Choose what it is now: only what can follow its present status is offered. Then say why. What comes on hand "
        "from outside needs a place: choose or scan it.",
        "F5 does it, and so does scanning the unit itself once more after the question was seen. Esc leaves all as "
        "it was.",
    )


def help_edit() -> tuple[str, ...]:
    return (
        "Choose a field by its number, type, Enter takes it over; F5 saves all of them. Dates are written as "
        "2027-03-31.",
        "A batch can be scanned while its field is open.",
    )
