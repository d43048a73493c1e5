"""How a command's end is told: errors as sentences on stderr, and the exit code."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kiosk.cli.exits import Exit
from kiosk.errors import ConfigError, KioskError
from kiosk.wording import commands as wording


class OutputError(Exception):
    """Stdout does not take what is printed."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(cause)
        self.cause = cause


@contextmanager
def printing() -> Iterator[None]:
    """Around all that writes to stdout, so that its errors are told apart from those of files and devices."""
    try:
        yield
    except OSError as error:
        raise OutputError(error) from error


def ended(call: Callable[[], int]) -> int:
    """Call what a command does and answer its exit code. Raises what is a fault of Kiosk's own, and SystemExit."""
    try:
        return _told(call)
    except OutputError as error:
        # Python flushes stdout once more when it ends, and would complain there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error.cause, BrokenPipeError):
            return Exit.PIPE
        return _failed(KioskError(wording.no_output(error.cause.strerror or str(error.cause))), Exit.TROUBLE)


def _told(call: Callable[[], int]) -> int:
    try:
        code = int(call())
    except ConfigError as error:
        return _failed(error, Exit.USAGE)
    except KioskError as error:
        return _failed(error, Exit.TROUBLE)
    with printing():
        sys.stdout.flush()
    return code


def _failed(error: KioskError, code: Exit) -> Exit:
    with printing():
        sys.stdout.flush()
    for line in str(error).splitlines():
        sys.stderr.write(f"{wording.told(line)}\n")
    return code
