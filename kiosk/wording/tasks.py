"""The tasks of the menu by name, and what each is good for. Loaded before the first paint, so it imports nothing."""


def receipt() -> str:
    return "Goods receipt"


def receipt_help() -> str:
    return "take stock in, with serials and batches"


def issue() -> str:
    return "Goods issue"


def issue_help() -> str:
    return "hand stock out"


def documents() -> str:
    return "Documents"


def documents_help() -> str:
    return "orders, invoices, returns, all documents"


def key_labels() -> str:
    return "labels of it"


def key_resume() -> str:
    return "go on"


def counted(name: str, waiting: int) -> str:
    """A task with how many things wait in it to be gone on with."""
    return f"{name} ({waiting:,})" if waiting else name


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


def lists() -> str:
    return "Scan lists"


def lists_help() -> str:
    return "scan many things, then act on them together"


def modes() -> str:
    return "Move, take out, find"


def modes_help() -> str:
    return "each scan acts at once"


def move() -> str:
    return "Move into"


def move_help() -> str:
    return "scan a place, then what goes there"


def out() -> str:
    return "Take out"


def out_help() -> str:
    return "what is scanned goes out of stock"


def where() -> str:
    return "Where is it"


def where_help() -> str:
    return "the place in large letters; nothing is changed"


def repairs() -> str:
    return "Repairs"


def repairs_help() -> str:
    return "of own units and of customers', parts used"


def counts() -> str:
    return "Count"


def counts_help() -> str:
    return "a place, a part or all: what is really there"


def more() -> str:
    return "More"


def more_help() -> str:
    return "search, serials, history, undo, station"


def undo() -> str:
    return "Undo"


def undo_help() -> str:
    return "the last changes of stock, and taking them back"


def key_search() -> str:
    return "search"
