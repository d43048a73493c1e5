"""Labels before they are printed, one at a time, drawn in the cells of the screen."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.flows.printing.making import Made
from kiosk.wording import labels_screens as wording
from kiosk.wording import screens as common
from screens.frame.framed import Framed
from screens.host import Host
from screens.labels import drawings, painted
from screens.paint.text import Line, Span, fit, line, wrap
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

_PAGES = 20  # of a slip that are shown


class Preview(Framed):
    """The arrows go from label to label; more than fits is scrolled by pages."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "turn(-1)", show=False),
        Binding("down", "turn(1)", show=False),
    ]

    def __init__(self, host: Host, labels: Sequence[Made], printer: str) -> None:
        super().__init__(host, wording.preview_title())
        self._labels = labels
        self._printer = printer
        self._at = 0
        self._drawn: drawings.Drawn = ((), wording.drawing())

    def on_mount(self) -> None:
        super().on_mount()
        self._read()

    def _read(self) -> None:
        self.sheet.show(self._rows)
        self.run_worker(partial(self._draw, self._at), exclusive=True)

    async def _draw(self, at: int) -> None:
        self._drawn = await drawings.drawn(self.kiosk, self._labels[at], self._printer)
        self.sheet.show(self._rows)
        self.key_line.redraw()

    def _rows(self, width: int) -> Sequence[Row]:
        label = self._labels[self._at].label
        head = wording.which(self._at + 1, len(self._labels), label)
        return [Row(line(Span(fit(head, width, self.marks), "label"))), Row(), *map(Row, self._lines(width))]

    def _lines(self, width: int) -> Sequence[Line]:
        pages, why = self._drawn
        if why:
            return [line(Span(text, "warn")) for text in wrap(why, width, 9, self.marks)]
        height = max(1, self.sheet.size.height - 2)
        found: list[Line] = []
        for number, page in enumerate(pages[:_PAGES], 1):
            if len(pages) > 1:
                found += [(), line(Span(wording.page(number, len(pages)), "label"))]
            found += painted.lines(page, width, height, self.marks)
        if len(pages) > _PAGES:
            found += [(), line(Span(wording.more_pages(len(pages) - _PAGES), "dim"))]
        return found

    def keys(self) -> Keys:
        turn = (("↑ ↓", wording.key_next()),) if len(self._labels) > 1 else ()
        return (("Esc", common.key_back()), *self.scroll_keys(), *turn, ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        return wording.help_preview()

    def action_turn(self, by: int) -> None:
        """The next label; of one alone, the rows scroll."""
        if len(self._labels) == 1:
            self.action_move(by)
            return
        self._at = (self._at + by) % len(self._labels)
        self._drawn = ((), wording.drawing())
        self._read()
