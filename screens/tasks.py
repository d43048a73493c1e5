"""The tasks of the menu that have a command code, and where each of them leads."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from kiosk.barcodes.commands import Command, Word
from screens.host import Host
from screens.places import Place

_PLACES: Mapping[Word, Place] = MappingProxyType(
    {
        Word.SEARCH: Place.SEARCH,
        Word.SERIALS: Place.SERIALS,
        Word.LOW: Place.LOW_STOCK,
        Word.HISTORY: Place.HISTORY,
        Word.STATION: Place.STATION,
    }
)


def way(host: Host, command: Command) -> Callable[[], None] | None:
    """What goes to the task of this command; None where it is the command for none."""
    if command.word is Word.SCAN:
        return partial(_quick_scan, host)
    place = None if command.word is None else _PLACES.get(command.word)
    return None if place is None else partial(host.visit, place)


def _quick_scan(host: Host) -> None:
    from kiosk.flows.lookup import LookupState

    host.visit(Place.QUICK_SCAN, LookupState())
