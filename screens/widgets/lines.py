"""The widget that all others here are made of: lines of spans, painted in place.

Changing its lines repaints its own region and lays nothing out again, which keeps the answer to a scan quick.
"""

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from screens.marks import Marks
from screens.text import Line, strip

STYLES = ("dim", "strong", "label", "key", "cursor", "good", "warn", "bad", "bar")  # of text
BANDS = ("calm", "ok", "again", "ask", "no", "fault")  # of the answer: one for each tone, and one for none


class Lines(Widget, can_focus=False):
    """Rows of text. A subclass says in `draw` what they are for its present size."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"lines--{name}" for name in STYLES + BANDS}

    def __init__(self, marks: Marks, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.marks = marks
        self._drawn: Sequence[Line] | None = None

    def draw(self, width: int, height: int) -> Sequence[Line]:
        """The lines for this size; what is beyond the height isn't painted."""
        raise NotImplementedError

    def base(self) -> str:
        """The style of what no span covers."""
        return ""

    def redraw(self) -> None:
        """Paint again, since what `draw` answers has changed."""
        self._drawn = None
        self.refresh()

    def on_resize(self) -> None:
        self._drawn = None

    def render_line(self, y: int) -> Strip:
        if self._drawn is None:
            self._drawn = self.draw(self.size.width, self.size.height)
        spans = self._drawn[y] if y < len(self._drawn) else ()
        return strip(spans, self.size.width, self._style, self.marks)

    def _style(self, name: str) -> Style:
        base = self.base()
        name = name or base
        if not name:
            return self.visual_style.rich_style
        return self.get_component_rich_style(f"lines--{name}")
