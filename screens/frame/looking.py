"""A screen that looks through all of what is about to be done, before it asks whether to do it."""

from screens.frame.stoppable import Stoppable
from screens.parts import Opened


class Looking(Stoppable):
    """A subclass reads it in `looked`, and shows what it has found."""

    def on_mount(self) -> None:
        super().on_mount()
        self.look()

    def look(self) -> None:
        """Look through it on the way that holds up no scan of another station, in its turn here."""
        self.kiosk.intake.leave_open(self, self.looked)

    async def looked(self, opened: Opened) -> None:
        raise NotImplementedError
