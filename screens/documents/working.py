"""What the screens share on which a draft is worked on: its answers, its questions, the current line.

A draft is in the store at every green light, so a scan is never in the way of what such a screen asks by itself:
it is taken, and the question is put away.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.documents import editing, lines, scanning
from kiosk.flows.documents.editing import Editing
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome, Tone
from kiosk.scan import Scan
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Document
from kiosk.wording import documents_editing as editing_wording
from kiosk.wording import documents_screens as wording
from kiosk.wording import screens as common
from screens.documents.current import Current
from screens.frame.asking import Asking, Choice
from screens.host import Host
from screens.intake import GROUP

OPENED = "opened"  # the result of an outcome that only says what is on the screen now
POSTED = "posted"  # the result of the one by which the screen of posting ends the draft


class Working(Asking):
    """What all screens on a draft do: scan into it, ask, undo, say what the current line is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f7", "undo", show=False)]

    group = GROUP  # a draft that is lost on the way refuses what comes after
    state: Editing

    def __init__(self, host: Host, document: int) -> None:
        super().__init__(host, wording.document(), Editing(), editing_wording.not_open())
        self._draft = document
        self._stale = False  # a screen over this one may have changed the draft
        self._left_at = 0.0  # time.monotonic seconds, when a screen was laid over this one
        self.current = Current(host.marks)
        self.answer.add_class("-crowded")  # answer, current line, field and list have to fit below each other

    @property
    def step(self) -> ScanStep[Any]:
        return partial(_scan, self.open)

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
        self.asked()
        self.renew()
        self.type_on()

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
        before, self.state = self.state, state
        if (state.line, _head(state)) != (before.line, _head(before)) and self._shown_at < self._left_at:
            self.invite()  # the answer that stands here is not true any more
        self.renew()

    def on_screen_suspend(self) -> None:
        self._left_at = time.monotonic()

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
        if self.asks and command.word is Word.DONE:
            return None  # whoever scans it means the document, and not a step to be taken back
        if self.asks or line is None or document is None:
            return super().command(command)
        match command.word:
            case Word.TIMES:
                return partial(self.kiosk.intake.act, self, lines.quantity, str(command.number))
            case Word.NEXT:
                return partial(self.kiosk.intake.act, self, lines.new_line)
            case Word.ACCEPT | Word.REJECT if document.way in (Way.IN, Way.BACK):
                return partial(self.kiosk.intake.act, self, lines.accept, command.word is Word.ACCEPT)
        return super().command(command)

    def answering(self, key: str) -> None:
        self.kiosk.intake.act(self, editing.answer, key)

    def invite(self) -> None:
        document = self.state.document
        if document is not None:
            self.answer.say(None, editing_wording.opened(document), editing_wording.opened_help(document))

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
        self.offer(wording.undo_question(), told, (yes, no), yes="1", agrees=common.key_undo())

    def _undo(self) -> None:
        self.kiosk.intake.act(self, editing.undo)


def _scan(opening: Callable[..., Any], db: Any, post: Any, state: Editing, scan: Scan) -> tuple[Editing, Outcome]:
    """Nothing is lost that is scanned before the draft is on the screen."""
    if state.document is None and state.question is None and not state.done:
        state, outcome = opening(db, post, state)
        if state.document is None or state.done:
            return state, outcome
    return scanning.scan(db, post, state, scan)


def _head(state: Editing) -> Document | None:
    """The head, but for how long it is held."""
    return None if state.document is None else replace(state.document, lease=None)


def _refreshed(db: Any, post: Any, state: Editing) -> Editing:
    return editing.at_line(db, state, None if state.line is None else state.line.id)
