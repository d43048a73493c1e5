"""The journal forgets what is older than the store's rules say, and so does the list of printed labels."""

from kiosk.store import journal, print_jobs, settings
from kiosk.store.sql import Db

DAY = 86_400_000_000  # microseconds
AT_ONCE = 1000  # rows of one transaction, so that a scan in between waits a few milliseconds at most


def forget(db: Db, now: int) -> bool:
    """Delete the oldest rows that are past their days at `now`, UTC microseconds; True while more are left.

    Labels go first, which keep the scans that they came from.

    Time goes no further than the last row: a station whose clock jumps ahead, or is ahead of the store's, while
    nobody scans, forgets nothing for that.
    """
    last = journal.last_recorded(db)
    if last is None:
        return False
    before = min(now, last) - settings.rules(db).journal_days * DAY
    if print_jobs.forget(db, before, AT_ONCE) == AT_ONCE:
        return True
    return journal.forget(db, before, AT_ONCE) == AT_ONCE
