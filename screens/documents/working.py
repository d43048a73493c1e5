"""What the screens share on which a draft is worked on: its answers, its questions, the current line."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.documents import editing, lines, scanning
from kiosk.flows.documents.editing import Editing
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome, Tone
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Document
from kiosk.wording import documents_editing as editing_wording
from kiosk.wording import documents_screens as wording
from screens.documents.current import Current
from screens.frame.framed import Framed
from screens.frame.worked import Worked
from screens.host import Host

POSTED = "posted"  # the result of the one by which the screen of posting ends the draft


class Working(Worked):
    """What all screens on a draft do: scan into it, ask, undo, say what the current line is."""

    state: Editing

    def __init__(self, host: Host, document: int) -> None:
        self.current = Current(host.marks)
        super().__init__(host, wording.document(), Editing(), editing_wording.not_open(), self.current)
        self._draft = document
        self._brings_in = False  # whether something comes in by it

    @property
    def takes(self) -> ScanStep[Any]:
        return scanning.scan

    def read(self, db: Any, post: Any, state: Editing) -> tuple[Editing, Outcome]:
        return editing.opened(db, post, state, self._draft)

    def holds(self, state: Editing) -> bool:
        return state.document is not None

    # Answers

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        if outcomes[-1].result == POSTED:
            self.state = replace(self.state, done=True)
        await super().show(outcomes)

    async def told(self, outcomes: Sequence[Outcome]) -> None:
        """What ended it; scans behind that were refused, since nothing was open any more."""
        grave = [outcome for outcome in outcomes if outcome.tone is Tone.NO]
        await super().told(grave[:1] or outcomes)
        if not grave and outcomes[-1].result == POSTED and self._brings_in:
            below = self.app.screen
            assert isinstance(below, Framed)
            below.offer_labels(self._draft)

    def renew(self) -> None:
        """Bring the screen up to date with the state."""
        document = self.state.document
        if document is not None:
            self._brings_in = document.way in (Way.IN, Way.BACK)
            self.headline.say(wording.title(document), self.kiosk.who)
        self.current.say(document, self.state.line, self.state.recent)
        self._make_room()
        self.key_line.redraw()

    @property
    def again(self) -> Callable[..., Editing]:
        return _refreshed

    def differs(self, before: Editing) -> bool:
        return (self.state.line, _head(self.state)) != (before.line, _head(before))

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
                return partial(self.kiosk.intake.act, self, lines.times, str(command.number))
            case Word.NEXT:
                return partial(self.kiosk.intake.act, self, lines.next_line)
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

    @property
    def last_step(self) -> Callable[..., editing.Step | None]:
        return editing.last_step

    def told_step(self, step: editing.Step) -> str:
        return editing_wording.step(step.what, step.label)

    def take_back(self) -> None:
        self.kiosk.intake.act(self, editing.undo)


def _head(state: Editing) -> Document | None:
    """The head, but for how long it is held."""
    return None if state.document is None else replace(state.document, lease=None)


def _refreshed(db: Any, post: Any, state: Editing) -> Editing:
    return editing.at_line(db, state, None if state.line is None else state.line.id)
