"""What the screens share that take scans and show a window on a list below their answer."""

from typing import Any

from textual.app import ComposeResult

from screens.frame.framed import Chooser, TakerScreen
from screens.widgets.listing import Listing


class ListTaker(TakerScreen):
    """A subclass makes `listing` when it is made itself."""

    listing: Listing[Any]

    @property
    def chooser(self) -> Chooser:
        return self.listing

    def body(self) -> ComposeResult:
        yield self.answer
        yield self.prompt
        yield self.listing

    def on_listing_arrived(self) -> None:
        self.key_line.redraw()
