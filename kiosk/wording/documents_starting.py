"""What the form says with which a document is begun."""

from collections.abc import Sequence

from kiosk.stock.document_kinds import RULES, DocKind, Way
from kiosk.wording.documents import kind as kind_of


def title(kind: DocKind) -> str:
    return f"New {_lower(kind_of(kind))}"


def new_customer(name: str) -> str:
    return f"New customer: {name}"


def begun(number: str) -> str:
    return number


def begun_help(kind: DocKind, expected: str) -> str:
    told = f"{kind_of(kind)} begun."
    return f"{told} {expected or scan_on(kind)}"


def scan_on(kind: DocKind) -> str:
    """What a document of this kind takes."""
    return "Scan parts." if RULES[kind].way is Way.NONE else "Scan parts, serials or a place."


def no_order(text: str) -> str:
    return f"is no purchase order of which something is to come: {text}; choose from the list, or leave it empty"


def begun_already(numbers: Sequence[str]) -> str:
    """Other open drafts work off the order that was chosen."""
    return f"is being received by {', '.join(numbers)} already. Go on only if this is another delivery."


def partner_archived(name: str) -> str:
    return f"can't be {name}, who is archived; bring them back into use first"


def a_document() -> str:
    return "This is a document"


def a_document_help(number: str) -> str:
    return f"{number} is nothing to receive from. Leave this form with Esc and scan it again to open it."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def hint() -> str:
    return "F5 begins it. What you don't know yet can stay empty."


def key_begin() -> str:
    return "begin"
