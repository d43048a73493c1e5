"""What is known of a store's backups, and when the next daily one is due. Knows no files and no store."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

FUTURE = timedelta(minutes=10)  # that clocks of stations may differ by


@dataclass(frozen=True, slots=True)
class Record:
    """The last backups of one store. Times are UTC microseconds, 0 where there was none.

    `daily_at` is that of the last one among those that are made daily; `failed_at` and `failure`, a sentence, are
    set as long as no try has succeeded since.
    """

    made_at: int = 0
    file: str = ""
    daily_at: int = 0
    failed_at: int = 0
    failure: str = ""


def is_due(last: datetime | None, at: str, now: datetime) -> bool:
    """Whether no daily backup was made since the clock last showed `at` (HH:MM). Times have their zone.

    One that lies ahead was made by a clock that was wrong; it does not count.
    """
    if last is None or last > now + FUTURE:
        return True
    turn = datetime.combine(now.date(), time.fromisoformat(at), now.tzinfo)
    if turn > now:
        turn -= timedelta(days=1)
    return last < turn
