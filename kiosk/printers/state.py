"""How a printer is, as its worker tells it to the screens. Pure values."""

from dataclasses import dataclass
from enum import StrEnum


class Condition(StrEnum):
    READY = "ready"  # as far as is known: it took the last label, or was never tried
    PRINTING = "printing"
    AWAY = "away"  # it did not take the last label
    ELSEWHERE = "elsewhere"  # another Kiosk of this station prints for it


@dataclass(frozen=True, slots=True)
class PrinterState:
    """`waiting` labels; `fault` is why it is away, a sentence; `again` is when it is tried next, time.monotonic.

    `refused` labels could not be drawn and wait no more; `fault` is the last one's then, where the printer isn't away.
    """

    name: str
    condition: Condition = Condition.READY
    waiting: int = 0
    fault: str = ""
    again: float = 0.0
    refused: int = 0
