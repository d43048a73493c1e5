"""All printers of a station, each with its worker."""

import time
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from kiosk.config import Config
from kiosk.flows.printing import library
from kiosk.printers.configured import make
from kiosk.printers.rendering import Renderer
from kiosk.printers.state import PrinterState
from kiosk.printers.turn import Turn
from kiosk.printers.worker import JOIN, Store, Worker


class Spooler:
    """Prints what waits for the station's printers, from `start` on. `stop` before the store is closed."""

    def __init__(self, workers: Iterable[Worker]) -> None:
        self._workers = {worker.name: worker for worker in workers}

    def start(self) -> None:
        for worker in self._workers.values():
            worker.start()

    @property
    def states(self) -> Sequence[PrinterState]:
        """How the printers are, in the order of the config. From any thread."""
        return tuple(worker.state for worker in self._workers.values())

    def wake(self) -> None:
        """Labels may have been queued."""
        for worker in self._workers.values():
            worker.wake()

    def retry(self, name: str | None = None) -> None:
        """Try one now, or all."""
        for worker in self._workers.values():
            if name in (None, worker.name):
                worker.retry()

    def stop(self) -> None:
        """Returns when nothing more is asked of the store, or after a few seconds."""
        for worker in self._workers.values():
            worker.stop()
        until = time.monotonic() + JOIN
        for worker in self._workers.values():
            worker.join(max(0.0, until - time.monotonic()))


def spooler(config: Config, url: str, store: Store, aside: Store, station: int, folder: Path) -> Spooler:
    """The printers of a config. `folder` is for the locks that keep two Kiosks from printing one queue at once."""
    templates = library.of(config)
    return Spooler(
        Worker(
            Renderer(printer, templates),
            partial(make, printer),
            store,
            aside,
            station,
            Turn(folder, url, str(station), printer.name),
        )
        for printer in config.printer
    )
