"""A field to type into. Scans never land in it; a burst of keys never reaches it (see `screens.guard`)."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from kiosk.wording import screens as wording
from screens.marks import Marks
from screens.text import Line, Span, fit, line
from screens.widgets.lines import Lines

LONGEST = 4096  # characters, as of a scanned code


class _Label(Lines):
    def __init__(self, marks: Marks, text: str) -> None:
        super().__init__(marks)
        self.text = text

    def draw(self, width: int, height: int) -> Sequence[Line]:
        return [line(" ", Span(fit(self.text, width - 2, self.marks), "label"))]


class _Field(Input):
    class Refused(Message):
        """What was pasted can't be shown as it is, so it isn't taken at all."""

    def _on_paste(self, event: events.Paste) -> None:
        if not event.text.rstrip("\r\n").isprintable():
            self.post_message(self.Refused())
            event.prevent_default()
            event.stop()


class Prompt(Vertical):
    """A label and a field below it. `open` shows and focuses it; `shut` hides and empties it."""

    def __init__(self, marks: Marks, label: str) -> None:
        super().__init__(id="prompt")
        self._label = _Label(marks, label)
        self._field = _Field(max_length=LONGEST, compact=True)
        self._field.cursor_blink = False  # idle costs no repaint

    def compose(self) -> ComposeResult:
        yield self._label
        yield self._field

    @property
    def text(self) -> str:
        return self._field.value

    @property
    def is_open(self) -> bool:
        return bool(self.display)

    def label(self, text: str) -> None:
        self._label.text = text
        self._label.redraw()

    def open(self) -> None:
        self.display = True
        self._field.focus()

    def clear(self) -> None:
        """Empty the field; no `Input.Changed` is posted."""
        with self._field.prevent(Input.Changed):
            self._field.value = ""

    def shut(self) -> None:
        self.clear()
        self.display = False
        self.screen.set_focus(None)

    def on__field_refused(self) -> None:
        self.app.notify(wording.paste_refused(), severity="warning", markup=False)
