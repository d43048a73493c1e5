"""Station: how the station is, in one line for each of its pages, and the way to them."""

from collections.abc import Sequence

from kiosk import __version__
from kiosk.printers.state import Condition as Prints
from kiosk.scan import Condition
from kiosk.times import short
from kiosk.wording import printing
from kiosk.wording import screens as common
from kiosk.wording import station as wording
from screens.host import Host
from screens.paint.text import Span, fit, line, pad
from screens.places import Place
from screens.station.facts import text
from screens.station.live import Live
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

_NAME = 10  # cells of the longest page's name, and a gap


class StationHub(Live):
    """What ails the station is seen here at a glance."""

    def __init__(self, host: Host) -> None:
        super().__init__(host, "")

    def on_mount(self) -> None:
        super().on_mount()
        self.run_worker(self._read)

    async def _read(self) -> None:
        await self.kiosk.upkeep.look()
        self.renew()

    def keys(self) -> Keys:
        return (("Esc", common.key_back()), ("1-6", common.key_open()), ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        return wording.help_hub()

    def state(self) -> object:
        return dict(self.kiosk.vitals.scanners), self.kiosk.upkeep.record, self.kiosk.printing.states

    def rows(self, width: int) -> Sequence[Row]:
        states = self.kiosk.vitals.scanners.values()
        ready = sum(state.condition is Condition.READY for state in states)
        record = self.kiosk.upkeep.record
        failing = self.kiosk.upkeep.failing
        if not self.kiosk.upkeep.backs_up:
            made = wording.backup_by_pg_dump()
        elif record is None:
            made = wording.reading()
        else:
            made = wording.backup_of(short(record.made_at, self.kiosk.zone) if record.made_at else "")
        printers = self.kiosk.printing.states
        away = sum(one.condition is Prints.AWAY for one in printers)
        waiting = sum(one.waiting for one in printers)
        refused = sum(one.refused for one in printers)
        prints = printing.summary(away, waiting, len(printers), refused)
        pages = (
            (Place.SCANNERS, wording.scanners(), wording.scanners_ready(ready, len(states)), ready < len(states)),
            (Place.PRINTERS, printing.title(), prints, bool(away or refused)),
            (Place.STORE, wording.store(), made, bool(failing)),
            (Place.RULES, wording.settings(), wording.settings_help(), False),
            (Place.LOG, wording.log(), wording.log_help(), False),
            (Place.ABOUT, wording.about(), f"Kiosk {__version__}", False),
        )
        rows = [Row(self._page(name, told, wrong, width), place) for place, name, told, wrong in pages]
        if failing:
            rows += [Row(), *text(wording.failing(failing), width, self.marks, "warn")]
        return rows

    def _page(self, name: str, told: str, wrong: bool, width: int) -> tuple[Span, ...]:
        style = "warn" if wrong else "dim"
        return line(Span(pad(name, _NAME, self.marks), "strong"), Span(fit(told, width - _NAME, self.marks), style))

    def pick(self, pick: object) -> None:
        if isinstance(pick, Place):
            self.kiosk.visit(pick)
