"""A shop's queue of labels, and workers that print it into a folder."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import FilePrinter
from kiosk.flows.printing import queue
from kiosk.labels.library import Library
from kiosk.printers.configured import make
from kiosk.printers.rendering import Renderer
from kiosk.printers.turn import Turn
from kiosk.printers.worker import Worker
from kiosk.stock.print_jobs import Content, NewJob

FIELDS = {"number": "PSU-12", "name": "Power supply", "code": "KSK-SI1"}


def job(serial: str, printer: str = "labels", **kwargs: Any) -> NewJob:
    return NewJob(printer, Content("unit", {**FIELDS, "serial": serial}), serial, **kwargs)


class Queue:
    """The queue of a shop. `start` begins to print what waits for a printer into a folder of its name."""

    def __init__(self, shop: Any, folder: Path) -> None:
        self.shop, self.folder = shop, folder
        self.workers: list[Worker] = []

    def add(self, *serials: str, **kwargs: Any) -> None:
        self.shop.store.call(queue.add, self.shop.post, [job(serial, **kwargs) for serial in serials])

    def start(self, name: str = "labels", printer: Any = None, **kwargs: Any) -> Worker:
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        config = kwargs.pop("config", FilePrinter(name=name, language="zpl", folder=str(folder)))
        store = self.shop.store
        worker = Worker(
            Renderer(config, Library()),
            (lambda stopped: make(config, stopped)) if printer is None else (lambda stopped: printer),
            store,
            store,
            self.shop.post.station,
            Turn(self.folder / "locks", store.name, config.name),
            **{"first": 0.01, "longest": 0.05, "poll": 0.01, **kwargs},
        )
        self.workers.append(worker)
        worker.start()
        return worker

    def states(self) -> list[tuple[str, str]]:
        """Label and state of all, in their order."""
        sql = "SELECT label, state FROM print_job ORDER BY id"
        return [tuple(row) for row in self.shop.store.look(lambda db: db.execute_sql(sql).fetchall())]

    def printed(self, name: str = "labels") -> list[str]:
        """The serials on what came out, in its order."""
        files = sorted((self.folder / name).glob("0*.zpl"))
        return [serial_on(file.read_bytes()) for file in files]


def serial_on(data: bytes) -> str:
    return data.partition(b"^FDS/N ")[2].partition(b"^FS")[0].decode()


@pytest.fixture
def labels(shop: Any, tmp_path: Path) -> Iterator[Queue]:
    found = Queue(shop, tmp_path)
    yield found
    for worker in found.workers:
        worker.stop()
    for worker in found.workers:
        worker.join()


@pytest.fixture
def wait() -> Callable[[Callable[[], Any]], None]:
    """Waits until something holds; the test's own timeout ends it."""

    def until(holds: Callable[[], Any]) -> None:
        while not holds():
            time.sleep(0.005)

    return until
