"""Find a thing by typing, and hand it to the list below."""

from collections.abc import Callable

from kiosk.stock.lists import Scope
from kiosk.stock.thing import Thing
from kiosk.wording import lists_screens as wording
from screens.frame.finder import Picker
from screens.host import Host


class FindThing(Picker):
    """Of all that a list can hold, what has a number or a name."""

    def __init__(self, host: Host, take: Callable[[Thing], None]) -> None:
        super().__init__(host, wording.find_title(), wording.find_label(), Scope.EVERYTHING, take)

    def help(self) -> tuple[str, ...]:
        return wording.help_find()
