"""The printer that a [[printer]] of kiosk.toml describes. What talks to a kind is imported for the first of it."""

from kiosk.config import AnyPrinter, CupsPrinter, DevicePrinter, FilePrinter, NetworkPrinter
from kiosk.printers.printer import Printer, Stopped


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
