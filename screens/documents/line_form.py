"""One line of a draft as a form: how many, where, batch, expiry, accepted or not, notes."""

from collections.abc import Callable, Sequence
from typing import Any

from kiosk.flows.documents import line_form as flow
from kiosk.flows.entry import find_holding
from kiosk.stock.thing import Thing
from kiosk.wording import documents_screens as wording
from screens.catalogue.entry import EntryForm, field
from screens.frame.form import Field, FieldKind
from screens.host import Host


class LineForm(EntryForm):
    """Saved as one step, which the document's undo takes back."""

    journal_name = "line_form"
    state: flow.LineForm

    def __init__(self, host: Host, line: int, part: Thing) -> None:
        fields = (
            field(flow.AMOUNT),
            field(flow.PLACE, FieldKind.THING, find=find_holding),
            field("batch"),
            field("expiry"),
            field(flow.ACCEPTED, FieldKind.YES_NO),
            field("notes"),
        )
        super().__init__(host, wording.line_title(part.label), flow.LineForm(), fields, flow)
        self._line = line

    def begin(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return flow.begin, (self._line,)

    def shown(self) -> Sequence[Field]:
        return [one for one in self._all if one.name in self.state.names]

    def _told(self, field: Field) -> str:
        """With the place that counts while none is told."""
        told = super()._told(field)
        if field.name == flow.PLACE and not told and self.state.usual:
            return wording.as_usual(self.state.usual)
        return told

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import documents_help as words

        return words.line_form()
