"""Station, settings: the rules that all stations of the store share, with who set them when."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from kiosk.errors import StoreError
from kiosk.flows import rules
from kiosk.times import short
from kiosk.wording import screens as common
from kiosk.wording import settings
from kiosk.wording import station as wording
from screens.host import Host
from screens.paint.text import Span, fit, line
from screens.places import Place
from screens.station.facts import text
from screens.station.live import Live
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

LOOK = 5  # ticks between two looks at what another station may have changed


class Rules(Live):
    """Choosing a rule opens it."""

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.settings())
        self._entries: Sequence[Any] | None = None
        self._trouble = ""
        self._ticks = 0

    def keys(self) -> Keys:
        return (
            ("Esc", common.key_back()),
            ("1-9", wording.key_change()),
            *self.scroll_keys(),
            ("F1", common.key_help()),
        )

    def help(self) -> tuple[str, ...]:
        return wording.help_settings()

    def on_screen_resume(self) -> None:
        self._ticks = 0
        super().on_screen_resume()

    def look(self) -> None:
        if self._ticks % LOOK == 0:
            self.run_worker(self._read)
        self._ticks += 1

    async def _read(self) -> None:
        try:
            self._entries, self._trouble = await self.kiosk.read(rules.rules), ""
        except StoreError as error:
            self._trouble = str(error)
        self.renew()

    def state(self) -> object:
        return self._entries, self._trouble

    def rows(self, width: int) -> Sequence[Row]:
        rows = [row for entry in self._entries or () for row in self._rule(entry, width)]
        if self._trouble:
            rows += text(self._trouble, width, self.marks, "bad")
        elif self._entries is None:
            rows += text(wording.reading(), width, self.marks, "dim")
        else:
            rows += [Row(), *text(settings.how_to_change(), width, self.marks, "dim")]
        return rows

    def _rule(self, entry: Any, width: int) -> Iterator[Row]:
        name = settings.name(entry.key)
        told = fit(settings.told(entry.key, entry.value), width - len(name) - 2, self.marks)
        yield Row(line(f"{name}: ", Span(told, "strong")), entry.key)
        who = settings.set_by(short(entry.changed_at, self.kiosk.zone)[:16], entry.changed_by)
        yield Row(line(Span(f"  {fit(who, width - 2, self.marks)}", "dim")))

    def pick(self, pick: object) -> None:
        if isinstance(pick, str):
            self.run_worker(partial(self._open, pick))

    async def _open(self, key: str) -> None:
        try:
            state = await self.kiosk.read(rules.begin, key)
        except StoreError as error:
            self._trouble = str(error)
            self.renew()
            return
        if self.app.screen is self:  # or it was opened by the same key already, or left
            self.kiosk.visit(Place.RULE, state)
