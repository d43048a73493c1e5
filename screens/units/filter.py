"""The filter of the serials: what is looked for, which status, where, of which part."""

from collections.abc import Callable, Sequence
from typing import Any

from kiosk.flows import entry, units_filter
from kiosk.flows.units_filter import FilterEntry
from kiosk.outcome import Outcome
from kiosk.stock.thing import Kind
from kiosk.stock.units import Wanted
from kiosk.wording import units as wording
from screens.catalogue.entry import EntryForm, field
from screens.frame.form import FieldKind
from screens.host import Host


class SerialsFilter(EntryForm):
    """Saved, it hands the filter to the list below; left, all is as it was."""

    journal_name = "serials_filter"
    state: FilterEntry

    def __init__(self, host: Host, wanted: Wanted, take: Callable[[Wanted], None]) -> None:
        fields = (
            field(units_filter.TEXT),
            field(units_filter.STATUS, FieldKind.CHOICE, choices=units_filter.statuses()),
            field(units_filter.PLACE, FieldKind.THING, find=entry.find(Kind.LOCATION)),
            field(units_filter.PART, FieldKind.THING, find=entry.find(Kind.PART)),
        )
        super().__init__(host, wording.filter_title(), FilterEntry(), fields, units_filter)
        self._wanted = wanted
        self._take = take

    def begin(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return units_filter.begin, (self._wanted,)

    def hint(self) -> str:
        return wording.filter_hint()

    def key_save(self) -> str:
        return wording.key_show()

    def help(self) -> tuple[str, ...]:
        return wording.help_filter()

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        if self.state.done:
            self._take(self.state.wanted)
        await super().show(outcomes)
