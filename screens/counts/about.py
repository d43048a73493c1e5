"""The row under the cursor of a review, whole: what was expected and counted, where, what posting does about it."""

from collections.abc import Sequence

from kiosk.stock.counts import Difference
from kiosk.wording import counts_review as wording
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, wrap
from screens.widgets.lines import Lines


class About(Lines):
    """Three rows: a difference, or a sentence that is no difference."""

    def __init__(self, marks: Marks) -> None:
        super().__init__(marks, id="current")
        self._told: tuple[Difference | None, str, str] = (None, "", "")

    def say(self, one: Difference | None, sentence: str = "", style: str = "") -> None:
        """Paint this one; nothing where it is on the screen already."""
        if (one, sentence, style) != self._told:
            self._told = one, sentence, style
            self.redraw()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        (one, sentence, style), inner = self._told, width - 2
        if one is None:
            texts = wrap(sentence, inner, height, self.marks) if sentence else ()
            return [line(" ", Span(text, style)) for text in texts]
        rows = [Span(fit(told, inner, self.marks)) for told in (wording.kind_at(one), wording.expected_counted(one))]
        rows += [Span(told, "strong") for told in wrap(wording.posting(one), inner, 2, self.marks)]
        return [line(" ", told) for told in (rows[2:] if height < 3 else rows)[:height]]
