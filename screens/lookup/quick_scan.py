"""Quick scan: what is it, how many are there, where does it live."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.errors import StoreError
from kiosk.flows import lookup
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Option, Outcome
from kiosk.scan import Scan, visible_bytes
from kiosk.stock.thing import Thing
from kiosk.stock.views import Details, DocumentView, View
from kiosk.wording import actions, answers, lists
from kiosk.wording import screens as wording
from screens.frame.framed import TakerScreen
from screens.host import Host
from screens.lookup import sheets
from screens.paint.marks import Marks
from screens.paint.text import Span, line, wrap
from screens.places import Place
from screens.tasks import document, labels, way
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row, no_rows

if TYPE_CHECKING:
    from kiosk.barcodes.content import Content

_NARROW = 50  # cells below which rows are few, too


class Offer(StrEnum):
    """What can be done with a code that nothing has."""

    ASSIGN = "assign"
    SEARCH = "search"
    RECEIVE = "receive"
    NEW_PART = "new_part"


@dataclass(frozen=True, slots=True)
class _Choice:
    """An answer to the open question."""

    option: Option


class QuickScan(TakerScreen):
    """Answers each scan in place; the rest of what is known is read after the answer is on the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "actions", show=False),
        Binding("f7", "undo", show=False),
        Binding("f8", "label", show=False),
    ]

    journal_name = "quick_scan"

    def __init__(self, host: Host, state: lookup.LookupState) -> None:
        super().__init__(host, wording.quick_scan(), state, wording.scan_first(), wording.scan_first_help())
        self._view: View | None = None  # what the answer is about
        self._unread: View | None = None  # the same, as long as its details have not been read
        self._unknown: Scan | None = None

    @property
    def step(self) -> ScanStep[Any]:
        return lookup.scan

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import help as words

        return words.quick_scan()

    def fill(self, outcome: Outcome) -> None:
        if outcome is not self.state.last and outcome.view is None and self._view is not None:
            self.run_worker(partial(self._again, self._view.thing))  # what a screen over this has done is told above it
            return
        self._view = outcome.view
        asked = self.state.asked
        self._unknown = asked if outcome.result == "unknown" and isinstance(asked, Scan) else None
        if outcome.view is not None:
            self._unread = outcome.view
        elif outcome.question is not None:
            self.sheet.show(partial(_choices, outcome.question.options, self.marks))
        elif self._unknown is not None:
            refusal = answers.not_assignable(self.state.refusal) if self.state.refusal else ""
            told = self._unknown, self.state.says, refusal, outcome.detail
            self.sheet.show(partial(_offers, *told, self.marks))
        else:
            self.sheet.show(no_rows)
            if outcome is not self.state.last and isinstance(asked, Scan):
                self.run_worker(partial(self._by_now, asked))

    async def _by_now(self, code: Scan) -> None:
        """Show what has a code by what a screen over this has done: it was unknown before."""
        try:
            state, outcome = await self.kiosk.read(lookup.scan, lookup.LookupState(), code)
        except StoreError as error:
            self.kiosk.tell(wording.details_failed(str(error)))
            return
        if self.state.asked is code and outcome.view is not None:
            self.state, self._view = state, outcome.view
            await self._details(outcome.view)

    def settled(self) -> None:
        """Read the details, where no newer scan waits for the store; then the sheet is painted but once."""
        view = self._unread
        if view is None or view is not self._view:
            return
        if self.kiosk.intake.waiting:
            self.sheet.show(partial(self._rows, view, None))
        else:
            self._unread = None
            self.sheet.hold(True)
            self.run_worker(partial(self._details, view))

    async def _again(self, thing: Thing) -> None:
        """Show the same thing as it is now."""
        try:
            view = await self.kiosk.read(lookup.view, thing)
        except StoreError as error:
            self.kiosk.tell(wording.details_failed(str(error)))
            return
        if self._view is not None and self._view.thing == thing and view is not None:
            self._view = view
            await self._details(view)

    async def _details(self, view: View) -> None:
        details = None
        try:
            details = await self.kiosk.read(lookup.details, view)
        except StoreError as error:
            self.kiosk.tell(wording.details_failed(str(error)))
        if view is self._view:  # or a newer scan is on the screen
            self.sheet.show(partial(self._rows, view, details))
            self.key_line.redraw()

    def _rows(self, view: View, details: Details | None, width: int) -> Sequence[Row]:
        return sheets.rows(view, details, width, self.marks, self.kiosk.zone, self.kiosk.prefix)

    def pick(self, pick: object) -> None:
        match pick:
            case Thing():
                self.open(pick)
            case DocumentView():
                self.kiosk.visit(*document(pick))
            case _Choice():
                self.kiosk.intake.look(self, lookup.answer, pick.option.key)
            case Offer.ASSIGN if self._unknown is not None:
                self.kiosk.visit(Place.ASSIGN, self._unknown)
            case Offer.SEARCH if self._unknown is not None:
                self.kiosk.visit(Place.SEARCH)
            case Offer.NEW_PART if self.state.says is not None:
                self.kiosk.visit(Place.PART_FORM, None, None, self.state.says)
            case Offer.RECEIVE if self._unknown is not None and self._unknown.text:
                self.kiosk.visit(Place.FIND_PART, partial(self._receive, self._unknown, self.state.says))

    def _receive(self, code: Scan, says: "Content | None", part: Thing) -> None:
        """The part is chosen that the code is a new unit of, or a label of."""
        from kiosk.flows.documents import shortcuts

        if says is None:
            self.kiosk.begin(shortcuts.receive_new, part, code.text)
        else:
            self.kiosk.begin(shortcuts.receive_labelled, part, code, says)

    def keys(self) -> Keys:
        keys = super().keys()
        if self.prompt.is_open:
            return keys
        more = (("F4", lists.key_actions()), ("F8", actions.key_label())) if self._view is not None else ()
        return (keys[0], *more, *keys[1:], ("F7", wording.key_undo()))

    def command(self, command: Command) -> Callable[[], object] | None:
        if command.word is Word.PRINT and self._view is not None:
            return self.action_label
        return way(self.kiosk, command) or super().command(command)

    def action_actions(self) -> None:
        if self._view is not None:
            self.kiosk.visit(Place.ACTIONS, self._view.thing)

    def action_label(self) -> None:
        if self._view is not None:
            labels(self.kiosk, self._view.thing)

    def action_undo(self) -> None:
        self.kiosk.visit(Place.UNDO_ONE)

    def open(self, thing: Thing) -> None:
        """Show a thing as if it had been scanned."""
        self.kiosk.intake.look(self, lookup.show, thing)

    def action_back(self) -> None:
        """One step back: to what was shown before, as far as the last scan; then to the menu."""
        if self.state.before and not self.prompt.is_open:
            self.kiosk.intake.look(self, lookup.back)
        else:
            super().action_back()


