"""Points in time as options of commands, beside their forms in `kiosk.times`."""

from argparse import ArgumentTypeError
from datetime import datetime, tzinfo

from kiosk import times
from kiosk.times import iso, local

__all__ = ["iso", "local", "since", "until"]


def since(text: str, now: datetime, zone: tzinfo | None) -> int:
    """`kiosk.times.since`. Raises ArgumentTypeError."""
    try:
        return times.since(text, now, zone)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def until(text: str, now: datetime, zone: tzinfo | None) -> int:
    """`kiosk.times.until`. Raises ArgumentTypeError."""
    try:
        return times.until(text, now, zone)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error
