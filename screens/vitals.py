"""The station's state as it changes: its scanners, its store, how many scans were read and answered."""

import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from kiosk.scan import Condition, Scan, ScannerState, Torn
from screens.status import Status, StoreState

if TYPE_CHECKING:
    from kiosk.printers.state import PrinterState

KEPT = 30  # of a scanner's last messages


@dataclass(slots=True)
class Reads:
    """What one scanner has read since the start; `last` has the newest first."""

    codes: int = 0
    torn: int = 0
    last: deque[Scan | Torn] = field(default_factory=lambda: deque(maxlen=KEPT))


class Vitals:
    """Counts and remembers; `status` is what the status line shows of it. `zone` is None where it is the system's."""

    def __init__(self, scanners: Sequence[str], zone: tzinfo | None) -> None:
        self.store = StoreState.OPENING
        self.printers: Sequence[PrinterState] = ()
        self._scanners = {name: ScannerState(name, Condition.STARTING) for name in scanners}
        self._reads = {name: Reads() for name in scanners}
        self._zone = zone
        self._read = self._answered = 0
        self._last: float | None = None  # time.monotonic of the last scan

    def scanner(self, state: ScannerState) -> None:
        self._scanners[state.device] = state

    @property
    def scanners(self) -> Mapping[str, ScannerState]:
        return self._scanners

    def reads(self, scanner: str) -> Reads:
        """What this scanner has read."""
        return self._reads.get(scanner) or Reads()

    def read(self, message: Scan | Torn) -> None:
        """One more code has come in."""
        self._read += 1
        if (reads := self._reads.get(message.device)) is not None:  # or it was typed
            reads.codes += isinstance(message, Scan)
            reads.torn += isinstance(message, Torn)
            reads.last.appendleft(message)
        self._last = time.monotonic()

    def answered(self, count: int) -> None:
        """So many more have been answered."""
        self._answered += count

    @property
    def waiting(self) -> int:
        """How many scans have not been answered yet."""
        return self._read - self._answered

    def status(self) -> Status:
        age = None if self._last is None else time.monotonic() - self._last
        now = datetime.now(self._zone)
        return Status(self._scanners, self.store, self._read, self._answered, age, now, self.printers)
