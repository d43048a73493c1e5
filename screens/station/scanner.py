"""Station, one scanner: its state, and the last codes as they came."""

from collections.abc import Iterator, Sequence

from kiosk.outcome import Outcome, Tone
from kiosk.scan import Scan, Torn, visible_bytes
from kiosk.times import short
from kiosk.wording import screens as common
from kiosk.wording import station as wording
from screens.host import Host
from screens.paint.text import Span, fit, line
from screens.places import Place
from screens.station.facts import fact, heading, text
from screens.station.live import Live
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row


class Scanner(Live):
    """Choosing a code tells its bytes."""

    def __init__(self, host: Host, device: str) -> None:
        super().__init__(host, device)
        self._device = device

    def keys(self) -> Keys:
        return (("Esc", common.key_back()), ("1-9", common.key_open()), *self.scroll_keys(), ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        return wording.help_scanners()

    def state(self) -> object:
        reads = self.kiosk.vitals.reads(self._device)
        return self.kiosk.vitals.scanners.get(self._device), reads.codes, reads.torn

    def rows(self, width: int) -> Sequence[Row]:
        state = self.kiosk.vitals.scanners[self._device]
        reads = self.kiosk.vitals.reads(self._device)
        return [
            *fact(wording.state(), wording.condition(state), width, self.marks, "strong"),
            *fact(wording.read(), wording.counts(reads.codes, reads.torn), width, self.marks),
            *heading(wording.last_scans()),
            *(row for message in reads.last for row in self._message(message, width)),
            *(() if reads.last else text(wording.nothing_scanned(), width, self.marks, "dim")),
        ]

    def _message(self, message: Scan | Torn, width: int) -> Iterator[Row]:
        at = short(message.at, self.kiosk.zone)[11:]
        code = visible_bytes(message.raw, pictures=self.marks.pictures)
        if isinstance(message, Scan):
            told = f"]{message.symbology} {code}" if message.symbology else code
            yield Row(line(Span(f"{at} ", "dim"), fit(told, width - 9, self.marks)), message)
        else:
            told = f"{wording.torn(message.why)} {code}"
            yield Row(line(Span(f"{at} ", "dim"), Span(fit(told, width - 9, self.marks), "warn")))

    def pick(self, pick: object) -> None:
        if isinstance(pick, Scan):
            self.kiosk.visit(Place.EXPLAIN, pick, Outcome(Tone.OK, ""))
