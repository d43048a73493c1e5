"""What all things of the store have in common: a kind, an id, and a label for people."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of things a code can name; the values are what programs see."""

    PART = "part"
    STOCK_ITEM = "stock_item"
    LOCATION = "location"
    SUPPLIER_PART = "supplier_part"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of the store. `label` is untrusted text for people: "RES-10K · Resistor 10 kΩ"."""

    kind: Kind
    id: int
    label: str
