"""What the screens share on which something is worked on that is in the store at every green light.

A scan is never in the way of what such a screen asks by itself: it is taken, and the question is put away. Steps are
taken back one by one, and which one is said before. What a screen over this one has changed is read anew.
"""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome
from kiosk.scan import Scan
from screens.frame.asking import Asking
from screens.intake import GROUP

OPENED = "opened"  # the result of an outcome that only says what is on the screen now


class Kept(Asking):
    """A subclass says what is opened, read anew and taken back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f7", "undo", show=False)]

    group = GROUP  # what is lost on the way refuses what comes after
    _stale = False  # a screen over this one may have changed it
    _left_at = 0.0  # time.monotonic seconds, when a screen was laid over this one

    def open(self, db: Any, post: Any, state: Any) -> tuple[Any, Outcome]:
        """Open it, on the store's thread: what a flow's function is. A scan that comes first does it, too."""
        raise NotImplementedError

    def holds(self, state: Any) -> bool:
        """Whether what is worked on has been opened in this state."""
        raise NotImplementedError

    @property
    def takes(self) -> ScanStep[Any]:
        """The flow's function for a scan, once it is open."""
        raise NotImplementedError

    @property
    def step(self) -> ScanStep[Any]:
        return partial(_scan, self.holds, self.open, self.takes)

    @property
    def is_open(self) -> bool:
        return self.holds(self.state)

    @property
    def again(self) -> Callable[..., Any]:
        """`fn(db, post, state)` that answers the state as the store has it now."""
        raise NotImplementedError

    def differs(self, before: Any) -> bool:
        """Whether the state is another one now than this, so that an answer of before is not true any more."""
        raise NotImplementedError

    @property
    def last_step(self) -> Callable[..., Any]:
        """`fn(db, post, state)` that answers the step which undo would take back; None where there is none."""
        raise NotImplementedError

    def told_step(self, step: Any) -> str:
        """The sentence on what taking this step back does."""
        raise NotImplementedError

    def take_back(self) -> None:
        """Take the last step back."""
        raise NotImplementedError

    def on_mount(self) -> None:
        super().on_mount()
        self.begin()

    def begin(self) -> None:
        self.kiosk.intake.act(self, self.open)

    # Answers

    def note(self, outcome: Outcome, aside: str = "") -> None:
        tone = None if outcome.result == OPENED else outcome.tone
        self.answer.say(tone, outcome.text, outcome.detail, aside, result=outcome.result)

    def heard(self, outcomes: Sequence[Outcome]) -> list[Any]:
        """That it was opened is no news to who opened it."""
        return super().heard([outcome for outcome in outcomes if outcome.result != OPENED])

    def fill(self, outcome: Outcome) -> None:
        self.asked()
        self.renew()
        self.type_on()

    # What another screen has changed

    async def keep(self, state: Any) -> None:
        """Go on with a state that was read without an answer to be shown."""
        self._stale = False
        before, self.state = self.state, state
        if self.differs(before) and self._shown_at < self._left_at:
            self.invite()  # the answer that stands here is not true any more
        self.renew()

    def on_screen_suspend(self) -> None:
        self._left_at = time.monotonic()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._stale = self.is_open
        self.refresh_state()

    def settled(self) -> None:
        self.refresh_state()  # where an answer came before what the screen above has changed was read

    def refresh_state(self) -> None:
        """Read it anew, where the screen above may have changed it."""
        if self._stale and not self.state.done:
            self.kiosk.intake.ask(self, self.again, then=self.keep)

    # Undo

    def action_undo(self) -> None:
        """Say what the last step was, and ask."""
        if self.is_open and not self.asks:
            self.kiosk.intake.ask(self, self.last_step, then=self._ask_undo)

    async def _ask_undo(self, step: Any) -> None:
        if step is None:
            self.take_back()  # it is said why there is nothing
        else:
            self.offer_undo(self.told_step(step), self.take_back)


def _scan(
    holds: Callable[[Any], bool],
    opening: Callable[..., Any],
    takes: ScanStep[Any],
    db: Any,
    post: Any,
    state: Any,
    scan: Scan,
) -> tuple[Any, Outcome]:
    """Nothing is lost that is scanned before what is worked on is on the screen."""
    if not holds(state) and state.question is None and not state.done:
        state, outcome = opening(db, post, state)
        if not holds(state) or state.done:
            return state, outcome
    return takes(db, post, state, scan)
