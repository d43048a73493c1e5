"""The kinds of documents, and what each does to stock. Pure, and quick to import: the menu names them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class DocKind(StrEnum):
    """The values are what the store keeps and programs see."""

    ORDER = "purchase_order"
    RECEIPT = "goods_receipt"
    ISSUE = "goods_issue"
    PURCHASE_INVOICE = "purchase_invoice"
    SALES_INVOICE = "sales_invoice"
    RETURN = "return"
    REPAIR = "repair_order"
    TRANSFER = "transfer"
    COUNT = "stock_count"


class DocState(StrEnum):
    """A draft may still be changed; a posted document never, it is corrected by a reversal."""

    DRAFT = "draft"
    POSTED = "posted"
    CANCELLED = "cancelled"


class Way(StrEnum):
    """Which way the stock of a document goes."""

    NONE = "none"  # it is expected only
    IN = "in"
    OUT = "out"
    BACK = "back"  # what had gone out comes back
    OWN = "own"  # its kind has a way of its own: parts of a repair, differences of a count


@dataclass(frozen=True, slots=True)
class Rule:
    """`prefix` begins the numbers of a kind; `makes` is the warehouse document that an invoice leads to."""

    prefix: str
    way: Way
    makes: DocKind | None = None


RULES: Mapping[DocKind, Rule] = MappingProxyType(
    {
        DocKind.ORDER: Rule("PO", Way.NONE),
        DocKind.RECEIPT: Rule("GR", Way.IN),
        DocKind.ISSUE: Rule("GI", Way.OUT),
        DocKind.PURCHASE_INVOICE: Rule("PI", Way.IN, DocKind.RECEIPT),
        DocKind.SALES_INVOICE: Rule("SI", Way.OUT, DocKind.ISSUE),
        DocKind.RETURN: Rule("RT", Way.BACK),
        DocKind.REPAIR: Rule("RO", Way.OWN),
        DocKind.COUNT: Rule("SC", Way.OWN),
    }
)
