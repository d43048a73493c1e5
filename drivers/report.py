"""What the station is told of a frame: a Scan, a Torn, or nothing. The same for every driver.

Owns the numbers and the times of messages. Knows no device.
"""

import time
from collections.abc import Iterator

from drivers.framing import LIMIT, finish
from drivers.together import MOST, combined
from kiosk.config import HidConfig, SerialConfig
from kiosk.scan import Scan, Torn, TornBy


class Reporter:
    """Makes the messages of one device, numbered by `seq`."""

    def __init__(self, config: HidConfig | SerialConfig, seq: Iterator[int]) -> None:
        self._config = config
        self._seq = seq

    def report(self, raw: bytes, mono: int, torn: TornBy | None) -> list[Scan | Torn]:
        """One message of a frame read at `mono`, CLOCK_MONOTONIC in nanoseconds; none where it says nothing."""
        at = (time.time_ns() - time.monotonic_ns() + mono) // 1000
        if not torn:
            labels = finish(raw, self._config)
            if not labels:
                return []
            if sum(len(label.raw) for label in labels) <= LIMIT and len(labels) <= MOST:
                return [combined(Scan(b"", self._config.name, next(self._seq), at, mono), labels)]
            torn = TornBy.TOO_LONG  # substitutions made it longer than the socket to the station may take
        return [Torn(raw, self._config.name, next(self._seq), at, mono, torn)]
