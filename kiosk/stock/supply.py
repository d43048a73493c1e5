"""How a supplier names a part, as a list shows it. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from kiosk.stock.thing import Thing


@dataclass(frozen=True, slots=True)
class Supply:
    """One of the supplier parts of a part; `unit` is the part's."""

    thing: Thing
    partner: str
    sku: str
    manufacturer_number: str
    pack: Decimal
    unit: str
    archived: bool
