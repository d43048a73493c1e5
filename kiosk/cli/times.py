"""Points in time on the command line: UTC microseconds to text and back."""

import re
from argparse import ArgumentTypeError
from datetime import UTC, datetime, timedelta, tzinfo

from kiosk.wording import commands as wording

_AGE = re.compile(r"([0-9]{1,6})([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def iso(at: int) -> str:
    """ISO 8601 in UTC, to the microsecond."""
    return (_EPOCH + timedelta(microseconds=at)).isoformat(timespec="microseconds").replace("+00:00", "Z")


def local(at: int, zone: tzinfo | None) -> str:
    """For people: to the second, in `zone`, the system's where it is None."""
    return (_EPOCH + timedelta(microseconds=at)).astimezone(zone).isoformat(" ", "seconds")


def since(text: str, now: datetime, zone: tzinfo | None) -> int:
    """UTC microseconds of a date, of a date with time (in `zone` where it names none) or of an age before `now`.

    Raises ArgumentTypeError.
    """
    try:
        if age := _AGE.fullmatch(text):
            moment = now - timedelta(**{_UNITS[age[2]]: int(age[1])})
        else:
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is None:
                # astimezone() takes a naive time as the system's.
                moment = moment.astimezone() if zone is None else moment.replace(tzinfo=zone)
        return (moment - _EPOCH) // timedelta(microseconds=1)
    except (ValueError, OverflowError) as error:
        raise ArgumentTypeError(wording.bad_since(text)) from error
