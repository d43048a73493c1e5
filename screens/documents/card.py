"""One document: its head, its lines, what became of it, and what it has to do with others. F7 reverses a posted one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk import times
from kiosk.barcodes import internal
from kiosk.barcodes.commands import Command, Word
from kiosk.flows.documents import drafts
from kiosk.page import Page
from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.document_lists import CardLine, DocumentCard
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import DocumentView
from kiosk.wording import documents as words
from kiosk.wording import documents_list as wording
from kiosk.wording import labels_screens as labels_wording
from kiosk.wording import lists, sheets
from kiosk.wording import screens as common
from screens.documents import rows
from screens.frame.listed import Listed
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad, wrap
from screens.places import Place
from screens.tasks import document, labels
from screens.widgets.bars import Keys
from screens.widgets.sheet import GUTTER

_LABEL, _SHORT_LABEL = 14, 10  # cells of a label where there is room for it, and where there is little
_NARROW = 50
_LONG = 50  # rows that one text may take


@dataclass(frozen=True, slots=True)
class _Units:
    """All units of the document."""


@dataclass(frozen=True, slots=True)
class _Fact:
    """One row of what is known; `pick` is what it leads to: the document itself, a thing, or its units."""

    at: int
    line: Line
    pick: DocumentView | Thing | _Units | None = None


class Card(Listed):
    """Facts, lines and history are one list; only of the lines there may be many, so they are read by windows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "actions", show=False),
        Binding("f7", "reverse", show=False),
        Binding("f8", "slip", show=False),
    ]

    def __init__(self, host: Host, document: int) -> None:
        super().__init__(host, wording.title(), empty=wording.gone())
        self.listing.numbers = False
        self._document = document
        self._card: DocumentCard | None = None

    async def fetch(self, offset: int, limit: int) -> Page[_Fact | CardLine]:
        card: DocumentCard | None = await self.kiosk.aside(drafts.card, self._document)
        self._card = card
        if card is None:
            return Page((), 0)
        self.headline.say(words.named(card.view), self.kiosk.who)
        width = max(10, self.size.width - GUTTER)
        above = _facts(enumerate(_above(card, width, self.marks, self.kiosk.zone, self.kiosk.prefix)))
        below = _facts(enumerate(_below(card, width, self.marks, self.kiosk.zone), 1_000_000))
        lines: Page[CardLine] = await self.kiosk.aside(drafts.lines, self._document, max(0, offset - len(above)), limit)
        found: list[_Fact | CardLine] = [*above[offset : offset + limit]]
        found += lines.rows[: limit - len(found)]
        found += below[max(0, offset - len(above) - lines.total) :][: limit - len(found)]
        return Page(tuple(found), len(above) + lines.total + len(below), offset)

    def row(self, value: "_Fact | CardLine", width: int, marks: Marks) -> Line:
        return value.line if isinstance(value, _Fact) else rows.card_line(value, width, marks)

    def same(self, value: "_Fact | CardLine") -> object:
        return value.at if isinstance(value, _Fact) else ("line", value.line.id)

    def on_resize(self) -> None:
        self.listing.reload()  # facts are wrapped to the width

    def keys(self) -> Keys:
        opens = (("Enter", self._opens),) if self._opens else ()
        reverse = (("F7", wording.key_reverse(moved=self._moved)),) if self._reversible else ()
        return (
            ("Esc", common.key_back()),
            *opens,
            *reverse,
            *((("F4", lists.key_actions()), ("F8", labels_wording.key_slip())) if self._card is not None else ()),
            *self.scroll_keys(),
            ("F1", common.key_help()),
        )

    @property
    def _opens(self) -> str:
        """What Enter does with the row under the cursor; empty for nothing."""
        match self.listing.pick:
            case CardLine() | _Fact(pick=_Units()):
                return wording.key_units()
            case _Fact(pick=DocumentView()):
                return wording.key_resume()
            case _Fact(pick=Thing()):
                return common.key_open()
        return ""

    @property
    def _reversible(self) -> bool:
        """A posted document that has moved no stock, such as an order, is cancelled."""
        return self._card is not None and self._card.head.state is DocState.POSTED and not self._card.head.reversed

    @property
    def _moved(self) -> bool:
        return self._card is not None and self._card.head.operation is not None

    def help(self) -> tuple[str, ...]:
        return wording.help_of_card()

    def pick(self, pick: object) -> None:
        assert self._card is not None, "rows are read with it"
        match pick:
            case CardLine():
                self.kiosk.visit(Place.DOCUMENT_UNITS, self._card.view.thing, pick.line.id, pick.line.part)
            case _Fact(pick=_Units()):
                self.kiosk.visit(Place.DOCUMENT_UNITS, self._card.view.thing)
            case _Fact(pick=DocumentView() as view):
                self.kiosk.visit(*document(view))
            case _Fact(pick=Thing(kind=Kind.DOCUMENT) as thing):
                self.kiosk.visit(Place.DOCUMENT_CARD, thing.id)
            case _Fact(pick=Thing() as thing):
                self.kiosk.open(thing)

    def action_actions(self) -> None:
        if self._card is not None:
            self.kiosk.visit(Place.ACTIONS, self._card.view.thing)

    def command(self, command: Command) -> Callable[[], object] | None:
        if command.word is Word.PRINT and self._card is not None:
            return self.action_slip
        return super().command(command)

    def action_slip(self) -> None:
        if self._card is not None:
            labels(self.kiosk, self._card.view.thing)

    def action_reverse(self) -> None:
        if self._reversible:
            self.kiosk.visit(Place.REVERSE, self._document)


