"""The answer to a scan: a band in the tone's colour, one line in large letters, and the fact that comes next."""

from collections.abc import Sequence

from rich.cells import cell_len

from kiosk.outcome import Tone
from kiosk.wording import screens as wording
from screens.paint import glyphs
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, wrap
from screens.paint.tones import symbol
from screens.widgets.lines import Lines

_HEAD = 1  # row for symbol and word
_ROOMY = 6  # rows from which on an invitation stands below an empty head, as an answer does
_TALL = 11  # rows from which on the letters are drawn at double size


class Answer(Lines):
    """Shows a tone, or none for an invitation to scan."""

    def __init__(self, marks: Marks, text: str, detail: str) -> None:
        super().__init__(marks, id="answer")
        self.tone: Tone | None = None
        self.text = text
        self.detail = detail
        self._result = ""
        self._aside = ""
        self._below = ""

    def say(
        self, tone: Tone | None, text: str, detail: str, aside: str = "", below: str = "", result: str = ""
    ) -> None:
        """Paint this answer.

        `aside` stands at the right of the head, such as the tally of a group; `below` begins a row of its own
        after the detail, such as a command to be copied; `result` is the outcome's, where its word depends on that.
        """
        self.tone, self.text, self.detail, self._aside, self._below = tone, text, detail, aside, below
        self._result = result
        self.paint_now()

    def base(self) -> str:
        return self.tone.value if self.tone else "calm"

    def draw(self, width: int, height: int) -> Sequence[Line]:
        inner = width - 2
        head = _HEAD if self.tone or height >= _ROOMY else 0  # an invitation needs none
        room = height - head
        drawn = self._drawn_large(inner, room)
        large = drawn or wrap(self.text, inner, min(3, max(1, room - 1)), self.marks)
        rows = [self._head(inner, self.text if drawn else "")][:head]
        detail = self._told(inner, room - len(large))
        spare = room - len(large) - len(detail)
        above = 1 if spare >= 2 else 0
        between = 1 if spare - above >= 1 and detail else 0
        return [*rows, *[()] * above, *map(_indent, large), *[()] * between, *map(_indent, detail)]

    def _head(self, inner: int, drawn: str) -> Line:
        """Symbol and word; what is drawn large stands here once more as text, to be read letter by letter."""
        if self.tone is None:
            return ()
        word = f"{symbol(self.tone, self.marks)} {wording.word(self.tone, self._result)}"
        aside = "   ".join(filter(None, (self._aside, drawn)))
        aside = fit(aside, inner - cell_len(word) - 2, self.marks)
        return line(" ", word, " " * (inner - cell_len(word) - cell_len(aside)), aside)

    def _told(self, inner: int, rows: int) -> list[str]:
        """Detail and what stands below it, in at most so many rows; it is the detail that is shortened."""
        below = wrap(self._below, inner, rows, self.marks) if self._below else []
        detail = wrap(self.detail, inner, rows - len(below), self.marks) if self.detail else []
        return [*detail, *below]

    def _drawn_large(self, inner: int, room: int) -> list[str] | None:
        """The text in the largest letters in which it and the whole detail have room; None where there is none."""
        for scale in (2, 1) if room + _HEAD >= _TALL else (1,):
            drawn = glyphs.rows(self.text, scale)
            left = room - 3 * scale
            if drawn and len(drawn[0]) <= inner and len(self._told(inner, 99)) <= left:
                return drawn
        return None


def _indent(row: str) -> Line:
    return (Span(" "), Span(row))
