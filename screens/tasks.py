"""Where the tasks of the menu lead that have a command code, and where a document belongs."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from kiosk.barcodes.commands import Command, Word
from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.modes import ModeKind
from screens.host import Host
from screens.places import Place

if TYPE_CHECKING:
    from kiosk.stock.thing import Thing
    from kiosk.stock.views import DocumentView

_PLACES: Mapping[Word, Place] = MappingProxyType(
    {
        Word.SEARCH: Place.SEARCH,
        Word.SERIALS: Place.SERIALS,
        Word.LOW: Place.LOW_STOCK,
        Word.HISTORY: Place.HISTORY,
        Word.STATION: Place.STATION,
        Word.DOCUMENTS: Place.DOCUMENT_TASKS,
        Word.LISTS: Place.LISTS,
        Word.REPAIRS: Place.REPAIRS,
        Word.COUNT: Place.COUNTS,
    }
)


_KINDS: Mapping[Word, DocKind] = MappingProxyType(
    {
        Word.RECEIPT: DocKind.RECEIPT,
        Word.ISSUE: DocKind.ISSUE,
        Word.ORDER: DocKind.ORDER,
        Word.PURCHASE: DocKind.PURCHASE_INVOICE,
        Word.SALE: DocKind.SALES_INVOICE,
        Word.RETURN: DocKind.RETURN,
    }
)


def document(view: "DocumentView") -> tuple[Place, int]:
    """A draft is gone on with; of any other document all is shown. A repair has a screen of its own for both."""
    if view.kind is DocKind.REPAIR:
        return Place.REPAIR, view.thing.id
    drafted = Place.COUNT if view.kind is DocKind.COUNT else Place.DOCUMENT
    return drafted if view.state is DocState.DRAFT else Place.DOCUMENT_CARD, view.thing.id


MODES: Mapping[Word, ModeKind] = MappingProxyType(
    {
        Word.MOVE: ModeKind.MOVE,
        Word.OUT: ModeKind.OUT,
        Word.WHERE: ModeKind.WHERE,
    }
)


def way(host: Host, command: Command) -> Callable[[], None] | None:
    """What goes to the task of this command; None where it is the command for none."""
    if command.word is Word.SCAN:
        return partial(_quick_scan, host)
    if command.word in _KINDS:
        return partial(host.visit, Place.START_DOCUMENT, _KINDS[command.word])
    if command.word is Word.PRINT:
        return partial(labels, host)
    if command.word in MODES:
        return partial(host.visit, Place.MODE, MODES[command.word])
    place = None if command.word is None else _PLACES.get(command.word)
    return None if place is None else partial(host.visit, place)


def labels(
    host: Host,
    *things: "Thing",
    came_in_by: int | None = None,
    list: int | None = None,
    commands: bool = False,
) -> None:
    """Ask for labels of these things, of what a document brought in, of the rows of a list; or of what is scanned."""
    from kiosk.flows.printing.asking import Sought

    host.visit(Place.LABELS, Sought(things, came_in_by, list, commands))


def _quick_scan(host: Host) -> None:
    from kiosk.flows.lookup import LookupState

    host.visit(Place.QUICK_SCAN, LookupState())
