"""A mode in which each scan acts at once: what came of it in large type, below it the place and what was done.

It ends by itself when nobody scans or presses a key for a while: who comes later must not move stock unawares.
"""

from functools import partial
from typing import Any, ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Input

from kiosk.barcodes.commands import Command, Word
from kiosk.flows import modes
from kiosk.flows.flow import ScanStep
from kiosk.flows.modes.listing import Row, There
from kiosk.flows.modes.mode import Mode
from kiosk.outcome import Outcome, Tone
from kiosk.page import Page
from kiosk.stock.mode_steps import Step
from kiosk.stock.modes import ModeKind
from kiosk.wording import answers
from kiosk.wording import modes as wording
from kiosk.wording import screens as common
from kiosk.wording.answers import amount
from screens.frame.asking import Asking
from screens.frame.framed import TakerScreen
from screens.host import Host
from screens.intake import GROUP
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad
from screens.places import Place
from screens.tasks import MODES
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing

_PLACE = 2  # of so many equal shares of a row one is for what stands at its right


class ModeScreen(Asking):
    """Digits say how many the last scan moved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "assign", show=False),
        Binding("f7", "undo", show=False),
    ]

    group = GROUP
    state: Mode

    def __init__(self, host: Host, kind: ModeKind) -> None:
        super().__init__(host, wording.title(kind), modes.begin(kind), wording.begin(kind))
        self.answer.detail = wording.begin_help(kind)
        self.journal_name = kind.value
        self._kind = kind
        self._idle = host.parts.config.station.mode_idle  # seconds; 0: it does not end by itself
        self._timer: Timer | None = None
        heading = None if kind is ModeKind.WHERE else self._heading
        self.listing: Listing[Row] = Listing(
            host.marks, self._fetch, _row, heading=heading, empty=wording.nothing_there(kind), same=_same
        )
        self.listing.numbers = False  # digits are quantities

    @property
    def step(self) -> ScanStep[Any]:
        return modes.scan

    # The rows

    async def _fetch(self, offset: int, limit: int) -> Page[Row]:
        page: Page[Row] = await self.kiosk.aside(modes.rows, self.state, offset, limit)
        return page

    def _heading(self, width: int, marks: Marks) -> Line:
        place = "" if self.state.place is None else self.state.place.label
        return line(Span(fit(wording.heading(self._kind, place, self.state.here), width, marks), "label"))

    # Answers

    def fill(self, outcome: Outcome) -> None:
        self.asked()
        self.renew()
        self.listing.seek(0)  # what was done last is on top
        self.type_on()

    def renew(self) -> None:
        if self.sheet.display != self.asks:
            self.sheet.display = self.asks
            self.listing.display = not self.asks
        self.listing.redraw()
        self.key_line.redraw()

    def invite(self) -> None:
        place = self.state.place
        text = wording.begin(self._kind) if place is None else place.label
        told = wording.begin_help(self._kind) if place is None else wording.place_chosen(self._kind)
        self.answer.say(None, text, told)

    def answering(self, key: str) -> None:
        self.kiosk.intake.act(self, modes.answer, key)

    async def show(self, outcomes: Any) -> None:
        self._wake()
        await super().show(outcomes)

    # Keys

    def keys(self) -> Keys:
        if self.asks:
            return super().keys()
        if self.prompt.is_open:
            return TakerScreen.keys(self)
        many = (("0-9", wording.key_quantity()),) if self._counts else ()
        back = (("F7", common.key_undo()),) if self.state.last is not None else ()
        assign = (("F4", wording.key_assign()),) if self.state.unknown is not None else ()
        opens = (("Enter", common.key_open()),) if self.listing.pick is not None else ()
        return (
            ("Esc", wording.key_end()),
            *assign,
            *back,
            *many,
            ("F2", common.key_type()),
            *opens,
            *self.scroll_keys(),
            ("F9", common.key_explain()),
            ("F1", common.key_help()),
        )

    @property
    def _counts(self) -> bool:
        """Whether it can be told how many the last scan moved."""
        return self.state.current is not None and not self.state.current.item.serial

    def help(self) -> tuple[str, ...]:
        return wording.help_of(self._kind)

    def command(self, command: Command) -> Any:
        match command.word:
            case Word.TIMES if not self._offered and self._kind is not ModeKind.WHERE:
                return lambda: self.kiosk.intake.act(self, modes.quantity, str(command.number))
            case Word.DONE if not self.asks:
                return self.leave
            case Word.MOVE | Word.OUT | Word.WHERE if not self.asks and MODES[command.word] is not self._kind:
                return None if self.unfinished else partial(self._change, MODES[command.word])
        return super().command(command)

    def _change(self, kind: ModeKind) -> None:
        """Go on in another mode: who scans its code means it, and must not go on in this one unawares."""

        async def there() -> None:
            await self.dismiss()
            await self.kiosk.enter(Place.MODE, kind)

        self.kiosk.intake.go(self, there)

    def pick(self, pick: object) -> None:
        match pick:
            case Step():
                self.kiosk.open(pick.item.thing)
            case There(amount=one) if one.thing is not None:
                self.kiosk.open(one.thing)
            case _:
                super().pick(pick)

    def action_number(self, digit: str) -> None:
        """The first digit of a quantity, where nothing is asked."""
        current = self.state.current
        if self.asks:
            super().action_number(digit)
        elif current is not None and self._counts:
            self.type_in(wording.type_quantity(current), self._count, digit)
        elif self._kind is not ModeKind.WHERE:
            self.note(Outcome(Tone.NO, wording.nothing_to_count(), wording.nothing_to_count_help()))

    def _count(self, text: str) -> None:
        self.kiosk.intake.act(self, modes.quantity, text)

    def action_assign(self) -> None:
        if self.state.unknown is not None and not self.asks:
            self.kiosk.visit(Place.ASSIGN, self.state.unknown)

    def action_undo(self) -> None:
        """Say what the last scan has done, and ask."""
        step = self.state.last
        if step is not None and not self.asks:
            self.offer_undo(wording.takes_back(step), self._undo)

    def _undo(self) -> None:
        self.kiosk.intake.act(self, modes.undo)

    # The end by itself

    def on_mount(self) -> None:
        super().on_mount()
        self._wake()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.listing.reload()  # what was done on the screen above may have changed what lies here
        self._wake()

    def on_key(self, event: events.Key) -> None:
        self._wake()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._wake()

    def obeyed(self, outcome: Outcome) -> None:
        self._wake()
        super().obeyed(outcome)

    def _wake(self) -> None:
        """Somebody is here: count anew."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(self._idle, self._sleep) if self._idle else None

    def _sleep(self) -> None:
        """End in turn, behind what was scanned before; its answer would have woken the mode again.

        While a screen lies over this one that takes the scans itself, none can come here unawares.
        """
        takers = [screen for screen in self.app.screen_stack if isinstance(screen, TakerScreen)]
        if takers[-1] is self:
            self.kiosk.intake.go(self, self._ended_idle)

    async def _ended_idle(self) -> None:
        await self.dismiss()
        text, detail = wording.ended(self._kind), wording.ended_help(self._kind, self._idle)
        if self.state.asked is not None and self._kind is not ModeKind.WHERE:
            detail = answers.put_away(detail, self.state.asked.label)
        await self.kiosk.answer((Outcome(Tone.AGAIN, text, detail, result=common.ENDED),))


def _same(row: Row) -> object:
    return row.operation if isinstance(row, Step) else (row.amount.label, row.amount.thing)


def _row(row: Row, width: int, marks: Marks) -> Line:
    """What was done from where to where; or what else is there, and how much."""
    if isinstance(row, There):
        return _two(row.amount.label, amount(row.amount.quantity, row.amount.unit), "", width, marks)
    much = "" if row.item.serial else amount(row.amount, row.item.unit)
    label = " ".join(filter(None, (marks.good, row.label, much)))
    return _two(label, wording.came_from(row), "strong", width, marks)


def _two(label: str, told: str, style: str, width: int, marks: Marks) -> Line:
    right = fit(told, width // _PLACE, marks)
    return line(Span(pad(label, width - cell_len(right) - 1, marks), style), " ", Span(right, "dim"))
