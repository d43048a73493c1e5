"""A field to type into. Scans never land in it; a burst of keys never reaches it (see `screens.guard`)."""

import re
from collections.abc import Callable, Sequence

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from kiosk.scan import visible
from kiosk.wording import screens as wording
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line
from screens.widgets.lines import Lines

LONGEST = 4096  # characters, as of a scanned code
_BREAK = re.compile(r"\r\n|\r|\n")


class _Label(Lines):
    def __init__(self, marks: Marks, text: str) -> None:
        super().__init__(marks)
        self.text = text

    def draw(self, width: int, height: int) -> Sequence[Line]:
        return [line(" ", Span(fit(self.text, width - 2, self.marks), "label"))]


class _Field(Input):
    class Several(Message):
        """What was pasted is more than one line, or can't be shown as it is."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, marks: Marks) -> None:
        super().__init__(max_length=LONGEST, compact=True)
        self._pictures = marks.pictures

    @property
    def _value(self) -> Text:
        """What is painted: a stored text may hold what a terminal obeys. As many characters, for the cursor's sake."""
        if self.value.isprintable():
            return super()._value
        shown = (visible(char, pictures=self._pictures) for char in self.value)
        return Text("".join(one if len(one) == 1 else "?" for one in shown), no_wrap=True, overflow="ignore", end="")

    def _on_paste(self, event: events.Paste) -> None:
        if not event.text.rstrip("\r\n").isprintable():
            self.post_message(self.Several(event.text))
            event.prevent_default()
            event.stop()


class Prompt(Vertical):
    """A label and a field below it. `open` shows and focuses it; `shut` hides and empties it.

    `several` takes what was pasted as several lines, where that is of use; else no more than one line is taken.
    """

    def __init__(self, marks: Marks, label: str) -> None:
        super().__init__(id="prompt")
        self._label = _Label(marks, label)
        self._field = _Field(marks)
        self._field.cursor_blink = False  # idle costs no repaint
        self.several: Callable[[Sequence[str]], None] | None = None

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

    def open(self, text: str | None = None, *, begun: bool = False) -> None:
        """Show it and type into it; `text` is what it holds then, as it is where none is given.

        The first key replaces that, unless it is `begun`: then it goes on with it.
        """
        self.display = True
        self._field.select_on_focus = not begun
        if text is not None:
            with self._field.prevent(Input.Changed):
                self._field.value = text
                self._field.cursor_position = len(text)
        self._field.focus()

    def edge(self, by: int) -> None:
        """To the begin of what is typed (-1) or its end (1)."""
        self._field.cursor_position = 0 if by < 0 else len(self._field.value)

    def clear(self) -> None:
        """Empty the field; no `Input.Changed` is posted."""
        with self._field.prevent(Input.Changed):
            self._field.value = ""

    def shut(self) -> None:
        self.clear()
        self.display = False
        self.screen.set_focus(None)

    def on__field_several(self, message: _Field.Several) -> None:
        message.stop()
        lines = [text for text in _BREAK.split(message.text) if text.strip()]
        if self.several is not None and all(map(str.isprintable, lines)):
            self.several(lines)
        else:
            self.app.notify(wording.paste_refused(), severity="warning", markup=False)
