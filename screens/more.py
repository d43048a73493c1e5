"""More: the tasks for which the menu has no row of its own."""

from kiosk.flows.printing.asking import Sought
from kiosk.wording import labels_screens as labels
from kiosk.wording import tasks as wording
from screens.frame.task_page import Task, TaskPage
from screens.host import Host
from screens.places import Place


class More(TaskPage):
    """Looking things up, what was done, and the station itself."""

    def __init__(self, host: Host) -> None:
        super().__init__(
            host,
            wording.more(),
            (
                Task(wording.search(), wording.search_help(), Place.SEARCH),
                Task(wording.serials(), wording.serials_help(), Place.SERIALS),
                Task(wording.low_stock(), wording.low_stock_help(), Place.LOW_STOCK),
                Task(wording.history(), wording.history_help(), Place.HISTORY),
                Task(wording.undo(), wording.undo_help(), Place.UNDO),
                Task(wording.station(), wording.station_help(), Place.STATION),
                Task(labels.task(), labels.task_help(), Place.LABELS, (Sought(),)),
                Task(labels.task_commands(), labels.task_commands_help(), Place.LABELS, (Sought(commands=True),)),
            ),
        )

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import help as words

        return words.more()
