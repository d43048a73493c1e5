"""A page of tasks by number: what each is called, what it is good for, and the way there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from kiosk.barcodes.commands import Command
from kiosk.wording import screens as common
from screens.frame.framed import Framed
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad
from screens.places import Place
from screens.tasks import way
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

NARROW = 56  # cells below which tasks are named and not described


@dataclass(frozen=True, slots=True)
class Task:
    """One row of a page; `args` are what its place takes."""

    name: str
    told: str
    place: Place
    args: tuple[object, ...] = ()


class TaskPage(Framed):
    """The numbers stay what they are: digits are learnt by heart. A task's command code leads there as in the menu."""

    def __init__(self, host: Host, title: str, tasks: Sequence[Task]) -> None:
        super().__init__(host, title)
        self._tasks = tasks
        self.sheet.show(self._rows)

    def _rows(self, width: int) -> Sequence[Row]:
        cells = max(cell_len(task.name) for task in self._tasks) + 2
        return [Row(named(task.name, task.told, cells, width, self.marks), task) for task in self._tasks]

    def keys(self) -> Keys:
        choose = (f"1-{len(self._tasks)}", common.key_choose())
        return (("Esc", common.key_back()), choose, *self.scroll_keys(), ("F1", common.key_help()))

    def pick(self, pick: object) -> None:
        if isinstance(pick, Task):
            self.kiosk.visit(pick.place, *pick.args)

    def command(self, command: Command) -> Callable[[], object] | None:
        return way(self.kiosk, command) or super().command(command)


def named(name: str, told: str, cells: int, width: int, marks: Marks) -> Line:
    """A task by its name, in so many cells, and what it is good for where there is room for that."""
    if width < NARROW:
        return line(Span(fit(name, width, marks), "strong"))
    return line(Span(pad(name, cells, marks), "strong"), Span(fit(told, width - cells, marks), "dim"))
