"""What every printer is: something that takes bytes, or says in words why it doesn't."""

from collections.abc import Callable
from typing import Protocol

from kiosk.config import AnyPrinter, CupsPrinter, DevicePrinter, FilePrinter, NetworkPrinter
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


def make(config: AnyPrinter, stopped: Stopped = lambda: False) -> Printer:
    """The printer that is configured. Does not look whether it is there."""
    match config:
        case DevicePrinter():
            from kiosk.printers.device import Device

            return Device(config.device, stopped)
        case NetworkPrinter():
            from kiosk.printers.network import Network

            return Network(config.host, config.port, stopped)
        case CupsPrinter():
            from kiosk.printers.cups import Cups

            return Cups(config.queue, raw=config.language == "zpl", stopped=stopped)
        case FilePrinter():
            from kiosk.printers.folder import Folder

            return Folder(config.folder, config.language)
