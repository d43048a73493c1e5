"""Station, log: the end of the log file, the newest entry last, as long as one is at the end of it."""

from collections.abc import Iterator, Sequence
from functools import partial

from kiosk import log_tail, paths
from kiosk.log_tail import Entry
from kiosk.wording import screens as common
from kiosk.wording import station as wording
from screens.host import Host
from screens.paint.text import Span, line, wrap
from screens.station.facts import text
from screens.station.live import Live
from screens.thread import in_thread
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

LONG = 40  # rows of one line of an entry

_Read = tuple[tuple[int, int], tuple[Entry, ...]]


class LogPage(Live):
    """Read off the loop, and only when the file has changed."""

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.log())
        self._stamp = (0, -1)
        self._entries: tuple[Entry, ...] | None = None
        self._trouble = ""
        self._reading = False

    def keys(self) -> Keys:
        return (("Esc", common.key_back()), ("PgUp PgDn", common.key_scroll()), ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        return wording.help_log()

    def look(self) -> None:
        if not self._reading:
            self._reading = True
            self.run_worker(self._read)

    async def _read(self) -> None:
        try:
            found = await in_thread(partial(_read, self._stamp))
        except OSError as error:
            self._trouble = wording.log_missing(str(paths.log()), error.strerror or str(error))
            found = None
        self._reading = False
        if found is not None:
            self._stamp, self._entries = found
            self._trouble = ""
            follow = self.sheet.at_end
            self.renew()
            if follow:
                self.sheet.edge(1)
        else:
            self.renew()

    def state(self) -> object:
        return self._stamp, self._trouble

    def rows(self, width: int) -> Sequence[Row]:
        if self._trouble:
            return list(text(self._trouble, width, self.marks, "bad"))
        if self._entries is None:
            return list(text(wording.reading(), width, self.marks, "dim"))
        if not self._entries:
            return list(text(wording.log_empty(), width, self.marks, "dim"))
        rows: list[Row] = []
        day = ""
        for entry in self._entries:
            if entry.at[:10] != day and entry.at:
                day = entry.at[:10]
                rows.append(Row(line(Span(day, "label"))))
            rows += self._entry(entry, width)
        return rows

    def _entry(self, entry: Entry, width: int) -> Iterator[Row]:
        sign, style = self._sign(entry.level)
        head = (Span(f"{entry.at[11:]:8} ", "dim"), Span(f"{sign} ", style))
        for number, told in enumerate(entry.lines):
            for row in wrap(told, max(10, width - 11), LONG, self.marks):
                yield Row(line(*head, Span(row, style if number == 0 else "dim")))
                head = (Span(" " * 11),)

    def _sign(self, level: str) -> tuple[str, str]:
        match level:
            case "ERROR" | "CRITICAL":
                return self.marks.bad, "bad"
            case "WARNING":
                return self.marks.trouble, "warn"
            case "DEBUG" | "":
                return " ", "dim"
            case _:
                return self.marks.dot, ""


def _read(known: tuple[int, int]) -> _Read | None:
    """The entries with the stamp they were read at; None where nothing has changed."""
    log = paths.log()
    stamp = log_tail.stamp(log)
    return None if stamp == known else (stamp, log_tail.tail(log))
