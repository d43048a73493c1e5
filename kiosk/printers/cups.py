"""A queue of CUPS, by its own command `lp`. What CUPS makes of a job then is CUPS's business."""

import os
import subprocess
import time

from kiosk.printers.printer import PATIENCE, SLICE, PrinterAway, Stopped
from kiosk.wording import printing as wording

_LONGEST = 200  # characters of what lp says


class Cups:
    """`raw` hands the bytes on as they are, past CUPS's own filters: what a label printer's language needs."""

    def __init__(self, queue: str, *, raw: bool, stopped: Stopped, patience: float = PATIENCE) -> None:
        self._queue = queue
        self._command = ["lp", "-d", queue, *(["-o", "raw"] if raw else []), "-"]
        self._stopped = stopped
        self._patience = patience

    def send(self, data: bytes) -> None:
        try:
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
                start_new_session=True,  # Ctrl-C in the station's terminal is none for it
            )
        except FileNotFoundError as error:
            raise PrinterAway(wording.no_lp()) from error
        except OSError as error:
            raise PrinterAway(wording.lp_failed(self._queue, error.strerror or str(error))) from error
        with process:
            said = self._ended(process, data)
        if process.returncode:
            raise PrinterAway(wording.lp_failed(self._queue, said or str(process.returncode)))

    def _ended(self, process: "subprocess.Popen[bytes]", data: bytes) -> str:
        """What lp said of faults; it is killed where it takes too long."""
        until = time.monotonic() + self._patience
        rest: bytes | None = data
        while True:
            try:
                _, errors = process.communicate(rest, SLICE)
            except subprocess.TimeoutExpired:
                rest = None  # it goes on with the same bytes
                if self._stopped() or time.monotonic() >= until:
                    process.kill()
                    process.communicate()
                    why = wording.stopped() if self._stopped() else wording.lp_silent(self._queue)
                    raise PrinterAway(why) from None
            else:
                return " ".join(errors.decode("utf-8", "replace").split())[:_LONGEST]
