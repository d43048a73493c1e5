"""How far a long command is: one line on stderr, written over and over, where somebody looks at it."""

import shutil
import sys
import time
from types import TracebackType
from typing import Self

EVERY = 0.1  # seconds


class Progress:
    """Nothing is written where stderr is no terminal. `show` may be called on any thread, by one at a time."""

    def __init__(self) -> None:
        self._seen = sys.stderr.isatty()
        self._next = 0.0
        self._written = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.clear()

    def show(self, text: str) -> None:
        """Show this text, unless the last one is only just there."""
        if not self._seen or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY
        width = shutil.get_terminal_size((80, 24)).columns - 1  # the last column would begin another line
        shown = text[:width]
        self._write(shown.ljust(self._written))
        self._written = len(shown)

    def clear(self) -> None:
        """Take the line away."""
        if self._written:
            self._write(" " * self._written)
            self._write("")
            self._written = 0

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r{text}")
        sys.stderr.flush()
