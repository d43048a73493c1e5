"""What reversing a document takes back, row by row, before it is done; and how far it is while it is."""

from typing import Any

from kiosk.flows.documents import reversing
from kiosk.flows.flow import ScanStep
from kiosk.page import Page
from kiosk.stock.history import Movement
from kiosk.wording import documents as words
from kiosk.wording import documents_list as wording
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line
from screens.undo.taking_back import TakingBack


class Reverse(TakingBack):
    """A posted document, whichever station has posted it."""

    journal_name = "reverse"

    def __init__(self, host: Host, document: int) -> None:
        state = reversing.Reversing(document)
        super().__init__(host, wording.reverse_title(), state, reversing.load, reversing.do)
        self._document = document

    @property
    def step(self) -> ScanStep[Any]:
        return reversing.scan

    async def rows(self, offset: int, limit: int) -> Page[Movement]:
        page: Page[Movement] = await self.kiosk.aside(reversing.rows, self._document, offset, limit)
        return page

    def heading(self, width: int, marks: Marks) -> Line:
        head = self.state.document
        if head is None:
            return ()
        partner = head.partner.name if head.partner else ""
        told = f" {marks.dot} ".join(filter(None, (words.kind(head.kind), head.number, partner)))
        return line(Span(fit(told, width, marks), "label"))

    def key_do(self) -> str:
        head = self.state.document
        return wording.key_do_reverse(moved=head is None or head.operation is not None)

    def help(self) -> tuple[str, ...]:
        return wording.help_of_reversal()
