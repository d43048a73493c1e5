"""A quantity of a part that has no serial, as a list shows it. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from kiosk.stock.thing import Thing


@dataclass(frozen=True, slots=True)
class LooseItem:
    """One stock item; `place` is empty where it is out, `batch` and `expiry` (ISO text) where it has none."""

    thing: Thing
    quantity: Decimal
    unit: str
    place: str
    status: str
    batch: str
    expiry: str
