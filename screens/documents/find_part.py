"""Find a part by typing, and hand it to the draft below. A scan closes this list, and is the draft's."""

from collections.abc import Callable

from kiosk.stock.lists import Entry, Scope
from kiosk.stock.thing import Thing
from kiosk.wording import documents_screens as wording
from screens.frame.finder import Picker
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad


class FindPart(Picker):
    """Only parts: a document's lines are of these."""

    def __init__(self, host: Host, take: Callable[[Thing], None]) -> None:
        super().__init__(host, wording.find_title(), wording.type_a_part(), Scope.PARTS, take)

    def row(self, value: Entry, width: int, marks: Marks) -> Line:
        code = min(24, width // 2)
        return line(Span(pad(value.code, code - 1, marks), "strong"), " ", fit(value.name, width - code, marks))

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import documents_help as words

        return words.find_part()
