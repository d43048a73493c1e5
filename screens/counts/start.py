"""Begin a count: what is counted, and whether blind. The place or the part can be scanned; done begins."""

from collections.abc import Callable, Sequence
from typing import Any

from kiosk.flows.counting import starting
from kiosk.flows.counting.starting import BLIND, PART, PLACE, Start
from kiosk.outcome import Outcome
from kiosk.stock.thing import Thing
from kiosk.wording import counts_screens as wording
from screens.catalogue.entry import EntryForm, field
from screens.frame.form import Field, FieldKind
from screens.host import Host
from screens.places import Place


class StartCount(EntryForm):
    """Saved, it leads on to the count."""

    journal_name = "start_count"
    state: Start

    def __init__(self, host: Host, scope: Thing | None = None) -> None:
        fields = (
            field(PLACE, FieldKind.THING, find=starting.find_place),
            field(PART, FieldKind.THING, find=starting.find_part),
            field(BLIND, FieldKind.YES_NO),
        )
        super().__init__(host, wording.start_title(), Start(), fields, starting)
        self._scope = scope

    def begin(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return starting.begin, (self._scope,)

    def shown(self) -> Sequence[Field]:
        """A count is of a place or of a part: beside the one that is told, nobody is asked for the other."""
        beside = {PLACE: PART, PART: PLACE}
        apart = {beside[name] for name in beside if name in self.state.things}
        return [one for one in self._all if one.name not in apart]

    def hint(self) -> str:
        return wording.start_hint()

    def key_save(self) -> str:
        return wording.key_begin()

    def help(self) -> tuple[str, ...]:
        return wording.help_start()

    async def told(self, outcomes: Sequence[Outcome]) -> None:
        assert self.state.document is not None, "it is done when the count is made"
        await self.kiosk.enter(Place.COUNT, self.state.document, outcomes[-1])
