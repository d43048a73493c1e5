"""What the lists, the menu's tasks and the actions of a thing say."""


def reading() -> str:
    return "reading the list"


def shown(first: int, last: int, total: int) -> str:
    """Which rows of a list are on the screen."""
    if total == 0:
        return "nothing here"
    if first == 1 and last == total:
        return f"{total} of {total}"
    return f"{first:,}-{last:,} of {total:,}"


# The menu's tasks


def task_search() -> str:
    return "Search"


def task_search_help() -> str:
    return "parts, units and places by name or number"


# Filter


def filter_label() -> str:
    return "Show only what fits"


def key_filter() -> str:
    return "filter"


def key_page() -> str:
    return "page"


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
