"""What is said when a business rule is changed, or can't be."""

from collections.abc import Sequence


def no_such(key: str, keys: Sequence[str]) -> str:
    return f"There is no setting {key!r}. There are: {', '.join(keys)}."


def not_allowed(key: str, value: object, allowed: str) -> str:
    return f"{value!r} can't be the value of {key}: {allowed}."


def one_of(values: Sequence[str]) -> str:
    return f"it is {' or '.join(values)}"


def between(least: int, greatest: int) -> str:
    return f"it is a whole number from {least} to {greatest}"


def prefix_form() -> str:
    return "it is 1 to 10 of the characters A-Z and 0-9"


def stored_wrong(key: str, value: str) -> str:
    return f"The store holds {value} as its setting {key}, which can't be. Restore a backup."


def serials_clash(serials: Sequence[str], *, more: bool) -> str:
    listed = ", ".join(serials) + (" and more" if more else "")
    return (
        f"Serial numbers can't be unique everywhere: several parts have units of the same serial ({listed}). "
        "Nothing was changed."
    )
