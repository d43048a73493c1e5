"""Rows that their codes choose: a scanner has neither arrows nor F4.

The code of a row makes it the one that is meant. Scanned once more, it offers what can be done with that row.
"""

from collections.abc import Callable, Sequence
from functools import partial

from kiosk.barcodes.commands import Command, Word
from kiosk.outcome import Outcome
from screens.frame.asking import Asking

TENTH = 10  # the row that 0 stands for, as on all lists


class Aiming(Asking):
    """A subclass says which rows are the same, and offers what can be done with the one under the cursor."""

    _aimed: object = None  # the row whose code was the last thing that came

    def same(self, row: object) -> object:
        """By what a row is known again after it was read anew."""
        raise NotImplementedError

    def action_actions(self) -> None:
        """Offer what can be done with the row under the cursor, as F4 does."""
        raise NotImplementedError

    def aims(self, command: Command) -> Callable[[], object] | None:
        """What the code of a row does while nothing is asked; None for any other one."""
        if command.word is Word.ROW and (command.number or TENTH) <= self.listing.total:
            return partial(self.aim, command.number)
        return None

    def aim(self, number: int) -> None:
        """Let the row that is in sight at this place be meant; where it is already, offer what can be done with it."""
        if not self.listing.aim(number or TENTH):
            return
        row = self.listing.pick
        aimed, before = None if row is None else self.same(row), self._aimed
        self.moved()
        self._aimed = aimed
        if aimed is not None and aimed == before:
            self.action_actions()

    def moved(self) -> None:
        self._aimed = None
        super().moved()

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        self._aimed = None  # another row may stand there by now
        await super().show(outcomes)
