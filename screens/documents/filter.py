"""The filter of the documents: what is looked for, which kind, in which state, of which partner."""

from collections.abc import Callable, Sequence
from typing import Any

from kiosk.flows.documents import filtering
from kiosk.flows.documents.filtering import FilterEntry
from kiosk.outcome import Outcome
from kiosk.stock.document_lists import Sought
from kiosk.wording import documents_list as wording
from screens.catalogue.entry import EntryForm, field
from screens.frame.form import FieldKind
from screens.host import Host


class DocumentsFilter(EntryForm):
    """Saved, it hands the filter to the list below; left, all is as it was."""

    journal_name = "documents_filter"
    state: FilterEntry

    def __init__(self, host: Host, sought: Sought, take: Callable[[Sought], None]) -> None:
        fields = (
            field(filtering.TEXT),
            field(filtering.KIND, FieldKind.CHOICE, choices=filtering.kinds()),
            field(filtering.STATE, FieldKind.CHOICE, choices=filtering.states()),
            field(filtering.PARTNER, FieldKind.THING, find=filtering.find_partner),
        )
        super().__init__(host, wording.filter_title(), FilterEntry(), fields, filtering)
        self._sought = sought
        self._take = take

    def begin(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return filtering.begin, (self._sought,)

    def hint(self) -> str:
        return wording.filter_hint()

    def key_save(self) -> str:
        return wording.key_show()

    def help(self) -> tuple[str, ...]:
        return wording.help_of_filter()

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        if self.state.done:
            self._take(self.state.sought)
        await super().show(outcomes)
