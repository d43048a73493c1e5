"""How long work on a store is followed, and stopped by who asked for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import peewee

from kiosk.errors import StoreError

# Called every now and then with how much of the work is done, 0 to 1; answers whether to go on, and may pause.
Told = Callable[[float], bool]

ASKED = 200_000  # instructions of SQLite between two questions whether to go on: some milliseconds


class Stopped(StoreError):
    """Nobody wants it any more; `text` says what was stopped."""

    def __init__(self, text: str) -> None:
        super().__init__("store", text)


def go_on(done: float) -> bool:
    """What who does not care is told by."""
    return True


@contextmanager
def interruptible(db: Any, goes_on: Callable[[], bool], stopped: str) -> Iterator[None]:
    """Within it SQLite asks in the middle of a statement whether to go on. Raises Stopped with the text `stopped`."""
    if not goes_on():
        raise Stopped(stopped)
    if db.param != "?":  # a server is asked between statements only
        yield
        return
    connection = db.connection()
    connection.set_progress_handler(lambda: not goes_on(), ASKED)
    try:
        yield
    except peewee.OperationalError as error:
        if goes_on():
            raise
        raise Stopped(stopped) from error
    finally:
        connection.set_progress_handler(None, 0)
