"""Begin a document: who it is with, the number on their paper, what is expected. All of it may be left empty."""

from collections.abc import Callable, Sequence
from typing import Any

from kiosk.flows.documents import starting
from kiosk.flows.documents.starting import Start
from kiosk.outcome import Outcome
from kiosk.stock.document_kinds import DocKind
from kiosk.wording import documents_starting as wording
from screens.catalogue.entry import EntryForm, field
from screens.frame.form import Field, FieldKind
from screens.host import Host
from screens.paint.text import Span, line, wrap
from screens.places import Place
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

_FAULT = 9  # rows that one fault of a list has at most


class StartDocument(EntryForm):
    """Saved, it leads on to the draft. All that is wrong with a list stands below the fields."""

    journal_name = "start_document"
    state: Start

    def __init__(self, host: Host, kind: DocKind, order: str = "") -> None:
        fields = [_field(name) for name in starting.names(kind)]
        super().__init__(host, wording.title(kind), Start(kind=kind), fields, starting)
        self._kind = kind
        self._order = order

    def begin(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return starting.begin, (self._kind, self._order)

    def hint(self) -> str:
        return wording.hint()

    def key_save(self) -> str:
        return wording.key_begin()

    def keys(self) -> Keys:
        first, *more = super().keys()
        return (first, *self.scroll_keys(), *more)

    def go_on_to(self, field: Field) -> None:
        """The errors of a list have all the room, which the field that it is named in would take."""
        if not self.state.faults:
            super().go_on_to(field)

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import documents_help as words

        return words.start()

    def _rows(self, width: int) -> Sequence[Row]:
        faults = [text for fault in self.state.faults for text in wrap(fault, width - 2, _FAULT, self.marks)]
        return (*super()._rows(width), *(Row(line("  ", Span(text, "bad"))) for text in faults))

    async def told(self, outcomes: Sequence[Outcome]) -> None:
        assert self.state.document is not None, "it is done when the draft is made"
        await self.kiosk.enter(Place.DOCUMENT, self.state.document, outcomes[-1])


def _field(name: str) -> Field:
    match name:
        case "partner":
            return field(name, FieldKind.THING, find=starting.find_supplier)
        case "customer":
            return field(name, FieldKind.THING, find=starting.find_customer)
        case "order":
            return field(name, FieldKind.THING, find=starting.find_order)
        case _:
            return field(name)
