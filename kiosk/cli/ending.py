"""How a command's end is told: errors as sentences on stderr, and the exit code."""

import os
import sys
from collections.abc import Callable

from kiosk.cli.exits import Exit
from kiosk.errors import ConfigError, KioskError
from kiosk.wording import commands as wording


def ended(call: Callable[[], int]) -> int:
    """Call what a command does and answer its exit code. Raises what is a fault of Kiosk's own, and SystemExit."""
    try:
        code = int(call())
        sys.stdout.flush()
    except OSError as error:
        if _flushed():
            raise
        # Python flushes stdout once more when it ends, and would complain there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return Exit.PIPE
        return _failed(KioskError(wording.no_output(error.strerror or str(error))), Exit.TROUBLE)
    except ConfigError as error:
        return _failed(error, Exit.USAGE)
    except KioskError as error:
        return _failed(error, Exit.TROUBLE)
    return code


def _flushed() -> bool:
    """Whether stdout takes all that was printed; what it did not take is kept, and fails again."""
    try:
        sys.stdout.flush()
    except OSError:
        return False
    return True


def _failed(error: KioskError, code: Exit) -> Exit:
    sys.stdout.flush()
    for line in str(error).splitlines():
        sys.stderr.write(f"{wording.told(line)}\n")
    return code
