"""What the fast modes say: what each scan did, what is asked, what was refused, how a mode ends."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from kiosk.stock.mode_steps import Step
from kiosk.stock.modes import ModeKind
from kiosk.stock.statuses import Status
from kiosk.stock.views import DocumentView, ItemView, LocationView, PartView, View
from kiosk.wording import tasks
from kiosk.wording.answers import amount, found_detail, status

_TITLES: Mapping[ModeKind, str] = MappingProxyType(
    {ModeKind.MOVE: tasks.move(), ModeKind.OUT: tasks.out(), ModeKind.WHERE: tasks.where()}
)


def title(kind: ModeKind) -> str:
    return _TITLES[kind]


def begin(kind: ModeKind) -> str:
    """What to scan first."""
    return "Scan the place" if kind is ModeKind.MOVE else "Scan"


def begin_help(kind: ModeKind) -> str:
    match kind:
        case ModeKind.MOVE:
            return "Then everything that is scanned goes there at once."
        case ModeKind.OUT:
            return "What is scanned goes out of stock at once. A place says from where."
        case ModeKind.WHERE:
            return "and read where it is. Nothing is changed."


# Where things go, or come from


def place_first() -> str:
    return "Scan the place"


def place_first_help() -> str:
    return "Nothing was moved. Scan the place that things go to, then this again."


def place_chosen(kind: ModeKind) -> str:
    if kind is ModeKind.MOVE:
        return "What is scanned now goes here."
    return "Pieces are taken from here now, where there are some."


def same_place(kind: ModeKind) -> str:
    return "Things go here already." if kind is ModeKind.MOVE else "Pieces are taken from here already."


def structural() -> str:
    return "It holds no stock itself. Scan one of the places in it."


def all_there(place: str) -> str:
    return f"All of it lies in {place} already."


def no_document() -> str:
    return "A document can't be moved. Scan what is in it, or leave this with Esc and scan it again."


def unknown_help(invalid: str, *, assignable: bool) -> str:
    """`invalid` says what is wrong with the code, if that is known."""
    return invalid or (
        "Nothing has this code, so nothing was done." + (" F4 gives it to a thing." if assignable else "")
    )


# What a scan did


def done(step: Step) -> str:
    """From where to where; of pieces how many, and how many are left there."""
    item = step.item
    if item.serial:
        told, left = item.number, ""
    else:
        told = amount(step.amount, item.unit)
        left = f", {amount(step.left, item.unit)} left there" if step.left else ", none left there"
    if step.to:
        return f"{told} from {origin(step)} to {step.to}{left}."
    return f"{told} taken out of {origin(step)}{left}."


def origin(step: Step) -> str:
    """Where it was before."""
    return step.item.place or status(step.item.status)


def came_from(step: Step) -> str:
    return f"from {origin(step)}"


def note_of_taking_out() -> str:
    """The note in the history of a unit."""
    return "taken out"


# From where


def from_which(more: int) -> str:
    others = f" {more:,} more are not listed." if more else ""
    return f"From where? Scan the place, or choose it.{others}"


def so_many_from_which(quantity: Decimal, unit: str) -> str:
    return f"{amount(quantity, unit)}. From where? Scan the place, or choose it."


def lot(place: str, told: str, batch: str, standing: Status | None) -> str:
    """One of the stock items to choose from: where it lies, how much that is, and what it differs by."""
    other = "" if standing in (None, Status.IN_STOCK) else status(standing)
    return " · ".join(filter(None, (place, told, f"batch {batch}" if batch else "", other)))


# How many


def nothing_to_count() -> str:
    return "How many of what?"


def nothing_to_count_help() -> str:
    return "The last scan moved nothing. Scan the part first, then say how many."


def one_unit() -> str:
    return "It is one unit, with a serial of its own. Nothing was changed."


def no_quantity() -> str:
    return "Not a quantity"


def bad_quantity(why: str) -> str:
    return f"{why} Nothing was changed."


def same_quantity(step: Step) -> str:
    return f"It was {amount(step.amount, step.item.unit)} already."


def not_so_many(step: Step) -> str:
    item = step.item
    return f"Only {amount(item.quantity, item.unit)} were in {origin(step)}. Nothing was changed."


def type_quantity(step: Step) -> str:
    return f"{step.label}: how many in all"


# Taking back


def nothing_to_undo() -> str:
    return "Nothing to undo"


def nothing_to_undo_help() -> str:
    return "Nothing was moved here yet. Undo in the menu has what was done before."


def takes_back(step: Step) -> str:
    """What undo will do, before it does."""
    item = step.item
    told = step.label if item.serial else f"{amount(step.amount, item.unit)} {step.label}"
    if step.to:
        return f"{told}: from {step.to} back to {origin(step)}."
    return f"{told}: back to {origin(step)}."


def taken_back(step: Step) -> str:
    item = step.item
    told = step.label if item.serial else f"{amount(step.amount, item.unit)} {step.label}"
    return f"{told}: in {origin(step)} again."


# Where is it


def where(view: View) -> str:
    """The place, as large as it can be."""
    match view:
        case PartView():
            return view.place if view.places else "None in stock"
        case ItemView():
            return view.place or status(view.status)
        case LocationView():
            return view.path
        case DocumentView():
            return view.number


def where_detail(view: View) -> str:
    match view:
        case PartView():
            return f"{view.number} {found_detail(view)}"
        case ItemView():
            return f"{view.serial} {found_detail(view)}" if view.serial else f"{view.number} {found_detail(view)}"
    return found_detail(view)


# The screen


def heading(kind: ModeKind, place: str, moved: Mapping[str, Decimal]) -> str:
    """Above the rows: where things go, and how much went there, by its unit; that of units with a serial is empty."""
    told = ", ".join(amount(much, unit) if unit else _plural(int(much), "unit") for unit, much in moved.items())
    match kind:
        case ModeKind.MOVE if place:
            return f"Into {place}: {told or 'nothing yet'}"
        case ModeKind.OUT:
            return f"{f'From {place} · ' if place else ''}Out: {told or 'nothing yet'}"
    return ""


def nothing_there(kind: ModeKind) -> str:
    return "" if kind is ModeKind.WHERE else "Nothing yet."


def key_assign() -> str:
    return "assign it"


def key_end() -> str:
    return "end"


def key_quantity() -> str:
    return "how many"


def ended(kind: ModeKind) -> str:
    return f"{title(kind)} has ended"


def ended_help(kind: ModeKind, seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    waited = _plural(minutes, "minute") if not rest else _plural(seconds, "second")
    return f"Nothing was scanned for {waited}. Scans are only looked up now; open {title(kind)} again to go on."


def _plural(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def help_of_modes() -> tuple[str, ...]:
    return (
        "In these modes each scan acts at once, without a list: things go to a place, go out of stock, or are only "
        "looked for.",
        "A mode ends by Esc, and by itself when nothing was scanned for a while.",
    )


_HELP: Mapping[ModeKind, tuple[str, ...]] = MappingProxyType(
    {
        ModeKind.MOVE: (
            "Scan a place; from then on everything that is scanned goes there at once. A unit or a stock item goes "
            "whole, the code of a part moves one piece, or one pack. Another place is the new one from then on.",
            "Digits, or the code for a quantity, say how many the last scan moved in all. Where a part lies in several "
            "places it is asked from which; the answer holds for the part as long as the mode lasts.",
        ),
        ModeKind.OUT: (
            "What is scanned goes out of stock at once, without a document: a unit is sold then, the code of a part "
            "takes one piece, or one pack. A place that is scanned is where pieces are taken from.",
            "Digits, or the code for a quantity, say how many the last scan took in all.",
        ),
        ModeKind.WHERE: (
            "Scan anything: the large line is the place where it is, or where most of it is. Nothing is changed.",
        ),
    }
)


def help_of(kind: ModeKind) -> tuple[str, ...]:
    undo = () if kind is ModeKind.WHERE else ("F7 says what the last scan here did, and takes it back.",)
    return (
        *_HELP[kind],
        *undo,
        "It ends by Esc, by the codes for done or the menu, and when nothing is scanned for a while.",
    )
