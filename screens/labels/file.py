"""Labels written to a file, where no printer is to print them: begun at once, since what is written was chosen."""

from collections.abc import Sequence
from pathlib import Path

from kiosk.flows.printing import filing, library
from kiosk.flows.printing.making import Made
from kiosk.wording import labels_screens as wording
from screens.frame.exporting import Exporting, Job
from screens.host import Host


class LabelFile(Exporting):
    """All labels, each so many times."""

    def __init__(self, host: Host, labels: Sequence[Made], copies: int, start: int, path: Path) -> None:
        super().__init__(host, wording.file_title(), wording.file_what(len(labels) * copies, str(path)))
        self._labels, self._copies, self._start, self._path = labels, copies, start, path

    def on_mount(self) -> None:
        super().on_mount()
        self.renew()
        self.start(self._fill, self._path)

    def help(self) -> tuple[str, ...]:
        return wording.help_file()

    def written(self, count: int, file: str) -> str:
        return wording.written(count, file)

    def _fill(self, job: Job, path: Path) -> int:
        count = len(self._labels)
        templates = library.of(self.kiosk.parts.config)
        return filing.write(
            templates,
            self._labels,
            self._copies,
            path,
            self._start,
            lambda done: job.tell(wording.file_so_far(round(done * count), count)),
        )
