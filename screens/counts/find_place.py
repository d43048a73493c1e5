"""Find a place by typing, and hand it to the count below. A scan closes this list, and is the count's."""

from collections.abc import Callable

from kiosk.stock.lists import Scope
from kiosk.stock.thing import Thing
from kiosk.wording import counts_screens as wording
from screens.frame.finder import Picker
from screens.host import Host


class FindPlace(Picker):
    """Only places."""

    def __init__(self, host: Host, take: Callable[[Thing], None]) -> None:
        super().__init__(host, wording.find_place_title(), wording.type_a_place(), Scope.PLACES, take)

    def help(self) -> tuple[str, ...]:
        return wording.help_find()
