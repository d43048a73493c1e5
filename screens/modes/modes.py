"""Move, take out, find: the modes in which each scan acts at once."""

from kiosk.stock.modes import ModeKind
from kiosk.wording import tasks as wording
from screens.frame.task_page import Task, TaskPage
from screens.host import Host
from screens.places import Place


class Modes(TaskPage):
    """None of them needs a list or a document. Whoever leaves one is back in the menu, not here."""

    passing = True

    def __init__(self, host: Host) -> None:
        super().__init__(
            host,
            wording.modes(),
            (
                Task(wording.move(), wording.move_help(), Place.MODE, (ModeKind.MOVE,)),
                Task(wording.out(), wording.out_help(), Place.MODE, (ModeKind.OUT,)),
                Task(wording.where(), wording.where_help(), Place.MODE, (ModeKind.WHERE,)),
            ),
        )

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import modes as words

        return words.help_of_modes()
