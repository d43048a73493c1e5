"""Station, scanners: how each of them is, and what it has read."""

from collections.abc import Iterator, Sequence

from kiosk.scan import ScannerState
from kiosk.wording import screens as common
from kiosk.wording import station as wording
from screens.host import Host
from screens.paint.text import Span, fit, line
from screens.places import Place
from screens.station.facts import text
from screens.station.live import Live
from screens.status import sign_of
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

_NARROW = 50  # cells below which there is no room for a remark


class Scanners(Live):
    """Choosing a scanner opens it; the last line tries them."""

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.scanners())

    def keys(self) -> Keys:
        return (("Esc", common.key_back()), ("1-9", common.key_open()), *self.scroll_keys(), ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        return wording.help_scanners()

    def state(self) -> object:
        vitals = self.kiosk.vitals
        reads = [(vitals.reads(name).codes, vitals.reads(name).torn) for name in vitals.scanners]
        return dict(vitals.scanners), reads

    def rows(self, width: int) -> Sequence[Row]:
        rows = [row for state in self.kiosk.vitals.scanners.values() for row in self._scanner(state, width)]
        if not rows:
            rows = list(text(wording.no_scanners(), width, self.marks))
        told = "" if width < _NARROW else f"  {wording.try_it_help()}"
        return [*rows, Row(), Row(line(Span(wording.try_it(), "strong"), Span(told, "dim")), Place.TRIAL)]

    def _scanner(self, state: ScannerState, width: int) -> Iterator[Row]:
        sign, style = sign_of(state.condition, self.marks)
        name = fit(state.device, width - 3, self.marks)
        yield Row(line(Span(f"{sign} ", style), Span(name, "strong")), state.device)
        reads = self.kiosk.vitals.reads(state.device)
        for told in (wording.condition(state), wording.counts(reads.codes, reads.torn)):
            for row in text(told, width - 2, self.marks, "dim"):
                yield Row(line("  ", *row.line))

    def pick(self, pick: object) -> None:
        match pick:
            case Place():
                self.kiosk.visit(pick)
            case str():
                self.kiosk.visit(Place.SCANNER, pick)
