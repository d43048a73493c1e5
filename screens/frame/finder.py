"""A list that what is typed narrows at once. The field is always open, and the keys move in the list."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from kiosk.flows import browse
from kiosk.page import Page
from kiosk.stock.lists import Entry, Scope
from kiosk.wording import lists as wording
from kiosk.wording import screens as common
from screens.frame.listed import Listed
from screens.host import Host
from screens.widgets.prompt import Prompt


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
