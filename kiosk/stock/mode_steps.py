"""What one scan of a fast mode has done to stock. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from kiosk.stock.views import ItemView


@dataclass(frozen=True, slots=True)
class Step:
    """`amount` of a stock item has moved by one operation, which is `item` as it was before.

    `to` is the path that it went to, empty where it went out.
    """

    operation: int
    item: ItemView
    amount: Decimal
    to: str

    @property
    def label(self) -> str:
        return self.item.serial or self.item.number

    @property
    def left(self) -> Decimal:
        """How much stayed where it was taken from."""
        return self.item.quantity - self.amount
