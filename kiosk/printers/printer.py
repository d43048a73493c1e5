"""What every printer is: something that takes bytes, or says in words why it doesn't."""

from collections.abc import Callable
from typing import Protocol

from kiosk.errors import KioskError

PATIENCE = 30.0  # s without any byte taken after which a printer counts as away: paper out, paused, switched off
SLICE = 0.2  # s between two looks whether the station ends

Stopped = Callable[[], bool]  # whether to give up, since the station ends


class PrinterAway(KioskError):
    """The printer takes nothing now; `str()` says why and what to do. What was to be printed may be sent again."""

    code = "printer"


class Printer(Protocol):
    def send(self, data: bytes) -> None:
        """Hand over one piece of work whole. Blocks; raises PrinterAway, after which a part may have been taken."""
        ...
