"""One stock item: all that is known of it, and its whole history below, newest first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.flows import units
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome
from kiosk.page import Page
from kiosk.stock.history import Movement
from kiosk.stock.thing import Thing
from kiosk.stock.units import Card
from kiosk.stock.views import Seen
from kiosk.wording import actions, answers, documents
from kiosk.wording import screens as common
from kiosk.wording import units as wording
from screens.frame.list_taker import ListTaker
from screens.host import Host
from screens.lookup import sheets
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, wrap
from screens.places import Place
from screens.tasks import labels
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing
from screens.widgets.sheet import GUTTER, Row

_NARROW = 50  # cells below which times have no year
_FIRST = 2  # changes that an event is told by, such as those of status and place
_LONG = 5  # pieces that a long event is cut into at most
_INDENT = 2  # cells before the further rows of an event


@dataclass(frozen=True, slots=True)
class _Fact:
    """One row of what is known; `pick` is the thing that it names."""

    at: int
    line: Line
    pick: object = None


@dataclass(frozen=True, slots=True)
class _Further:
    """A further row of an event, counted from 0; it is opened as the first."""

    event: Movement | Seen
    row: int


_Row = _Fact | Movement | Seen | _Further


class Unit(ListTaker):
    """Facts and history are one list: on 40×15 a unit with long notes fills more than a screen by itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "edit", show=False),
        Binding("f5", "status", show=False),
        Binding("f7", "undo", show=False),
        Binding("f8", "label", show=False),
    ]

    journal_name = "unit"

    def __init__(self, host: Host, item: Thing) -> None:
        super().__init__(host, item.label, units.UnitState(item), item.label, wording.reading_unit())
        self.answer.add_class("-line")
        self.listing: Listing[_Row] = Listing(host.marks, self._fetch, self._row, same=_same)
        self.listing.numbers = False
        self._shown = item

    @property
    def step(self) -> ScanStep[Any]:
        return units.scan_unit

    async def _fetch(self, offset: int, limit: int) -> Page[_Row]:
        item = self._shown
        card: Card | None = await self.kiosk.read(units.card, item)
        if card is None:
            return Page((_Fact(0, line(fit(wording.gone(), self.size.width, self.marks))),), 1)
        facts = self._facts(card)
        known = facts[offset : offset + limit]
        each = _each(self.size.width)
        first, within = divmod(max(0, offset - len(facts)), each)
        past: Page[Movement | Seen] = await self.kiosk.aside(units.history, item, first, limit)
        if item is self._shown and self.answer.tone is None:
            self.answer.say(None, wording.unit(card.view), answers.found_detail(card.view))
        below = range(each - 1)
        rows = [row for event in past.rows for row in (event, *(_Further(event, at) for at in below))][within:]
        return Page((*known, *rows[: limit - len(known)]), len(facts) + each * past.total, offset)

    def _facts(self, card: Card) -> Sequence[_Fact]:
        width = max(10, self.size.width - GUTTER)
        usable = Row(line(Span(wording.usable(card.available), "good" if card.available else "warn")))
        known = sheets.item(card.view, card.details, width, self.marks, self.kiosk.zone, self.kiosk.prefix)
        rows = [usable, *known]
        if card.documents or card.sources:
            rows += [Row(), Row(line(Span(wording.sources(), "label")))]
            for view in card.documents:
                texts = wrap(documents.told_of(view), width, 3, self.marks)
                rows += [Row(line(text), view.thing if at == 0 else None) for at, text in enumerate(texts)]
            rows += [
                Row(line(text)) for one in card.sources for text in wrap(wording.source(one), width, 3, self.marks)
            ]
        rows += [Row(), Row(line(Span(wording.history(), "label")))]
        return [_Fact(at, row.line, row.pick) for at, row in enumerate(rows)]

    def _row(self, value: _Row, width: int, marks: Marks) -> Line:
        match value:
            case _Fact():
                return value.line
            case _Further(event, at):
                texts = _below(event, width, marks)
                return line(Span(f"{'':{_INDENT}}{texts[at]}", "dim")) if at < len(texts) else ()
            case Movement() | Seen():
                told, _ = _told(value, width, marks)
                when = (
                    f"{datetime.fromtimestamp(value.at / 1_000_000, UTC).astimezone(self.kiosk.zone):{_when(width)}} "
                )
                return line(Span(when, "dim"), Span(told, "dim" if isinstance(value, Seen) else ""))

    def on_resize(self) -> None:
        self.listing.reload()  # facts are wrapped to the width

    def on_screen_suspend(self) -> None:
        self.answer.say(None, self._shown.label, "")  # what was done on the screen above may have made it untrue

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.listing.reload()

    def keys(self) -> Keys:
        if self.prompt.is_open:
            return super().keys()
        return (
            ("Esc", common.key_back()),
            ("F5", wording.key_status()),
            ("F4", wording.key_edit()),
            ("F7", common.key_undo()),
            ("F8", actions.key_label()),
            *((("Enter", wording.key_details()),) if self._leads_on else ()),
            ("F2", common.key_type()),
            ("F9", common.key_explain()),
            ("F1", common.key_help()),
        )

    @property
    def _leads_on(self) -> bool:
        """Whether the row under the cursor can be opened."""
        match self.listing.pick:
            case _Fact(pick=Thing()) | Movement() | _Further(Movement()):
                return True
        return False

    def help(self) -> tuple[str, ...]:
        return wording.help_unit()

    def fill(self, outcome: Outcome) -> None:
        if self.state.item.id != self._shown.id:
            self._shown = self.state.item
            self.headline.say(self._shown.label, self.kiosk.who)
            self.listing.show()
        else:
            self.listing.reload()

    def pick(self, pick: object) -> None:
        match pick:
            case _Fact(pick=Thing() as thing):
                self.kiosk.open(thing)
            case (Movement() as moved) | _Further(Movement() as moved):
                self.kiosk.visit(Place.HISTORY_ENTRY, moved)

    def action_edit(self) -> None:
        self.kiosk.visit(Place.UNIT_FORM, self._shown)

    def action_status(self) -> None:
        self.kiosk.visit(Place.STATUS, self._shown)

    def command(self, command: Command) -> Callable[[], object] | None:
        return self.action_label if command.word is Word.PRINT else super().command(command)

    def action_label(self) -> None:
        labels(self.kiosk, self._shown)

    def action_undo(self) -> None:
        self.kiosk.visit(Place.UNDO_ONE)


