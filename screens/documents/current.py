"""How the lines of a document are painted: one as a row of the list, and the current one whole."""

from collections.abc import Sequence

from rich.cells import cell_len

from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Document, Line
from kiosk.stock.standing import Standing, standing
from kiosk.wording import documents_screens as wording
from screens.paint import text
from screens.paint.marks import Marks
from screens.paint.progress import bar
from screens.paint.text import Span, fit, line, pad
from screens.widgets.lines import Lines

NARROW = 60  # cells below which a row has no room for names and places
_FIGURES = 17  # cells that figures have beside numbers and names, as `1,000 / 5,000 pcs`
_BAR = 6  # cells below which a bar says nothing
_LONGEST_BAR = 40


def row(value: Line, way: Way, listed: bool, width: int, marks: Marks) -> text.Line:
    """Number, how much of how much, what is lacking; name and place where there is room, else the place alone where
    nothing is lacking."""
    stands = standing(value, way, listed)
    told = Span(wording.lack(stands), "warn" if stands.lack is not None else "good")
    if width < NARROW and stands.lack is None and value.accepted:
        told = Span(wording.place(value, way) or told.text, "good" if stands.wanted is not None else "")
    about = f" {marks.dot} ".join((value.name, *wording.facts(value, way)))
    return _row(value, stands, told, about, width, marks)


def posted_row(value: Line, way: Way, listed: bool, width: int, marks: Marks) -> text.Line:
    """The same with the place in place of what is lacking, which is said beside."""
    about = f" {marks.dot} ".join((value.name, *wording.batch(value)))
    return _row(value, standing(value, way, listed), Span(wording.place(value, way)), about, width, marks)


def _row(value: Line, stands: Standing, told: Span, about: str, width: int, marks: Marks) -> text.Line:
    amounts = wording.progress(stands, value.unit if width >= NARROW else "")
    if not value.accepted:
        told = Span(f"{marks.bad} {told.text or wording.rejected()}", "bad")
    figures = max(cell_len(amounts), 9)
    words = min(13 if width < NARROW else 20, width - figures - 8)
    number = width - figures - words - 2
    head: list[Span | str] = []
    if width < NARROW:
        head = [Span(pad(value.number, number, marks), "strong")]
    else:
        code = min((width - _FIGURES - words - 2) // 2, 24)  # the same in all rows, however long their figures are
        head = [
            Span(pad(value.number, code, marks), "strong"),
            " ",
            Span(pad(about, max(0, number - code - 1), marks), "dim"),
        ]
    return line(*head, " ", amounts.rjust(figures), " ", Span(fit(told.text, words, marks), told.style))


class Current(Lines):
    """The line that is worked on: how far it is, where it goes, what came in last."""

    def __init__(self, marks: Marks) -> None:
        super().__init__(marks, id="current")
        self._document: Document | None = None
        self._line: Line | None = None
        self._recent: tuple[str, ...] = ()

    def say(self, document: Document | None, value: Line | None, recent: tuple[str, ...]) -> None:
        """Paint this line; nothing where it is on the screen already."""
        if (document, value, recent) != (self._document, self._line, self._recent):
            self._document, self._line, self._recent = document, value, recent
            self.redraw()

    def draw(self, width: int, height: int) -> Sequence[text.Line]:
        document, value, inner = self._document, self._line, width - 2
        if document is None or value is None:
            return ()
        stands = standing(value, document.way, document.listed)
        rows = [self._head(value, stands, inner), self._facts(value, stands, document.way, inner)]
        if self._recent:
            rows.append(line(Span(fit(", ".join(self._recent), inner, self.marks), "dim")))
        else:
            rows.append(line(Span(fit(value.name, inner, self.marks), "dim")))
        return [line(" ", *one) for one in rows]

    def _head(self, value: Line, stands: Standing, width: int) -> text.Line:
        """The part's number, the bar where one knows of how many, and the figures."""
        told = wording.progress(stands, value.unit)
        number = fit(value.number, max(8, width - cell_len(told) - 2), self.marks)
        room = min(width - cell_len(number) - cell_len(told) - 2, _LONGEST_BAR)
        if stands.wanted is None or room < _BAR:
            return line(
                Span(number, "strong"), "  ", Span(fit(told, width - cell_len(number) - 2, self.marks), "strong")
            )
        return line(Span(number, "strong"), " ", *bar(stands.share, room, self.marks), " ", Span(told, "strong"))

    def _facts(self, value: Line, stands: Standing, way: Way, width: int) -> text.Line:
        """What is wrong with it first, since that is not to be cut off."""
        flags = "" if value.accepted else f"{self.marks.bad} {wording.rejected()} "
        lack = "" if stands.lack is None else f"{wording.lack(stands)} "
        told = f" {self.marks.dot} ".join(wording.facts(value, way))
        room = width - cell_len(flags) - cell_len(lack)
        return line(Span(flags, "bad"), Span(lack, "warn"), fit(told, room, self.marks))
