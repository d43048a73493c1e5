"""The reader process: `python -P -m drivers --socket FD`, started by the station.

Its standard error is the log file; it has no terminal and prints nothing.
"""

import logging
import os
import signal
import socket
import sys

from drivers.reader import Reader


def main(arguments: list[str]) -> int:
    match arguments:
        case ["--socket", number] if number.isdecimal():
            station = socket.socket(fileno=int(number))
        case _:
            sys.stderr.write("usage: python -P -m drivers --socket FD (started by the station)\n")
            return 2
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        Reader(station, _stop_on_sigterm()).run()
    except Exception:
        logging.getLogger("reader").exception("the reader ends")
        return 1
    return 0


def _stop_on_sigterm() -> int:
    """A file descriptor that is readable once SIGTERM came. Ctrl+C is the station's, not ours."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    readable, writable = os.pipe()
    os.set_blocking(writable, False)
    signal.set_wakeup_fd(writable)
    signal.signal(signal.SIGTERM, lambda *_: None)  # not the default's sudden end: the pipe wakes the loop
    return readable


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
