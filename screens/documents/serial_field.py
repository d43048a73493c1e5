"""The field of a draft's serials: one as it stands, a pattern with what it comes to, lines that are pasted, a file."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from kiosk.errors import KioskError, StoreError
from kiosk.flows.documents import serials
from kiosk.flows.documents.editing import Editing
from kiosk.flows.documents.serials import Preview
from kiosk.outcome import Outcome, Tone
from kiosk.stock.documents import DraftSerial, SerialState
from kiosk.wording import collecting
from kiosk.wording import documents_screens as wording
from kiosk.wording import screens as common
from screens.documents.working import Working
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Span, fit, line, wrap
from screens.thread import in_thread
from screens.widgets.listing import Listing
from screens.widgets.sheet import Row

TYPED = "typed:"  # begins the result of an outcome that answers what was typed here


class Entry(StrEnum):
    """What is typed into the field."""

    SERIAL = "serial"
    PATTERN = "pattern"
    FILE = "file"
    EDIT = "edit"


class SerialField(Working):
    """Open whenever nothing is asked. What was refused stays in it, as does what is being typed when a scan comes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "edge(-1)", show=False, priority=True),
        Binding("end", "edge(1)", show=False, priority=True),
    ]

    listing: Listing[DraftSerial]

    def __init__(self, host: Host, document: int) -> None:
        super().__init__(host, document)
        self.entry = Entry.SERIAL
        self.prompt.several = self._pasted
        self._ending = False  # whether to leave once what was typed has come in
        self._edited = ""  # the serial that is being corrected

    def note(self, outcome: Outcome, aside: str = "") -> None:
        super().note(replace(outcome, result=outcome.result.removeprefix(TYPED)), aside)
        self._make_room()

    def fill(self, outcome: Outcome) -> None:
        ending, self._ending = self._ending, False
        came = outcome.result.startswith(TYPED) and outcome.tone in (Tone.OK, Tone.AGAIN)
        if outcome.text == self._interrupted and outcome.tone in (Tone.OK, Tone.AGAIN):
            self._interrupted = None  # it has come in by the answer to a question
        if came:
            self.prompt.clear()  # the field is for the next one; what was refused stays
            self.entry = Entry.SERIAL
        super().fill(outcome)
        if came and ending:
            self.leave()

    def type_on(self) -> None:
        """The field is open whenever nothing is asked."""
        if self.asks:
            return
        text, self._interrupted = self._interrupted, None
        if not self.prompt.is_open or self.focused is None:
            self.enter(self.entry, text or self.prompt.text)
        else:
            self.prompt.label(self._label_of(self.entry))

    def _make_room(self) -> None:
        """While a pattern is typed, a small screen has no room for an invitation, and little for an answer."""
        pattern = self.entry is Entry.PATTERN and not self.asks
        self.answer.set_class(pattern and self.answer.tone is None, "-away")
        self.answer.set_class(pattern, "-brief")
        instead = self.asks or pattern
        if self.sheet.display != instead:
            self.sheet.display = instead
            self.listing.display = not instead

    def _label_of(self, entry: Entry) -> str:
        match entry:
            case Entry.SERIAL:
                return collecting.type_a_serial()
            case Entry.PATTERN:
                return wording.type_a_pattern()
            case Entry.FILE:
                return wording.type_a_path()
            case Entry.EDIT:
                return wording.correct(self._edited)

    def enter(self, entry: Entry, text: str = "") -> None:
        """Open the field for this."""
        self.entry = entry
        self._label = self._label_of(entry)
        self.prompt.label(self._label)
        self.prompt.open(text, begun=entry is not Entry.EDIT)
        if entry is Entry.PATTERN:
            self._look_ahead(text)
        self._make_room()
        self.key_line.redraw()

    def submitted(self, text: str) -> None:
        if not text.strip():
            self._edit_picked()
        elif self.entry is Entry.SERIAL:
            self.act(serials.add, text)
        elif self.entry is Entry.PATTERN:
            self.act(serials.expand, text)
        elif self.entry is Entry.FILE:
            self.run_worker(partial(self._load, text.strip()))
        else:
            self.act(serials.edit, self._edited, text)

    def act(self, fn: Callable[..., Any], *args: Any) -> None:
        self.kiosk.intake.act(self, partial(_typed, fn), *args)

    async def _load(self, path: str) -> None:
        """Read the file before the store has anything to do with it: it may be long, or far away."""
        try:
            texts = await in_thread(partial(serials.read_file, path))
        except KioskError as error:
            self.note(Outcome(Tone.NO, wording.not_loaded(), str(error)))
            self.kiosk.sound.play(Tone.NO)
        else:
            self.act(serials.paste, texts)

    def _edit_picked(self) -> None:
        """Enter on an empty field: the serial under the cursor is to be corrected."""
        pick = self.listing.pick
        if self.entry is Entry.SERIAL and pick is not None and pick.state is SerialState.GOT:
            self._edited = pick.serial
            self.enter(Entry.EDIT, pick.serial)

    def _pasted(self, texts: Sequence[str]) -> None:
        """Several lines: each is a serial as it stands, but in the pattern, where they are groups of it."""
        if self.entry is Entry.PATTERN:
            self.enter(Entry.PATTERN, ", ".join(filter(None, (self.prompt.text, *texts))))
        else:
            self.act(serials.paste, texts)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.entry is Entry.PATTERN:
            if self.answer.tone is not None:
                self.invite()  # the answer was to what stood there before
            self._look_ahead(event.value)

    def _look_ahead(self, pattern: str) -> None:
        """Show what the pattern comes to, while it is typed."""
        self.run_worker(partial(self._preview, pattern))

    async def _preview(self, pattern: str) -> None:
        found = None
        try:
            if pattern.strip():
                found = await self.kiosk.aside(serials.preview, self.state, pattern)
        except StoreError as error:
            self.kiosk.tell(common.details_failed(str(error)))
        if self.entry is Entry.PATTERN and not self.asks and pattern == self.prompt.text:
            self.sheet.show(partial(_previewed, found, self.marks), numbers=False)

    def submit_and_leave(self) -> None:
        """Leave when what stands in the field has come in; where it can't, that is said, and it stays."""
        self._ending = True
        self.submitted(self.prompt.text)

    def action_edge(self, by: int) -> None:
        """In the field while something stands in it; else in the list, which may be long."""
        if self.prompt.is_open and self.prompt.text:
            self.prompt.edge(by)
        else:
            super().action_edge(by)


def _typed(fn: Callable[..., Any], *args: Any) -> tuple[Editing, Outcome]:
    state, outcome = fn(*args)
    return state, replace(outcome, result=f"{TYPED}{outcome.result}")


def _previewed(found: Preview | None, marks: Marks, width: int) -> Sequence[Row]:
    """How many, the first and the last; or all that is wrong."""
    if found is None:
        return [Row(line(Span(told, "dim"))) for told in wrap(wording.pattern_help(), width, 9, marks)]
    if found.errors:
        return [Row(line(Span(told, "bad"))) for error in found.errors for told in wrap(error, width, 6, marks)]
    rows = [Row(line(Span(wording.gives(found.count), "strong")))]
    return [
        *rows,
        *(Row(line(fit(told, width, marks))) for told in wording.first_and_last(found.first, found.count, found.last)),
    ]
