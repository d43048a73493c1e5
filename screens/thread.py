"""Blocking work in a thread of its own, for the loop to wait for."""

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

R = TypeVar("R")


async def in_thread(fn: Callable[[], R], late: Callable[[R], object] | None = None) -> R:
    """`fn()` in a daemon thread: what does not answer must not keep the program from ending.

    `late` is handed a result that comes when the loop has ended.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[R] = loop.create_future()

    def settle(give: Callable[[], None]) -> None:
        if not future.cancelled():
            give()

    def work() -> None:
        try:
            result = fn()
        except Exception as raised:  # carried over to the awaiting task
            error = raised
            answer(lambda: future.set_exception(error))
        else:
            if not answer(lambda: future.set_result(result)) and late is not None:
                late(result)

    def answer(give: Callable[[], None]) -> bool:
        try:
            loop.call_soon_threadsafe(settle, give)
        except RuntimeError:  # the loop has ended meanwhile
            return False
        return True

    threading.Thread(target=work, name="in-thread", daemon=True).start()
    return await future
