"""Windows on the scan lists, and on the rows of one as they are now. Reads."""

from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.stock.scan_lists import ListRow, ScanList
from kiosk.store import scan_list_rows, scan_lists
from kiosk.store.sql import Db


def open_lists(db: Db, post: Post, offset: int, limit: int = LARGEST) -> Page[ScanList]:
    """The lists that can be gone on with, whoever began them, the one that was used last first, from `offset` on."""
    return scan_lists.open_page(db, offset, limit)


def closed_lists(db: Db, post: Post, offset: int, limit: int = LARGEST) -> Page[ScanList]:
    """The lists that were closed, newest first, from `offset` on."""
    return scan_lists.closed_page(db, offset, limit)


def named(db: Db, post: Post, name: str) -> tuple[ScanList, ...]:
    """The open lists of this name, the one that was used last first."""
    return scan_lists.named(db, name)


def page(db: Db, post: Post, list: int, offset: int, limit: int = LARGEST) -> Page[ListRow]:
    """The rows of a list in the order in which they came, from `offset` on."""
    return scan_list_rows.page(db, list, offset, limit)


def index_of(db: Db, post: Post, list: int, row: int) -> int:
    """Where a row stands in its list, counted from 0."""
    return scan_list_rows.index(db, list, row)
