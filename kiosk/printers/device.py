"""A printer that is a file: /dev/usb/lp0, a parallel port, a FIFO."""

import errno
import os
import select
import time

from kiosk.printers.printer import PATIENCE, SLICE, PrinterAway, Stopped
from kiosk.wording import printing as wording


class Device:
    """Opened for each piece of work, so that it may be switched off and on in between.

    Never blocks in the kernel: a printer without paper takes no more bytes, and would keep the station from ending.
    """

    def __init__(self, path: str, stopped: Stopped, patience: float = PATIENCE) -> None:
        self._path = path
        self._stopped = stopped
        self._patience = patience

    def send(self, data: bytes) -> None:
        try:
            # Without O_CREAT: where there is no device, a file of its name in /dev would swallow all labels.
            file = os.open(self._path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_APPEND | os.O_CLOEXEC)
        except OSError as error:
            raise PrinterAway(self._told(error)) from error
        try:
            self._write(file, data)
        except OSError as error:
            raise PrinterAway(self._told(error)) from error
        finally:
            os.close(file)

    def _write(self, file: int, data: bytes) -> None:
        left = memoryview(data)
        ready = select.poll()
        ready.register(file, select.POLLOUT)
        until = time.monotonic() + self._patience
        while left:
            if self._stopped():
                raise PrinterAway(wording.stopped())
            try:
                taken = os.write(file, left)
            except BlockingIOError:
                taken = 0
            if taken:
                left = left[taken:]
                until = time.monotonic() + self._patience
            elif time.monotonic() >= until:
                raise PrinterAway(wording.takes_nothing())
            else:
                ready.poll(SLICE * 1000)
        self._passed_on(ready)

    def _passed_on(self, ready: "select.poll") -> None:
        """Wait until the device could take more: usblp drops at close what it took and hasn't sent down the cable."""
        until = time.monotonic() + self._patience
        while not (events := ready.poll(SLICE * 1000)):
            if self._stopped():
                raise PrinterAway(wording.stopped())
            if time.monotonic() >= until:
                raise PrinterAway(wording.takes_nothing())
        if any(event & select.POLLHUP for _, event in events):  # unplugged
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))

    def _told(self, error: OSError) -> str:
        match error.errno:
            case errno.ENOENT | errno.ENXIO | errno.ENODEV:
                return wording.no_device(self._path)
            case errno.EACCES | errno.EPERM:
                return wording.no_permission(self._path)
            case errno.EBUSY:
                return wording.device_busy(self._path)
            case errno.ENOSPC:
                return wording.no_paper()
            case _:
                return wording.device_fault(self._path, error.strerror or str(error))
