"""Export of a list of the history: the form of the file is chosen, then it is written, with scans in between."""

import asyncio
import threading
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from kiosk import paths
from kiosk.errors import KioskError
from kiosk.flows import history_export as flow
from kiosk.outcome import Tone
from kiosk.stock.history import Filter, Log
from kiosk.wording import history as wording
from kiosk.wording import screens as common
from screens.frame.framed import Framed
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Span, line, wrap
from screens.thread import in_thread
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

PAUSE = 0.1  # seconds between two looks at how far the file is, and whether it is to go on
ENDING = 1.0  # seconds that a file has to be given up


class HistoryExport(Framed):
    """Esc cancels the file that is being written. A scan closes the screen; the file is written on, and told of."""

    def __init__(self, host: Host, log: Log, wanted: Filter, told: str) -> None:
        super().__init__(host, wording.export_title())
        self._what = wording.export_what(log, wording.in_force(told) if told else wording.no_filter())
        self._which, self._wanted = log, wanted
        self._job: _Job | None = None
        self._said = ""
        self._show()

    def keys(self) -> Keys:
        if self._job is not None:
            return (("Esc", wording.key_cancel()), ("F1", common.key_help()))
        return (("Esc", common.key_back()), ("1-3", common.key_choose()), ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        return wording.help_of_export()

    def pick(self, pick: object) -> None:
        if isinstance(pick, str) and self._job is None:
            self._job = _Job(self.kiosk, self._which, self._wanted)
            # Of the app, since this screen may be closed meanwhile.
            self.app.run_worker(partial(self._write, self._job, pick))

    def action_back(self) -> None:
        if self._job is not None:
            self._job.stop.set()
        else:
            self.close()

    async def _write(self, job: "_Job", ending: str) -> None:
        watch = self.set_interval(PAUSE, lambda: self._say(job.told))
        self._say(wording.exporting())
        try:
            rows, path = await job.run(ending)
        except flow.Cancelled:
            tone, told = Tone.AGAIN, wording.export_cancelled()
        except KioskError as error:
            tone, told = Tone.FAULT, wording.not_exported(str(error))
        else:
            tone, told = Tone.OK, wording.exported(rows, str(path))
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
            self._show()

    def _show(self) -> None:
        self.sheet.show(partial(_rows, self._what, self._said, self._job is None, self.marks))
        self.key_line.redraw()


class _Job:
    """One file that is being written, in a thread of its own which asks the loop for each of its reads."""

    def __init__(self, host: Host, log: Log, wanted: Filter) -> None:
        self._host = host
        self._log, self._wanted = log, wanted
        self._loop = asyncio.get_running_loop()
        self.stop = threading.Event()
        self._ended = threading.Event()
        self.told = ""  # how far it is

    async def run(self, ending: str) -> tuple[int, Path]:
        """Write the file; answers how many rows and where."""
        path = paths.exports() / flow.name(self._log, datetime.now(self._host.zone), ending)
        try:
            return await in_thread(partial(self._write, path)), path
        except asyncio.CancelledError:
            # The station ends, and waits for no file. Blocks: from here on nobody else would take the part of it away.
            self.stop.set()
            self._ended.wait(ENDING)
            raise

    def _write(self, path: Path) -> int:
        try:
            return flow.write(self._read, self._log, self._wanted, path, self._tell)
        finally:
            self._ended.set()

    def _read(self, fn: Any, *args: Any) -> Any:
        future = asyncio.run_coroutine_threadsafe(self._host.aside(fn, *args), self._loop)
        while True:
            try:
                return future.result(PAUSE)
            except TimeoutError:
                if self.stop.is_set():
                    raise flow.Cancelled from None

    def _tell(self, rows: int, percent: int) -> bool:
        self.told = wording.exported_so_far(rows, percent)
        return not self.stop.is_set()


def _rows(what: str, said: str, choosing: bool, marks: Marks, width: int) -> Sequence[Row]:
    formats = [Row(line(wording.export_format(ending)), ending) for ending in flow.FORMATS] if choosing else []
    return [
        *(Row(line(Span(text, "dim"))) for text in wrap(what, width, 9, marks)),
        Row(),
        *formats,
        *([Row()] if formats and said else []),
        *(Row(line(Span(text, "strong"))) for text in (wrap(said, width, 99, marks) if said else ())),
    ]
