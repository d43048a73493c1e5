"""What an action on the things of a list asks for. Once nothing is missing it leads to the last look, and stays below
that: Esc there leads back here, and what was typed is still there."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from kiosk.barcodes.commands import Command, Word
from kiosk.flows.entry import find_holding
from kiosk.flows.lists import action_form as flow
from kiosk.flows.lists.action_form import ActionForm
from kiosk.outcome import Outcome
from kiosk.stock.acting import Action
from kiosk.wording import lists_action as wording
from kiosk.wording import lists_screens
from screens.catalogue.entry import EntryForm, field
from screens.frame.form import TYPED, Field, FieldKind
from screens.host import Host
from screens.places import Place


class Act(EntryForm):
    """The form of one action."""

    journal_name = "act"
    state: ActionForm

    def __init__(self, host: Host, list: int, action: Action) -> None:
        self._list, self._action = list, action
        fields = [_field(action, name) for name in flow.names(action)]
        super().__init__(host, wording.name(action), ActionForm(list=list, action=action), fields, flow)

    def begin(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return flow.begin, (self._list, self._action)

    async def keep(self, state: ActionForm | Outcome | None) -> None:
        """The first field is open from the start where it can only be typed or scanned."""
        fresh = not self.state.ready
        await super().keep(state)
        first = self.fields[0]
        if fresh and self._open is None and first.kind in (FieldKind.THING, FieldKind.TEXT):
            self.go_on_to(first)

    def hint(self) -> str:
        return wording.hint(self._action)

    def key_save(self) -> str:
        return wording.key_look()

    def command(self, command: Command) -> Callable[[], object] | None:
        if command.word is Word.TIMES and flow.AMOUNT in self.state.values:
            return partial(self.kiosk.intake.act, self, flow.put, flow.AMOUNT, str(command.number))
        return super().command(command)

    def help(self) -> tuple[str, ...]:
        return lists_screens.help_form()

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        """Saved, it is not over: what would be done is laid over it."""
        wanted = self.state.wanted
        if not self.state.done or wanted is None:
            await super().show(outcomes)
            return
        self.turn += 1
        self.state = replace(self.state, done=False, wanted=None)
        self._stay()
        if outcomes[-1].result != TYPED:
            self.kiosk.sound.play(outcomes[-1].tone)
        await self.kiosk.enter(Place.ACT_REVIEW, self._list, wanted, self.ended)


def _field(action: Action, name: str) -> Field:
    match name:
        case flow.PLACE:
            return field(name, FieldKind.THING, find=find_holding)
        case flow.DOCUMENT:
            return field(name, FieldKind.THING, find=flow.find_document(action))
        case flow.STATUS:
            return field(name, FieldKind.CHOICE, choices=flow.choices())
        case _:
            return field(name)
