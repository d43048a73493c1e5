"""What waits to be gone on with: the newest drafts, and how many lists and repairs are open. Reads.

Called when the station starts: it asks the store itself, and not the flows, of which it would load much.
"""

from dataclasses import dataclass

from kiosk.page import Page
from kiosk.post import Post
from kiosk.stock.document_lists import OPEN_DRAFTS
from kiosk.stock.views import DocumentView
from kiosk.store import document_list, repairs, scan_lists
from kiosk.store.sql import Db


@dataclass(frozen=True, slots=True)
class Waiting:
    """`drafts` are the newest, with how many there are; `lists` are open, `repairs` are not handed back yet."""

    drafts: Page[DocumentView]
    lists: int
    repairs: int


def waiting(db: Db, post: Post, limit: int) -> Waiting:
    """What waits in this store, with at most so many drafts."""
    lists = scan_lists.open_page(db, 0, 0).total
    return Waiting(document_list.page(db, OPEN_DRAFTS, 0, limit), lists, sum(repairs.counts(db)))
