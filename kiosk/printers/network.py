"""A printer on the network that prints what comes in on a TCP port (raw, JetDirect, usually 9100)."""

import fcntl
import socket
import struct
import termios
import time

from kiosk.printers.printer import PATIENCE, SLICE, PrinterAway, Stopped
from kiosk.wording import printing as wording

CONNECT = 5.0  # s
GOODBYE = 2.0  # s that the printer gets to close its side; many print first, and close then


class Network:
    """One connection for each piece of work: most of these printers serve one sender at a time."""

    def __init__(
        self, host: str, port: int, stopped: Stopped, *, connect: float = CONNECT, patience: float = PATIENCE
    ) -> None:
        self._host, self._port = host, port
        self._stopped = stopped
        self._connect = connect
        self._patience = patience

    def send(self, data: bytes) -> None:
        try:
            with socket.create_connection((self._host, self._port), self._connect) as link:
                link.settimeout(SLICE)
                self._write(link, data)
                link.shutdown(socket.SHUT_WR)
                self._part(link)
        except socket.gaierror as error:
            raise PrinterAway(wording.no_host(self._host)) from error
        except TimeoutError as error:
            raise PrinterAway(wording.no_answer(self._host, self._port)) from error
        except OSError as error:
            raise PrinterAway(wording.no_link(self._host, self._port, error.strerror or str(error))) from error

    def _write(self, link: socket.socket, data: bytes) -> None:
        left = memoryview(data)
        until = time.monotonic() + self._patience
        while left:
            if self._stopped():
                raise PrinterAway(wording.stopped())
            try:
                left = left[link.send(left) :]
            except TimeoutError:
                if time.monotonic() >= until:
                    raise PrinterAway(wording.takes_nothing()) from None
            else:
                until = time.monotonic() + self._patience

    def _part(self, link: socket.socket) -> None:
        """Wait until all of it has arrived, and a little for the printer to close.

        What has arrived counts as sent however the printer closes then: some always do so by a reset, and would print
        the same label again and again.
        """
        goodbye, until = time.monotonic() + GOODBYE, time.monotonic() + self._patience
        arrived = False
        while True:
            arrived = arrived or not _under_way(link)
            if self._stopped() and arrived:
                return
            try:
                if not link.recv(4096):  # or what it tells of itself
                    return
            except TimeoutError:
                now = time.monotonic()
                if arrived and now >= goodbye:
                    return
                if now >= until or self._stopped():
                    raise PrinterAway(wording.takes_nothing()) from None
            except ConnectionResetError:
                if arrived:
                    return
                raise


def _under_way(link: socket.socket) -> int:
    """How many bytes the other side has not confirmed yet."""
    count: int = struct.unpack("i", fcntl.ioctl(link, termios.TIOCOUTQ, struct.pack("i", 0)))[0]
    return count
