"""The head of a draft as a form: who it is with, the number on their paper, notes."""

from collections.abc import Callable, Sequence
from typing import Any

from kiosk.flows.documents import head_form as flow
from kiosk.flows.documents import starting
from kiosk.stock.thing import Thing
from kiosk.wording import documents_screens as wording
from screens.catalogue.entry import EntryForm, field
from screens.frame.form import Field, FieldKind
from screens.host import Host


class HeadForm(EntryForm):
    """Saved as one step, which the document's undo takes back."""

    journal_name = "head_form"
    state: flow.HeadForm

    def __init__(self, host: Host, document: Thing) -> None:
        fields = (
            field("partner", FieldKind.THING, find=starting.find_supplier),
            field("customer", FieldKind.THING, find=starting.find_customer),
            field("reference"),
            field("notes"),
        )
        super().__init__(host, wording.head_title(document.label), flow.HeadForm(subject=document), fields, flow)
        self._document = document

    def begin(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return flow.begin, (self._document.id,)

    def shown(self) -> Sequence[Field]:
        return [one for one in self._all if one.name in self.state.names]

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import documents_help as words

        return words.head_form()
