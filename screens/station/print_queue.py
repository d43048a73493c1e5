"""Station, the labels of one printer, the newest first: print one again, drop or move those that wait."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.flow import ScanStep
from kiosk.flows.printing import desk
from kiosk.flows.printing.desk import Desk
from kiosk.outcome import Outcome
from kiosk.page import Page
from kiosk.stock.print_jobs import Job, JobState
from kiosk.times import short
from kiosk.wording import printing as wording
from kiosk.wording import screens as common
from screens.frame.asking import Asking
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing

LOOK = 1.0  # s between two looks whether labels have been printed
_NARROW = 60  # cells below which times have no date, and states no words
_STATE = 24


class PrintQueue(Asking):
    """It follows what is printed while one looks at it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "actions", show=False),
        Binding("f5", "try_now", show=False),
        Binding("f6", "again", show=False),
    ]

    finishes = True  # the code for done tries the printer, as F5 does
    journal_name = "print_queue"
    state: Desk

    def __init__(self, host: Host, printer: str) -> None:
        others = tuple(one.name for one in host.printing.states if one.name != printer)
        super().__init__(host, wording.queue_title(printer), Desk(printer, others), "")
        self.answer.display = False  # seen from when there is something to tell
        self.answer.add_class("-brief")
        self._seen: object = None
        self.listing: Listing[Job] = Listing(
            host.marks, self._fetch, self._row, empty=wording.nothing_queued(), same=lambda job: job.id
        )

    @property
    def step(self) -> ScanStep[Any]:
        return desk.scan

    def on_mount(self) -> None:
        super().on_mount()
        self.set_interval(LOOK, self._look)

    def _look(self) -> None:
        """Read the list anew where its printer has done something."""
        now = next((one for one in self.kiosk.printing.states if one.name == self.state.printer), None)
        seen = None if now is None else (now.waiting, now.condition, now.fault)
        if seen != self._seen and not self.asks and self.app.screen is self:
            self._seen = seen
            self.listing.reload()

    async def _fetch(self, offset: int, limit: int) -> Page[Job]:
        page: Page[Job] = await self.kiosk.aside(desk.page, self.state.printer, offset, limit)
        return page

    def _row(self, job: Job, width: int, marks: Marks) -> Line:
        sign, style = _sign(job, marks)
        narrow = width < _NARROW
        at = short(job.at, self.kiosk.zone)
        when = f"{at[11:16]} " if narrow else f"{at[:16]} "
        copies = f" {wording.copies(job.copies)}" if job.copies > 1 else ""
        told = "" if narrow else fit(wording.state(job), _STATE, marks)
        room = width - 2 - len(when) - (0 if narrow else _STATE + 1)
        return line(
            Span(f"{sign} ", style),
            Span(when, "dim"),
            pad(fit(f"{job.label}{copies}", room, marks), room, marks),
            Span("" if narrow else f" {told}", style or "dim"),
        )

    # Answers

    def note(self, outcome: Outcome, aside: str = "") -> None:
        self.answer.display = True
        super().note(outcome, aside)

    def fill(self, outcome: Outcome) -> None:
        self.asked()
        self.renew()
        self.listing.reload()
        self.kiosk.printing.wake()

    def renew(self) -> None:
        if self.sheet.display != self.asks:
            self.sheet.display = self.asks
            self.listing.display = not self.asks
        self.key_line.redraw()

    def invite(self) -> None:
        self.answer.display = False

    def answering(self, key: str) -> None:
        self.kiosk.intake.act(self, desk.answer, key)

    # Keys

    def keys(self) -> Keys:
        if self.asks:
            return super().keys()
        again = (("F6", wording.key_again()),) if self.listing.pick is not None else ()
        actions = (("F4", wording.key_actions()),) if self.listing.pick is not None else ()
        return (
            ("Esc", common.key_back()),
            *again,
            *actions,
            ("F5", wording.key_try()),
            *self.scroll_keys(),
            ("F1", common.key_help()),
        )

    def command(self, command: Command) -> Callable[[], object] | None:
        if command.word is Word.PRINT and self.offers("F6"):
            return self.action_again
        return super().command(command)

    def help(self) -> tuple[str, ...]:
        return wording.help_queue()

    def pick(self, pick: object) -> None:
        """Choosing a label says how it stands."""
        if not isinstance(pick, Job):
            super().pick(pick)
            return
        told = (wording.copies(pick.copies) if pick.copies > 1 else "", wording.asked_for(pick), pick.fault)
        self.answer.display = True
        self.answer.say(None, pick.label, " ".join(filter(None, (f"{wording.state(pick).capitalize()}.", *told))))

    def action_again(self) -> None:
        if isinstance(pick := self.listing.pick, Job) and not self.asks:
            self.kiosk.intake.act(self, desk.again, pick.id)

    def action_actions(self) -> None:
        if isinstance(pick := self.listing.pick, Job) and not self.asks:
            self.kiosk.intake.look(self, desk.ask, pick.id)

    def action_try_now(self) -> None:
        if self.asks:
            self.agree()
            return
        self.kiosk.printing.retry(self.state.printer)
        self.kiosk.tell(wording.tried())

    def action_type(self) -> None:
        """Nothing is typed here."""


def _sign(job: Job, marks: Marks) -> tuple[str, str]:
    match job.state:
        case JobState.WAITING:
            return marks.away, "warn" if job.tries else ""
        case JobState.PRINTED:
            return marks.ready, "good"
        case JobState.DROPPED:
            return marks.bad, "bad" if job.fault else "dim"
