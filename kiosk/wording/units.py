"""What the screens of units say: the list of serials, one unit, its history, and its change of status."""

from kiosk.stock.history import Movement
from kiosk.stock.ledger import Act
from kiosk.stock.thing import Thing
from kiosk.stock.units import ANY, ON_HAND, Source, Wanted
from kiosk.stock.views import ItemView
from kiosk.wording import answers
from kiosk.wording.history import act as history_act
from kiosk.wording.history import column
from kiosk.wording.readings import KINDS


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


def key_clear() -> str:
    return "clear"


def key_status() -> str:
    return "status"


def key_details() -> str:
    return "details"


def key_edit() -> str:
    return "edit"


# Filter


def filter_title() -> str:
    return "Filter of units"


def filter_hint() -> str:
    return "F5 shows what fits, Esc leaves all as it was."


def key_show() -> str:
    return "show"


def bad_text(longest: int) -> str:
    return f"can't be looked for: it has more than {longest} characters, or some that no code has"


def filtered() -> str:
    return "Filter set"


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


def document_help(number: str) -> str:
    return f"{number} is a document. Scan it on the menu or in Quick scan to open it, with its units."


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
    """What a movement changed, and what is behind it, in one line."""
    told = "; ".join(changes(movement)) or "nothing"
    more = [movement.reference] if movement.reference else []
    more += [note for note in (movement.note, movement.remark) if note]
    if movement.reversed_by is not None:
        more.append("undone")
    return f"{act(movement.act)}: {told}" + (f" ({'; '.join(more)})" if more else "")


def happened(movement: Movement, most: int) -> str:
    """The first so many things that a movement changed, in one line; never empty."""
    return ", ".join(changes(movement)[:most]) or answers.amount(movement.quantity_after, movement.unit)


def by_what(movement: Movement) -> str:
    """The kind of act and what it refers to, such as a file; of a change by hand or by a document just the latter."""
    plain = movement.act == Act.POSTING or (movement.act == Act.STATUS and movement.before is not movement.after)
    return " ".join(filter(None, ("" if plain else history_act(movement.act), movement.reference)))


def why(movement: Movement) -> tuple[str, ...]:
    """What was noted, and whether it was taken back since."""
    undone = movement.reversed_by is not None
    return (*((history_act(Act.UNDO),) if undone else ()), *filter(None, (movement.note, movement.remark)))


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
        "be done with it, F8 prints its label.",
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
        "All that is known of one unit or stock item, and below it whatever happened to it, the newest first. All "
        "scans of it are one row; History has each of them. Enter opens the thing under the cursor, or the details "
        "of a movement.",
        "F5 gives it another status, F4 edits batch, expiry, warranty and notes, F7 undoes, F8 prints its label.",
        "Scan another unit to see that one instead.",
    )


def help_edit() -> tuple[str, ...]:
    return (
        "Choose a field by its number, type, Enter takes it over; F5 saves all of them. Dates are written as "
        "2027-03-31.",
        "A batch can be scanned while its field is open.",
    )
