"""The menu: drafts to be gone on with, the tasks by number. Whatever is scanned here goes to where it belongs."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.errors import StoreError
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome, Tone
from kiosk.stock.document_kinds import DocKind
from kiosk.wording import screens as wording
from kiosk.wording import tasks
from screens.frame.framed import UNREAD, TakerScreen
from screens.frame.task_page import NARROW, named
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad, wrap
from screens.places import Place
from screens.tasks import document, labels, way
from screens.widgets.bars import Keys
from screens.widgets.sheet import NUMBERS, Row

if TYPE_CHECKING:
    from kiosk.flows.menu import Waiting
    from kiosk.stock.views import DocumentView


class Task(StrEnum):
    """What the menu offers beside the places to go to."""

    LEAVE = "leave"
    RETRY = "retry"


_NAME = 22  # cells of the longest task's name, with how many wait in it
_DRAFT = 26  # cells of most drafts, and a gap
_LOW = 20  # rows of a terminal below which there is room for one draft
_DRAFTS = 4  # that are listed where there is room
_TASKS: Sequence[tuple[Place | DocKind, str, str]] = (
    (Place.QUICK_SCAN, wording.task_quick_scan(), wording.task_quick_scan_help()),
    (DocKind.RECEIPT, tasks.receipt(), tasks.receipt_help()),
    (DocKind.ISSUE, tasks.issue(), tasks.issue_help()),
    (Place.LISTS, tasks.lists(), tasks.lists_help()),
    (Place.MODES, tasks.modes(), tasks.modes_help()),
    (Place.REPAIRS, tasks.repairs(), tasks.repairs_help()),
    (Place.COUNTS, tasks.counts(), tasks.counts_help()),
    (Place.DOCUMENT_TASKS, tasks.documents(), tasks.documents_help()),
    (Place.MORE, tasks.more(), tasks.more_help()),
)


class Menu(TakerScreen):
    """The first screen; painted before the store is open, and where a store that can't be opened is told of."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "search", show=False),
        Binding("f7", "undo", show=False),
        Binding("f8", "labels", show=False),
    ]

    journal_name = "menu"
    group = 1  # a scan leads on from here, and the one after it belongs to where that leads

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.menu(), None, wording.opening(), wording.opening_help())
        self._waiting: Waiting | None = None  # None until it has been read
        self.answer.add_class("-brief")
        self.sheet.show(self._tasks)
        self._shut = self._broken = False
        self._told = False  # what came of a screen that has closed is on the band
        self._came_in: int | None = None  # the document that it is about, where labels of what came in may be wanted

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
        self._renew()

    def await_scans(self) -> None:
        """From here on scans are handed to the flow."""
        from kiosk.flows.lookup import LookupState

        self.state = LookupState()

    def invite(self) -> None:
        demo, failing = self.kiosk.demo, self.kiosk.upkeep.failing
        self.answer.add_class("-brief")
        self.answer.set_class(demo is None and not failing, "-invitation")
        if demo is None:
            told = wording.backup_failing() if failing else wording.scan_anything_help()
            self.answer.say(None, wording.scan_anything(), told)
        else:
            self.answer.say(None, wording.scan_anything(), wording.demo(), below=demo.command)
        self.sheet.show(self._tasks)
        self.key_line.redraw()

    def _renew(self) -> None:
        """Bring the drafts up to date; the tasks have their numbers whatever comes of it."""
        self.run_worker(self._read_drafts)

    async def _read_drafts(self) -> None:
        from kiosk.flows import menu

        try:
            read = await self.kiosk.aside(menu.waiting, _DRAFTS)
        except StoreError:
            return  # the screen tells of the store by itself
        if read != self._waiting:
            self._waiting = read
            self.sheet.renew()
            self.key_line.redraw()

    def _tasks(self, width: int) -> Sequence[Row]:
        waiting = self._waiting
        if waiting is None:
            return _rows((), {}, self.marks, width)
        counts = {
            Place.DOCUMENT_TASKS: waiting.drafts.total,
            Place.LISTS: waiting.lists,
            Place.REPAIRS: waiting.repairs,
        }
        listed = waiting.drafts.rows[: 1 if self.app.size.height < _LOW else _DRAFTS]
        return _rows(listed, counts, self.marks, width)

    def note(self, outcome: Outcome, aside: str = "") -> None:
        self.answer.remove_class("-brief", "-invitation")
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
        resume = (("Enter", tasks.key_resume()),) if self._resumes else ()
        labels = (("F8", tasks.key_labels()),) if self._came_in is not None else ()
        return (
            *labels,
            *resume,
            ("1-9", wording.key_choose()),
            ("0", wording.key_leave()),
            ("F1", wording.key_help()),
            ("F2", wording.key_type()),
            ("F3", tasks.key_search()),
            ("F7", wording.key_undo()),
            ("F9", wording.key_explain()),
        )

    @property
    def _resumes(self) -> bool:
        """Whether the cursor is on a draft."""
        return self._waiting is not None and self.sheet.pick in self._waiting.drafts.rows

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import help as words

        return words.menu()

    def pick(self, pick: object) -> None:
        from kiosk.flows.lookup import LookupState
        from kiosk.stock.views import DocumentView

        match pick:
            case Place.QUICK_SCAN:
                self._visit(pick, LookupState())
            case Place():
                self._visit(pick)
            case DocKind():
                self._visit(Place.START_DOCUMENT, pick)
            case DocumentView():
                self._visit(*document(pick))
            case Task.RETRY:
                self.kiosk.open_store()
            case Task.LEAVE:
                self.leave()

    def _visit(self, place: Place, *args: object) -> None:
        if self.kiosk.is_open:  # until then this screen says how the store is
            self.kiosk.visit(place, *args)

    def action_search(self) -> None:
        self._visit(Place.SEARCH)

    def action_undo(self) -> None:
        self._visit(Place.UNDO_ONE)

    def offer_labels(self, document: int) -> None:
        """As long as the answer to posting stands here; also where the station prints them by itself, and none came."""
        self._came_in = document
        self.key_line.redraw()

    def action_labels(self) -> None:
        if self._came_in is not None:
            labels(self.kiosk, came_in_by=self._came_in)

    def command(self, command: Command) -> Callable[[], object] | None:
        match command.word:
            case _ if self._shut:
                return None
            case Word.PRINT if self._came_in is not None:
                return self.action_labels
            case Word.MENU:
                return self.invite
            case _:
                return way(self.kiosk, command) or super().command(command)

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        """What was scanned comes up in Quick scan, a document where it is gone on with.

        The station's own trouble stays here, and what commands come to.
        """
        from kiosk.flows.lookup import LookupState
        from kiosk.stock.views import DocumentView

        self.turn += 1
        closed = self.state == LookupState() and outcomes[-1].result not in UNREAD  # what came of a screen over this
        if closed or outcomes[-1].tone is Tone.FAULT or isinstance(outcomes[-1].meaning, Command):
            self._told = closed
            await super().show(outcomes)
            return
        state, self.state = self.state, LookupState()
        self.invite()
        if isinstance(view := outcomes[-1].view, DocumentView):
            self.kiosk.sound.play(outcomes[-1].tone)
            await self.kiosk.enter(*document(view))
            return
        await self.kiosk.enter(Place.QUICK_SCAN, state)
        await self.kiosk.answer(outcomes)

    def on_screen_suspend(self) -> None:
        self._told = False
        self._came_in = None

    def on_screen_resume(self) -> None:
        if self.kiosk.is_open and not self._shut:
            self._renew()
            if not self._told:
                self.invite()

    def leave(self) -> None:
        self.kiosk.ask_to_leave()


