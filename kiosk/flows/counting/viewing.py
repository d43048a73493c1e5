"""Lists of counts, and of what one has found at a place: windows on the store. Reads only."""

from collections.abc import Sequence

from kiosk.flows.counting import reviewing
from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.stock.counts import Counted, Difference, Differs, OpenCount
from kiosk.store import count_entries, counts
from kiosk.store.sql import Db


def open_counts(db: Db, post: Post, offset: int, limit: int = LARGEST) -> Page[OpenCount]:
    """The counts that can be gone on with, whoever began them, the newest first, from `offset` on."""
    return counts.open_counts(db, offset, limit)


def found(db: Db, post: Post, document: int, place: int, offset: int, limit: int = LARGEST) -> Page[Counted]:
    """What was found at a place, the latest first, from `offset` on."""
    return count_entries.page(db, document, place, offset, limit)


def differences(
    db: Db, post: Post, document: int, totals: Sequence[tuple[Differs, int]], offset: int, limit: int = LARGEST
) -> Page[Difference]:
    """The differences of several kinds, one kind below the other, from `offset` on. `totals`: how many of each."""
    rows: list[Difference] = []
    above = 0  # rows of the kinds before
    for kind, total in totals:
        first = max(0, offset - above)
        if first < total and len(rows) < limit:
            rows += reviewing.review(db, post, document, kind, first, limit - len(rows)).rows
        above += total
    return Page(tuple(rows), above, offset)
