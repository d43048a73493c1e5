"""The log file: one rotating file for the station, its reader process and the commands.

Never writes to the terminal, which belongs to the screen: what can't be written is given up silently.
"""

import fcntl
import logging
import os
import shutil
from contextlib import suppress
from io import TextIOWrapper
from itertools import pairwise
from logging.handlers import RotatingFileHandler
from pathlib import Path

SIZE = 1_000_000  # bytes; older entries are in kiosk.log.1 … kiosk.log.3
OLDER = 3


class _QuietFile(RotatingFileHandler):
    """Owner-only files; a full disk or a lost folder stops the log, not the station."""

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace")

    def doRollover(self) -> None:
        """Copied and emptied, never renamed: the reader and the commands write to the file by handles of their own.

        They all append, so they go on at its new beginning. Of two processes at once, one does it. When the copy
        can't be made, the file grows.
        """
        if self.stream is None:
            return
        log = self.stream.fileno()
        with suppress(OSError):
            fcntl.flock(log, fcntl.LOCK_EX | fcntl.LOCK_NB)
            try:
                if os.fstat(log).st_size >= self.stream.tell():  # or another process has just emptied it
                    self._keep()
                    os.ftruncate(log, 0)
            finally:
                fcntl.flock(log, fcntl.LOCK_UN)

    def _keep(self) -> None:
        older = [f"{self.baseFilename}.{number}" for number in range(1, self.backupCount + 1)]
        new = f"{self.baseFilename}.new"
        try:
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            with Path(self.baseFilename).open("rb") as source, os.fdopen(descriptor, "wb") as copy:
                shutil.copyfileobj(source, copy)
        except OSError:
            Path(new).unlink(missing_ok=True)
            raise
        for name, next_name in reversed(list(pairwise([new, *older]))):
            with suppress(FileNotFoundError):
                Path(name).replace(next_name)

    def handleError(self, record: logging.LogRecord) -> None:
        """The default prints a traceback to stderr, into the middle of the screen."""


def start(path: Path | None, level: str) -> None:
    """Send all log records of `level` (a `LogConfig.level`) and above to `path`, creating its folder 0700.

    Instead of where they went so far; None is nowhere. Raises OSError when the file can't be opened; then records
    go nowhere, and still never to the terminal.
    """
    stop()
    root = logging.getLogger()
    root.setLevel(level.upper())
    root.addHandler(logging.NullHandler())  # with no handler at all, logging would write to stderr
    logging.getLogger("pyBarcode").setLevel(logging.WARNING)  # each process would log that it can draw no images
    logging.captureWarnings(True)
    if path is None:
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    handler = _QuietFile(path, maxBytes=SIZE, backupCount=OLDER, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)


def stop() -> None:
    """Take the log file off again and close it."""
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if isinstance(handler, _QuietFile | logging.NullHandler)]:
        root.removeHandler(handler)
        with suppress(OSError):  # a full disk
            handler.close()
    logging.captureWarnings(False)
