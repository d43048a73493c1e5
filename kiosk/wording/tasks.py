"""The tasks of the menu by name, and what each is good for. Loaded before the first paint, so it imports nothing."""


def search() -> str:
    return "Search"


def search_help() -> str:
    return "parts and places: find, create, edit"


def serials() -> str:
    return "Serials"


def serials_help() -> str:
    return "units: where they are, status, notes"


def low_stock() -> str:
    return "Low stock"


def low_stock_help() -> str:
    return "what is below its minimum"


def history() -> str:
    return "History"


def history_help() -> str:
    return "scans and movements: when, who, what"


def station() -> str:
    return "Station"


def station_help() -> str:
    return "scanners, store, settings, log"


def undo() -> str:
    return "Undo"


def undo_help() -> str:
    return "take back what was done last"
