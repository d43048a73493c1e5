"""Station, store: how large it is, what it holds, its backups; back it up or check it now."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.errors import StoreError
from kiosk.facts import StoreFacts
from kiosk.flows import upkeep
from kiosk.times import short
from kiosk.wording import screens as common
from kiosk.wording import station as wording
from screens.host import Host
from screens.paint.text import Span, line
from screens.station.facts import fact, text
from screens.station.live import Live
from screens.upkeep import Job
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

LOOK = 5  # ticks between two counts of the store


class Task(StrEnum):
    """What can be begun here."""

    BACK_UP = "back_up"
    VERIFY = "verify"


class StorePage(Live):
    """Work that was begun here goes on when the page is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "back_up", show=False)]

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.store())
        self._facts: StoreFacts | None = None
        self._trouble = ""
        self._ticks = 0
        self._reading = False

    def on_screen_resume(self) -> None:
        self.kiosk.upkeep.watched = True
        super().on_screen_resume()

    def on_screen_suspend(self) -> None:
        self.kiosk.upkeep.watched = False

    def on_unmount(self) -> None:
        self.kiosk.upkeep.watched = False

    def keys(self) -> Keys:
        back_up = (("F5", wording.key_backup()),) if self.kiosk.upkeep.backs_up else ()
        keys = (("Esc", common.key_back()), *back_up, ("1-2", common.key_choose()))
        return (*keys, *self.scroll_keys(), ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        return wording.help_store()

    def look(self) -> None:
        if self._ticks % LOOK == 0 and not self._reading:
            self._reading = True
            self.run_worker(self._read)
        self._ticks += 1

    async def _read(self) -> None:
        try:
            self._facts, self._trouble = await self.kiosk.aside(upkeep.store), ""
        except StoreError as error:
            self._trouble = str(error)
        await self.kiosk.upkeep.look()
        self._reading = False
        self.renew()

    def state(self) -> object:
        work = self.kiosk.upkeep
        jobs = tuple((_percent(job), job.said, job.stopping, tuple(job.details)) for job in (work.backup, work.check))
        return self._facts, self._trouble, work.record, work.there, jobs

    def rows(self, width: int) -> Sequence[Row]:
        return [
            *self._tasks(width),
            *self._ended(width),
            Row(),
            *self._backups(width),
            *self._figures(width),
        ]

    def _tasks(self, width: int) -> Iterator[Row]:
        work = self.kiosk.upkeep
        for job, task, name, told in (
            (work.backup, Task.BACK_UP, wording.back_up_now(), wording.backing_up),
            (work.check, Task.VERIFY, wording.verify_now(), wording.verifying),
        ):
            percent = _percent(job)
            if job is work.backup and not work.backs_up:
                continue
            if percent is None:
                yield Row(line(Span(name, "strong")), task)
            elif job.stopping:
                yield Row(line(Span(wording.stopping(), "warn")))
            else:
                yield Row(line(Span(told(percent), "strong")), job)
                room = min(40, width)
                full = percent * room // 100
                yield Row(line(Span(self.marks.bar * full, "bar"), Span(self.marks.rest * (room - full), "dim")))

    def _ended(self, width: int) -> Iterator[Row]:
        for job in (self.kiosk.upkeep.backup, self.kiosk.upkeep.check):
            if job.said and job.done is None:
                yield from text(job.said, width, self.marks, "good" if job.well else "bad")
                for detail in job.details:
                    yield from text(f"{self.marks.dot} {detail}", width, self.marks)

    def _backups(self, width: int) -> Iterator[Row]:
        work, zone = self.kiosk.upkeep, self.kiosk.zone
        if not work.backs_up:
            yield from fact(wording.last_backup(), wording.backup_by_server(), width, self.marks)
            return
        if (record := work.record) is None:
            return
        if not record.made_at:
            yield from fact(wording.last_backup(), wording.no_backup(), width, self.marks, "warn")
        else:
            told = wording.backup_made if work.there else wording.backup_gone
            made = told(short(record.made_at, zone), record.file)
            yield from fact(wording.last_backup(), made, width, self.marks, "" if work.there else "warn")
        if record.failure:
            failed = wording.backup_failed(short(record.failed_at, zone), record.failure)
            yield from text(failed, width, self.marks, "bad")
        plan = self.kiosk.parts.config.backup
        daily = wording.backup_plan(plan.at, plan.keep, work.folder) if plan.daily else wording.backup_not_daily()
        yield from fact(wording.plan(), daily, width, self.marks)

    def _figures(self, width: int) -> Iterator[Row]:
        if self._trouble:
            yield from text(self._trouble, width, self.marks, "bad")
        if (facts := self._facts) is None:
            yield from text(wording.reading(), width, self.marks, "dim")
            return
        size = wording.bytes_told(facts.size)
        if facts.log is not None:
            size = wording.size_with_log(size, wording.bytes_told(facts.log))
        for name, told in (
            (wording.where(), facts.name),
            (wording.size(), size),
            (wording.holds(), wording.held(facts.parts, facts.items, facts.units)),
            (wording.records_name(), wording.records(facts.scans, facts.movements)),
            (wording.engine(), facts.engine),
        ):
            yield from fact(name, told, width, self.marks)

    def pick(self, pick: object) -> None:
        match pick:
            case Task.BACK_UP:
                self.action_back_up()
            case Task.VERIFY:
                self.kiosk.upkeep.verify()
            case Job():
                pick.stop()
        self.renew()

    def action_back_up(self) -> None:
        if self.kiosk.upkeep.backs_up:
            self.kiosk.upkeep.back_up()
            self.renew()


def _percent(job: Job) -> int | None:
    return None if job.done is None else int(job.done * 100)
