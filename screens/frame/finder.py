"""A list that what is typed narrows at once. The field is always open, and the keys move in the list."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from kiosk.flows import browse
from kiosk.page import Page
from kiosk.stock.lists import Entry, Scope
from kiosk.stock.thing import Thing
from kiosk.wording import lists as wording
from kiosk.wording import screens as common
from kiosk.wording.readings import KINDS
from screens.frame.listed import Listed
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad
from screens.widgets.bars import Keys
from screens.widgets.prompt import Prompt

_KIND = 11  # cells of the longest kind's name, and a gap
_NARROW = 60  # cells below which a kind is a letter


class Finder(Listed):
    """Parts and places by what they are called, as far as `scope` goes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # In this field there are a few characters at most; the list below may have 100,000 rows.
        Binding("home", "edge(-1)", show=False, priority=True),
        Binding("end", "edge(1)", show=False, priority=True),
    ]

    def __init__(self, host: Host, title: str, scope: Scope) -> None:
        super().__init__(host, title, empty="")
        self.prompt = Prompt(host.marks, common.type_to_find())
        self.scope = scope

    def body(self) -> ComposeResult:
        yield self.prompt
        yield from super().body()

    def on_mount(self) -> None:
        super().on_mount()
        self.prompt.open()
        self.listing.numbers = False  # digits are typed
        self.look()

    async def fetch(self, offset: int, limit: int) -> Page[Entry]:
        page: Page[Entry] = await self.kiosk.aside(browse.things, self.sought, self.scope, offset, limit)
        return page

    def row(self, value: Entry, width: int, marks: Marks) -> Line:
        kind = KINDS[value.thing.kind]
        if width < _NARROW:
            head, code = Span(f"{kind[:1].upper()} ", "dim"), min(17, width // 2)
        else:
            head, code = Span(pad(kind, _KIND, marks), "dim"), 28
        rest = width - len(head.text) - code
        return line(head, Span(pad(value.code, code - 1, marks), "strong"), " ", fit(value.name, rest, marks))

    def same(self, value: Entry) -> object:
        return value.thing.kind, value.thing.id

    @property
    def sought(self) -> str:
        """What is typed, without blanks around it."""
        return self.prompt.text.strip()

    def look(self) -> None:
        """Show what fits now."""
        self.listing.show(empty=self.nothing())

    def nothing(self) -> str:
        """The sentence for a search that finds nothing."""
        return wording.nothing_fits()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.look()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_choose()


class Picker(Finder):
    """A thing that is found is handed to `take`, once this list has closed. A scan closes it, too, and is the screen's
    below."""

    def __init__(self, host: Host, title: str, label: str, scope: Scope, take: Callable[[Thing], None]) -> None:
        super().__init__(host, title, scope)
        self.prompt.label(label)
        self._take = take

    def keys(self) -> Keys:
        choose = (("Enter", common.key_choose()),) if self.listing.pick is not None else ()
        return (("Esc", common.key_back()), *choose, *self.scroll_keys(), ("F1", common.key_help()))

    def pick(self, pick: object) -> None:
        if isinstance(pick, Entry):
            self.close()
            self._take(pick.thing)
