"""The guard against a scanner that types into the terminal: keys that come too fast for fingers.

A scanner that nobody has grabbed (reader dead, no permission, a wedge at the far end of SSH) types its code
and Enter as keys. Four or more printable keys, each less than 30 ms after the one before, are such a burst.
Its first keys must not act either, so printable keys are held back until the next one shows what they are.
Pure: knows keys only by what they are and when they came.
"""

from typing import Generic, TypeVar

Key = TypeVar("Key")

GAP = 0.030  # seconds; fingers are slower, the scanners known are faster
SILENCE = 0.100  # seconds that end a burst without Enter; some scanners pause before their terminator
SHORTEST = 4  # printable keys


class Burst(Generic[Key]):
    """Sorts keys into those that may act and those of a burst. `caught` counts the bursts so far.

    Times are seconds of any monotonic clock, and must be those at which the keys came in, not those at which
    they are handled: a busy program handles slow keys fast.
    """

    def __init__(self) -> None:
        self.caught = 0
        self._held: list[Key] = []
        self._printable = 0
        self._last = float("-inf")
        self._swallowing = False
        self._entered = False

    def press(self, key: Key, at: float, *, printable: bool, enter: bool = False) -> list[Key]:
        """One key came; answers the keys that may act now, in order."""
        before, self._last = self._last, at
        if self._swallowing:
            if at < before + (GAP if self._entered else SILENCE):
                self._entered = enter
                return []
            self._swallowing = False
        passed = self._release() if at >= before + GAP else []
        if not printable and not self._held:
            return [*passed, key]
        self._held.append(key)
        self._printable += printable
        if self._printable >= SHORTEST:
            self._release()
            self._swallowing, self._entered = True, False
            self.caught += 1
        return passed

    @property
    def due(self) -> float | None:
        """When `silence` wants to be called; None while no key is held back."""
        return self._last + GAP if self._held else None

    def silence(self, now: float) -> list[Key]:
        """No key came until `now`; answers the keys that may act."""
        return self._release() if now >= self._last + GAP else []

    def _release(self) -> list[Key]:
        held, self._held, self._printable = self._held, [], 0
        return held
