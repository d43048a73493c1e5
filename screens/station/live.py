"""A page of the station that shows what is now: it looks every second and paints what has changed."""

from collections.abc import Sequence

from kiosk.wording import station as wording
from screens.frame.framed import Framed
from screens.host import Host
from screens.widgets.sheet import Row

LOOK = 1.0  # seconds


class Live(Framed):
    """A subclass answers its rows, and in `state` what they depend on: where that is the same nothing is painted."""

    def __init__(self, host: Host, name: str) -> None:
        super().__init__(host, wording.page(name) if name else wording.title())
        self._state: object = None

    def rows(self, width: int) -> Sequence[Row]:
        """What the page shows now."""
        raise NotImplementedError

    def state(self) -> object:
        """What the rows are made of, as a value that can be compared."""
        raise NotImplementedError

    def look(self) -> None:
        """Ask for what isn't at hand; called now and then while the page is on top."""

    def on_mount(self) -> None:
        self.sheet.show(self.rows)
        super().on_mount()
        self.look()
        self.set_interval(LOOK, self._tick)

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.look()

    def freshen(self) -> None:
        super().freshen()
        self.renew()

    def _tick(self) -> None:
        if self.is_current:
            self.look()
            self.renew()

    def renew(self) -> None:
        """Paint what has changed; cursor and scrolled position stay."""
        if (state := self.state()) != self._state:
            self._state = state
            self.sheet.renew()
            self.key_line.redraw()
