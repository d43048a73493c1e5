"""A screen with one thing to do: once its flow has done it, it closes, and the screen below shows what came of it."""

from collections.abc import Sequence

from kiosk.outcome import Outcome
from screens.frame.framed import UNREAD, TakerScreen


class Errand(TakerScreen):
    """Its flow's state says by `done` when that is."""

    group = 1  # the scan after the one that ends it belongs to the screen below

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        if not self.state.done:
            self.homeward = self.homeward and all(outcome.result in UNREAD for outcome in outcomes)
            await super().show(outcomes)
            return
        await self.ended()
        if not self.homeward or await self.kiosk.enter_home():
            await self.told(outcomes)

    async def told(self, outcomes: Sequence[Outcome]) -> None:
        """This screen has closed; say what came of it."""
        await self.kiosk.answer(outcomes)
