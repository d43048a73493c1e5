"""The filter of the history: its fields, what is wrong with them, what a scan has filled in."""

from kiosk.stock.history import Log

_FIELDS = {
    "period": "Time",
    "since": "From",
    "until": "To",
    "part": "Part",
    "item": "Unit",
    "place": "Place",
    "operator": "Operator",
    "station": "Station",
    "device": "Scanner",
    "result": "Result",
    "act": "What",
}


def filter_title(log: Log) -> str:
    return "Filter scans" if log is Log.JOURNAL else "Filter movements"


def filter_hint() -> str:
    return "F5 shows what fits. A scanned part, unit or place is filled in."


def field(name: str, log: Log) -> str:
    """A field's label; it has room for 9 letters where the screen is narrow."""
    if name == "text":
        return "Code has" if log is Log.JOURNAL else "Text has"
    return _FIELDS[name]


def periods() -> tuple[tuple[str, str], ...]:
    """The times that can be chosen: what the flow knows them by, and what they are called."""
    return (
        ("", "any time"),
        ("today", "today"),
        ("1h", "the last hour"),
        ("7d", "the last 7 days"),
        ("typed", "as typed below"),
    )


def any_of_them() -> str:
    return "any"


def not_found(text: str) -> str:
    return f"Nothing is called {text}. Type a part of its name and choose, or scan it."


def several(text: str) -> str:
    return f"Several things are called {text}. Choose one from the list, or scan it."


def backwards() -> str:
    return "This is not after the time it begins from."


def not_taken() -> str:
    return "Not taken"


def ambiguous_help() -> str:
    return "Choose the one that is meant: open its field, type a part of its name and choose it. Nothing was changed."


def filtered() -> str:
    return "Filled in"


def filtered_by(label: str) -> str:
    return f"Only what is of {label}. F5 shows it."


def filtered_by_text() -> str:
    return "Only scans of this code. F5 shows them."


def filtered_by_code() -> str:
    return "Nothing has this code; its scans will be listed. F5 shows them."


def unknown_help() -> str:
    return "Nothing has this code, so there is nothing to filter by. The filter is as it was."


def applied() -> str:
    return "Filter in force"


def key_show() -> str:
    return "show"


def help_of_filter() -> tuple[str, ...]:
    return (
        "Open a field by its number. What stands in several fields must all fit. An empty field leaves nothing out.",
        "A part, a unit or a place can be scanned: it is filled in where it belongs. Of an unknown code the scans are "
        "asked for. F5 shows what fits.",
        "Times are as 2026-11-30, 2026-11-30T14:00, or an age such as 30m, 12h, 7d. A day without a time counts whole.",
    )
