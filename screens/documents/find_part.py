"""Find a part by typing, and hand it to the draft below. A scan closes this list, and is the draft's."""

from collections.abc import Callable

from kiosk.stock.lists import Entry, Scope
from kiosk.stock.thing import Thing
from kiosk.wording import documents_screens as wording
from kiosk.wording import screens as common
from screens.frame.finder import Finder
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad
from screens.widgets.bars import Keys


class FindPart(Finder):
    """`take` is handed the part that is chosen, once this list has closed."""

    def __init__(self, host: Host, take: Callable[[Thing], None]) -> None:
        super().__init__(host, wording.find_title(), Scope.PARTS)
        self.prompt.label(wording.type_a_part())
        self._take = take

    def row(self, value: Entry, width: int, marks: Marks) -> Line:
        code = min(24, width // 2)
        return line(Span(pad(value.code, code - 1, marks), "strong"), " ", fit(value.name, width - code, marks))

    def keys(self) -> Keys:
        choose = (("Enter", common.key_choose()),) if self.listing.pick is not None else ()
        return (("Esc", common.key_back()), *choose, *self.scroll_keys(), ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import documents_help as words

        return words.find_part()

    def pick(self, pick: object) -> None:
        if isinstance(pick, Entry):
            self.close()
            self._take(pick.thing)
