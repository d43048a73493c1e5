"""The units of a document, or of one line of it: what it moved and where that is now, or the serials of a draft."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.flows.documents import drafts
from kiosk.page import Page
from kiosk.stock.document_lists import DocumentUnit
from kiosk.stock.thing import Thing
from kiosk.wording import documents_list as wording
from kiosk.wording import lists
from screens.documents import rows
from screens.frame.listed import Listed
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line
from screens.places import Place
from screens.widgets.bars import Keys


class DocumentUnits(Listed):
    """`of` is the part of the line, which stands above its units; without a `line` they are those of the document."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f4", "actions", show=False)]

    def __init__(self, host: Host, document: Thing, line: int | None = None, of: Thing | None = None) -> None:
        self._document, self._line, self._of = document, line, of
        heading = None if of is None else self._heading
        super().__init__(host, wording.units_title(document.label), empty=wording.no_units(), heading=heading)

    async def fetch(self, offset: int, limit: int) -> Page[DocumentUnit]:
        page: Page[DocumentUnit] = await self.kiosk.aside(drafts.units_of, self._document.id, self._line, offset, limit)
        return page

    def _heading(self, width: int, marks: Marks) -> Line:
        return line(Span(fit(self._of.label if self._of else "", width, marks), "label"))

    def row(self, value: DocumentUnit, width: int, marks: Marks) -> Line:
        return rows.unit(value, width, marks)

    def same(self, value: DocumentUnit) -> object:
        return value.label, value.number, None if value.thing is None else value.thing.id

    def more_keys(self) -> Keys:
        return (("F4", lists.key_actions()),) if self._thing is not None else ()

    def help(self) -> tuple[str, ...]:
        return wording.help_of_units()

    @property
    def _thing(self) -> Thing | None:
        return self.listing.pick.thing if self.listing.pick is not None else None

    def pick(self, pick: object) -> None:
        if isinstance(pick, DocumentUnit) and pick.thing is not None:
            self.kiosk.visit(Place.UNIT, pick.thing)

    def action_actions(self) -> None:
        if self._thing is not None:
            self.kiosk.visit(Place.ACTIONS, self._thing)
