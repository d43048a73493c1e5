"""What the lists and the forms say."""

from kiosk.stock.lists import Scope


def reading() -> str:
    return "reading the list"


def shown(first: int, last: int, total: int) -> str:
    """Which rows of a list are on the screen."""
    if total == 0:
        return "nothing here"
    if first == 1 and last == total:
        return f"{total} of {total}"
    return f"{first:,}-{last:,} of {total:,}"


# Search


def search_in(scope: Scope) -> str:
    return {
        Scope.EVERYTHING: "Search",
        Scope.PARTS: "Search parts",
        Scope.PLACES: "Search places",
        Scope.ARCHIVED: "Search what is archived",
    }[scope]


def key_scope(scope: Scope) -> str:
    return {
        Scope.EVERYTHING: "all",
        Scope.PARTS: "parts",
        Scope.PLACES: "places",
        Scope.ARCHIVED: "archived",
    }[scope]


def key_new() -> str:
    return "new"


def key_actions() -> str:
    return "actions"


def nothing_fits_search(text: str, scope: Scope) -> str:
    """The sentence for a search that finds nothing."""
    if not text:
        return {
            Scope.EVERYTHING: "There is nothing yet. F6 makes the first part.",
            Scope.PARTS: "There is no part yet. F6 makes the first one.",
            Scope.PLACES: "There is no place yet. F6 makes the first one.",
            Scope.ARCHIVED: "Nothing is archived.",
        }[scope]
    where = {
        Scope.EVERYTHING: "",
        Scope.PARTS: " among the parts",
        Scope.PLACES: " among the places",
        Scope.ARCHIVED: " among what is archived",
    }[scope]
    return f"Nothing found for {text}{where}. Type less of it, or press F3 to look elsewhere."


# Low stock


def nothing_low() -> str:
    return "No part is below its minimum."


def part_column() -> str:
    return "part"


def stock_columns(wide: bool) -> tuple[str, str, str]:
    """Above what is on hand, the minimum, and what is missing."""
    return ("in stock", "minimum", "missing") if wide else ("stock", "min", "lack")


def key_filter() -> str:
    return "filter"


# Forms


def key_save() -> str:
    return "save"


def key_edit() -> str:
    return "edit"


def key_take() -> str:
    return "take over"


def key_cancel() -> str:
    return "cancel"


def save_or_leave() -> str:
    return "F5 saves, Esc leaves"


def leave_unsaved() -> str:
    return "Leave without saving?"


def leave_unsaved_help() -> str:
    return "What you typed here would be lost."


def still_typing(label: str) -> str:
    """A field in which something was typed is open."""
    return f"{label} is still open"


def still_typing_help() -> str:
    return "Enter takes over what you typed, Esc drops it; the code for the menu again drops it all."


def yes_leave_unsaved() -> str:
    return "Leave without saving"


def no_keep_editing() -> str:
    return "Stay, and go on with it"


def type_to_choose(label: str) -> str:
    """Above the field of something that is chosen from a list."""
    return f"{label}: type to find it, or scan it"


def yes() -> str:
    return "yes"


def no() -> str:
    return "no"


def nothing_fits() -> str:
    return "Nothing fits what is typed."
