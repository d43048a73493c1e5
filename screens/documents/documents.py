"""Documents: those that a filter fits, the newest first. Enter goes on with a draft, and opens any other one."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.flows.documents import drafts
from kiosk.outcome import Outcome
from kiosk.page import Page
from kiosk.stock.document_lists import Sought
from kiosk.stock.views import DocumentView
from kiosk.wording import documents_list as wording
from kiosk.wording import lists
from screens.documents import rows
from screens.frame.listed import Listed
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line
from screens.places import Place
from screens.tasks import document
from screens.widgets.bars import Keys


class Documents(Listed):
    """The filter in force is the heading; `0` takes it away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "filter", show=False),
        Binding("f4", "actions", show=False),
    ]

    def __init__(self, host: Host, sought: Sought) -> None:
        self._sought = sought
        super().__init__(host, wording.title(), empty=wording.nothing_fits(sought), heading=self._heading)

    async def fetch(self, offset: int, limit: int) -> Page[DocumentView]:
        page: Page[DocumentView] = await self.kiosk.aside(drafts.documents, self._sought, offset, limit)
        return page

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        """Of a new filter the list itself tells."""
        if outcomes[-1].result != "filtered":
            await super().show(outcomes)

    def row(self, value: DocumentView, width: int, marks: Marks) -> Line:
        return rows.document(value, width, marks, self.kiosk.zone)

    def same(self, value: DocumentView) -> object:
        return value.thing.id

    def _heading(self, width: int, marks: Marks) -> Line:
        told = f" {marks.dot} ".join(wording.filters(self._sought))
        return line(Span(fit(told, width, marks), "label"))

    def more_keys(self) -> Keys:
        clear = (("0", wording.key_all()),) if self._sought != Sought() else ()
        actions = (("F4", lists.key_actions()),) if self.listing.pick is not None else ()
        return (("F3", lists.key_filter()), *clear, *actions)

    def help(self) -> tuple[str, ...]:
        return wording.help_of_list()

    def pick(self, pick: object) -> None:
        if isinstance(pick, DocumentView):
            self.kiosk.visit(*document(pick))

    def action_number(self, digit: str) -> None:
        if digit == "0":
            self._take(Sought())
        else:
            super().action_number(digit)

    def action_actions(self) -> None:
        if self.listing.pick is not None:
            self.kiosk.visit(Place.ACTIONS, self.listing.pick.thing)

    def action_filter(self) -> None:
        self.kiosk.visit(Place.DOCUMENTS_FILTER, self._sought, self._take)

    def _take(self, sought: Sought) -> None:
        """Another filter is in force."""
        self._sought = sought
        self.listing.show(empty=wording.nothing_fits(sought))
        self.key_line.redraw()
