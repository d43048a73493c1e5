"""What is heard with each tone: bell patterns of the terminal, and the scanners' own beepers."""

from collections.abc import Callable
from functools import partial

from kiosk.outcome import Tone

# Strokes in ms from the start. Bells closer than 100 ms run into one on most terminals.
_STROKES = {
    Tone.OK: (0,),
    Tone.AGAIN: (0, 150),
    Tone.ASK: (0, 300),
    Tone.NO: (0, 150, 300),
    Tone.FAULT: (0, 150, 300, 450, 600),
}


class Sound:
    """Plays a tone. `after(seconds, call)` is how the app's loop calls back later."""

    def __init__(
        self,
        bell: Callable[[], None] | None,
        beep: Callable[[str], None],
        after: Callable[[float, Callable[[], None]], object],
    ) -> None:
        self._bell = bell
        self._beep = beep
        self._after = after
        self._turn = 0

    def play(self, tone: Tone) -> None:
        """Start the tone's pattern; one that is still playing ends, so that the ear hears the last answer."""
        self._turn += 1
        self._beep(tone.value)
        if self._bell is None:
            return
        for at in _STROKES[tone]:
            if at == 0:
                self._bell()
            else:
                self._after(at / 1000, partial(self._stroke, self._turn))

    def _stroke(self, turn: int) -> None:
        if turn == self._turn and self._bell is not None:
            self._bell()
