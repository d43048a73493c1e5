"""Who supplies a part, and what they call it."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.flows import supplier_form
from kiosk.page import Page
from kiosk.stock.supply import Supply
from kiosk.stock.thing import Thing
from kiosk.wording import answers
from kiosk.wording import entry as wording
from screens.frame.listed import Listed
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad
from screens.places import Place
from screens.widgets.bars import Keys


class SupplierParts(Listed):
    """Enter edits one, F6 enters another, F4 archives one or brings it back, F2 shows its codes, F3 its supplier."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "codes", show=False),
        Binding("f3", "partner", show=False),
        Binding("f4", "archive", show=False),
        Binding("f6", "new", show=False),
    ]

    def __init__(self, host: Host, part: Thing) -> None:
        super().__init__(host, wording.suppliers(part.label), empty=wording.no_supplier())
        self._part = part

    async def fetch(self, offset: int, limit: int) -> Page[Supply]:
        page: Page[Supply] = await self.kiosk.read(supplier_form.listed, self._part, offset, limit)
        return page

    def row(self, value: Supply, width: int, marks: Marks) -> Line:
        name = min(24, width * 2 // 5)
        state = wording.archived() if value.archived else ""
        pack = wording.pack(answers.amount(value.pack, value.unit)) if value.pack != 1 else ""
        told = [state, value.sku, pack, value.manufacturer_number]
        rest = f" {marks.dot} ".join(filter(None, told))
        style = "dim" if value.archived else ""
        return line(Span(pad(value.partner, name, marks), "dim"), " ", Span(fit(rest, width - name - 1, marks), style))

    def same(self, value: Supply) -> object:
        return value.thing.id

    def more_keys(self) -> Keys:
        pick = self.listing.pick
        if pick is None:
            return (("F6", wording.key_new()),)
        return (
            ("F6", wording.key_new()),
            ("F4", wording.key_archive(pick.archived)),
            ("F2", wording.key_codes()),
            ("F3", wording.key_partner()),
        )

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import entry_help as words

        return words.supplier_parts()

    def pick(self, pick: object) -> None:
        if isinstance(pick, Supply):
            self.kiosk.visit(Place.SUPPLIER_FORM, self._part, pick.thing)

    def action_new(self) -> None:
        self.kiosk.visit(Place.SUPPLIER_FORM, self._part, None)

    def action_codes(self) -> None:
        pick = self.listing.pick
        if pick is not None:
            self.kiosk.visit(Place.CODES, pick.thing)

    def action_partner(self) -> None:
        pick = self.listing.pick
        if pick is not None:
            self.kiosk.visit(Place.PARTNER_FORM, pick.partner)

    def action_archive(self) -> None:
        pick = self.listing.pick
        if pick is not None:
            self.kiosk.visit(Place.ARCHIVE, pick.thing, not pick.archived)
