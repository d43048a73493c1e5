"""Where keys come in: past the guard, before any binding or field sees them."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from textual import events
from textual.message import Message

from screens.guard import Burst

# Seconds. When the loop was busy, keys that came in long ago may wait behind the timer that would let the
# first of them pass as if it had come alone; so a late timer only asks again.
_LATE = 0.010


class Silence(Message):
    """Time to ask whether keys that were held back may act. It queues behind the keys that have come in."""

    def __init__(self, due: float) -> None:
        super().__init__()
        self.due = due


class Door:
    """Holds printable keys back until the guard knows them. `let_in` gets those that may act, in order."""

    def __init__(
        self,
        let_in: Callable[[events.Key], Awaitable[None]],
        caught: Callable[[], None],
        post: Callable[[Message], object],
    ) -> None:
        self._let_in = let_in
        self._caught = caught
        self._post = post
        self._burst: Burst[events.Key] = Burst()
        self._asked = False  # a timer is under way

    async def knock(self, event: events.Key) -> None:
        """A key came in."""
        before = self._burst.caught
        enter = event.key in ("enter", "ctrl+j")  # CR and LF
        passed = self._burst.press(event, event.time, printable=event.is_printable, enter=enter)
        for key in passed:
            await self._let_in(key)
        if self._burst.caught > before:
            self._caught()
        if self._burst.due is not None and not self._asked:
            self._ask(self._burst.due)

    async def silence(self, message: Silence) -> None:
        """A timer has run out."""
        self._asked = False
        now = time.monotonic()
        if now - message.due > _LATE:
            self._ask(now + _LATE)
            return
        for key in self._burst.silence(now):
            await self._let_in(key)
        if self._burst.due is not None:
            self._ask(self._burst.due)

    def _ask(self, due: float) -> None:
        self._asked = True
        delay = max(0.0, due - time.monotonic())
        asyncio.get_running_loop().call_later(delay, lambda: self._post(Silence(due)))
