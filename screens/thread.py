"""Blocking work in a thread of its own, for the loop to wait for."""

import asyncio
import threading
from collections.abc import Callable

from screens.parts import Opened


async def in_thread(fn: Callable[[], Opened]) -> Opened:
    """`fn()` in a daemon thread: a database that does not answer must not keep the program from ending."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Opened] = loop.create_future()

    def settle(result: Opened | None, error: Exception | None) -> None:
        if future.cancelled():
            return
        if error is not None:
            future.set_exception(error)
        elif result is not None:
            future.set_result(result)

    def work() -> None:
        result, error = None, None
        try:
            result = fn()
        except Exception as raised:  # carried over to the awaiting task
            error = raised
        try:
            loop.call_soon_threadsafe(settle, result, error)
        except RuntimeError:  # the loop has ended meanwhile
            if result is not None:
                result.close()

    threading.Thread(target=work, name="open-store", daemon=True).start()
    return await future
