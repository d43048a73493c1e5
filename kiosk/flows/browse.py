"""Looking through what there is: parts, places and units, and what is running low. Only reads."""

from kiosk.page import Page
from kiosk.post import Post
from kiosk.stock.lists import Entry, LowPart, Scope
from kiosk.store import browse, low_stock
from kiosk.store.sql import Db


def things(db: Db, post: Post, text: str, scope: Scope, offset: int, limit: int) -> Page[Entry]:
    """A window on what `text` fits; all parts and places where it is empty."""
    return browse.things(db, text, scope, offset, limit)


def low(db: Db, post: Post, offset: int, limit: int) -> Page[LowPart]:
    """A window on the parts below their minimum, the most urgent first."""
    return low_stock.low_stock(db, offset, limit)
