"""Prints the labels of one printer, on a thread of its own: the next one that waits, until none does.

A label is marked as printed after it was sent. Killed in between, it is sent once more at the next start: a label may
come twice, and none is lost. Knows neither screens nor how labels came into the queue.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from kiosk.errors import KioskError, StoreError
from kiosk.flows.printing import queue
from kiosk.printers.printer import Printer, PrinterAway
from kiosk.printers.rendering import Label, Renderer, Unprintable
from kiosk.printers.state import Condition, PrinterState
from kiosk.printers.turn import Turn
from kiosk.stock.print_jobs import Due
from kiosk.wording import printing as wording

POLL = 1.0  # s between two looks for labels that another process has queued
FIRST, LONGEST = 5.0, 60.0  # s until a printer that is away is tried again: twice as long each time
JOIN = 3.0  # s that the end of the station waits for a worker

log = logging.getLogger(__name__)


class Store(Protocol):
    """What it needs of the store: a way to read that keeps no writer waiting, and one to write."""

    def look(self, fn: Callable[..., Any], *args: Any) -> Any: ...

    def call(self, fn: Callable[..., Any], *args: Any) -> Any: ...


class Worker:
    """`aside` is read, `store` written. `first` and `longest` are the pauses before a printer is tried again."""

    def __init__(
        self,
        renderer: Renderer,
        make: Callable[[Callable[[], bool]], Printer],
        store: Store,
        aside: Store,
        station: int,
        turn: Turn,
        *,
        first: float = FIRST,
        longest: float = LONGEST,
        poll: float = POLL,
    ) -> None:
        self.name = renderer.printer.name
        self.state = PrinterState(self.name)  # replaced whole, so that any thread may read it
        self._renderer = renderer
        self._stopping = False
        self._printer = make(lambda: self._stopping)
        self._store, self._aside = store, aside
        self._station = station
        self._turn = turn
        self._first, self._longest, self._poll = first, longest, poll
        self._pause = 0.0  # s, while it is away
        self._sent: Sequence[int] = ()  # printed, and not marked yet
        self._refused, self._refusal = 0, ""  # labels that could not be drawn since somebody has looked, and why
        self._more = threading.Event()
        self._thread = threading.Thread(target=self._work, name=f"printer {self.name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Labels may have come; a printer that is away is left alone."""
        if self.state.condition is not Condition.AWAY:
            self._more.set()

    def retry(self) -> None:
        """Try now; what could not be drawn has been seen."""
        self._pause = 0.0
        self._refused, self._refusal = 0, ""
        self._more.set()

    def stop(self) -> None:
        """No label is begun any more, and the one that is under way is given up. Returns at once."""
        self._stopping = True
        self._more.set()

    def join(self, timeout: float = JOIN) -> None:
        """Wait for its end; nothing is asked of the store afterwards."""
        self._thread.join(timeout)

    # On the thread

    def _work(self) -> None:
        try:
            while not self._stopping:
                self._more.clear()
                if (pause := self._guarded()) and not self._stopping:
                    self._more.wait(pause)
        finally:
            self._turn.leave()

    def _guarded(self) -> float:
        """One step; answers how long to wait for the next one, s."""
        try:
            return self._step()
        except PrinterAway as error:
            return self._away(str(error))
        except StoreError as error:
            if not self._stopping:
                log.warning("labels for %s: %s", self.name, error)
            return self._first
        except KioskError as error:  # a library or a sheet that is missing: all labels have to wait for that
            return self._away(str(error))
        except Exception:  # nobody stands above this thread; it would end, with a traceback across the screen
            if self._stopping:
                return 0.0
            log.exception("labels for %s", self.name)
            return self._away(wording.own_fault())

    def _step(self) -> float:
        if self._sent:
            self._store.call(queue.printed, self._sent)
            self._sent = ()
        if not self._turn.take():
            waiting, _ = self._aside.look(queue.due, self._station, self.name, 1)
            self.state = PrinterState(self.name, Condition.ELSEWHERE, waiting, wording.held_elsewhere())
            return self._poll
        waiting, jobs = self._aside.look(queue.due, self._station, self.name, self._renderer.together)
        if not jobs:
            self._pause = 0.0
            self.state = self._served(Condition.READY, 0)
            return self._poll
        if self.state.condition is not Condition.AWAY:
            self.state = self._served(Condition.PRINTING, waiting)
        labels = self._drawn(jobs)
        for work in self._renderer.works([label for _, label in labels]) if labels else ():
            if self._stopping:
                return 0.0
            self._printer.send(work)
        self._sent = [id for id, _ in labels]
        self._pause = 0.0
        self.state = self._served(Condition.PRINTING, max(0, waiting - len(jobs)))
        return 0.0

    def _served(self, condition: Condition, waiting: int) -> PrinterState:
        return PrinterState(self.name, condition, waiting, self._refusal, refused=self._refused)

    def _drawn(self, jobs: Sequence[Due]) -> list[tuple[int, Label]]:
        """What is on these labels; one that can't be drawn is put aside, so that those behind it are printed."""
        found: list[tuple[int, Label]] = []
        for job in jobs:
            try:
                found.append((job.id, (self._renderer.drawings(job), job.copies)))
            except Unprintable as error:
                log.warning("label %d for %s: %s", job.id, self.name, error)
                self._refused, self._refusal = self._refused + 1, str(error)
                self.state = self._served(Condition.PRINTING, self.state.waiting)  # told before it waits no more
                self._store.call(queue.refused, job.id, str(error))
        return found

    def _away(self, fault: str) -> float:
        if self._stopping:
            return 0.0
        if fault != self.state.fault:
            log.warning("printer %s: %s", self.name, fault)
        self._pause = min(self._pause * 2, self._longest) if self._pause else self._first
        state = replace(self.state, condition=Condition.AWAY, fault=fault, again=time.monotonic() + self._pause)
        try:
            waiting, jobs = self._aside.look(queue.due, self._station, self.name, 1)
            self.state = replace(state, waiting=waiting)
            if jobs:
                self._store.call(queue.failed, jobs[0].id, fault)
        except StoreError as error:
            self.state = state
            log.warning("labels for %s: %s", self.name, error)
        return self._pause
