"""The widget that all others here are made of: lines of spans, painted in place.

Changing its lines repaints its own region and lays nothing out again, which keeps the answer to a scan quick.
"""

from collections.abc import Sequence
from typing import Self

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from screens.paint.marks import Marks
from screens.paint.text import Line, strip

STYLES = ("dim", "strong", "label", "key", "cursor", "good", "warn", "bad", "bar", "printed")  # of text
BANDS = ("calm", "ok", "again", "ask", "no", "fault")  # of the answer: one for each tone, and one for none
# Of the screen, not of each widget: the style sheet is worked through for each of them at each resize and start.
COMPONENTS = frozenset(f"lines--{name}" for name in STYLES + BANDS)


class Lines(Widget, can_focus=False):
    """Rows of text. A subclass says in `draw` what they are for its present size."""

    def __init__(self, marks: Marks, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.marks = marks
        self._styles: dict[str, Style] = {}
        self._drawn: Sequence[Line] | None = None
        self._painted: tuple[Region, list[Strip]] | None = None

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
        self._painted = None

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        self._painted = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()
        self._painted = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows, from memory where nothing has changed: Textual asks all widgets whenever one has.

        A widget of this kind has neither border nor padding, so Textual's own way through its cache of styles,
        which costs more than the rows themselves, is left out.
        """
        if self._painted is None or self._painted[0] != crop:
            strips = [self.render_line(y).crop(crop.x, crop.right) for y in range(crop.y, crop.bottom)]
            self._painted = crop, strips
        return self._painted[1]

    def render_line(self, y: int) -> Strip:
        if self._drawn is None:
            self._drawn = self.draw(self.size.width, self.size.height)
        spans = self._drawn[y] if y < len(self._drawn) else ()
        row = strip(spans, self.size.width, self._style, self.marks)
        for line_filter in self.get_line_filters():  # such as NO_COLOR's
            row = row.apply_filter(line_filter, self.background_colors[1])
        return row

    def paint_now(self) -> None:
        """Paint again at once, without the three messages and the timer by which Textual collects changes.

        They cost a fifth of the time from a scan to its answer. Where the screen can't be painted just now,
        it is done in Textual's own way. On a screen that was left meanwhile there is nothing to paint.
        """
        if not self.is_attached:
            return
        screen = self.screen
        if not screen.is_current or screen._layout_required or screen._repaint_required or self.app._batch_count:
            self.redraw()
            return
        self._drawn = self._painted = None
        self._set_dirty()
        screen._dirty_widgets.add(self)
        screen._compositor.update_widgets(screen._dirty_widgets)
        screen._compositor_refresh()

    def _style(self, name: str) -> Style:
        name = name or self.base()
        if name not in self._styles:
            style = self.visual_style.rich_style
            if name:
                style += self.screen.get_component_rich_style(f"lines--{name}", partial=True)
            self._styles[name] = style
        return self._styles[name]
