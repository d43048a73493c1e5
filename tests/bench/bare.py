"""The least Textual app that shows a change: the floor of starting and of painting an answer.

Run as a program. It counts keys; with the number of a file descriptor as argument it shows each line that comes in by
it.
"""

import asyncio
import os
import sys

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Label


class Bare(App[None]):
    """One label, which says BARE-READY and then the last line."""

    def __init__(self, lines: int | None) -> None:
        super().__init__()
        self._lines = lines
        self._begun = b""
        self._keys = 0
        self._label = Label("BARE-READY")

    def compose(self) -> ComposeResult:
        yield self._label

    def on_mount(self) -> None:
        if self._lines is not None:
            os.set_blocking(self._lines, False)
            asyncio.get_running_loop().add_reader(self._lines, self._read, self._lines)

    def on_key(self, event: events.Key) -> None:
        self._keys += 1
        self._label.update(f"BARE-KEY-{self._keys}.")

    def _read(self, lines: int) -> None:
        *whole, self._begun = (self._begun + os.read(lines, 65536)).split(b"\n")
        for line in whole:
            self._label.update("BARE-" + line.decode())


if __name__ == "__main__":
    Bare(int(sys.argv[1]) if len(sys.argv) > 1 else None).run()
