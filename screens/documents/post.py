"""What posting a draft will do, line by line, with what is wrong first; and how far it is while it is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.flows.documents import reviewing, viewing
from kiosk.flows.documents.reviewing import Review
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome, Tone
from kiosk.page import Page
from kiosk.stock.documents import Line
from kiosk.stock.posting import Trouble
from kiosk.stock.thing import Thing
from kiosk.wording import documents_reviewing as wording
from kiosk.wording import documents_screens, lists
from kiosk.wording import screens as common
from screens.documents.current import NARROW, posted_row
from screens.frame.looking import Looking
from screens.host import Host
from screens.paint import text
from screens.paint.marks import Marks
from screens.paint.progress import bar
from screens.paint.text import Span, fit, line, wrap
from screens.parts import Opened
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing
from screens.widgets.sheet import GUTTER

_LONG = 4  # rows that one trouble has at most


@dataclass(frozen=True, slots=True)
class _Said:
    """One row of what is said of a line or of all, in the style of its mark; `first` of those that it takes."""

    at: int
    text: str
    mark: str
    style: str
    line: int | None


class Post(Looking):
    """F5 posts and closes. Enter goes back to the line under the cursor, which `go_to` is handed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "post", show=False)]

    journal_name = "post"
    finishes = True
    state: Review

    def __init__(self, host: Host, document: Thing, go_to: Callable[[int], None]) -> None:
        title = wording.title(document.label)
        super().__init__(host, title, Review(document.id), title, wording.reading())
        self.answer.add_class("-brief")
        self.listing: Listing[_Said | Line] = Listing(
            host.marks, self._fetch, self._row, heading=self._heading, same=lambda one: (type(one), _key(one))
        )
        self.listing.numbers = False
        self.listing.counted = self._counted
        self._go_to = go_to

    @property
    def step(self) -> ScanStep[Any]:
        return reviewing.scan

    async def looked(self, opened: Opened) -> None:
        self.state, outcome = await opened.aside.read(reviewing.look, opened.post, self.state)
        self.listing.show()
        await self.show((outcome,))

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        await super().show(outcomes)
        if self.state.document is None and not self.state.done and outcomes[-1].tone is not Tone.FAULT:
            self.look()  # a scan was answered before that

    # Rows

    async def _fetch(self, offset: int, limit: int) -> Page[_Said | Line]:
        said = self._said()
        known = said[offset : offset + limit]
        at = max(0, offset - len(said))
        lines: Page[Line] = await self.kiosk.aside(viewing.lines, self.state.id, at, limit)
        return Page((*known, *lines.rows[: limit - len(known)]), len(said) + lines.total, offset)

    def _said(self) -> list[_Said]:
        """What is wrong, what will be taken from where, and what a row of a small screen has no room for."""
        width = max(10, self.size.width - GUTTER)
        told = [(one.text, *self._look_of(one), one.line) for one in self.state.troubles]
        notes = (*self.state.sources, *(self.state.facts if width < NARROW else ()))
        told += [(note, self.marks.dot, "dim", id) for id, note in notes]
        rows: list[_Said] = []
        for sentence, mark, style, id in told:
            texts = wrap(sentence, width - 2, _LONG, self.marks)
            rows += [_Said(len(rows) + at, one, " " if at else mark, style, id) for at, one in enumerate(texts)]
        return rows

    def _look_of(self, trouble: Trouble) -> tuple[str, str]:
        return (self.marks.again, "warn") if trouble.warning else (self.marks.bad, "bad")

    def _row(self, value: "_Said | Line", width: int, marks: Marks) -> text.Line:
        document = self.state.document
        if isinstance(value, Line):
            if document is None:
                return ()
            return posted_row(value, document.way, document.listed, width, marks)
        return line(Span(f"{value.mark} ", value.style), Span(value.text, value.style))

    def _counted(self, first: int, last: int, total: int) -> str:
        """How many lines; where not all is in sight which rows, since what is wrong takes some of them."""
        document = self.state.document
        if document is None or last - first + 1 < total:
            return lists.shown(first, last, total)
        return documents_screens.lines_shown(1, document.lines, document.lines)

    def _heading(self, width: int, marks: Marks) -> text.Line:
        """Who it comes from or goes to; while it is posted, how far that is."""
        document = self.state.document
        if self.busy or document is None:
            return bar(self.done, width, marks)
        partner = document.partner.name if document.partner is not None else ""
        told = f" {marks.dot} ".join(filter(None, (partner, document.reference)))
        return line(Span(fit(told, width, marks), "label"))

    def on_resize(self) -> None:
        self.listing.reload()  # troubles are wrapped to the width

    # Keys

    def idle_keys(self) -> Keys:
        do = (("F5", wording.key_post()),) if self.state.question is not None else ()
        go = (("Enter", wording.key_line()),) if self._line() is not None else ()
        return (("Esc", common.key_back()), *do, *go, *self.scroll_keys(), ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import documents_help as words

        return words.post()

    def key_stop(self) -> str:
        return wording.key_stop()

    def doing(self, done: float) -> tuple[str, str]:
        return wording.posting(done), wording.posting_help()

    def stopped(self) -> str:
        return wording.stopped()

    def action_post(self) -> None:
        if self.state.document is not None:
            self.perform(reviewing.do)

    def _line(self) -> int | None:
        """The line that the row under the cursor is about."""
        match self.listing.pick:
            case _Said(line=id):
                return id
            case Line(id=id):
                return id
        return None

    def pick(self, pick: object) -> None:
        id = self._line()
        if id is not None and not self.busy:
            self.kiosk.intake.go(self, lambda: self._gone_to(id))

    async def _gone_to(self, line: int) -> None:
        await self.dismiss()
        self._go_to(line)


def _key(value: "_Said | Line") -> int:
    return value.id if isinstance(value, Line) else value.at
