"""What stands in the rows of scan lists. Texts of the store are passed on as they are."""

from decimal import Decimal

from kiosk.stock.document_kinds import DocState
from kiosk.stock.scan_lists import ListRow, ScanList
from kiosk.stock.thing import Kind
from kiosk.wording import answers

_STATES = {
    DocState.DRAFT: "draft",
    DocState.POSTED: "posted",
    DocState.CANCELLED: "cancelled",
}


def amount(row: ListRow) -> str:
    """How much of it is on hand: `250 pcs`, `3 stock items`, `12 lines`; nothing of a unit, which is one."""
    if row.amount is None or row.serial:
        return ""
    match row.thing.kind:
        case Kind.LOCATION:
            return answers.amount(row.amount, answers.items_unit(row.amount))
        case Kind.DOCUMENT:
            return answers.amount(row.amount, "line" if row.amount == 1 else "lines")
        case _:
            return answers.amount(row.amount, row.unit)


def quantity(row: ListRow) -> str:
    """How much of it is meant, and of how much: `5 of 250 pcs`; as `amount` where all of it is."""
    if row.quantity is None:
        return amount(row)
    if row.amount is None:
        return answers.amount(row.quantity, row.unit)
    return f"{answers.amount(row.quantity, '')} of {answers.amount(row.amount, row.unit)}"


def place(row: ListRow) -> str:
    """Where it is: the path, of a part with several that with the most of it."""
    if row.thing.kind is Kind.LOCATION:
        return ""
    return f"{row.place} +{row.places - 1:,}" if row.places > 1 else row.place


def status(row: ListRow) -> str:
    """How it stands, as people say it; empty for what has no status."""
    if not row.status:
        return ""
    if row.thing.kind is Kind.DOCUMENT:
        return _STATES[DocState(row.status)]
    return answers.status(row.status)


def told(row: ListRow) -> str:
    """All of it but the title in one line: `5 of 250 pcs · MAIN/A/03 · In stock`."""
    return " · ".join(filter(None, (row.gone, quantity(row), place(row), status(row))))


def rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"


def size(one: ScanList) -> str:
    """How many rows a list has: `12 rows, 3 marked`."""
    return f"{rows(one.total)}, {one.marked:,} marked" if one.marked else rows(one.total)


def plain(quantity: Decimal) -> str:
    return answers.amount(quantity, "")
