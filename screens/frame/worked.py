"""A screen on which something is worked on that is told of above its list: what that is stays in sight all the while.

Answer, what is worked on, field and list have to fit below each other on the smallest screen. What is asked takes the
room of the last two, and of what is worked on.
"""

from dataclasses import replace
from typing import Any

from textual.app import ComposeResult

from kiosk.outcome import Outcome
from screens.frame.kept import OPENED, Kept
from screens.host import Host
from screens.widgets.lines import Lines


class Worked(Kept):
    """`about` tells what is worked on. `begun` is what it was begun with, which is said in place of its opening."""

    begun: Outcome | None = None

    def __init__(self, host: Host, title: str, state: Any, text: str, about: Lines) -> None:
        super().__init__(host, title, state, text)
        self.about = about
        self.answer.add_class("-crowded")

    def body(self) -> ComposeResult:
        yield self.answer
        yield self.about
        yield self.prompt
        yield self.listing
        yield self.sheet

    def read(self, db: Any, post: Any, state: Any) -> tuple[Any, Outcome]:
        """Open it, on the store's thread, and say how it stands."""
        raise NotImplementedError

    def open(self, db: Any, post: Any, state: Any) -> tuple[Any, Outcome]:
        state, outcome = self.read(db, post, state)
        if self.begun is None or not self.holds(state):
            return state, outcome
        return state, replace(self.begun, result=OPENED)

    def _make_room(self) -> None:
        """For what is asked, or for the list."""
        if self.sheet.display != self.asks:
            self.sheet.display = self.asks
            self.listing.display = self.about.display = not self.asks
