"""The screen on which a draft is worked on: scans are answered, lines chosen, quantities typed, all of it posted."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.errors import KioskError
from kiosk.flows.documents import editing, expected, lines, scanning, shortcuts, viewing
from kiosk.flows.documents.editing import Editing
from kiosk.outcome import Outcome, Tone
from kiosk.page import Page
from kiosk.scan import Scan
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Document, Line
from kiosk.stock.standing import takes_serials
from kiosk.stock.thing import Thing
from kiosk.wording import documents_screens as wording
from kiosk.wording import labelled, lists
from kiosk.wording import labels_screens as labels_wording
from kiosk.wording import screens as common
from screens.documents.current import row
from screens.documents.working import Working
from screens.frame.asking import Choice
from screens.host import Host
from screens.paint import text
from screens.paint.marks import Marks
from screens.places import Place
from screens.tasks import labels
from screens.thread import in_thread
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing

_NOTHING: tuple[int, Thing | None] = (-1, None)


class DocumentScreen(Working):
    """Digits type the quantity of the current line; Esc parks the draft, which loses nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "find", show=False),
        Binding("f4", "actions", show=False),
        Binding("f5", "post", show=False),
        Binding("f6", "new_line", show=False),
        Binding("f8", "slip", show=False),
    ]

    journal_name = "document"
    finishes = True

    def __init__(self, host: Host, document: int, begun: Outcome | None = None) -> None:
        super().__init__(host, document)
        self.begun = begun
        self.listing: Listing[Line] = Listing(
            host.marks, self._fetch, self._row, empty=wording.no_lines(), same=lambda one: one.id
        )
        self.listing.numbers = False  # digits are quantities
        self.listing.counted = wording.lines_shown
        self._choosing = False  # the row under the cursor is to be the current line
        self._waiting: Scan | None = None  # a label that was unknown when a screen was laid over this one
        self._told = _NOTHING  # how many lines there are, and the place, as the list was read last

    @property
    def unfinished(self) -> bool:
        return self.state.document is not None  # it is parked before it is left

    def on_listing_arrived(self) -> None:
        super().on_listing_arrived()
        if self._choosing:
            self._choose_line()

    async def _fetch(self, offset: int, limit: int) -> Page[Line]:
        page: Page[Line] = await self.kiosk.aside(viewing.lines, self._draft, offset, limit)
        return page

    def _row(self, value: Line, width: int, marks: Marks) -> text.Line:
        document = self.state.document
        return () if document is None else row(value, document.way, document.listed, width, marks)

    # The list follows what is worked on

    def fill(self, outcome: Outcome) -> None:
        if outcome.result == "undone":
            self._told = _NOTHING
        super().fill(outcome)

    def renew(self) -> None:
        super().renew()
        document, line = self.state.document, self.state.line
        if document is None:
            return
        told = (document.lines, document.place)
        here = line is None or (told[0] == self._told[0] and self.listing.put(line))
        if not here:
            self.kiosk.intake.ask(self, _index, line, then=partial(self._seek, line))
        elif document.listed or told != self._told:  # what comes to one line may change what others wait for
            self.listing.reload()
        self._told = told

    async def _seek(self, line: Line, index: int) -> None:
        """The cursor to the current line, unless another has become that since its place was asked for."""
        if self.state.line is not None and self.state.line.id == line.id:
            self.listing.seek(index)

    def on_screen_resume(self) -> None:
        self._told = _NOTHING  # what was done on the screen above may have changed any line
        self._waiting = self.state.unknown if self.state.says is not None else None
        super().on_screen_resume()

    def settled(self) -> None:
        super().settled()
        self._look_again()

    async def keep(self, state: Editing) -> None:
        await super().keep(state)
        self._look_again()

    def _look_again(self) -> None:
        """A label that was unknown may mean something by what was done on the screen above."""
        if self._waiting is not None:
            label, self._waiting = self._waiting, None
            self.kiosk.intake.ask(self, scanning.is_known, label, then=partial(self._known, label))

    async def _known(self, label: Scan, known: bool) -> None:
        """Now that it is known what the label is of, it is taken in."""
        if known and self.state.unknown == label:
            self._do(scanning.again, label)

    def moved(self) -> None:
        super().moved()
        self._choose_line()

    def _choose_line(self) -> None:
        """The line under the cursor is the current one: the next serial belongs to what the eye is on."""
        pick = self.chooser.pick
        self._choosing = pick is None and self.listing.total > 0  # it has not been read yet
        if isinstance(pick, Line) and (self.state.line is None or pick.id != self.state.line.id):
            self.kiosk.intake.ask(self, editing.choose, pick.id, then=self._chosen)

    async def _chosen(self, result: tuple[Editing, Outcome]) -> None:
        await self.keep(result[0])
        line = self.state.line
        if line is not None:
            self.answer.say(None, line.number, line.name)

    # Keys

    def keys(self) -> Keys:
        if self.asks:
            return super().keys()
        if self.prompt.is_open:
            return (("Enter", lists.key_take()), ("Esc", common.key_close()), ("F1", common.key_help()))
        line = self.state.line
        chosen = () if line is None else (("0-9", wording.key_quantity()), ("Enter", self._opens(line)))
        sixth = () if line is None else (("F6", self._sixth(line)),)
        first, later = (sixth, ()) if line is not None and lines.differs(line) else ((), sixth)
        return (
            ("Esc", wording.key_park()),
            ("F5", wording.key_post()),
            *first,
            *chosen,
            ("F3", wording.key_find()),
            ("F4", lists.key_actions()),
            *later,
            ("F7", common.key_undo()),
            ("F8", labels_wording.key_slip()),
            ("F2", common.key_type()),
            ("F9", common.key_explain()),
            ("F1", common.key_help()),
        )

    def _sixth(self, line: Line) -> str:
        return wording.key_set(line.serials) if lines.differs(line) else wording.key_new_line()

    def _opens(self, line: Line) -> str:
        return wording.key_serials() if self._collects(line) else wording.key_line()

    def _collects(self, line: Line) -> bool:
        document = self.state.document
        return document is not None and takes_serials(line, document.way) and not (line.said and line.full)

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import documents_help as words

        return words.document()

    def pick(self, pick: object) -> None:
        if not isinstance(pick, Line):
            super().pick(pick)
        elif self._collects(pick):
            self.kiosk.visit(Place.SERIALS_OF_LINE, self._draft, pick.id)
        else:
            self.kiosk.visit(Place.LINE_FORM, pick.id, pick.part)

    def action_number(self, digit: str) -> None:
        """The first digit of a quantity, where nothing is asked."""
        line = self.state.line
        if self.asks:
            super().action_number(digit)
        elif line is None:
            self.note(Outcome(Tone.NO, wording.no_line_for_quantity(), wording.no_line_for_quantity_help()))
        else:
            # Of the line that it is typed for: a scan may have made another one the current one by Enter.
            self.type_in(wording.type_quantity(line), partial(self._do, _quantity_of, line.id), digit)

    def action_find(self) -> None:
        if not self.asks:
            self.kiosk.visit(Place.FIND_PART, self._found)

    def _found(self, part: Thing) -> None:
        self.kiosk.intake.act(self, lines.add_part, part.id)

    def action_new_line(self) -> None:
        """A line of the current part beside the one there is, such as for another batch; first that one is to agree."""
        if self.state.line is not None and not self.asks:
            self._do(lines.next_line)

    def action_post(self) -> None:
        if self.asks:
            self.agree()
        elif self.state.document is not None:
            self.kiosk.visit(Place.POST, self.state.document.thing, self._go_to)

    def _go_to(self, line: int) -> None:
        """Something is to be put right on this line."""
        self.kiosk.intake.ask(self, editing.choose, line, then=self._chosen)

    # Actions

    def action_actions(self) -> None:
        document = self.state.document
        if document is not None and not self.asks:
            self.offer(wording.actions(), wording.actions_help(document), self._actions(document, self.state.line))

    def _actions(self, document: Document, line: Line | None) -> list[Choice]:
        """What can be done with a code that nothing has or a unit that is out, with the line, with the document.

        Each has one digit for all documents and lines, since hands learn it.
        """
        return [
            *self._with_the_last_code(),
            *self._with_line(document, line),
            Choice(wording.act_head(), partial(self._go, Place.HEAD_FORM, document.thing), digit="5"),
            Choice(wording.act_list(), self._ask_list, digit="6"),
            Choice(wording.act_hand_over(), self._hand_over, digit="7"),
            Choice(wording.act_cancel(), partial(self._ask_cancel, document), digit="8"),
        ]

    def _with_the_last_code(self) -> Iterator[Choice]:
        if self.state.unknown is not None:
            told = common.assign_it() if self.state.says is None else labelled.assign_it(self.state.says)
            yield Choice(told, partial(self._go, Place.ASSIGN, self.state.unknown), digit="9")
        if self.state.kept is not None:
            yield Choice(labelled.take_it(), partial(self._take, self.state.kept), digit="9")
        if self.state.out is not None:
            yield Choice(wording.act_return(self.state.out.label), partial(self._return, self.state.out), digit="0")

    def _with_line(self, document: Document, line: Line | None) -> Sequence[Choice]:
        if line is None:
            acts = (wording.act_serials(), wording.act_any_line(), wording.act_reject(), wording.act_remove_any())
            return [Choice(text, self.unask, wording.no_line_for_it()) for text in acts]
        serials = "" if takes_serials(line, document.way) else wording.no_serials_for_it()
        comes_in = "" if document.way in (Way.IN, Way.BACK) else wording.nothing_comes_in()
        told = wording.act_reject() if line.accepted else wording.act_accept()
        return [
            Choice(
                wording.act_serials(),
                partial(self._go, Place.SERIALS_OF_LINE, self._draft, line.id),
                serials,
                digit="1",
            ),
            Choice(wording.act_line(line), partial(self._go, Place.LINE_FORM, line.id, line.part), digit="2"),
            Choice(told, partial(self._do, lines.accept, not line.accepted), comes_in, digit="3"),
            Choice(wording.act_remove(line), partial(self._do, lines.remove_line), digit="4"),
        ]

    def _go(self, place: Place, *args: Any) -> None:
        self.unask()
        self.kiosk.visit(place, *args)

    def _take(self, label: Scan) -> None:
        """The label that was refused for the chosen line, on a line of its own."""
        self.unask()
        self._do(scanning.again, label)

    def _return(self, unit: Thing) -> None:
        """Begin a return of a unit that came as a new one. Esc there leads back here."""
        self.unask()
        self.kiosk.begin(shortcuts.return_of, unit)

    def _do(self, fn: Any, *args: Any) -> None:
        self.kiosk.intake.act(self, fn, *args)

    def command(self, command: Command) -> Callable[[], object] | None:
        if command.word is Word.PRINT and not self.asks and self.state.document is not None:
            return self.action_slip
        return super().command(command)

    def action_slip(self) -> None:
        if self.state.document is not None and not self.asks:
            labels(self.kiosk, self.state.document.thing)

    def _ask_list(self, path: str = "") -> None:
        self.unask()
        self.type_in(wording.type_a_list(), lambda path: self.run_worker(partial(self._load, path.strip())), path)

    async def _load(self, path: str) -> None:
        """Read a list of what is expected, which may be long, before the store has anything to do with it."""
        try:
            manifest = await in_thread(partial(expected.read, path))
        except KioskError as error:
            self._ask_list(path)
            self.note(Outcome(Tone.NO, wording.not_loaded(), str(error)))
            self.kiosk.sound.play(Tone.NO)
        else:
            self._do(expected.load, manifest)

    def _hand_over(self) -> None:
        self.unask()
        self.type_in(wording.type_operator(), partial(self._do, editing.hand_over))

    def _ask_cancel(self, document: Document) -> None:
        no, yes = Choice(wording.no_cancel(), self.unask), Choice(wording.yes_cancel(), self._cancel)
        self.offer(wording.cancel_question(document), wording.cancel_help(document), (no, yes), yes="2")

    def _cancel(self) -> None:
        self._do(editing.cancel)

    def leave(self) -> None:
        """Park it; an empty one is rather cancelled, or the menu fills with drafts of nothing."""
        document = self.state.document
        if document is None:
            super().leave()
        elif document.lines or document.listed:
            self._do(editing.park)
        else:
            yes = Choice(wording.yes_cancel(), self._cancel)
            park = Choice(wording.keep_draft(), partial(self._do, editing.park))
            self.offer(wording.empty(document), wording.empty_help(), (yes, park), menu="2")


def _quantity_of(db: Any, post: Any, state: Editing, line: int, text: str) -> tuple[Editing, Outcome]:
    if state.line is None or state.line.id != line:
        state, outcome = editing.choose(db, post, state, line)
        if outcome.tone is not Tone.OK:
            return state, outcome
    return lines.quantity(db, post, state, text)


def _index(db: Any, post: Any, state: Editing, line: Line) -> int:
    return viewing.index(db, post, line)
