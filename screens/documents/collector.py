"""The serials of one line: scanned, typed one by one or as a pattern, pasted, loaded from a file; n of m all the while.

Each is in the store when it is answered, so there is nothing here to be saved, and leaving loses nothing.
"""

from dataclasses import replace
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.flows.documents import editing, lines, scanning, serials, viewing
from kiosk.flows.documents.editing import Editing
from kiosk.flows.documents.viewing import Which
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome, Tone
from kiosk.page import Page
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Document, DraftSerial, Line, SerialState
from kiosk.stock.standing import standing
from kiosk.wording import collecting, lists
from kiosk.wording import documents_screens as wording
from kiosk.wording import screens as common
from screens.documents.serial_field import Entry, SerialField
from screens.frame.kept import OPENED
from screens.host import Host
from screens.paint import text
from screens.paint.marks import Marks
from screens.paint.text import Span, line, pad
from screens.places import Place
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing

TYPED = "typed:"  # begins the result of an outcome that answers what was typed here
_WORD = 11  # cells of what is said of a serial of a list


class SerialCollector(SerialField):
    """The field is always open; Enter on nothing edits the serial under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "other_way", show=False),
        Binding("f4", "remove", show=False),
        Binding("f5", "done", show=False),
        Binding("f6", "match", show=False),
        Binding("f8", "file", show=False),
    ]

    journal_name = "serials_of_line"
    finishes = True

    def __init__(self, host: Host, document: int, line: int) -> None:
        super().__init__(host, document)
        self.listing: Listing[DraftSerial] = Listing(host.marks, self._fetch, self._row, same=lambda one: one.id)
        self.listing.numbers = False  # digits are typed
        self.listing.counted = lambda *rows: wording.serials_shown(self._which, *rows)
        self.current.add_class("-brief")  # the last serials are in the list
        self._line = line
        self._which = Which.HERE
        self._count = 0  # serials of the line, as they were shown last
        self._shown: tuple[int, Which] | None = None  # what the list is of

    @property
    def takes(self) -> ScanStep[Any]:
        return scanning.scan_here

    def open(self, db: Any, post: Any, state: Editing) -> tuple[Editing, Outcome]:
        """Open the draft at the line."""
        state, outcome = super().open(db, post, state)
        if state.document is None or state.done:
            return state, outcome
        state, outcome = editing.choose(db, post, state, self._line)
        found, document = state.line, state.document
        if outcome.tone is not Tone.OK or found is None or document is None:
            return replace(state, done=True), outcome  # the line has been taken out meanwhile
        return state, replace(outcome, text=wording.scan_serials(document), detail=_far(document, found), result=OPENED)

    def invite(self) -> None:
        line, document = self.state.line, self.state.document
        if line is not None and document is not None:
            self.answer.say(None, wording.scan_serials(document), _far(document, line))
            self._make_room()

    # What is shown

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
        self.type_on()

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

    # Keys

    def keys(self) -> Keys:
        if self.asks:
            return super().keys()
        line, document = self.state.line, self.state.document
        if line is None or document is None:
            return (("Esc", common.key_back()), ("F1", common.key_help()))
        if self.entry is not Entry.SERIAL:
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
            self.enter(Entry.SERIAL if self.entry is Entry.PATTERN else Entry.PATTERN, self.prompt.text)

    def action_file(self) -> None:
        if self.state.line is not None and not self.asks:
            self.enter(Entry.FILE)

    def action_remove(self) -> None:
        """Take out the serial that is typed, else the one under the cursor."""
        pick = self.listing.pick
        serial = self.prompt.text or (pick.serial if pick is not None else "")
        if serial and not self.asks and self.entry is Entry.SERIAL:
            self.act(serials.remove, serial)

    def action_match(self) -> None:
        if self.state.line is not None and not self.asks:
            self.kiosk.intake.act(self, lines.match)

    def action_done(self) -> None:
        """Back to the document; what stands in the field comes in first, or it is said why it can't."""
        if self.asks:
            self.agree()
            return
        if self.prompt.text.strip():
            self.submit_and_leave()
        else:
            self.leave()

    def action_back(self) -> None:
        """One step back: from a question, from another way of entry, from what is typed; then to the document."""
        if self.asks:
            super().action_back()
        elif self.entry is not Entry.SERIAL:
            self.enter(Entry.SERIAL)
        elif self.prompt.text:
            self.prompt.clear()
        else:
            self.leave()


def _far(document: Document, current: Line) -> str:
    return wording.progress(standing(current, document.way, document.listed), current.unit)
