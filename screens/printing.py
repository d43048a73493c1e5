"""The station's printers as its screens see them: how they are, a try, a test label. Prints nothing itself."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import partial
from typing import Any

from kiosk.errors import StoreError
from kiosk.printers.state import PrinterState
from screens.parts import Opened


class Printing:
    """`start` runs a coroutine on the loop, `tell` shows a toast. `zone` is None where it is the system's."""

    def __init__(
        self,
        opened: Callable[[], Opened | None],
        start: Callable[[Coroutine[Any, Any, None]], object],
        tell: Callable[[str], None],
        zone: tzinfo | None,
        station: str,
    ) -> None:
        self._opened = opened
        self._start = start
        self._tell = tell
        self._zone = zone
        self._station = station
        self._refused: Mapping[str, int] = {}  # labels that could not be drawn, by printer

    @property
    def states(self) -> Sequence[PrinterState]:
        """How the printers are, in the order of the config; none before the store is open."""
        opened = self._opened()
        return () if opened is None or opened.printers is None else opened.printers.states

    def news(self) -> Sequence[str]:
        """Sentences on labels that could not be drawn since this was asked last."""
        states = {state.name: state for state in self.states}
        before, self._refused = self._refused, {name: state.refused for name, state in states.items()}
        fresh = [state for name, state in states.items() if state.refused > before.get(name, 0)]
        if not fresh:
            return ()
        from kiosk.wording import printing as wording

        return [wording.refused_now(state.name, state.refused) for state in fresh]

    def wake(self) -> None:
        """Labels may have been queued."""
        opened = self._opened()
        if opened is not None and opened.printers is not None:
            opened.printers.wake()

    def retry(self, name: str | None = None) -> None:
        """Try one now, or all."""
        opened = self._opened()
        if opened is not None and opened.printers is not None:
            opened.printers.retry(name)

    def test(self, name: str) -> None:
        """Queue a test label, which comes in its turn."""
        self._start(partial(self._test, name)())

    async def _test(self, name: str) -> None:
        from kiosk.flows.printing import desk
        from kiosk.wording import printing as wording

        opened = self._opened()
        assert opened is not None, "it is asked for on a screen of the open store"
        at = f"{datetime.now(self._zone):%Y-%m-%d %H:%M:%S}"
        try:
            await opened.gate.run(desk.test, opened.post, name, wording.test_lines(self._station, name, at))
        except StoreError as error:
            self._tell(str(error))
        else:
            self._tell(wording.test_queued(name))
            self.retry(name)
