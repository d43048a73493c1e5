"""Enter stock of a part that is in the catalogue already."""

from collections.abc import Callable, Sequence
from typing import Any

from kiosk.flows import stock_form
from kiosk.flows.entry import find_holding
from kiosk.flows.flow import ScanStep
from kiosk.flows.stock_entry import StockEntry
from kiosk.stock.thing import Thing
from kiosk.wording import entry as wording
from screens.catalogue.entry import field
from screens.frame.form import Field, FieldKind
from screens.host import Host
from screens.stock.entry import SERIALS, StockEntryForm


class StockForm(StockEntryForm):
    journal_name = "stock_form"
    saving = staticmethod(stock_form.save)

    def __init__(self, host: Host, part: Thing) -> None:
        self._part = part
        fields = (
            field("quantity"),
            field(SERIALS),
            field("location", FieldKind.THING, find=find_holding),
            field("batch"),
            field("expiry"),
        )
        super().__init__(host, wording.add_stock(part.label), StockEntry(subject=part), fields, stock_form)

    @property
    def step(self) -> ScanStep[Any]:
        return stock_form.scan

    def begin(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return stock_form.begin, (self._part,)

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import entry_help as words

        return words.stock_form()

    def shown(self) -> Sequence[Field]:
        return [one for one in self._all if one.name != SERIALS or self.state.tracking.serial]
