"""The stock items of a part that have no serials: how much lies where, of which batch."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.flows import adjust
from kiosk.page import Page
from kiosk.stock.loose import LooseItem
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Thing
from kiosk.wording import answers
from kiosk.wording import entry as wording
from kiosk.wording import lists as list_wording
from screens.frame.listed import Listed
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line
from screens.places import Place
from screens.widgets.bars import Keys


class LooseStock(Listed):
    """Enter opens one, F4 shows what can be done with it, F6 enters more."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "actions", show=False),
        Binding("f6", "new", show=False),
    ]

    def __init__(self, host: Host, part: Thing) -> None:
        super().__init__(host, wording.stock_items(part.label), empty=wording.no_stock())
        self._part = part

    async def fetch(self, offset: int, limit: int) -> Page[LooseItem]:
        page: Page[LooseItem] = await self.kiosk.read(adjust.listed, self._part, offset, limit)
        return page

    def row(self, value: LooseItem, width: int, marks: Marks) -> Line:
        amount = answers.amount(value.quantity, value.unit)
        status = "" if value.status == Status.IN_STOCK else answers.status(value.status)
        rest = f" {marks.dot} ".join(filter(None, (value.place or wording.out(), status, value.batch, value.expiry)))
        figure = fit(amount, width // 2, marks).rjust(10)
        return line(Span(figure, "strong"), "  ", fit(rest, width - len(figure) - 2, marks))

    def same(self, value: LooseItem) -> object:
        return value.thing.id

    def more_keys(self) -> Keys:
        act = (("F4", list_wording.key_actions()),) if self.listing.pick is not None else ()
        return (*act, ("F6", wording.key_new()))

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import entry_help as words

        return words.stock_items()

    def pick(self, pick: object) -> None:
        if isinstance(pick, LooseItem):
            self.kiosk.open(pick.thing)

    def action_new(self) -> None:
        self.kiosk.visit(Place.INITIAL_STOCK, self._part)

    def action_actions(self) -> None:
        pick = self.listing.pick
        if pick is not None:
            self.kiosk.visit(Place.ACTIONS, pick.thing)