def _rows(drafts: "Sequence[DocumentView]", counts: Mapping[Place, int], marks: Marks, width: int) -> Sequence[Row]:
    """The newest drafts, which are chosen by Enter, above the tasks: whoever comes back to the station sees them."""
    # Rows without a number of their own would take those of the tasks.
    numbered = [
        Row(named(tasks.counted(name, counts.get(pick, 0)), told, _NAME, width, marks), pick, key)
        for key, (pick, name, told) in zip(NUMBERS, _TASKS, strict=True)
    ]
    return [
        *(Row(_draft(draft, width, marks), draft, " ") for draft in drafts),
        *numbered,
        Row(named(wording.task_leave(), "", _NAME, width, marks), Task.LEAVE, "0"),
    ]


def _draft(draft: "DocumentView", width: int, marks: Marks) -> Line:
    from kiosk.wording import documents as words

    name, far, waits = words.resume(draft), words.far(draft), words.waits_for(draft.waits_for)
    if width < NARROW:
        side = fit(waits or far, width // 2, marks)
        return line(Span(pad(name, width - cell_len(side) - 1, marks) + " ", "strong"), Span(side, "dim"))
    cells = max(_DRAFT, cell_len(name) + 1)
    told = f" {marks.dot} ".join(filter(None, (waits, far, draft.partner, draft.reference, words.held(draft.lease))))
    return line(Span(pad(name, cells, marks), "strong"), Span(fit(told, width - cells, marks), "dim"))


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
