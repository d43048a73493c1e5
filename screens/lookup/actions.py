"""F4: what can be done with a thing, by number. What can't be done now is dim, and says why."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.errors import StoreError
from kiosk.flows import actions
from kiosk.flows.actions import Action, Offer
from kiosk.flows.documents import shortcuts
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Thing
from kiosk.stock.tracking import Tracking
from kiosk.stock.views import DocumentView, ItemView, PartView, View
from kiosk.wording import actions as wording
from kiosk.wording import screens as common
from screens.frame.framed import Framed
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Span, fit, line, wrap
from screens.places import Place
from screens.tasks import document, labels
from screens.widgets.bars import Keys
from screens.widgets.sheet import NUMBERS, Row

_REASON = 3  # rows that a reason has at most


class Actions(Framed):
    """Leads on to the screen of what is chosen; the way back is to where this one was opened."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "label", show=False)]

    passing = True

    def __init__(self, host: Host, thing: Thing) -> None:
        super().__init__(host, wording.title())
        self._thing = thing
        self._view: View | None = None
        self._digits = "1-9"
        self._labels = False  # whether a label can be printed

    def on_mount(self) -> None:
        super().on_mount()
        self.run_worker(self._read)

    async def _read(self) -> None:
        try:
            offered = await self.kiosk.read(actions.offered, self._thing)
        except StoreError as error:
            self.sheet.show(partial(_told, common.details_failed(str(error)), self.marks))
            return
        if offered is None:
            self.sheet.show(partial(_told, wording.gone(self._thing.label), self.marks))
        else:
            self._view = offered.view
            self._labels = any(one.action is Action.LABEL and not one.why for one in offered.offers)
            self._digits = "0-9" if len(offered.offers) > len(NUMBERS) else "1-9"
            self.sheet.show(partial(_rows, offered.view, offered.offers, self.marks))
        self.key_line.redraw()

    def keys(self) -> Keys:
        choose = ((self._digits, common.key_choose()),) if self.sheet.pick is not None else ()
        label = (("F8", wording.key_label(slip=isinstance(self._view, DocumentView))),) if self._labels else ()
        return (("Esc", common.key_back()), *choose, *label, *self.scroll_keys(), ("F1", common.key_help()))

    def command(self, command: Command) -> Callable[[], object] | None:
        if command.word is Word.PRINT and self._labels:
            return self.action_label
        return super().command(command)

    def action_label(self) -> None:
        if self._view is not None and self._labels:
            labels(self.kiosk, self._view.thing)

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import help as words

        return words.actions()

    def pick(self, pick: object) -> None:
        if self._view is None or not isinstance(pick, Action):
            return
        if pick is Action.PART and isinstance(self._view, ItemView):
            self.kiosk.open(self._view.part)
        elif pick in _BEGINS:
            fn, *args = _BEGINS[pick]
            self.kiosk.begin(fn, self._view.thing, *args)
        elif pick is Action.LABEL:
            self.action_label()
        elif pick is Action.CAME_IN:
            labels(self.kiosk, came_in_by=self._view.thing.id)
        elif pick is Action.RECEIVE:
            self.kiosk.visit(Place.START_DOCUMENT, DocKind.RECEIPT, self._view.thing.label)
        elif pick is Action.RESUME and isinstance(self._view, DocumentView):
            self.kiosk.visit(*document(self._view))
        else:
            place, args = way(pick, self._view)
            self.kiosk.visit(place, *args)


def way(action: Action, view: View) -> tuple[Place, Sequence[Any]]:
    """Where an action leads, and what the screen there is handed."""
    thing = view.thing
    match action:
        case Action.EDIT:
            return Place.PART_FORM if thing.kind == "part" else Place.LOCATION_FORM, (thing, None)
        case Action.VARIANT:
            return Place.PART_FORM, (None, thing)
        case Action.INSIDE:
            return Place.LOCATION_FORM, (None, thing)
        case Action.UNITS if isinstance(view, PartView) and not Tracking(view.tracking).serial:
            return Place.LOOSE_STOCK, (thing,)
        case Action.ARCHIVE | Action.RESTORE:
            return Place.ARCHIVE, (thing, action is Action.ARCHIVE)
        case _:
            place = _PLACES[action]
            return place, (thing.id if place in _BY_ID else thing,)


_PLACES = {
    Action.UNITS: Place.SERIALS,
    Action.ADD_STOCK: Place.INITIAL_STOCK,
    Action.CODES: Place.CODES,
    Action.SUPPLIERS: Place.SUPPLIER_PARTS,
    Action.SERIALISE: Place.SERIALISE,
    Action.STATUS: Place.STATUS,
    Action.NOTES: Place.UNIT,
    Action.ADJUST: Place.ADJUST,
    Action.HISTORY: Place.HISTORY,
    Action.REPAIR: Place.START_REPAIR,
    Action.LINES: Place.DOCUMENT_CARD,
    Action.DOCUMENT_UNITS: Place.DOCUMENT_UNITS,
}


# Documents that begin with the thing: the flow's function, and what it is handed after the thing.
_BEGINS: Mapping[Action, tuple[Any, ...]] = MappingProxyType(
    {
        Action.RESTOCK: (shortcuts.restock,),
        Action.ISSUE: (shortcuts.issue_of, DocKind.ISSUE),
        Action.SALE: (shortcuts.issue_of, DocKind.SALES_INVOICE),
        Action.RETURN: (shortcuts.return_of,),
    }
)
_BY_ID = frozenset({Place.DOCUMENT, Place.DOCUMENT_CARD})  # are handed an id


_DIGITS = f"{NUMBERS}0"
_NO_DIGIT = " "  # of a row behind the ten that have one: a key of its own, or the arrows choose it


def _rows(view: View, offers: Sequence[Offer], marks: Marks, width: int) -> Sequence[Row]:
    rows = [Row(line(Span(fit(view.thing.label, width, marks), "label")))]
    for at, offer in enumerate(offers):
        digit = _DIGITS[at : at + 1] or _NO_DIGIT
        name = _name(offer.action, view)
        if not offer.why:
            rows.append(Row(line(Span(name, "strong")), offer.action, digit))
            continue
        for text in wrap(f"{name}: {offer.why}", width, _REASON, marks):
            rows.append(Row(line(Span(text, "dim"))))
    return rows


def _name(action: Action, view: View) -> str:
    slip = action is Action.LABEL and isinstance(view, DocumentView)
    return wording.print_slip() if slip else wording.NAMES[action]


def _told(why: str, marks: Marks, width: int) -> Sequence[Row]:
    """Why there is nothing to choose."""
    return [Row(line(Span(text, "bad"))) for text in wrap(why, width, 9, marks)]
