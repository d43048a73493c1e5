"""The station's state as it changes: its scanners, its store, how many scans were read and answered."""

import time
from collections.abc import Sequence
from datetime import datetime, tzinfo

from kiosk.scan import Condition, ScannerState
from screens.status import Status, StoreState


class Vitals:
    """Counts and remembers; `status` is what the status line shows of it. `zone` is None where it is the system's."""

    def __init__(self, scanners: Sequence[str], zone: tzinfo | None) -> None:
        self.store = StoreState.OPENING
        self._scanners = {name: ScannerState(name, Condition.STARTING) for name in scanners}
        self._zone = zone
        self._read = self._answered = 0
        self._last: float | None = None  # time.monotonic of the last scan

    def scanner(self, state: ScannerState) -> None:
        self._scanners[state.device] = state

    def read(self) -> None:
        """One more code has come in."""
        self._read += 1
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
        return Status(self._scanners, self.store, self._read, self._answered, age, datetime.now(self._zone))
