"""Adjust the quantity of stock without serials to what was counted."""

from collections.abc import Callable
from typing import Any

from kiosk.flows import adjust
from kiosk.stock.thing import Thing
from kiosk.wording import entry as wording
from screens.catalogue.entry import EntryForm, field
from screens.host import Host


class AdjustForm(EntryForm):
    journal_name = "adjust"

    def __init__(self, host: Host, item: Thing) -> None:
        self._item = item
        fields = (field("counted"), field("note"))
        super().__init__(host, wording.adjust(item.label), adjust.Adjust(subject=item), fields, adjust)

    def begin(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return adjust.begin, (self._item,)

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import entry_help as words

        return words.adjust()
