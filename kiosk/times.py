"""Points in time as people and programs write them: UTC microseconds to text and back. Pure."""

import re
from datetime import UTC, datetime, timedelta, tzinfo

from kiosk.wording import history as wording

_AGE = re.compile(r"([0-9]{1,6})([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def zone(name: str) -> tzinfo | None:
    """The time zone of this IANA name; None, the system's, where it is empty."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(name) if name else None


def iso(at: int) -> str:
    """ISO 8601 in UTC, to the microsecond."""
    return (_EPOCH + timedelta(microseconds=at)).isoformat(timespec="microseconds").replace("+00:00", "Z")


def local(at: int, zone: tzinfo | None) -> str:
    """For people: to the second, in `zone`, the system's where it is None."""
    return _local(at, zone).isoformat(" ", "seconds")


def short(at: int, zone: tzinfo | None) -> str:
    """For lists: to the second, without the zone that the whole list is in."""
    return f"{_local(at, zone):%Y-%m-%d %H:%M:%S}"


def clock(at: int, now: int, zone: tzinfo | None) -> str:
    """For answers: the hour and the minute, after the date where that was another day than `now`."""
    then = _local(at, zone)
    return f"{then:%H:%M}" if then.date() == _local(now, zone).date() else f"{then:%Y-%m-%d %H:%M}"


def micros(moment: datetime) -> int:
    """UTC microseconds of a moment that knows its zone."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def midnight(now: datetime, zone: tzinfo | None) -> datetime:
    """The beginning of the day that it is in `zone`."""
    return _here(datetime.combine(now.astimezone(zone).date(), datetime.min.time()), zone)


def since(text: str, now: datetime, zone: tzinfo | None) -> int:
    """UTC microseconds of a date, of a date with time (in `zone` where it names none) or of an age before `now`.

    Raises ValueError with a sentence.
    """
    return _read(text, now, zone)


def until(text: str, now: datetime, zone: tzinfo | None) -> int:
    """The same, for the first moment that is not meant any more: of a date without time, that is the day's end."""
    return _read(text, now, zone, days=1 if _DATE.fullmatch(text) else 0)


def _read(text: str, now: datetime, zone: tzinfo | None, days: int = 0) -> int:
    try:
        if age := _AGE.fullmatch(text):
            return micros(now - timedelta(**{_UNITS[age[2]]: int(age[1])}))
        moment = datetime.fromisoformat(text) + timedelta(days=days)
        return micros(_here(moment, zone) if moment.tzinfo is None else moment)
    except (ValueError, OverflowError) as error:
        raise ValueError(wording.bad_time(text)) from error


def _here(moment: datetime, zone: tzinfo | None) -> datetime:
    # astimezone() takes a naive time as the system's.
    return moment.astimezone() if zone is None else moment.replace(tzinfo=zone)


def _local(at: int, zone: tzinfo | None) -> datetime:
    return (_EPOCH + timedelta(microseconds=at)).astimezone(zone)
