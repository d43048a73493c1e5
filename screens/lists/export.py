"""Export of a scan list to a file: begun at once, since its name was chosen already."""

from pathlib import Path

from kiosk.flows.lists import exporting
from kiosk.stock.scan_lists import ScanList
from kiosk.wording import lists_screens as wording
from screens.frame.exporting import Exporting, Job
from screens.host import Host


class ListExport(Exporting):
    """All rows of the list."""

    def __init__(self, host: Host, one: ScanList, path: Path) -> None:
        super().__init__(host, wording.export_what(one), wording.exporting(one.name, str(path)))
        self._one, self._path = one, path

    def on_mount(self) -> None:
        super().on_mount()
        self.renew()
        self.start(self._fill, self._path)

    def help(self) -> tuple[str, ...]:
        return wording.help_export()

    def _fill(self, job: Job, path: Path) -> int:
        return exporting.export(job.read, self._one.id, path, lambda done: job.tell(wording.so_far(done)))
