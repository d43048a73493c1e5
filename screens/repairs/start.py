"""Begin a repair: scan the unit, tell whose it is and what is wrong. Saved, it leads on to the repair."""

from collections.abc import Callable, Sequence
from typing import Any

from kiosk.flows.repairs import starting
from kiosk.flows.repairs.starting import Starting
from kiosk.outcome import Outcome
from kiosk.stock.thing import Thing
from kiosk.wording import repairs_starting as wording
from screens.catalogue.entry import EntryForm, field
from screens.frame.form import FieldKind
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
        super().__init__(host, wording.title(), Starting(), fields, starting)
        self._known = (unit, serial)

    def begin(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return starting.begin, self._known

    def hint(self) -> str:
        return wording.hint()

    def key_save(self) -> str:
        return wording.key_begin()

    def help(self) -> tuple[str, ...]:
        return wording.help_of_form()

    async def told(self, outcomes: Sequence[Outcome]) -> None:
        assert self.state.document is not None, "it is done when the repair order is made"
        await self.kiosk.enter(Place.REPAIR, self.state.document, outcomes[-1])
