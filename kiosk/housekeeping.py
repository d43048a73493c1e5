"""What a station does by itself as time goes by: once an hour the journal forgets what is too old.

Runs on a thread of its own, beside the screen; knows neither screens nor what is forgotten.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, Protocol

from kiosk.errors import StoreError

FIRST = 60.0  # s after the start, when nobody waits for the station any more
EVERY = 3600.0

log = logging.getLogger(__name__)


class Store(Protocol):
    """What it needs of the store."""

    def call(self, fn: Callable[..., bool], *args: Any) -> bool: ...


class Housekeeping:
    """Keeps house in `store` from `start` on. `stop` before the store is closed."""

    def __init__(self, store: Store, first: float = FIRST) -> None:
        self._store = store
        self._first = first
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="housekeeping", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Returns when nothing more is asked of the store."""
        self._stopping.set()
        self._thread.join()

    def _work(self) -> None:
        pause = self._first
        while not self._stopping.wait(pause):
            pause = EVERY
            try:
                from kiosk.flows.retention import forget  # needed after a minute; the start does without it

                while not self._stopping.is_set() and self._store.call(forget, time.time_ns() // 1000):
                    pass
            except StoreError as error:
                log.warning("the journal could not be cut: %s", error)
            except Exception:  # nobody stands above this thread; it would end, with a traceback across the screen
                log.exception("the journal could not be cut")
