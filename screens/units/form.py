"""What is noted of a stock item: batch, expiry, warranty, notes."""

from collections.abc import Callable
from typing import Any

from kiosk.flows import unit_form
from kiosk.flows.unit_form import UnitEntry
from kiosk.stock.thing import Thing
from kiosk.wording import units as wording
from screens.catalogue.entry import EntryForm, field
from screens.host import Host


class UnitForm(EntryForm):
    """A code can be scanned into the batch while that field is open."""

    journal_name = "unit_form"

    def __init__(self, host: Host, item: Thing) -> None:
        fields = tuple(field(name) for name in unit_form.FIELDS)
        super().__init__(host, wording.edit_title(item.label), UnitEntry(subject=item), fields, unit_form)
        self._item = item

    def begin(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return unit_form.begin, (self._item,)

    def help(self) -> tuple[str, ...]:
        return wording.help_edit()
