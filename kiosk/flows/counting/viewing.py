"""Lists of counts, and of what one has found at a place: windows on the store. Reads only."""

from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.stock.counts import Counted, OpenCount
from kiosk.store import count_entries, counts
from kiosk.store.sql import Db


def open_counts(db: Db, post: Post, offset: int, limit: int = LARGEST) -> Page[OpenCount]:
    """The counts that can be gone on with, whoever began them, the newest first, from `offset` on."""
    return counts.open_counts(db, offset, limit)


def found(db: Db, post: Post, document: int, place: int, offset: int, limit: int = LARGEST) -> Page[Counted]:
    """What was found at a place, the latest first, from `offset` on."""
    return count_entries.page(db, document, place, offset, limit)