def _choices(options: Sequence[Option], marks: Marks, width: int) -> Sequence[Row]:
    rows = []
    for option in options:
        for at, text in enumerate(wrap(option.text, width, 99, marks)):
            rows.append(Row(line(text), _Choice(option) if at == 0 else None))
    return rows


def _offers(scan: Scan, says: "Content | None", why: str, told: str, marks: Marks, width: int) -> Sequence[Row]:
    """`says` is what a label says; `why` it can't be assigned is told here where the answer above has not `told` it."""
    assignable, why = not why, "" if why == told else why
    if says is None:
        assign, receive, new_part = wording.assign_it(), wording.receive_as_new(), ""
    else:
        from kiosk.wording import labelled  # no plain code needs it

        assign, receive, new_part = labelled.assign_it(says), labelled.receive_it(), labelled.new_part()
    code = wording.code_kept(visible_bytes(scan.raw, pictures=marks.pictures))
    return (
        *((Row(line(assign), Offer.ASSIGN),) if assignable else ()),
        *((Row(line(new_part), Offer.NEW_PART),) if assignable and new_part else ()),
        Row(line(wording.search_instead()), Offer.SEARCH),
        *((Row(line(receive), Offer.RECEIVE),) if assignable and scan.text else ()),
        *(() if why and width < _NARROW else (Row(),)),
        *(Row(line(text)) for text in (wrap(why, width, 9, marks) if why else ())),
        *(Row(line(Span(text, "dim"))) for text in wrap(code, width, 999, marks)),
    )
