"""What a station does by itself as time goes by: the journal forgets what is too old, and the store is backed up.

Runs on a thread of its own, beside the screen; knows neither screens nor what is forgotten, nor how a backup is made.
"""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from kiosk.errors import StoreError

FIRST = 60.0  # s after the start, when nobody waits for the station any more
EVERY = 3600.0  # s between two looks at the journal
LOOK = 30.0  # s between two looks whether a backup is due
RETRY = 900.0  # s after a backup that failed
REST = 0.02  # s after each megabyte of a backup, so that it is never all that the disk does

log = logging.getLogger(__name__)


class Store(Protocol):
    """What it needs of the store."""

    def call(self, fn: Callable[..., bool], *args: Any) -> bool: ...


class Backups(Protocol):
    """What it needs of the backups: make today's, where that is due."""

    def daily(self, told: Callable[[float], bool]) -> Path | None: ...


class Housekeeping:
    """Keeps house in `store` from `start` on. `stop` before the store is closed."""

    def __init__(self, store: Store, backups: Backups | None = None, first: float = FIRST) -> None:
        self._store = store
        self._backups = backups
        self._first = first
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="housekeeping", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Returns when nothing more is asked of the store; a backup in the middle is given up."""
        self._stopping.set()
        self._thread.join()

    def _work(self) -> None:
        pause = self._first
        forget_at = backup_at = 0.0  # time.monotonic
        while not self._stopping.wait(pause):
            pause = min(LOOK, EVERY)
            if time.monotonic() >= forget_at:
                forget_at = time.monotonic() + EVERY
                self._guarded(self._forget, "the journal could not be cut")
            if self._backups is not None and time.monotonic() >= backup_at:
                done = self._guarded(self._back_up, "the daily backup failed")
                backup_at = 0.0 if done else time.monotonic() + RETRY

    def _guarded(self, work: Callable[[], None], failed: str) -> bool:
        try:
            work()
        except StoreError as error:
            if not self._stopping.is_set():
                log.warning("%s: %s", failed, error)
        except Exception:  # nobody stands above this thread; it would end, with a traceback across the screen
            log.exception("%s", failed)
        else:
            return True
        return False

    def _forget(self) -> None:
        from kiosk.flows.retention import forget  # needed after a minute; the start does without it

        while not self._stopping.is_set() and self._store.call(forget, time.time_ns() // 1000):
            pass

    def _back_up(self) -> None:
        assert self._backups is not None
        if file := self._backups.daily(self._goes_on):
            log.info("the store was backed up: %s", file)

    def _goes_on(self, done: float) -> bool:
        return not self._stopping.wait(REST)
