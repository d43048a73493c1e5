"""What can be done with a thing: the actions by name, and why one can't be done just now."""

from kiosk.stock.statuses import Status
from kiosk.wording.answers import STATUSES

NAMES = {
    "edit": "Edit",
    "units": "Stock items",
    "add_stock": "Add stock",
    "codes": "Codes",
    "suppliers": "Supplier parts",
    "variant": "New variant",
    "inside": "New place in it",
    "serialise": "Serialise stock",
    "status": "Change status",
    "notes": "Details and notes",
    "part": "Its part",
    "adjust": "Adjust quantity",
    "history": "History",
    "archive": "Archive",
    "restore": "Bring back",
    "resume": "Go on with it",
    "lines": "Lines and history",
    "document_units": "All its units",
    "restock": "Restock: receive more",
    "issue": "Issue it",
    "sale": "Sell it by an invoice",
    "return": "Take it back",
    "receive": "Receive what is to come",
    "repair": "Repair it",
    "came_in": "Labels for what came in",
    "label": "Print a label",
}


def key_label(*, slip: bool = False) -> str:
    return "slip" if slip else "label"


def title() -> str:
    return "Actions"


def gone(label: str) -> str:
    return f"{label} is no more. Go back and search for it."


def print_slip() -> str:
    return "Print the slip"


def nothing_came_in() -> str:
    return "nothing has come in by it"


def is_archived() -> str:
    return "it is archived"


def is_void() -> str:
    return "it is void, as if it had never been"


def is_no_unit() -> str:
    return "it has no serial; begin a repair by what it is"


def is_one_unit() -> str:
    return "it is one unit; change its status"


def is_out() -> str:
    return "it is not on hand"


def stock_not_tracked() -> str:
    return "its stock is not tracked; see Edit"


def has_serials() -> str:
    return "each of its units has a serial number already"


def nothing_to_serialise() -> str:
    return "none is in stock; switch serial numbers on by Edit"


def is_not_out() -> str:
    return "it was neither sold nor handed back"


def not_available(status: Status) -> str:
    told = STATUSES[status]
    return f"it is {told[0].lower()}{told[1:]}"


def no_draft() -> str:
    return "it is no draft any more"


def nothing_to_come(*, placed: bool) -> str:
    """Why nothing can be received of an order."""
    return "nothing is to come of it any more" if placed else "it is not ordered"


def not_posted() -> str:
    return "it has moved nothing"


# Archive


def archive_title() -> str:
    return "Archive"


def restore_title() -> str:
    return "Bring back"


def archive_question(label: str) -> str:
    return f"Archive {label}?"


def archive_help() -> str:
    return "It stays in the history, but no list or search has it, and no new stock comes in for it."


def restore_question(label: str) -> str:
    return f"Bring {label} back?"


def restore_help() -> str:
    return "Lists and searches have it again, and new stock can come in."


def yes_archive() -> str:
    return "Yes, archive it"


def yes_restore() -> str:
    return "Yes, bring it back"


def no_leave_it() -> str:
    return "No, leave it as it is"


def archived() -> str:
    return "Archived"


def archived_help(label: str) -> str:
    return f"{label} is in no list any more. F4 brings it back."


def restored() -> str:
    return "Brought back"


def restored_help(label: str) -> str:
    return f"{label} is in use again."


def not_archived() -> str:
    return "Not archived"


def not_restored() -> str:
    return "Not brought back"


def answer_by_key() -> str:
    return "Answer first"


def answer_by_key_help() -> str:
    return "Press 1 or 2; scan again after that."
