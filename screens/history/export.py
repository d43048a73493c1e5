"""Export of a list of the history: the form of the file is chosen, then it is written."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kiosk import paths
from kiosk.flows import history_export as flow
from kiosk.stock.history import Filter, Log
from kiosk.wording import history as wording
from screens.frame.exporting import Exporting, Job
from screens.host import Host
from screens.paint.text import line
from screens.widgets.sheet import Row


class HistoryExport(Exporting):
    """All rows that the filter fits."""

    def __init__(self, host: Host, log: Log, wanted: Filter, told: str) -> None:
        what = wording.export_what(log, wording.in_force(told) if told else wording.no_filter())
        super().__init__(host, wording.export_title(), what)
        self._which, self._wanted = log, wanted
        self.renew()

    def choices(self, width: int) -> Sequence[Row]:
        return [Row(line(wording.export_format(ending)), ending) for ending in flow.FORMATS]

    def help(self) -> tuple[str, ...]:
        return wording.help_of_export()

    def pick(self, pick: object) -> None:
        if isinstance(pick, str):
            self.start(self._fill, paths.exports() / flow.name(self._which, datetime.now(self.kiosk.zone), pick))

    def _fill(self, job: Job, path: Path) -> int:
        return flow.write(
            job.read,
            self._which,
            self._wanted,
            path,
            lambda rows, percent: job.tell(wording.exported_so_far(rows, percent)),
        )
