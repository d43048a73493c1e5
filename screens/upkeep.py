"""Work on the store that takes long and is done beside the scans: a backup by hand, a check; and how they ended.

Goes on when the screen that began it is left. Knows no screen.
"""

import threading
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.errors import StoreError
from kiosk.outcome import Tone
from screens.parts import Backups, Opened
from screens.thread import in_thread

if TYPE_CHECKING:
    from kiosk.backups import Record

REST = 0.005  # s between two steps of what nobody waits for, so that it is never all that the disk does


class Job:
    """One such work. `done` is 0 to 1 while it is under way, else None; `said` is how the last one ended, a sentence.

    `well` says whether it ended well; `details` are sentences that belong to it.
    """

    def __init__(self) -> None:
        self.done: float | None = None
        self.said = ""
        self.well = True
        self.details: Sequence[str] = ()
        self.stopping = False

    def told(self, done: float) -> bool:
        """From the thread that does it: how much is done. Answers whether to go on."""
        self.done = done
        return not self.stopping

    def stop(self) -> None:
        """Let it end soon, where it is under way."""
        self.stopping = self.done is not None

    async def follow(self, work: Callable[["Job"], Awaitable[None]]) -> None:
        """Do it; it says by itself how it ended, but for a StoreError, which says so for it."""
        self.done, self.stopping = 0.0, False
        try:
            await work(self)
        except StoreError as error:
            self.said, self.well, self.details = str(error), False, ()
        finally:
            self.done = None


class Upkeep:
    """What is under way and what is known of backups. `start` runs a coroutine on the loop, `tell` shows a toast.

    `play` sounds how work has ended. `changed` is called when what is known has changed; how far work is has to be
    asked for.
    """

    def __init__(
        self,
        opened: Callable[[], Opened | None],
        start: Callable[[Coroutine[Any, Any, None]], object],
        tell: Callable[[str], None],
        play: Callable[[Tone], None],
        changed: Callable[[], None],
    ) -> None:
        self._opened = opened
        self._start = start
        self._tell = tell
        self._play = play
        self._changed = changed
        self._ending = threading.Event()
        self.backup = Job()
        self.check = Job()
        self.record: Record | None = None  # None until it was read
        self.there = True  # whether the last backup is still where it was put
        self.watched = False  # whether the screen on top shows by itself how it ends

    @property
    def backs_up(self) -> bool:
        """Whether backups are Kiosk's business, and not a server's."""
        opened = self._opened()
        return opened is not None and not opened.backups.by_server

    @property
    def folder(self) -> str:
        """Where dated backups go."""
        opened = self._opened()
        return str(opened.backups.folder) if opened is not None else ""

    @property
    def failing(self) -> str:
        """Why the daily backup fails, a sentence; empty where it doesn't."""
        return self.record.failure if self.record else ""

    def back_up(self) -> None:
        """Make a backup now, where none is under way."""
        if self.backup.done is None:
            self._start(self._finish(self.backup, self._back_up))

    def verify(self) -> None:
        """Check the store now, where that is not under way."""
        if self.check.done is None:
            self._start(self._finish(self.check, self._verify))

    def unhurried(self, done: float) -> bool:
        """For work that nobody waits for, from its thread: pauses, and answers whether to go on."""
        return not self._ending.wait(REST)

    def end(self) -> None:
        """The station ends: stop all of it."""
        self._ending.set()
        self.stop()

    def stop(self) -> bool:
        """Stop what is under way; answers whether anything was."""
        under_way = self.backup.done is not None or self.check.done is not None
        self.backup.stop()
        self.check.stop()
        return under_way

    async def look(self) -> None:
        """Read what is known of backups, which other stations make as well."""
        opened = self._opened()
        if opened is not None:
            self.record, self.there = await in_thread(partial(_known, opened.backups))

    async def _finish(self, job: Job, work: Callable[[Job], Awaitable[None]]) -> None:
        await job.follow(work)
        await self.look()
        self._changed()
        self._play(Tone.OK if job.well else Tone.FAULT)
        if not self.watched:
            self._tell(job.said)

    async def _back_up(self, job: Job) -> None:
        from kiosk.wording import station as wording

        opened = self._opened()
        assert opened is not None, "it is begun on a screen of the open store"
        file = await in_thread(lambda: opened.backups.make(None, job.told))
        job.said, job.well = wording.backed_up(str(file)), True

    async def _verify(self, job: Job) -> None:
        from kiosk.flows import upkeep
        from kiosk.wording import station as wording

        opened = self._opened()
        assert opened is not None, "it is begun on a screen of the open store"
        faults = await opened.apart.read(upkeep.check, opened.post, job.told)
        job.said, job.well = (wording.faults(len(faults)), False) if faults else (wording.sound(), True)
        job.details = faults


def _known(backups: Backups) -> "tuple[Record, bool]":
    record = backups.record()
    return record, Path(record.file).is_file()
