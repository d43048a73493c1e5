"""What the forms of the catalogue share: their values are read once they are on the screen."""

from collections.abc import Callable, Sequence
from typing import Any

from kiosk.flows.entry import Entry
from kiosk.outcome import Outcome, Tone
from kiosk.wording import entry as wording
from screens.frame.form import Field, FieldKind, Form, FormFlow
from screens.host import Host


def field(name: str, kind: FieldKind = FieldKind.TEXT, **more: Any) -> Field:
    """A field under the name that all forms have for it."""
    return Field(name, wording.label(name), kind, **more)


class EntryForm(Form):
    """A form whose state is an `Entry`. A subclass says in `begin` how that is read, and in `shown` its fields."""

    state: Entry

    def __init__(self, host: Host, title: str, state: Entry, fields: Sequence[Field], flow: FormFlow) -> None:
        super().__init__(host, title, state, fields, flow)
        self._all = fields

    def begin(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        """The flow's function that reads the form's values, and what it is handed."""
        raise NotImplementedError

    def shown(self) -> Sequence[Field]:
        """The fields that are of use as the form stands."""
        return self._all

    def on_mount(self) -> None:
        self._begin()

    def _begin(self) -> None:
        fn, args = self.begin()
        self.kiosk.intake.ask(self, lambda db, post, _: fn(db, post, *args), then=self.keep)

    async def keep(self, state: Entry | Outcome | None) -> None:
        """Go on with what was read; there is no form for what is gone, or can't be edited."""
        if isinstance(state, Entry):
            self.state = state
            self.fields = self.shown()
            await super().keep(state)
            self.key_line.redraw()
            return
        await self.ended()
        gone = Outcome(Tone.NO, wording.gone(), wording.gone_again())
        await self.kiosk.answer((gone if state is None else state,))

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        await super().show(outcomes)
        if not self.state.ready:  # a scan was answered before the values were there
            self._begin()

    def fill(self, outcome: Outcome) -> None:
        self.fields = self.shown()
        super().fill(outcome)
