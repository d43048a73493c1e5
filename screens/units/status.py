"""Another status for a stock item by hand: which, where it lies then, and why. Its own code confirms, as F5 does."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from kiosk.flows import status
from kiosk.flows.status import NOTE, PLACE, STATUS, StatusState
from kiosk.outcome import Option, Outcome
from kiosk.stock.thing import Thing
from kiosk.wording import status as wording
from screens.frame.form import Field, FieldKind, Form
from screens.host import Host
from screens.widgets.bars import Keys


class UnitStatus(Form):
    """Leads from field to field: what is missing next is asked for by itself."""

    journal_name = "status"
    state: StatusState

    def __init__(self, host: Host, item: Thing) -> None:
        self._item = item
        state = StatusState(item)
        super().__init__(host, wording.status_title(item.label), state, self._of(state), status)
        self._shunned = ""  # the field that Esc has led out of: it isn't opened again by itself

    def on_mount(self) -> None:
        super().on_mount()
        self.kiosk.intake.look(self, status.load)

    def keys(self) -> Keys:
        keys = super().keys()
        if self.prompt.is_open or self.state.question is not None:
            return keys
        return tuple(key for key in keys if key[0] != "F5")  # something is missing still

    def help(self) -> tuple[str, ...]:
        return wording.help_status()

    def fill(self, outcome: Outcome) -> None:
        self.fields = self._of(self.state)
        super().fill(outcome)
        self._ask_next()

    def _make_room(self, *, told: bool) -> None:
        super()._make_room(told=True)  # the question needs a row more than the title of other forms

    def _of(self, state: StatusState) -> Sequence[Field]:
        fields = [Field(STATUS, wording.new_status_field(), FieldKind.CHOICE, status.choices(state))]
        if state.needs_place:
            find: Any = partial(_find, self._item)
            fields.append(Field(PLACE, wording.place_field(), FieldKind.THING, find=find))
        return (*fields, Field(NOTE, wording.note_field()))

    def submitted(self, text: str) -> None:
        """Enter takes the likeliest place where nothing is typed."""
        pick = self.sheet.pick
        if self._open is not None and self._open.name == PLACE and not text.strip() and isinstance(pick, Option):
            self.pick(pick)
        else:
            super().submitted(text)

    def action_back(self) -> None:
        self._shunned = self._open.name if self._open is not None else ""
        super().action_back()

    def _ask_next(self) -> None:
        """Open the first field that something is missing in, unless Esc has just led out of it."""
        if self._open is not None or self.state.done or not self.fields[0].choices:
            return
        open_ones = (one for one in self.fields if one.name in self.state.errors or not self.state.values.get(one.name))
        field = next(open_ones, None)
        if field is not None and field.name != self._shunned:
            self._shunned = ""
            self.pick(field)


def _find(item: Thing, db: Any, post: Any, text: str) -> Any:
    return status.find_places(db, post, item, text)