def _same(value: _Row) -> object:
    match value:
        case _Fact(at=at):
            return at
        case Movement(id=id):
            return ("movement", id)
        case Seen(at=at, text=text):
            return (at, text)
        case _Further(event, row):
            return ("further", row, _same(event))


def _when(width: int) -> str:
    """How the time of an event is written."""
    return "%m-%d %H:%M" if width < _NARROW else "%Y-%m-%d %H:%M"


def _each(width: int) -> int:
    """Rows of an event: what changed, and what is behind it, which needs two where they are short."""
    return 3 if width < _NARROW else 2


def _told(event: Movement | Seen, width: int, marks: Marks) -> tuple[str, str]:
    """What happened, in the first row of an event, and what of that has no room there."""
    what = event.text if isinstance(event, Seen) else wording.happened(event, _FIRST)
    used = len("01-01 00:00 ") if width < _NARROW else len("2026-01-01 00:00 ")
    first, *rest = wrap(what, width - used, _LONG, marks)
    return first, " ".join(rest)


def _below(event: Movement | Seen, width: int, marks: Marks) -> Sequence[str]:
    """The further rows of an event: the rest of what changed, then by what, by whom and where it happened, and why.

    Each of the two begins a row of its own, where there are two and that leaves nothing out.
    """
    _, rest = _told(event, width, marks)
    rows, width = _each(width) - 1, width - _INDENT
    apart = [_joined(rest, *_further(event), marks=marks), _joined(*_who(event), *_why(event), marks=marks)]
    parts = [part for part in apart if part]
    if len(parts) == rows and all(cell_len(part) <= width for part in parts):
        return parts
    return wrap(_joined(rest, *_who(event), *_further(event), *_why(event), marks=marks), width, rows, marks)


def _joined(*texts: str, marks: Marks) -> str:
    return f" {marks.dot} ".join(filter(None, texts))


def _further(event: Movement | Seen) -> tuple[str, ...]:
    """What else has changed: it has the room that who it was leaves."""
    return () if isinstance(event, Seen) else wording.changes(event)[_FIRST:]


def _who(event: Movement | Seen) -> tuple[str, ...]:
    """By what, by whom and where it happened."""
    if isinstance(event, Seen):
        return event.operator, event.station
    return wording.by_what(event), event.operator, event.station


def _why(event: Movement | Seen) -> tuple[str, ...]:
    return () if isinstance(event, Seen) else wording.why(event)
