"""The station's run on this terminal: from its start to an end that leaves terminal, devices and store in order."""

import asyncio
import signal
import sys

from kiosk.wording import screens as wording
from screens.app import KioskApp
from screens.parts import Parts


def run(parts: Parts) -> int:
    """Run the station until it is left; answers the exit code. The terminal is as it was, whatever happened."""
    code = asyncio.run(_run(parts))
    if code:
        sys.stderr.write(f"{wording.crashed(parts.log)}\n")
    return code


async def _run(parts: Parts) -> int:
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
    return app.return_code or 0
