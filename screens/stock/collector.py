"""What collecting serials is on any screen: a field that is always open, and those that came in below it."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.widgets import Input

from kiosk.outcome import Outcome, Tone
from kiosk.page import LARGEST
from kiosk.wording import collecting as wording
from kiosk.wording import lists as list_wording
from kiosk.wording import screens as common
from screens.frame.framed import TakerScreen
from screens.paint.marks import Marks
from screens.paint.text import Span, fit, line
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row


class CollectorFlow(Protocol):
    """A flow's functions for serials: each is called with `(db, post, state, …)` and answers `(state, Outcome)`."""

    add: Callable[..., tuple[Any, Outcome]]
    remove: Callable[..., tuple[Any, Outcome]]


class Collector(TakerScreen):
    """A screen on which serials are collected, always or for a while. `collector` is their flow."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "remove", show=False),
        Binding("f5", "save", show=False),
    ]

    finishes = True
    collector: CollectorFlow
    saving: Callable[..., tuple[Any, Outcome]]

    def collected(self) -> Sequence[Row]:
        """The rows below the field."""
        raise NotImplementedError

    def open_collector(self) -> None:
        """Show the field and the rows; what is typed already stays."""
        if not self.prompt.is_open or self.focused is None:
            self.prompt.label(wording.type_a_serial())
            self.prompt.open()
        self.sheet.show(lambda width: self.collected(), numbers=False)
        self.key_line.redraw()

    def collector_keys(self, back: str, *more: tuple[str, str]) -> Keys:
        """The keys while serials are collected; `back` is where Esc leads."""
        return (
            ("Enter", wording.key_add()),
            ("Esc", back),
            ("F5", list_wording.key_save()),
            *more,
            ("F4", wording.key_remove()),
            ("F1", common.key_help()),
        )

    def took(self, outcome: Outcome) -> None:
        """What was typed has come in, or was here already: the field is for the next one. What was refused stays."""
        came = outcome.tone in (Tone.OK, Tone.AGAIN) and outcome.text == self.prompt.text
        if came or outcome.result == "removed":
            self.prompt.clear()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()

    def add_typed(self, text: str) -> None:
        if text:
            self.kiosk.intake.look(self, self.collector.add, text)

    def save_collected(self) -> None:
        """Save; a serial that stands in the field still comes in first."""
        if text := self.prompt.text:
            self.kiosk.intake.act(self, _add_and_save, self.collector.add, self.saving, text)
        else:
            self.kiosk.intake.act(self, self.saving)

    def action_remove(self) -> None:
        """Take out the serial that is typed, else the one under the cursor."""
        pick = self.sheet.pick
        serial = self.prompt.text or (pick if isinstance(pick, str) else "")
        if serial:
            self.kiosk.intake.look(self, self.collector.remove, serial)

    def action_type(self) -> None:
        """The field is open already."""


def rows(serials: Sequence[str], width: int, marks: Marks) -> list[Row]:
    """The serials that came in, the latest first."""
    if not serials:
        return [Row(line(Span(fit(wording.nothing_yet(), width, marks), "dim")))]
    shown = [Row(line(fit(serial, width, marks)), serial) for serial in reversed(serials[-LARGEST:])]
    if len(serials) > LARGEST:
        shown.append(Row(line(Span(fit(wording.more(len(serials) - LARGEST), width, marks), "dim"))))
    return shown


def _add_and_save(
    db: Any, post: Any, state: Any, add: Callable[..., Any], save: Callable[..., Any], text: str
) -> tuple[Any, Outcome]:
    state, outcome = add(db, post, state, text)
    return save(db, post, state) if outcome.tone in (Tone.OK, Tone.AGAIN) else (state, outcome)