_Told = tuple[Line, DocumentView | Thing | _Units | None]


def _facts(told: "Iterator[tuple[int, _Told]]") -> list[_Fact]:
    return [_Fact(at, painted, pick) for at, (painted, pick) in told]


def _above(card: DocumentCard, width: int, marks: Marks, zone: tzinfo | None, prefix: str) -> Iterator[_Told]:
    """The head of the document."""
    view, head = card.view, card.head
    if view.state is DocState.DRAFT or view.kind is DocKind.REPAIR:
        yield line(Span(fit(wording.resume(view), width, marks), "strong")), view
    by = f" {marks.dot} ".join(filter(None, (_when(view.at, zone), view.by, view.station)))
    undone = "" if card.reversal is None else wording.reversed_by(card.reversal, _when(card.reversal.at, zone))
    facts: Sequence[tuple[str, str, Thing | None]] = (
        (words.label_state(), words.state(view), None),
        (words.label_partner(), view.partner, None),
        (words.label_reference(), view.reference, None),
        (words.label_progress(view), words.far(view), None),
        (wording.label_goes_to(), head.place.label if head.place else "", head.place),
        (words.label_held(), words.held_since(view.lease, _when(view.since, zone)), None),
        (words.label_by(view), by, None),
        (wording.label_reversed(), undone, None),
        (words.label_source(), head.source.label if head.source else "", head.source),
        (sheets.notes(), head.notes, None),
        (sheets.own_code(), internal.write(Kind.DOCUMENT, view.thing.id, prefix) if prefix else "", None),
    )
    for label, told, pick in facts:
        if told:
            yield from _fact(label, told, pick, width, marks)
    yield line(Span(fit(wording.all_units(view), width, marks), "strong")), _Units()
    yield (), None
    yield line(Span(wording.lines() if view.lines else wording.no_lines(), "label")), None


def _below(card: DocumentCard, width: int, marks: Marks, zone: tzinfo | None) -> Iterator[_Told]:
    """What was made from it, and what happened to it."""
    if card.made:
        yield (), None
        yield line(Span(wording.made(), "label")), None
        for one in card.made:
            yield line(fit(words.told_of(one), width, marks)), one.thing
    yield (), None
    yield line(Span(wording.history(), "label")), None
    for event in card.events:
        told = f" {marks.dot} ".join(filter(None, (wording.happened(event), event.operator, event.station)))
        yield from _fact(_when(event.at, zone), told, None, width, marks, 17)


def _fact(label: str, told: str, pick: Thing | None, width: int, marks: Marks, cells: int = 0) -> Iterator[_Told]:
    cells = cells or (_SHORT_LABEL if width < _NARROW else _LABEL)
    for at, text in enumerate(wrap(told, max(8, width - cells), _LONG, marks)):
        head = Span(pad(label if at == 0 else "", cells - 1, marks) + " ", "dim")
        yield line(head, text), pick if at == 0 else None


def _when(at: int, zone: tzinfo | None) -> str:
    return times.short(at, zone)[:16]  # to the minute
