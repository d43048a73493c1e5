"""The serials of one line: scanned, typed one by one or as a pattern, pasted, loaded from a file; n of m all the while.

Each is in the store when it is answered, so there is nothing here to be saved, and leaving loses nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from kiosk.errors import KioskError, StoreError
from kiosk.flows.documents import editing, lines, serials, viewing
from kiosk.flows.documents.editing import Editing
from kiosk.flows.documents.serials import Preview
from kiosk.flows.documents.viewing import Which
from kiosk.outcome import Outcome, Tone
from kiosk.page import Page
from kiosk.stock.documents import DraftSerial, SerialState, Way
from kiosk.stock.standing import standing
from kiosk.wording import collecting, lists
from kiosk.wording import documents_screens as wording
from kiosk.wording import screens as common
from screens.documents.working import OPENED, Working
from screens.host import Host
from screens.paint import text
from screens.paint.marks import Marks
from screens.paint.text import Span, fit, line, pad, wrap
from screens.places import Place
from screens.thread import in_thread
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing
from screens.widgets.sheet import Row

TYPED = "typed:"  # begins the result of an outcome that answers what was typed here
_WORD = 11  # cells of what is said of a serial of a list


class Entry(StrEnum):
    """What is typed into the field."""

    SERIAL = "serial"
    PATTERN = "pattern"
    FILE = "file"
    EDIT = "edit"


class SerialCollector(Working):
    """The field is always open; Enter on nothing edits the serial under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "other_way", show=False),
        Binding("f4", "remove", show=False),
        Binding("f5", "done", show=False),
        Binding("f6", "match", show=False),
        Binding("f8", "file", show=False),
        Binding("home", "edge(-1)", show=False, priority=True),
        Binding("end", "edge(1)", show=False, priority=True),
    ]

    journal_name = "serials_of_line"
    finishes = True

    def __init__(self, host: Host, document: int, line: int) -> None:
        super().__init__(host, document)
        self.listing: Listing[DraftSerial] = Listing(host.marks, self._fetch, self._row, same=lambda one: one.id)
        self.listing.numbers = False  # digits are typed
        self.listing.counted = lambda *rows: wording.serials_shown(self._which, *rows)
        self.current.add_class("-brief")  # the last serials are in the list
        self.prompt.several = self._pasted
        self._line = line
        self._entry = Entry.SERIAL
        self._ending = False  # whether to leave once what was typed has come in
        self._edited = ""  # the serial that is being corrected
        self._which = Which.HERE
        self._count = 0  # serials of the line, as they were shown last
        self._shown: tuple[int, Which] | None = None  # what the list is of

    def open(self, db: Any, post: Any, state: Editing) -> tuple[Editing, Outcome]:
        """Open the draft at the line."""
        state, outcome = super().open(db, post, state)
        if state.document is None or state.done:
            return state, outcome
        state, outcome = editing.choose(db, post, state, self._line)
        found, document = state.line, state.document
        if outcome.tone is not Tone.OK or found is None or document is None:
            return replace(state, done=True), outcome  # the line has been taken out meanwhile
        told = wording.progress(standing(found, document.way, document.listed), found.unit)
        return state, replace(outcome, text=wording.scan_serials(document), detail=told, result=OPENED)

    # What is shown

    def note(self, outcome: Outcome, aside: str = "") -> None:
        super().note(replace(outcome, result=outcome.result.removeprefix(TYPED)), aside)

    def fill(self, outcome: Outcome) -> None:
        ending, self._ending = self._ending, False
        came = outcome.result.startswith(TYPED) and outcome.tone in (Tone.OK, Tone.AGAIN)
        if came:
            self.prompt.clear()  # the field is for the next one; what was refused stays
            self._entry = Entry.SERIAL
        super().fill(outcome)
        if came and ending:
            self.leave()

    def renew(self) -> None:
        super().renew()
        line = self.state.line
        if line is None:
            return
        shown, came = (line.id, self._which), line.serials > self._count
        self._count = line.serials
        if shown != self._shown:
            self._shown = shown
            self.listing.show(empty=wording.NO_SERIALS[self._which])
        elif came:
            self.listing.seek(0)  # the latest is on top
        else:
            self.listing.reload()
        self._type_on()

    def _type_on(self) -> None:
        """The field is open whenever nothing is asked."""
        if self.asks:
            return
        text, self._interrupted = self._interrupted, None
        if not self.prompt.is_open or self.focused is None:
            self._enter(self._entry, text or self.prompt.text)
        else:
            self.prompt.label(self._label_of(self._entry))

    def _make_room(self) -> None:
        instead = self.asks or self._entry is Entry.PATTERN
        if self.sheet.display != instead:
            self.sheet.display = instead
            self.listing.display = not instead

    async def _fetch(self, offset: int, limit: int) -> Page[DraftSerial]:
        line = self.state.line
        if line is None:
            return Page((), 0)
        page: Page[DraftSerial] = await self.kiosk.aside(viewing.serials, line.id, self._which, offset, limit)
        return page

    def _row(self, value: DraftSerial, width: int, marks: Marks) -> text.Line:
        document = self.state.document
        told = ""
        if value.state is SerialState.MISSING:
            told = wording.missing()
        elif document is not None and document.listed and not value.expected:
            told = wording.unexpected()
        room = width - (_WORD if told else 0)
        return line(Span(pad(value.serial, room, marks), "strong"), Span(told, "warn"))

    # The field

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

    def _enter(self, entry: Entry, text: str = "") -> None:
        """Open the field for this."""
        self._entry = entry
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
        elif self._entry is Entry.SERIAL:
            self._act(serials.add, text)
        elif self._entry is Entry.PATTERN:
            self._act(serials.expand, text)
        elif self._entry is Entry.FILE:
            self.run_worker(self._load(text.strip()))
        else:
            self._act(serials.edit, self._edited, text)

    def _act(self, fn: Callable[..., Any], *args: Any) -> None:
        self.kiosk.intake.act(self, partial(_typed, fn), *args)

    async def _load(self, path: str) -> None:
        """Read the file before the store has anything to do with it: it may be long, or far away."""
        try:
            texts = await in_thread(partial(serials.read_file, path))
        except KioskError as error:
            self.note(Outcome(Tone.NO, wording.not_loaded(), str(error)))
            self.kiosk.sound.play(Tone.NO)
        else:
            self._act(serials.paste, texts)

    def _edit_picked(self) -> None:
        """Enter on an empty field: the serial under the cursor is to be corrected."""
        pick = self.listing.pick
        if self._entry is Entry.SERIAL and pick is not None and pick.state is SerialState.GOT:
            self._edited = pick.serial
            self._enter(Entry.EDIT, pick.serial)

    def _pasted(self, texts: Sequence[str]) -> None:
        """Several lines: each is a serial as it stands, but in the pattern, where they are groups of it."""
        if self._entry is Entry.PATTERN:
            self._enter(Entry.PATTERN, ", ".join(filter(None, (self.prompt.text, *texts))))
        else:
            self._act(serials.paste, texts)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._entry is Entry.PATTERN:
            self._look_ahead(event.value)

    def _look_ahead(self, pattern: str) -> None:
        """Show what the pattern comes to, while it is typed."""
        self.run_worker(self._preview(pattern))

    async def _preview(self, pattern: str) -> None:
        found = None
        try:
            if pattern.strip():
                found = await self.kiosk.aside(serials.preview, self.state, pattern)
        except StoreError as error:
            self.kiosk.tell(common.details_failed(str(error)))
        if self._entry is Entry.PATTERN and not self.asks and pattern == self.prompt.text:
            self.sheet.show(partial(_previewed, found, self.marks), numbers=False)

    # Keys

    def keys(self) -> Keys:
        if self.asks:
            return super().keys()
        line, document = self.state.line, self.state.document
        if line is None or document is None:
            return (("Esc", common.key_back()), ("F1", common.key_help()))
        if self._entry is not Entry.SERIAL:
            return (("Enter", lists.key_take()), ("Esc", wording.key_literal()), ("F1", common.key_help()))
        match = (("F6", wording.key_set(line.serials)),) if line.serials and line.serials != line.quantity else ()
        pattern = ("F3", wording.key_pattern() if document.way is Way.IN else wording.key_pick())
        return (
            ("Enter", wording.key_add()),
            ("Esc", common.key_back()),
            *match,
            pattern,
            ("F4", collecting.key_remove()),
            ("F8", wording.key_file()),
            ("F5", wording.key_done()),
            *((("F2", wording.WHICH[self._next()]),) if document.listed else ()),
            ("F7", common.key_undo()),
            ("F9", common.key_explain()),
            ("F1", common.key_help()),
        )

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import documents_help as words

        return words.collector()

    def action_number(self, digit: str) -> None:
        """Digits are typed; where something is asked, they answer it."""
        if self.asks:
            super().action_number(digit)

    def action_edge(self, by: int) -> None:
        """In the field while something stands in it; else in the list, which may be long."""
        if self.prompt.is_open and self.prompt.text:
            self.prompt.edge(by)
        else:
            super().action_edge(by)

    def action_type(self) -> None:
        """On a document with a list: what is here, what is missing, what is not on the list, in turn."""
        document = self.state.document
        if document is not None and document.listed and not self.asks:
            self._which = self._next()
            self.renew()

    def _next(self) -> Which:
        all_ = tuple(Which)
        return all_[(all_.index(self._which) + 1) % len(all_)]

    def action_other_way(self) -> None:
        """The pattern field for what comes in; the list of what there is for what goes out."""
        document, line = self.state.document, self.state.line
        if document is None or line is None or self.asks:
            return
        if document.way is not Way.IN:
            self.kiosk.visit(Place.PICK, document.id, line.id)
        else:
            self._enter(Entry.SERIAL if self._entry is Entry.PATTERN else Entry.PATTERN, self.prompt.text)

    def action_file(self) -> None:
        if self.state.line is not None and not self.asks:
            self._enter(Entry.FILE)

    def action_remove(self) -> None:
        """Take out the serial that is typed, else the one under the cursor."""
        pick = self.listing.pick
        serial = self.prompt.text or (pick.serial if pick is not None else "")
        if serial and not self.asks and self._entry is Entry.SERIAL:
            self._act(serials.remove, serial)

    def action_match(self) -> None:
        if self.state.line is not None and not self.asks:
            self.kiosk.intake.act(self, lines.match)

    def action_done(self) -> None:
        """Back to the document; what stands in the field comes in first, or it is said why it can't."""
        if self.asks:
            return
        if self.prompt.text.strip():
            self._ending = True
            self.submitted(self.prompt.text)
        else:
            self.leave()

    def action_back(self) -> None:
        """One step back: from a question, from another way of entry, from what is typed; then to the document."""
        if self.asks:
            super().action_back()
        elif self._entry is not Entry.SERIAL:
            self._enter(Entry.SERIAL)
        elif self.prompt.text:
            self.prompt.clear()
        else:
            self.leave()


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
