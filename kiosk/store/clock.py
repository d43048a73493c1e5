"""The time that rows carry."""

import time


def now() -> int:
    """UTC in microseconds, by the clock of the process that writes. Order never depends on it."""
    return time.time_ns() // 1000
