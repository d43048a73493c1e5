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


def key_resume() -> str:
    return "go on"


def counted(name: str, open_drafts: int) -> str:
    """A task with how many drafts wait in it."""
    return f"{name} ({open_drafts:,})" if open_drafts else name


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
