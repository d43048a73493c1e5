"""The station's run on this terminal: from its start to an end that leaves terminal, devices and store in order."""

import asyncio
import signal

from screens.app import KioskApp
from screens.parts import Parts


def run(parts: Parts) -> None:
    """Run the station until it is left. The terminal is as it was, whatever happened.

    Raises RuntimeError, caused by what stopped it, when the station ended by a fault of its own.
    """
    fault = asyncio.run(_run(parts))
    if fault is not None:
        raise RuntimeError("the station was stopped by a fault") from fault


async def _run(parts: Parts) -> Exception | None:
    app = KioskApp(parts)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):  # Textual restores the terminal for neither of them
        loop.add_signal_handler(number, app.leave)
    try:
        await app.run_async(mouse=False)
    finally:
        await parts.scanners.stop()
        if app.opened is not None:
            app.opened.close()
    return app.fault
