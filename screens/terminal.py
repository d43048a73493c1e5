"""The terminal as the station needs it: it may hang up or send anything, and the station still ends well.

Three faults of Textual's own driver matter to a kiosk. A byte that is not UTF-8 on the terminal (a wedge that
types Latin-1) ends its input thread with a crash; and once the terminal has hung up, the writer thread dies of
EIO, after which everything that paints waits for it for ever. And an Esc comes with the time at which no escape
sequence had followed it, 100 ms after it was hit, where the screens need to know which answer it was meant for.
"""

import io
import os
import selectors
import time
from codecs import getincrementaldecoder
from contextlib import suppress

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message


class _Forgiving(io.TextIOWrapper):
    """A terminal's file that swallows what is written after it hung up. It leaves the descriptor open."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(io.FileIO(descriptor, "w", closefd=False), encoding="utf-8", errors="replace")

    def write(self, text: str) -> int:
        try:
            return super().write(text)
        except OSError:
            return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            super().flush()


class Terminal(LinuxDriver):
    """Textual's driver for Linux, proof against hang-ups and bytes that are not UTF-8."""

    def start_application_mode(self) -> None:
        if self._file is not None and not isinstance(self._file, _Forgiving):
            self._file = _Forgiving(self._file.fileno())
        super().start_application_mode()

    def stop_application_mode(self) -> None:
        # The Linux console has no second screen to come back from: the shell would go on amid the last picture.
        if os.environ.get("TERM") == "linux":
            self.write("\x1b[0m\x1b[2J\x1b[H")
        super().stop_application_mode()

    def run_input_thread(self) -> None:
        """Wait for keys until the app ends or the terminal hangs up (SIGHUP then ends the app)."""
        parser = XTermParser(self._debug)
        escaped = 0.0  # when the Esc was read that the parser still holds back
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    try:
                        data = os.read(self.fileno, 4096)
                    except OSError:
                        return
                    if not data:
                        return
                    now = time.monotonic()
                    for message in parser.feed(decode(data)):
                        self.process_message(_hit(message, escaped or now))
                    escaped = now if data.endswith(b"\x1b") else 0.0
                for message in parser.tick():
                    self.process_message(_hit(message, escaped))


def _hit(message: Message, at: float) -> Message:
    """The message; an Esc is dated to when it was hit."""
    if isinstance(message, events.Key) and message.key == "escape":
        message.time = at
    return message
