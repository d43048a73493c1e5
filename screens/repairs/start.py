"""Begin a repair: scan the unit, tell whose it is and what is wrong. Saved, it leads on to the repair."""

from collections.abc import Callable, Sequence
from typing import Any

from kiosk.flows.repairs import starting
from kiosk.flows.repairs.starting import Starting
from kiosk.outcome import Outcome
from kiosk.stock.thing import Thing
from kiosk.wording import repairs_starting as wording
from screens.catalogue.entry import EntryForm, field
from screens.frame.form import Field, FieldKind
from screens.host import Host
from screens.places import Place

_FINDS = {"unit": starting.find_unit, "part": starting.find_part, "customer": starting.find_customer}


class StartRepair(EntryForm):
    """All of it by scanner, too: the unit, then the command for done."""

    journal_name = "start_repair"
    state: Starting

    def __init__(self, host: Host, unit: Thing | None = None, serial: str = "") -> None:
        fields = [
            field(name, FieldKind.THING, find=_FINDS[name]) if name in _FINDS else field(name)
            for name in starting.NAMES
        ]
        self._about = ""  # what is known of the unit that it was begun with
        super().__init__(host, wording.title(), Starting(), fields, starting)
        self._known = (unit, serial)

    def begin(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return starting.begin, self._known

    def shown(self) -> Sequence[Field]:
        """What an own unit is need not be told."""
        own = "unit" in self.state.things
        return [one for one in self._all if not (own and one.name in starting.OF_OTHERS)]

    async def keep(self, state: Any) -> None:
        await super().keep(state)
        if self.answer.tone is None and state is self.state and self.state.told:
            self._about = self.state.told
            self.answer.say(None, self.headline.title, self._about)

    def hint(self) -> str:
        return self._about or wording.hint()

    def key_save(self) -> str:
        return wording.key_begin()

    def help(self) -> tuple[str, ...]:
        return wording.help_of_form()

    async def told(self, outcomes: Sequence[Outcome]) -> None:
        assert self.state.document is not None, "it is done when the repair order is made"
        await self.kiosk.enter(Place.REPAIR, self.state.document, outcomes[-1])
