"""The terminal's keys: an Esc is dated to when it was hit, however long the parser waits for what may follow."""

import asyncio
import os
import pty
import threading
import time
import tty
from queue import SimpleQueue
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.message import Message

from screens.terminal import Terminal

WAITS = 0.1  # seconds that Textual's parser waits after an Esc


class Listening(Terminal):
    """The terminal, with its keys kept for the test with the time of their delivery."""

    def __init__(self, fileno: int) -> None:
        app: App[Any] = App()
        super().__init__(app)
        self.fileno = fileno
        self.heard: SimpleQueue[tuple[events.Key, float]] = SimpleQueue()

    def process_message(self, message: Message) -> None:
        if isinstance(message, events.Key):
            self.heard.put((message, time.monotonic()))


@pytest.mark.parametrize("count", [1, 2])
async def test_an_escape_is_dated_to_when_it_was_hit(count: int) -> None:
    outside, inside = pty.openpty()
    tty.setraw(inside)
    terminal = Listening(inside)
    thread = threading.Thread(target=terminal.run_input_thread)
    thread.start()
    try:
        os.write(outside, b"\x1b" * count)
        heard = [await asyncio.to_thread(terminal.heard.get, timeout=20) for _ in range(count)]
    finally:
        terminal.exit_event.set()
        thread.join()
        os.close(outside)
        os.close(inside)
    assert [key.key for key, _ in heard] == ["escape"] * count
    last, delivered = heard[-1]
    assert last.time <= delivered - WAITS
