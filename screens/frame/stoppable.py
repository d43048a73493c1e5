"""A screen that shows what is about to be done, and does it: how far it is, and Esc stops it with nothing done."""

from collections.abc import Callable
from functools import partial
from typing import Any

from kiosk.errors import StoreError
from kiosk.outcome import Outcome, Tone
from kiosk.wording.screens import STOPPED
from screens.frame.errand import Errand
from screens.frame.list_taker import ListTaker
from screens.parts import Opened
from screens.widgets.bars import Keys

_EVERY = 0.25  # seconds between two looks at how far it is

Do = Callable[..., tuple[Any, Outcome]]  # (db, post, state, told) -> (state, outcome)


class _Work:
    """How far it is. Told on the store's thread, looked at on the loop; one word each, so nothing is torn."""

    def __init__(self) -> None:
        self.done = 0.0
        self.stopped = False

    def told(self, done: float) -> bool:
        self.done = done
        return not self.stopped


class Performing(Errand):
    """A subclass says by `perform` what is done, in one transaction."""

    _work: _Work | None = None

    @property
    def busy(self) -> bool:
        return self._work is not None

    @property
    def done(self) -> float:
        """How much of it is done, 0 to 1."""
        return 0.0 if self._work is None else self._work.done

    def doing(self, done: float) -> tuple[str, str]:
        """What the band says meanwhile."""
        raise NotImplementedError

    def stopped(self) -> str:
        """What it says when it was stopped."""
        raise NotImplementedError

    def key_stop(self) -> str:
        raise NotImplementedError

    def show_how_far(self) -> None:
        """Paint what else shows how far it is."""

    def perform(self, do: Do) -> None:
        """Do it, in its turn among the scans: those that come meanwhile are answered afterwards."""
        if self._work is None:
            self.kiosk.intake.leave_open(self, partial(self._perform, do))

    async def _perform(self, do: Do, opened: Opened) -> None:
        work = self._work = _Work()
        watch = self.set_interval(_EVERY, self._tell)
        self.key_line.redraw()
        try:
            self.state, outcome = await opened.gate.run(do, opened.post, self.state, work.told)
        except StoreError as error:
            if not work.stopped:
                raise
            outcome = Outcome(Tone.AGAIN, self.stopped(), str(error), question=self.state.question, result=STOPPED)
        finally:
            watch.stop()
            self._work = None
            self.show_how_far()
        await self.show((outcome,))

    def _tell(self) -> None:
        if self._work is not None and self._work.done:
            self.answer.say(None, *self.doing(self._work.done))
            self.show_how_far()
            self.key_line.redraw()

    def action_back(self) -> None:
        if self._work is not None:
            self._work.stopped = True
        else:
            super().action_back()


class Stoppable(Performing, ListTaker):
    """With what is about to be done as a list, whose heading may say how far it is."""

    def show_how_far(self) -> None:
        self.listing.redraw()

    def keys(self) -> Keys:
        return (("Esc", self.key_stop()),) if self.busy else self.idle_keys()

    def idle_keys(self) -> Keys:
        """The keys while nothing is done yet."""
        raise NotImplementedError

    def action_type(self) -> None:
        """Nothing is typed here."""
