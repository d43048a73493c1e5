"""The queue of labels as those use it who fill it and who empty it: flows within their transactions, and the printer.

What an operator does with it is in `kiosk.flows.printing.desk`.
"""

from collections.abc import Sequence

from kiosk.post import Post
from kiosk.stock.print_jobs import Due, JobState, NewJob
from kiosk.store import print_jobs
from kiosk.store.sql import Db


def add(db: Db, post: Post, jobs: Sequence[NewJob]) -> None:
    """Queue labels in this order, in the transaction of what they are for."""
    if jobs:
        print_jobs.add(db, post, jobs)


def due(db: Db, station: int, printer: str, limit: int) -> tuple[int, Sequence[Due]]:
    """How many labels wait for a printer, and the first of them."""
    jobs = print_jobs.due(db, station, printer, limit)
    return (print_jobs.waiting(db, station, printer) if len(jobs) == limit else len(jobs)), jobs


def printed(db: Db, ids: Sequence[int]) -> None:
    """They were sent. Whether one had been dropped meanwhile does not matter any more."""
    print_jobs.settle(db, ids, JobState.PRINTED)


def refused(db: Db, id: int, fault: str) -> None:
    """It can't be drawn, and would keep all behind it from being printed: it waits no more."""
    print_jobs.settle(db, [id], JobState.DROPPED, fault)


def failed(db: Db, id: int, fault: str) -> None:
    """The printer did not take it; it waits on."""
    print_jobs.fail(db, id, fault)
