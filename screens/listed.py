"""What every screen that is a list shares: the window on it, and a field that narrows it."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from kiosk.page import Page
from kiosk.wording import lists as wording
from kiosk.wording import screens as common
from screens.host import Host
from screens.marks import Marks
from screens.station import Chooser, Framed
from screens.text import Line
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing
from screens.widgets.prompt import Prompt


class Listed(Framed):
    """A list from the store. A subclass says in `fetch` and `row` what it is of, and in `pick` what choosing does.

    `filter` is the text that was typed to narrow it; `label` stands above its field, and without one the list
    can't be narrowed by typing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f3", "filter", show=False)]

    def __init__(self, host: Host, title: str, *, empty: str, label: str = "", heading: Any = None) -> None:
        super().__init__(host, title)
        self.listing: Listing[Any] = Listing(
            host.marks, self.fetch, self.row, heading=heading, empty=empty, same=self.same
        )
        self.prompt = Prompt(host.marks, label)
        self.prompt.display = False
        self._label = label

    async def fetch(self, offset: int, limit: int) -> Page[Any]:
        """So many rows of the list from `offset` on, usually by `self.kiosk.read(flow_fn, …, offset, limit)`."""
        raise NotImplementedError

    def row(self, value: Any, width: int, marks: Marks) -> Line:
        """How one row is painted."""
        raise NotImplementedError

    def same(self, value: Any) -> object:
        """What a row is recognised by when the list is read anew."""
        return value

    @property
    def filter(self) -> str:
        return self.prompt.text.strip()

    @property
    def chooser(self) -> Chooser:
        return self.listing

    def body(self) -> ComposeResult:
        yield self.prompt
        yield self.listing

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.listing.reload()  # what was done on the screen above may have changed it

    def keys(self) -> Keys:
        narrow = (("F3", wording.key_filter()),) if self._label else ()
        if self.prompt.is_open:
            return (("Enter", common.key_open()), ("Esc", common.key_back()), *narrow, ("F1", common.key_help()))
        choose = (("1-9", common.key_open()),) if self.listing.pick is not None else ()
        return (("Esc", common.key_back()), *choose, *narrow, *self.more_keys(), ("F1", common.key_help()))

    def more_keys(self) -> Keys:
        """The keys of this list alone."""
        return ()

    def again(self) -> None:
        """The filter has changed: show what fits it now."""
        self.listing.show()

    def on_listing_arrived(self) -> None:
        self.key_line.redraw()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.again()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_choose()

    def action_filter(self) -> None:
        """Open the field; once more, go on with its text by keys, digits among them."""
        if not self._label:
            return
        if self.prompt.display and self.focused is not None:
            self.set_focus(None)
        else:
            self.prompt.open()
        self.listing.numbers = self.focused is None
        self.listing.redraw()
        self.key_line.redraw()

    def action_back(self) -> None:
        """One step back: out of the filter, then out of the list."""
        if not self.prompt.display:
            super().action_back()
            return
        filtered = bool(self.prompt.text)
        self.prompt.shut()
        self.listing.numbers = True
        self.listing.redraw()
        self.key_line.redraw()
        if filtered:
            self.again()
