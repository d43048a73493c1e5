"""Writing an export to a file with scans in between: how far it is, and Esc stops it with no part of the file left."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.errors import KioskError
from kiosk.flows.history_export import Cancelled
from kiosk.outcome import Tone
from kiosk.wording import history as wording
from kiosk.wording import screens as common
from screens.frame.framed import Framed
from screens.host import Host
from screens.paint.text import Span, line, wrap
from screens.thread import in_thread
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

PAUSE = 0.1  # seconds between two looks at how far the file is, and whether it is to go on
ENDING = 1.0  # seconds that a file has to be given up

Fill = Callable[["Job", Path], int]  # writes the file and answers how many rows; blocks


class Exporting(Framed):
    """A subclass calls `start`. A scan closes the screen; the file is written on, and told of."""

    def __init__(self, host: Host, title: str, what: str) -> None:
        super().__init__(host, title)
        self._what = what
        self._job: Job | None = None
        self._said = ""

    @property
    def busy(self) -> bool:
        return self._job is not None

    def choices(self, width: int) -> Sequence[Row]:
        """What can be chosen while nothing is written."""
        return ()

    def written(self, count: int, file: str) -> str:
        """What is said once it is written; `count` is what its writer answered."""
        return wording.exported(count, file)

    def start(self, fill: Fill, path: Path) -> None:
        """Write this file; nothing where one is being written."""
        if self._job is None:
            self._job = Job(self.kiosk)
            # Of the app, since this screen may be closed meanwhile.
            self.app.run_worker(partial(self._write, self._job, fill, path))

    def keys(self) -> Keys:
        if self.busy:
            return (("Esc", wording.key_cancel()), ("F1", common.key_help()))
        choose = (("1-9", common.key_choose()),) if self.sheet.pick is not None else ()
        return (("Esc", common.key_back()), *choose, ("F1", common.key_help()))

    def action_back(self) -> None:
        if self._job is not None:
            self._job.stop.set()
        else:
            self.close()

    async def _write(self, job: "Job", fill: Fill, path: Path) -> None:
        watch = self.set_interval(PAUSE, lambda: self._say(job.told))
        self._say(wording.exporting())
        try:
            rows = await job.run(partial(fill, job, path))
        except (KioskError, Cancelled) as error:
            stopped = job.stop.is_set()
            tone = Tone.AGAIN if stopped else Tone.FAULT
            told = wording.export_cancelled() if stopped else wording.not_exported(str(error))
        else:
            tone, told = Tone.OK, self.written(rows, str(path))
        finally:
            watch.stop()
            self._job = None
        self.kiosk.sound.play(tone)
        if self.is_current:
            self._say(told)
        else:
            self.kiosk.tell(told)

    def _say(self, text: str) -> None:
        if text and text != self._said and self.is_attached:
            self._said = text
            self.renew()

    def renew(self) -> None:
        self.sheet.show(self._rows)
        self.key_line.redraw()

    def _rows(self, width: int) -> Sequence[Row]:
        choices = () if self.busy else self.choices(width)
        said = wrap(self._said, width, 99, self.marks) if self._said else ()
        return [
            *(Row(line(Span(text, "dim"))) for text in wrap(self._what, width, 9, self.marks)),
            Row(),
            *choices,
            *([Row()] if choices and said else []),
            *(Row(line(Span(text, "strong"))) for text in said),
        ]


class Job:
    """One file that is being written, in a thread of its own which asks the loop for each of its reads."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._loop = asyncio.get_running_loop()
        self.stop = threading.Event()
        self._ended = threading.Event()
        self.told = ""  # how far it is

    async def run(self, fill: Callable[[], int]) -> int:
        """Write the file; answers how many rows."""
        try:
            return await in_thread(partial(self._run, fill))
        except asyncio.CancelledError:
            # The station ends, and waits for no file. Blocks: from here on nobody else would take the part of it away.
            self.stop.set()
            self._ended.wait(ENDING)
            raise

    def _run(self, fill: Callable[[], int]) -> int:
        try:
            return fill()
        finally:
            self._ended.set()

    def read(self, fn: Any, *args: Any) -> Any:
        """What the export reads by, in its thread."""
        future = asyncio.run_coroutine_threadsafe(self._host.aside(fn, *args), self._loop)
        while True:
            try:
                return future.result(PAUSE)
            except TimeoutError:
                if self.stop.is_set():
                    raise Cancelled from None

    def tell(self, text: str) -> bool:
        """How far it is, in words; answers whether to go on."""
        self.told = text
        return not self.stop.is_set()
