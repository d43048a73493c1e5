"""What the screens share on which a draft is worked on: its answers, its questions, the current line.

A draft is in the store at every green light, so a scan is never in the way of what such a screen asks by itself:
it is taken, and the question is put away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.documents import editing, lines, scanning
from kiosk.flows.documents.editing import Editing
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Option, Outcome, Question, Tone
from kiosk.scan import Scan
from kiosk.stock.documents import Way
from kiosk.wording import documents_editing as editing_wording
from kiosk.wording import documents_screens as wording
from kiosk.wording import screens as common
from screens.documents.current import Current
from screens.frame.errand import Errand
from screens.frame.framed import Chooser
from screens.host import Host
from screens.intake import GROUP
from screens.paint.marks import Marks
from screens.paint.text import Span, line, wrap
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing
from screens.widgets.sheet import Row, no_rows

OPENED = "opened"  # the result of an outcome that only says what is on the screen now
POSTED = "posted"  # the result of the one by which the screen of posting ends the draft


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that the screen itself offers."""

    text: str
    do: Callable[[], None]


class Working(Errand):
    """A subclass makes `listing`, what is chosen from while nothing is asked, when it is made itself."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f7", "undo", show=False)]

    listing: Listing[Any]
    group = GROUP  # a draft that is lost on the way refuses what comes after
    state: Editing

    def __init__(self, host: Host, document: int) -> None:
        super().__init__(host, wording.document(), Editing(), editing_wording.not_open(), "")
        self._draft = document
        self._typed: Callable[[str], None] = host.typed  # takes what is typed into the field
        self._label = common.type_a_code()
        self._interrupted: str | None = None  # what stood in the field when a question came
        self._yes = ""
        self._stale = False  # a screen over this one may have changed the draft
        self._offered = False  # choices of this screen are shown
        self.current = Current(host.marks)
        self.sheet.display = False

    @property
    def step(self) -> ScanStep[Any]:
        return partial(_scan, self.open)

    @property
    def chooser(self) -> Chooser:
        return self.sheet if self.asks else self.listing

    @property
    def asks(self) -> bool:
        """Whether there is something to be answered first."""
        return self._offered or self.state.question is not None

    def body(self) -> ComposeResult:
        yield self.answer
        yield self.current
        yield self.prompt
        yield self.listing
        yield self.sheet

    def on_listing_arrived(self) -> None:
        self.key_line.redraw()

    def on_mount(self) -> None:
        super().on_mount()
        self.begin()

    def begin(self) -> None:
        self.kiosk.intake.act(self, self.open)

    def open(self, db: Any, post: Any, state: Editing) -> tuple[Editing, Outcome]:
        """Open the draft, on the store's thread: what a flow's function is. A scan that comes first does it, too."""
        return editing.opened(db, post, state, self._draft)

    # Answers

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        if outcomes[-1].result == POSTED:
            self.state = replace(self.state, done=True)
        await super().show(outcomes)

    async def told(self, outcomes: Sequence[Outcome]) -> None:
        """What ended it; scans behind that were refused, since nothing was open any more."""
        grave = [outcome for outcome in outcomes if outcome.tone is Tone.NO]
        await super().told(grave[:1] or outcomes)

    def note(self, outcome: Outcome, aside: str = "") -> None:
        tone = None if outcome.result == OPENED else outcome.tone
        self.answer.say(tone, outcome.text, outcome.detail, aside, result=outcome.result)

    def heard(self, outcomes: Sequence[Outcome]) -> list[Tone]:
        """That a draft was opened is no news to who opened it."""
        return super().heard([outcome for outcome in outcomes if outcome.result != OPENED])

    def fill(self, outcome: Outcome) -> None:
        self._offered = False
        question = self.state.question
        if question is not None:
            self._ask(partial(_options, question, self.marks))
        self.renew()
        self._type_on()

    def _type_on(self) -> None:
        """Open the field again that a question has shut."""
        if self._interrupted is not None and not self.asks:
            text, self._interrupted = self._interrupted, None
            self.type_in(self._label, self._typed, text)

    def renew(self) -> None:
        """Bring the screen up to date with the state."""
        document = self.state.document
        if document is not None:
            self.headline.say(wording.title(document), self.kiosk.who)
        self.current.say(document, self.state.line, self.state.recent)
        self._make_room()
        self.key_line.redraw()

    def _make_room(self) -> None:
        if self.sheet.display != self.asks:
            self.sheet.display = self.asks
            self.listing.display = self.current.display = not self.asks

    async def keep(self, state: Editing) -> None:
        """Go on with a state that was read without an answer to be shown."""
        self._stale = False
        self.state = state
        self.renew()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._stale = self.state.document is not None
        self.refresh_state()

    def settled(self) -> None:
        self.refresh_state()  # where an answer came before what the screen above has changed was read

    def refresh_state(self) -> None:
        """Read head and line anew, where the screen above may have changed them."""
        if self._stale and not self.state.done:
            self.kiosk.intake.ask(self, _refreshed, then=self.keep)

    # Command codes

    def command(self, command: Command) -> Callable[[], object] | None:
        """Beside those of every screen, what can be said of the current line."""
        line, document = self.state.line, self.state.document
        if self.asks or line is None or document is None:
            return super().command(command)
        match command.word:
            case Word.TIMES:
                return partial(self.kiosk.intake.act, self, lines.quantity, str(command.number))
            case Word.NEXT:
                return partial(self.kiosk.intake.act, self, lines.new_line)
            case Word.ACCEPT | Word.REJECT if document.way is Way.IN:
                return partial(self.kiosk.intake.act, self, lines.accept, command.word is Word.ACCEPT)
        return super().command(command)

    def assent(self) -> str:
        return self._yes if self._offered else super().assent()

    # Questions

    def offer(self, text: str, detail: str, choices: Sequence[Choice], *, yes: str = "") -> None:
        """Ask something that no flow asks; a scan puts it away. `yes` is the number that agrees to it."""
        self._offered, self._yes = True, yes
        self.note(Outcome(Tone.ASK, text, detail))
        self._ask(partial(_choices, choices, self.marks))
        self.renew()
        self.call_after_refresh(self.see)

    def _ask(self, build: Callable[[int], Sequence[Row]]) -> None:
        if self.prompt.is_open:
            self._interrupted = self.prompt.text  # gone on with once that is answered
        self.prompt.shut()
        self.sheet.show(build)

    def unask(self) -> None:
        """Put away what this screen has asked."""
        self._offered = False
        self.sheet.show(no_rows)
        self.invite()
        self.renew()
        self._type_on()

    def invite(self) -> None:
        """Say what to do next, where no answer stands."""
        document = self.state.document
        if document is not None:
            self.answer.say(None, editing_wording.opened(document), editing_wording.opened_help(document))

    def pick(self, pick: object) -> None:
        match pick:
            case Option():
                self.kiosk.intake.act(self, editing.answer, pick.key)
            case Choice():
                self._offered = False
                pick.do()
                if not self._offered:
                    self.renew()

    def keys(self) -> Keys:
        return (
            ("Esc", common.key_back()),
            ("1-9", common.key_choose()),
            *self.scroll_keys(),
            ("F1", common.key_help()),
        )

    def action_back(self) -> None:
        question = self.state.question
        if self._offered:
            self.unask()
        elif question is not None:
            self.kiosk.intake.act(self, editing.answer, question.options[-1].key)
        elif self.prompt.is_open:
            self._shut_prompt()
        else:
            self.leave()

    # Typing

    def type_in(self, label: str, take: Callable[[str], None], text: str = "") -> None:
        """Open the field for something that is handed to `take`."""
        self._label, self._typed = label, take
        self.prompt.label(label)
        self.prompt.open(text, begun=True)
        self.key_line.redraw()

    def action_type(self) -> None:
        if not self.asks:
            self.type_in(common.type_a_code(), self.kiosk.typed)

    def submitted(self, text: str) -> None:
        self._shut_prompt()
        if text.strip():
            self._typed(text)

    # Undo

    def action_undo(self) -> None:
        """Say what the last step was, and ask."""
        if self.state.document is not None and not self.asks:
            self.kiosk.intake.ask(self, editing.last_step, then=self._ask_undo)

    async def _ask_undo(self, step: editing.Step | None) -> None:
        if step is None:
            self._undo()  # it is said why there is nothing
            return
        told = editing_wording.step(step.what, step.label)
        yes, no = Choice(wording.yes_undo(), self._undo), Choice(wording.no_undo(), self.unask)
        self.offer(wording.undo_question(), told, (yes, no), yes="1")

    def _undo(self) -> None:
        self.kiosk.intake.act(self, editing.undo)


def _scan(opening: Callable[..., Any], db: Any, post: Any, state: Editing, scan: Scan) -> tuple[Editing, Outcome]:
    """Nothing is lost that is scanned before the draft is on the screen."""
    if state.document is None and state.question is None and not state.done:
        state, outcome = opening(db, post, state)
        if state.document is None or state.done:
            return state, outcome
    return scanning.scan(db, post, state, scan)


def _refreshed(db: Any, post: Any, state: Editing) -> Editing:
    return editing.at_line(db, state, None if state.line is None else state.line.id)


def _options(question: Question, marks: Marks, width: int) -> Sequence[Row]:
    return _rows([(option.text, option) for option in question.options], marks, width)


def _choices(choices: Sequence[Choice], marks: Marks, width: int) -> Sequence[Row]:
    return _rows([(choice.text, choice) for choice in choices], marks, width)


def _rows(offers: Sequence[tuple[str, object]], marks: Marks, width: int) -> list[Row]:
    rows: list[Row] = []
    for text, pick in offers:
        for at, part in enumerate(wrap(text, width, 9, marks)):
            rows.append(Row(line(Span(part, "strong")), pick if at == 0 else None))
    return rows
