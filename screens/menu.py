"""The menu: the tasks by number. Whatever is scanned here goes to where it belongs."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome, Tone
from kiosk.wording import screens as wording
from kiosk.wording import tasks
from screens.frame.framed import UNREAD, TakerScreen
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad, wrap
from screens.places import Place
from screens.tasks import way
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row


class Task(StrEnum):
    """What the menu offers beside the places to go to."""

    LEAVE = "leave"
    RETRY = "retry"


_NARROW = 56  # cells below which tasks are named and not described
_NAME = 15  # cells of the longest task's name, and a gap
_TASKS = (
    (Place.QUICK_SCAN, wording.task_quick_scan(), wording.task_quick_scan_help()),
    (Place.SEARCH, tasks.search(), tasks.search_help()),
    (Place.SERIALS, tasks.serials(), tasks.serials_help()),
    (Place.LOW_STOCK, tasks.low_stock(), tasks.low_stock_help()),
    (Place.HISTORY, tasks.history(), tasks.history_help()),
    (Place.STATION, tasks.station(), tasks.station_help()),
    (Place.UNDO, tasks.undo(), tasks.undo_help()),
)


class Menu(TakerScreen):
    """The first screen; painted before the store is open, and where a store that can't be opened is told of."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f7", "undo", show=False)]

    journal_name = "menu"

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.menu(), None, wording.opening(), wording.opening_help())
        self.answer.add_class("-brief")
        self.sheet.show(partial(_tasks, self.marks))
        self._shut = self._broken = False
        self._told = False  # what came of a screen that has closed is on the band

    @property
    def step(self) -> ScanStep[Any]:
        from kiosk.flows import lookup

        return lookup.scan

    def opening_again(self) -> None:
        """The operator asked to try again."""
        self._shut = False
        self.answer.say(None, wording.retrying(), wording.opening_help())

    def opened(self) -> None:
        """The store is open: the station can be used."""
        self._shut = False
        self.invite()

    def await_scans(self) -> None:
        """From here on scans are handed to the flow."""
        from kiosk.flows.lookup import LookupState

        self.state = LookupState()

    def invite(self) -> None:
        demo = self.kiosk.demo
        self.answer.add_class("-brief")
        if demo is None:
            failing = self.kiosk.upkeep.failing
            told = wording.backup_failing() if failing else wording.scan_anything_help()
            self.answer.say(None, wording.scan_anything(), told)
        else:
            self.answer.say(None, wording.scan_anything(), wording.demo(), below=demo.command)
        self.sheet.show(partial(_tasks, self.marks))
        self.key_line.redraw()

    def note(self, outcome: Outcome, aside: str = "") -> None:
        self.answer.remove_class("-brief")
        super().note(outcome, aside)

    def shut(self, why: str) -> None:
        """The store can't be opened; `why` is the sentence that says what to do."""
        self._shut = True
        self.alarm(wording.store_shut(), why)
        self.sheet.show(partial(_retry, self.marks, self.kiosk, why, True))
        self.key_line.redraw()

    def broken(self, why: str) -> None:
        """The open store is damaged: no task is offered any more; `why` is the sentence that says what to do."""
        if not self._shut:
            self._shut = self._broken = True
            self.note(Outcome(Tone.FAULT, wording.store_broken(), why))
            self.sheet.show(partial(_retry, self.marks, self.kiosk, why, False))
            self.key_line.redraw()

    def keys(self) -> Keys:
        if self.prompt.is_open:
            return super().keys()
        if self._shut:
            retry = () if self._broken else (("1", wording.key_retry()),)
            return (*retry, ("0", wording.key_leave()), ("F1", wording.key_help()))
        return (
            ("1-9", wording.key_choose()),
            ("0", wording.key_leave()),
            ("F1", wording.key_help()),
            ("F2", wording.key_type()),
            ("F7", wording.key_undo()),
            ("F9", wording.key_explain()),
        )

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import help as words

        return words.menu()

    def pick(self, pick: object) -> None:
        from kiosk.flows.lookup import LookupState

        match pick:
            case Place.QUICK_SCAN:
                self._visit(pick, LookupState())
            case Place():
                self._visit(pick)
            case Task.RETRY:
                self.kiosk.open_store()
            case Task.LEAVE:
                self.leave()

    def _visit(self, place: Place, *args: object) -> None:
        if self.kiosk.is_open:  # until then this screen says how the store is
            self.kiosk.visit(place, *args)

    def action_undo(self) -> None:
        self._visit(Place.UNDO)

    def command(self, command: Command) -> Callable[[], object] | None:
        match command.word:
            case _ if self._shut:
                return None
            case Word.MENU:
                return self.invite
            case _:
                return way(self.kiosk, command) or super().command(command)

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        """What was scanned comes up in Quick scan; the station's own trouble stays here, and what commands come to."""
        from kiosk.flows.lookup import LookupState

        self.turn += 1
        closed = self.state == LookupState() and outcomes[-1].result not in UNREAD  # what came of a screen over this
        if closed or outcomes[-1].tone is Tone.FAULT or isinstance(outcomes[-1].meaning, Command):
            self._told = closed
            await super().show(outcomes)
            return
        state, self.state = self.state, LookupState()
        self.invite()
        await self.kiosk.enter(Place.QUICK_SCAN, state)
        await self.kiosk.answer(outcomes)

    def on_screen_suspend(self) -> None:
        self._told = False

    def on_screen_resume(self) -> None:
        if self.kiosk.is_open and not self._shut and not self._told:
            self.invite()

    def leave(self) -> None:
        self.kiosk.ask_to_leave()


def _tasks(marks: Marks, width: int) -> Sequence[Row]:
    return [
        *(Row(_task(name, told, width, marks), place) for place, name, told in _TASKS),
        Row(_task(wording.task_leave(), "", width, marks), Task.LEAVE, "0"),
    ]


def _task(name: str, told: str, width: int, marks: Marks) -> Line:
    if width < _NARROW:
        return line(Span(fit(name, width, marks), "strong"))
    return line(Span(pad(name, _NAME, marks), "strong"), Span(fit(told, width - _NAME, marks), "dim"))


def _retry(marks: Marks, host: Host, why: str, again: bool, width: int) -> Sequence[Row]:
    """`why` once more and whole, for there is little room above; `again` says whether to offer another try."""
    told = wrap(why, width, 30, marks)
    waits = wrap(wording.scans_wait(host.vitals.waiting), width, 9, marks) if again else []
    return (
        *((Row(line(Span(wording.retry(), "strong")), Task.RETRY),) if again else ()),
        Row(line(Span(wording.task_leave(), "strong")), Task.LEAVE, "0"),
        Row(),
        *(Row(line(text)) for text in told),
        *(Row(line(Span(text, "dim"))) for text in waits),
    )
