"""What every screen that is a list shares: the window on it, its keys, and what is fresh on coming back."""

from collections.abc import Callable, Sequence
from typing import Any

from textual.app import ComposeResult

from kiosk.outcome import Outcome
from kiosk.page import Page
from kiosk.wording import screens as common
from screens.frame.framed import Chooser, Framed
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line
from screens.widgets.answer import Answer
from screens.widgets.bars import Keys
from screens.widgets.listing import Listing


class Listed(Framed):
    """A list from the store. A subclass says in `fetch` and `row` what it is of, and in `pick` what choosing does."""

    def __init__(
        self, host: Host, title: str, *, empty: str, heading: Callable[[int, Marks], Line] | None = None
    ) -> None:
        super().__init__(host, title)
        self.answer = Answer(
            host.marks, "", ""
        )  # seen from when there is something to tell until one goes on from here
        self.answer.display = False
        self.answer.add_class("-brief")
        self.listing: Listing[Any] = Listing(
            host.marks, self.fetch, self.row, heading=heading, empty=empty, same=self.same
        )

    async def fetch(self, offset: int, limit: int) -> Page[Any]:
        """So many rows of the list from `offset` on, usually by `self.kiosk.aside(flow_fn, …, offset, limit)`."""
        raise NotImplementedError

    def row(self, value: Any, width: int, marks: Marks) -> Line:
        """How one row is painted."""
        raise NotImplementedError

    def same(self, value: Any) -> object:
        """What a row is recognised by when the list is read anew."""
        return value

    @property
    def chooser(self) -> Chooser:
        return self.listing

    def body(self) -> ComposeResult:
        yield self.answer
        yield self.listing

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        self.note(outcomes[-1])

    def note(self, outcome: Outcome) -> None:
        """Tell above the list what came of something, to eye and ear."""
        self.answer.display = True
        self.answer.say(outcome.tone, outcome.text, outcome.detail)
        self.kiosk.sound.play(outcome.tone)

    def on_screen_suspend(self) -> None:
        self.answer.display = False

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.listing.reload()  # what was done on the screen above may have changed it

    def keys(self) -> Keys:
        choose = (("1-9", common.key_open()),) if self.listing.pick is not None else ()
        return (("Esc", common.key_back()), *choose, *self.more_keys(), ("F1", common.key_help()))

    def more_keys(self) -> Keys:
        """The keys of this list alone."""
        return ()

    def on_listing_arrived(self) -> None:
        self.key_line.redraw()
