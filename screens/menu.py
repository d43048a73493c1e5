"""The menu: the tasks by number. Whatever is scanned here goes to where it belongs."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from typing import Any

from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome, Tone
from kiosk.wording import screens as wording
from screens.host import Host
from screens.marks import Marks
from screens.station import TakerScreen
from screens.text import Span, line, wrap
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row


class Task(StrEnum):
    """What the menu offers."""

    QUICK_SCAN = "quick_scan"
    LEAVE = "leave"
    RETRY = "retry"


class Menu(TakerScreen):
    """The first screen; painted before the store is open, and where a store that can't be opened is told of."""

    journal_name = "menu"

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.menu(), None, wording.opening(), wording.opening_help())
        self.sheet.show(partial(_tasks, self.marks))
        self._shut = False

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
        if demo is None:
            self.answer.say(None, wording.scan_anything(), wording.scan_anything_help())
        else:
            self.answer.say(None, wording.scan_anything(), wording.demo(), below=demo.command)
        self.sheet.show(partial(_tasks, self.marks))
        self.key_line.redraw()

    def shut(self, why: str) -> None:
        """The store can't be opened; `why` is the sentence that says what to do."""
        self._shut = True
        self.alarm(wording.store_shut(), why)
        self.sheet.show(partial(_retry, self.marks, self.kiosk))
        self.key_line.redraw()

    def keys(self) -> Keys:
        if self.prompt.is_open:
            return super().keys()
        if self._shut:
            return (("1", wording.key_retry()), ("0", wording.key_leave()), ("F1", wording.key_help()))
        return (
            ("1", wording.key_quick_scan()),
            ("0", wording.key_leave()),
            ("F1", wording.key_help()),
            ("F2", wording.key_type()),
            ("F9", wording.key_explain()),
        )

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import help as words

        return words.menu()

    def pick(self, pick: object) -> None:
        match pick:
            case Task.QUICK_SCAN if self.kiosk.is_open:  # until then this screen says how the store is
                self.kiosk.intake.go(self, self.kiosk.quick_scan)
            case Task.RETRY:
                self.kiosk.open_store()
            case Task.LEAVE:
                self.leave()

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        """What was scanned comes up in Quick scan; the station's own trouble stays here."""
        from kiosk.flows.lookup import LookupState

        self.turn += 1
        if outcomes[-1].tone is Tone.FAULT:
            await super().show(outcomes)
            return
        state, self.state = self.state, LookupState()
        self.invite()
        await self.kiosk.quick_scan(state)
        await self.kiosk.answer(outcomes)

    def on_screen_resume(self) -> None:
        if self.kiosk.is_open:
            self.invite()

    def leave(self) -> None:
        self.kiosk.ask_to_leave()


def _tasks(marks: Marks, width: int) -> Sequence[Row]:
    rows = [
        Row(line(Span(wording.task_quick_scan(), "strong"), f"  {wording.task_quick_scan_help()}"), Task.QUICK_SCAN),
        Row(line(Span(wording.task_leave(), "strong")), Task.LEAVE, "0"),
    ]
    if width < 56:
        rows[0] = Row(line(Span(wording.task_quick_scan(), "strong")), Task.QUICK_SCAN)
        rows[1:1] = [Row(line(Span(text, "dim"))) for text in wrap(wording.task_quick_scan_help(), width, 3, marks)]
    return rows


def _retry(marks: Marks, host: Host, width: int) -> Sequence[Row]:
    told = wrap(wording.scans_wait(host.vitals.waiting), width, 9, marks)
    return (
        Row(line(Span(wording.retry(), "strong")), Task.RETRY),
        Row(line(Span(wording.task_leave(), "strong")), Task.LEAVE, "0"),
        Row(),
        *(Row(line(Span(text, "dim"))) for text in told),
    )
