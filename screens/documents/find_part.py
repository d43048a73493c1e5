"""Find a part by typing, and hand it to the draft below. A scan closes this list, and is the draft's."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from kiosk.flows import browse
from kiosk.page import Page
from kiosk.stock.lists import Entry, Scope
from kiosk.stock.thing import Thing
from kiosk.wording import documents_screens as wording
from kiosk.wording import lists
from kiosk.wording import screens as common
from screens.frame.listed import Listed
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad
from screens.widgets.bars import Keys
from screens.widgets.prompt import Prompt


class FindPart(Listed):
    """`take` is handed the part that is chosen, once this list has closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "edge(-1)", show=False, priority=True),  # the list is longer than what is typed
        Binding("end", "edge(1)", show=False, priority=True),
    ]

    def __init__(self, host: Host, take: Callable[[Thing], None]) -> None:
        super().__init__(host, wording.find_title(), empty="")
        self.prompt = Prompt(host.marks, wording.type_to_find())
        self._take = take

    def body(self) -> ComposeResult:
        yield self.prompt
        yield from super().body()

    def on_mount(self) -> None:
        super().on_mount()
        self.prompt.open()
        self.listing.numbers = False  # digits are typed
        self._look()

    async def fetch(self, offset: int, limit: int) -> Page[Entry]:
        page: Page[Entry] = await self.kiosk.aside(browse.things, self.prompt.text.strip(), Scope.PARTS, offset, limit)
        return page

    def row(self, value: Entry, width: int, marks: Marks) -> Line:
        code = min(24, width // 2)
        return line(Span(pad(value.code, code - 1, marks), "strong"), " ", fit(value.name, width - code, marks))

    def same(self, value: Entry) -> object:
        return value.thing.id

    def keys(self) -> Keys:
        choose = (("Enter", common.key_choose()),) if self.listing.pick is not None else ()
        return (("Esc", common.key_back()), *choose, *self.scroll_keys(), ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import documents_help as words

        return words.find_part()

    def _look(self) -> None:
        self.listing.show(empty=lists.nothing_fits())

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._look()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_choose()

    def pick(self, pick: object) -> None:
        if isinstance(pick, Entry):
            self.close()
            self._take(pick.thing)
