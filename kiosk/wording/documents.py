"""Documents in words wherever they are named: their kinds, how they stand, and what Quick scan says of one."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.leases import Lease
from kiosk.stock.views import DocumentView
from kiosk.wording.answers import amount

KINDS: Mapping[DocKind, str] = MappingProxyType(
    {
        DocKind.ORDER: "Purchase order",
        DocKind.RECEIPT: "Goods receipt",
        DocKind.ISSUE: "Goods issue",
        DocKind.PURCHASE_INVOICE: "Purchase invoice",
        DocKind.SALES_INVOICE: "Sales invoice",
        DocKind.RETURN: "Return",
        DocKind.REPAIR: "Repair order",
        DocKind.TRANSFER: "Transfer",
        DocKind.COUNT: "Stock count",
    }
)
# What goes on with a draft, short enough for the menu of a handheld.
_RESUMED: Mapping[DocKind, str] = MappingProxyType(
    {
        DocKind.ORDER: "order",
        DocKind.RECEIPT: "receipt",
        DocKind.ISSUE: "issue",
        DocKind.PURCHASE_INVOICE: "invoice",
        DocKind.SALES_INVOICE: "invoice",
        DocKind.RETURN: "return",
        DocKind.REPAIR: "repair",
        DocKind.TRANSFER: "transfer",
        DocKind.COUNT: "count",
    }
)


def kind(value: DocKind) -> str:
    return KINDS[value]


def named(view: DocumentView) -> str:
    """The kind and the number: `Goods receipt GR-2-147`."""
    return f"{KINDS[view.kind]} {view.number}"


def told_of(view: DocumentView) -> str:
    """The same with how it stands, where it is listed among other things: `Sales invoice SI-1-4, posted`."""
    return f"{named(view)}, {state(view)}"


def progress(got: Decimal, wanted: Decimal) -> str:
    """`147 of 200`, or `147` where nothing is known of how many there are to be."""
    return f"{_plain(got)} of {_plain(wanted)}" if wanted and wanted != got else _plain(got)


def resume(view: DocumentView) -> str:
    """The row of the menu: `Resume receipt GR-2-147`; how far it is stands beside it."""
    word = "Open" if view.kind is DocKind.REPAIR else "Resume"
    return f"{word} {_RESUMED[view.kind]} {view.number}"


def far(view: DocumentView) -> str:
    """How far a draft is: `147 of 200`; of an order how many lines it has, of a count how much was found."""
    if view.kind is DocKind.COUNT and view.state is DocState.DRAFT:
        return f"{_plain(view.got)} found"
    return lines(view.lines) if view.kind is DocKind.ORDER else progress(view.got, view.wanted)


def lines(count: int) -> str:
    return "no lines" if not count else "1 line" if count == 1 else f"{count:,} lines"


def state(view: DocumentView) -> str:
    """`draft`, `posted`, `cancelled`, `reversed`; of an order that was placed how much of it is open, of a repair
    whether it is."""
    if view.kind is DocKind.REPAIR and view.state is not DocState.CANCELLED:
        return "open" if view.state is DocState.DRAFT else "done"
    if view.state is not DocState.POSTED:
        return {DocState.DRAFT: "draft", DocState.CANCELLED: "cancelled"}[view.state]
    if view.reversed:
        return "reversed"
    if view.kind is DocKind.ORDER:
        return "open" if view.got < view.wanted else "received"
    return "posted"


def held(lease: Lease | None) -> str:
    """Who works on a draft; empty where nobody does."""
    if lease is None:
        return ""
    return f"{lease.operator} at {lease.station}" if lease.operator else lease.station


def waits_for(operator: str) -> str:
    """Whom a draft was handed over to; empty where that is nobody."""
    return f"for {operator}" if operator else ""


def held_since(lease: Lease | None, since: str) -> str:
    who = held(lease)
    return f"{who} since {since}" if who else ""


def told(view: DocumentView) -> str:
    """A document in one sentence, below its number."""
    partner = f", {view.partner}" if view.partner else ""
    return f"{KINDS[view.kind]}{partner}: {_standing(view)}"


def _standing(view: DocumentView) -> str:
    match view.state:
        case DocState.CANCELLED:
            return "cancelled"
        case _ if view.kind is DocKind.REPAIR:
            parts = "no parts" if not view.lines else "1 part" if view.lines == 1 else f"{view.lines:,} parts"
            return f"{state(view)}, {parts}"
        case DocState.DRAFT:
            who = held(view.lease)
            return f"draft, {far(view)}, {f'{who} works on it' if who else waits_for(view.waits_for) or 'parked'}"
        case DocState.POSTED if view.kind is DocKind.ORDER:
            return f"{state(view)}, {_plain(view.got)} of {_plain(view.wanted)} received"
        case DocState.POSTED:
            how = "posted and reversed" if view.reversed else "posted"
            return f"{how}, {_plain(view.got)} in {lines(view.lines)}"


def _plain(quantity: Decimal) -> str:
    return amount(quantity, "")


# On the sheet of Quick scan, beside `kiosk.wording.sheets`


def label_state() -> str:
    return "State"


def label_partner() -> str:
    return "Partner"


def label_reference() -> str:
    return "Reference"


def label_progress(view: DocumentView) -> str:
    return "Ordered" if view.kind is DocKind.ORDER else "Quantity"


def label_held() -> str:
    return "Held by"


def label_source() -> str:
    return "Made from"


def label_by(view: DocumentView) -> str:
    return "Posted" if view.state is DocState.POSTED else "Begun"


def contents() -> str:
    return "Lines"


def open_it(view: DocumentView) -> str:
    """The first row of the sheet, which leads to where the document belongs."""
    goes_on = view.state is DocState.DRAFT or view.kind is DocKind.REPAIR
    return resume(view) if goes_on else "Open it: lines, units, history"
