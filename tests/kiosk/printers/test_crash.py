"""The power goes while labels are printed: none is lost, and at most the one that was under way comes twice."""

import os
import signal
import subprocess
import sys
from contextlib import closing

from kiosk.flows.printing import queue
from kiosk.store.database import Store

PRINTER = """
import sys, threading
from pathlib import Path
from kiosk.config import FilePrinter
from kiosk.labels.library import Library
from kiosk.printers.configured import make
from kiosk.printers.rendering import Renderer
from kiosk.printers.turn import Turn
from kiosk.printers.worker import Worker
from kiosk.store.database import Store
url, folder, station = sys.argv[1:]
config = FilePrinter(name="labels", language="zpl", folder=folder)
store = Store(url)

class Told:
    def __init__(self, printer):
        self.printer = printer
    def send(self, data):
        self.printer.send(data)
        print("sent", flush=True)

worker = Worker(Renderer(config, Library()), lambda stopped: Told(make(config, stopped)), store, store, int(station),
                Turn(Path(folder) / "locks", url, "labels"))
worker.start()
threading.Event().wait()
"""
KILLS, LABELS = 3, 30


def test_a_station_that_is_killed_prints_on_where_it_was(labels, wait):
    store, post, folder = labels.shop.store, labels.shop.post, labels.folder / "labels"
    folder.mkdir()
    serials = [f"SN-{number:03}" for number in range(LABELS)]
    labels.add(*serials)
    url = f"sqlite:///{store.name}"
    store.close()
    words = [sys.executable, "-c", PRINTER, url, str(folder), str(post.station)]
    for _ in range(KILLS):
        with subprocess.Popen(words, stdout=subprocess.PIPE, env={**os.environ, "PYTHONWARNINGS": "ignore"}) as process:
            assert process.stdout is not None
            for _ in range(3):
                assert process.stdout.readline() == b"sent\n"
            process.send_signal(signal.SIGKILL)  # between sent and marked, as often as not
    with closing(Store(url)) as labels.shop.store:
        labels.start()
        wait(lambda: not labels.shop.store.look(queue.due, post.station, "labels", 1)[0])
        labels.workers[-1].stop()
        labels.workers[-1].join()
    printed = labels.printed()
    assert sorted(set(printed)) == serials
    assert printed == sorted(printed)
    assert len(printed) <= LABELS + KILLS
